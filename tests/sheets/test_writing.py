"""A sheet that we write opens right: what can be chosen, what is in sight, and what is printed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from catalogue.sheets.export import provider_sheet
from catalogue.sheets.writing import WORDS, SheetToWrite, as_xlsx
from tests.conftest import FROZEN, load

if TYPE_CHECKING:
    from catalogue.sheets.cells import Cell

DAY = date(2027, 2, 3)
MANY = [f"A word of many, number {number}" for number in range(20)]
"""Too many for a drop-down itself, which holds 255 characters."""
ROWS: list[list[Cell]] = [["What to fix", "First day", "Level"], ["Write am or pm.", DAY, "nine"]]


def written(*tables: SheetToWrite) -> Any:
    """What is in the file, as a program reads it that is not ours."""
    return load_workbook(BytesIO(as_xlsx(tables)))


def words_at(book: Any, place: str) -> list[str]:
    """The words at a place such as 'Words to choose from'!$A$2:$A$4."""
    sheet, _, cells = place.partition("!")
    assert sheet == f"'{WORDS}'"
    column, first, last = re.fullmatch(r"\$(\w)\$(\d+):\$\1\$(\d+)", cells).groups()  # type: ignore[union-attr]
    return [book[WORDS][f"{column}{row}"].value for row in range(int(first), int(last) + 1)]


def test_a_column_offers_its_words_in_every_cell_and_takes_others() -> None:
    choices = {2: MANY, 1: [], 0: ["yes, please", "=no"]}
    book = written(SheetToWrite("Autumn", ROWS, choices), SheetToWrite("Spring", ROWS, {2: ["x"]}))
    assert book.sheetnames == ["Autumn", WORDS, "Spring"]
    assert book[WORDS].sheet_state == "hidden"
    offered = {str(one.sqref): one for one in book["Autumn"].data_validations.dataValidation}
    assert list(offered) == ["C2:C5000", "A2:A5000"]
    assert {one.showErrorMessage for one in offered.values()} == {False}
    [spring] = book["Spring"].data_validations.dataValidation
    words = [words_at(book, one.formula1) for one in (*offered.values(), spring)]
    assert words == [MANY, ["yes, please", "=no"], ["x"]]
    assert book[WORDS]["A1"].value == "Level"


def test_a_sheet_that_offers_nothing_has_no_hidden_one() -> None:
    assert written(SheetToWrite("Autumn", ROWS)).sheetnames == ["Autumn"]


def test_a_day_and_a_long_text_can_be_read_and_never_show_as_hashes() -> None:
    book = written(SheetToWrite("A", [*ROWS, ["word " * 100, DAY, ""]], widths={2: 9}))
    sheet = book["A"]
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [40, 12, 9]
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert (sheet["A2"].number_format, sheet["A3"].number_format) == ("@", "General")
    assert sheet["A3"].alignment.wrap_text
    # 500 letters are 13 lines of 40; the first cell is shown whole.
    assert [sheet.row_dimensions[row].height for row in (1, 2, 3)] == [15, 15, 13 * 15]


def test_of_a_long_text_beside_the_first_cell_the_first_lines_are_in_sight() -> None:
    sheet = written(SheetToWrite("A", [["Title", "Description"], ["Pots", "word " * 400]]))["A"]
    assert sheet.row_dimensions[2].height == 12 * 15


def test_paper_has_the_headings_on_each_page_and_the_columns_that_can_be_read() -> None:
    wide: list[list[Cell]] = [[f"Heading {number}" for number in range(60)], ["word " * 9] * 60]
    book = written(SheetToWrite("Wide", wide), SheetToWrite("Narrow", ROWS))
    sheet, narrow = book["Wide"], book["Narrow"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Wide'!$A$1:$F$1048576"
    assert sheet.oddFooter.left.text == "Columns A to F. The others are in the file."
    assert narrow.print_area == "'Narrow'!$A$1:$C$1048576"
    assert "Columns" not in narrow.oddFooter.left.text
    assert (narrow.oddHeader.left.text, narrow.oddHeader.right.text) == ("&F", "&A")
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_an_export_prints_all_that_is_said_of_a_run() -> None:
    raw, _ = provider_sheet(load(FROZEN)[0], FROZEN, "wea", ".xlsx")
    sheet = load_workbook(BytesIO(raw))["Courses"]
    printed = sheet.print_area.split("$")[3]
    headings = [cell.value for cell in sheet[1]]
    assert get_column_letter(headings.index("Your reference") + 1) == printed


def test_what_is_typed_below_a_heading_stays_what_it_is() -> None:
    raw, _ = provider_sheet(load(FROZEN)[0], FROZEN, "wea", ".xlsx")
    sheet = load_workbook(BytesIO(raw))["Courses"]
    formats = {
        str(cell.value): sheet.column_dimensions[get_column_letter(cell.column or 0)].number_format
        for cell in sheet[1]
    }
    assert formats["How to join: Phone"] == formats["No class on"] == "@"
    assert formats["First day"] == "dd/mm/yyyy"
    assert formats["Places"] == "General"
