"""Reads a day as people in Britain and their programs write it: the day comes first, or the year
and then the month. A moment is read as its day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

from catalogue.sheets.cells import Cell, NotUnderstood, text_of

_FIRST_OF_EXCEL = date(1899, 12, 30)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_NUMBER = re.compile(r"\d{5}")
_IN_NUMBERS = re.compile(r"\b(\d{1,2})[/.\- ](\d{1,2})[/.\- ](?:\d{4}|\d{2})\b")
_YEAR_FIRST = re.compile(
    r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]+(\d{1,2}):\d\d(?::\d\d(?:\.\d+)?)?"
    r"(Z|[+-]\d\d:?\d\d)?)?",
    re.I,
)
_LAST_HOUR = 23
# Two days that differ in everything: what a text leaves out, it takes from them.
_ONE, _OTHER = datetime(2001, 1, 1), datetime(2002, 2, 2)
_HOW = "Write it like 3 February 2027 or 03/02/2027."


def read_day(cell: Cell) -> date:
    """Return the day that a cell names. Raises NotUnderstood."""
    day = _day(cell)
    if not _EARLIEST <= day < _LATEST:
        raise NotUnderstood(f"“{text_of(cell)}” is the year {day.year}. {_HOW}")
    return day


def _day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = text_of(cell)
    if _NUMBER.fullmatch(text):
        # Excel keeps a day as a number, and shows it when the cell is not laid out as a date.
        return _FIRST_OF_EXCEL + timedelta(days=int(text))
    if re.match(r"\d{4}\W+\d", text):
        return _year_first(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _in_words(text)


def _year_first(text: str) -> date:
    """The year is followed by the month: programs write so, and nobody writes the day next."""
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        raise NotUnderstood(f"“{text}” is not a day that we can be sure of. {_HOW}")
    year, month, day, hour, zone = found.groups()
    if zone and int(hour) == _LAST_HOUR:
        what = (
            f"“{text}” is an hour before midnight on another clock, and may be the next day here."
        )
        raise NotUnderstood(f"{what} {_HOW}")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood(f"“{text}” is not a day in the calendar. {_HOW}") from None


def _in_words(text: str) -> date:
    in_numbers = _IN_NUMBERS.search(text)
    if in_numbers and int(in_numbers[2]) > 12:
        what = f"“{text}” has no month {in_numbers[2]}: here the day comes before the month."
        raise NotUnderstood(f"{what} {_HOW}")
    try:
        one, other = (parser.parse(text, dayfirst=True, default=day) for day in (_ONE, _OTHER))
    except (ValueError, OverflowError, parser.ParserError):
        raise NotUnderstood(f"“{text}” is not a day in the calendar. {_HOW}") from None
    if one != other and one.date() != other.date():
        raise NotUnderstood(f"“{text}” does not say which day, month and year. {_HOW}")
    _see_weekday(text, one.date())
    return one.date()


def _see_weekday(text: str, day: date) -> None:
    info = parser.parserinfo()
    named = [info.weekday(word) for word in re.findall(r"[^\W\d_]+", text)]
    wrong = [weekday for weekday in named if weekday is not None and weekday != day.weekday()]
    if wrong:
        raise NotUnderstood(f"“{text}” cannot be: that day is a {day:%A}. Correct one of the two.")


def read_days(cell: Cell) -> list[date]:
    """Return the days that a cell lists, with commas, semicolons or line breaks between them."""
    if isinstance(cell, date) or _NUMBER.fullmatch(text_of(cell)):
        return [read_day(cell)]
    parts = re.split(r"[,;\n]|\band\b|&", text_of(cell))
    return [read_day(part.strip()) for part in parts if part.strip()]


def last_day(first: date, number: int, unit: str) -> date | None:
    """Return the last day of something that lasts so long, or None where that is not in days.

    Weeks are of a class once a week: the last is a week less than that later.
    """
    if unit == "weeks":
        return first + timedelta(weeks=number - 1)
    if unit == "days":
        return first + timedelta(days=number - 1)
    if unit in ("months", "years"):
        return first + relativedelta(**{unit: number}) - timedelta(days=1)  # type: ignore[arg-type]
    return first if unit in ("hours", "minutes") else None


def said(day: date) -> str:
    """Say a day in words: 3 February 2027."""
    return f"{day.day} {day:%B} {day.year}"
