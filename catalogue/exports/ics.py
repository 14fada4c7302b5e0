"""A calendar as the bytes of its file (RFC 5545), with the clock of its place in it.

Written straight: a library takes four times as long for the same bytes; one reads them back in a
build and in the tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

_PRODUCT = "-//Liverpool Community Learning//Course calendar//EN"
_LONGEST_LINE = 75
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
"""What no line may have (RFC 5545, section 3.1). Line breaks of texts are written out by then."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar is called, whose clock its times are on, and its events as `event` has
    written them: one may be in several calendars.
    """

    title: str
    zone: ZoneInfo
    events: Sequence[bytes] = ()


def as_ics(calendar: Calendar) -> bytes:
    """Write a calendar: UTF-8, lines ended by CRLF."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        text("NAME", calendar.title),
        text("X-WR-CALNAME", calendar.title),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        text("X-WR-TIMEZONE", calendar.zone.key),
    )
    clock = _clock_of(calendar.zone)
    return b"".join((_lines(head), clock, *calendar.events, b"END:VCALENDAR\r\n"))


def event(lines: Iterable[str]) -> bytes:
    """Write an event that has these lines."""
    return _lines(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def text(name: str, value: str) -> str:
    """Return the line of a property whose value is a text (RFC 5545, section 3.3.11)."""
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return f"{name}:{_CONTROLS.sub('', value)}"


def local(name: str, days: Iterable[date], clock: time, zone: ZoneInfo) -> str:
    """Return the line of moments on some days, on the clock of their place."""
    at = f"T{clock:%H%M%S}"
    return f"{name};TZID={zone}:{','.join([plain(day) + at for day in days])}"


def utc(day: date, clock: time, zone: tzinfo) -> str:
    """Return a moment on the clock of a place as it is written without a zone."""
    moment = datetime.combine(day, clock, zone).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def plain(day: date) -> str:
    """Return a day as it is written here."""
    return day.isoformat().replace("-", "")


def _lines(lines: Iterable[str]) -> bytes:
    """Return lines as bytes. Half a character, which UTF-8 cannot hold, is a ?."""
    written = [line.encode(errors="replace") for line in lines]
    short = [line if len(line) <= _LONGEST_LINE else _folded(line) for line in written]
    return b"\r\n".join((*short, b""))


def _folded(line: bytes) -> bytes:
    """Cut a line into pieces of at most 75 bytes, never within a letter (RFC 5545, section 3.1)."""
    pieces = []
    while len(line) > _LONGEST_LINE:
        cut = _LONGEST_LINE
        while line[cut] & 0b1100_0000 == 0b1000_0000:  # not the first byte of a letter
            cut -= 1
        pieces.append(line[:cut])
        line = b" " + line[cut:]
    return b"\r\n".join((*pieces, line))


@cache
def _clock_of(zone: ZoneInfo) -> bytes:
    """Say when the clocks go forward and back: at one o'clock UTC on the last Sundays of March and
    October, in all of Europe since 1996 (in the UK by SI 2002/262).

    Written once: it is the same in every calendar.
    """
    winter, summer = (datetime(1996, month, 15, tzinfo=zone) for month in (1, 7))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    for season, month, day, before, after in (
        ("DAYLIGHT", 3, 31, winter, summer),
        ("STANDARD", 10, 27, summer, winter),
    ):
        begins = datetime(1996, month, day, 1) + (before.utcoffset() or timedelta())
        lines += (
            f"BEGIN:{season}",
            f"DTSTART:{begins:%Y%m%dT%H%M%S}",
            f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}",
            text("TZNAME", after.tzname() or ""),
            f"TZOFFSETFROM:{before:%z}",
            f"TZOFFSETTO:{after:%z}",
            f"END:{season}",
        )
    return _lines((*lines, "END:VTIMEZONE"))
