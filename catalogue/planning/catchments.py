"""Need beside provision: how much of what answers a need is within reach of those who have it.

The enhanced two-step floating catchment method (W. Luo and Y. Qi, “An enhanced two-step floating
catchment area (E2SFCA) method for measuring spatial accessibility to primary care physicians”,
Health & Place 15, 2009). First each place shares its hours out among the people within reach, the
nearer the more; then each neighbourhood adds up its shares of all places. What all neighbourhoods
have, times their people, is what there was to share: nothing is lost or counted twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.distances import miles_between
from catalogue.planning.need_table import NOBODY_KNOWS
from catalogue.planning.slots import current
from catalogue.planning.table import PlanningTable, says
from catalogue.planning.windows import year_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure, Needs
    from catalogue.planning.distances import Miles
    from catalogue.planning.slots import Slot

RINGS = ((0.5, 1.0), (1.0, 0.68), (1.5, 0.22))
"""How far people go, in miles, and how much a place that far counts: up to each edge, included. The
weights are Luo and Qi's for the first, second and third zone."""


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What is within reach of one place that people live in. `rank` 1 is where the most people have
    the least within reach.
    """

    level: str = says("Level")
    id: str = says("Code")
    name: str = says("Name")
    measure: str = says("Measure")
    people: float | None = says("People in need, or weight", "people or weight")
    hours_within_reach: float = says(
        "Hours a year of what answers it, for each of them", "hours a person"
    )
    rank: int | None = says("Rank: high need and little provision first")
    is_estimate: bool = says("An estimate")


def access(catalogue: Catalogue, detour: float = 1.0) -> PlanningTable[AccessRow]:
    """Return, for each measure, what is within reach of each neighbourhood and ward."""
    needs = catalogue.reference.needs
    if needs is None:
        return PlanningTable("access", _TITLE, AccessRow, (), (NOBODY_KNOWS,))
    slots = list(current(catalogue))
    homes = {code: one.point for code, one in needs.neighbourhoods.items()}
    venues = {
        venue: place.point for venue, place in catalogue.places.items() if place.point is not None
    }
    within = {
        home: {venue: far for venue, far in reach.items() if weight_at(far)}
        for home, reach in miles_between(homes, venues, detour).items()
    }
    year = year_from(catalogue.today)
    dated = [(slot, slot.meets_in(year) * slot.minutes) for slot in slots if not slot.is_open_ended]
    rows: list[AccessRow] = []
    for measure in needs.measures.values():
        supply = _supply(dated, measure)
        reached = floating_catchments(needs.figures[measure.id], supply, within)
        rows += _rows(needs, measure, reached)
    return PlanningTable("access", _TITLE, AccessRow, tuple(rows), _notes(catalogue, slots, detour))


_TITLE = "What is within reach of those who may need it"


def _notes(catalogue: Catalogue, slots: list[Slot], detour: float) -> tuple[str, ...]:
    lost = {slot.course.id for slot in slots if slot.place is not None and slot.place.point is None}
    rings = "; ".join(f"up to {edge} miles {weight}" for edge, weight in RINGS)
    return (
        f"Hours are dated hours of the next 12 months. A place counts by how far it is: {rings}. "
        f"Distances are straight lines times {detour}.",
        f"Online courses count for nothing here, and so do {len(lost)} courses at places whose "
        "point on the map is not known.",
        "People and courses of neighbouring councils are not in the data: near the edges of the "
        "city figures are too low or too high.",
    )


def _supply(dated: Iterable[tuple[Slot, int]], measure: Measure) -> dict[str, float]:
    """Return the hours of what answers a measure, by venue."""
    minutes: defaultdict[str, int] = defaultdict(int)
    for slot, taken in dated:
        if slot.run.venue and answers(slot, measure):
            minutes[slot.run.venue] += taken
    return {venue: total / 60 for venue, total in minutes.items()}


def answers(slot: Slot, measure: Measure) -> bool:
    """Whether a course is of a kind that answers a measure."""
    course = slot.course
    return (
        (not measure.topics or any(topic in measure.topics for topic in course.topics))
        and (not measure.levels or course.level in measure.levels)
        and (not measure.audiences or any(one in measure.audiences for one in course.audiences))
    )


def floating_catchments(
    people: Mapping[str, float], supply: Mapping[str, float], miles: Miles
) -> dict[str, float]:
    """Return how much supply there is for each person in need, by where they live. What no one in
    need can reach is nobody's.
    """
    weights = {
        home: {
            venue: weight
            for venue, far in reach.items()
            if venue in supply and (weight := weight_at(far))
        }
        for home, reach in miles.items()
    }
    demand: defaultdict[str, float] = defaultdict(float)
    for home, reach in weights.items():
        for venue, weight in reach.items():
            demand[venue] += people[home] * weight
    share = {venue: supply[venue] / wanted for venue, wanted in demand.items() if wanted}
    return {
        home: sum(share.get(venue, 0.0) * weight for venue, weight in reach.items())
        for home, reach in weights.items()
    }


def weight_at(miles: float) -> float:
    """Return how much a place counts that is so far away: 0 beyond the last ring."""
    return next((weight for edge, weight in RINGS if miles <= edge), 0.0)


def _rows(needs: Needs, measure: Measure, reached: Mapping[str, float]) -> Iterator[AccessRow]:
    figures = needs.figures[measure.id]
    city = sum(figures.values())
    everyone = sum(figures[code] * reached[code] for code in figures) / city if city else 0.0

    def shortfall(code: str) -> float:
        return figures[code] * max(0.0, everyone - reached[code])

    order = sorted(figures, key=lambda code: (-shortfall(code), -figures[code], code))
    ranks = {code: rank for rank, code in enumerate((c for c in order if figures[c]), 1)}
    for code, one in sorted(needs.neighbourhoods.items()):
        # What is known of larger areas alone is shown of none smaller.
        shown = None if measure.is_estimate else figures[code]
        rank = None if measure.is_estimate else ranks.get(code)
        yield AccessRow("lsoa", code, one.name, measure.id, shown, reached[code], rank, False)
    yield from _wards(needs, measure, reached, everyone)


def _wards(
    needs: Needs, measure: Measure, reached: Mapping[str, float], everyone: float
) -> Iterator[AccessRow]:
    figures = needs.figures[measure.id]
    people: defaultdict[str, float] = defaultdict(float)
    hours: defaultdict[str, float] = defaultdict(float)
    for code, one in needs.neighbourhoods.items():
        people[one.ward] += figures[code]
        hours[one.ward] += figures[code] * reached[code]
    each = {ward: hours[ward] / people[ward] if people[ward] else 0.0 for ward in people}
    order = sorted(people, key=lambda ward: (-people[ward] * max(0.0, everyone - each[ward]), ward))
    ranks = {ward: rank for rank, ward in enumerate((w for w in order if people[w]), 1)}
    for ward in sorted(people):
        row = (people[ward], each[ward], ranks.get(ward), measure.is_estimate)
        yield AccessRow("ward", ward, ward, measure.id, *row)
