"""Measure what is made of a loaded catalogue, for bench.py: each format that leaves the house, and
all tables of planning, in processor seconds.

    python -m scripts.bench_parts PROJECT TIMINGS
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.cli.common import catalogue_in
from catalogue.clock import today_in
from catalogue.exports import FORMATS
from catalogue.exports.gate import Gate
from catalogue.history import carry_on
from catalogue.planning.planned import Planned
from catalogue.reference import load_reference
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Write the seconds of each, by what it is, as JSON."""
    root, timings = map(Path, sys.argv[1:])
    catalogue = catalogue_in(root, today_in(load_reference(root).city.zone))
    history = carry_on(catalogue, None, catalogue.today, seeds={})
    site = Site(catalogue, Urls.of("https://courses.example"), "Courses", history=history)
    gate = Gate(catalogue, house_of(site))
    seconds = {
        f"export {export.FORMAT.name}": _taken(
            lambda export=export: sum(len(file.body) for file in gate.files(export))  # type: ignore[misc]
        )
        for export in FORMATS
    }
    seconds["all exports"] = sum(seconds.values())
    seconds["all tables of planning"] = _taken(lambda: list(Planned(catalogue).tables))
    timings.write_text(json.dumps(seconds), encoding="utf-8")


def _taken(made: Callable[[], object]) -> float:
    began = time.process_time()
    made()
    return time.process_time() - began


if __name__ == "__main__":
    main()
