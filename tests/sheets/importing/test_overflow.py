"""A text that fell apart at its commas is offered whole again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from catalogue.sheets.importing.overflow import overflow, realigned
from catalogue.sheets.opening.layouts import layout_of
from catalogue.sheets.opening.workbooks import read_workbook
from tests.sheets.opening.test_layouts import layout
from tests.sheets.opening.test_reading import xlsx

if TYPE_CHECKING:
    from catalogue.schemas import Schemas

HEADINGS = "Title,Venue,First day,Price,Summary,Phone,Description"
GOOD = "Glass,The Shed,03/02/2027,48,Blow a bubble.,0151 496 0123,First you watch."


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("Aid,The Shed,03/02/2027,48,Save a life.,0151 496 0123,Falls, choking, and strokes.",
         "Falls, choking, and strokes."),
        ("Aid,The Shed,03/02/2027,48,Falls, choking, and strokes.,0151 496 0123,You try it.",
         "Falls, choking, and strokes."),
        ("Aid, and more,The Shed,03/02/2027,48,Save a life.,0151 496 0123,You try it.",
         "Aid, and more"),
        ("Aid,The Shed,03/02/2027,48,Save a life.,0151 496 0123,Falls,choking and strokes.",
         "Falls,choking and strokes."),
        ("Aid,The Shed,03/02/2027,48,Save a life.,0151 496 0123,You try it.", ""),
        ("Aid,The Shed,03/02/2027,48,Save a life.,0151 496 0123,You try it.,,,", ""),
        ("Aid", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", ["", f"{GOOD}\n{GOOD}\n{GOOD}\n"])
def test_the_text_is_offered_that_most_likely_fell_apart(
    schemas: Schemas, row: str, text: str, others: str
) -> None:
    assert overflow(layout(schemas, f"{HEADINGS}\n{row}\n{others}"), 2) == text


def test_the_rest_of_the_row_is_put_in_its_place(schemas: Schemas) -> None:
    row = "Aid, and more,The Shed,03/02/2027,48,Save a life.,0151 496 0123,You try it."
    found = realigned(layout(schemas, f"{HEADINGS}\n{row}\n"), 2)
    assert found is not None
    assert found[0] == 0
    assert found[1][1:3] == ["The Shed", "03/02/2027"]


def test_a_column_without_a_heading_is_no_accident(schemas: Schemas) -> None:
    rows = "\n".join(f"{GOOD},aside" for _ in range(4))
    assert overflow(layout(schemas, f"{HEADINGS}\n{rows}\n"), 2) == ""


def test_the_cells_of_a_workbook_do_not_fall_apart(schemas: Schemas) -> None:
    book = Workbook()
    for text in (HEADINGS, f"{GOOD},aside"):
        book.worksheets[0].append(text.split(","))
    found = layout_of(read_workbook(xlsx(book))[0], schemas.course, {})
    assert found is not None
    assert overflow(found, 2) == ""
