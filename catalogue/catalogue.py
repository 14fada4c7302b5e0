"""The Catalogue: everything that may be published, found, grouped and sorted once.

Made by the loader; read by the site, the exports and the planning. It never reads a file, and knows
what day it is only because it was told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from catalogue.places import Place, place_of
from catalogue.records import (
    Address,
    Bid,
    ContentPage,
    Course,
    Priority,
    Provider,
    ReviewedOverlap,
    Run,
    Venue,
)
from catalogue.sessions import days_held, meets, sessions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from catalogue.addresses import Listed
    from catalogue.reference import Reference
    from catalogue.rules.findings import Records
    from catalogue.schemas import Term, Vocabulary
    from catalogue.sessions import DaysHeld, Session

TIMES = ("mornings", "afternoons", "evenings", "weekends")
_NOON, _FIVE = time(12), time(17)
_AFTER_DROP_OFF, _BEFORE_PICK_UP = time(9, 15), time(15)
_SIX_WEEKS = timedelta(weeks=6)
SOON = timedelta(weeks=4)
"""How near a day is that is soon."""
SATURDAY = 5
"""As Python counts the days of the week."""
_HORIZON = timedelta(weeks=26)
"""How far ahead the meetings of a run without a last day are worked out."""
_STATE_ORDER = {
    "open": 0,
    "few-left": 0,
    "waiting-list": 1,
    "full": 2,
    "postponed": 3,
    "cancelled": 4,
}


@dataclass(frozen=True)
class Catalogue:
    """What may be published on the day `today`, by id.

    Courses are in the order of lists: those one can join first, then by the day they start, then by
    title. A provider or venue whose file is broken is here with nothing but a name, so that courses
    that point to it stay published.
    """

    today: date
    courses: Mapping[str, Course]
    providers: Mapping[str, Provider]
    venues: Mapping[str, Venue]
    places: Mapping[str, Place]
    """Where each venue is, by the venue's id."""
    reference: Reference
    pages: tuple[ContentPage, ...] = ()
    """The pages of our own words, in the order of the links to them."""
    reviewed: tuple[ReviewedOverlap, ...] = ()
    """The pairs of courses that look alike and are known to be wanted."""
    addresses: tuple[Listed, ...] = ()
    """Every address that was ever published, as far as the list knows."""
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    """What the partners want to change, by the day it is to be true, then by title."""
    bids: Mapping[str, Bid] = field(default_factory=dict)
    """What money they ask for together, by the deadline, then by title."""

    @classmethod
    def of(cls, records: Records, unpublished: Set[str]) -> Catalogue:
        """Make the catalogue of all records but those whose files are `unpublished`."""
        kept = [course for course in records.courses.values() if course.file not in unpublished]
        today, reference = records.today, records.reference
        kept.sort(
            key=lambda course: (
                *order_of(best_run(course, today), today),
                course.title.casefold(),
                course.id,
            )
        )
        venue_ids = {run.venue for course in kept for run in course.runs if run.venue}
        venues = {
            venue.id: venue for venue in records.venues.values() if venue.file not in unpublished
        }
        providers = {
            who.id: who for who in records.providers.values() if who.file not in unpublished
        }
        venues |= {
            key: _bare_venue(key, reference.city.name) for key in sorted(venue_ids - venues.keys())
        }
        providers |= {
            key: _bare_provider(key)
            for key in sorted({course.provider for course in kept} - providers.keys())
        }
        areas = reference.vocabularies["areas"].terms.values()
        return cls(
            today=today,
            courses={course.id: course for course in kept},
            providers=dict(sorted(providers.items(), key=lambda pair: pair[1].name.casefold())),
            venues=dict(sorted(venues.items(), key=lambda pair: pair[1].name.casefold())),
            places={
                venue.id: place_of(venue, reference.places, areas) for venue in venues.values()
            },
            reference=reference,
            reviewed=records.reviewed,
            addresses=records.addresses,
            priorities={
                one.id: one
                for one in sorted(
                    records.priorities.values(), key=lambda one: (one.target.by, one.title)
                )
                if one.file not in unpublished
            },
            bids={
                one.id: one
                for one in sorted(records.bids.values(), key=lambda one: (one.deadline, one.title))
                if one.file not in unpublished
            },
            pages=tuple(
                sorted(
                    (page for page in records.pages.values() if page.file not in unpublished),
                    key=lambda page: (page.order, page.title),
                )
            ),
        )

    def term(self, vocabulary: str, term_id: str) -> Term:
        """Return a word of a vocabulary. Raises KeyError where there is none: the schema has
        checked them all.
        """
        return self.vocabularies[vocabulary].terms[term_id]

    @property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The words that files may use, by the name of their list."""
        return self.reference.vocabularies

    @cached_property
    def current(self) -> tuple[Course, ...]:
        """The courses with a run that is not over, in the order of lists."""
        return tuple(course for course in self.courses.values() if self.live_runs(course))

    @cached_property
    def ended(self) -> tuple[Course, ...]:
        """The courses whose every run is over. They keep their pages, but are in no list of what
        one can do.
        """
        return tuple(course for course in self.courses.values() if not self.live_runs(course))

    @cached_property
    def starting_soon(self) -> tuple[Course, ...]:
        """The courses that start within four weeks: those one can join first, then the soonest."""
        best: dict[str, tuple[int, int, int]] = {}
        for course in self.current:
            runs = [run for run in self.live_runs(course) if begins_soon(run, self.today)]
            if runs:
                best[course.id] = order_of(runs[0], self.today)
        return tuple(self.courses[key] for key in sorted(best, key=lambda key: best[key]))

    @cached_property
    def groups(self) -> Mapping[str, Mapping[str, tuple[Course, ...]]]:
        """The current courses by facet and value, such as `groups["topic"]["esol"]`, each in the
        order of lists.
        """
        lists: defaultdict[str, defaultdict[str, list[Course]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for course in self.current:
            for facet, values in self.facets(course).items():
                for value in values:
                    lists[facet][value].append(course)
        return {
            facet: {value: tuple(courses) for value, courses in by.items()}
            for facet, by in lists.items()
        }

    def courses_in(self, facet: str, value: str) -> tuple[Course, ...]:
        """Return the current courses with a value of a facet, in the order of lists."""
        return self.groups.get(facet, {}).get(value, ())

    def facets(self, course: Course) -> Mapping[str, tuple[str, ...]]:
        """Return what a course is listed under: ids by facet. Only runs that are not over count."""
        runs = self.live_runs(course)
        venues = _unique(run.venue for run in runs if run.venue)
        weekly = [line for run in runs for line in run.weekly]
        return {
            "topic": course.topics,
            "provider": (course.provider,),
            "level": (course.level,),
            "cost": (course.cost.kind,),
            "audience": course.audiences,
            "language": course.taught_in,
            "venue": venues,
            "area": _unique(area for venue in venues for area in self.places[venue].areas),
            "delivery": _unique(run.delivery for run in runs),
            "day": _unique(line.day for line in weekly),
            "time": tuple(
                name
                for name in TIMES
                if any(name in times_of(line.day, line.start) for line in weekly)
            ),
            "support": _unique(
                (
                    *(support for support, answer in course.support.items() if answer == "yes"),
                    *("school-hours" for run in runs if fits_school_hours(course, run)),
                )
            ),
            "length": _unique(length for run in runs for length in lengths_of(run)),
            "access": _unique(
                name
                for venue in venues
                for name, answer in self.venues[venue].access.items()
                if answer == "yes"
            ),
        }

    def live_runs(self, course: Course) -> tuple[Run, ...]:
        """Return the runs of a course that are not over, those one can join first, then by the
        day they start.
        """
        runs = (run for run in course.runs if not run.is_over(self.today))
        return tuple(sorted(runs, key=lambda run: order_of(run, self.today)))

    def past_runs(self, course: Course) -> tuple[Run, ...]:
        """Return the runs of a course that are over, the latest first."""
        runs = (run for run in course.runs if run.is_over(self.today))
        return tuple(sorted(runs, key=lambda run: run.starts, reverse=True))

    def next_courses(self, course: Course) -> tuple[Course, ...]:
        """Return the published courses that a course leads to."""
        return tuple(
            self.courses[course_id] for course_id in course.leads_to if course_id in self.courses
        )

    @cached_property
    def _leading_to(self) -> Mapping[str, tuple[Course, ...]]:
        found: defaultdict[str, list[Course]] = defaultdict(list)
        for course in self.courses.values():
            for next_id in course.leads_to:
                found[next_id].append(course)
        return {course_id: tuple(before) for course_id, before in found.items()}

    def courses_before(self, course: Course) -> tuple[Course, ...]:
        """Return the published courses that lead to a course, in the order of lists."""
        found = self._leading_to.get(course.id, ())
        return tuple(before for before in found if before.id != course.id)

    def courses_after(self, course: Course, steps: int) -> tuple[tuple[Course, ...], ...]:
        """Return what a course leads to and what that leads to, step by step, at most so many.

        No course comes twice, and none that leads here: a circle would have no end.
        """
        met = {course.id, *(before.id for before in self.courses_before(course))}
        path: list[tuple[Course, ...]] = []
        last: tuple[Course, ...] = (course,)
        while len(path) < steps:
            following = (after for one in last for after in self.next_courses(one))
            last = tuple({one.id: one for one in following if one.id not in met}.values())
            if not last:
                break
            met |= {one.id for one in last}
            path.append(last)
        return tuple(path)

    @cached_property
    def joinable(self) -> frozenset[str]:
        """The ids of the courses with a run that one can join."""
        return frozenset(
            course.id
            for course in self.courses.values()
            if any(can_join(run, self.today) for run in course.runs)
        )

    def sessions(self, run: Run) -> list[Session]:
        """Return the dated meetings of a run; of one without a last day, those of the next half
        year.
        """
        return sessions_of(run, self._horizon(run), self.reference.city.zone)

    def days_held(self, run: Run) -> list[DaysHeld]:
        """Return the days of the same meetings, by the lines of the weekly pattern."""
        return days_held(run, self._horizon(run))

    def has_sessions(self, run: Run) -> bool:
        """Whether there are dated meetings of a run, and so a calendar of it."""
        return meets(run, self._horizon(run))

    def _horizon(self, run: Run) -> date:
        return run.ends or self.today + _HORIZON


def times_of(day: str, start: time) -> tuple[str, ...]:
    """Return what people call a meeting on a day at a time: mornings before noon, evenings from
    five, weekends besides.
    """
    part = "mornings" if start < _NOON else "afternoons" if start < _FIVE else "evenings"
    return (part, "weekends") if day in ("saturday", "sunday") else (part,)


def lengths_of(run: Run) -> tuple[str, ...]:
    """Return what people call how long a run is; nothing of one that they may join in any week."""
    if run.rolling or run.ends is None:
        return ()
    lasts, begins_on = run.ends - run.starts, run.starts.weekday()
    long = "longer" if lasts >= _SIX_WEEKS else "six-weeks"
    if not lasts:
        return ("one-day", long)
    return ("weekend", long) if lasts.days == 1 and begins_on == SATURDAY else (long,)


def fits_school_hours(course: Course, run: Run) -> bool:
    """Whether a parent can come between the school run and pick-up: as the provider says, or, where
    nothing is said, as the times of the run do.
    """
    answer = course.support.get("school-hours", "ask")
    return answer == "yes" or (
        answer == "ask"
        and bool(run.weekly)
        and all(
            line.weekday < SATURDAY
            and line.start >= _AFTER_DROP_OFF
            and line.end <= _BEFORE_PICK_UP
            for line in run.weekly
        )
    )


def can_join(run: Run, today: date) -> bool:
    """Whether there are places and it is not too late: not yet begun, or open to join any week."""
    in_time = run.rolling or (run.apply_by or run.starts) >= today
    return _STATE_ORDER[run.state] == 0 and in_time and not run.is_over(today)


def begins_soon(run: Run, today: date) -> bool:
    """Whether a run takes place and begins within four weeks from today."""
    return (
        not run.is_off
        and today <= run.starts <= today + SOON
        and not (run.rolling and run.starts == today)
    )


def best_run(course: Course, today: date) -> Run:
    """Return the run to show first."""
    return min(course.runs, key=lambda run: order_of(run, today))


def order_of(run: Run, today: date) -> tuple[int, int, int]:
    """Return what runs are sorted by: whether they are over, whether one can join, and when they
    start from today on.
    """
    over = run.is_over(today)
    joining = _STATE_ORDER[run.state] * 2 + (0 if can_join(run, today) else 1)
    days = (run.starts - today).days
    return (over, 0 if over else joining, -days if over else max(days, 0))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _bare_provider(provider_id: str) -> Provider:
    return Provider(
        provider_id,
        "",
        _name_from(provider_id),
        "The file about this provider has a mistake in it; see the other pages for its courses.",
    )


def _bare_venue(venue_id: str, town: str) -> Venue:
    return Venue(venue_id, "", _name_from(venue_id), "other", Address(town=town))


def _name_from(record_id: str) -> str:
    return record_id.replace("-", " ").capitalize()
