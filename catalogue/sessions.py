"""The dated meetings of a run, on Liverpool's clock.

Used by the rules, the Catalogue and whatever shows or exports dates. Knows no files and asks for no
date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from catalogue.records import Run

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One dated meeting. Both ends are moments in Europe/London, so that a class at 10:00 stays
    at 10:00 in summer.
    """

    starts: datetime
    ends: datetime


def sessions_of(run: Run, until: date) -> list[Session]:
    """Return the meetings of a run in order, up to its last day or `until`, whichever comes
    first.
    """
    last = min(run.ends or until, until)
    sessions = []
    for weekly in run.weekly:
        # Weeks are counted from the Monday of the first week, so that "every second week" means the
        # same for each day.
        monday = run.starts.toordinal() - run.starts.weekday()
        for number in range(monday + weekly.weekday, last.toordinal() + 1, 7 * weekly.every_weeks):
            day = date.fromordinal(number)
            if day >= run.starts and day not in run.no_class_on:
                begin = datetime.combine(day, weekly.start, LONDON)
                sessions.append(Session(begin, datetime.combine(day, weekly.end, LONDON)))
    return sorted(sessions)
