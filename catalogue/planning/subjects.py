"""What courses are about, so that two can be held beside each other: topics alone put pottery
beside sewing.

A course's subjects are those of its topics whose words stand in its title, its summary, what one
will learn and its qualification; the title's count the most, and a word of several subjects counts
a part for each. How alike two courses are is the cosine of the two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt
from typing import TYPE_CHECKING

from catalogue.subject_words import phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.records import Course
    from catalogue.reference import Reference
    from catalogue.subject_words import Phrase, SubjectWords

    Weights = Mapping[tuple[str, str], float]
    """By topic and subject, how much a course is about it: of length 1 with what is not said."""

_IN_TITLE, _IN_TEXT, _IN_QUALIFICATION = 3, 1, 2
_UNSAID = 0.5
"""What a course may be about beside what it says: few words tell less."""
_LONGEST_PHRASE = 4


class Subjects:
    """The subjects of courses, each worked out once."""

    def __init__(self, reference: Reference) -> None:
        self._words = reference.subject_words
        self._longest = {topic: _longest(known) for topic, known in self._words.items()}
        self._known: dict[str, Weights] = {}

    def likeness(self, one: Course, other: Course) -> float:
        """Return how alike two courses are in what they are about, from 0 to 1: 0 where neither is
        about the main topic of the other. Where neither says a subject that we know, their titles
        are held beside each other.
        """
        if one.topics[0] not in other.topics and other.topics[0] not in one.topics:
            return 0
        mine, theirs = self.of(one), self.of(other)
        if mine or theirs:
            return sum(weight * theirs.get(subject, 0) for subject, weight in mine.items())
        words, others = set(phrase_of(one.title)), set(phrase_of(other.title))
        return len(words & others) / len(words | others)

    def of(self, course: Course) -> Weights:
        """Return the subjects that a course is about; empty where it names none."""
        if course.id not in self._known:
            self._known[course.id] = _weights(course, self._words, self._longest)
        return self._known[course.id]


def _longest(known: Iterable[Phrase]) -> Mapping[str, int]:
    """Return how long the longest phrase is that begins with a word: most words begin none."""
    found: dict[str, int] = {}
    for phrase in known:
        if len(phrase) <= _LONGEST_PHRASE:
            found[phrase[0]] = max(len(phrase), found.get(phrase[0], 0))
    return found


def _weights(
    course: Course, words: SubjectWords, longest: Mapping[str, Mapping[str, int]]
) -> Weights:
    texts: list[tuple[str, float]] = [(course.title, _IN_TITLE), (course.summary, _IN_TEXT)]
    texts += [(text, _IN_TEXT) for text in course.you_will_learn]
    if course.qualification:
        texts.append((course.qualification.title, _IN_QUALIFICATION))
    stems = [(phrase_of(text), weight) for text, weight in texts]
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for topic in course.topics:
        known = words.get(topic, {})
        met: Counter[Phrase] = Counter()
        for text, weight in stems:
            for phrase in _phrases_in(text, known, longest.get(topic, {})):
                met[phrase] += 1  # said again, it tells less
                for subject in known[phrase]:
                    weights[topic, subject] += weight / len(known[phrase]) / met[phrase]
    length = sqrt(_UNSAID + sum(weight * weight for weight in weights.values()))
    return {subject: weight / length for subject, weight in weights.items()}


def _phrases_in(
    words: Phrase, known: Mapping[Phrase, object], longest: Mapping[str, int]
) -> Iterator[Phrase]:
    """Yield the phrases of a text that are known, the longest at each place."""
    after = 0
    for place, word in enumerate(words):
        if place < after or word not in longest:
            continue
        lengths = range(min(longest[word], len(words) - place), 0, -1)
        length = next((n for n in lengths if words[place : place + n] in known), 0)
        if length:
            yield words[place : place + length]
            after = place + length
