"""Which courses somebody should look over: long not checked, or just ended with nothing after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue.rules.days import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course

A_TERM = timedelta(weeks=13)
"""How long what somebody has looked over may be trusted."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A course to look over, and why."""

    course: Course
    why: str


def overdue(catalogue: Catalogue) -> dict[str, tuple[Overdue, ...]]:
    """Return what each provider should look over, by the provider's id. Examples are no courses."""
    found: dict[str, list[Overdue]] = {}
    for course in sorted(catalogue.courses.values(), key=lambda course: course.id):
        if not course.example:
            found.setdefault(course.provider, []).extend(_of(course, catalogue))
    return {provider: tuple(courses) for provider, courses in found.items() if courses}


def _of(course: Course, catalogue: Catalogue) -> Iterator[Overdue]:
    today = catalogue.today
    if catalogue.live_runs(course):
        if course.checked < today - A_TERM:
            yield Overdue(course, f"last looked over on {day_text(course.checked)}")
        return
    last = max((run.ends for run in course.runs if run.ends), default=None)
    if last and last >= today - A_TERM and course.checked <= last:
        yield Overdue(course, f"ended on {day_text(last)}, and has no other run")
