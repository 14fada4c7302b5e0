"""Writes rows of text as an XLSX file that opens right on a screen and on paper, and in which
nothing is ever taken for a formula.

Paper has the first columns of a wide sheet, as many as can be read on it: all of sixty columns on
one page are dots, and on ten pages side by side nobody puts them together again.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from catalogue.sheets.cells import text_of
from catalogue.sheets.opening.grids import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.sheets.cells import Cell

WORDS = "Words to choose from"
"""The hidden sheet of the words in drop-downs."""
DAY_FORMAT = "dd/mm/yyyy"
# What XML cannot hold at all.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NARROWEST, _WIDEST = 12, 40
"""How wide a column is, in letters, where nobody says: a day has to fit in, or it shows as ####."""
_ON_PAPER = 270
"""How many letters side by side can still be read on a landscape page."""
_LINE_HEIGHT, _MOST_LINES, _HIGHEST = 15, 12, 405
"""How high a row is, in points: the first cell is whole, as far as Excel can show it; of longer
ones beside it the first lines are in sight.
"""
_LONGEST_TEXT = 255
"""Older Excel shows a longer text as #### where the format of its cell is “Text”."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")


_ABOUT = "docProps/core.xml"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet to write: its name and its rows, the headings first.

    By the index of a column, `choices` has the words that a drop-down offers in each cell below the
    heading (others may be written), and `widths` how wide it is, in letters; a column that nobody
    speaks of is as wide as its words.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)


def as_xlsx(tables: Iterable[SheetToWrite]) -> bytes:
    """Return tables as an XLSX file, each with its headings in sight."""
    book = empty_book()
    for table in tables:
        add_sheet(book, table)
    return saved(book)


def empty_book() -> Workbook:
    """Return a workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def add_sheet(book: Workbook, table: SheetToWrite) -> Worksheet:
    """Add a sheet: its cells, its drop-downs, and how it looks."""
    sheet: Worksheet = book.create_sheet(sheet_name(table.name))
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None and value != "":
                put(cell := sheet.cell(number, column), value)
                cell.alignment = _WRAPPED
    for index, words in table.choices.items():
        if words:
            _offer(book, sheet, index, words)
    widths = [_width(table, index) for index in range(max(map(len, table.rows), default=0))]
    _lay_out(sheet, table.rows, widths)
    return sheet


def sheet_name(name: str) -> str:
    """Return a name that Excel allows for a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", _NOT_IN_XML.sub(" ", name))[:31].strip("' ") or "Sheet"


def put(cell: XlsxCell | MergedCell, value: Cell) -> None:
    """Write one value. Text stays text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = _NOT_IN_XML.sub("\ufffd", value)
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@" if len(value) <= _LONGEST_TEXT else "General"
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
        cell.number_format = DAY_FORMAT
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


def _offer(book: Workbook, sheet: Worksheet, index: int, words: Sequence[str]) -> None:
    """Let people choose. Other words are not refused here: the import says what it does not know,
    and what it takes for another word.
    """
    heading = str(sheet.cell(1, index + 1).value or WORDS)
    choice = DataValidation(type="list", formula1=_place_of(book, heading, words), allow_blank=True)
    choice.showErrorMessage = False
    letter = get_column_letter(index + 1)
    choice.add(f"{letter}2:{letter}{MAX_ROWS}")
    sheet.add_data_validation(choice)


def _place_of(book: Workbook, heading: str, words: Sequence[str]) -> str:
    """Return where words stand that a drop-down offers: a drop-down itself holds few, and none with
    a comma. They are put there now.
    """
    sheet = next((one for one in book.worksheets if one.sheet_state == "hidden"), None)
    if sheet is None:
        sheet = book.create_sheet(WORDS)
        sheet.sheet_state = "hidden"
    column = sheet.max_column + (1 if sheet.cell(1, 1).value else 0)
    for row, word in enumerate((heading, *words), 1):
        put(sheet.cell(row, column), word)
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(words) + 1}"


def _width(table: SheetToWrite, index: int) -> int:
    if index in table.widths:
        return table.widths[index]
    texts = [text_of(row[index]) for row in table.rows if index < len(row)]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _lay_out(sheet: Worksheet, rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    """Make a sheet that can be read: every text in sight or below its first lines, on the screen
    and on paper.
    """
    for number, width in enumerate(widths, 1):
        of_all = sheet.column_dimensions[get_column_letter(number)]
        of_all.width, of_all.alignment = width, _WRAPPED
    on_paper = max(1, sum(total <= _ON_PAPER for total in accumulate(widths)))
    for number, row in enumerate(rows, 1):
        shown = row if number == 1 else row[:on_paper]
        lines = [_lines(cell, width) for cell, width in zip(shown, widths, strict=False)] or [1]
        height = _LINE_HEIGHT * max(lines[0], min(max(lines), _MOST_LINES))
        sheet.row_dimensions[number].height = min(height, _HIGHEST)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    _for_paper(sheet, get_column_letter(on_paper), on_paper < len(widths))


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a cell has in its column."""
    return sum(len(textwrap.wrap(line, width)) or 1 for line in text_of(cell).split("\n"))


def _for_paper(sheet: Worksheet, last: str, has_more: bool) -> None:
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(0.4, 0.4, top=0.8, bottom=0.8, header=0.4, footer=0.4)
    sheet.print_options.gridLines = True
    sheet.print_title_rows = "1:1"
    # Down to the last row there can be, so that rows which people add are printed as well.
    sheet.print_area = f"A1:{last}1048576"
    more = f"Columns A to {last}. The others are in the file." if has_more else ""
    for place, left, right in (
        (sheet.oddHeader, "&F", "&A"),
        (sheet.oddFooter, more, "Page &P of &N"),
    ):
        if place is not None:
            place.left.text, place.right.text = left, right
