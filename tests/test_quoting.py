"""Words are listed and quoted as a person would, and slips are seen for what was meant."""

from __future__ import annotations

import pytest

from catalogue.quoting import listed, nearest, quoted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("titel", "title"), ("TITLE", "title"), ("who for", "who_for"), ("xyzzy", None), ("", None)],
)
def test_nearest(typed: str, meant: str | None) -> None:
    names = {"title": ("Name",), "who_for": ("Who it is for",), "checked": ()}
    assert nearest(typed, names) == meant


def test_nearest_knows_other_words_for_a_name() -> None:
    assert nearest("Numeracy", {"maths": ("numeracy", "sums"), "esol": ()}) == "maths"
    assert nearest("entry level 1", {"entry-1": ("entry level 1",)}) == "entry-1"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kensington-library", None),
        ("garstn-library", "garston-library"),
        ("Garston Libary", "garston-library"),
        ("wavertree-libary", "wavertree-library"),
        ("college/esol-entry-two", "college/esol-entry-2"),
    ],
)
def test_a_word_that_many_names_have_makes_none_of_them_nearer(
    typed: str, meant: str | None
) -> None:
    known = ("garston-library", "wavertree-library", "the-shed", "college/esol-entry-2")
    names = dict.fromkeys(known, ())
    assert nearest(typed, names) == meant


def test_listed_and_quoted() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b or c"
    assert listed(["a", "b"], "and") == "a and b"
    assert quoted("a\n  b") == "“a b”"
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 57}…”"
