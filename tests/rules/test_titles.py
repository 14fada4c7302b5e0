"""Titles and summaries."""

from __future__ import annotations

import pytest

from catalogue.rules import titles
from catalogue.rules.titles import is_shouting
from tests.builders import a_course, codes_of


@pytest.mark.parametrize(
    "title",
    [
        *("COOKING FOR ALL", "GARDENING", "MATHS and ENGLISH for you", "LEARN TO SEW"),
        *("ÉCRITURE LIBRE", "WE SEW"),
    ],
)
def test_capitals_shout(title: str) -> None:
    assert is_shouting(title)


@pytest.mark.parametrize(
    "title",
    [
        "Cooking for all",
        "ESOL and BSL",
        "CSCS and SIA",
        "GCSE",
        "HE or HNC?",
        "A CV in a day",
        "YOGA",
        "Learn to SEW in eight easy weeks",
        "3D 2027",
        "A, B, C",
        "…",
    ],
)
def test_acronyms_and_a_single_short_word_do_not(title: str) -> None:
    assert not is_shouting(title)


def test_a_shouting_title_is_found() -> None:
    assert codes_of(titles, a_course(title="POTTERY FOR BEGINNERS")) == ["shouting"]


@pytest.mark.parametrize("title", ["Pottery for you.", "Pottery!!", "Pottery?!"])
def test_titles_do_not_end_like_sentences(title: str) -> None:
    assert codes_of(titles, a_course(title=title)) == ["title-end"]


@pytest.mark.parametrize("title", ["Pottery!", "Ready for pottery?", "Pottery …", "Pottery..."])
def test_one_mark_or_three_dots_may_end_a_title(title: str) -> None:
    assert codes_of(titles, a_course(title=title)) == []


@pytest.mark.parametrize(
    "summary",
    ["Pottery for beginners", "POTTERY – for beginners!", "Pottery for beginners, a course."],
)
def test_a_summary_says_more_than_the_title(summary: str) -> None:
    assert codes_of(titles, a_course(summary=summary)) == ["repeats-title"]


def test_a_summary_may_begin_with_the_title_and_go_on() -> None:
    course = a_course(summary="Pottery for beginners who like to get their hands dirty.")
    assert codes_of(titles, course) == []


def test_a_title_without_words_is_repeated_by_nothing() -> None:
    assert codes_of(titles, a_course(title="…", summary="Clay.")) == []


def test_a_description_says_more_than_the_summary() -> None:
    course = a_course(description="Make a bowl and a mug, with your own hands\n")
    assert codes_of(titles, course) == ["repeats-summary"]
