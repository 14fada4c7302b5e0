"""How long a run is, how full its weeks are and when in the week it meets, in other people's words.

* Full time is more than 16 hours of classes a week, or 450 in the first year: as students of
  further education are counted (House of Commons, written answer of 16 October 2002, column 874W).
  Without weekly classes it is not known; nobody tells us of Flexible.
* It meets on weekends on Saturdays and Sundays, else in the evening from five, else in daytime.
* It lasts weeks from the first day to the last; within a week, the days that have a class; on one
  day, the hours of its classes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue.catalogue import times_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.records import Run, Weekly
    from catalogue.sessions import DaysHeld

_YEAR, _HOURS_A_WEEK, _HOURS_A_YEAR = timedelta(days=365), 16, 450
_INTERVALS = {"Weeks": "P{}W", "Days": "P{}D", "Hours": "PT{}H", "Minutes": "PT{}M"}


def duration(run: Run, meetings: Sequence[DaysHeld]) -> tuple[str, str]:
    """Return a number and its unit: Weeks, Days, Hours or Minutes. Empty where nobody knows."""
    if run.ends is None:
        return "", ""
    days = (run.ends - run.starts).days + 1
    if days >= 7:
        return str((days + 6) // 7), "Weeks"
    class_days = {day for one in meetings for day in one.days}
    if len(class_days) != 1:
        return str(len(class_days) or days), "Days"
    minutes = sum(len(one.days) * _minutes(one.line) for one in meetings)
    return (str(minutes), "Minutes") if minutes % 60 else (str(minutes // 60), "Hours")


def interval(number: str, unit: str) -> str:
    """Write a duration as programs do (ISO 8601): P11W."""
    return _INTERVALS[unit].format(number)


def study_mode(run: Run, meetings: Sequence[DaysHeld]) -> str:
    """Say Full time or Part time; empty where nobody knows."""
    if not any(one.days for one in meetings):
        return ""
    weekly = sum(_minutes(line) / line.every_weeks for line in run.weekly)
    first_year = sum(
        _minutes(line) * sum(day - run.starts < _YEAR for day in days) for line, days in meetings
    )
    full = weekly > _HOURS_A_WEEK * 60 or first_year >= _HOURS_A_YEAR * 60
    return "Full time" if full else "Part time"


def patterns_of(run: Run) -> list[str]:
    """Return the sorts of times at which a run meets: Daytime, Evening, Weekend; or one empty word
    where nobody says.
    """
    found = [times_of(line.day, line.start) for line in run.weekly]
    patterns = (
        "Weekend" if "weekends" in times else "Evening" if "evenings" in times else "Daytime"
        for times in found
    )
    return list(dict.fromkeys(patterns)) or [""]


def _minutes(line: Weekly) -> int:
    return (line.end.hour - line.start.hour) * 60 + line.end.minute - line.start.minute
