"""Reads when people meet each week, as people write it, and writes it the same way each time.

“Tues & Thurs 9.30am-12”, “Mon-Wed 0930-1130”, “Friday 6pm to 8pm every 2 weeks”. A time of which
nobody can tell whether it is morning or evening is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOW = "Write it like “Tuesday 9:30am to 11:30am; Thursday 1pm to 3pm”."
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<every>\(?\s*(?:every\s+)?(?:(?P<weeks>\d)\s*weeks\b|other\s+week\b|second\s+week\b
        |fortnight(?:ly)?\b|alternate\s+weeks\b)\s*\)?)
  | (?P<noon>(?:12\s*)?(?:noon|midday)\b)
  | (?P<time>(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::00)?|(?P<minute4>\d{2}))?
        \s*(?P<half>[ap]\.?m\.?)?(?![\w:]))
  | (?P<to>-|–|—|to\b|until\b|till\b)
  | (?P<day>[^\W\d_]+)
  | (?P<mark>[,;&/+.()])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FILLING = frozenset(("and", "on", "every", "weekly", "from", "each", "at", "hrs"))
_UNCLEAR_BEFORE = 8


@dataclass(slots=True)
class _Time:
    hour: int
    minute: int
    half: str = ""
    padded: bool = False
    text: str = ""


@dataclass(slots=True)
class _Line:
    """What has been read of one meeting: its days, and its one or two times."""

    days: list[str] = field(default_factory=list)
    times: list[_Time] = field(default_factory=list)
    every: int = 1


def read_meetings(text: str) -> list[dict[str, Any]]:
    """Return the weekly meetings that a text names, as the schema's sessions. Raises
    NotUnderstood.
    """
    lines = [_Line()]
    span = False
    for found in _tokens(text):
        line = lines[-1]
        if found["every"]:
            line.every = int(found["weeks"] or 2)
        elif found["time"] or found["noon"]:
            if len(line.times) == 2:
                line = _Line(days=line.days)
                lines.append(line)
            line.times.append(_time(found))
        elif found["to"]:
            span = bool(line.days and not line.times)
            continue
        elif found["day"] and found["day"].lower() not in _FILLING:
            if line.times:
                line = _Line()
                lines.append(line)
            line.days += _days(found["day"], line.days[-1] if span else None, text)
        span = False
    return [meeting for line in lines for meeting in _meetings(line, text)]


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            raise NotUnderstood(f"“{text}” cannot be read as days and times. {_HOW}")
        yield found
        position = found.end()


def _days(word: str, first: str | None, text: str) -> list[str]:
    known = [day for day in WEEKDAYS if len(word) >= 3 and day.startswith(word.lower())]
    word = word.lower().removesuffix("s")
    known = known or [day for day in WEEKDAYS if day == word or word in (day[:4], day[:5], day[:3])]
    if len(known) != 1:
        raise NotUnderstood(f"“{word}” in “{text}” is not a day of the week. {_HOW}")
    if first is None:
        return known
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(known[0])
    if end <= start:
        raise NotUnderstood(f"“{text}”: {known[0]} does not come after {first}. {_HOW}")
    return list(WEEKDAYS[start + 1 : end + 1])


def _time(found: re.Match[str]) -> _Time:
    if found["noon"]:
        return _Time(12, 0, "p", text=found["noon"])
    half = (found["half"] or "")[:1].lower()
    padded = len(found["hour"]) == 2 and found["hour"] < "10"
    minute = int(found["minute"] or found["minute4"] or 0)
    time = _Time(int(found["hour"]), minute, half, padded, found["time"].strip())
    if found["minute4"] and len(found["hour"]) == 1:
        time.padded = False
    if time.hour > (12 if half else 23) or minute > 59 or (half and not time.hour):
        raise NotUnderstood(f"“{time.text}” is not a time of day. {_HOW}")
    return time


def _meetings(line: _Line, text: str) -> Iterator[dict[str, Any]]:
    if not line.days or len(line.times) != 2:
        missing = "a day" if not line.days else "when it begins and when it ends"
        raise NotUnderstood(f"“{text}” does not say {missing}. {_HOW}")
    start, end = _span(line.times[0], line.times[1], text)
    for day in dict.fromkeys(line.days):
        meeting = {"day": day, "from": _clock(start), "to": _clock(end)}
        yield {**meeting, "every_weeks": line.every} if line.every > 1 else meeting


def _span(first: _Time, last: _Time, text: str) -> tuple[int, int]:
    """Return the minutes of the day at which a class begins and ends."""
    if not first.half and not last.half:
        if first.hour < _UNCLEAR_BEFORE and not first.padded:
            what = f"“{text}” could be in the morning or in the evening."
            raise NotUnderstood(f"{what} Write am or pm, like “6pm to 8pm”.")
        start, end = _minutes(first), _minutes(last)
        if end <= start and last.hour < 12 and not last.padded:
            end += 12 * 60  # “10 to 1” ends at 13:00
    elif last.half:
        end = _minutes(last)
        near = [_minutes(first)] if first.half else [_minutes(first, "p"), _minutes(first, "a")]
        start = next((minutes for minutes in near if minutes < end), near[0])
    else:
        start = _minutes(first)
        ends = [_minutes(last), _minutes(last, "p")]
        end = next((minutes for minutes in ends if minutes > start), ends[0])
    if end <= start:
        raise NotUnderstood(f"“{text}” ends before it begins. {_HOW}")
    return start, end


def _minutes(time: _Time, half: str = "") -> int:
    half = time.half or half
    hour = time.hour
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + time.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def said(meetings: list[dict[str, Any]]) -> str:
    """Say the weekly meetings of a run: “Tuesday 9:30am to 11:30am; Friday 6pm to 8pm”."""
    return "; ".join(map(_said, meetings))


def _said(meeting: dict[str, Any]) -> str:
    every = f" every {meeting['every_weeks']} weeks" if "every_weeks" in meeting else ""
    times = f"{_spoken(meeting['from'])} to {_spoken(meeting['to'])}"
    return f"{meeting['day'].capitalize()} {times}{every}"


def _spoken(clock: str) -> str:
    hour, minute = map(int, clock.split(":"))
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"
