"""`catalogue plan`: the same figures as text, CSV, JSON and in a workbook."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from catalogue.cli import main
from catalogue.cli.planning_commands import NAMES
from catalogue.planning.tables import TABLES
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tree

ON = ("--root", str(FROZEN), "--today", "2026-11-24")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["plan", *words, *ON]) == 0
    return capsys.readouterr().out


def test_the_command_knows_every_table() -> None:
    """It names them itself, so that asking for help need not wait for what makes them."""
    assert list(NAMES) == list(TABLES)


@pytest.mark.parametrize("table", NAMES)
def test_the_same_figures_are_in_every_format(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = list(csv.DictReader(StringIO(printed(capsys, table, "--format", "csv"))))
    made = json.loads(printed(capsys, table, "--format", "json"))
    assert [column["name"] for column in made["columns"]] == list(rows[0])
    assert len(made["rows"]) == len(rows) > 10
    for name, value in made["rows"][0].items():
        assert rows[0][name] == ("" if value is None else "no" if value is False else str(value))
    text = printed(capsys, table)
    assert "These figures describe invented examples" in text
    assert made["notes"][0] in text


def test_all_tables_go_into_a_folder_and_one_workbook(tmp_path: Path) -> None:
    assert main(["plan", "all", str(tmp_path / "new"), *ON]) == 0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == sorted(["planning.xlsx", *(f"{name}.csv" for name in NAMES)])
    book = load_workbook(tmp_path / "new" / "planning.xlsx", read_only=True)
    assert book.sheetnames == list(NAMES)


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
