"""Since when courses are here, and when what residents are told of them last changed.

No file says that: it is carried from one publish to the next. Pure: whoever publishes keeps the
history and hands it in; where there was none yet, git may know the days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Run

KEPT = timedelta(days=400)
"""How long a course or a run that has gone is remembered: it may come back next school year, and
its followers are told for as long that it is not in the list."""
_FIRST_VERSION = date(2000, 1, 1)
_NOT_TOLD = ("id", "key", "file", "checked", "written", "previously", "sources", "reference")
"""Fields of records that residents are not told, or that are no fact about the course."""
_DATES = ("starts", "ends", "apply_by")
_IN_CALENDARS = ("title", "summary", "cost", "join", "bring", "example")
_IN_FULL = frozenset({str, bool, int, float, type(None)})
_AS_TEXT = frozenset({date, time, Decimal})
_json = json.JSONEncoder(sort_keys=True, check_circular=False).encode


@dataclass(frozen=True, slots=True)
class RunHistory:
    """What is known of one run from earlier publishes.

    `told` stands for all that its calendar holds, `changed` is the day on which that last changed,
    and `version` goes up whenever it does, and never down. `gone` is the day on which the run was
    first not there any more.
    """

    told: str
    version: int
    changed: date
    gone: date | None = None


@dataclass(frozen=True, slots=True)
class CourseHistory:
    """What is known of one course from earlier publishes.

    `key` names it for ever, whatever its file is called. `first` is the day on which it was first
    published, `changed` the day on which what residents are told last changed; `told` stands for
    that, without the day it was checked. `shape` is the same with its dates counted from `checked`:
    the dates of an invented example are moved on together, which is no news. `runs` are by
    `Run.key`.
    """

    key: str
    first: date
    changed: date
    told: str
    shape: str
    checked: date
    runs: Mapping[str, RunHistory] = field(default_factory=dict)
    gone: date | None = None


History = dict[str, CourseHistory]
"""By course id. The courses that have gone are in it too, for as long as KEPT."""
Days = tuple[date, date]
"""The first day on which something was there, and the last on which it changed."""


def carry_on(
    catalogue: Catalogue, before: History | None, today: date, *, seeds: Mapping[str, Days]
) -> History:
    """Return the history with today's catalogue in it. Every published course is there.

    `before` is what the last publish left, or None where none is known: then `seeds`, from git,
    say the days of each course. One that git does not know is new today; where git knows nothing
    at all, a course was there when it was checked. No day is later than today.
    """
    courses, known, told = catalogue.courses, before or {}, _Told(catalogue)
    earlier = {course.id: _earlier(course, known, courses.keys()) for course in courses.values()}
    taken = {one.key for one in known.values()}
    now: History = {}
    for course in sorted(courses.values(), key=lambda course: course.id):
        was = known[name] if (name := earlier[course.id]) else None
        if was is None:
            key = _free_key(course, courses.keys(), taken)
            taken.add(key)
            days = (today, today) if before is not None else _days(course, today, seeds)
            was = CourseHistory(key, *days, told="", shape="", checked=course.checked)
        now[course.id] = _carried(told, course, was, today)
    renamed = set(earlier.values())
    gone = {name: one for name, one in known.items() if name not in courses}
    gone = {name: one for name, one in gone.items() if name not in renamed}
    return now | {
        name: replace(one, gone=day)
        for name, one in gone.items()
        if today - (day := one.gone or today) <= KEPT
    }


def _earlier(course: Course, known: Mapping[str, object], here: Set[str]) -> str | None:
    """Return the name under which a course was known: its own, or one it had before."""
    names = (course.id, *(old for old in course.previously if old not in here))
    return next((name for name in names if name in known), None)


def _free_key(course: Course, here: Set[str], taken: Set[str]) -> str:
    """Return the first of a course's names that names no other, or its own with a number."""
    earlier = (old for old in course.previously if old not in here)
    numbered = (f"{course.id} {number}" for number in count(2))
    return next(name for name in chain(earlier, (course.id,), numbered) if name not in taken)


def _days(course: Course, today: date, seeds: Mapping[str, Days]) -> Days:
    since = course.checked if not seeds else today
    first, last = seeds.get(course.id, (since, since))
    return min(first, today), min(last, today)


def _carried(told: _Told, course: Course, was: CourseHistory, today: date) -> CourseHistory:
    now = told.of(course)
    moved_on = course.example and course.checked != was.checked and now.shape == was.shape
    news = was.told not in ("", now.told) and not moved_on
    return replace(
        was,
        changed=today if news else was.changed,
        told=now.told,
        shape=now.shape,
        checked=course.checked,
        runs=_runs_carried(now.runs, was, today),
        gone=None,
    )


def _runs_carried(
    digests: Mapping[str, str], was: CourseHistory, today: date
) -> dict[str, RunHistory]:
    first_seen = today if was.told else was.changed
    now = {}
    for key, told in digests.items():
        old = was.runs.get(key)
        if old is None:
            now[key] = RunHistory(told, _version(first_seen), first_seen)
        elif old.told != told or old.gone:
            now[key] = RunHistory(told, max(old.version + 1, _version(today)), today)
        else:
            now[key] = old
    left = {key: old for key, old in was.runs.items() if key not in now}
    return now | {key: one for key, old in left.items() if (one := _without(old, today))}


