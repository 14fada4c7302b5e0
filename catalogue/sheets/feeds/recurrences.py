"""On which days an event of a calendar is (RFC 5545, section 3.8.5): dateutil reckons them, for no
more than three years, and never more often than once a day.
"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rrulestr
from icalendar import vRecur

from catalogue.sheets.cells import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar.cal.component import Component

MOST_TIMES = 20_000
"""Dates of all events of a file together."""
_FARTHEST = relativedelta(years=3)
_REPEATS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def moment_in(event: Component, name: str) -> date | None:
    """Return the day or the moment that a property says, or None."""
    value = event.get(name)
    found = getattr(value, "dt", None)
    return found if isinstance(found, date) else None


def all_of(value: Any) -> Iterator[Any]:
    """Yield each value of a property that may be there more than once, or have several."""
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        yield from getattr(one, "cats", None) or [one]


def moment_key(moment: date) -> date | float:
    """Name one time of a series: its moment, whatever zone it is said in."""
    return moment.timestamp() if isinstance(moment, datetime) and moment.tzinfo else moment


def times_of(event: Component, starts: date) -> tuple[list[date], bool]:
    """Return each time that an event is on, and whether it goes on after the last one."""
    found, endless = [starts], False
    if (rule := event.get("RRULE")) is not None:
        found, endless = _by_rule(rule, starts)
    found += [one.dt for dates in all_of(event.get("RDATE")) for one in dates.dts]
    off = {one.dt for dates in all_of(event.get("EXDATE")) for one in dates.dts}
    keys = set(map(moment_key, off))
    if any(isinstance(one, datetime) != isinstance(starts, datetime) for one in found):
        raise Unreadable("Its dates are partly whole days and partly times.")
    return [one for one in found if moment_key(one) not in keys], endless


def _by_rule(rule: Any, starts: date) -> tuple[list[date], bool]:
    """Reckon the times of a rule on the clock that it is written on, so that 10:00 stays so."""
    if not isinstance(rule, vRecur):
        raise Unreadable("It repeats by more than one rule.")
    freq = [str(one).upper() for one in rule.get("FREQ", [])]
    if len(freq) != 1 or freq[0] not in _REPEATS:
        raise Unreadable(f"It repeats by a rule that we do not read: {_text_of(rule)}.")
    parts = vRecur({name: value for name, value in rule.items() if name not in ("COUNT", "UNTIL")})
    if any(int(one) < 1 for one in (*rule.get("INTERVAL", []), *rule.get("COUNT", []))):
        raise Unreadable("It repeats every 0 times, or 0 times in all.")
    zone = starts.tzinfo if isinstance(starts, datetime) else None
    whole = starts if isinstance(starts, datetime) else datetime.combine(starts, time())
    begin = whole.replace(tzinfo=None)
    farthest = begin + _FARTHEST
    until = min([farthest, *(_until(one, zone) for one in rule.get("UNTIL", []))])
    most = min([MOST_TIMES, *map(int, rule.get("COUNT", []))])
    times = rrulestr(_text_of(parts), dtstart=begin)
    assert isinstance(times, rrule)
    found = list(islice(times.replace(until=until), most))
    endless = until == farthest and not ("COUNT" in rule and len(found) == most)
    if not isinstance(starts, datetime):
        return [one.date() for one in found], endless
    return [one.replace(tzinfo=zone) for one in found], endless


def _until(value: Any, zone: Any) -> datetime:
    """Return when a rule ends, on its own clock; a day counts to its end."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.max)
    here = value.astimezone(zone) if value.tzinfo and zone else value
    return here.replace(tzinfo=None)


def _text_of(rule: vRecur) -> str:
    return ";".join(f"{name}={','.join(map(str, all_of(one)))}" for name, one in rule.items())
