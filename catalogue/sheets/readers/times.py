"""Reads from when to when a class is, of times that may lack am and pm.

A class of adults begins between eight in the morning and eight in the evening and ends by ten:
“1-3” can only be the afternoon, and “7-9” the evening. “8-10” can be both, and both are returned.
"""

from __future__ import annotations

from dataclasses import dataclass

_NOON, _DAY = 12 * 60, 24 * 60
_EARLIEST, _LATEST_START, _LATEST = 8 * 60, 20 * 60, 22 * 60
_LONGEST = 9 * 60
_BEFORE_ANY_CLASS = 7 * 60
PARTS_OF_DAY = {
    "morning": (0, _NOON - 1),
    "afternoon": (_NOON, 18 * 60 - 1),
    "evening": (16 * 60, _DAY - 1),
    "night": (16 * 60, _DAY - 1),
    "am": (0, _NOON - 1),
    "pm": (_NOON, _DAY - 1),
}
"""When a class may begin that is called so."""


@dataclass(slots=True)
class Time:
    """A time of day as it is written: `half` is a or p where it says which half of the day, and one
    of 24 hours is `exact`.
    """

    hour: int
    minute: int = 0
    half: str = ""
    exact: bool = False

    def minutes(self, half: str = "") -> int:
        """Return the minutes of the day, in a half if the time itself does not say which."""
        half = self.half or half
        hour = self.hour
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        return hour * 60 + self.minute

    @property
    def is_open(self) -> bool:
        """Whether it does not say which half of the day it is in."""
        return not self.half and not self.exact

    def later(self, hours: float) -> Time:
        """Return the time so many hours later."""
        minutes = self.minutes() + round(hours * 60)
        sure = not self.is_open or minutes >= 13 * 60
        return Time(minutes // 60 % 24, minutes % 60, exact=sure)

    @property
    def ways(self) -> list[int]:
        """The minutes of the day that it may be."""
        if not self.is_open:
            return [self.minutes()]
        return [self.minutes("a"), self.minutes("p")]


Span = tuple[int, int]
"""From when to when, in minutes of the day."""


def spans(first: Time, last: Time, part: str) -> tuple[list[Span], bool]:
    """Return the ways in which two times can be meant, the likeliest first, and whether there is
    no doubt of the one. None where it ends before it begins, however one reads it. `part` is what
    the text calls that part of the day, or "".
    """
    if ends_at_midnight(first, last):
        return [(first.minutes("p"), _DAY - 1)], False
    ways = [(start, end) for start in first.ways for end in last.ways if start < end]
    if part:
        begins, ends = PARTS_OF_DAY[part]
        fitting = [way for way in ways if begins <= way[0] <= ends]
        if ways and not fitting:
            return sorted(ways, key=_length)[:1], False
        ways = fitting
    if ways and (first.half or last.half):
        # “1-3pm” and “10am-12”: the half that one of them says is the nearest for the other.
        return sorted(ways, key=_length)[:1], True
    likely = [way for way in ways if _is_likely(way)]
    if ways and first.exact and first.minutes() < _BEFORE_ANY_CLASS:
        return [*_on_the_other_half(first, last), *ways], False
    if len(likely) == 1:
        return likely, True
    if len(ways) == 1 and (first.exact or part):
        return ways, True
    return likely or ways or _on_the_other_half(first, last), False


def ends_at_midnight(first: Time, last: Time) -> bool:
    """Whether a class of an evening ends with the day, for which a file has no time."""
    return last.minutes() == 0 and not last.is_open and first.minutes("p") >= _NOON


def _length(way: Span) -> int:
    return way[1] - way[0]


def _is_likely(way: Span) -> bool:
    start, end = way
    return _EARLIEST <= start <= _LATEST_START and end <= _LATEST and 0 < end - start <= _LONGEST


def _on_the_other_half(first: Time, last: Time) -> list[Span]:
    """Return what may be meant where am and pm are mixed up, as in “10am-12am”, or a clock of
    twelve hours fills a cell for one of 24.
    """
    starts, ends = (
        sorted({one.minutes(), (one.minutes() + _NOON) % _DAY}) for one in (first, last)
    )
    return [(start, end) for start in starts for end in ends if _is_likely((start, end))]


def clock(minutes: int) -> str:
    """Return a time as a course's file has it: 09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def clock_in_words(minutes: int) -> str:
    """Return a time as people write it: 9:30am."""
    hour, minute = divmod(minutes, 60)
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"
