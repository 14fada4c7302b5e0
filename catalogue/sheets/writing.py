"""Writes rows of text as an XLSX file in which nothing is ever taken for a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.sheets.cells import Cell

# What XML cannot hold at all.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet to write: its name and its rows, the headings first; and for a column, counted from
    0, the words that its cells offer to choose from.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def as_xlsx(tables: Iterable[SheetToWrite]) -> bytes:
    """Return tables as an XLSX file, each with its headings in sight."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        fill(book.create_sheet(sheet_name(table.name)), table.rows)
    return saved(book)


def sheet_name(name: str) -> str:
    """Return a name that Excel allows for a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", _NOT_IN_XML.sub(" ", name))[:31].strip("' ") or "Sheet"


def fill(sheet: Worksheet, rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows into an empty sheet, the headings bold and always in sight."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None and value != "":
                put(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def put(cell: XlsxCell | MergedCell, value: Cell) -> None:
    """Write one value. Text stays text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = _NOT_IN_XML.sub("\ufffd", value)
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@"
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | float | datetime | time | timedelta):
        cell.value = value


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
