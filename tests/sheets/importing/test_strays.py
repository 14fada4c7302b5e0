"""Rows that are no courses are told apart from rows that may be one, and notes are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from catalogue.sheets.importing.strays import footnotes, why_no_course
from catalogue.sheets.opening.layouts import Layout, layout_of
from catalogue.sheets.opening.workbooks import read_workbook
from tests.sheets.opening.test_layouts import layout, sheet_of
from tests.sheets.opening.test_reading import xlsx

if TYPE_CHECKING:
    from catalogue.schemas import Schemas

HEADINGS = "Title,Venue,First day,Day,Time,Price"
HOW = "an example of how to fill it in"
ROW = "Glass for all,The Shed,03/02/2027,Wed,10-12,48"
OTHER = "Wood for all,The Shed,04/02/2027,Thu,10-12,£24"


def reasons(found: Layout) -> dict[int, str]:
    """Why rows are no courses, by number."""
    return {
        number: why for number, _ in found.rows_below() if (why := why_no_course(found, number))
    }


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",,,,,550", "a total"),
        (",,,,,£550.00", "a total"),
        (",,,2,,72", "a total"),
        ("Total,,,,,72", "a total"),
        ("Grand total:,,,,,72", "a total"),
        ("Total courses: 2,,,,,", "a total"),
        ("Subtotal,,,,,£72", "a total"),
        (",,,,Sum,72", "a total"),
        ("2 courses,,,,,", "a total"),
        (HEADINGS, "the headings again"),
        ("* free if you are on benefits,,,,,", "a note to a star"),
        ("*,free if you are on benefits,,,,", "a note to a star"),
        ("† not in half term,,,,,", "a note to a mark"),
        ("Note: bring a pen,,,,,", "a note"),
        ("Please note that rooms may change,,,,,", "a note"),
        ("E&OE,,,,,", "a note"),
        ("All classes are for over 18s. Tea and coffee 50p,,,,,", "a note"),
        ("Prices correct at 1 November 2026,,,,,", "a note"),
        ("All details are subject to change,,,,,", "a note"),
        ("e.g. Pottery for beginners,The Shed,01/01/2027,Mon,9-10,5", HOW),
        ("Name of the course,Choose from the list,dd/mm/yyyy,,hh:mm,", HOW),
        ("SPRING TERM,,,,,", "a heading within the sheet"),
        ("Cookery courses,,,,,", "a heading within the sheet"),
        ("January 2027,,,,,", "a heading within the sheet"),
        ("Section 2,,,,,", "a heading within the sheet"),
        ("Crafts:,,,,,", "a heading within the sheet"),
        # These may be courses: whoever reads them says what they lack.
        ("Ceramics,,,,,", ""),
        ("Ceramics,,,,,48", ""),
        ("Total body workout,The Shed,03/02/2027,Wed,10-12,48", ""),
        ("Total body workout,,,,,48", ""),
        ("Summer school,The Shed,03/02/2027,Wed,10-12,48", ""),
        ("1984,,,,,", ""),
        (",Childwall Library,19/01/2027,Tue,10-12,", ""),
        (",,19/01/2027,,,", ""),
        ("Note-taking for students,The Shed,03/02/2027,Wed,10-12,48", ""),
        ("Example-based maths,The Shed,03/02/2027,Wed,10-12,48", ""),
        ("Glass for all,,,,,", ""),
        (",,,,,", ""),
    ],
)  # fmt: skip
def test_a_row_is_told_apart_from_courses(schemas: Schemas, row: str, why: str) -> None:
    found = layout(schemas, "\n".join([HEADINGS, ROW, row, ROW, OTHER]))
    assert reasons(found) == ({3: why} if why else {})


def test_a_heading_heads_something(schemas: Schemas) -> None:
    """A course to come at the end of a list stands over nothing."""
    assert (
        reasons(layout(schemas, "\n".join([HEADINGS, ROW, OTHER, "Saturday workshops,,,,,"]))) == {}
    )


def test_headings_within_a_sheet_need_not_say_that_they_are(schemas: Schemas) -> None:
    rows = [HEADINGS, "Glass,,,,,", ROW, ROW, "Wood,,,,,", OTHER, OTHER]
    why = "a heading within the sheet"
    assert reasons(layout(schemas, "\n".join(rows))) == {2: why, 5: why}
    rows = [HEADINGS, ROW, "Ceramics,,,,,", ROW, "Stone,,,,,", OTHER]
    assert reasons(layout(schemas, "\n".join(rows))) == {}


def test_a_short_list_with_much_around_it(schemas: Schemas) -> None:
    rows = [
        "No,Course,Day,Time,Start date,Cost",
        ",COOKERY,,,,",
        "1,Cakes,Tue,10-12,12/01/2027,Free*",
    ]
    rows += [
        ",CRAFTS,,,,",
        "2,Glass,Wed,10-12,13/01/2027,£48",
        ",,,,Total,£48",
        "*Free on benefits,,,,,",
    ]
    assert list(reasons(layout(schemas, "\n".join(rows)))) == [2, 4, 6, 7]


def test_a_title_in_a_narrow_sheet_is_a_course(schemas: Schemas) -> None:
    assert reasons(layout(schemas, "Title,First day\nGLASS,03/02/2027\nWOOD,\nSTONE,\n")) == {}


def test_a_cell_that_reaches_over_the_columns_is_a_heading(schemas: Schemas) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, "With your hands,,,,,", ROW, OTHER):
        sheet.append([text or None for text in row.split(",")])
    sheet.merge_cells("A2:F2")
    found = layout_of(read_workbook(xlsx(book))[0], schemas.course, {})
    assert found is not None
    assert reasons(found) == {2: "a heading within the sheet"}


def test_a_heading_in_a_column_before_the_titles(schemas: Schemas) -> None:
    rows = ["Area,Title,Venue,First day,Price", "Crafts,,,,", ",Glass,The Shed,03/02/2027,48"]
    rows += [",Wood,The Shed,04/02/2027,48", ",Stone,The Shed,04/02/2027,48"]
    assert reasons(layout(schemas, "\n".join(rows))) == {2: "a heading within the sheet"}


def test_what_a_mark_stands_for_is_found_above_and_below(schemas: Schemas) -> None:
    rows = ["** only for residents", HEADINGS, ROW, OTHER, "* = free on benefits,,,,,"]
    rows += ["†,bring a pen,,,,", "Notes: none,,,,,"]
    found = layout(schemas, "\n".join(rows))
    assert footnotes(found) == {
        "**": "only for residents",
        "*": "free on benefits",
        "†": "bring a pen",
    }


def test_a_bullet_in_a_course_is_no_footnote(schemas: Schemas) -> None:
    found = layout(schemas, f"{HEADINGS}\n* new * Glass,The Shed,03/02/2027,Wed,10-12,48\n")
    assert (footnotes(found), reasons(found)) == ({}, {})


def test_a_sheet_without_a_column_of_titles_is_looked_through_as_well(schemas: Schemas) -> None:
    found = layout_of(
        sheet_of(f"Course file,{HEADINGS}\nglass,,,,,,\nwood,,,,,,x\n"), schemas.course, {}
    )
    assert found is not None
    assert reasons(found) == {}
