"""The days on which a run meets, worked out without walking through them, and how a day is said.

Used by the rules. It counts in differences of days and never leaves the calendar, whatever years a
file names, and never makes a list as long as a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sessions import cycle, days_to_first

if TYPE_CHECKING:
    from datetime import date

    from catalogue.records import Run, Weekly


def meets_on(run: Run, line: Weekly, day: date) -> bool:
    """Whether a line of the weekly pattern falls on a day, holidays or not."""
    if day < run.starts or (run.ends is not None and day > run.ends):
        return False
    return (day - run.starts).days % cycle(line) == days_to_first(run, line)


def has_class_on(run: Run, day: date) -> bool:
    """Whether any line of the weekly pattern falls on a day, holidays or not."""
    return any(meets_on(run, line, day) for line in run.weekly)


def takes_place(run: Run, line: Weekly) -> bool:
    """Whether a line of the weekly pattern has a day that is not in `no_class_on`."""
    if run.ends is None:
        return True
    span = (run.ends - run.starts).days - days_to_first(run, line)
    left_out = sum(meets_on(run, line, day) for day in run.no_class_on)
    return span >= 0 and span // cycle(line) + 1 > left_out


def day_text(day: date) -> str:
    """Say a day as people do: Tuesday 12 January 2027."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
