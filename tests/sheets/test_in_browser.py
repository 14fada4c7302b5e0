"""What the page for sheets asks for is what the command says and would write."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.cli import main
from catalogue.sheets.cells import as_csv
from catalogue.sheets.in_browser import Desk
from catalogue.site.spreadsheet import archive_of
from tests.conftest import FROZEN, TODAY
from tests.sheets.importing.test_import import GLASS, GLASS_TEXT, NEW, POTTERY
from tests.sheets.test_cases import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tree

WRONG = NEW | {"Title": "Glass for some", "First day": "31/02/2027"}
KNOWN = {"Title": "Pottery for beginners", "Level": "Anyone can start"}
ALL_FILES = ("h1-tabs-and-year-first.txt", "h3-a-sheet-a-venue.xlsx")
"""Cases that need every file of the project: the first is offered topics, for which the words
of the search are read too. The others need no more, and are read by the same code.
"""
MY_OWN = {"Course name": "Glass for all", **{name: NEW[name] for name in list(NEW)[1:]}}


def sheet_of(*rows: dict[str, str]) -> bytes:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return as_csv([headings, *([row.get(one, "") for one in headings] for row in rows)])


def looked(desk: Desk, raw: bytes, name: str = "sheet.csv") -> dict[str, Any]:
    said: dict[str, Any] = json.loads(desk.look(name, raw, "the-kiln", str(TODAY)))
    return said


@pytest.mark.parametrize(
    "rows", [(NEW,), (NEW, WRONG), (KNOWN,), (KNOWN | {"Level": "Entry 1"},), (MY_OWN,)]
)
def test_it_says_and_would_write_what_the_command_does(
    tree: Tree, capsys: pytest.CaptureFixture[str], rows: tuple[dict[str, str], ...]
) -> None:
    raw, file = sheet_of(*rows), tree.root / "sheet.csv"
    file.write_bytes(raw)
    said = looked(Desk(tree.root), raw)
    asked = ["import", str(file), f"--root={tree.root}", "--provider=the-kiln", f"--today={TODAY}"]
    assert main([*asked, "--yes"]) == said["exit"]
    out, err = capsys.readouterr()
    assert out == said["report"]
    assert said["summary"] in err
    for path, text in said["files"].items():
        assert (tree.root / path).read_text() == text
    if said["copy"]:
        copy = tree.root / said["copy"]["name"]
        assert copy.read_bytes() == base64.b64decode(said["copy"]["bytes"])


def test_nothing_is_written(tree: Tree) -> None:
    before = sorted(tree.root.rglob("*"))
    assert looked(Desk(tree.root), sheet_of(MY_OWN))["files"]
    assert sorted(tree.root.rglob("*")) == before


def test_the_verdict_counts_courses_by_how_they_end(tree: Tree) -> None:
    said = looked(Desk(tree.root), sheet_of(NEW, KNOWN, WRONG))
    verdict = "1 course can go in now, 1 is here already as the sheet says, 1 cannot."
    assert said["verdict"] == verdict
    ends = [(row["number"], row["outcome"]) for row in said["rows"]]
    assert ends == [(2, "write"), (3, "same"), (4, "refuse")]


def test_a_row_says_what_stood_there_and_how_it_is_read(tree: Tree) -> None:
    [row] = looked(Desk(tree.root), sheet_of(NEW))["rows"]
    assert row["title"] == "Glass for all"
    day = {"heading": "First day", "text": "03/02/2027", "read": "3 February 2027"}
    assert day in row["said"]


def test_a_row_that_is_another_time_of_a_course_is_called_like_it(tree: Tree) -> None:
    again = NEW | {"Title": "", "First day": "07/04/2027", "Last day": "26/05/2027"}
    said = looked(Desk(tree.root), sheet_of(NEW, again))
    assert [row["title"] for row in said["rows"]] == ["Glass for all", "Glass for all"]


def test_a_file_that_is_there_is_told_from_a_new_one(tree: Tree) -> None:
    said = looked(Desk(tree.root), sheet_of(NEW, KNOWN | {"Level": "Entry 1"}))
    assert said["files"][GLASS] == GLASS_TEXT
    assert said["there"] == [POTTERY]


def test_a_file_that_is_no_sheet_is_told_in_a_sentence(tree: Tree) -> None:
    said = looked(Desk(tree.root), b"\xd0\xcf\x11\xe0", "old.xls")
    assert said == {
        "error": "The file is of an old kind (.xls), or has a password. Save it without a password "
        "as .xlsx.",
        "exit": 1,
    }


def test_a_second_sheet_is_read_as_if_it_were_the_first(tree: Tree) -> None:
    """What is kept of the project's files says nothing of the sheet before."""
    desk = Desk(tree.root)
    desk.open(str(TODAY))
    for rows in ((NEW, WRONG), (KNOWN | {"Level": "Entry 1"},), (NEW,)):
        assert looked(desk, sheet_of(*rows)) == looked(Desk(tree.root), sheet_of(*rows))


def test_what_the_page_fetches_says_what_the_project_says(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(archive_of(FROZEN)))) as packed:
        packed.extractall(tmp_path)
    fetched, whole = Desk(tmp_path), Desk(FROZEN)
    for name in ALL_FILES:
        asked = (name, (CASES / name).read_bytes(), "wea", "2026-12-01")
        assert fetched.look(*asked) == whole.look(*asked), name
