"""Finds the days and times in words about a week, and which belong together.

The days come before their times or after them: what comes first in the text tells which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import NotUnderstood, Unsure
from catalogue.sheets.readers.dates_in_words import MONTHS
from catalogue.sheets.readers.times import Time
from catalogue.sheets.readers.weekdays import could_be, days_by_letters, days_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOW = "Write it like “Tuesday 9:30am to 11:30am; Thursday 1pm to 3pm”."
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<note>\bterm[\s-]time(?:\s+only)?\b|\bdrop[\s-]in\b)
  | (?P<every>(?:every\s+(?:(?P<weeks>[2-6])(?:nd|rd|th)?\s+weeks?|(?:other|second)(?:\s+week)?)
        |(?:once\s+a\s+)?fortnight(?:ly)?|alternate(?:\s+weeks?)?)\b)
  | (?P<daily>(?:every\s*day|(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?)\b)
  | (?P<lasting>(?:for|x|×|over)?\s*\d{1,2}\s*(?:weeks?|wks?)\b)
  | (?P<length>(?:for\s+)?(?P<hours>\d(?:\.\d+)?)\s*(?:hours?|hrs?)\b)
  | (?P<time>(?P<hour>\d{1,2})
        (?:(?:[:.h](?P<minute>\d{2})(?:[:.]00)?|(?P<minute4>\d{2}))\s*(?:hrs?|h)?|h\b)?
        (?:\s*(?P<half>[ap]\.?\s?m\b\.?|[ap]\b|(?:noon|mid-?day|midnight)\b))?(?![\w:]))
  | (?P<noon>(?:noon|mid-?day|midnight)\b)
  | (?P<to>-|–|—|(?:to|until|till?|through|thru)\b|[’']till?\b)
  | (?P<part>(?P<of_day>morning|afternoon|evening|night|am|pm|eve)s?\b)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[,;&/+.()|:@\u2022])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FILLING = re.compile(r"and|on|only|every|weekly|from|each|at|hrs|days?|all|times?|week|a", re.I)
_NOT_WEEKLY = re.compile(
    r"\bmonth(?:ly|s)?\b|\b(?:1st|2nd|3rd|4th|first|third|last)\s+\w+day\b|\d\s*/\s*\d+\s*/\s*\d"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})[a-z]*\b",
    re.I,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MIDNIGHT = "midnight"


@dataclass(slots=True)
class Days:
    """Days that one word or span names, in each way in which it can be meant."""

    word: str
    ways: tuple[tuple[str, ...], ...]
    sure: bool = True


@dataclass(slots=True)
class Meetings:
    """Days and the times on all of them. `hours` is how long a class lasts that has one time."""

    days: list[Days] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    every: int = 1
    part: str = ""
    hours: float = 0

    @property
    def pairs(self) -> Iterator[tuple[Time, Time]]:
        """When each class begins and when it ends."""
        return zip(self.times[::2], self.times[1::2], strict=True)


@dataclass(slots=True)
class Week:
    """What a text says of the week. `doubts` are words that are neither days nor times."""

    meetings: list[Meetings] = field(default_factory=lambda: [Meetings()])
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    first: str = ""
    """What comes first, days or times."""
    latest: str = ""


def read_week(words: str, text: str) -> Week:
    """Return what words say of the week. `text` is as its writer put it. Raises NotUnderstood."""
    notes: list[str] = []

    def aside(found: re.Match[str]) -> str:
        if _is_of_week(found[1]):
            return f" {found[1]} "
        notes.append(found[1])
        return " "

    plain = _BRACKETS.sub(aside, words)
    if _NOT_WEEKLY.search(plain) or any("month" in note.lower() for note in notes):
        mend = "Here go the days of the week. A class on other days has a row for each."
        raise NotUnderstood(f"“{text}” says days of the calendar, or is not each week. {mend}")
    week = _week(plain, text)
    week.notes = [*notes, *week.notes]
    days = any(one.days for one in week.meetings)
    if not days and week.doubts:
        raise NotUnderstood(f"“{week.doubts[0]}” in “{text}” is not a day of the week. {_HOW}")
    for one in week.meetings:
        if one.hours and len(one.times) % 2:
            one.times.append(one.times[-1].later(one.hours))
        if not one.days or not one.times or len(one.times) % 2:
            missing = "when it begins and when it ends" if days and one.days else "a day"
            raise Unsure(f"“{text}” does not say {missing}. {_HOW}")
    return week


def _is_of_week(words: str) -> bool:
    try:
        week = _week(words, words)
    except NotUnderstood:
        return False
    some = any(one.days or one.times or one.hours or one.every > 1 for one in week.meetings)
    return some and not week.doubts and not week.notes


def _week(plain: str, text: str) -> Week:
    week = Week()
    position, end = 0, len(plain.rstrip())
    span = False
    while position < end:
        found = _TOKEN.match(plain, position)
        if found is None:
            raise NotUnderstood(f"“{text}” cannot be read as days and times. {_HOW}")
        position = found.end()
        here = week.meetings[-1]
        if found["every"]:
            here.every = int(found["weeks"] or 2)
        elif found["daily"]:
            _at(week, "days").days.append(Days(found["daily"], (WEEKDAYS,)))
        elif found["length"]:
            here.hours = float(found["hours"])
        elif found["time"] or found["noon"]:
            _at(week, "times").times.append(_time(found, text))
        elif found["part"]:
            part = found["of_day"].lower()
            part = "evening" if part == "eve" else part
            if here.part not in ("", part):
                raise NotUnderstood(f"“{text}” is in the {here.part} and the {part}. {_HOW}")
            here.part = part
        elif found["note"]:
            week.notes.append(found["note"])
        elif found["lasting"]:
            week.doubts.append(found["lasting"])
        elif found["word"] and not _FILLING.fullmatch(found["word"]):
            position = _word(week, found, span, plain)
        span = bool(found["to"]) and week.latest == "days"
    return week


def _at(week: Week, what: str) -> Meetings:
    """Return the meetings that days or times belong to: others, where they begin anew."""
    week.first = week.first or what
    if what == week.first and week.latest not in ("", what):
        week.meetings.append(Meetings())
    week.latest = what
    return week.meetings[-1]


def _word(week: Week, found: re.Match[str], span: bool, plain: str) -> int:
    """Take in a word, and return where the text goes on after it."""
    word = found["word"]
    days, maybe = days_in(word), could_be(word)
    by_letters = () if days or maybe else days_by_letters(word)
    if days or maybe or by_letters:
        ways = (days,) if days else by_letters or tuple((day,) for day in maybe)
        if span and len(ways) == 1 and len(ways[0]) == 1:
            before = week.meetings[-1].days.pop()
            _at(week, "days").days.append(_from_to(before, ways[0][0], word, bool(days)))
        else:
            _at(week, "days").days.append(Days(word, ways, bool(days)))
        return found.end()
    times = week.meetings[-1].times
    rest = re.match(r"[^,;()]*", plain[found.end() :])
    if times and not len(times) % 2 and rest and not any(map(days_in, re.findall(r"\w+", rest[0]))):
        week.doubts.append(word + rest[0].rstrip())
        return found.end() + rest.end()
    week.doubts.append(word)
    return found.end()


def _from_to(before: Days, day: str, word: str, sure: bool) -> Days:
    """Return the days from one to another. Over the end of the week it may be only the two."""
    first, last = WEEKDAYS.index(before.ways[-1][-1]), WEEKDAYS.index(day)
    named = f"{before.word} to {word}"
    if len(before.ways[0]) > 1:  # “Mon-Wed-Fri” lists them
        return Days(named, ((before.ways[0][0], before.ways[0][-1], day),), sure=False)
    if first < last:
        between = WEEKDAYS[first : last + 1]
        return Days(named, (between,), sure and before.sure and len(before.ways) == 1)
    round_it = (*WEEKDAYS[first:], *WEEKDAYS[: last + 1])
    return Days(named, (round_it, (WEEKDAYS[first], day)), sure=False)


def _time(found: re.Match[str], text: str) -> Time:
    if found["noon"]:
        return Time(12, half="a" if found["noon"].lower() == _MIDNIGHT else "p")
    half = (found["half"] or "").lower()
    half = {"m": "p", "n": "p"}.get(half[:1], half[:1]) if half != _MIDNIGHT else "a"
    hour, minute = int(found["hour"]), int(found["minute"] or found["minute4"] or 0)
    padded = len(found["hour"]) == 2 and found["hour"] < "10"
    if hour > 23 or minute > 59 or (half == "a" and hour > 12):
        raise NotUnderstood(f"“{found['time'].strip()}” in “{text}” is not a time of day. {_HOW}")
    return Time(hour, minute, half, padded or hour > 12)
