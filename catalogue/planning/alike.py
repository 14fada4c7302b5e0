"""How much two courses of different partners do the same: about the same subject, at levels that
meet, for the same people, near each other, at about the same time, starting within weeks.

One rule for the tables of planning, for the report on a pull request and for the form, which has
theme/static/js/form/alike.js, its twin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from catalogue.planning.subjects import Subjects
from catalogue.planning.windows import Window
from catalogue.records import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from catalogue.catalogue import Catalogue
    from catalogue.planning.slots import Slot
    from catalogue.records import Course, Weekly
    from catalogue.schemas import Vocabulary

NEAR, NEAR_FOR_A_QUALIFICATION = 2.0, 3.0
"""In miles: people go further for a qualification."""
WITHIN = timedelta(weeks=6)
"""How far apart two runs may start."""
ALIKE = 0.45
"""From how alike two subjects are the same thing; chosen on the pairs in tests/planning."""
WANTED = ("full", "waiting-list")
"""Runs that show that both are wanted."""
_MUCH_LONGER = 3
"""A course of as many times the hours is another one: a taster is none of a whole course."""
_SAME_HOURS, _SAME_DAY, _SAME_PART_OF_DAY, _ANY_WEEK = 1.0, 0.9, 0.7, 0.9
_AT_THE_EDGE = 0.5
"""How near is what is just near enough: between that and the very same it goes evenly."""
_NEW_PARTS = (time(12), time(17))
_PARTS = ("in the morning", "in the afternoon", "in the evening")
_ENTRY_3, _LEVEL_2 = 3, 5
"""Ranks: what has no level meets what is below Level 1, and mixed levels what is up to Level 2."""


class Likeness:
    """How alike slots of a catalogue are, of courses that may be held beside each other."""

    def __init__(self, catalogue: Catalogue, slots: Iterable[Slot]) -> None:
        self._subjects = Subjects(catalogue.reference)
        self._minutes = minutes_of_runs(slots)

    def between(self, one: Slot, other: Slot, miles: float) -> float:
        """Return how alike two are that begin within weeks of each other, so many miles apart, for
        the same people: 0 to 1, and 0 for what is not alike.
        """
        hours, limit = hours_apart(one, other)[0], _limit(one, other)
        if not hours or miles > limit or not self._about_as_long(one, other):
            return 0
        alike = self._subjects.likeness(one.course, other.course)
        if alike < ALIKE:
            return 0
        return round(alike * (_between(miles / limit) + hours + weeks_apart(one, other)[0]) / 3, 3)

    def _about_as_long(self, one: Slot, other: Slot) -> bool:
        """Whether neither is a taster beside a whole course. What goes on has no length."""
        both = [self._minutes.get((slot.course.id, slot.run.key), 0) for slot in (one, other)]
        return not all(both) or min(both) * _MUCH_LONGER >= max(both)


@dataclass(frozen=True, slots=True)
class People:
    """Whom a course is for."""

    level: str
    audiences: frozenset[str]
    is_only: bool
    languages: frozenset[str]

    @classmethod
    def of(cls, course: Course) -> People:
        """Return whom it is for."""
        audiences, languages = frozenset(course.audiences), frozenset(course.taught_in)
        return cls(course.level, audiences, bool(course.only_for), languages)

    def meet(self, other: People, levels: Vocabulary) -> bool:
        """Whether the same person could want either."""
        return (
            _levels_meet(self.level, other.level, levels)
            and self._audiences_meet(other)
            and self._languages_meet(other)
        )

    def _audiences_meet(self, other: People) -> bool:
        """Whether the same person could join either: some group is welcome in both, and those who
        alone may join one are named by the other.
        """
        mine, theirs = self.audiences, other.audiences
        if self.is_only or other.is_only:
            mine, theirs = mine - {"everyone"}, theirs - {"everyone"}
        return "everyone" in mine | theirs or bool(mine & theirs)

    def _languages_meet(self, other: People) -> bool:
        """Whether both are taught in languages of the same people: a class in Arabic and one in
        English are for different ones.
        """
        mine, theirs = self.languages - {"en"}, other.languages - {"en"}
        return mine == theirs or bool(mine & theirs)


def levels_met(level: str, levels: Vocabulary) -> Set[str]:
    """Return the levels that a course may have which somebody could join in place of one at this
    level.
    """
    return {other for other in levels.terms if _levels_meet(level, other, levels)}


def _levels_meet(one: str, other: str, levels: Vocabulary) -> bool:
    if one == other:
        return True
    named = [level for level in (one, other) if level not in ("none", "mixed")]
    if len(named) == 2:
        return False
    rank = levels.terms[named[0]].rank if named else None
    return (rank or 0) <= (_LEVEL_2 if "mixed" in (one, other) else _ENTRY_3)


def minutes_of_runs(slots: Iterable[Slot]) -> Mapping[tuple[str, str], int]:
    """Return how many minutes each run has that has an end, by course and run."""
    minutes: Counter[tuple[str, str]] = Counter()
    for slot in slots:
        if slot.run.ends is not None and not slot.run.rolling:
            whole = Window("", "", slot.run.starts, slot.run.ends)
            minutes[slot.course.id, slot.run.key] += slot.meets_in(whole) * slot.minutes
    return minutes


def meanwhile(one: Slot, other: Slot) -> bool:
    """Whether both go on at some time."""
    return (one.run.ends is None or other.run.starts <= one.run.ends) and (
        other.run.ends is None or one.run.starts <= other.run.ends
    )


def parts_of_day(slot: Slot) -> Sequence[tuple[bool, int]]:
    """Return the parts of the day that a slot touches, the one that it begins in first: whether it
    is at the weekend, and 0 to 2 for morning, afternoon and evening.
    """
    if slot.line is None:
        return ((False, -1),)
    weekend, first = _begins(slot.line)
    last = bisect_left(_NEW_PARTS, slot.line.end)
    return [(weekend, part) for part in range(first, last + 1)]


def _begins(line: Weekly) -> tuple[bool, int]:
    return line.day in WEEKDAYS[5:], bisect_right(_NEW_PARTS, line.start)


def _limit(one: Slot, other: Slot) -> float:
    both = one.course.qualification and other.course.qualification
    return NEAR_FOR_A_QUALIFICATION if both else NEAR


def _between(share: float) -> float:
    return 1 - (1 - _AT_THE_EDGE) * share


def hours_apart(one: Slot, other: Slot) -> tuple[float, str]:
    """Return how near each other two are in the week, and in words; 0 where neither the hours nor
    the part of the day are the same.
    """
    mine, theirs = one.line, other.line
    if mine is None or theirs is None:
        return _SAME_HOURS, "both in one's own time"
    same_day = mine.day == theirs.day
    overlap = same_day and mine.start < theirs.end and theirs.start < mine.end
    weekend, part = begun = _begins(mine)
    if not overlap and begun != _begins(theirs):
        return 0, ""
    day = f"both on {mine.day.capitalize()}" if same_day else "both"
    if overlap:
        return _SAME_HOURS, f"{day} at the same time"
    words = f"{day} {_PARTS[part]}{' at the weekend' if weekend and not same_day else ''}"
    return _SAME_DAY if same_day else _SAME_PART_OF_DAY, words


def weeks_apart(one: Slot, other: Slot) -> tuple[float, str]:
    """Return how near each other two begin, and in words."""
    if one.run.rolling or other.run.rolling:
        return _ANY_WEEK, "one can be joined in any week"
    apart = abs(one.run.starts - other.run.starts)
    weeks = round(apart.days / 7)
    words = f"{weeks} week{'s' if weeks > 1 else ''} apart" if weeks else "in the same week"
    return _between(apart / WITHIN), f"starting {words}"
