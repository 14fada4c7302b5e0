"""The names that Pagefind gives courses, cut as short as they can be told apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.site.search.files import numbers_file, search_files

if TYPE_CHECKING:
    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.site import Site

NAMES = st.text("0123456789abcdef", min_size=7, max_size=9)
"""Seven letters, or more where two names begin alike."""


def number_by_prefix(text: str) -> tuple[int, dict[str, int]]:
    """Read the file as a browser does: the number of each course by the beginning of its name."""
    told = json.loads(text)
    length, names = told["length"], told["names"]
    parts = [names[at : at + length] for at in range(0, len(names), length)]
    assert len(set(parts)) == len(parts)
    return length, {part: number for number, part in enumerate(parts)}


@given(st.lists(NAMES, min_size=1, max_size=60, unique=True))
def test_name_of_every_course_leads_to_its_number(names: list[str]) -> None:
    length, numbers = number_by_prefix(numbers_file(names))
    assert [numbers[name[:length].ljust(length)] for name in names] == list(range(len(names)))


@given(st.lists(NAMES, min_size=2, max_size=60, unique=True))
def test_names_are_no_longer_than_they_need_be(names: list[str]) -> None:
    length, _ = number_by_prefix(numbers_file(names))
    assert len({name[: length - 1] for name in names}) < len(names)


def test_one_course_needs_one_letter() -> None:
    assert json.loads(numbers_file(["95eb946"])) == {"length": 1, "names": "9"}


def test_names_that_pagefind_made_longer_do_not_move_the_others() -> None:
    names = ["aaaaaaa", "bbbbbbb11", "bbbbbbb22", "ccccccc"]
    length, numbers = number_by_prefix(numbers_file(names))
    assert length == 8
    assert numbers == {"aaaaaaa ": 0, "bbbbbbb1": 1, "bbbbbbb2": 2, "ccccccc ": 3}


@pytest.fixture(scope="module")
def files(site: Site, documents: tuple[SearchDocument, ...]) -> dict[str, str]:
    return dict(search_files(site, documents, ["after work"]))


def test_files_are_packed_and_whole(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".json"):
            told = json.loads(text)
            assert text == json.dumps(told, ensure_ascii=False, separators=(",", ":")), name


def test_there_is_a_card_for_each_course_and_a_file_for_each_sound_and_district(
    files: dict[str, str], site: Site
) -> None:
    folders = {name.partition("/")[0] for name in files}
    assert folders == {"facets", "courses", "venues.json", "words", "near"}
    cards = [name for name in files if name.startswith("courses/")]
    assert cards == [f"courses/{number}.json" for number in range(len(site.catalogue.current))]
    assert {"near/L8.json", "near/L69.json", "words/a.txt", "words/other.txt"} <= set(files)