def _without(run: RunHistory, today: date) -> RunHistory | None:
    """Return what is kept of a run that is not there, or None once it is long gone."""
    if run.gone:
        return run if today - run.gone <= KEPT else None
    return replace(run, gone=today, changed=today, version=max(run.version + 1, _version(today)))


def _version(day: date) -> int:
    """Return the version of what changed on a day: higher than those of earlier days, also where
    the history was lost in between.
    """
    return max((day - _FIRST_VERSION).days, 0)


class _Digests(NamedTuple):
    """What stands for all that residents are told of a course: its own facts, those of its places,
    and the name of its provider; for its shape; and for all that the calendars of its runs hold.
    """

    told: str
    shape: str
    runs: Mapping[str, str]


class _Told:
    """What residents are told, as texts of JSON. That of a place, of a course and of a run is in
    several digests, and written once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        venues = catalogue.venues.values()
        self._names = {who.id: _json(who.name) for who in catalogue.providers.values()}
        self._venues = {venue.id: _json(_facts(venue)) for venue in venues}
        self._where: dict[str | None, str] = {
            venue.id: _json(_facts([venue.name, venue.address, venue.point])) for venue in venues
        }
        self._where[None] = _json([])

    def of(self, course: Course) -> _Digests:
        """Return what stands for what is told of a course."""
        facts, provider = _facts(course), self._names[course.provider]
        venues = _list(self._venues[venue] for venue in sorted(_venues_of(course)))
        about = _json(_facts([getattr(course, name) for name in _IN_CALENDARS]))
        runs = list(zip(course.runs, facts.get("runs", ()), strict=True))
        counted = [_counted(run, said, course.checked) for run, said in runs]
        return _Digests(
            told=_digest(_json(facts), venues, provider),
            shape=_digest(_json(_without_runs(facts)), _json(counted)),
            runs={
                run.key: _digest(_json(said), self._where[run.venue], about, provider)
                for run, said in runs
            },
        )


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _without_runs(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name != "runs"}


def _counted(run: Run, facts: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return a run with its dates as days from another. Days off may fall anew, on holidays."""
    dates = {name: (on - day).days for name in _DATES if (on := getattr(run, name))}
    return {name: facts[name] for name in facts if name != "no_class_on"} | dates


def _venues_of(course: Course) -> set[str]:
    return {run.venue for run in course.runs if run.venue}


def _digest(*texts: str) -> str:
    return sha256(_list(texts).encode()).hexdigest()[:16]


def _facts(value: Any) -> Any:
    """Return records as values of JSON. What nobody said is left out, so that a field that files
    get one day changes no course that does without it.
    """
    kind: type = type(value)
    if kind in _IN_FULL:
        return value
    if kind in _AS_TEXT:
        return str(value)
    if kind is tuple or kind is list:
        return [_facts(one) for one in value]
    if kind is frozenset:
        return sorted(map(_facts, value))
    if kind is dict:
        return {name: _facts(one) for name, one in value.items()}
    said = {}
    for name in _told_of(kind):
        fact = getattr(value, name)
        if type(fact) not in _IN_FULL:
            fact = _facts(fact)
        if fact:
            said[name] = fact
    return said


@cache
def _told_of(record: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(record) if one.name not in _NOT_TOLD)


def history_to_json(history: History) -> dict[str, Any]:
    """Return a history as values that JSON can hold."""
    return {name: _plain(one) for name, one in sorted(history.items())}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if not is_dataclass(value):
        return value
    values = ((one.name, getattr(value, one.name)) for one in fields(value))
    return {name: _plain(one) for name, one in values if one is not None}


def history_from_json(values: Any) -> History:
    """Return the history that `history_to_json` made these values of.

    Raises ValueError, with a sentence that says where it is not one.
    """
    return {
        name: CourseHistory(
            **_read(row, {"key": str, "told": str, "shape": str}, name),
            **_days_read(row, ("first", "changed", "checked", "gone"), name),
            runs={
                key: RunHistory(
                    **_read(run, {"told": str, "version": int}, f"{name}, {key}"),
                    **_days_read(run, ("changed", "gone"), f"{name}, {key}"),
                )
                for key, run in _rows(row.get("runs"), f"The history of “{name}”")
            },
        )
        for name, row in _rows(values, "The history")
    }


def _rows(values: Any, what: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(values, dict):
        raise ValueError(f"{what} is no table by name.")
    for name, row in values.items():
        if not isinstance(row, dict):
            raise ValueError(f"{what} has no table for “{name}”.")
        yield name, row


def _read(row: Mapping[str, Any], kinds: Mapping[str, type], where: str) -> dict[str, Any]:
    for name, kind in kinds.items():
        if type(row.get(name)) is not kind:
            raise ValueError(f"The history of “{where}” has no {name} that can be read.")
    return {name: row[name] for name in kinds}


def _days_read(row: Mapping[str, Any], names: Sequence[str], where: str) -> dict[str, Any]:
    there = [name for name in names if name != "gone" or name in row]
    try:
        return {name: date.fromisoformat(row.get(name, "")) for name in there}
    except (TypeError, ValueError):
        why = f"The history of “{where}” should have a day for each of: {', '.join(there)}."
        raise ValueError(why) from None
