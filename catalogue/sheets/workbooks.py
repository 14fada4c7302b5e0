"""Reads the sheets of an XLSX or ODS file: values only. Nothing in a file is ever run.

A file is measured before it is read, because a small one can unpack to more than a machine holds.
"""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser, fromstring

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalogue.sheets.cells import Cell, Sheet, Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_ROWS, MAX_COLUMNS = 5_000, 300
_MAX_UNPACKED = 20_000_000
_TOO_BIG = (
    f"The sheet is too big: more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. Copy the rows "
    "that matter to a new sheet, and save that."
)
_DAMAGED = "The file is damaged, or is not what its name says. Open it and save it again as .xlsx."
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_workbook(raw: bytes) -> list[Sheet]:
    """Return the sheets of a file that is a ZIP archive. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            _measure(archive)
            names = archive.namelist()
            content = archive.read("content.xml") if "content.xml" in names else b""
        if content:
            return _ods(content)
        if "[Content_Types].xml" in names:
            return _xlsx(raw)
    except Unreadable:
        raise
    # The libraries answer a broken file with whatever went wrong in them first.
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    raise Unreadable("This is an archive, not a spreadsheet. Save the sheet as .xlsx or .csv.")


def _measure(archive: zipfile.ZipFile) -> None:
    """See that a file unpacks to what can be held. What it says of itself may be a lie."""
    left = _MAX_UNPACKED
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise Unreadable("The file has a password. Save it without one.")
        with archive.open(part) as file:
            while piece := file.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise Unreadable(_TOO_BIG)


def _xlsx(raw: bytes) -> list[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep, and we do not need
        results = load_workbook(BytesIO(raw), data_only=True)
        formulas = load_workbook(BytesIO(raw))
    return [_xlsx_sheet(sheet, formulas[sheet.title]) for sheet in results.worksheets]


def _xlsx_sheet(results: Worksheet, formulas: Worksheet) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    # Only the cells that are there: going over all rows would make every cell of a sheet whose last
    # cell is the last there can be.
    for place, cell in formulas._cells.items():
        # A formula that no program has reckoned yet has no result; then the formula is its text.
        value = results._cells[place].value
        value = cell.value if value is None else value
        if value is not None and value != "":
            cells[place] = value if isinstance(value, Cell) else str(value)
    _fill_merged(formulas, cells)
    return Sheet(results.title, _rows(cells))


def _fill_merged(sheet: Worksheet, cells: dict[tuple[int, int], Cell]) -> None:
    """Say in each row of a merged cell what it says in the first. One that is only wide is left."""
    for merged in sheet.merged_cells.ranges:
        value = cells.get((merged.min_row, merged.min_col))
        if value is not None and merged.max_row - merged.min_row <= MAX_ROWS:
            for row in range(merged.min_row, merged.max_row + 1):
                cells[row, merged.min_col] = value


def _rows(cells: dict[tuple[int, int], Cell]) -> list[list[Cell]]:
    height = max((row for row, _ in cells), default=0)
    width = max((column for _, column in cells), default=0)
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise Unreadable(_TOO_BIG)
    return [
        [cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)
    ]


def _ods(content: bytes) -> list[Sheet]:
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
        raise Unreadable(_DAMAGED)
    try:
        document = fromstring(content, XMLParser(encoding="utf-8"))
    except ParseError as error:
        raise Unreadable(_DAMAGED) from error
    return [_ods_sheet(table) for table in document.iter(f"{_TABLE}table")]


def _ods_sheet(table: Element) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        times = int(line.get(f"{_TABLE}number-rows-repeated", 1))
        for column, value in _ods_row(line):
            # Blank rows may be repeated to the end of the sheet; one that says something may not.
            if row + times > MAX_ROWS or len(cells) > MAX_ROWS * MAX_COLUMNS:
                raise Unreadable(_TOO_BIG)
            cells.update({(row + again, column): value for again in range(1, times + 1)})
        row += times
    return Sheet(table.get(f"{_TABLE}name", ""), _rows(cells))


def _ods_row(line: Element) -> list[tuple[int, Cell]]:
    found: list[tuple[int, Cell]] = []
    column = 0
    for cell in line:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        value = _ods_value(cell)
        if value not in (None, ""):
            if column + times > MAX_COLUMNS:
                raise Unreadable(_TOO_BIG)
            found += [(column + again, value) for again in range(1, times + 1)]
        column += times
    return found


def _ods_value(cell: Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        text = cell.get(f"{_OFFICE}date-value", "")
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if kind == "time":
        return datetime.strptime(cell.get(f"{_OFFICE}time-value", "")[:8], "PT%HH%MM").time()
    return "\n".join(map(_ods_text, cell.findall(f"{_TEXT}p")))


def _ods_text(part: Element) -> str:
    """Return the words of a paragraph. Blanks after the first, tabs and line breaks are marks."""
    marks = {f"{_TEXT}s": " " * int(part.get(f"{_TEXT}c", 1)), f"{_TEXT}tab": " "}
    words = marks.get(part.tag, "\n" if part.tag == f"{_TEXT}line-break" else part.text or "")
    for child in part:
        # A note that hangs on the cell is no part of what it says.
        inner = "" if child.tag == f"{_OFFICE}annotation" else _ods_text(child)
        words += inner + (child.tail or "")
    return words
