"""Dates, times, money and counts in the words that residents read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time
    from decimal import Decimal

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DayView:
    """A date for people and for machines."""

    text: str
    iso: str


@cache
def day_view(day: date) -> DayView:
    """Say a date with its weekday: Tuesday 12 January 2027."""
    return DayView(f"{DAY_NAMES[day.weekday()]} {short_date(day)}", day.isoformat())


@cache
def short_date(day: date) -> str:
    """Say a date without its weekday: 12 January 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@cache
def time_words(moment: time) -> str:
    """Say a time: 9:30am, 2pm, midday."""
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    half = "am" if moment.hour < 12 else "pm"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{half}"


@cache
def times_words(start: time, end: time) -> str:
    """Say from when to when: 9:30am to midday."""
    return f"{time_words(start)} to {time_words(end)}"


def pounds_words(amount: Decimal) -> str:
    """Say a price: £48, £1,250, £7.50."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say a number of things: 1 course, 12 courses."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as one says them: Mondays, Tuesdays and Fridays."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def sentence_case(text: str) -> str:
    """Start a text with a capital letter and leave the rest alone."""
    return text[:1].upper() + text[1:]
