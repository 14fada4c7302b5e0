"""The weekly pattern of a run fits its dates, and people can see when to come.

A date in `no_class_on` that is no class day is an error, not a warning: most often it is the right
week with the wrong date, and then people stand before a closed door on the day that was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.quoting import listed
from catalogue.records import WEEKDAYS
from catalogue.rules.dates import LONGEST
from catalogue.rules.days import day_text, has_class_on, meets_on, takes_place
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import phrase, say
from catalogue.sessions import cycle, days_to_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.problems import Way
    from catalogue.records import Course, Run, Weekly

ENDS_BEFORE_IT_BEGINS = Code(
    "ends-before-it-begins",
    Severity.ERROR,
    "A session ends before it begins",
    "Times are on the 24-hour clock, so half past one is 13:30. People need both to plan their "
    "day.",
)
DAY_NEVER_COMES = Code(
    "day-never-comes",
    Severity.ERROR,
    "The run has no such day",
    "Between the first and the last day of the run this weekday never comes, or every one of them "
    "is in no_class_on. Either the weekday or one of the dates is wrong.",
)
NO_CLASS_ANYWAY = Code(
    "no-class-anyway",
    Severity.ERROR,
    "A day without a class would have had none",
    "Most often the week is right and the date is not, and then people come to a closed door on "
    "the day that was meant. Name only days on which there would have been a class.",
)
BANK_HOLIDAY = Code(
    "bank-holiday",
    Severity.WARNING,
    "There is a class on a bank holiday",
    "Most places are closed then, and people will stay at home. If you really meet, leave it as it "
    "is.",
    scope=Scope.CATALOGUE,
)
NO_TIMES = Code(
    "no-times",
    Severity.WARNING,
    "Nobody can see when to come",
    "People choose a course by whether its days and hours fit their week. Without them most will "
    "not ask.",
)
NOT_A_CLASS_DAY = Code(
    "not-a-class-day",
    Severity.WARNING,
    "There is no class on the first or the last day",
    "People are shown the first and the last day of a run, and come on them. Often the day of the "
    "week is wrong, or the date is of another week. If both are right, leave them as they are.",
)
ODD_HOURS = Code(
    "odd-hours",
    Severity.WARNING,
    "The class is very early, very late, very long or very short",
    "Most often a time in the evening is written as on a clock of twelve hours. If it is right, "
    "leave it as it is.",
)
NO_EVENING = Code(
    "no-evening",
    Severity.WARNING,
    "It says evening, and the class is earlier",
    "People choose by the time of day. Half past seven in the evening is 19:30. If it is right, "
    "leave it as it is.",
)
OVERLAP = Code(
    "sessions-overlap",
    Severity.ERROR,
    "Two sessions of a run are at the same time",
    "One person cannot be in two classes at once. If these are two groups, make each a run of its "
    "own.",
)
CODES = (
    ENDS_BEFORE_IT_BEGINS,
    DAY_NEVER_COMES,
    NO_CLASS_ANYWAY,
    BANK_HOLIDAY,
    NO_TIMES,
    NOT_A_CLASS_DAY,
    ODD_HOURS,
    NO_EVENING,
    OVERLAP,
)
_NOON = 12 * 60
_EARLY, _LATE = 8 * 60, 22 * 60
_SHORT, _LONG = 15, 9 * 60
_EVENING = time(16)
"""When a class may begin that is said to be in the evening."""
_SAYS_EVENING = re.compile(r"\bevenings?\b", re.IGNORECASE)
_HALF_A_YEAR = 183
_MOST_NAMED = 4


def check(records: Records) -> Iterator[Finding]:
    """Look at the sessions of every run."""
    for course in records.courses.values():
        yield from _evening(course)
    holidays = sorted(records.reference.bank_holidays)
    for course, index, run in records.runs:
        field = ("runs", index)
        yield from _times(course, field, run)
        if run.ends is not None and run.ends < run.starts:
            continue  # no day fits such a run: the dates are what must be mended first
        yield from _weekdays(course, field, run)
        if not run.is_over(records.today):
            yield from _first_and_last(course, field, run)
        yield from _no_class_on(course, field, run)
        if not run.is_over(records.today) and run.state != "cancelled":
            yield from _bank_holidays(course, field, run, records, holidays)
            if not (run.weekly or run.own_time_hours or run.delivery == "online"):
                yield Finding(NO_TIMES, course, field, *say("no-times"))


def _times(course: Course, field: Way, run: Run) -> Iterator[Finding]:
    for index, line in enumerate(run.weekly):
        if line.end <= line.start:
            said = say("ends-before-it-begins", start=_clock(line.start), end=_clock(line.end))
            yield Finding(ENDS_BEFORE_IT_BEGINS, course, (*field, "sessions", index, "to"), *said)
        elif odd := _odd_hours(line):
            name, words = odd
            yield Finding(ODD_HOURS, course, (*field, "sessions", index, name), *words)
    yield from _overlaps(course, field, run)


def _odd_hours(line: Weekly) -> tuple[str, tuple[str, str]] | None:
    """Return which time of a session looks wrong, and why. One slip is said once."""
    first, last = _minutes(line.start), _minutes(line.end)
    times = {"start": _clock(line.start), "end": _clock(line.end)}
    tenths = (last - first) * 10 // 60
    if last - first > _LONG:
        hours = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
        return "to", say("long-class", **times, hours=hours)
    if last - first < _SHORT:
        return "to", say("short-class", **times, minutes=last - first)
    if first < _EARLY:
        return "from", say("begins-early", **times, other=_in_minutes(first + _NOON))
    if last > _LATE:
        return "to", say("ends-late", **times, other=_in_minutes(last - _NOON))
    return None


def _evening(course: Course) -> Iterator[Finding]:
    says = (("title", course.title), ("summary", course.summary))
    name = next((name for name, text in says if _SAYS_EVENING.search(text)), None)
    lines = [
        (("runs", run_index, "sessions", index, "from"), line)
        for run_index, run in enumerate(course.runs)
        for index, line in enumerate(run.weekly)
    ]
    starts = [line.start for _, line in lines]
    if name and lines and _minutes(min(starts)) >= _EARLY and max(starts) < _EVENING:
        said = say("no-evening", name=name, start=_clock(max(starts)))
        yield Finding(NO_EVENING, course, lines[0][0], *said)


def _overlaps(course: Course, field: Way, run: Run) -> Iterator[Finding]:
    latest: dict[str, Weekly] = {}
    timed = [(line, index) for index, line in enumerate(run.weekly) if line.end > line.start]
    for line, index in sorted(timed, key=lambda pair: (pair[0].start, pair[1])):
        other = latest.get(line.day)
        # Lines with different `every_weeks` meet too, whenever both weeks come round.
        if other and line.start < other.end:
            times = {"start": _clock(other.start), "end": _clock(other.end)}
            said = say("sessions-overlap", day=line.day.capitalize(), **times)
            yield Finding(OVERLAP, course, (*field, "sessions", index), *said)
        if other is None or line.end > other.end:
            latest[line.day] = line


def _weekdays(course: Course, field: Way, run: Run) -> Iterator[Finding]:
    for index, line in enumerate(run.weekly):
        if not takes_place(run, line):
            what, mend = _never_comes(run, line)
            yield Finding(DAY_NEVER_COMES, course, (*field, "sessions", index, "day"), what, mend)


def _first_and_last(course: Course, field: Way, run: Run) -> Iterator[Finding]:
    """See that there is a class on the days that people are shown."""
    days = {line.weekday for line in run.weekly}
    long = run.ends is not None and (run.ends - run.starts).days > LONGEST
    if long or not days or not all(takes_place(run, line) for line in run.weekly):
        return  # that is said elsewhere, and is one slip
    if any(line.every_weeks > 1 for line in run.weekly):
        return  # the first day says which weeks are meant
    named = listed((WEEKDAYS[day].capitalize() for day in sorted(days)), "and")
    first = min(days_to_first(run, line) for line in run.weekly)
    if run.starts.weekday() not in days and (date.max - run.starts).days >= first:
        meant = (run.starts + timedelta(days=first)).isoformat()
        said = say("first-day-no-class", date=day_text(run.starts), days=named, meant=meant)
        yield Finding(NOT_A_CLASS_DAY, course, (*field, "starts"), *said)
    if run.ends and run.ends.weekday() not in days:
        span = (run.ends - run.starts).days
        after = min((span - days_to_first(run, line)) % cycle(line) for line in run.weekly)
        meant = (run.ends - timedelta(days=after)).isoformat()
        said = say("last-day-no-class", date=day_text(run.ends), days=named, meant=meant)
        yield Finding(NOT_A_CLASS_DAY, course, (*field, "ends"), *said)


def _never_comes(run: Run, line: Weekly) -> tuple[str, str]:
    day, first = line.day.capitalize(), WEEKDAYS[run.starts.weekday()]
    if run.ends is None or any(meets_on(run, line, day) for day in run.no_class_on):
        return say("every-day-left-out", day=day)
    if run.ends == run.starts:
        return say("other-single-day", date=day_text(run.starts), day=day, first=first)
    dates = {"starts": day_text(run.starts), "ends": day_text(run.ends)}
    return say("day-never-comes", day=day, first=first, **dates)


def _no_class_on(course: Course, field: Way, run: Run) -> Iterator[Finding]:
    stray = sorted(day for day in run.no_class_on if not has_class_on(run, day))
    if not stray:
        return
    if not run.weekly:
        mend = phrase("add-sessions")
    elif run.ends is not None and (stray[0] > run.ends or stray[-1] < run.starts):
        mend = phrase("look-at-year", day=day_text(run.starts))
    else:
        days = listed(dict.fromkeys(line.day.capitalize() for line in run.weekly), "and")
        mend = phrase("meets-on", days=days)
    said = say("no-class-anyway", days=_some(stray), mend=mend)
    yield Finding(NO_CLASS_ANYWAY, course, (*field, "no_class_on"), *said)


def _bank_holidays(
    course: Course, field: Way, run: Run, records: Records, holidays: Sequence[date]
) -> Iterator[Finding]:
    # What is over cannot be moved, and a run without a last day is only looked at for half a year.
    coming = holidays[bisect_left(holidays, max(run.starts, records.today)) :]
    near = takewhile(
        lambda day: (
            (day - records.today).days <= _HALF_A_YEAR if run.ends is None else day <= run.ends
        ),
        coming,
    )
    days = [day for day in near if has_class_on(run, day) and day not in run.no_class_on]
    if days:
        names = records.reference.bank_holidays
        named = listed((f"{names[day]} ({day_text(day)})" for day in days), "and")
        what = f"There would be a class on {named}."
        dates = listed((day.isoformat() for day in days), "and")
        mend = f"Add {dates} to no_class_on, unless you do meet."
        yield Finding(BANK_HOLIDAY, course, (*field, "sessions"), what, mend)


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _in_minutes(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _some(days: Sequence[date]) -> str:
    named = [day_text(day) for day in days[:_MOST_NAMED]]
    more = len(days) - len(named)
    return listed([*named, phrase("more-days", count=more)] if more else named, "and")
