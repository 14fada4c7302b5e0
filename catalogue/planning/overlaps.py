"""Where two partners do the same thing: pairs of courses that are alike (alike.py), and why, for
the tables of planning and for the report on a pull request.

Full courses and waiting lists are left out: they show that both are wanted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from catalogue.fields import fields_of
from catalogue.planning.alike import (
    NEAR,
    NEAR_FOR_A_QUALIFICATION,
    WANTED,
    WITHIN,
    Likeness,
    People,
    hours_apart,
    meanwhile,
    parts_of_day,
    weeks_apart,
)
from catalogue.planning.distances import miles_between
from catalogue.planning.slots import current, points_of
from catalogue.planning.table import PlanningTable, says
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.distances import Miles
    from catalogue.planning.slots import Slot
    from catalogue.records import Course

_MOST = 5
"""How many others are told of one course, the most alike."""
_LOOKED_AT = 12
"""How many that start next each is held beside, so that work grows in step with courses."""


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """Two courses of which one may be too many. Ids in the order of the alphabet."""

    first: str = says("First course")
    second: str = says("Second course")
    score: float = says("Score", "0 to 1")
    why: str = says("Why")
    first_title: str = says("First title")
    second_title: str = says("Second title")
    first_run: str = says("First run")
    second_run: str = says("Second run")
    miles: float = says("Apart", "miles")


def overlaps(catalogue: Catalogue, detour: float = 1.0) -> PlanningTable[OverlapRow]:
    """Return the pairs that are to be reported, the most alike first."""
    rows = Overlaps(catalogue, detour).rows()
    known = len(catalogue.reviewed)
    note = f"Partners know of {known}: each is told again when what is alike changes."
    notes = (*_NOTES, *((note,) if known else ()))
    return PlanningTable("overlaps", "Where two do the same", OverlapRow, rows, notes)


_NOTES = (
    "Same subject, levels that meet, the same people, near each other, at about the same time, "
    f"starting within {WITHIN.days // 7} weeks, by different partners; of one course the "
    f"{_MOST} most alike.",
    f"Near is within {NEAR:g} miles, and {NEAR_FOR_A_QUALIFICATION:g} for a qualification.",
    "Runs that are full or have a waiting list are left out: both are wanted. So are places whose "
    "point on the map is not known, unless both meet in the same one.",
    "A score is a hint for people who talk with each other, and no judgement.",
)


def overlaps_of(
    courses: Iterable[Course], catalogue: Catalogue, detour: float = 1.0
) -> Iterator[tuple[Course, Course, str]]:
    """Yield each of some courses with every other that it overlaps with, and why."""
    rows = Overlaps(catalogue, detour).rows()
    for course in courses:
        for row in rows:
            if course.id in (row.first, row.second):
                other = row.second if course.id == row.first else row.first
                yield course, catalogue.courses[other], row.why


def with_reviewed(catalogue: Catalogue, row: OverlapRow, because: str, who: str) -> str:
    """Return the file of reviewed overlaps with one more that partners looked at today."""
    pairs = [
        {**asdict(one), "when": one.when.isoformat()}
        for one in catalogue.reviewed
        if {one.first, one.second} != {row.first, row.second}
    ]
    about = {"first": row.first, "second": row.second, "because": because, "who": who}
    pairs.append({**about, "when": catalogue.today.isoformat(), "alike": row.why})
    return to_yaml({"pairs": pairs}, fields_of(catalogue.reference.schemas.reviewed))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two slots, by the ids of their courses, in the order of the alphabet."""

    one: Slot
    other: Slot
    score: float
    miles: float

    @property
    def courses(self) -> tuple[str, str]:
        return self.one.course.id, self.other.course.id

    @property
    def order(self) -> tuple[float, tuple[str, str], str, str]:
        """By which pairs are sorted: the most alike first."""
        return -self.score, self.courses, self.one.run.key, self.other.run.key


_BY_LIKENESS = attrgetter("order")


