"""What the search index learns of a course: words, filters, order, and the facts results show.

The generator writes one small document a course from it, which only Pagefind reads. Indexing those
instead of the pages takes a third of the time and memory, and keeps the pages free of hidden words.
The names here are read by theme/static/js/search.js and by the search page's template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site

FILTERS = ("topic", "area", "day", "time", "cost", "provider")
"""The facets one can filter by, as they stand in addresses."""
EVERY_COURSE = "qxallcoursesxq"
"""A word that nobody types and every course has, so that filters alone are a search as well:
a search for nothing would fetch the whole index."""
_PLACES = 6
COMMON_WORDS = (
    "a about after all also am an and any are as at be because been before being but by can "
    "could did do does for from get had has have he her him his how i if in into is it its just "
    "like me more most my no not of off on one only or other our out over own shall she should "
    "so some such than that the their them then there these they this those through to too up "
    "us very was way we were what when where which while who whom why will with would you your"
)
"""Words that tell no course from another: left out of the index, and of what people type."""
_UNTOLD = frozenset(COMMON_WORDS.split())
_EXPECTED = ("everyone", "in-person")
"""What most courses are, so that nobody looks for it."""
_LABEL_ONLY = ("days", "levels", "cost-kinds")
"""Vocabularies whose other words tell little: what they say is plain, or is a filter."""


@dataclass(frozen=True, slots=True)
class PairView:
    """A name and a value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What Pagefind is given of a course. `path` is the address of the course's page."""

    path: str
    title: str
    title_words: str
    summary_words: str
    words: str
    other_words: str
    order: str
    filters: tuple[PairView, ...]
    facts: tuple[PairView, ...]


def search_document(site: Site, course: Course) -> SearchDocument:
    """Collect what search knows of a course."""
    facets = site.facets[course.id]
    qualification = course.qualification.title if course.qualification else ""
    said = (course.description, course.who_for, *course.you_will_learn, qualification)
    told: set[str] = set()
    return SearchDocument(
        path=site.urls.course(course.id).removeprefix(site.urls.base),
        title=course.title,
        title_words=_telling(course.title, told),
        summary_words=_telling(course.summary, told),
        other_words=f"{EVERY_COURSE} {_telling(' '.join(_words(site, course)), told)}",
        words=_telling(" ".join(said), told),
        order=f"{site.positions[course.id]:0{_PLACES}}",
        filters=tuple(PairView(name, value) for name in FILTERS for value in facets[name]),
        facts=tuple(PairView(name, value) for name, value in _facts(site, course) if value),
    )


def _facts(site: Site, course: Course) -> Iterator[tuple[str, str]]:
    card = site.card(course)
    yield "provider", card.provider
    yield "days", " ".join(day.name for day in card.strip if day.on)
    yield "meetings", "; ".join(f"{line.days}, {line.times}".rstrip(", ") for line in card.meetings)
    yield "begins", card.begins
    yield "where", card.where
    yield "cost", card.cost
    yield "level", card.level
    yield "state", card.state.kind
    yield "state-text", card.state.text
    yield "more-runs", card.more_runs
    yield "example", "yes" if card.example else ""


def _telling(text: str, told: set[str]) -> str:
    """Leave out common words, and those `told` already: memory grows with every word of every
    course, and a word counts most where it stands first.
    """
    words = []
    for word in text.split():
        plain = word.casefold().strip(".,:;!?()“”")
        if plain not in _UNTOLD and plain not in told:
            told.add(plain)
            words.append(word)
    return " ".join(words)


def _words(site: Site, course: Course) -> Iterator[str]:
    """Yield the other words for what the course is listed under, and the names of who and where."""
    catalogue = site.catalogue
    for vocabulary, term in _terms(site, course):
        if term.id not in _EXPECTED:
            yield term.label
            yield from () if vocabulary in _LABEL_ONLY else term.synonyms
    yield catalogue.providers[course.provider].name
    yield from (catalogue.venues[venue].name for venue in site.facets[course.id]["venue"])


def _terms(site: Site, course: Course) -> Iterator[tuple[str, Term]]:
    catalogue, facets = site.catalogue, site.facets[course.id]
    vocabularies = {
        "topics": "topic",
        "areas": "area",
        "days": "day",
        "levels": "level",
        "audiences": "audience",
        "cost-kinds": "cost",
        "delivery": "delivery",
        "support": "support",
        "access": "access",
        "languages": "language",
    }
    for vocabulary, facet in vocabularies.items():
        for value in facets[facet]:
            if (vocabulary, value) != ("languages", "en"):
                yield vocabulary, catalogue.term(vocabulary, value)
