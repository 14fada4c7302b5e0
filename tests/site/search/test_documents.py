"""Which words a course is found by, and how words are told apart and compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.letters import plain, words_in
from catalogue.site.search.documents import (
    COMMON_WORDS,
    FILLERS,
    is_common,
    search_document,
)

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.records import Course
    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.site import Site

PARTS = ("title", "names", "summary", "words")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pottery for BEGINNERS", "pottery for beginners"),
        ("Café, crèche and piñata", "cafe creche and pinata"),
        ("cafe\u0301", "cafe"),
        ("can’t can't", "can't can't"),
        ("'quoted' ’quoted’", "quoted quoted"),
        ("rock 'n' roll", "rock n roll"),
        ("parents' evening", "parents evening"),
        ("night-school, e-mail; 1:1", "night school e mail 1 1"),
        ("snake_case", "snake case"),
        ("A1 2nd ½", "a1 2nd 1 2"),
        ("\uff25\uff33\uff2f\uff2c", "esol"),
        ("ﬁrst", "first"),
        ("brand™ \U0001d401\U0001d428 ℡", "brandtm bo tel"),
        ("Straße", "straße"),
        ("İstanbul", "istanbul"),
        ("العَرَبِيَّة إنجليزي", "العربيه انجليزي"),
        ("英语 英文", "英语 英文"),
        ("हिन्दी", "हनद"),
        ("tiếng Anh", "tieng anh"),
        ("a\u200bb", "a b"),
        ("🎨 !?…", ""),
        ("", ""),
    ],
)
def test_words_are_compared_in_small_letters_without_accents(text: str, words: str) -> None:
    assert list(words_in(text)) == words.split()


def test_taking_accents_off_leaves_other_letters_alone() -> None:
    assert plain("Crèche ÅÖ øß ł") == "creche ao oß l"


def test_common_words_are_told_apart_from_words_that_tell_something() -> None:
    assert all(is_common(word) for word in COMMON_WORDS.split())
    assert not any(is_common(word) for word in ("english", "free", "online", "may", "it's", ""))


def test_common_words_are_as_words_are_compared() -> None:
    assert list(words_in(COMMON_WORDS)) == COMMON_WORDS.split()
    assert len(set(COMMON_WORDS.split())) == len(COMMON_WORDS.split())


def test_filler_is_no_common_word_since_titles_may_have_nothing_else() -> None:
    assert not any(map(is_common, FILLERS.split()))


def said_by(site: Site, course: Course) -> dict[str, list[str]]:
    document = search_document(site, 0, course)
    return {part: getattr(document, part).split() for part in PARTS}


def test_word_counts_once_where_it_stands_first(site: Site, catalogue: Catalogue) -> None:
    course = replace(
        catalogue.current[0],
        title="Zither, zither and Zithers",
        summary="A zither, an ocarina, and the OCARINA.",
        description="Zither, ocarina and theremin.",
    )
    said = said_by(site, course)
    assert said["title"] == ["zither", "zithers"]
    assert said["summary"] == ["ocarina"]
    assert "theremin" in said["words"]
    assert not {"zither", "ocarina"} & set(said["words"])


def test_no_document_says_a_word_twice_or_a_common_one(
    documents: tuple[SearchDocument, ...],
) -> None:
    for document in documents:
        words = document.all_words
        assert len(words) == len(set(words))
        assert not any(map(is_common, words))


def test_every_word_that_tells_something_of_a_course_is_in_its_document(
    catalogue: Catalogue, documents: tuple[SearchDocument, ...]
) -> None:
    for course, document in zip(catalogue.current, documents, strict=True):
        told = " ".join(
            [course.title, course.summary, catalogue.providers[course.provider].name]
            + [catalogue.venues[run.venue].name for run in catalogue.live_runs(course) if run.venue]
        )
        at_length = " ".join([course.description, course.who_for, *course.you_will_learn])
        wanted = {word for word in words_in(told) if not is_common(word)}
        wanted |= {
            word
            for word in words_in(at_length)
            if not is_common(word) and word not in (*FILLERS.split(), "liverpool")
        }
        assert wanted <= set(document.all_words), course.id


def test_documents_are_numbered_in_the_order_of_lists(
    catalogue: Catalogue, documents: tuple[SearchDocument, ...]
) -> None:
    assert [document.number for document in documents] == list(range(len(catalogue.current)))
    for course, document in zip(catalogue.current, documents, strict=True):
        first = next(word for word in words_in(course.title) if not is_common(word))
        assert document.title.split()[0] == first


def test_course_is_found_by_its_level_languages_audience_provider_and_venue(
    site: Site, catalogue: Catalogue
) -> None:
    course = next(course for course in catalogue.current if catalogue.facets(course)["venue"])
    course = replace(
        course,
        title="Zither",
        level="level-2",
        taught_in=("en", "pl"),
        audiences=("parents",),
    )
    names = set(said_by(among_courses(site, course), course)["names"])
    told = [
        " ".join(catalogue.term("levels", "level-2").synonyms),
        "Polish",
        "polski",
        catalogue.term("audiences", "parents").label,
        catalogue.providers[course.provider].name,
        catalogue.venues[catalogue.facets(course)["venue"][0]].name,
    ]
    wanted = {word for text in told for word in words_in(text) if not is_common(word)}
    assert wanted <= names


def test_that_a_course_is_in_english_and_for_everyone_is_no_word_of_it(
    site: Site, catalogue: Catalogue
) -> None:
    """Or “English” would find every course."""
    course = a_bare_course(catalogue)
    words = said_by_all(among_courses(site, course), course)
    assert not {"english", "everyone"} & words


def test_other_words_for_a_topic_are_in_no_document(site: Site, catalogue: Catalogue) -> None:
    """They stand in the search page, once for all courses."""
    course = a_bare_course(catalogue, topics=("esol", "maths"))
    words = said_by_all(among_courses(site, course), course)
    assert not {"esol", "angielski", "英语", "numeracy", "sums"} & words


def test_what_a_course_lends_or_offers_is_no_word_of_it(site: Site, catalogue: Catalogue) -> None:
    """Or “laptop” would find every course that lends one: these are filters."""
    course = a_bare_course(catalogue, support={"laptop-loan": "yes", "creche": "yes"})
    words = said_by_all(among_courses(site, course), course)
    assert not {"laptop", "tablet", "borrow", "creche", "nursery", "free", "person"} & words


def a_bare_course(catalogue: Catalogue, **changes: Any) -> Course:
    """One that says hardly anything of itself."""
    bare: dict[str, Any] = {
        "title": "Zither",
        "summary": "Play it.",
        "description": "Play it.",
        "who_for": "Anybody.",
        "you_will_learn": (),
        "qualification": None,
        "topics": ("music",),
        "taught_in": ("en",),
        "audiences": ("everyone",),
    }
    return replace(catalogue.current[0], **{**bare, **changes})


def among_courses(site: Site, course: Course) -> Site:
    """The site with this course as its only one."""
    return replace(site, catalogue=replace(site.catalogue, courses={course.id: course}))


def said_by_all(site: Site, course: Course) -> set[str]:
    return {word for part in said_by(site, course).values() for word in part}
