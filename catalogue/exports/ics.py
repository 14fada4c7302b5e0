"""A calendar as the bytes of its file (RFC 5545), with the clock of its place in it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

if TYPE_CHECKING:
    from icalendar import Calendar

_LONGEST_LINE = 75
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
"""What no line may have (RFC 5545, section 3.1). Line breaks of texts are written out by then."""
_VTIMEZONE_GOES_BEFORE = b"\r\nBEGIN:VEVENT\r\n"


def as_ics(calendar: Calendar) -> bytes:
    """Write a calendar whose X-WR-TIMEZONE says whose clock its times are on: UTF-8, lines ended by
    CRLF.
    """
    zone = ZoneInfo(str(calendar["x-wr-timezone"]))
    # Folded here: the library looks at every letter, which takes a quarter of the time.
    lines = (_CONTROLS.sub("", line) for line in calendar.content_lines() if line)
    written = b"".join(_folded(line.encode(errors="replace")) for line in lines)
    head, event_mark, events = written.partition(_VTIMEZONE_GOES_BEFORE)
    return b"".join((head, b"\r\n", _clock_of(zone).rstrip(), event_mark, events))


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
