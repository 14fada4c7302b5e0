"""The words that spelling is mended with: which there are, in which file, in which order."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from catalogue.letters import words_in
from catalogue.peoples_words import SAME
from catalogue.site.search.documents import SearchDocument, is_common
from catalogue.site.search.lexicon import counted_words, lexicon_of
from catalogue.site.search.meanings import meanings_of, telling_word
from catalogue.site.search.real_words import real_words, steps_between
from catalogue.site.search.sounds import first_sound, spoken, without_vowels
from catalogue.site.views.search import phrases_of, search_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.site.views.search import SearchView
    from catalogue.site.views.site import Site


@pytest.fixture(scope="module")
def files(
    site: Site, documents: tuple[SearchDocument, ...], view: SearchView
) -> Mapping[str, list[list[str]]]:
    """The files of the real catalogue, each in its parts: three, or the real words alone."""
    counted = counted_words(documents, phrases_of(view))
    english = site.reference.english_words[:2_000]
    made = lexicon_of(counted, meanings_of(site, counted), english)
    return {
        sound: [part.split("\n") if part else [] for part in text.split("\n\n")]
        for sound, text in made.items()
    }


@pytest.fixture(scope="module")
def lexicon(files: Mapping[str, list[list[str]]]) -> Mapping[str, list[str]]:
    """The words that courses and filters have, by file."""
    return {sound: known for sound, (known, *more) in files.items() if known and more}


def lexicon_in(*titles: str, phrases: tuple[str, ...] = ()) -> dict[str, str]:
    """The words by file that courses of these titles have."""
    made = lexicon_of(counted_words(map(a_document, titles), phrases), {}, ())
    return {sound: text.rstrip("\n") for sound, text in made.items()}


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
        ("eire island", "a"),
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
        word for word in wanted if len(word) > 1 and not word.isdigit() and not is_common(word)
    }


def test_commonest_words_come_first_and_then_by_the_alphabet(
    lexicon: Mapping[str, list[str]], documents: tuple[SearchDocument, ...], view: SearchView
) -> None:
    counts = Counter(word for document in documents for word in document.all_words)
    counts.update({word for phrase in phrases_of(view) for word in words_in(phrase)})
    for words in lexicon.values():
        assert words == sorted(words, key=lambda word: (-counts[word], word))


def test_words_that_tell_nothing_and_numbers_are_left_out() -> None:
    files = lexicon_in("the course 2026 60 a zither", phrases=("for", "after 5", "nights"))
    assert files == {"n": "nights", "s": "zither"}


def test_word_counts_once_a_course() -> None:
    files = lexicon_in("zumba zumba zumba sewing", "sewing")
    assert files["s"] == "sewing\nzumba"


@pytest.mark.parametrize(
    "word",
    ["english", "toxteth", "creche", "maths", "evening", "january"],
)
def test_words_people_type_are_there(lexicon: Mapping[str, list[str]], word: str) -> None:
    (compared,) = words_in(word)
    assert compared in lexicon[first_sound(compared)]


def test_no_word_of_a_sound_is_there_twice(files: Mapping[str, list[list[str]]]) -> None:
    sounds = [sound for sound in files if not sound.endswith("-english")]
    assert len(sounds) > 12
    for sound in sounds:
        (known, said, _), [real] = files[sound], files.get(f"{sound}-english", [[]])
        assert len({*known, *said, *real}) == len(known) + len(said) + len(real)


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("homeless", "hopeless"),
        ("suicide", "suitcase"),  # would be offered
        ("stuff", "staff"),
        ("grate", "gate"),
        ("busyness", "business"),
        ("air", "hair"),
        ("professionalism", "professional"),
    ],
)
def test_real_word_is_kept_where_a_word_of_ours_is_like_it(word: str, like: str) -> None:
    assert real_words(frozenset({like, "zither"}), (word, "bull")) == (word,)


def test_real_word_that_we_have_is_no_other() -> None:
    assert real_words(frozenset({"staff", "stuff"}), ("stuff", "staff")) == ()


def test_real_words_are_those_that_have_letters_in_common_and_are_a_few_steps_away(
    lexicon: Mapping[str, list[str]], site: Site
) -> None:
    """Held against what is left of both words without any letters that may be wrong."""
    ours = sorted(word for words in lexicon.values() for word in words if word.isascii())[::25]
    english = [word for word in site.reference.english_words[::15] if word not in ours]

    def may_be_wrong(word: str) -> int:
        return min(2, (len(word) + 1) // 4) + (len(word) > 6)

    def left_of(word: str) -> set[str]:
        sizes = range(len(word) - may_be_wrong(word), len(word) + 1)
        return {"".join(left) for size in sizes for left in combinations(word, size)}

    left = {word: left_of(word) for word in ours}
    alike = {
        real
        for real in english
        for parts in [left_of(real)]
        for word in ours
        if first_sound(word) == first_sound(real)
        and steps_between(word, real) <= may_be_wrong(real)
        and parts & left[word]
    }
    found = set(real_words(frozenset(ours), tuple(english)))
    assert len(alike) > 30
    assert alike <= found
    # The others sound like one of ours, begin with one, or lack an h in front.
    heard = {without_vowels(spoken(word)) for word in ours}
    begun = tuple(word for word in ours if len(word) > 5)
    others = [word for word in found - alike if without_vowels(spoken(word)) not in heard]
    assert all(word.startswith(begun) or word[0] in "aeiou" for word in others)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "abc", 3), ("skil", "skill", 1), ("sikll", "skill", 1), ("kitten", "sitting", 3)],
)
def test_steps_are_counted_as_in_the_browser(one: str, other: str, steps: int) -> None:
    assert steps_between(one, other) == steps_between(other, one) == steps


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("silver surfers", "silver"),
        ("get fit", "fit"),
        ("look after my mum", "mum"),
        ("it course", "it"),
        ("3d printing", "printing"),
    ],
)
def test_phrase_is_looked_up_by_its_first_word_that_tells_something(phrase: str, word: str) -> None:
    assert telling_word(phrase) == word


def test_lines_say_what_phrases_mean(site: Site) -> None:
    meanings = {
        phrase: line.partition("|")[0]
        for lines in meanings_of(site, {"joinery"}).values()
        for line in lines
        for phrase in line.split("|")[1:]
    }
    assert meanings["chippy"].startswith("=joinery")
    # Nobody teaches bricklaying where only joinery is known: its topic is told.
    assert meanings["brickie"] == "=-construction"
    first = site.catalogue.current[0].title
    assert meanings[" ".join(words_in(first))].startswith("@")


def test_craft_that_courses_have_is_told_where_a_trade_means_a_word_that_none_has(
    site: Site,
) -> None:
    """Who looks for a chippy is led through joinery, of which there is no course, to woodwork."""
    lines = [line.split("|") for part in meanings_of(site, {"woodwork"}).values() for line in part]
    assert [meant for meant, *phrases in lines if "chippy" in phrases and "woodwork" in meant] == [
        "~woodwork<construction"
    ]


def test_words_that_mean_the_same_are_read_both_ways(site: Site) -> None:
    """No course of FROZEN says CSCS, and one is called “Construction site card”."""
    lines = [line.split("|") for part in meanings_of(site, set()).values() for line in part]
    assert [meant for meant, *phrases in lines if meant == "=site card" and "cscs" in phrases]


def test_no_word_ticks_boxes_of_two_groups(site: Site) -> None:
    """Both would be needed at once, by chance. What is a district and a level is asked about."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for group in search_view(site).filters:
        for choice in group.choices if group.key != "topic" else ():
            for name in (choice.label, *choice.words.split("|")):
                groups[" ".join(words_in(name))].add(group.key)
    assert {name for name, keys in groups.items() if len(keys) > 1} <= {"l1", "l2", "l3"}


def test_no_word_is_a_part_of_a_topic_where_a_filter_is_called_so(site: Site) -> None:
    """Whoever types “crèche” wants one beside a course, and not to work there."""
    names = {
        tuple(words_in(name))
        for group in search_view(site).filters
        if group.key != "topic"
        for choice in group.choices
        for name in (choice.label, *choice.words.split("|"))
    }
    parts = [word for word in site.reference.peoples_words if word.relation != SAME]
    assert [word.typed for word in parts if tuple(words_in(word.typed)) in names] == []


def test_what_a_course_only_mentions_is_told_from_what_it_is_about(site: Site) -> None:
    """No title and no summary of FROZEN has “polish”, and one title has “bricklaying”."""
    lines = [line for part in meanings_of(site, set()).values() for line in part]
    marks = {phrase: line[1] for line in lines for phrase in line.split("|")[1:] if line[0] == "="}
    assert (marks["polish"], marks["bricklaying"]) == ("-", "<")
