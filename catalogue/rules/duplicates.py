"""No course and no run is there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.rules.days import day_text
from catalogue.rules.findings import Finding, Records
from catalogue.rules.titles import words_of
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from catalogue.records import Course, Run

COURSE_TWICE = Code(
    "course-twice",
    Severity.ERROR,
    "The same course is there twice",
    "People would not know which of the two to join, and one is soon out of date. Only the first "
    "is published.",
    scope=Scope.CATALOGUE,
)
RUN_TWICE = Code(
    "run-twice",
    Severity.ERROR,
    "The same run is there twice",
    "People would think there are two. Two groups at the same time and place differ in their "
    "reference or their note.",
)
RUN_ID_TWICE = Code(
    "run-id-twice",
    Severity.ERROR,
    "Two runs have the same id",
    "Calendars know a run by its id: people would get the dates of a group that is not theirs.",
)
CODES = (COURSE_TWICE, RUN_TWICE, RUN_ID_TWICE)


def check(records: Records) -> Iterator[Finding]:
    """Compare the courses of each provider, and the runs of each course."""
    first: dict[Hashable, Course] = {}
    # Where nobody knows which was first: a copy is mostly called like the first and something more.
    for course in sorted(
        records.courses.values(), key=lambda course: (course.file in records.newcomers, course.id)
    ):
        yield from _runs(course)
        title = " ".join(words_of(course.title))
        keys = [(course.provider, title, when_and_where(run)) for run in course.runs]
        other = next((first[key] for key in keys if key in first), None)
        if other is not None:
            what = f"{other.file} has the same title and a run at the same time and place."
            mend = "Delete one of the two files, or give this course a title of its own."
            yield Finding(COURSE_TWICE, course, ("title",), what, mend)
        for key in keys:
            first.setdefault(key, course)


def _runs(course: Course) -> Iterator[Finding]:
    first: dict[Hashable, int] = {}
    for index, run in enumerate(course.runs):
        key = (when_and_where(run), run.reference, run.note)
        if key in first:
            said = say("run-twice", number=first[key] + 1, day=day_text(run.starts))
            yield Finding(RUN_TWICE, course, ("runs", index), *said)
        first.setdefault(key, index)
    named: dict[str, int] = {}
    for index, run in enumerate(course.runs):
        if run.id and (other := named.setdefault(run.id, index)) != index:
            said = say("run-id-twice", number=other + 1)
            yield Finding(RUN_ID_TWICE, course, ("runs", index, "id"), *said)


def when_and_where(run: Run) -> Hashable:
    """Return what two runs that are the same have in common."""
    return (run.venue, run.delivery, run.starts, run.ends, frozenset(run.weekly))
