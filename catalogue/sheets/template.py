"""An empty sheet to fill in, or one with a provider's courses: drop-downs, notes on every heading
and a page that explains it. All of it comes from the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalogue.sheets.columns import columns_of
from catalogue.sheets.grids import MAX_ROWS
from catalogue.sheets.values import written
from catalogue.sheets.writing import fill, saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.schemas import Schema
    from catalogue.sheets.cells import Cell
    from catalogue.sheets.columns import Column
    from catalogue.sheets.terms import Lists

EXPLAINED = "How to fill this in"
WORDS = "Words to choose from"
_WIDTHS = {
    **{"paragraphs": 50, "lines": 40, "groups": 34},
    **dict.fromkeys(("line", "email", "link"), 30),
}
"""How wide a column of each kind is, in letters; the others have 18."""
_BRIEFLY = (
    "Each row is one run: one time that a course is given.",
    "What is the same for all runs of a course stands in its first row. Leave it blank in the rows "
    "below: blank means “as above”.",
    "Where a cell is blank, nothing is changed. Nothing is ever deleted because it is not here.",
    "Several words of a list go into one cell, with semicolons between them. Several lines go into "
    "one cell with Alt and Enter.",
    "Days and times are written like “Tuesday 9:30am to 11:30am; Thursday 1pm to 3pm”, and dates "
    "with the day first, like 03/02/2027.",
    "To end a run, write Cancelled under State, or its last day under Last day.",
)


def template(schema: Schema, lists: Lists, rows: Sequence[Sequence[Cell]] = ()) -> bytes:
    """Return an XLSX file with the headings, or with `rows`, whose first is the headings."""
    columns = columns_of(schema)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Courses"
    fill(sheet, rows or [[column.heading for column in columns]])
    words = book.create_sheet(WORDS)
    for number, column in enumerate(columns, 1):
        _explain(sheet, number, column)
        _offer(sheet, words, number, column, lists)
    words.sheet_state = "hidden"
    _page(book.create_sheet(EXPLAINED), columns, lists)
    return saved(book)


def _explain(sheet: Worksheet, number: int, column: Column) -> None:
    note = Comment(_meaning(column), "catalogue")
    note.width, note.height = 320, 140
    sheet.cell(1, number).comment = note
    sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.kind, 18)


def _meaning(column: Column) -> str:
    needed = "" if column.field.required else " (optional)"
    return f"{column.heading}{needed}: {column.field.meaning}"


def _offer(sheet: Worksheet, words: Worksheet, number: int, column: Column, lists: Lists) -> None:
    """Let people choose where a cell takes one word of a list. Other words are not refused here:
    the import says what it does not know, and what it takes for another word.
    """
    offered = _words_of(column, lists)
    if not offered:
        return
    fill_column = words.max_column + (1 if words.cell(1, 1).value else 0)
    for row, word in enumerate((column.heading, *offered), 1):
        words.cell(row, fill_column).value = word
    letter = get_column_letter(fill_column)
    choice = DataValidation(
        type="list", formula1=f"'{WORDS}'!${letter}$2:${letter}${len(offered) + 1}"
    )
    choice.showErrorMessage = False
    mine = get_column_letter(number)
    choice.add(f"{mine}2:{mine}{MAX_ROWS}")
    sheet.add_data_validation(choice)


def _words_of(column: Column, lists: Lists) -> list[str]:
    if column.kind == "venue":
        names = {written(venue, column, lists) for venue in lists.venues}
        return sorted(names)
    if column.kind == "yes":
        return ["yes"]
    if column.kind == "answer":
        return list(column.field.choices)
    return _labels(column, lists) if column.kind == "term" else []


def _labels(column: Column, lists: Lists) -> list[str]:
    terms = lists.vocabularies[column.field.vocabulary].terms
    return [term.label for term in terms.values()]


def _page(sheet: Worksheet, columns: Sequence[Column], lists: Lists) -> None:
    rows: list[list[Cell]] = [[EXPLAINED]]
    rows += [[line] for line in _BRIEFLY]
    rows += [[], ["Column", "What it says", "Like this", "Words to choose from"]]
    rows += [
        [column.heading, _meaning(column), _example(column, lists), _choice(column, lists)]
        for column in columns
    ]
    fill(sheet, rows)
    for letter, width in zip("ABCD", (38, 70, 50, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=len(_BRIEFLY) + 2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _example(column: Column, lists: Lists) -> str:
    return written(column.field.example, column, lists)


def _choice(column: Column, lists: Lists) -> str:
    if column.kind == "venue":
        return ""
    return "; ".join(_labels(column, lists) if column.kind == "terms" else _words_of(column, lists))
