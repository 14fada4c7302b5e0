"""Writes rows of text as an XLSX file in which nothing is ever taken for a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.sheets.cells import Cell

# What XML cannot hold at all.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


_ABOUT = "docProps/core.xml"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet to write: its name and its rows, the headings first."""

    name: str
    rows: Sequence[Sequence[Cell]]


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
    """Return a workbook as the bytes of its file, which do not say when it was made: the same cells
    are the same bytes.
    """
    timed, out = BytesIO(), BytesIO()
    book.save(timed)
    with ZipFile(timed) as parts, ZipFile(out, "w") as whole:
        for name in parts.namelist():
            body = parts.read(name)
            if name == _ABOUT:
                body = _TIME.sub(b"2000-01-01T00:00:00Z", body)
            whole.writestr(ZipInfo(name, _NO_TIME), body, ZIP_DEFLATED)
    return out.getvalue()
