"""What PySAL's `access` makes of the need and the courses of tests/frozen, for the tests beside it.

Run by hand, in an environment of its own, as it brings pandas and GeoPandas along:

    pip install access==1.1.10.post3 pandas geopandas
    python tests/planning/pysal/made.py

It reads miles.csv (up to two miles, by our own geodesics), people.csv and supply.csv, which
those tests hold to what we count, and writes access.csv.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd  # type: ignore[import-not-found, import-untyped, unused-ignore]
from access import (  # type: ignore[import-not-found, unused-ignore]
    Access,
    weights,
)

HERE = Path(__file__).resolve().parent
RINGS = {0.5: 1.0, 1.0: 0.68, 1.5: 0.22}

people = pd.read_csv(HERE / "people.csv")
supply = pd.read_csv(HERE / "supply.csv")
miles = pd.read_csv(HERE / "miles.csv")
made = Access(
    demand_df=people,
    demand_index="home",
    demand_value="people",
    supply_df=supply,
    supply_index="venue",
    supply_value="hours",
    cost_df=miles,
    cost_origin="home",
    cost_dest="venue",
    cost_name="miles",
)
found = made.enhanced_two_stage_fca(
    name="access",
    cost="miles",
    supply_values="hours",
    max_cost=1.5,
    weight_fn=weights.step_fn(RINGS),
)
found = found.rename(columns={found.columns[0]: "hours"})
found.index.name = "home"
found.sort_index().to_csv(HERE / "access.csv", float_format="%.12g")
