"""The days on which a run meets, worked out without walking through them, and how a day is said.

Used by the rules. It counts in differences of days and never leaves the calendar, whatever years a
file names, and never makes a list as long as a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from catalogue.records import Run, Weekly


def meets_on(run: Run, line: Weekly, day: date) -> bool:
    """Whether a line of the weekly pattern falls on a day, holidays or not."""
    if day < run.starts or (run.ends is not None and day > run.ends):
        return False
    return (day - run.starts).days % _cycle(line) == _days_to_first(run, line)


def has_class_on(run: Run, day: date) -> bool:
    """Whether any line of the weekly pattern falls on a day, holidays or not."""
    return any(meets_on(run, line, day) for line in run.weekly)


def takes_place(run: Run, line: Weekly) -> bool:
    """Whether a line of the weekly pattern has a day that is not in `no_class_on`."""
    if run.ends is None:
        return True
    span = (run.ends - run.starts).days - _days_to_first(run, line)
    left_out = sum(meets_on(run, line, day) for day in run.no_class_on)
    return span >= 0 and span // _cycle(line) + 1 > left_out


def _cycle(line: Weekly) -> int:
    return 7 * line.every_weeks


def _days_to_first(run: Run, line: Weekly) -> int:
    # Weeks count from the Monday of the first week, as in catalogue.sessions: a day that has passed
    # by the time the run starts comes round again a whole cycle later.
    return (line.weekday - run.starts.weekday()) % _cycle(line)


def day_text(day: date) -> str:
    """Say a day as people do: Tuesday 12 January 2027."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
