"""Where courses lead: from step to step over partners, where a rung is missing, what leads nowhere,
and which ways there are into the sectors that the region wants to grow.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.distances import miles_between
from catalogue.planning.slots import current
from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Point
    from catalogue.schemas import Term

MISSING_RUNG = "missing-rung"
"""The kind of row that says so."""
REACH = 3.0
"""In miles: how far the next level may be."""
_TOP = "level-2"
"""Up to here a missing level is a gap: Level 3 of English is nobody's."""


@dataclass(frozen=True, slots=True)
class PathwayRow:
    """One thing about ways on. What it is not about is empty."""

    kind: str = says("Kind")
    subject: str = says("Topic or sector")
    level: str = says("Level")
    course: str = says("Course")
    venue: str = says("Place")
    leads_to: str = says("Leads to")
    courses: int | None = says("Courses", "courses")
    why: str = says("In words")


def pathways(catalogue: Catalogue, detour: float = 1.0) -> PlanningTable[PathwayRow]:
    """Return the steps from course to course, missing rungs, what leads nowhere, and the levels of
    each sector.
    """
    ways = _Ways(catalogue, detour)
    rows = (*ways.steps(), *ways.missing_rungs(), *ways.nowhere(), *ways.sectors())
    return PlanningTable("pathways", "Where courses lead", PathwayRow, rows, _notes(catalogue))


def _notes(catalogue: Catalogue) -> tuple[str, ...]:
    notes = (
        f"A rung is missing where a level is taught at a place now, and within {REACH:g} miles no "
        "current course on the same main topic is at the next level, up to Level 2. Where the next "
        "level is only online, or at a place whose point is not known, none is missing.",
        "A course leads nowhere if it is at a level up to Level 2 and names no course that goes on "
        "or is still to come.",
    )
    sectors = catalogue.reference.sectors
    if sectors is None:
        return notes
    return (
        *notes,
        f"Sectors: {sectors.plan} ({', '.join(sectors.sources)}). Which subjects lead into each is "
        "our own judgement, and how many jobs there are is not known here.",
    )


class _Ways:
    def __init__(self, catalogue: Catalogue, detour: float) -> None:
        self._catalogue = catalogue
        self._levels = sorted(
            (
                term
                for term in catalogue.vocabularies["levels"].terms.values()
                if term.rank is not None
            ),
            key=lambda term: term.rank or 0,
        )
        self._places: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
        self._courses: dict[str, Course] = {}
        for slot in current(catalogue):
            self._courses[slot.course.id] = slot.course
            known = slot.place is not None and slot.place.point is not None
            key = (slot.course.topics[0], slot.course.level)
            self._places[key].add(slot.run.venue if known else None)
        points: dict[str, Point] = {}
        for venues in self._places.values():
            for venue in venues:
                if venue and (point := catalogue.places[venue].point):
                    points[venue] = point
        self._miles = miles_between(points, points, detour)

    def steps(self) -> Iterator[PathwayRow]:
        """Yield each step from a current course to another that is published."""
        for course in self._courses.values():
            for following in self._catalogue.next_courses(course):
                other = "" if following.provider == course.provider else " of another partner"
                why = f"“{course.title}” leads to “{following.title}”{other}."
                yield self._row("step", course, following.id, why)

    def missing_rungs(self) -> Iterator[PathwayRow]:
        """Yield each place where a level is taught and the next is not within reach."""
        for (topic, level), venues in sorted(self._places.items()):
            following = self._next_level(level)
            if following is None:
                continue
            there = self._places.get((topic, following.id), set())
            label = self._catalogue.term("topics", topic).label
            for venue in sorted(one for one in venues if one):
                if None in there or any(self._miles[venue][one] <= REACH for one in there if one):
                    continue
                name = self._catalogue.venues[venue].name
                here = self._catalogue.term("levels", level).label
                why = (
                    f"{here} of {label} is taught at {name}; {following.label} nowhere within "
                    f"{REACH:g} miles."
                )
                yield PathwayRow(MISSING_RUNG, label, following.label, "", venue, "", None, why)

    def nowhere(self) -> Iterator[PathwayRow]:
        """Yield the courses at a level that lead to none that one could still do."""
        ranked = {term.id: term.rank or 0 for term in self._levels}
        top = ranked.get(_TOP, 0)
        for course in self._courses.values():
            following = self._catalogue.next_courses(course)
            if ranked.get(course.level, top + 1) > top:
                continue
            if not any(one.id in self._courses for one in following):
                ended = "only courses that are over" if following else "no other course"
                yield self._row(
                    "leads-nowhere", course, "", f"“{course.title}” names {ended} to go on to."
                )

    def sectors(self) -> Iterator[PathwayRow]:
        """Yield how many courses lead into each sector at each level."""
        known = self._catalogue.reference.sectors
        topics = self._catalogue.vocabularies["topics"].terms
        for sector in known.sectors if known else ():
            into = [
                course
                for course in self._courses.values()
                if any(
                    topics[topic].sector_subject_area in sector.sector_subject_areas
                    for topic in course.topics
                )
            ]
            for level in self._catalogue.vocabularies["levels"].terms.values():
                count = sum(course.level == level.id for course in into)
                many = f"{count} course{'' if count == 1 else 's'}" if count else "No course"
                why = f"{many} into {sector.label} at “{level.label}”."
                yield PathwayRow("sector", sector.label, level.label, "", "", "", count, why)

    def _next_level(self, level: str) -> Term | None:
        ids = [term.id for term in self._levels]
        if level not in ids or ids.index(level) >= ids.index(_TOP):
            return None
        return self._levels[ids.index(level) + 1]

    def _row(self, kind: str, course: Course, leads_to: str, why: str) -> PathwayRow:
        topic = self._catalogue.term("topics", course.topics[0]).label
        level = self._catalogue.term("levels", course.level).label
        return PathwayRow(kind, topic, level, course.id, "", leads_to, None, why)
