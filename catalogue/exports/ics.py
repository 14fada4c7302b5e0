"""A calendar as the bytes of its file (RFC 5545), with the clock of its place in it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar.cal.component import Component

_LONGEST_LINE = 75
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
"""What no line may have (RFC 5545, section 3.1). Line breaks of texts are written out by then."""
_END = b"END:VCALENDAR\r\n"


def as_ics(calendar: Calendar) -> bytes:
    """Write a calendar whose X-WR-TIMEZONE says whose clock its times are on: UTF-8, lines ended by
    CRLF.
    """
    zone = ZoneInfo(str(calendar["x-wr-timezone"]))
    head, _, end = _written(Calendar(calendar)).partition(_END)
    events = (event.written for event in events_in(calendar))
    return b"".join((head, _clock_of(zone), *events, _END, end))


class WrittenOnce(Event):
    """An event. It may be in several calendars, and takes longer to write than to add."""

    def add(self, name: str, value: Any, *given: Any, **more: Any) -> None:
        """Add a property. Its text may have half a character."""
        super().add(name, whole(value) if isinstance(value, str) else value, *given, **more)

    @cached_property
    def written(self) -> bytes:
        """Its lines in a file."""
        return _written(self)


def events_in(calendar: Calendar) -> Iterator[WrittenOnce]:
    """Yield the events of a calendar."""
    return (one for one in calendar.subcomponents if isinstance(one, WrittenOnce))


def whole(text: str) -> str:
    """Return text with a ? for each half of a character, which UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()


def _written(component: Component) -> bytes:
    # Folded here: the library looks at every letter, which takes a quarter of the time.
    lines = (_CONTROLS.sub("", line) for line in component.content_lines() if line)
    return b"".join(_folded(line.encode(errors="replace")) for line in lines)


def _folded(line: bytes) -> bytes:
    """Cut a line into pieces of at most 75 bytes, never within a letter (RFC 5545, section 3.1)."""
    pieces = []
    while len(line) > _LONGEST_LINE:
        cut = _LONGEST_LINE
        while line[cut] & 0b1100_0000 == 0b1000_0000:  # not the first byte of a letter
            cut -= 1
        pieces.append(line[:cut])
        line = b" " + line[cut:]
    return b"\r\n".join((*pieces, line, b""))


@cache
def _clock_of(zone: ZoneInfo) -> bytes:
    """Say when the clocks go forward and back: at one o'clock UTC on the last Sundays of March and
    October, in all of Europe since 1996 (in the UK by SI 2002/262).

    Written once: it is the same in every calendar.
    """
    written = Timezone()
    written.add("tzid", zone.key)
    winter, summer = (datetime(1996, month, 15, tzinfo=zone) for month in (1, 7))
    for season, month, day, before, after in (
        (TimezoneDaylight(), 3, 31, winter, summer),
        (TimezoneStandard(), 10, 27, summer, winter),
    ):
        offset = before.utcoffset() or timedelta()
        season.add("tzname", after.tzname())
        season.add("dtstart", datetime(1996, month, day, 1) + offset)
        season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        season.add("tzoffsetfrom", offset)
        season.add("tzoffsetto", after.utcoffset())
        written.add_component(season)
    raw: bytes = written.to_ical()
    return raw
