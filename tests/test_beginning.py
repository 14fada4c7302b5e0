"""`catalogue begin`: what is invented goes, what is real stays, in a real clone of git."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from tests.conftest import BID, COURSE, FROZEN, VENUE, Tree, link

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "--today=2026-11-24"
INVENTED = "content/courses/the-kiln/pottery.yaml"
REAL = "content/courses/stec/reading-together.yaml"
A_REAL_COURSE = (
    COURSE.replace("the-shed", "toxteth-library")
    .replace("0151 496 0123", "0151 233 3000")
    .replace("example: true\n", "")
)
A_REAL_PLACE = (
    VENUE.replace("example: true\n", "")
    + """\
sources:
  - from: Somebody who has been there
    dated: 2026-11-20
    confidence: sure
    for: [address, access]
"""
)
PAGE = "content/pages/about.md"
A_PAGE = """\
title: About
slug: about
order: 1
description: What this is.

What we do.

::: examples

## This is a demonstration

All of it.

:::

## Who we are

Ten of us.
"""
Screen = pytest.CaptureFixture[str]


def git(tree: Tree, *words: str) -> str:
    who = ("-c", "user.name=The owner", "-c", "user.email=owner@kiln.example")
    done = subprocess.run(
        ("git", *who, *words), cwd=tree.root, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(tree: Tree) -> None:
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "as it is")


def changed(tree: Tree) -> list[str]:
    return git(tree, "status", "--porcelain").splitlines()


def run(tree: Tree, command: str, *more: str) -> int:
    return main([command, *more, TODAY, "--root", str(tree.root)])


@pytest.fixture
def clone(tree: Tree) -> Tree:
    """A small catalogue: an invented provider with a course, a place and a sheet of its own, beside
    a provider, a place and a page that are real."""
    tree.write("providers/stec.yaml", (FROZEN / "providers/stec.yaml").read_text(encoding="utf-8"))
    tree.write(PAGE, A_PAGE)
    tree.write("content/venues/toxteth-library.yaml", A_REAL_PLACE)
    tree.write("content/sheets/the-kiln.yaml", "columns: {}\n")
    tree.write("content/plan/bids/clay.yaml", BID)
    commit(tree)
    return tree


GONE = [
    f" D {INVENTED}",
    f" M {PAGE}",
    " D content/plan/bids/clay.yaml",
    " D content/sheets/the-kiln.yaml",
    " D content/venues/the-shed.yaml",
    " D providers/the-kiln.yaml",
]


def test_first_it_says_what_would_go_and_changes_nothing(clone: Tree, capsys: Screen) -> None:
    assert run(clone, "begin") == 0
    assert capsys.readouterr().out == (
        "What goes, because it is invented:\n"
        "  content/courses/the-kiln: 1 file\n"
        "  content/plan/bids: 1 file\n"
        "  content/sheets: 1 file\n"
        "  content/venues: 1 file\n"
        "  providers: 1 file\n"
        f"What is changed, because it speaks of that: {PAGE}\n"
        "What stays, because it is real: 0 courses, 1 venue, 1 provider.\n"
        "Nothing was changed. `catalogue begin --yes` does it.\n"
    )
    assert changed(clone) == []


def test_twice_is_the_same_as_once(clone: Tree, capsys: Screen) -> None:
    assert run(clone, "begin", "--yes") == 0
    assert changed(clone) == GONE
    capsys.readouterr()
    assert run(clone, "begin", "--yes") == 0
    assert capsys.readouterr().out == "Nothing here is invented. There is nothing to take away.\n"
    assert changed(clone) == GONE


def test_what_a_page_says_of_examples_goes_and_the_rest_stays(clone: Tree) -> None:
    assert run(clone, "begin", "--yes") == 0
    rest = A_PAGE[: A_PAGE.index("::: examples")] + A_PAGE[A_PAGE.index("## Who we are") :]
    assert (clone.root / PAGE).read_text(encoding="utf-8") == rest


def test_what_is_not_committed_is_not_put_at_risk(clone: Tree, capsys: Screen) -> None:
    clone.write("notes.txt", "not kept anywhere else")
    assert run(clone, "begin", "--yes") == 2
    assert capsys.readouterr().err.startswith("Not committed yet: notes.txt. Commit that first")
    assert changed(clone) == ["?? notes.txt"]


def test_where_git_keeps_nothing_nothing_goes(tree: Tree, capsys: Screen) -> None:
    assert run(tree, "begin", "--yes") == 2
    assert capsys.readouterr().err.endswith("Nothing was changed.\n")
    assert (tree.root / INVENTED).exists()


def test_a_catalogue_with_mistakes_is_put_right_first(clone: Tree, capsys: Screen) -> None:
    clone.write(REAL, "title: [\n")
    commit(clone)
    assert run(clone, "begin", "--yes") == 1
    assert "First put right what `catalogue check` finds." in capsys.readouterr().err
    assert changed(clone) == []


def test_a_real_course_no_longer_leads_to_what_is_gone(clone: Tree) -> None:
    clone.write(REAL, f"# ours\n{A_REAL_COURSE}leads_to: [the-kiln/pottery]\n")
    commit(clone)
    assert run(clone, "begin", "--yes") == 0
    catalogue, problems = clone.load()
    assert problems == []
    assert catalogue.courses["stec/reading-together"].leads_to == ()
    assert (clone.root / REAL).read_text(encoding="utf-8").startswith("# ours\n")


def test_a_real_course_of_an_invented_provider_stops_it(clone: Tree, capsys: Screen) -> None:
    clone.write("content/courses/the-kiln/real.yaml", A_REAL_COURSE)
    commit(clone)
    assert run(clone, "begin", "--yes") == 2
    assert "content/courses/the-kiln/real.yaml: real" in capsys.readouterr().err
    assert changed(clone) == []


def test_after_it_facts_are_as_they_were_all_is_green_and_the_first_course_is_on_the_site(
    tmp_path: Path, capsys: Screen
) -> None:
    clone = Tree(tmp_path / "clone")
    for folder in ("content", "providers"):
        shutil.copytree(FROZEN / folder, clone.root / folder)
    link(clone.root, "schema", "reference", "theme", "pelicanconf.py", "publishconf.py")
    clone.write(".gitignore", "output\n.output*\n.cache\n")
    commit(clone)
    before, _ = clone.load()

    assert run(clone, "begin", "--yes") == 0
    after, problems = clone.load()
    assert problems == []
    assert after.courses == {}
    assert (after.priorities, after.bids) == ({}, {})
    assert not (clone.root / "content/plan").exists()
    assert after.providers == before.providers
    assert after.venues == {key: one for key, one in before.venues.items() if not one.example}
    capsys.readouterr()
    assert run(clone, "check-site") == 0, capsys.readouterr().out
    home = (clone.root / "output/index.html").read_text(encoding="utf-8")
    assert "There are no courses here just now." in home

    clone.write(REAL, A_REAL_COURSE)
    assert run(clone, "check-site") == 0, capsys.readouterr().out
    home = (clone.root / "output/index.html").read_text(encoding="utf-8")
    assert "invented" not in home
