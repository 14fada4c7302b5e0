"""What tells that somebody may not want a row, or a sheet, to be published: it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from catalogue.sheets.importing.signs import Sign, signs_in
from catalogue.sheets.opening.layouts import layout_of
from catalogue.sheets.opening.workbooks import read_workbook
from catalogue.sheets.readers.terms import Lists
from catalogue.sheets.template import template
from tests.conftest import TODAY
from tests.sheets.opening.test_layouts import sheet_of
from tests.sheets.opening.test_reading import xlsx

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from catalogue.reference import Reference
    from catalogue.schemas import Schemas

HEADINGS = ["Title", "Venue", "First day", "Status", "Notes"]
ROWS: list[list[Any]] = [
    HEADINGS,
    ["Glass", "The Shed", date(2027, 2, 3), None, None],
    ["Wood", "The Shed", date(2027, 2, 4), None, None],
]


def book_of(*rows: list[Any]) -> tuple[Workbook, Worksheet]:
    """A workbook with these rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    return book, sheet


def signs(schemas: Schemas, book: Workbook) -> list[tuple[int | None, str]]:
    """The rows and kinds of all signs of a workbook's first sheet."""
    return [(sign.row, sign.kind) for sign in all_signs(schemas, book)]


def all_signs(schemas: Schemas, book: Workbook) -> list[Sign]:
    """All signs of a workbook's first sheet."""
    found = layout_of(read_workbook(xlsx(book))[0], schemas.course, {})
    assert found is not None
    return signs_in(found, TODAY)


def test_a_sheet_as_it_should_be_has_none(schemas: Schemas) -> None:
    assert signs(schemas, book_of(*ROWS)[0]) == []


def test_what_is_hidden_or_struck_out_is_asked(schemas: Schemas) -> None:
    book, sheet = book_of(*ROWS, ["Stone", "The Shed", date(2027, 2, 5), None, "x"])
    sheet.row_dimensions[2].hidden = True
    sheet["A3"].font = Font(strike=True)
    sheet["B4"].font = Font(strike=True)
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["D"].hidden = True
    found = all_signs(schemas, book)
    assert [(sign.row, sign.kind) for sign in found] == [
        (None, "hidden column"),
        (None, "hidden column"),
        (2, "hidden row"),
        (3, "struck out"),
        (4, "struck out"),
    ]
    assert found[0].words == "The column “Venue” is hidden. May it be published?"
    assert found[-1].words == "What stands under “Venue” is struck out. Is it to be published?"


def test_a_hidden_column_that_is_not_kept_need_not_be_asked(schemas: Schemas) -> None:
    book, sheet = book_of([*HEADINGS, "Tutor"], [*ROWS[1], "Ada"])
    sheet.column_dimensions["F"].hidden = True
    assert signs(schemas, book) == []


def test_a_comment_is_shown_whole_and_without_its_author(schemas: Schemas) -> None:
    book, sheet = book_of(*ROWS)
    text = "Cancelled - do not publish. " + "Ring round the learners. " * 5
    sheet["A2"].comment = Comment(f"Sam:\n{text}", "Sam")
    (sign,) = all_signs(schemas, book)
    assert (sign.row, sign.kind) == (2, "comment")
    assert text.strip() in sign.words
    assert "Sam" not in sign.words


def test_the_comments_of_our_own_template_say_nothing(
    schemas: Schemas, reference: Reference
) -> None:
    sheet = read_workbook(template(schemas.course, Lists(reference, {})))[0]
    found = layout_of(sheet, schemas.course, {})
    assert found is not None
    assert sheet.comments
    assert signs_in(found, TODAY) == []


