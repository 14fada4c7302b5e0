"""What listings do not say, partner by partner, and what that costs residents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.overdue import A_TERM
from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Run, Venue


@dataclass(frozen=True, slots=True)
class QualityRow:
    """How many of a partner's current listings do not say something. `of` is how many there are of
    what could say it.
    """

    provider: str = says("Partner")
    matter: str = says("What")
    label: str = says("What is not said")
    missing: int = says("Do not say it", "listings")
    of: int = says("Of", "listings")
    share: float | None = says("Share", "0 to 1")
    costs: str = says("What that costs residents")


@dataclass(frozen=True, slots=True)
class _Matter:
    """Something that listings should say: of which of them, and who is not served where they do
    not. `costs` begins with how many.
    """

    id: str
    label: str
    costs: str
    lacks: Callable[[_Listing], bool | None]


@dataclass(frozen=True, slots=True)
class _Listing:
    course: Course
    runs: tuple[Run, ...]
    venues: tuple[Venue, ...]
    catalogue: Catalogue

    def support(self, name: str) -> bool:
        """Whether nobody said if there is a kind of support."""
        return self.course.support.get(name, "ask") == "ask"

    def access(self, name: str) -> bool | None:
        """Whether nobody said what one of its places is like; None where it has no place."""
        if not self.venues:
            return None
        return any(venue.access.get(name, "ask") == "ask" for venue in self.venues)


MATTERS = (
    _Matter(
        "creche",
        "whether there is a crèche",
        "cannot be found by people who need a crèche",
        lambda listing: listing.support("creche"),
    ),
    _Matter(
        "step-free",
        "whether the place is step-free",
        "cannot be chosen by people who cannot use steps",
        lambda listing: listing.access("step-free"),
    ),
    _Matter(
        "hearing-loop",
        "whether there is a hearing loop",
        "cannot be chosen by people who need a hearing loop",
        lambda listing: listing.access("hearing-loop"),
    ),
    _Matter(
        "point",
        "where the place is on the map",
        "are in no list by distance, and in no figure of planning that has to do with reach",
        lambda listing: (
            any(listing.catalogue.places[venue.id].point is None for venue in listing.venues)
            if listing.venues
            else None
        ),
    ),
    _Matter(
        "places",
        "how many places there are",
        "are in no figure of learner-hours",
        lambda listing: any(run.places is None for run in listing.runs),
    ),
    _Matter(
        "what-one-learns",
        "what one will learn",
        "leave people to guess what a class is like",
        lambda listing: not listing.course.you_will_learn,
    ),
    _Matter(
        "next-steps",
        "what one can do next",
        "end without a way on",
        lambda listing: not listing.course.leads_to and not listing.course.next_steps,
    ),
    _Matter(
        "checked",
        "that somebody has looked it over this term",
        "may tell people what is no longer true",
        lambda listing: listing.course.checked < listing.catalogue.today - A_TERM,
    ),
)


def quality(catalogue: Catalogue) -> PlanningTable[QualityRow]:
    """Return, for each partner by name, what its current listings do not say."""
    rows = tuple(_rows(catalogue))
    return PlanningTable("quality", "What listings do not say", QualityRow, rows, _NOTES)


_NOTES = (
    "Of courses that go on or are still to come. “Ask” and nothing are not known; “no” is known.",
    "Partners stand in the order of the alphabet: this is for asking, and no ranking.",
)


def _rows(catalogue: Catalogue) -> Iterator[QualityRow]:
    listings: dict[str, list[_Listing]] = {provider: [] for provider in catalogue.providers}
    for course in catalogue.current:
        runs = tuple(run for run in catalogue.live_runs(course) if not run.is_off)
        venues = tuple(
            catalogue.venues[one] for one in sorted({run.venue or "" for run in runs} - {""})
        )
        if runs:
            listings[course.provider].append(_Listing(course, runs, venues, catalogue))
    for provider, own in listings.items():
        for matter in MATTERS:
            said = [lacks for lacks in map(matter.lacks, own) if lacks is not None]
            missing = sum(said)
            yield QualityRow(
                provider=provider,
                matter=matter.id,
                label=matter.label,
                missing=missing,
                of=len(said),
                share=missing / len(said) if said else None,
                costs=f"{missing} of {len(said)} courses {matter.costs}." if missing else "",
            )
