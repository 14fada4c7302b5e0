"""`catalogue export FORMAT FOLDER` as people use it: what is written, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from catalogue.exports import FORMATS
from tests.exports.conftest import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.exports.gate import Export
    from tests.conftest import Tree

EVERY = pytest.mark.parametrize("export", FORMATS, ids=lambda export: export.FORMAT.name)
ASKED = ["--today=2026-11-30", f"--site-url={ADDRESS}"]

Screen = pytest.CaptureFixture[str]


@pytest.fixture
def folder(mixed: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files go; the command is run in the folder of `mixed`."""
    monkeypatch.chdir(mixed.root)
    return tmp_path / "out"


@EVERY
def test_each_format_is_written_alone(export: Export, folder: Path, capsys: Screen) -> None:
    assert main(["export", export.FORMAT.name, str(folder), *ASKED]) == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert all(path.stat().st_size for path in files)
    assert f"in {folder}." in capsys.readouterr().out


def test_one_provider_alone(folder: Path) -> None:
    assert main(["export", "json", str(folder), "--provider=the-kiln", *ASKED]) == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["nope", "out"], "There is no format “nope”. Choose one of: atom, course-directory"),
        (["json"], "Say what to write: a format and a folder"),
        (["json", "."], "is there already, and not empty; choose another folder."),
        (["json", "out", "--site-url="], "needs whole addresses, and the site has none yet."),
        (["json", "out", "--site-url=learn"], "is not the address of a site"),
    ],
)
def test_what_cannot_be_done_is_said(
    asked: list[str], said: str, folder: Path, capsys: Screen
) -> None:
    assert main(["export", "--today=2026-11-30", f"--site-url={ADDRESS}", *asked]) == 2
    assert said in capsys.readouterr().err
    assert not folder.exists()