def test_a_comment_at_a_heading_of_a_partner_is_asked(schemas: Schemas) -> None:
    book, sheet = book_of(*ROWS)
    sheet["C1"].comment = Comment("All dates provisional", "Sam")
    assert signs(schemas, book) == [(None, "comment")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("DRAFT Glass for all", "draft"),
        ("Draft: glass for all", "draft"),
        ("Glass for all (draft)", "draft"),
        ("Glass for all - PROVISIONAL", "draft"),
        ("CANCELLED - Glass", "cancelled"),
        ("Glass [cancelled]", "cancelled"),
        ("**Cancelled** Glass", "cancelled"),
        ("Glass: not running", "cancelled"),
        ("Glass (do not publish)", "not public"),
        ("Glass - internal only", "not public"),
        ("First draft: writing a novel", ""),
        ("FIRST DRAFT: WRITING A NOVEL", ""),
        ("Draughts for beginners", ""),
        ("Drafting a will", ""),
        ("Internal combustion engines", ""),
        ("Coping with cancelled flights", ""),
        ("Publish your own book", ""),
        ("Running for beginners", ""),
    ],
)
def test_a_title_that_says_so(schemas: Schemas, title: str, kind: str) -> None:
    found = signs(schemas, book_of(HEADINGS, [title, "The Shed", date(2027, 2, 3), None, None])[0])
    assert found == ([(2, kind)] if kind else [])


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Status", "Draft", "draft"),
        ("Anything else?", "Please don't publish until the tutor is found", "not public"),
        ("Status", "Cancelled", "cancelled"),
        ("Status", "Awaiting approval", "draft"),
        ("Status", "Full", ""),
        ("State", "Cancelled", ""),
        ("State", "Draft", "draft"),
        ("State", "Places left", ""),
        ("Notes", "Please do not publish yet", "not public"),
        ("Notes", "Not running this term", "cancelled"),
        ("Notes", "In a private room", ""),
        ("Notes", "Bring a pen", ""),
        ("", "CANCELLED", "cancelled"),
        ("Anything", "Do not share", "not public"),
        ("Publish?", "No", "not public"),
        ("Publish?", "Yes", ""),
        ("isShownOnWeb", "false", "not public"),
        ("Hidden", "Yes", "not public"),
        ("Private", "TRUE", "not public"),
        ("Is cancelled", "yes", "cancelled"),
        ("Description", "Write the first draft of a poem.", ""),
        ("Description", "Draft", "draft"),
        ("Is there parking?", "No", ""),
    ],
)
def test_a_cell_that_says_so(schemas: Schemas, heading: str, text: str, kind: str) -> None:
    row = ["Glass", "The Shed", date(2027, 2, 3), text]
    found = signs(schemas, book_of(["Title", "Venue", "First day", heading or None], row)[0])
    assert found == ([(2, kind)] if kind else [])


@pytest.mark.parametrize(
    ("name", "above", "file", "kind"),
    [
        ("Courses", "Spring 2027 programme - DRAFT do not share", "", "not public"),
        ("Courses", "Draft programme", "", "draft"),
        ("Draft", "", "", "draft"),
        ("Courses", "", "spring_2027_draft.xlsx", "draft"),
        ("Internal only", "", "", "not public"),
        ("Courses", "Spring 2027 programme", "courses-2027.xlsx", ""),
        ("Spring 2027", "", "", ""),
        ("Old Swan", "", "", ""),
        ("Over 50s", "", "", ""),
    ],
)
def test_a_sheet_that_says_so(
    schemas: Schemas, name: str, above: str, file: str, kind: str
) -> None:
    sheet = sheet_of(f"{above},,\nTitle,Venue,First day\nGlass,The Shed,03/02/2027\n", name)
    found = layout_of(replace(sheet, file=file), schemas.course, {})
    assert found is not None
    kinds = [(sign.row, sign.kind) for sign in signs_in(found, TODAY)]
    assert kinds == ([(None, kind)] if kind else [])


def test_a_hidden_sheet_is_asked(schemas: Schemas) -> None:
    book, sheet = book_of(*ROWS)
    book.create_sheet("Shown")
    sheet.sheet_state = "hidden"
    assert signs(schemas, book) == [(None, "hidden sheet")]


@pytest.mark.parametrize(
    ("name", "rows", "is_old"),
    [
        ("Courses", "16/09/2025,11/12/2025", True),
        ("Courses", "16/09/2025,11/12/2027", False),
        ("Courses", "16/09/2025,11/12/2025;03/02/2027,24/03/2027", False),
        ("Courses", "25/02/2017,18/03/2017", False),  # a year typed wrongly, asked as such
        ("Courses", "1/2/2017,1/3/2017;2/2/2017,2/3/2017;3/2/2017,3/3/2017", True),
        ("Autumn 25 OLD", "tbc,", True),
        ("Autumn 25", "tbc,", True),
        ("2024-25", "tbc,", True),
        ("Courses 2025", "tbc,", True),
        ("Courses (old)", "tbc,", True),
        ("Archive", "tbc,", True),
        ("2025-26", "03/02/2027,", False),
        ("Autumn 26", "tbc,", False),
        ("2026-27", "tbc,", False),
        ("Spring 27", "tbc,", False),
        ("Courses 2025-11-30", "03/02/2027,", False),
    ],
)
def test_the_sheet_of_a_time_that_is_over_is_asked(
    schemas: Schemas, name: str, rows: str, *, is_old: bool
) -> None:
    text = "".join(f"Glass,The Shed,{row}\n" for row in rows.split(";"))
    found = layout_of(sheet_of(f"Title,Venue,Start,End\n{text}", name), schemas.course, {})
    assert found is not None
    kinds = [(sign.row, sign.kind) for sign in signs_in(found, TODAY)]
    assert kinds == ([(None, "old sheet")] if is_old else [])


def test_what_people_can_join_any_week_is_not_old(schemas: Schemas) -> None:
    text = "Title,Venue,First day,Join any week\nGlass,The Shed,16/09/2025,yes\n"
    found = layout_of(sheet_of(text), schemas.course, {})
    assert found is not None
    assert signs_in(found, TODAY) == []
