"""LibreOffice opens our sheets, and what it saves is still the same sheet.

Where LibreOffice is installed it is asked; elsewhere what it made once is read, in
saved_by_libreoffice/. With UPDATE_OFFICE=1 that is made anew (it was LibreOffice 7.4, on Debian:
apt-get install --no-install-recommends libreoffice-calc).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.conftest import plan_of_file
from tests.sheets.importing.test_import import GLASS, GLASS_TEXT, POTTERY
from tests.sheets.libreoffice import PROGRAM, save_again
from tests.sheets.test_round_trip import NASTY, export

if TYPE_CHECKING:
    from tests.conftest import Tree

MADE = Path(__file__).with_name("saved_by_libreoffice")
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # openpyxl, of $A:$P


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings of a LibreOffice that nobody has used."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture
def pots_and_glass(tree: Tree) -> Tree:
    """Two courses, with whatever is hard to keep."""
    tree.write(POTTERY, NASTY)
    tree.write(GLASS, GLASS_TEXT)
    return tree


def saved_by_office(tree: Tree, suffix: str, profile: Path) -> Path:
    """The provider's export, opened in LibreOffice and saved again."""
    made = MADE / f"export{suffix}"
    if PROGRAM is None:
        return made
    again = tree.root / f"again{suffix}"
    save_again(export(tree, ".xlsx"), again, profile)
    if "UPDATE_OFFICE" in os.environ:
        made.write_bytes(again.read_bytes())
    return again


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
def test_what_libreoffice_saves_changes_nothing(
    pots_and_glass: Tree, suffix: str, profile: Path
) -> None:
    saved = saved_by_office(pots_and_glass, suffix, profile)
    plan = plan_of_file(saved, pots_and_glass.root, "the-kiln")
    assert [one.changes for one in plan.proposals] == [[], []]
    assert (plan.texts, plan.left, plan.told, plan.guessed) == ({}, [], [], {})


def test_what_helps_people_is_still_there(pots_and_glass: Tree, profile: Path) -> None:
    book: Any = load_workbook(saved_by_office(pots_and_glass, ".xlsx", profile))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden", "visible"]
    sheet = book["Courses"]
    headings = {cell.value: get_column_letter(cell.column) for cell in sheet[1]}
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    assert sheet.freeze_panes == "C2"
    offered = {str(one.sqref).split("2")[0]: one for one in sheet.data_validations.dataValidation}
    for heading in ("Venue", "Way to learn", "State", "Join any week", "Topics", "Taught in"):
        choice = offered[headings[heading]]
        assert choice.formula1.startswith("'Words to choose from'!$")
        assert not choice.showErrorMessage
    assert sheet.column_dimensions[headings["Description"]].width == pytest.approx(50, abs=1)
    assert sheet[f"{headings['First day']}2"].number_format.lower() == "dd/mm/yyyy"
    assert sheet[f"{headings['Description']}2"].alignment.wrap_text
    assert sheet.row_dimensions[1].height > 30  # headings of several lines
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.oddFooter.right.text == "Page &P of &N"
