"""The files that partners' pages read: how a course's page is made, what courses' files say,
which courses a provider has, and beside what a new one is held.

Called by their maker. Nothing here is on a page that residents open.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.planning.neighbours import neighbours
from catalogue.records import Cost
from catalogue.run_ids import with_ids
from catalogue.site.template_tree import tree_of
from catalogue.site.views.free import free_for_me
from catalogue.site.views.preview_words import words_for_preview
from catalogue.site.views.runs import area_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from catalogue.records import Course
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site

_TERMS = (
    *("topics", "levels", "areas", "audiences", "languages", "support", "access"),
    *("free-if", "delivery", "states"),
)


def partner_files(site: Site, env: Environment) -> Iterator[tuple[str, str]]:
    """Yield the name of each file below urls.partners(), and its text."""
    yield "preview.json", _packed(_preview(site, env))
    if site.planned.finder:
        yield "places.json", _packed(site.planned.finder)
    by_provider: dict[str, list[Course]] = {who: [] for who in site.catalogue.providers}
    for course in site.catalogue.courses.values():
        by_provider[course.provider].append(course)
    for provider, courses in by_provider.items():
        titles = sorted((course.title, course.id.partition("/")[2]) for course in courses)
        yield f"courses/{provider}.json", _packed(titles)
    for topic, near in neighbours(site.catalogue):
        yield f"near/{topic}.json", _packed(near)


def course_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address of each file for whoever changes a course, and its text: what the files of
    a few courses say, by their ids. A change of one course changes one file.
    """
    together: dict[str, list[Course]] = {}
    for _, course in sorted(site.catalogue.courses.items()):
        together.setdefault(site.urls.course_file(course.id), []).append(course)
    for href, courses in together.items():
        yield href, _packed({course.id: _published(course) for course in courses})


def _packed(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_number)


def _number(value: Decimal) -> str:
    """Keep the digits of a price as they were written: 48.50, not 48.5."""
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} is no value of a file")


def _published(course: Course) -> dict[str, Any]:
    written = course.written
    if written is None:  # pragma: no cover - all published courses come from files
        raise ValueError(f"{course.id} has no file")
    return {
        "id": course.id,
        "file": course.file,
        "schema_line": written.schema_line,
        "may_have_comments": written.may_have_comments,
        # With their ids: what somebody mends must not give a run another.
        "values": with_ids(written.values),
    }


def _preview(site: Site, env: Environment) -> dict[str, Any]:
    language, urls = site.language, site.urls
    tree = tree_of(env, "course.html", "main", language, examples=site.frame.has_examples)
    return {
        "language": language.tag,
        "body": tree.body,
        "macros": tree.macros,
        "words": words_for_preview(language),
        "frame": {"home": urls.home(), "saved": urls.saved()},
        "terms": {
            name: {
                term.id: [term.label, term.meaning, *_in_sentences(term)]
                for term in site.vocabularies[name].terms.values()
            }
            for name in _TERMS
        },
        "providers": {who.id: {"name": who.name} for who in site.catalogue.providers.values()},
        "venues": _venues(site),
        "free": _free(site),
        "taught": {
            facet: sorted(site.catalogue.groups.get(facet, {})) for facet in ("topic", "level")
        },
        "hrefs": {
            "topic": urls.topic("{id}"),
            "level": urls.level("{id}"),
            "area": urls.area("{id}"),
            "venue": urls.venue("{id}"),
            "provider": urls.provider("{id}"),
            "course": urls.course("{id}"),
            "free": urls.free_for_me(),
            "starting_soon": urls.starting_soon(),
        },
    }


def _in_sentences(term: Term) -> tuple[str, ...]:
    return (term.people, term.who, term.kind) if term.people else ()


def _venues(site: Site) -> dict[str, dict[str, Any]]:
    places = site.catalogue.places
    found = {}
    for venue in site.catalogue.venues.values():
        point = places[venue.id].point
        found[venue.id] = {
            "name": venue.name,
            "address": str(venue.address),
            "area": area_words(site, venue),
            "areas": places[venue.id].areas,
            "access": dict(venue.access),
            "note": venue.access_note or "",
            "example": venue.example,
            "at": point and (round(point.latitude, 5), round(point.longitude, 5)),
        }
    return found


def _free(site: Site) -> dict[str, Any]:
    """Say what each kind of cost means by itself: without and with a reduced price."""
    answers = {}
    for kind in site.reference.free_rules.kinds:
        plain = free_for_me(site, Cost(kind))
        reduced = free_for_me(site, Cost(kind, concession_pounds=Decimal(1)))
        answers[kind] = {"word": plain.word, "words": plain.words, "reduced": reduced.words}
    return answers
