"""What a course would do, or does: who lives near it, and for whom it is the first of its kind.

For `catalogue plan try` and for the report on a pull request, which tell its overlaps beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.planning.catchments import answers
from catalogue.planning.distances import miles_between
from catalogue.planning.provision import time_of
from catalogue.planning.reach import KINDS, NEAR
from catalogue.planning.slots import current, points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure, Needs
    from catalogue.planning.slots import Slot
    from catalogue.records import Course

_EVERYONE = "residents"
_TO = 10
"""Figures are rounded to so many people: they are of 2021, and a walk is no straight line."""


def effects_of(
    courses: Sequence[Course], catalogue: Catalogue, detour: float = 1.0
) -> Iterator[tuple[Course, list[str]]]:
    """Yield some courses of a catalogue, each with sentences on it: beside what the catalogue has
    without all of them.
    """
    if courses:
        effects = _Effects(courses, catalogue, detour)
        for course in courses:
            yield course, list(effects.of(course))


class _Effects:
    def __init__(self, courses: Sequence[Course], catalogue: Catalogue, detour: float) -> None:
        new = {course.id for course in courses}
        self._catalogue = catalogue
        without = {key: one for key, one in catalogue.courses.items() if key not in new}
        self._others = [
            slot for slot in current(replace(catalogue, courses=without)) if _is_on_the_map(slot)
        ]
        self._mine = [slot for slot in current(catalogue) if slot.course.id in new]
        self._needs = catalogue.reference.needs
        neighbourhoods = self._needs.neighbourhoods if self._needs else {}
        homes = {code: one.point for code, one in neighbourhoods.items()}
        points = points_of((*self._others, *self._mine))
        self._miles = miles_between(homes, points, detour)

    def of(self, course: Course) -> Iterator[str]:
        """Yield what is to be said of one of the courses."""
        slots = [slot for slot in self._mine if slot.course.id == course.id]
        on_the_map = [slot for slot in slots if _is_on_the_map(slot)]
        if not slots:
            yield "It does not take place from today on, so it changes nothing."
        elif not on_the_map:
            where = "It is online" if slots[0].place is None else "Its place is not on the map"
            yield f"{where}, so it counts for no distance."
        elif self._needs:
            yield from self._near(on_the_map, self._needs)

    def _near(self, slots: list[Slot], needs: Needs) -> Iterator[str]:
        near = self._homes_near(slots)
        measures = [one for one in needs.measures.values() if _is_answered(one, slots[0])]
        for measure in (needs.measures[_EVERYONE], *measures):
            people = sum(needs.figures[measure.id][home] for home in near)
            yield f"Within {NEAR:g} mile of it live about {_rounded(people)} {_who(measure)}."
        whom = measures[0] if measures else needs.measures[_EVERYONE]
        for label, holds in self._kinds(slots[0]):
            mine = self._homes_near([slot for slot in slots if holds(slot)])
            theirs = self._homes_near([slot for slot in self._others if holds(slot)])
            people = sum(needs.figures[whom.id][home] for home in mine - theirs)
            if people >= _TO:
                yield (
                    f"It would be the first {label} within {NEAR:g} mile of about "
                    f"{_rounded(people)} {_who(whom)}."
                )

    def _kinds(self, slot: Slot) -> Iterator[tuple[str, Callable[[Slot], bool]]]:
        """Yield what such a course could be the first of: its own topic, level and time of day, and
        the kinds that people look for.
        """
        topic, level = slot.course.topics[0], slot.course.level
        label = self._catalogue.term("topics", topic).label
        step = self._catalogue.term("levels", level).label
        yield (
            f"{time_of(slot)} course of “{label}” at “{step}”",
            lambda other: (
                other.course.topics[0] == topic
                and other.course.level == level
                and time_of(other) == time_of(slot)
            ),
        )
        for kind in KINDS[1:]:
            name = kind.label.removeprefix("a ").removeprefix("an ")
            yield name, lambda other, kind=kind: kind.holds(other, self._catalogue)  # type: ignore[misc]

    def _homes_near(self, slots: Iterable[Slot]) -> Set[str]:
        venues = {slot.run.venue for slot in slots if slot.run.venue}
        return {
            home for home, far in self._miles.items() if any(far[one] <= NEAR for one in venues)
        }


def _is_on_the_map(slot: Slot) -> bool:
    return slot.place is not None and slot.place.point is not None


def _is_answered(measure: Measure, slot: Slot) -> bool:
    named = measure.topics or measure.levels or measure.audiences
    return bool(named) and measure.unit == "people" and answers(slot, measure)


def _who(measure: Measure) -> str:
    return "people" if measure.id == _EVERYONE else measure.label


def _rounded(people: float) -> str:
    return f"{round(people / _TO) * _TO:,}"
