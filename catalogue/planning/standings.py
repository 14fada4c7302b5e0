"""Where a target stands: each kind of target counted from the table that has it, and from no other.

By straight lines, whatever detour other tables are asked for: a target must not move by itself.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from catalogue.planning.pathways import MISSING_RUNG
from catalogue.planning.provision import provision_in
from catalogue.planning.windows import year_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from catalogue.planning.planned import Planned
    from catalogue.planning.reach import ReachRow
    from catalogue.records import PriorityTarget


def key_of(target: PriorityTarget, need: str) -> str:
    """Return what is counted, without how much of it is wanted and by when: it outlives both."""
    return " ".join(filter(None, (target.counts, target.named, need)))


class Standings:
    """Counts targets from the tables of one catalogue, which are made by straight lines."""

    def __init__(self, planned: Planned) -> None:
        self._planned, self._catalogue = planned, planned.catalogue

    def of(self, target: PriorityTarget, need: str) -> float | None:
        """Return where a target of a measure stands, in the unit of its kind; None if that cannot
        be known, as where nobody is in need or nothing is listed.
        """
        return _COUNTS[target.counts](self, target.named, need)

    @cached_property
    def _reach(self) -> Mapping[tuple[str, str], ReachRow]:
        return {(row.kind, row.measure): row for row in self._planned.reach.rows}

    @cached_property
    def _hours(self) -> Mapping[str, float]:
        rows = provision_in(self._catalogue, [year_from(self._catalogue.today)])
        return {row.id: row.hours for row in rows if row.by == "any-topic"}

    @cached_property
    def _quality(self) -> Mapping[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for row in self._planned.quality.rows:
            missing, of = found.get(row.matter, (0, 0))
            found[row.matter] = missing + row.missing, of + row.of
        return found

    def people_near(self, courses: str, need: str) -> float | None:
        """Of those in need, how many in a hundred have a course of a kind within a mile."""
        row = self._reach.get((courses, need))
        return None if row is None or not row.people else 100 * row.near / row.people

    def minutes_within_reach(self, _named: str, need: str) -> float | None:
        """Minutes a year of what answers a need, for each person who has it."""
        rows = self._planned.access.rows
        wards = [row for row in rows if (row.level, row.measure) == ("ward", need)]
        people = sum(row.people or 0 for row in wards)
        hours = sum((row.people or 0) * row.hours_within_reach for row in wards)
        return 60 * hours / people if people else None

    def hours_taught(self, topic: str, _need: str) -> float:
        """Dated hours of a topic in the next 12 months."""
        return self._hours.get(topic, 0.0)

    def not_said(self, fact: str, _need: str) -> float | None:
        """Of current courses, how many in a hundred do not say something."""
        missing, of = self._quality.get(fact, (0, 0))
        return 100 * missing / of if of else None

    def pairs(self, _named: str, _need: str) -> float:
        """How many overlaps there are that nobody has talked about."""
        return float(len(self._planned.overlaps.rows))

    def missing_rungs(self, topic: str, _need: str) -> float:
        """At how many places the next level of a topic is nowhere near."""
        label = self._catalogue.term("topics", topic).label
        return float(
            sum(
                (row.kind, row.subject) == (MISSING_RUNG, label)
                for row in self._planned.pathways.rows
            )
        )


_COUNTS: Mapping[str, Callable[[Standings, str, str], float | None]] = {
    "people-near": Standings.people_near,
    "minutes-within-reach": Standings.minutes_within_reach,
    "hours-taught": Standings.hours_taught,
    "not-said": Standings.not_said,
    "overlaps": Standings.pairs,
    "missing-rungs": Standings.missing_rungs,
}
