"""How well courses fit words, with the real index in a real browser: which course comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.site.search.documents import COMMON_WORDS, FILLERS
from tests.site.search.conftest import knowledge_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.site.views.search import SearchView
    from tests.site.search.conftest import Modules

WITH_FINDER = """
  const finder_ = new finder.Finder(jsonOf, {firstLetter: given.first, anyWeek: "any-week"});
  const { courses, topic: topicsOf } = await finder_.table(["topic"]);
  const index = new URL(`${data}pagefind/pagefind.js`, base).href;
  const address = given.index ? base + given.index : index;
  const files = { address, base: `${base}/` };
  const scoresOf = (units) => words.scoresOf(units, topicsOf, courses, files);
"""
UNDERSTOOD = (
    WITH_FINDER
    + """
  const [common, fillers] = [given.common, given.fillers].map((list) => new Set(list.split(" ")));
  const known = await knownFor(given.asked, common, fillers);
  const answers = [];
  for (const one of given.asked) {
    const { units } = understand.understand(one, known);
    const { scores, whole } = await scoresOf(understand.telling(units, common, fillers));
    const found = await finder_.find({ scores, chosen: {}, sort: "best" });
    answers.push([found.map(({ course }) => course), [...scores], whole.size > 0]);
  }
  return answers;"""
)
AS_TYPED = (
    WITH_FINDER
    + """
  const answers = [];
  for (const one of given.asked) {
    const { scores, whole } = await scoresOf(understand.unitsOf(one.split(" ")));
    answers.push([[], [...scores], whole.size > 0]);
  }
  return answers;"""
)
TOPICS_BY_NAME = (
    WITH_FINDER
    + """
  const units = [{ words: ["maths"], topics: ["maths"], isLabel: true }];
  const { scores, whole } = await scoresOf(units);
  return [[], [...scores], whole.size > 0];"""
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of the courses that fit, best first; how well each does; whether any fits all."""

    found: list[int]
    scores: Mapping[int, float]
    all: bool


def answers_to(modules: Modules, view: SearchView, script: str, *asked: str) -> list[Answer]:
    given: dict[str, Any] = {**knowledge_of(view), "asked": asked, "first": view.first_letter}
    told = modules.run(script, {**given, "common": COMMON_WORDS, "fillers": FILLERS})
    return [Answer(found, dict(map(tuple, scores)), fits) for found, scores, fits in told]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("pottery", "Pottery for beginners"),
        ("guitar", "Make some noise"),
        ("chair yoga", "Chair yoga"),
        ("spreadsheets", "Data skills for work"),
        ("sewing machine", "Sewing machine Saturdays"),
        ("sew and sell", "Sew and sell"),
        ("food hygiene in arabic", "Food hygiene in Arabic"),
        ("childcare first steps", "Childcare first steps"),
        ("teaching assistant", "Teaching assistant: Level 2"),
        ("stress and sleep", "Steady: sleep, stress and mood"),
        ("photo walks", "Photo walks"),
        ("help with dementia please", "Understanding dementia"),
    ],
)
def test_course_that_fits_the_words_best_comes_first(
    modules: Modules, view: SearchView, catalogue: Catalogue, typed: str, title: str
) -> None:
    (answer,) = answers_to(modules, view, UNDERSTOOD, typed)
    assert catalogue.current[answer.found[0]].title == title


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("history", "history-and-society"),
        ("garden", "gardening"),
    ],
)
def test_course_whose_main_topic_is_named_stands_above_one_that_merely_has_the_word(
    modules: Modules, view: SearchView, catalogue: Catalogue, typed: str, topic: str
) -> None:
    """One that has the word in its title may stand first."""
    (answer,) = answers_to(modules, view, UNDERSTOOD, typed)
    courses = {number: catalogue.current[number] for number in answer.scores}
    main = [answer.scores[number] for number, of in courses.items() if of.topics[0] == topic]
    merely = [
        answer.scores[number]
        for number, of in courses.items()
        if topic not in of.topics and typed[:4] not in of.title.casefold()
    ]
    assert len(main) == sum(course.topics[0] == topic for course in catalogue.current)
    assert min(main) > max(merely, default=0)


def test_of_courses_of_a_topic_those_come_first_that_have_the_word_as_well(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    """Sewing is crafts: all of its courses are found, and those on sewing come first."""
    topics, words = (
        answers_to(modules, view, script, "sewing")[0] for script in (UNDERSTOOD, AS_TYPED)
    )
    crafts = {
        number for number, course in enumerate(catalogue.current) if course.topics[0] == "crafts"
    }
    sewing = crafts & words.scores.keys()
    assert crafts <= topics.scores.keys()
    assert sewing
    assert crafts - sewing
    assert min(topics.scores[one] for one in sewing) > max(
        topics.scores[one] for one in crafts - sewing
    )


def test_name_of_a_topic_finds_its_courses_the_main_ones_first_and_needs_no_index(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    given = {"first": view.first_letter, "index": "/there-is-no-such-file.js"}
    _, scores, fits = modules.run(TOPICS_BY_NAME, given)
    assert fits
    assert {number for number, _ in scores} == {
        number for number, course in enumerate(catalogue.current) if "maths" in course.topics
    }
    main = [score for number, score in scores if catalogue.current[number].topics[0] == "maths"]
    others = [score for number, score in scores if catalogue.current[number].topics[0] != "maths"]
    assert min(main) > max(others)


def of_two_words(
    modules: Modules, view: SearchView, one: str, other: str
) -> tuple[set[int], set[int], Answer]:
    """The courses that have one word, those that have the other, and the answer to both."""
    alone, also, both = answers_to(modules, view, AS_TYPED, one, other, f"{one} {other}")
    return set(alone.scores), set(also.scores), both


def test_where_few_courses_fit_all_words_those_that_nearly_fit_follow(
    modules: Modules, view: SearchView
) -> None:
    machine, sewing, answer = of_two_words(modules, view, "machine", "sewing")
    both = machine & sewing
    assert 0 < len(both) < 4
    assert answer.scores.keys() == machine | sewing
    assert answer.all
    nearly = answer.scores.keys() - both
    assert min(answer.scores[course] for course in both) > max(
        answer.scores[course] for course in nearly
    )


def test_where_many_courses_fit_all_words_no_others_follow(
    modules: Modules, view: SearchView
) -> None:
    reading, writing, answer = of_two_words(modules, view, "reading", "writing")
    assert len(reading & writing) > 3
    assert answer.scores.keys() == reading & writing
    assert reading - writing
    assert answer.all


def test_where_no_course_fits_all_words_those_with_some_are_found_and_it_says_so(
    modules: Modules, view: SearchView
) -> None:
    guitar, bricks, answer = of_two_words(modules, view, "guitar", "bricks")
    assert guitar
    assert bricks
    assert not guitar & bricks
    assert answer.scores.keys() == guitar | bricks
    assert not answer.all


def test_word_that_no_course_has_finds_nothing(modules: Modules, view: SearchView) -> None:
    (answer,) = answers_to(modules, view, AS_TYPED, "xylophone")
    assert not answer.scores
    assert not answer.all
