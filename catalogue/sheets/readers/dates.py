"""Reads days: one in a cell, from one to another, or a list of them; and how long something lasts.

Every form and its one meaning is in the tables of tests/sheets/readers/test_dates.py.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers.dates_in_words import without_weekday
from catalogue.sheets.readers.one_day import EXCEL_DAY, HOW, one_day
from catalogue.sheets.readers.one_day import said as said

if TYPE_CHECKING:
    from collections.abc import Iterator

_BETWEEN = re.compile(r"\s*(?:\s[-–—]\s|[–—]|\b(?:to|until|till?)\b|-(?=\s*\d))\s*")
_A_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?: of)?[ ./-](?:[a-z]{3,9}|\d{1,2})(?:,?[ ./-]\d{2,4})?"
_WITHIN = re.compile(rf"\b{_A_DAY}\s*(?:-|–|—|to|until|till?)\s*{_A_DAY}\b", re.I)
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LISTED = r"[,;\n]|\band\b|\bor\b|&"
_MOST_CHOICES = 8
_LONGEST = 80
_LONGEST_BREAK = 31
_HOURS_OF_A_DAY = 8


def read_day(cell: Cell, today: date | None = None) -> date:
    """Return the day that a cell names. Raises NotUnderstood, and Unsure of what may be another."""
    if span := read_span(cell, today):
        first, last = map(said, span)
        what = f"“{text_of(cell)}” is two days: {first} and {last}. Write one."
        raise Unsure(what, "", (first, last))
    try:
        return one_day(cell, today)
    except Unsure:
        raise
    except NotUnderstood:
        _ask_of_several(text_of(cell), today)
        raise


def _ask_of_several(text: str, today: date | None) -> None:
    """Ask about a text that names a first and a last day without a year, or lists days."""
    if span := read_span(text, today, with_year=False):
        first, last = map(said, span)
        raise Unsure(f"“{text}” does not say the year. {HOW}", f"{first} to {last}")
    if len(parts := [part for part in re.split(_LISTED, text) if part.strip()]) > 1:
        try:
            days = list(map(said, read_days(text, today)))
        except NotUnderstood:
            return
        raise Unsure(f"“{text}” is {len(parts)} days. Write one.", "", days[:_MOST_CHOICES])


def read_span(
    cell: Cell, today: date | None = None, with_year: bool = True
) -> tuple[date, date] | None:
    """Return the first and the last day where a cell names both, with a dash or a “to” between.
    Without a year, the last is the next such day from today on.
    """
    text = text_of(cell)
    if isinstance(cell, date) or len(text) > _LONGEST or _ONE_DAY.fullmatch(text):
        return None
    for between in _BETWEEN.finditer(text):
        first, last = text[: between.start()].strip(), text[between.end() :].strip()
        try:
            end = one_day(last, today) if with_year else _next(last, today)
            start = _before(first, end, today)
        except NotUnderstood:
            continue
        if start <= end:
            return start, end
    return None


def spans_within(text: str, today: date) -> Iterator[tuple[date, date]]:
    """Yield each first and last day that a text names among other words."""
    for found in _WITHIN.finditer(text):
        if span := read_span(found[0], today) or read_span(found[0], today, with_year=False):
            yield span


def _next(text: str, today: date | None) -> date:
    """Return the day that would be offered for one without a year. Raises NotUnderstood."""
    try:
        return one_day(text, today)
    except Unsure as error:
        return one_day(error.offer, today)


def _before(text: str, end: date, today: date | None) -> date:
    """Return a day before another one, from which it has its month and year where it has none."""
    words = without_weekday(text)
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", words):
        return one_day(f"{text} {end:%B} {end.year}", today)
    if not re.fullmatch(r"\d{1,2}(?:[/.]\d{1,2}|(?:st|nd|rd|th)?\s+[^\W\d_]+)", words):
        return one_day(text, today)
    mark = words[len(words.rstrip("0123456789")) - 1] if words[-1].isdigit() else " "
    day = one_day(f"{words}{mark}{end.year}", today)
    return day if day <= end else one_day(f"{words}{mark}{end.year - 1}", today)


def read_days(cell: Cell, today: date | None = None) -> list[date]:
    """Return the days that a cell lists, with commas, semicolons or line breaks between them. A
    span of them is each day in it, and what lacks its month or year has that of the next.
    """
    text = text_of(cell)
    if isinstance(cell, date) or EXCEL_DAY.fullmatch(text):
        return [read_day(cell)]
    text = re.sub(r"(?<=day)\s*,|,(?=\s*\d{4}\b(?![-/.]))", " ", text)
    found: list[date] = []
    for part in reversed([part.strip() for part in re.split(_LISTED, text)]):
        if not part:
            continue
        if span := read_span(part, today):
            length = (span[1] - span[0]).days
            if length > _LONGEST_BREAK:
                raise Unsure(f"“{part}” is {length} days. {HOW}")
            found[:0] = [span[0] + timedelta(days=ahead) for ahead in range(length + 1)]
        else:
            found[:0] = [_before(part, found[0], today) if found else one_day(part, today)]
    return found


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
    if unit == "minutes" or (unit == "hours" and number <= _HOURS_OF_A_DAY):
        return first
    return None
