"""The dates of a course make sense together and on the day of the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.problems import Code, Severity
from catalogue.rules.days import day_text
from catalogue.rules.findings import Finding, Records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from catalogue.problems import Field
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
    APPLY_TOO_LATE,
    CHECKED_IN_FUTURE,
    CHECKED_LONG_AGO,
    LONG_PAST,
)
_YEAR = 365


def check(records: Records) -> Iterator[Finding]:
    """Look at the dates of every run, and at when every course was last checked."""
    for course, index, run in records.runs:
        yield from _run(course, ("runs", index), run, records.today)
    for course in records.courses.values():
        yield from _checked(course, records.today)
        if all(run.ends and (records.today - run.ends).days > _YEAR for run in course.runs):
            what = "Every run of this course ended more than a year ago."
            yield Finding(LONG_PAST, course, ("runs",), what, "Add a run if it is on again.")


def _run(course: Course, field: Field, run: Run, today: date) -> Iterator[Finding]:
    starts = (*field, "starts")
    if (run.starts - today).days > 2 * _YEAR + 1:
        what = f"The run starts on {day_text(run.starts)}, more than two years from now."
        yield Finding(START_FAR_AWAY, course, starts, what, "Look at the year again.")
    if (today - run.starts).days > 30 * _YEAR:
        what = f"The run starts on {day_text(run.starts)}, more than thirty years ago."
        yield Finding(STRANGE_YEAR, course, starts, what, "Look at the year again.")
    if run.ends is None:
        return
    if run.ends < run.starts:
        what = f"The last day, {day_text(run.ends)}, is before the first, {day_text(run.starts)}."
        mend = "Correct one of the two, or swap them."
        yield Finding(ENDS_BEFORE_START, course, (*field, "ends"), what, mend)
    elif (run.ends - run.starts).days > 5 * _YEAR:
        what = f"The run goes on until {day_text(run.ends)}, for more than five years."
        mend = "Look at the year again, or write rolling: true where people can join any week."
        yield Finding(STRANGE_YEAR, course, (*field, "ends"), what, mend)
    elif run.apply_by and run.apply_by > run.ends:
        what = f"The last day to apply is after the last day of the run, {day_text(run.ends)}."
        mend = "Write a day before the run ends, or leave apply_by out."
        yield Finding(APPLY_TOO_LATE, course, (*field, "apply_by"), what, mend)


def _checked(course: Course, today: date) -> Iterator[Finding]:
    said = day_text(course.checked)
    if course.checked > today:
        what = f"{said} has not come yet."
        mend = "Write the day on which you last looked it over."
        yield Finding(CHECKED_IN_FUTURE, course, ("checked",), what, mend)
    elif (today - course.checked).days > _YEAR:
        what = f"This was last checked on {said}, over a year ago."
        mend = f"Look it over, mend what has changed, and write checked: {today.isoformat()}."
        yield Finding(CHECKED_LONG_AGO, course, ("checked",), what, mend)
