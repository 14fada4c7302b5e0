"""Says when the dated meetings of a feed are: as a weekly pattern if they are one, else as dates.

Whether they are one, the reckoning of the site says (`sessions.py`): what it makes of the pattern,
less the days without a class, must be the very meetings that the feed has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import gcd
from typing import TYPE_CHECKING

from catalogue.quoting import listed
from catalogue.records import WEEKDAYS, Run, Weekly
from catalogue.sessions import sessions_of
from catalogue.sheets.cells import Unsure
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.feeds.feed_rows import FeedRow
from catalogue.sheets.readers import dates, meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

_MOST_WEEKS = 6
"""From one meeting to the next, as a cell can say it."""


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """One meeting on the city's clock. Without times it is all day, or nobody says when."""

    day: date
    start: time | None = None
    end: time | None = None


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment as the clocks of the city show it, to the minute; one without a zone is
    theirs already. Raises OverflowError.
    """
    here = moment.astimezone(zone) if moment.tzinfo else moment
    return here.replace(tzinfo=None, second=0, microsecond=0)


def meeting_of(first: datetime, last: datetime | None) -> Meeting:
    """Return the meeting between two moments of a day; its end is None where it has no such."""
    within = last is not None and last.date() == first.date() and last > first
    return Meeting(first.date(), first.time(), last.time() if last and within else None)


def say_when(row: FeedRow, found: Iterable[Meeting], zone: ZoneInfo) -> None:
    """Set the days and the times of a row, of which there is one at least."""
    held = sorted(set(found), key=lambda one: (one.day, one.start or time(), one.end or time()))
    first, last = held[0].day, held[-1].day
    row.say(column.STARTS, first)
    if last > first:
        row.say(column.ENDS, last)
    lines, off = _pattern(held, zone)
    if lines:
        row.say(column.SESSIONS, _said(lines))
        row.say(column.OFF, ", ".join(map(str, off)))
    elif len(held) == 1 and held[0].start:
        row.say(column.SESSIONS, f"{first:%A} {held[0].start:%H:%M}")
    elif len(held) > 1:
        row.say(column.NOTE, _in_dates(held))


def say_pattern(row: FeedRow, lines: Iterable[Weekly], otherwise: str) -> None:
    """Set the weekly pattern of a row. One that is none, as reckoning its lines raises ValueError,
    TypeError or KeyError, is shown as `otherwise`, and asked about.
    """
    try:
        found = list(lines)
    except (ValueError, TypeError, KeyError):
        row.say(column.SESSIONS, otherwise)
        row.doubts[column.SESSIONS] = Unsure(
            "When it meets is no pattern of weeks. Write the days and times."
        )
    else:
        row.say(column.SESSIONS, _said(found) if found else "")


def _said(lines: Sequence[Weekly]) -> str:
    """Say the lines of a weekly pattern as an export of ours would."""
    return meetings.said(
        [
            {
                "day": line.day,
                "from": f"{line.start:%H:%M}",
                "to": f"{line.end:%H:%M}",
                **({"every_weeks": line.every_weeks} if line.every_weeks > 1 else {}),
            }
            for line in lines
        ]
    )


def _pattern(held: Sequence[Meeting], zone: ZoneInfo) -> tuple[list[Weekly], list[date]]:
    """Return the lines of the weekly pattern that the meetings are, and the days without a class;
    or none where they are no pattern.
    """
    days: dict[tuple[int, time, time], list[date]] = {}
    for one in held:
        if one.start is None or one.end is None:
            return [], []
        days.setdefault((one.day.weekday(), one.start, one.end), []).append(one.day)
    lines = [
        Weekly(WEEKDAYS[weekday], start, end, _weeks_between(on))
        for (weekday, start, end), on in days.items()
    ]
    run = Run("", held[0].day, held[-1].day, weekly=tuple(lines))
    off: set[date] = set()
    for line, on in zip(lines, days.values(), strict=True):
        of_line = sessions_of(replace(run, weekly=(line,)), held[-1].day, zone)
        planned = {one.starts.date() for one in of_line}
        missed = planned - set(on)
        # Where more are missed than held, it is no pattern that anybody would speak of.
        if not planned >= set(on) or len(missed) >= len(on) or line.every_weeks > _MOST_WEEKS:
            return [], []
        off |= missed
    return (lines, sorted(off)) if off.isdisjoint(one.day for one in held) else ([], [])


def _weeks_between(days: Sequence[date]) -> int:
    gaps = [(day - days[0]).days for day in days[1:]]
    return max(gcd(*gaps) // timedelta(weeks=1).days, 1) if gaps else 1


def _in_dates(held: Sequence[Meeting]) -> str:
    """Say each date, with the times where they are not always the same."""
    times = {(one.start, one.end) for one in held}
    if len(times) > 1:
        return f"Meets on {listed((_with_times(one) for one in held), 'and')}."
    again = _times(held[0])
    return f"Meets on {listed((dates.said(one.day) for one in held), 'and')}{again}."


def _with_times(one: Meeting) -> str:
    return f"{dates.said(one.day)}{_times(one)}"


def _times(one: Meeting) -> str:
    until = f" to {one.end:%H:%M}" if one.end else ""
    return f", {one.start:%H:%M}{until}" if one.start else ""
