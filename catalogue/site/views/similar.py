"""Courses like another one: on its main topic and near it first."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course
    from catalogue.site.views.site import Site

_SHOWN = 3
_LOOKED_AT = 40


def similar_courses(site: Site, course: Course) -> list[Course]:
    """Find current courses like this one. Where it cannot be joined, those that can come first."""
    candidates = (other for other in _candidates(site, course) if other.id != course.id)
    found = list({other.id: other for other in islice(candidates, _LOOKED_AT)}.values())
    joinable = site.catalogue.joinable
    if course.id not in joinable:
        found.sort(key=lambda other: other.id not in joinable)
    return found[:_SHOWN]


def _candidates(site: Site, course: Course) -> Iterator[Course]:
    # An ended course has no area any more: its past places say where it was.
    venues = {run.venue for run in course.runs if run.venue}
    areas = site.facets[course.id]["area"] or tuple(
        area for venue in sorted(venues) for area in site.catalogue.places[venue].areas
    )
    for topic in course.topics:
        yield from chain.from_iterable(site.neighbours.get((topic, area), ()) for area in areas)
        yield from site.catalogue.courses_in("topic", topic)
