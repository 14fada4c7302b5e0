"""Reads one day as people in Britain and their programs write it: the day comes first, or the year
and then the month. A moment is read as its day here.

What can mean two days is asked with both, and a day without a year with the year that fits.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from dateutil import parser, tz

from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers.dates_in_words import as_digits, is_vague, weekday_in, without_weekday

_FIRST_OF_EXCEL = date(1899, 12, 30)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
EXCEL_DAY = re.compile(r"(\d{5})(?:\.\d+)?")
_IN_NUMBERS = re.compile(r"\b(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})\b")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(
    r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)
# Its summer is reckoned by the rule, as a browser has no table of the world's clocks.
_HERE = tz.tzstr("GMT0BST,M3.5.0/1,M10.5.0/2")
# Two days that differ in everything: what a text leaves out, it takes from them.
# Both are in leap years, as a day without a year may be 29 February.
_ONE, _OTHER = datetime(2004, 1, 1), datetime(2008, 2, 2)
HOW = "Write it like 3 February 2027 or 03/02/2027."
_YEARS_AHEAD = 8


def one_day(cell: Cell, today: date | None) -> date:
    """Return the day that a cell names. Raises NotUnderstood, and Unsure of what may be another."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
    else:
        day = _day(text_of(cell), today)
    if not _EARLIEST <= day < _LATEST:
        raise NotUnderstood(f"“{text_of(cell)}” is the year {day.year}. {HOW}")
    return day


