"""The words that spelling is mended with: which there are, in which file, in which order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from catalogue.letters import words_in
from catalogue.site.search.documents import SearchDocument, is_common
from catalogue.site.search.lexicon import first_sound, lexicon_of
from catalogue.site.views.search import phrases_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.site.views.search import SearchView


@pytest.fixture(scope="module")
def lexicon(documents: tuple[SearchDocument, ...], view: SearchView) -> Mapping[str, list[str]]:
    """The words of the real catalogue by file."""
    files = lexicon_of(documents, phrases_of(view))
    return {sound: words.split("\n") for sound, words in files.items()}


def a_document(words: str) -> SearchDocument:
    return SearchDocument(number=0, title=words, names="", summary="", words="", codes="", after="")


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("english inglish onglish understand yoga", "a"),
        ("computer komputer quilting xylophone chemistry", "k"),
        ("cycling centre cement sewing zumba psychology", "s"),
        ("gardening jardening", "j"),
        ("french volunteer photography", "f"),
        ("baking pottery", "p"),
        ("dance tai", "t"),
        ("knitting gnome nursery", "n"),
        ("writing reading", "r"),
        ("wheelchair woodwork", "w"),
        ("hair", "h"),
        ("éire ísland", "a"),
        ("英语 العربية 3d", "other"),
    ],
)
def test_words_that_begin_alike_to_the_ear_are_in_one_file(words: str, sound: str) -> None:
    assert {first_sound(word) for word in words.split()} == {sound}


def test_every_word_is_in_the_file_of_its_first_sound(lexicon: Mapping[str, list[str]]) -> None:
    for sound, words in lexicon.items():
        assert {first_sound(word) for word in words} == {sound}


def test_every_word_of_courses_filters_and_places_is_there_once(
    lexicon: Mapping[str, list[str]], documents: tuple[SearchDocument, ...], view: SearchView
) -> None:
    wanted = {word for document in documents for word in document.all_words}
    wanted |= {word for phrase in phrases_of(view) for word in words_in(phrase)}
    listed = [word for words in lexicon.values() for word in words]
    assert len(listed) == len(set(listed))
    assert set(listed) == {
        word for word in wanted if len(word) > 2 and not word.isdigit() and not is_common(word)
    }


def test_commonest_words_come_first_and_then_by_the_alphabet(
    lexicon: Mapping[str, list[str]], documents: tuple[SearchDocument, ...], view: SearchView
) -> None:
    counts = Counter(word for document in documents for word in document.all_words)
    counts.update({word for phrase in phrases_of(view) for word in words_in(phrase)})
    for words in lexicon.values():
        assert words == sorted(words, key=lambda word: (-counts[word], word))


def test_words_that_tell_nothing_and_numbers_are_left_out() -> None:
    files = lexicon_of([a_document("the course 2026 60 ab zither")], ["for", "after 5", "nights"])
    assert files == {"n": "nights", "s": "zither"}


def test_word_counts_once_a_course() -> None:
    files = lexicon_of([a_document("zumba zumba zumba sewing"), a_document("sewing")], [])
    assert files["s"] == "sewing\nzumba"


@pytest.mark.parametrize(
    "word",
    ["english", "toxteth", "creche", "maths", "evening", "january", "angielski", "الإنجليزية"],
)
def test_words_people_type_are_there(lexicon: Mapping[str, list[str]], word: str) -> None:
    (compared,) = words_in(word)
    assert compared in lexicon[first_sound(compared)]
