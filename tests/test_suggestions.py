"""Suggestions, taken over one by one, give what `catalogue format` gives."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.cli import main
from catalogue.suggestions import Suggestion, suggestions
from tests.conftest import COURSE

if TYPE_CHECKING:
    from tests.conftest import Tree

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), min_size=1, max_size=12)


def taken(old: str, found: list[Suggestion]) -> str:
    """What there is after taking every suggestion over, from the last to the first."""
    lines = old.splitlines(keepends=True)
    for one in reversed(found):
        lines[one.first - 1 : one.last] = [one.text]
    return "".join(lines)


@given(LINES, LINES)
def test_all_of_them_together_give_the_new_text(old: list[str], new: list[str]) -> None:
    found = list(suggestions("x", "".join(old), "".join(new)))
    assert taken("".join(old), found) == "".join(new)
    assert all(1 <= one.first <= one.last <= len(old) for one in found)
    assert all(one.last < after.first for one, after in pairwise(found))


def test_only_what_differs_is_suggested() -> None:
    found = list(suggestions("x", "a: 1\nb:  2\nc: 3\n", "a: 1\nb: 2\nc: 3\n"))
    assert found == [Suggestion("x", 2, 2, "b: 2\n")]


@pytest.mark.parametrize("old", ["", "a: 1\r\nb: 2\r\n"])
def test_some_files_are_better_tidied_as_a_whole(old: str) -> None:
    assert list(suggestions("x", old, "a: 1\n")) == []


def test_the_command_prints_them_and_changes_nothing(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    file = "content/courses/the-kiln/pottery.yaml"
    untidy = COURSE.replace("level: none", "level:   'none'")
    tree.write(file, untidy)
    assert main(["format", "--suggest", "--root", str(tree.root)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found == {"path": file, "first": 6, "last": 6, "text": "level: none\n"}
    assert (tree.root / file).read_text(encoding="utf-8") == untidy