def _day(text: str, today: date | None) -> date:
    if number := EXCEL_DAY.fullmatch(text):
        # Excel keeps a day as a number, and shows it when the cell is not laid out as a date.
        return _FIRST_OF_EXCEL + timedelta(days=int(number[1]))
    if together := re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:\d\d)?(Z?)", text):
        text = "{}-{}-{}T{}:{}{}".format(*together.groups())  # as calendars write it
    words = without_weekday(re.sub(r"[()]", " ", text))
    if re.match(r"\d{4}\W+\d", words):
        return _on_its_weekday(_year_first(words), text, text)
    if re.fullmatch(r"\d{8}|\d{4}-?W\d\d-?\d", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    if together := _TOGETHER.fullmatch(text):
        day = _in_words("/".join(together.groups()), text, today)
        raise Unsure(f"“{text}” has nothing between day, month and year. {HOW}", said(day))
    return _in_words(text, text, today)


def _year_first(text: str) -> date:
    """The year is followed by the month: programs write so, and nobody writes the day next."""
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        raise NotUnderstood(f"“{text}” is not a day that we can be sure of. {HOW}")
    year, month, number = map(int, found.groups()[:3])
    try:
        day = date(year, month, number)
    except ValueError:
        what = f"{_no_such_day(text, month, year, number)} {HOW}"
        if month > 12 and (swapped := _known(year, number, month)):
            raise Unsure(what, said(swapped)) from None
        raise NotUnderstood(what) from None
    if found[4]:
        try:
            here = parser.parse(text).astimezone(_HERE).date()
        except (ValueError, OverflowError):
            raise NotUnderstood(f"“{text}” is not a day in the calendar. {HOW}") from None
        if here != day:
            what = f"“{text}” is on another clock, and may be the next day here. {HOW}"
            raise Unsure(what, said(here), (said(here), said(day)))
    return day


def _known(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _in_words(words: str, text: str, today: date | None) -> date:
    plain = as_digits(words)
    if plain.is_week:
        day = _in_words(plain.text, text, today)
        week = [day + timedelta(days=ahead) for ahead in range(7 - day.weekday())]
        raise Unsure(f"“{text}” is a week. On which day? {HOW}", said(day), list(map(said, week)))
    if plain.slip:
        day = _in_words(plain.text, text, today)
        raise Unsure(f"“{text}” is not quite a day. Did you mean {said(day)}?", said(day))
    day = _dated(without_weekday(plain.text), text, weekday_in(plain.text), today)
    return _on_its_weekday(day, plain.text, text)


def _on_its_weekday(day: date, words: str, text: str) -> date:
    named = weekday_in(words)
    if named is not None and named != day.weekday():
        what = f"“{text}” cannot be: that day is a {day:%A}. Correct one of the two."
        near = [day + timedelta(days=ahead) for ahead in (-1, 1, -2, 2, -3, 3)]
        fitting = next(one for one in near if one.weekday() == named)
        raise Unsure(what, "", (said(day), said(fitting)))
    return day


def _dated(words: str, text: str, weekday: int | None, today: date | None) -> date:
    if re.search(r"\d{5}", words):
        raise NotUnderstood(f"“{text}” is not a day in the calendar. {HOW}")
    in_numbers = _IN_NUMBERS.search(words)
    if in_numbers and int(in_numbers[2]) > 12:
        _no_such_month(in_numbers, text)
    if in_numbers and len(in_numbers[3]) == 2 and today:
        _see_year(in_numbers, text, today)
    try:
        one, other = (
            parser.parse(words, dayfirst=True, default=day, ignoretz=True) for day in (_ONE, _OTHER)
        )
    except (ValueError, OverflowError, parser.ParserError):
        if is_vague(text):
            raise Unsure(f"“{text}” does not say which day, month and year. {HOW}") from None
        raise NotUnderstood(f"{_why_no_day(words, text)} {HOW}") from None
    if one.date() == other.date():
        return one.date()
    what = f"“{text}” does not say which day, month and year. {HOW}"
    if re.fullmatch(r"[^\W\d_]+\W?\d\d", words):
        raise Unsure(what)  # of “Jan-27” it is the year
    if (one.month, one.day) == (other.month, other.day) and today:
        raise Unsure(what, _next(one.date(), weekday, today))
    raise Unsure(what)


def _why_no_day(words: str, text: str) -> str:
    """Say that the month of a text has no such day, if that is what is wrong with it."""
    no_day = f"“{text}” is not a day in the calendar."
    if number := re.search(r"\b\d{1,2}(?=(?:st|nd|rd|th)?\b)", words):
        first = f"{words[: number.start()]}1{words[number.end() :]}"
        try:
            one, other = (parser.parse(first, dayfirst=True, default=day) for day in (_ONE, _OTHER))
        except (ValueError, OverflowError, parser.ParserError):
            return no_day
        if one.month == other.month:
            year = one.year if one.year == other.year else None
            return _no_such_day(text, one.month, year, int(number[0]))
    return no_day


def _no_such_day(text: str, month: int, year: int | None, number: int) -> str:
    if month in range(1, 13):
        days = calendar.monthrange(year or _ONE.year, month)[1]
        if number > days:
            name = f"{calendar.month_name[month]} {year}" if year else calendar.month_name[month]
            most = "at most " if month == 2 and not year else ""
            return f"“{text}” is not a day: {name} has {most}{days} days."
    return f"“{text}” is not a day in the calendar."


def _next(day: date, weekday: int | None, today: date) -> str:
    """Return the next such day from today on, on its day of the week where that is said."""
    years = (_known(today.year + ahead, day.month, day.day) for ahead in range(_YEARS_AHEAD))
    for one in filter(None, years):
        if one >= today and weekday in (None, one.weekday()):
            return said(one)
    return ""


def _no_such_month(found: re.Match[str], text: str) -> None:
    what = f"“{text}” has no month {found[2]}: here the day comes before the month. {HOW}"
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    if swapped := _known(year, int(found[1]), int(found[2])):
        raise Unsure(what, said(swapped))
    raise NotUnderstood(what)


def _see_year(found: re.Match[str], text: str, today: date) -> None:
    """Ask about 27-01-12, where the year may come first: read from the left it is long past."""
    first, month, last = (int(part) for part in found.groups())
    read, other = _known(2000 + last, month, first), _known(2000 + first, month, last)
    if read and other and read.year < today.year - 1 <= other.year:
        raise Unsure(f"“{text}” can be two days. {HOW}", "", (said(other), said(read)))


def said(day: date) -> str:
    """Say a day in words: 3 February 2027."""
    return f"{day.day} {day:%B} {day.year}"
