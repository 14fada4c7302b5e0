"""Is a new course likely there already? Only people can tell, so this asks and never refuses.

`rules/duplicates` refuses what is certain: one provider, one title, one time and place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.planning.overlaps import overlaps_of
from catalogue.rules.duplicates import when_and_where
from catalogue.rules.titles import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course

_SMALL_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "your"))


def look_alikes_of(courses: Sequence[Course], catalogue: Catalogue) -> Iterator[str]:
    """Say which other courses new ones may be the same as, and why: as copies, or because another
    partner does the same, which planning tells alike (catalogue/planning/overlaps.py).
    """
    if not courses:
        return
    told = set()
    for course in courses:
        for other in catalogue.courses.values():
            if other.id != course.id and (why := _why_the_same(course, other)):
                told.add((course.id, other.id))
                yield _said(course, other, why)
    for course, other, why in overlaps_of(courses, catalogue):
        if (course.id, other.id) not in told:
            yield _said(course, other, why.rstrip("."))


def _said(course: Course, other: Course, why: str) -> str:
    return f"“{course.title}” ({course.id}) and “{other.title}” ({other.id}): {why}."


def _why_the_same(course: Course, other: Course) -> str:
    same_title = _title(course) == _title(other)
    if same_title and course.provider == other.provider:
        return "the same organisation has a course with the same title"
    if same_title and _places([course]) & _places([other]):
        return "they have the same title and place"
    times = {when_and_where(run) for run in course.runs if run.venue and run.weekly}
    if times & {when_and_where(run) for run in other.runs}:
        return "they meet at the same time in the same place"
    return ""


def _title(course: Course) -> frozenset[str]:
    return frozenset(words_of(course.title)) - _SMALL_WORDS


def _places(courses: Iterable[Course]) -> set[str]:
    return {run.venue for course in courses for run in course.runs if run.venue}
