"""The dated meetings of a run, on the city's clock.

Used by the rules, the Catalogue and whatever shows or exports dates. Knows no files and asks for no
date.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from catalogue.records import Run, Weekly


class DaysHeld(NamedTuple):
    """One line of a weekly pattern, and the days on which it meets, in order."""

    line: Weekly
    days: list[date]


class Session(NamedTuple):
    """One dated meeting. Both ends are moments of the city's clock, so that a class at 10:00 stays
    at 10:00 in summer.
    """

    starts: datetime
    ends: datetime


def sessions_of(run: Run, until: date, zone: ZoneInfo) -> list[Session]:
    """Return the meetings of a run in order, up to its last day or `until`, whichever comes
    first.
    """
    return sorted(
        Session(datetime.combine(day, line.start, zone), datetime.combine(day, line.end, zone))
        for line, days in days_held(run, until)
        for day in days
    )


def days_held(run: Run, until: date) -> list[DaysHeld]:
    """Return the days of each line of a run's weekly pattern, up to the same day."""
    return [DaysHeld(line, list(_days(run, line, until))) for line in run.weekly]


def meets(run: Run, until: date) -> bool:
    """Whether a run has any dated meeting up to a day."""
    return any(True for line in run.weekly for _ in _days(run, line, until))


def _days(run: Run, line: Weekly, until: date) -> Iterator[date]:
    first = run.starts.toordinal() + days_to_first(run, line)
    last = min(run.ends or until, until).toordinal()
    for number in range(first, last + 1, cycle(line)):
        day = date.fromordinal(number)
        if day not in run.no_class_on:
            yield day


def cycle(weekly: Weekly) -> int:
    """Return how many days there are from one meeting of a weekly pattern to the next."""
    return 7 * weekly.every_weeks


def days_to_first(run: Run, weekly: Weekly) -> int:
    """Return how many days after the run's first day a line of its weekly pattern first falls.

    Weeks count from the Monday of the first week, so that "every second week" means the same for
    each day: a day that has passed by the time the run starts comes round a whole cycle later.
    """
    return (weekly.weekday - run.starts.weekday()) % cycle(weekly)
