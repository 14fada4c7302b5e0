"""One cell of a sheet: what a program may find in it, and its text.

The way to CSV and back is here too, for all who write one: text that a spreadsheet program would
run as a formula is written with an apostrophe before it, which reading takes away again.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import TYPE_CHECKING

from catalogue.characters import as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | float | date | datetime | time | timedelta | None
"""A value as a spreadsheet program stores it. A date is a `datetime` or a `date`, True a `bool`."""

_WOULD_RUN = re.compile(r"'*[=+\-@\t\r]")


class NotUnderstood(Exception):
    """A cell could not be read; says what could not be understood and how to write it."""


class Unsure(NotUnderstood):
    """A cell could mean more than one thing, or says what only its writer can explain: it is asked.

    `offer` is what the writer may have meant, as one would write it into the cell, or "";
    `choices` are other answers of this kind. Each of them is read without a doubt.
    """

    def __init__(self, words: str, offer: str = "", choices: Sequence[str] = ()) -> None:
        super().__init__(words)
        self.offer = offer
        self.choices = tuple(choices)


class Unreadable(Exception):
    """A file is no spreadsheet that we can read; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file, row by row. Row 1 comes first, and every row has as many cells as it
    needs.

    What a program shows beside the text is by row and column, counted from 1: what is hidden or
    struck out, which cells reach over several columns, the comments, and where links lead.
    `is_of_text` is said of a file that has none of these and whose cells are parted by `mark`,
    which may stand inside a text as well; `broken` says of its rows what is wrong with their marks,
    and their cells are what can be made of them; where that is a whole row, it is in `unsure`.
    `file` is the name of the file.

    Of a feed, which has no rows, `each` is what one of them is called there, such as an event, and
    its headings are certain. `aside` says of rows why they are no courses for us, `doubts` what is
    asked about cells by row and index; `told` what is not read of the feed, and `put_together` has
    the headings whose cells our own exports make of several fields.
    """

    name: str
    rows: list[list[Cell]]
    is_of_text: bool = False
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_out: frozenset[tuple[int, int]] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    wide: frozenset[tuple[int, int]] = frozenset()
    broken: Mapping[int, str] = field(default_factory=dict)
    unsure: Mapping[int, str] = field(default_factory=dict)
    mark: str = ""
    file: str = ""
    each: str = ""
    aside: Mapping[int, str] = field(default_factory=dict)
    doubts: Mapping[tuple[int, int], Unsure] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    put_together: tuple[str, ...] = ()

    @property
    def row_word(self) -> str:
        """What one of its rows is called."""
        return self.each or "row"

    def shown(self, row: int) -> int:
        """Return the number that people know a row by: above those of a feed there is none."""
        return row - 1 if self.each else row


def text_of(cell: Cell) -> str:
    """Return what a cell says, with no blanks around it. A day is year-month-day."""
    if isinstance(cell, str):
        return as_read(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return str(cell.date()) if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell)


def decimal_in(text: str) -> Decimal:
    """Return a number in digits. Raises NotUnderstood where there is none, or a comma stands where
    none parts thousands: in “48,50” it may be a point.
    """
    thousands = re.fullmatch(r"([+-]?\d{1,3}(?:,\d{3})+)(\.\d*)?", text)
    plain = text.replace(",", "") if thousands else text
    if re.fullmatch(r"\d+,\d{1,2}", text):
        meant = text.replace(",", ".")
        raise Unsure(
            f"“{text}” has a comma where a point may be meant. Write it like {meant}.", meant
        )
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise NotUnderstood(f"“{text}” is not a number. Write it in digits, like 12.") from None


def cell_at(row: Sequence[Cell], index: int) -> Cell:
    """Return a cell of a row that may be shorter than others."""
    return row[index] if index < len(row) else None


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a CSV file that Excel opens with the right letters."""
    out = StringIO()
    csv.writer(out).writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _safe(cell: Cell) -> str:
    # No program runs a number, and one below zero would be none with an apostrophe before it.
    return text_of(cell) if isinstance(cell, int | float) else guarded(text_of(cell))


def guarded(text: str) -> str:
    """Return text for a CSV file that no spreadsheet program takes for a formula."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def unguarded(text: str) -> str:
    """Return what a guarded text said."""
    return text[1:] if text.startswith("'") and _WOULD_RUN.match(text) else text
