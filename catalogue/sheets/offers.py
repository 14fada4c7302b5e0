"""What a new course needs and its sheet does not say: a question each, with what can be offered.

An offer is made of what the sheet does say, of our own words for topics and levels, and of what is
known of the organisation. It is never taken without somebody's word.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from catalogue.letters import compared, words_in
from catalogue.peoples_words import NARROWER, RELATIONS, of_topics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.peoples_words import PeoplesWord
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas

_SHORT = 3
"""Letters of a word that says little in a title."""
_ENOUGH = 40
"""How many letters a clause has at least that can stand for a summary."""
Values = dict[str, Any]


def offer_for(name: str, values: Values, catalogue: Catalogue, provider: str) -> str:
    """Return what can be offered for a field of a new course, as one would write it, or ""."""
    return _OFFERS[name](values, catalogue, provider) if name in _OFFERS else ""


def _summary(values: Values, catalogue: Catalogue, _provider: str) -> str:
    """The first sentence of what the sheet says of the course, or its first clause."""
    most = _most(catalogue.reference.schemas, "summary")
    text = next(_texts(values), "")
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    if sentence and not sentence.endswith((".", "!", "?")):
        sentence += "."
    if len(sentence) <= most:
        return sentence
    clauses = [found.start() for found in re.finditer(r"[,;:–—]", sentence[:most])]
    return f"{sentence[: clauses[-1]]}." if clauses and clauses[-1] >= _ENOUGH else ""


def _texts(values: Values) -> Iterator[str]:
    """What the sheet says in sentences, what is nearest to a description first."""
    for name in ("description", "summary", "you_will_learn", "how_you_learn", "who_for"):
        value = values.get(name) or ""
        lines = value if isinstance(value, list) else [str(value)]
        if text := " ".join(" ".join(lines).split()):
            yield text


def _most(schemas: Schemas, name: str) -> int:
    return int(schemas.course["properties"][name]["maxLength"])


def _description(values: Values, _catalogue: Catalogue, _provider: str) -> str:
    return next(_texts(values), "")


def _topics(values: Values, catalogue: Catalogue, _provider: str) -> str:
    """The topic that the title speaks of, or else the summary: by the words that the search knows,
    the longest first, and what means a topic before what is only a part of one. Else that of most
    courses with words of this title.
    """
    reference = catalogue.reference
    topics = reference.vocabularies["topics"].terms
    for part in ("title", "summary", "description"):
        text = f" {compared(str(values.get(part, '')))} "
        found = [
            (len(words), -RELATIONS.index(relation), topic)
            for words, relation, topic in _words_of_topics(reference)
            if f" {words} " in text
        ]
        if found:
            return topics[max(found)[2]].label
    words = {word for word in words_in(str(values.get("title", ""))) if len(word) > _SHORT}
    alike = Counter(
        course.topics[0]
        for course in catalogue.courses.values()
        if words & set(words_in(course.title))
    )
    topic, number = next(iter(alike.most_common(1)), ("", 0))
    return topics[topic].label if number * 2 > alike.total() else ""


def _words_of_topics(reference: Reference) -> Iterator[tuple[str, str, str]]:
    topics = reference.vocabularies["topics"].terms
    table: tuple[PeoplesWord, ...] = (*of_topics(topics), *reference.peoples_words)
    for word in table:
        if word.topic and word.relation in (RELATIONS[0], NARROWER):
            yield compared(word.typed), word.relation, word.topic
    for topic in topics.values():
        yield compared(topic.label), RELATIONS[0], topic.id


def _level(values: Values, catalogue: Catalogue, _provider: str) -> str:
    """The level that the title names; where it names none, anyone can start."""
    terms = catalogue.reference.vocabularies["levels"].terms
    title = f" {compared(str(values.get('title', '')))} "
    for term in terms.values():
        coded = (word for word in term.synonyms if re.search(r"\d", word))
        if any(f" {compared(word)} " in title for word in (term.label, *coded)):
            return term.label
    return terms["none"].label if "none" in terms else ""


def _who_for(_values: Values, _catalogue: Catalogue, _provider: str) -> str:
    return "Adults."


def _cost(_values: Values, _catalogue: Catalogue, _provider: str) -> str:
    return "ask"


def _join(values: Values, catalogue: Catalogue, provider: str) -> str:
    if values.get("example"):
        return (
            catalogue.reference.city.phone_example
        )  # nobody is rung about a course that is made up
    known = catalogue.providers.get(provider)
    return (known.phone or known.email or "") if known else ""


_OFFERS: Mapping[str, Callable[[Values, Catalogue, str], str]] = {
    "summary": _summary,
    "description": _description,
    "topics": _topics,
    "level": _level,
    "who_for": _who_for,
    "cost": _cost,
    "join": _join,
}
