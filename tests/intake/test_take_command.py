"""`catalogue take` as whoever opens the mailbox uses it, in a real clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from tests.conftest import COURSE, Tree, in_git

if TYPE_CHECKING:
    pass

POTTERY = "content/courses/the-kiln/pottery.yaml"


@pytest.fixture
def clone(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Tree:
    in_git(tree.root, "init", "-q", "-b", "main")
    in_git(tree.root, "add", "content", "providers")
    in_git(tree.root, "commit", "-q", "-m", "the catalogue")
    in_git(tree.root, "config", "user.name", "A maintainer")
    in_git(tree.root, "config", "user.email", "somebody@kiln.example")
    return tree


def take(tree: Tree, text: str, *options: str) -> int:
    sent = tree.root.parent / "sent.txt"
    sent.write_text(text, encoding="utf-8")
    return main(["take", str(sent), "--root", str(tree.root), "--today", "2026-11-24", *options])


def test_it_shows_and_changes_nothing(clone: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(clone, "the-kiln/pottery: full") == 0
    said = capsys.readouterr().out
    assert said.startswith("1 file can go in.")
    assert "State: Places left → Full" in said
    assert in_git(clone.root, "status", "--porcelain", "content") == ""


def test_a_branch_has_the_files_and_what_is_here_stays(clone: Tree) -> None:
    assert take(clone, "the-kiln/pottery: full", "--branch") == 0
    branch = "sent-2026-11-24-the-kiln-pottery"
    assert "state: full" in in_git(clone.root, "show", f"{branch}:{POTTERY}")
    assert in_git(clone.root, "diff", "--name-only", "main", branch) == f"{POTTERY}\n"
    assert in_git(clone.root, "status", "--porcelain", "content") == ""
    assert (clone.root / POTTERY).read_text(encoding="utf-8") == COURSE


def test_a_second_branch_of_the_same_name_is_refused(
    clone: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(clone, "the-kiln/pottery: full", "--branch") == 0
    assert take(clone, "the-kiln/pottery: still right", "--branch") == 2
    assert "already exists" in capsys.readouterr().err


def test_the_answer_says_what_goes_in_and_what_does_not(clone: Tree) -> None:
    reply = clone.root.parent / "answer.txt"
    assert take(clone, "the-kiln/pottery: full", "--reply", str(reply)) == 0
    assert "Nothing is public before." in reply.read_text(encoding="utf-8")
    assert take(clone, "the-kiln/pottery: fool", "--reply", str(reply)) == 1
    said = reply.read_text(encoding="utf-8")
    assert "“fool” is none of our words" in said
    assert "Nothing is public before." not in said


def test_whose_it_is_has_to_be_somebody(clone: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(clone, "hello", "--provider", "the-klin") == 2
    assert "Choose from: the-kiln" in capsys.readouterr().err
