"""Where two partners do the same thing: pairs of courses that serve the same people, and why.

Alike are courses of different partners about the same subject, at levels that meet, for the same
people, near each other, at about the same time, that start within weeks. Full courses and waiting
lists are left out: they show that both are wanted. One function finds them for the tables of
planning and for the report on a pull request.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import time, timedelta
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from catalogue.fields import fields_of
from catalogue.planning.distances import miles_between
from catalogue.planning.slots import current, points_of
from catalogue.planning.subjects import Subjects
from catalogue.planning.table import PlanningTable, says
from catalogue.planning.windows import Window
from catalogue.records import WEEKDAYS
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.distances import Miles
    from catalogue.planning.slots import Slot
    from catalogue.records import Course

NEAR, NEAR_FOR_A_QUALIFICATION = 2.0, 3.0
"""In miles: people go further for a qualification."""
WITHIN = timedelta(weeks=6)
"""How far apart two runs may start."""
ALIKE = 0.45
"""From how alike two subjects are the same thing; chosen on the pairs in tests/planning."""
_WANTED = ("full", "waiting-list")
_MUCH_LONGER = 3
"""A course of as many times the hours is another one: a taster is none of a whole course."""
_MOST = 5
"""How many others are told of one course, the most alike."""
_LOOKED_AT = 12
"""How many that start next each is held beside, so that work grows in step with courses."""
_SAME_HOURS, _SAME_DAY, _SAME_PART_OF_DAY, _ANY_WEEK = 1.0, 0.9, 0.7, 0.9
_AT_THE_EDGE = 0.5
"""How near is what is just near enough: between that and the very same it goes evenly."""
_NEW_PARTS = (time(12), time(17))
_PARTS = ("in the morning", "in the afternoon", "in the evening")
_ENTRY_3, _LEVEL_2 = 3, 5
"""Ranks: what has no level meets what is below Level 1, and mixed levels what is up to Level 2."""


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
        self._subjects = Subjects(catalogue.reference)
        self._slots = [slot for slot in current(catalogue) if slot.run.state not in _WANTED]
        people = {slot.course.id: _people(slot.course) for slot in self._slots}
        numbers = {kind: number for number, kind in enumerate(dict.fromkeys(people.values()))}
        self._kinds = {course: numbers[kind] for course, kind in people.items()}
        self._meeting = [
            {numbers[other] for other in numbers if self._meet(one, other)} for one in numbers
        ]
        self._minutes = _minutes_of_runs(self._slots)
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
        time, without trying all pairs.
        """
        by_key: defaultdict[Hashable, list[Slot]] = defaultdict(list)
        for slot in sorted(self._slots, key=lambda slot: slot.run.starts):
            for key in _keys(slot):
                by_key[key].append(slot)
        for slots in by_key.values():
            for one, others in _with_those_after(slots):
                near = (other for other in others if self._could_overlap(one, other))
                for other in islice(near, _LOOKED_AT):
                    yield (one, other) if one.course.id < other.course.id else (other, one)

    def _could_overlap(self, one: Slot, other: Slot) -> bool:
        return (
            one.course.provider != other.course.provider
            and self._kinds[one.course.id] in self._meeting[self._kinds[other.course.id]]
            and (one.run.venue == other.run.venue or other.run.venue in self._near[one.run.venue])
        )

    def _meet(self, one: _People, other: _People) -> bool:
        return (
            self._levels_meet(one.level, other.level)
            and one.audiences_meet(other)
            and one.languages_meet(other)
        )

    def _levels_meet(self, one: str, other: str) -> bool:
        if one == other:
            return True
        named = [level for level in (one, other) if level not in ("none", "mixed")]
        if len(named) == 2:
            return False
        rank = self._catalogue.term("levels", named[0]).rank if named else None
        return (rank or 0) <= (_LEVEL_2 if "mixed" in (one, other) else _ENTRY_3)

    def _pair(self, one: Slot, other: Slot) -> _Pair | None:
        hours = _hours(one, other)[0]
        here, there = one.run.venue, other.run.venue
        miles = 0.0 if here == there else self._miles[here or ""][there or ""]
        if not hours or miles > _limit(one, other) or not self._about_as_long(one, other):
            return None
        alike = self._subjects.likeness(one.course, other.course)
        if alike < ALIKE:
            return None
        place = _between(miles / _limit(one, other))
        score = alike * (place + hours + _start(one, other)[0]) / 3
        return _Pair(one, other, round(score, 3), miles)

    def _about_as_long(self, one: Slot, other: Slot) -> bool:
        """Whether neither is a taster beside a whole course. What goes on has no length."""
        both = [self._minutes.get((slot.course.id, slot.run.key), 0) for slot in (one, other)]
        return not all(both) or min(both) * _MUCH_LONGER >= max(both)

    def _row(self, pair: _Pair) -> OverlapRow:
        one, other = pair.one, pair.other
        topic = self._catalogue.term("topics", one.course.topics[0]).label
        levels = dict.fromkeys(
            self._catalogue.term("levels", slot.course.level).label for slot in (one, other)
        )
        words = (
            f"{topic}, {' and '.join(levels)}",
            self._where(pair),
            _hours(one, other)[1],
            _start(one, other)[1],
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


@dataclass(frozen=True, slots=True)
class _People:
    """Whom a course is for."""

    level: str
    audiences: frozenset[str]
    is_only: bool
    languages: frozenset[str]

    def audiences_meet(self, other: _People) -> bool:
        """Whether the same person could join either: some group is welcome in both, and those who
        alone may join one are named by the other.
        """
        mine, theirs = self.audiences, other.audiences
        if self.is_only or other.is_only:
            mine, theirs = mine - {"everyone"}, theirs - {"everyone"}
        return "everyone" in mine | theirs or bool(mine & theirs)

    def languages_meet(self, other: _People) -> bool:
        """Whether both are taught in languages of the same people: a class in Arabic and one in
        English are for different ones.
        """
        mine, theirs = self.languages - {"en"}, other.languages - {"en"}
        return mine == theirs or bool(mine & theirs)


def _people(course: Course) -> _People:
    audiences, languages = frozenset(course.audiences), frozenset(course.taught_in)
    return _People(course.level, audiences, bool(course.only_for), languages)


def _most_alike(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs that are among the few most alike of either course, the most alike first."""
    counts: Counter[str] = Counter()
    for pair in sorted(pairs, key=_BY_LIKENESS):
        if any(counts[course] < _MOST for course in pair.courses):
            yield pair
        counts.update(pair.courses)


def _minutes_of_runs(slots: Iterable[Slot]) -> Mapping[tuple[str, str], int]:
    """Return how many minutes each run has that has an end."""
    minutes: Counter[tuple[str, str]] = Counter()
    for slot in slots:
        if slot.run.ends is not None and not slot.run.rolling:
            whole = Window("", "", slot.run.starts, slot.run.ends)
            minutes[slot.course.id, slot.run.key] += slot.meets_in(whole) * slot.minutes
    return minutes


def _with_those_after(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Iterable[Slot]]]:
    """Yield each of the slots, which are sorted by when they start, with those that start within
    weeks after it; and each that can be joined in any week, with those that go on meanwhile.
    """
    rolling = [slot for slot in slots if slot.run.rolling]
    dated = [slot for slot in slots if not slot.run.rolling]
    for place, one in enumerate(rolling):
        yield one, (other for other in (*rolling[place + 1 :], *dated) if _meanwhile(one, other))
    starts = [slot.run.starts for slot in dated]
    for place, one in enumerate(dated):
        yield one, dated[place + 1 : bisect_right(starts, one.run.starts + WITHIN)]


def _meanwhile(one: Slot, other: Slot) -> bool:
    return (one.run.ends is None or other.run.starts <= one.run.ends) and (
        other.run.ends is None or one.run.starts <= other.run.ends
    )


def _keys(slot: Slot) -> Iterator[Hashable]:
    """Yield what a slot has in common with each that it could overlap: a topic, whether it is
    online, and a part of the day that it touches.
    """
    for topic in slot.course.topics:
        for part in _parts(slot):
            yield topic, slot.place is None, part


def _parts(slot: Slot) -> Sequence[tuple[bool, int]]:
    """Return the parts of the day that a slot touches, the one that it begins in first: whether it
    is at the weekend, and 0 to 2 for morning, afternoon and evening.
    """
    if slot.line is None:
        return ((False, -1),)
    weekend = slot.line.day in WEEKDAYS[5:]
    first = bisect_right(_NEW_PARTS, slot.line.start)
    last = bisect_left(_NEW_PARTS, slot.line.end)
    return [(weekend, part) for part in range(first, last + 1)]


def _limit(one: Slot, other: Slot) -> float:
    both = one.course.qualification and other.course.qualification
    return NEAR_FOR_A_QUALIFICATION if both else NEAR


def _between(share: float) -> float:
    return 1 - (1 - _AT_THE_EDGE) * share


def _hours(one: Slot, other: Slot) -> tuple[float, str]:
    """Return how near each other two are in the week, and in words; 0 where neither the hours nor
    the part of the day are the same.
    """
    if one.line is None or other.line is None:
        return _SAME_HOURS, "both in one's own time"
    same_day = one.line.day == other.line.day
    day = f"both on {one.line.day.capitalize()}" if same_day else "both"
    if same_day and one.line.start < other.line.end and other.line.start < one.line.end:
        return _SAME_HOURS, f"{day} at the same time"
    (weekend, part), theirs = _parts(one)[0], _parts(other)[0]
    if (weekend, part) != theirs:
        return 0, ""
    words = f"{day} {_PARTS[part]}{' at the weekend' if weekend and not same_day else ''}"
    return _SAME_DAY if same_day else _SAME_PART_OF_DAY, words


def _start(one: Slot, other: Slot) -> tuple[float, str]:
    """Return how near each other two begin, and in words."""
    if one.run.rolling or other.run.rolling:
        return _ANY_WEEK, "one can be joined in any week"
    apart = abs(one.run.starts - other.run.starts)
    weeks = round(apart.days / 7)
    words = f"{weeks} week{'s' if weeks > 1 else ''} apart" if weeks else "in the same week"
    return _between(apart / WITHIN), f"starting {words}"
