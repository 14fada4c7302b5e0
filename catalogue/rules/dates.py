"""The dates of a course make sense together and on the day of the check."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from catalogue.problems import Code, Severity
from catalogue.rules.days import day_text
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Way
    from catalogue.records import Course, Run

ENDS_BEFORE_START = Code(
    "ends-before-start",
    Severity.ERROR,
    "A run ends before it starts",
    "People could not see when the course is. Often the two dates are swapped, or the year is "
    "last year's.",
)
START_FAR_AWAY = Code(
    "start-far-away",
    Severity.ERROR,
    "A run starts more than two years away",
    "Nobody plans that far ahead, so it is most likely a slip in the year. Put the run in when it "
    "is nearer.",
)
STRANGE_YEAR = Code(
    "strange-year",
    Severity.ERROR,
    "A run is too long ago or too long to be true",
    "A start more than thirty years ago, or a run of more than five years, is most likely a slip "
    "in the year. People would be shown dates that were never meant.",
)
LONG_RUN = Code(
    "long-run",
    Severity.WARNING,
    "A run lasts longer than a year",
    "A slip in the year makes a run longer than a year, and nothing shorter can be one. If it is "
    "right, leave it as it is.",
)
APPLY_TOO_LATE = Code(
    "apply-too-late",
    Severity.WARNING,
    "People could apply after the run is over",
    "The last day to apply should not be after the last day of the run. People would apply for "
    "something that has already been.",
)
CHECKED_IN_FUTURE = Code(
    "checked-in-future",
    Severity.ERROR,
    "The course was checked on a day that has not come yet",
    "The date tells people how fresh the facts are, so it must be a day that has been. Often the "
    "year is wrong, or day and month are swapped.",
)
CHECKED_LONG_AGO = Code(
    "checked-long-ago",
    Severity.WARNING,
    "Nobody has checked the course for over a year",
    "People may find a price or a phone number that is no longer right. A short look once a year "
    "keeps their trust.",
)
ALREADY_OVER = Code(
    "already-over",
    Severity.WARNING,
    "A new course is over already",
    "A run that has no id yet is new. Where no run of the course is still to come, people will not "
    "find it: often the year is last year's. If it is right, leave it as it is.",
)
LONG_PAST = Code(
    "long-past",
    Severity.NOTICE,
    "Every run of the course ended over a year ago",
    "The course keeps its page, so that old links still work, but is in no list. Add a new run if "
    "you teach it again.",
)
CODES = (
    ENDS_BEFORE_START,
    START_FAR_AWAY,
    STRANGE_YEAR,
    LONG_RUN,
    APPLY_TOO_LATE,
    CHECKED_IN_FUTURE,
    CHECKED_LONG_AGO,
    ALREADY_OVER,
    LONG_PAST,
)
_YEAR = 365
LONGEST = 364
"""How many days a run lasts at most that has no slip in its year."""
FARTHEST = timedelta(days=2 * _YEAR + 1)
"""How far ahead a run may start."""


def check(records: Records) -> Iterator[Finding]:
    """Look at the dates of every run, and at when every course was last checked."""
    for course, index, run in records.runs:
        yield from _run(course, ("runs", index), run, records.today)
    for course in records.courses.values():
        yield from _checked(course, records.today)
        if all(run.is_over(records.today) for run in course.runs):
            yield from _over(course, records.today)


def _run(course: Course, field: Way, run: Run, today: date) -> Iterator[Finding]:
    starts = (*field, "starts")
    if run.starts - today > FARTHEST:
        said = say("start-far-away", day=day_text(run.starts))
        yield Finding(START_FAR_AWAY, course, starts, *said)
    if (today - run.starts).days > 30 * _YEAR:
        said = say("start-long-ago", day=day_text(run.starts))
        yield Finding(STRANGE_YEAR, course, starts, *said)
    if run.ends is None:
        return
    if run.ends < run.starts:
        said = say("ends-before-start", last=day_text(run.ends), first=day_text(run.starts))
        yield Finding(ENDS_BEFORE_START, course, (*field, "ends"), *said)
    elif (run.ends - run.starts).days > 5 * _YEAR:
        said = say("goes-on-for-years", day=day_text(run.ends))
        yield Finding(STRANGE_YEAR, course, (*field, "ends"), *said)
    elif (run.ends - run.starts).days > LONGEST and not run.rolling:
        weeks, meant = (run.ends - run.starts).days // 7, _a_year_or_less(run, run.ends)
        said = say("long-run", weeks=weeks, meant=meant.isoformat())
        yield Finding(LONG_RUN, course, (*field, "ends"), *said)
    elif run.apply_by and run.apply_by > run.ends:
        said = say("apply-too-late", day=day_text(run.ends))
        yield Finding(APPLY_TOO_LATE, course, (*field, "apply_by"), *said)


def _over(course: Course, today: date) -> Iterator[Finding]:
    new = [(index, run) for index, run in enumerate(course.runs) if run.id is None]
    for index, run in new:
        last = run.ends or run.starts
        name = "starts" if last == run.starts else "ends"
        said = say("already-over", day=day_text(last))
        yield Finding(ALREADY_OVER, course, ("runs", index, name), *said)
    if not new and all(run.ends and (today - run.ends).days > _YEAR for run in course.runs):
        yield Finding(LONG_PAST, course, ("runs",), *say("long-past"))


def _a_year_or_less(run: Run, ends: date) -> date:
    """Return the same day of the year in which the run would last a year at most."""
    for year in range(ends.year - 1, run.starts.year - 1, -1):
        day = ends.day if (ends.month, ends.day) != (2, 29) else 28
        if ((meant := date(year, ends.month, day)) - run.starts).days <= LONGEST:
            return meant
    return ends


def _checked(course: Course, today: date) -> Iterator[Finding]:
    day = day_text(course.checked)
    if course.checked > today:
        yield Finding(CHECKED_IN_FUTURE, course, ("checked",), *say("checked-in-future", day=day))
    elif (today - course.checked).days > _YEAR:
        said = say("checked-long-ago", day=day, today=today.isoformat())
        yield Finding(CHECKED_LONG_AGO, course, ("checked",), *said)
