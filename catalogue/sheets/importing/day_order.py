"""Tells whether the day or the month comes first in the dates of a sheet.

Here the day does, and a program that is set for America writes the month first. A date such as
01/25/2027 can only be the one, and 25/01/2027 the other; 03/04/2027 is what those around it are.
The nearest count: those of its cell, else those of its column, else those of its sheet.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, cell_at, text_of
from catalogue.sheets.importing.composing import meeting_in
from catalogue.sheets.questions import UNCLEAR, SheetQuestion, answer_heading
from catalogue.sheets.readers.dates import read_day, read_span
from catalogue.sheets.readers.weekdays import days_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from catalogue.sheets.opening.layouts import Layout

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_DATE = re.compile(
    r"(?<![\d/.\-])(\d{1,2})(?:([/.\- ])(\d{1,2})\2(\d{4}|\d{2})|/(\d{1,2}))(?![\d/])"
)
_KINDS = ("day", "days")
_NEVER_ON_ITS_WEEKDAY = ("checked", "apply_by")
_A_YEAR = 2000  # any: it is only to name the month


class DayOrders:
    """The orders that the dates of a sheet show, by column."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._by_column = {
            index: frozenset(_orders_of_column(layout, index))
            for index, column in enumerate(layout.columns)
            if column and column.kind in _KINDS
        }
        self._of_sheet = frozenset().union(*self._by_column.values())

    def around(self, index: int) -> frozenset[str]:
        """Return the orders of a column, or those of its sheet where it shows none."""
        return self._by_column.get(index) or self._of_sheet

    def question(self, index: int) -> SheetQuestion:
        """Ask whether the month comes first in a column, with its first date that can be both."""
        topic = _topic(self._layout, index)
        where = f" of {self._layout.sheet.name}" if self._layout.one_of_several else ""
        texts = list(_texts(self._layout, index))
        text = next(filter(_is_open, texts), texts[0])
        why = f"Your dates seem to have the month first: “{text}” is {in_words(text, MONTH_FIRST)}?"
        ways = (MONTH_FIRST, (DAY_FIRST,))
        return SheetQuestion(topic, f"{topic}{where}", why, *ways, is_closed=True, matter=UNCLEAR)

    def meant(self, number: int, index: int, cell: Cell) -> str | None:
        """Return a date of a row in words, where its weekday says which day it is; or None where
        the column is to be asked about. A cell that is read as ever is returned as its text. Raises
        Unsure where those around it show both orders.
        """
        text, around = text_of(cell), self.around(index)
        own = set(orders_in(text))
        ways = [in_words(text, order) for order in (DAY_FIRST, MONTH_FIRST)]
        if not isinstance(cell, str) or own == {DAY_FIRST} or MONTH_FIRST not in around | own:
            return text
        if ways[0] == ways[1] or own == {DAY_FIRST, MONTH_FIRST}:
            return text
        fitting = [way for way in ways if _is_on(way, self._weekdays(number, index, text))]
        if len(fitting) == 1:
            return fitting[0]
        if DAY_FIRST not in around:
            return None
        what = f"“{text}”: in this sheet some dates have the month first, and some the day."
        what = f"{what} Which is it here?"
        raise Unsure(what, ways[1]) if MONTH_FIRST in own else Unsure(what, "", ways)

    def _weekdays(self, number: int, index: int, text: str) -> Collection[int]:
        """The days of the week that a cell names, or else its row, as Python counts them."""
        column = self._layout.columns[index]
        if (named := _named(text)) or (column and column.way[-1] in _NEVER_ON_ITS_WEEKDAY):
            return named
        cells = [
            None if one and one.kind in _KINDS else cell_at(self._layout.sheet.rows[number - 1], at)
            for at, one in enumerate(self._layout.columns)
        ]
        composed = meeting_in(self._layout, cells)
        return _named(composed.text) if composed else ()


def orders_in(text: str) -> Iterator[str]:
    """Yield the order of each date in a text that can have one order only."""
    for first, second in _pairs(text):
        if second > 12 >= first > 0:
            yield MONTH_FIRST
        elif first > 12 >= second > 0:
            yield DAY_FIRST


def in_words(text: str, order: str) -> str:
    """Return a text with a month in words in each date that can be of this order."""

    def said(found: re.Match[str]) -> str:
        day, month, year = int(found[1]), int(found[3] or found[5]), found[4] or ""
        if order == MONTH_FIRST:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return found[0]
        return f"{day} {date(_A_YEAR, month, 1):%B} {'20' * (len(year) == 2)}{year}".strip()

    return _DATE.sub(said, text)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    for found in _DATE.finditer(text):
        yield int(found[1]), int(found[3] or found[5])


def _is_open(text: str) -> bool:
    """Whether a date in a text can be of both orders, and is another day then."""
    return any(first != second and max(first, second) <= 12 for first, second in _pairs(text))


def _orders_of_column(layout: Layout, index: int) -> Iterator[str]:
    for text in _texts(layout, index):
        yield from orders_in(text)
    # A copy has only the rows that wait: its columns for answers say what the whole sheet showed.
    if answer_heading(_topic(layout, index)) in layout.headings:
        yield MONTH_FIRST
    elif answer_heading(layout.heading(index)) in layout.headings:
        yield from (DAY_FIRST, MONTH_FIRST)


def _texts(layout: Layout, index: int) -> Iterator[str]:
    for _, row in layout.rows_below():
        if isinstance(cell := cell_at(row, index), str) and any(_pairs(cell)):
            yield text_of(cell)


def _topic(layout: Layout, index: int) -> str:
    return f"{layout.heading(index)}: day or month first"


def _named(text: str) -> set[int]:
    words = (word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1)
    return {WEEKDAYS.index(day) for word in words for day in days_in(word)}


def _is_on(text: str, weekdays: Collection[int]) -> bool:
    try:
        days = read_span(text) or (read_day(text),)
    except NotUnderstood:
        return False
    return days[0].weekday() in weekdays
