"""What a rule is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from catalogue.addresses import Listed
    from catalogue.problems import Code, Way
    from catalogue.records import (
        Bid,
        ContentPage,
        Course,
        Priority,
        Provider,
        Record,
        ReviewedOverlap,
        Run,
        Venue,
    )
    from catalogue.reference import Reference


@dataclass(frozen=True)
class Records:
    """Everything that was read, before the rules: each file that the schema passed is a record
    here, by id.

    `broken` names the records, as (kind, id), whose files are there but could not be read: they
    exist, so pointing to one is not a mistake, but nothing more is known of them. `newcomers` are
    files that came last, as far as that is known: where two say the same, they are the copies.
    """

    courses: Mapping[str, Course]
    providers: Mapping[str, Provider]
    venues: Mapping[str, Venue]
    reference: Reference
    today: date
    broken: frozenset[tuple[str, str]] = frozenset()
    pages: Mapping[str, ContentPage] = field(default_factory=dict)
    newcomers: frozenset[str] = frozenset()
    reviewed: tuple[ReviewedOverlap, ...] = ()
    addresses: tuple[Listed, ...] = ()
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    bids: Mapping[str, Bid] = field(default_factory=dict)

    def has(self, kind: str, record_id: str) -> bool:
        """Whether there is a file for it, broken or not. `kind` is course, provider,
        venue, priority or bid.
        """
        whole: Mapping[str, Mapping[str, object]] = {
            "course": self.courses,
            "provider": self.providers,
            "venue": self.venues,
            "priority": self.priorities,
            "bid": self.bids,
        }
        return record_id in whole[kind] or (kind, record_id) in self.broken

    @property
    def providers_and_venues(self) -> Sequence[Provider | Venue]:
        """Every provider, then every venue."""
        return [*self.providers.values(), *self.venues.values()]

    @property
    def everything(self) -> Sequence[Record]:
        """Every course, then every provider, then every venue."""
        return [*self.courses.values(), *self.providers_and_venues]

    @cached_property
    def runs(self) -> Sequence[tuple[Course, int, Run]]:
        """Every run with its course and its position in the course's file."""
        return [
            (course, index, run)
            for course in self.courses.values()
            for index, run in enumerate(course.runs)
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a record: in which field, what is wrong, and how to mend it."""

    code: Code
    record: Record | ContentPage | Priority | Bid
    field: Way
    what: str
    mend: str
