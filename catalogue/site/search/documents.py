"""The words of each course, as the small document that Pagefind indexes.

Indexing these instead of the pages takes a third of the time and memory, and keeps the pages free
of hidden words. Facts that are no words are columns (columns.py).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site

COMMON_WORDS = (
    "a about after all also am an and any are as at be because been before being but by can class "
    "classes could course courses did do does for from get had has have he her him his how i i'd "
    "i'm if im in into is it its just learn learning lesson lessons like me more most my need no "
    "not of off on one only or other our out over own shall she should so some such than that the "
    "their them then there these they this those through to too training up us very want wanna was "
    "way we were what when where which while who whom why will with would you your"
)
"""Words that tell no course from another: left out of the index, and of what people type."""
_COMMON = frozenset(COMMON_WORDS.split())
_EXPECTED = ("everyone", "in-person", "en")
"""What most courses are, so that nobody looks for it."""
_FACETS = {"topics": "topic", "levels": "level", "languages": "language"}
"""The vocabularies whose words say what a course is about, and the facets that hold their terms.
The others are filters, which the page understands by their words: “laptop” would otherwise find
every course that lends one."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The words of a course, those that count most first. `number` is its place in the columns."""

    number: int
    title: str
    other_words: str
    summary: str
    words: str

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word by itself, in small letters."""
        return tuple(words_in(f"{self.title} {self.other_words} {self.summary} {self.words}"))


def search_document(site: Site, number: int, course: Course) -> SearchDocument:
    """Collect the words of a course."""
    qualification = course.qualification.title if course.qualification else ""
    said = (course.description, course.who_for, *course.you_will_learn, qualification)
    told: set[str] = set()
    return SearchDocument(
        number=number,
        title=_telling(course.title, told),
        other_words=_telling(" ".join(_other_words(site, course)), told),
        summary=_telling(course.summary, told),
        words=_telling(" ".join(said), told),
    )


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: in small letters, without accents.

    theme/static/js/search/text.js does the same; a test holds the two together.
    """
    small = without_accents(text).lower().replace("’", "'")
    for found in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", small):
        yield found[0]


def without_accents(text: str) -> str:
    """Take accents off letters: café is looked for as cafe."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))


def is_common(word: str) -> bool:
    """Whether a word tells no course from another."""
    return word in _COMMON


def _telling(text: str, told: set[str]) -> str:
    """Leave out common words, and those `told` already: memory grows with every word of every
    course, and a word counts most where it stands first.
    """
    words = []
    for word in words_in(text):
        if word not in _COMMON and word not in told:
            told.add(word)
            words.append(word)
    return " ".join(words)


def _other_words(site: Site, course: Course) -> Iterator[str]:
    """Yield the other words for what the course is listed under, and the names of who and where."""
    catalogue, facets = site.catalogue, site.facets[course.id]
    for vocabulary, facet in _FACETS.items():
        for value in facets[facet]:
            if value not in _EXPECTED:
                yield from _words_of(catalogue.term(vocabulary, value))
    provider = catalogue.providers[course.provider]
    yield f"{provider.name} {provider.short_name or ''}"
    yield from (catalogue.venues[venue].name for venue in facets["venue"])


def _words_of(term: Term) -> Iterator[str]:
    yield term.label
    yield from term.synonyms
