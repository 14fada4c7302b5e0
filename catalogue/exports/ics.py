"""A calendar as the bytes of its file (RFC 5545), with the clock of London in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from catalogue.sessions import LONDON

if TYPE_CHECKING:
    from icalendar import Calendar

_LONGEST_LINE = 75
_VTIMEZONE_GOES_BEFORE = b"\r\nBEGIN:VEVENT\r\n"


def as_ics(calendar: Calendar) -> bytes:
    """Write a calendar whose times are those of London: UTF-8, lines ended by CRLF."""
    # Folded here: the library looks at every letter, which takes a quarter of the time.
    written = b"".join(_folded(line.encode()) for line in calendar.content_lines() if line)
    head, event_mark, events = written.partition(_VTIMEZONE_GOES_BEFORE)
    return b"".join((head, b"\r\n", _london().rstrip(), event_mark, events))


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
def _london() -> bytes:
    """Say when the clocks go forward and back, as they have since 1996 (SI 2002/262).

    Written once: it is the same in every calendar.
    """
    london = Timezone()
    london.add("tzid", LONDON.key)
    for season, name, month, hour, before, after in (
        (TimezoneDaylight(), "BST", 3, 1, 0, 1),
        (TimezoneStandard(), "GMT", 10, 2, 1, 0),
    ):
        season.add("tzname", name)
        season.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        season.add("tzoffsetfrom", timedelta(hours=before))
        season.add("tzoffsetto", timedelta(hours=after))
        london.add_component(season)
    written: bytes = london.to_ical()
    return written
