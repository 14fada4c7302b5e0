"""An empty sheet to fill in, or one with a provider's courses: drop-downs, notes on every heading
and a page that explains it. All of it comes from the schema.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from catalogue.sheets.columns import RUN, columns_of
from catalogue.sheets.readers.choices import words_of
from catalogue.sheets.readers.values import written
from catalogue.sheets.writing import (
    DAY_FORMAT,
    SheetToWrite,
    add_sheet,
    empty_book,
    saved,
)
from catalogue.sheets.writing import WORDS as WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.schemas import Schema
    from catalogue.sheets.cells import Cell
    from catalogue.sheets.columns import Column
    from catalogue.sheets.readers.terms import Lists

EXPLAINED = "How to fill this in"
_WIDTHS = {
    **{"paragraphs": 50, "lines": 40, "groups": 26, "line": 22, "venue": 22, "id": 20},
    **dict.fromkeys(("terms", "email", "link"), 30),
    **dict.fromkeys(("yes", "whole", "number", "money", "answer"), 12),
}
"""How wide a column of each kind is, in letters; the others have 14."""
_OF_EACH: list[Cell] = ["Column", "What it says", "Like this", WORDS]
"""The headings above what is said of each column."""
_NUMBERS = ("whole", "number", "money")
_BRIEFLY = (
    ("Rows", "Each row is one run: one time that a course is given."),
    (
        "Blank below",
        "What is the same for all runs of a course stands in its first row. Leave it blank in the "
        "rows below: blank means “as above”.",
    ),
    (
        "Blank elsewhere",
        "Where a cell is blank, nothing is changed. Nothing is ever deleted because it is not "
        "here.",
    ),
    (
        "Lists",
        "Several words of a list go into one cell, with semicolons between them: choose the first, "
        "and type the others. Several lines go into one cell with Alt and Enter.",
    ),
    (
        "Days and times",
        "They are written like “Tuesday 9:30am to 11:30am; Thursday 1pm to 3pm”, and dates with "
        "the day first, like 03/02/2027.",
    ),
    ("The end of a run", "Write Cancelled under State, or its last day under Last day."),
    (
        "Paper",
        "Only the first columns are printed, up to your own reference: what changes each term.",
    ),
)


def template(schema: Schema, lists: Lists, rows: Sequence[Sequence[Cell]] = ()) -> bytes:
    """Return an XLSX file with the headings, or with `rows`, whose first is the headings."""
    columns = columns_of(schema)
    book = empty_book()
    table = SheetToWrite(
        "Courses",
        rows or [[column.heading for column in columns]],
        choices={index: words_of(column, lists) for index, column in enumerate(columns)},
        widths={index: _width(column) for index, column in enumerate(columns)},
    )
    sheet = add_sheet(book, table)
    # The title stays in sight as well, whatever is filled in far to the right of it.
    sheet.freeze_panes = sheet.cell(2, 3).coordinate
    for number, column in enumerate(columns, 1):
        _explain(sheet, number, column)
    page = _page(columns, lists)
    sheet = add_sheet(book, page)
    for cell in sheet[page.rows.index(_OF_EACH) + 1]:
        cell.font = Font(bold=True)
    return saved(book)


def _width(column: Column) -> int:
    return 10 if column == RUN else _WIDTHS.get(column.kind, 14)


def _explain(sheet: Worksheet, number: int, column: Column) -> None:
    """Say over a column what it is for. What is typed into it stays what it is: a spreadsheet
    program would take a phone number for a sum, and two days for one.
    """
    note = Comment(f"{column.heading}. {_meaning(column)}", "catalogue")
    note.width, note.height = 320, 140
    sheet.cell(1, number).comment = note
    if column.kind not in _NUMBERS:
        of_all = sheet.column_dimensions[get_column_letter(number)]
        of_all.number_format = DAY_FORMAT if column.kind == "day" else "@"


def _meaning(column: Column) -> str:
    return f"{'' if column.field.required else 'Optional. '}{column.field.meaning}"


def _page(columns: Sequence[Column], lists: Lists) -> SheetToWrite:
    rows: list[list[Cell]] = [[EXPLAINED]]
    rows += [list(line) for line in _BRIEFLY]
    rows += [[], _OF_EACH]
    rows += [
        [column.heading, _meaning(column), _example(column, lists), _choice(column, lists)]
        for column in columns
    ]
    return SheetToWrite(EXPLAINED, rows, widths=dict(enumerate((30, 70, 50, 70))))


def _example(column: Column, lists: Lists) -> Cell:
    example = column.field.example
    return date.fromisoformat(example) if column.kind == "day" else written(example, column, lists)


def _choice(column: Column, lists: Lists) -> str:
    return "" if column.kind == "venue" else "; ".join(words_of(column, lists))
