"""`catalogue plan`: the same figures as text, CSV, JSON and in a workbook."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from catalogue.cli import main, planning_commands
from catalogue.planning.funding import EXAMPLE
from catalogue.planning.planned import NAMES
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tree

ON = ("--root", str(FROZEN), "--today", "2026-11-24")


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    """A table of grants with the invented figures that come with the command."""
    file = tmp_path / "grants.csv"
    assert main(["plan", "funding-template", str(file), "--example"]) == 0
    return file


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["plan", *words, *ON]) == 0
    return capsys.readouterr().out


def test_the_command_knows_every_table() -> None:
    """It names them itself, so that asking for help need not wait for what makes them."""
    assert list(planning_commands.TABLES) == list(NAMES)


@pytest.mark.parametrize("table", NAMES)
def test_the_same_figures_are_in_every_format(
    table: str, grants: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    asked = (table, *(("--funding", str(grants)) if table == "spending" else ()))
    rows = list(csv.DictReader(StringIO(printed(capsys, *asked, "--format", "csv"))))
    made = json.loads(printed(capsys, *asked, "--format", "json"))
    assert [column["name"] for column in made["columns"]] == list(rows[0])
    assert len(made["rows"]) == len(rows) > (1 if table == "bids" else 5)
    for name, value in made["rows"][0].items():
        said = (
            "" if value is None else "no" if value is False else "yes" if value is True else value
        )
        assert rows[0][name] == str(said)
    text = printed(capsys, *asked)
    assert "These figures describe invented examples" in text
    assert made["notes"][0] in text


def test_all_tables_go_into_a_folder_and_one_workbook(tmp_path: Path) -> None:
    assert main(["plan", "all", str(tmp_path / "new"), *ON]) == 0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    public = [name for name in NAMES if name != "spending"]
    assert names == sorted(["planning.xlsx", *(f"{name}.csv" for name in public)])
    book = load_workbook(tmp_path / "new" / "planning.xlsx", read_only=True)
    assert book.sheetnames == public


def test_what_money_buys_is_written_into_the_site_only_if_the_owner_says_so(
    tree: Tree, grants: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tree.root / "output" / "plan"
    asked = ["plan", "all", str(folder), "--funding", str(grants), "--root", str(tree.root)]
    grants.write_text("provider,fund,pounds,term\nthe-kiln,A fund,500,spring 2027\n")
    assert main([*asked, "--today", "2026-11-24"]) == 2
    assert "would be published with the site" in capsys.readouterr().err
    assert main([*asked, "--today", "2026-11-24", "--spending-is-public"]) == 0
    assert (folder / "spending.csv").exists()


def test_a_table_of_grants_in_the_project_is_not_read(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = tree.root / "grants.csv"
    inside.write_text(EXAMPLE)
    on = ["--root", str(tree.root), "--today", "2026-11-24"]
    assert main(["plan", "spending", "--funding", str(inside), *on]) == 2
    assert "could be published by mistake" in capsys.readouterr().err


def test_a_term_that_was_put_aside_is_known_in_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "autumn.json"
    assert main(["plan", "snapshot", str(file), *ON]) == 0
    later = ("--root", str(FROZEN), "--today", "2027-01-10", "--format", "json")
    capsys.readouterr()
    assert main(["plan", "change", "--snapshot", str(file), *later]) == 0
    made = json.loads(capsys.readouterr().out)
    (everything,) = (row for row in made["rows"] if row["by"] == "all")
    assert everything["courses_last"] > 50
    assert everything["courses_before_last"] is None
    assert any("Nothing is known of Summer 2026" in note for note in made["notes"])
    file.write_text("[]")
    assert main(["plan", "change", "--snapshot", str(file), *later]) == 2
    assert "is no snapshot" in capsys.readouterr().err


def test_a_folder_is_for_all_and_all_is_for_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "all", *ON]) == 2
    assert main(["plan", "need", str(tmp_path), *ON]) == 2
    assert main(["plan", "reach", "--detour", "0.5", *ON]) == 2
    assert "0.5 is not in the range" in capsys.readouterr().err


def test_a_city_of_which_nothing_is_known_says_so(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in ("need", "access", "reach"):
        assert main(["plan", table, "--root", str(tree.root), "--today", "2026-11-24"]) == 0
        assert "Nothing is known here of who lives where" in capsys.readouterr().out
