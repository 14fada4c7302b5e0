"""What courses are about, so that two can be held beside each other: topics alone put pottery
beside sewing.

Two things count. What the title names, in the vocabularies' own words: a part of the topic (GCSE,
sewing), or the topic as such. And how many telling words the titles, summaries and what one will
learn have in common: the cosine of their weights, a word weighing the more the fewer courses have
it (tf-idf).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING

from catalogue.letters import words_in
from catalogue.peoples_words import NARROWER, of_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course
    from catalogue.reference import Reference

_ENDING = re.compile(r"(.{3,}?)(?:ings?|ers?|ed|es|e|s)")
_SMALL_WORDS = frozenset(
    words_in(
        "a an and are as at be been but by can do for from get go has have how i if in into is it "
        "its like make more my need no not of on one or our out so some that the them then there "
        "they this to too up us use want we what when where which who will with you your yours"
    )
)
_SAID_ELSEWHERE = ("levels", "lengths", "audiences")
"""Vocabularies of what is compared by itself: “for beginners” is a level and no subject."""
_LONGEST_PHRASE = 4
_WEIGHTS = (3, 1, 1, 2)
"""Of the title, the summary, what one will learn and the qualification."""

SAME_PART, WHOLE, SAME_STEP, LEFT_OVER, MOST_LEFT = 0.45, 0.3, 0.1, 0.08, 4
"""What is added where both titles name the same part of a topic, or the topic as such, and for the
same step of the ladder of levels; what is taken off for each word of a title that the other course
says nowhere, and of how many words. Chosen on the pairs in tests/planning."""


def stem(word: str) -> str:
    """Return a word without the commonest endings: sewing and sew are one."""
    found = _ENDING.fullmatch(word)
    return found[1] if found else word


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What a title says of a topic: the `parts` of it that it names, whether it names the topic at
    all, and the words that are left.
    """

    parts: frozenset[str]
    names_topic: bool
    rest: frozenset[str]


class Subjects:
    """The subjects of the courses of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._words = _TopicWords(catalogue.reference)
        self._counts = {course.id: _counts(course) for course in catalogue.courses.values()}
        self._titles: dict[tuple[str, str], TitleWords] = {}
        self._vectors: dict[str, Mapping[str, float]] = {}

    def likeness(self, one: Course, other: Course) -> float:
        """Return how alike two courses are in what they are about, from 0 to 1; 0 where one is not
        about the main topic of the other.
        """
        if one.topics[0] not in other.topics or other.topics[0] not in one.topics:
            return 0
        mine, theirs = (self._title(course, one.topics[0]) for course in (one, other))
        named = WHOLE if mine.names_topic and theirs.names_topic else 0
        if mine.parts or theirs.parts:
            named = SAME_PART if mine.parts & theirs.parts else 0
            if not named and mine.parts and theirs.parts:
                return 0
        step = SAME_STEP if one.level == other.level not in ("none", "mixed") else 0
        left = len(mine.rest - self._counts[other.id].keys())
        left += len(theirs.rest - self._counts[one.id].keys())
        score = named + step + self._cosine(one.id, other.id) - LEFT_OVER * min(left, MOST_LEFT)
        return min(1, max(0, score))

    def _title(self, course: Course, topic: str) -> TitleWords:
        key = (course.id, topic)
        if key not in self._titles:
            self._titles[key] = self._words.read(course.title, topic)
        return self._titles[key]

    def _cosine(self, one: str, other: str) -> float:
        mine, theirs = self._vector(one), self._vector(other)
        return sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)

    def _vector(self, course_id: str) -> Mapping[str, float]:
        if course_id not in self._vectors:
            weights = {
                word: log(1 + count) * self._rarity[word]
                for word, count in self._counts[course_id].items()
            }
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1
            self._vectors[course_id] = {word: by / length for word, by in weights.items()}
        return self._vectors[course_id]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        having = Counter(word for counts in self._counts.values() for word in counts)
        return {word: log(1 + len(self._counts) / courses) for word, courses in having.items()}


def _counts(course: Course) -> Mapping[str, int]:
    texts = (
        course.title,
        course.summary,
        " ".join(course.you_will_learn),
        course.qualification.title if course.qualification else "",
    )
    counts: Counter[str] = Counter()
    for text, weight in zip(texts, _WEIGHTS, strict=True):
        for word in _telling(words_in(text)):
            counts[word] += weight
    return counts


def _telling(words: Iterable[str]) -> Iterator[str]:
    return (stem(word) for word in words if word not in _SMALL_WORDS and not word.isdigit())


class _TopicWords:
    """What topics and their parts are called, as phrases of stems."""

    def __init__(self, reference: Reference) -> None:
        topics = reference.vocabularies["topics"].terms
        self._wholes: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._parts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for topic in topics.values():
            self._wholes[topic.id].add(_phrase(topic.label))
        for word in (*of_topics(topics), *reference.peoples_words):
            if word.topic:
                named = self._parts if word.relation == NARROWER else self._wholes
                named[word.topic].add(_phrase(word.typed))
        self._elsewhere = set(_SMALL_WORDS).union(
            part
            for name in _SAID_ELSEWHERE
            for term in reference.vocabularies[name].terms.values()
            for text in (term.label, *term.synonyms)
            for part in _phrase(text)
        )

    def read(self, title: str, topic: str) -> TitleWords:
        """Return what a title says of a topic."""
        words = _phrase(title)
        parts, in_parts = _found(words, self._parts[topic])
        wholes, in_wholes = _found(words, self._wholes[topic])
        known = self._elsewhere | {one[0] for one in self._wholes[topic] if len(one) == 1}
        return TitleWords(
            frozenset(word for phrase in parts for word in phrase if word not in known),
            bool(parts or wholes),
            frozenset(
                word
                for place, word in enumerate(words)
                if place not in in_parts | in_wholes and word not in known and not word.isdigit()
            ),
        )


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_in(text))


def _found(
    words: tuple[str, ...], phrases: Set[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], set[int]]:
    """Return the phrases that stand in a text, the longest first at each place, and where."""
    found: list[tuple[str, ...]] = []
    places: set[int] = set()
    place = 0
    while place < len(words):
        lengths = range(min(_LONGEST_PHRASE, len(words) - place), 0, -1)
        length = next((n for n in lengths if words[place : place + n] in phrases), 0)
        if length:
            found.append(words[place : place + length])
            places.update(range(place, place + length))
        place += length or 1
    return found, places
