"""Move the dates of the invented examples on by whole weeks, so that the demonstration stays alive.

    .venv/bin/python scripts/refresh_examples.py [--today 2027-06-01]

Weekdays stay the same; courses that are not examples are not touched.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.clock import today_in
from catalogue.examples import moved, moved_plan, weeks_behind
from catalogue.fields import fields_of
from catalogue.formatting import replace_file, rewrite
from catalogue.loading import load_catalogue
from catalogue.reference import load_reference

if TYPE_CHECKING:
    from catalogue.schemas import Schema

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Rewrite every example course whose dates are behind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--root", type=Path, default=ROOT)
    arguments = parser.parse_args()
    reference = load_reference(arguments.root)
    today = arguments.today or today_in(reference.city.zone)
    catalogue, _ = load_catalogue(reference, arguments.root, today)
    weeks = weeks_behind(catalogue)
    if weeks == 0:
        print("The example dates are up to date.")
        return 0
    schema, holidays = reference.schemas.course, reference.bank_holidays
    examples = [course for course in catalogue.courses.values() if course.example]
    for course in examples:
        path = arguments.root / course.file
        text = rewrite(path.read_bytes(), schema, course.file, lambda v: moved(v, weeks, holidays))
        replace_file(path, text)
    for kind, plan in (("priority", catalogue.priorities), ("bid", catalogue.bids)):
        for one in plan.values():
            if one.example:
                _move(arguments.root / one.file, one.file, reference.schemas.of(kind), weeks)
    print(f"Moved the dates of {len(examples)} example courses on by {weeks} weeks.")
    return 0


def _move(path: Path, file: str, schema: Schema, weeks: int) -> None:
    """Rewrite a part of the plan with its days moved on."""
    text = rewrite(
        path.read_bytes(), schema, file, lambda v: moved_plan(v, fields_of(schema), weeks)
    )
    replace_file(path, text)


if __name__ == "__main__":
    sys.exit(main())
