"""What the search index learns of a course: hidden words, filters, the order, and the facts that
results show.

Called by the course view. The names here are read by theme/static/js/search.js and by the search
page's template.
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
"""A word that nobody types and every course has, so that filters alone are a search as well: a search
for nothing would fetch the whole index."""
_PLACES = 6


@dataclass(frozen=True, slots=True)
class PairView:
    """A name and a value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """What stands hidden in a course's page for the search index."""

    words: str
    order: str
    filters: tuple[PairView, ...]
    facts: tuple[PairView, ...]


def index_view(site: Site, course: Course) -> IndexView:
    """Collect what search knows of a course beyond the words of its page."""
    card = site.card(course)
    facets = site.facets[course.id]
    days = " ".join(day.name for day in card.strip if day.on)
    facts = {
        "provider": card.provider,
        "days": days,
        "meetings": "; ".join(f"{line.days}, {line.times}".rstrip(", ") for line in card.meetings),
        "begins": card.begins,
        "where": card.where,
        "cost": card.cost,
        "level": card.level,
        "state": card.state.kind,
        "state-text": card.state.text,
        "more-runs": card.more_runs,
        "summary": card.summary,
        "example": "yes" if card.example else "",
    }
    return IndexView(
        words=" ".join((EVERY_COURSE, *_words(site, course))),
        order=f"{site.positions[course.id]:0{_PLACES}}",
        filters=tuple(PairView(name, value) for name in FILTERS for value in facets[name]),
        facts=tuple(PairView(name, value) for name, value in facts.items() if value),
    )


def _words(site: Site, course: Course) -> Iterator[str]:
    seen: set[str] = set()
    for term in _terms(site, course):
        for word in (term.label, *term.synonyms):
            if word.casefold() not in seen:
                seen.add(word.casefold())
                yield word


def _terms(site: Site, course: Course) -> Iterator[Term]:
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
    }
    for vocabulary, facet in vocabularies.items():
        yield from (catalogue.term(vocabulary, value) for value in facets[facet])
    yield from (catalogue.term("languages", tag) for tag in course.taught_in if tag != "en")
