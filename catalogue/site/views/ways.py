"""The ways into the catalogue: what people choose courses by, one thing or two together.

What a way holds is said here and nowhere else, so that a list, the links to it and the number
beside them agree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product
from typing import TYPE_CHECKING

from catalogue.catalogue import times_of
from catalogue.places import metres_between
from catalogue.site.views.cards import ANYONE
from catalogue.site.views.levels import goes_by_levels
from catalogue.site.views.runs import weekly_day
from catalogue.site.views.words import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalogue.records import Course, Run
    from catalogue.schemas import Term
    from catalogue.site.language import Language
    from catalogue.site.views.site import Site

FEW = 6
"""So many courses are looked through at a glance: a list of no more leads to no shorter one."""
_PAIRS = (
    *(("topic", "level"), ("topic", "time"), ("topic", "area"), ("topic", "need")),
    *(("area", "time"), ("area", "day"), ("area", "need"), ("time", "need"), ("day", "need")),
)
"""Kinds that go together. The list of two things stands below that of the first."""
CHILDCARE = ("creche", "childcare-costs")
"""What a course offers to parents of small children: answers of `support`."""
ONLINE = ("online", "blended")
"""How one learns at home, all of the time or part of it."""


@dataclass(frozen=True, eq=False)
class Way:
    """One thing that people choose courses by. `courses` are in the order of lists, `fits` says
    whether it is true of a run of one of them, and `asks` is how the search is asked the same,
    empty where it cannot be. `named` is what its courses are called in a heading, and `fact` what
    it says of one that its card does not."""

    kind: str
    id: str
    label: str
    named: str
    meaning: str
    href: str
    asks: str
    courses: tuple[Course, ...]
    fits: Callable[[Run], bool]
    fact: Callable[[Course], str] | None = None

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its courses."""
        return frozenset(course.id for course in self.courses)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The courses with a run of which two things are true. The page stands below that of `one`."""

    one: Way
    other: Way
    courses: tuple[Course, ...]
    href: str

    def fits(self, run: Run) -> bool:
        """Whether both are true of a run."""
        return self.one.fits(run) and self.other.fits(run)

    def fact(self, course: Course) -> str:
        """What the card of a course does not say by itself."""
        facts = (way.fact(course) for way in (self.one, self.other) if way.fact)
        return next(filter(None, facts), "")

    def beside(self, way: Way) -> Way:
        """Return that which is not `way`."""
        return self.other if way is self.one else self.one

    def heading(self, language: Language) -> str:
        """What a page calls its courses: Saturdays in Speke."""
        for area in (self.one, self.other):
            if area.kind == "area":
                what = self.beside(area).named
                return language.gettext("{what} in {place}").format(what=what, place=area.label)
        words = language.gettext("{first}: {second}")
        return words.format(first=self.one.label, second=self.other.label)


def ways_of(site: Site) -> dict[str, tuple[Way, ...]]:
    """Find every way that has courses, by its kind."""
    made: defaultdict[str, list[Way]] = defaultdict(list)
    for way in _ways(site):
        if way.courses:
            made[way.kind].append(way)
    return {kind: tuple(ways) for kind, ways in made.items()}


def _ways(site: Site) -> Iterator[Way]:
    urls, gettext = site.urls, site.language.gettext
    for term in site.vocabularies["topics"].terms.values():
        courses = site.catalogue.courses_in("topic", term.id)
        way = _way("topic", term, urls.topic(term.id), courses, _any_run)
        yield replace(way, fact=partial(_anyone, site)) if goes_by_levels(term.id) else way
    for term in site.vocabularies["levels"].terms.values():
        courses = site.catalogue.courses_in("level", term.id)
        yield _way("level", term, urls.level(term.id), courses, _any_run)
    for term in site.vocabularies["areas"].terms.values():
        courses = site.catalogue.courses_in("area", term.id)
        yield _way("area", term, urls.area(term.id), courses, partial(_is_in, site, term.id))
    for term in site.vocabularies["times"].terms.values():
        courses = site.catalogue.courses_in("time", term.id)
        yield _way("time", term, urls.when(term.id), courses, partial(meets_when, term.id))
    on_a_day = gettext("Classes on a {day}.")
    for number, term in enumerate(site.vocabularies["days"].terms.values()):
        label = weekly_day(site.language, number)
        yield Way(
            *("day", term.id, label, label, on_a_day.format(day=term.label)),
            *(urls.when(term.id), f"when={term.id}"),
            *(site.catalogue.courses_in("day", term.id), partial(meets_when, term.id)),
        )
    yield Way(
        *("need", "free", gettext("Free"), gettext("Free courses"), ""),
        *(urls.free(), "cost=free", site.catalogue.courses_in("cost", "free"), _any_run),
    )
    yield Way(
        *("need", "childcare", gettext("With childcare"), gettext("Courses with childcare"), ""),
        # The search adds needs up, and cannot be asked for one or the other.
        *(urls.with_childcare(), "", courses_with(site, "support", *CHILDCARE), _any_run),
        fact=partial(childcare_of, site),
    )


def childcare_of(site: Site, course: Course) -> str:
    """Say what a course offers to parents of small children."""
    offered = (one for one in CHILDCARE if course.support.get(one) == "yes")
    return joined(site.language, [site.term("support", one).label for one in offered])


def _anyone(site: Site, course: Course) -> str:
    """Say that anyone can start, where the other cards name a level."""
    return site.term("levels", ANYONE).label if course.level == ANYONE else ""


def _way(
    kind: str,
    term: Term,
    href: str,
    courses: tuple[Course, ...],
    fits: Callable[[Run], bool],
) -> Way:
    asks = f"{'when' if kind == 'time' else kind}={term.id}"
    return Way(kind, term.id, term.label, term.label, term.meaning, href, asks, courses, fits)


def _any_run(_run: Run) -> bool:
    return True


def _is_in(site: Site, area: str, run: Run) -> bool:
    return run.venue is not None and area in site.catalogue.places[run.venue].areas


def meets_when(when: str, run: Run) -> bool:
    """Whether a run meets on a day of the week or at a time of day."""
    return any(when == line.day or when in times_of(line.day, line.start) for line in run.weekly)


def courses_with(site: Site, facet: str, *values: str) -> tuple[Course, ...]:
    """Return the current courses that have any of these values, in the order of lists."""
    wanted = {course.id for value in values for course in site.catalogue.courses_in(facet, value)}
    return tuple(course for course in site.catalogue.current if course.id in wanted)


def with_qualification(site: Site) -> tuple[Course, ...]:
    """Return the current courses at whose end one can gain a qualification."""
    return tuple(course for course in site.catalogue.current if course.qualification)


def pairs_of(site: Site) -> dict[Way, list[Pair]]:
    """Find what makes the list of each way shorter: the pairs it is part of that have courses, but
    not all of its own. A list that is short already needs none."""
    found: defaultdict[Way, list[Pair]] = defaultdict(list)
    for kind, other_kind in _PAIRS:
        for one, other in product(site.ways.get(kind, ()), site.ways.get(other_kind, ())):
            if other_kind == "level" and not goes_by_levels(one.id):
                continue
            pair = _pair(site, one, other)
            for way in (one, other):
                if len(way.courses) > FEW and 0 < len(pair.courses) < len(way.courses):
                    found[way].append(pair)
    return dict(found)


def areas_near(site: Site, area: Way) -> list[Way]:
    """Return the other areas that have courses, the nearest first."""
    middles = site.middles
    here = middles.get(area.id)
    others = [way for way in site.ways["area"] if way is not area and way.id in middles]
    if here is None:
        return []
    return sorted(others, key=lambda other: metres_between(here, middles[other.id]))


def _pair(site: Site, one: Way, other: Way) -> Pair:
    courses = tuple(
        course
        for course in one.courses
        if course.id in other.ids
        and any(one.fits(run) and other.fits(run) for run in site.live_runs[course.id])
    )
    return Pair(one, other, courses, site.urls.narrowed(one.href, other.id))
