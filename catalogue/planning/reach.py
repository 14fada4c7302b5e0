"""Whom nothing of a kind is near: people, not areas, who have no such course within a mile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from catalogue.planning.distances import miles_between
from catalogue.planning.need_table import NOBODY_KNOWS
from catalogue.planning.slots import current, points_of
from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.catalogue import Catalogue
    from catalogue.planning.slots import Slot

NEAR = 1.0
"""In miles: a walk of about twenty minutes."""
_EVENING = time(17)
_FIRST_LEVELS = ("pre-entry", "entry-1", "entry-2", "entry-3")
"""Below Level 1. Neither mixed nor none: those say nothing of where one can begin."""


@dataclass(frozen=True, slots=True)
class CourseKind:
    """A kind of course that people look for near them."""

    id: str
    label: str
    holds: Callable[[Slot, Catalogue], bool]


def _has_topic(slot: Slot, topic: str) -> bool:
    return topic in slot.course.topics


def _step_free(slot: Slot, catalogue: Catalogue) -> bool:
    venue = catalogue.venues.get(slot.run.venue or "")
    return venue is not None and venue.access.get("step-free") == "yes"


KINDS = (
    CourseKind("any", "any course", lambda _slot, _all: True),
    CourseKind(
        "evening",
        "a course in the evening",
        lambda slot, _all: slot.line is not None and slot.line.start >= _EVENING,
    ),
    CourseKind(
        "weekend",
        "a course at the weekend",
        lambda slot, _all: slot.line is not None and slot.line.day in ("saturday", "sunday"),
    ),
    CourseKind(
        "free",
        "a course that is free for everyone",
        lambda slot, _all: slot.course.cost.kind == "free",
    ),
    CourseKind(
        "creche",
        "a course with a crèche",
        lambda slot, _all: slot.course.support.get("creche") == "yes",
    ),
    CourseKind("step-free", "a course at a place known to be step-free", _step_free),
    CourseKind(
        "esol-entry-1",
        "an Entry 1 class of English for speakers of other languages",
        lambda slot, _all: _has_topic(slot, "esol") and slot.course.level == "entry-1",
    ),
    CourseKind(
        "first-english",
        "a first English course, below Level 1",
        lambda slot, _all: _has_topic(slot, "english") and slot.course.level in _FIRST_LEVELS,
    ),
    CourseKind(
        "first-maths",
        "a first maths course, below Level 1",
        lambda slot, _all: _has_topic(slot, "maths") and slot.course.level in _FIRST_LEVELS,
    ),
    CourseKind(
        "first-computers",
        "a first computer course",
        lambda slot, _all: (
            _has_topic(slot, "digital-skills") and slot.course.level in ("none", *_FIRST_LEVELS)
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ReachRow:
    """How many people of a group have a course of a kind near them, and how many have none."""

    kind: str = says("Kind")
    label: str = says("Looking for")
    measure: str = says("Group")
    group: str = says("Who")
    unit: str = says("Unit")
    people: float = says("All of them", "people or weight")
    near: float = says("Have one within a mile", "people or weight")
    without: float = says("Have none within a mile", "people or weight")
    share_without: float | None = says("Share that has none", "0 to 1")
    venues: int = says("Places that have one", "places")
    is_estimate: bool = says("An estimate")


def reach(catalogue: Catalogue, detour: float = 1.0) -> PlanningTable[ReachRow]:
    """Return, for each kind of course and each measure, whom none is near."""
    needs = catalogue.reference.needs
    if needs is None:
        return PlanningTable("reach", _TITLE, ReachRow, (), (NOBODY_KNOWS,))
    slots = [slot for slot in current(catalogue) if slot.place and slot.place.point]
    homes = {code: one.point for code, one in needs.neighbourhoods.items()}
    venues = points_of(slots)
    miles = miles_between(homes, venues, detour)
    rows = []
    for kind in KINDS:
        having = {
            slot.run.venue for slot in slots if slot.run.venue and kind.holds(slot, catalogue)
        }
        near = {home for home, far in miles.items() if any(far[venue] <= NEAR for venue in having)}
        for measure in needs.measures.values():
            figures = needs.figures[measure.id]
            people = sum(figures.values())
            have = sum(figure for code, figure in figures.items() if code in near)
            share = (people - have) / people if people else None
            about = (kind.id, kind.label, measure.id, measure.label, measure.unit)
            rows.append(
                ReachRow(
                    *about, people, have, people - have, share, len(having), measure.is_estimate
                )
            )
    return PlanningTable("reach", _TITLE, ReachRow, tuple(rows), _notes(catalogue, detour))


_TITLE = "Whom nothing is near"


def _notes(catalogue: Catalogue, detour: float) -> tuple[str, ...]:
    lost = {
        slot.course.id
        for slot in current(catalogue)
        if slot.place is not None and slot.place.point is None
    }
    return (
        f"Near is within {NEAR:g} mile of where a neighbourhood's people live: a straight line "
        f"times {detour}. All of a neighbourhood's people count alike.",
        "A course counts if it is not over and takes place, whether or not there are places left.",
        f"{len(lost)} courses at places whose point on the map is not known, and online courses, "
        "count for nothing.",
        "How many women or carers live where is not known, so no figure is of them.",
    )
