"""Reads the sheets of an XLSX or ODS file: values, and what a program shows beside them. Nothing in
a file is ever run.

A file is measured before it is read, because a small one can unpack to more than a machine holds.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from catalogue.sheets.cells import Cell, Sheet, Unreadable
from catalogue.sheets.opening.grids import DAMAGED, MAX_COLUMNS, MAX_ROWS, TOO_BIG, CellGrid
from catalogue.sheets.opening.opendocument import read_ods

if TYPE_CHECKING:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_UNPACKED = 20_000_000
_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.I)
_OF_THREAD = re.compile(r"\[Threaded comment\].*?\nComment:\n", re.S)
_REPLY = re.compile(r"\n\s*Reply:\n")


def read_workbook(raw: bytes) -> list[Sheet]:
    """Return the sheets of a file that is a ZIP archive. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            _measure(archive)
            names = archive.namelist()
            content = archive.read("content.xml") if "content.xml" in names else b""
        if content:
            return read_ods(content)
        if "[Content_Types].xml" in names:
            return _xlsx(raw)
    except Unreadable:
        raise
    # The libraries answer a broken file with whatever went wrong in them first.
    except Exception as error:
        raise Unreadable(DAMAGED) from error
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
                    raise Unreadable(TOO_BIG)


def _xlsx(raw: bytes) -> list[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep, and we do not need
        results = load_workbook(BytesIO(raw), data_only=True)
        formulas = load_workbook(BytesIO(raw))
    return [_xlsx_sheet(sheet, formulas[sheet.title]) for sheet in results.worksheets]


def _xlsx_sheet(results: Worksheet, formulas: Worksheet) -> Sheet:
    grid = CellGrid()
    # Only the cells that are there: going over all rows would make every cell of a sheet whose last
    # cell is the last there can be.
    for place, cell in formulas._cells.items():
        # A formula that no program has reckoned yet has no result; then the formula is its text.
        value = results._cells[place].value
        value = cell.value if value is None else value
        if value is not None and value != "":
            grid.cells[place] = value if isinstance(value, Cell) else str(value)
        if cell.has_style and cell.font.strike:
            grid.struck_out.add(place)
        if cell.comment:
            grid.comments[place] = _said(cell.comment)
        if formula := _LINK.match(str(cell.value)):
            grid.links[place] = formula[1]
        elif cell.hyperlink and cell.hyperlink.target:
            grid.links[place] = cell.hyperlink.target
    _fill_merged(formulas, grid)
    grid.hidden_rows = _hidden_rows(formulas, {row for row, _ in grid.cells})
    grid.hidden_columns = _hidden_columns(formulas)
    return grid.sheet(results.title, is_hidden=results.sheet_state != "visible")


def _said(comment: Comment) -> str:
    """Return what a comment says. Programs put its author's name before it, and before a thread
    what older programs are to show.
    """
    text = comment.text.replace("\r\n", "\n").replace("\r", "\n")
    replies = _REPLY.split(_OF_THREAD.sub("", text))
    text = "\n".join(line.strip() for one in replies for line in one.split("\n"))
    text = text.strip().removeprefix(f"{comment.author}:")
    return re.sub(r"\A[^\n:]{1,40}:\n", "", text).strip()


def _hidden_rows(sheet: Worksheet, rows: set[int]) -> set[int]:
    """Return which rows nobody sees: hidden, filtered out, folded away or of no height."""
    known = sheet.row_dimensions
    if sheet.sheet_format.zeroHeight:
        return {row for row in rows if row not in known or known[row].height is None}
    return {row for row in rows if row in known and (known[row].hidden or known[row].height == 0)}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden or column.width == 0:
            first = column.min or column_index_from_string(letter)
            hidden.update(range(first, min(column.max or first, MAX_COLUMNS) + 1))
    return hidden


def _fill_merged(sheet: Worksheet, grid: CellGrid) -> None:
    """Say in each row of a merged cell what it says in the first. One that is only wide is left."""
    for merged in sheet.merged_cells.ranges:
        place = (merged.min_row, merged.min_col)
        value = grid.cells.get(place)
        if merged.max_col > merged.min_col:
            grid.wide.add(place)
        if value is not None and merged.max_row - merged.min_row <= MAX_ROWS:
            for row in range(merged.min_row, merged.max_row + 1):
                grid.cells[row, merged.min_col] = value
