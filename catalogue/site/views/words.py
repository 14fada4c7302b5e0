"""Dates, times, money, counts and lists in the words that residents read, in each language.

The only place that knows Babel's formats. English has our own way with dates and times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from catalogue.site.language import SOURCE
from catalogue.site.views import course_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, time
    from decimal import Decimal
    from typing import Literal

    from catalogue.site.language import Language
    from catalogue.site.views.site import Site

_NEAR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class DayView:
    """A date for people and for machines. In a template or a sentence it is a `<time>`."""

    text: str
    iso: str

    def __html__(self) -> Markup:
        return _time_element(self.iso, self.text)


@cache
def _time_element(iso: str, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


@cache
def day_view(language: Language, day: date) -> DayView:
    """Say a date with its weekday: Tuesday 12 January 2027."""
    pattern = "EEEE d MMMM y" if language.tag == SOURCE else "full"
    return DayView(format_date(day, pattern, language.locale), day.isoformat())


@cache
def short_date(language: Language, day: date) -> str:
    """Say a date without its weekday: 12 January 2027."""
    return format_date(day, "long", language.locale)


@cache
def near_day(language: Language, day: date, today: date) -> DayView:
    """Say a date with its weekday, and with its year only where somebody might think of another:
    Tuesday 12 January."""
    if abs(day - today) >= _NEAR:
        return day_view(language, day)
    if language.tag == SOURCE:
        words = format_date(day, "EEEE d MMMM", language.locale)
    else:
        words = format_skeleton("MMMMEEEEd", day, locale=language.locale)
    return DayView(words, day.isoformat())


@cache
def span_words(language: Language, first: date, last: date) -> str:
    """Say from which day to which: 26 to 30 October 2026."""
    begins = short_date(language, first)
    if language.tag == SOURCE and first.year == last.year:
        pattern = "d" if first.month == last.month else "d MMMM"
        begins = format_date(first, pattern, language.locale)
    sentence = language.gettext(course_words.SPAN)
    return sentence.format(first=begins, last=short_date(language, last))


@cache
def near_date(language: Language, day: date, today: date) -> str:
    """Say a date in few words: 12 January, with its year where somebody might think of another."""
    if abs(day - today) >= _NEAR:
        return short_date(language, day)
    return format_skeleton("MMMMd", day, locale=language.locale)


def near_month(language: Language, day: date, today: date) -> str:
    """Say the month of a day: January, with its year where somebody might think of another."""
    name, _, with_year = month_names(language, day)
    return with_year if abs(day - today) >= _NEAR else name


def correction(site: Site, file: str) -> str:
    """Say that a page shows what its file said before it got a mistake; empty where it has none."""
    if not (day := site.broken.get(file)):
        return ""
    return site.language.gettext(
        "We are correcting this page. It shows what we knew before {day}. Ask before you travel."
    ).format(day=short_date(site.language, day))


@cache
def month_names(language: Language, day: date) -> tuple[str, str, str]:
    """Say a month: January, Jan, January 2027."""
    name, short, with_year = (
        format_date(day, pattern, language.locale) for pattern in ("LLLL", "LLL", "LLLL y")
    )
    return name, short, with_year


@cache
def day_names(language: Language) -> tuple[str, ...]:
    """The days of the week from Monday on, as a list says them."""
    names = language.locale.days["stand-alone"]["wide"]
    return tuple(names[number] for number in range(7))


@cache
def day_letters(language: Language) -> tuple[str, ...]:
    """The days of the week from Monday on, each in one letter or two."""
    letters = language.locale.days["stand-alone"]["narrow"]
    return tuple(letters[number] for number in range(7))


@cache
def time_words(language: Language, moment: time) -> str:
    """Say a time: 9:30am, 2pm, midday."""
    if language.tag != SOURCE:
        return format_time(moment, "short", locale=language.locale)
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    half = "am" if moment.hour < 12 else "pm"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{half}"


@cache
def times_words(language: Language, start: time, end: time) -> str:
    """Say from when to when: 9:30am to midday."""
    return language.gettext(course_words.TIMES).format(
        start=time_words(language, start), end=time_words(language, end)
    )


@cache
def pounds_words(language: Language, amount: Decimal) -> str:
    """Say a price: £48, £1,250, £7.50."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number = format_decimal(amount, pattern, language.locale)
    return language.gettext(course_words.POUNDS).format(amount=number)


@cache
def number_words(language: Language, number: int | Decimal) -> str:
    """Say a number: 1,250."""
    return format_decimal(number, locale=language.locale)


@cache
def counted(language: Language, one: str, many: str, number: int) -> str:
    """Say a number of things: counted(language, "{count} course", "{count} courses", 12)."""
    words = language.ngettext(one, many, number)
    return words.format(count=number_words(language, number))


def course_count(language: Language, courses: Collection[object]) -> str:
    """Say how many courses there are."""
    return counted(language, "{count} course", "{count} courses", len(courses))


def joined(
    language: Language, words: Sequence[str], style: Literal["standard", "or"] = "standard"
) -> str:
    """Join words as one says them: Mondays, Tuesdays and Fridays."""
    return format_list(words, style, language.locale)