class Overlaps:
    """The overlaps between the courses of a catalogue."""

    def __init__(self, catalogue: Catalogue, detour: float = 1.0) -> None:
        self._catalogue = catalogue
        self._slots = [slot for slot in current(catalogue) if slot.run.state not in WANTED]
        self._likeness = Likeness(catalogue, self._slots)
        people = {slot.course.id: People.of(slot.course) for slot in self._slots}
        numbers = {kind: number for number, kind in enumerate(dict.fromkeys(people.values()))}
        self._kinds = {course: numbers[kind] for course, kind in people.items()}
        levels = catalogue.reference.schemas.vocabularies["levels"]
        self._meeting = [
            {numbers[other] for other in numbers if one.meet(other, levels)} for one in numbers
        ]
        points = points_of(self._slots)
        self._miles: Miles = miles_between(points, points, detour)
        self._near: defaultdict[str | None, set[str]] = defaultdict(set)
        for here, far in self._miles.items():
            near = NEAR_FOR_A_QUALIFICATION
            self._near[here] = {there for there, miles in far.items() if miles <= near}

    def rows(self) -> tuple[OverlapRow, ...]:
        """Return the pairs that are to be reported, the most alike first."""
        best: dict[tuple[str, str], _Pair] = {}
        for one, other in self._candidates():
            if pair := self._pair(one, other):
                best[pair.courses] = min(pair, best.get(pair.courses, pair), key=_BY_LIKENESS)
        rows = (self._row(pair) for pair in _most_alike(best.values()))
        known = {(*sorted((one.first, one.second)), one.alike) for one in self._catalogue.reviewed}
        return tuple(row for row in rows if (row.first, row.second, row.why) not in known)

    def _candidates(self) -> Iterator[tuple[Slot, Slot]]:
        """Yield slots for the same people on the same topic, near each other and at about the same
        time, without trying all pairs; each pair once.
        """
        seen: set[tuple[int, int]] = set()
        by_key: defaultdict[Hashable, list[Slot]] = defaultdict(list)
        for slot in sorted(self._slots, key=lambda slot: slot.run.starts):
            for key in _keys(slot):
                by_key[key].append(slot)
        for slots in by_key.values():
            for one, others in _with_those_after(slots):
                for other in islice(self._that_could(one, others), _LOOKED_AT):
                    pair = (one, other) if one.course.id < other.course.id else (other, one)
                    if (key := (id(pair[0]), id(pair[1]))) not in seen:
                        seen.add(key)
                        yield pair

    def _that_could(self, one: Slot, others: Iterable[Slot]) -> Iterator[Slot]:
        """Yield those of other partners for the same people, near enough."""
        kinds, meeting = self._kinds, self._meeting[self._kinds[one.course.id]]
        provider, here = one.course.provider, one.run.venue
        near = self._near[here] | {here}
        for other in others:
            course = other.course
            if (
                kinds[course.id] in meeting
                and other.run.venue in near
                and course.provider != provider
            ):
                yield other

    def _pair(self, one: Slot, other: Slot) -> _Pair | None:
        here, there = one.run.venue, other.run.venue
        miles = 0.0 if here == there else self._miles[here or ""][there or ""]
        score = self._likeness.between(one, other, miles)
        return _Pair(one, other, score, miles) if score else None

    def _row(self, pair: _Pair) -> OverlapRow:
        one, other = pair.one, pair.other
        topic = self._catalogue.term("topics", one.course.topics[0]).label
        levels = dict.fromkeys(
            self._catalogue.term("levels", slot.course.level).label for slot in (one, other)
        )
        words = (
            f"{topic}, {' and '.join(levels)}",
            self._where(pair),
            hours_apart(one, other)[1],
            weeks_apart(one, other)[1],
        )
        return OverlapRow(
            first=one.course.id,
            second=other.course.id,
            score=pair.score,
            why=f"{'; '.join(words)}.",
            first_title=one.course.title,
            second_title=other.course.title,
            first_run=one.run.key,
            second_run=other.run.key,
            miles=round(pair.miles, 2),
        )

    def _where(self, pair: _Pair) -> str:
        venue = pair.one.run.venue
        if venue is None:
            return "both online"
        if venue == pair.other.run.venue:
            return f"both at {self._catalogue.venues[venue].name}"
        return f"{pair.miles:.1f} miles apart"


def _most_alike(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs that are among the few most alike of either course, the most alike first."""
    counts: Counter[str] = Counter()
    for pair in sorted(pairs, key=_BY_LIKENESS):
        if any(counts[course] < _MOST for course in pair.courses):
            yield pair
        counts.update(pair.courses)


def _with_those_after(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Iterable[Slot]]]:
    """Yield each of the slots, which are sorted by when they start, with those that start within
    weeks after it; and each that can be joined in any week, with those that go on meanwhile.
    """
    rolling = [slot for slot in slots if slot.run.rolling]
    dated = [slot for slot in slots if not slot.run.rolling]
    for place, one in enumerate(rolling):
        yield one, (other for other in (*rolling[place + 1 :], *dated) if meanwhile(one, other))
    starts = [slot.run.starts for slot in dated]
    for place, one in enumerate(dated):
        yield one, dated[place + 1 : bisect_right(starts, one.run.starts + WITHIN)]


def _keys(slot: Slot) -> Iterator[Hashable]:
    """Yield what a slot has in common with each that it could overlap: a topic, whether it is
    online, and a part of the day that it touches.
    """
    for topic in slot.course.topics:
        for part in parts_of_day(slot):
            yield topic, slot.place is None, part
