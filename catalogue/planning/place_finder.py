"""Where one more course would reach most people who have nothing like it near them.

`finder_data` is what the page for it fetches: who lives near which place, and where what is taught.
`places_for` finds in it as the page does (theme/static/js/plan/place.js); the figures are those of
`effects`, to which a test holds both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.planning.distances import miles_between
from catalogue.planning.provision import time_of
from catalogue.planning.reach import NEAR
from catalogue.planning.slots import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure, Needs
    from catalogue.records import Venue

MOST = 10
"""How many places are shown."""
EVERYONE = "residents"


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place for a course: how many people live near it, and how many of them have nothing like it
    near. `venue` is its id.
    """

    venue: str
    people: float
    without: float


def finder_data(catalogue: Catalogue, detour: float = 1.0) -> dict[str, Any] | None:
    """Return what places are found in, as JSON has it; None where nothing is known of who lives
    where. `homes` and `places` are known by their numbers everywhere else. A measure that is known
    of MSOAs alone has their figures, and is split by residents where it is added up.
    """
    needs = catalogue.reference.needs
    if needs is None:
        return None
    points = {
        venue: place.point
        for venue, place in sorted(catalogue.places.items())
        if place.point is not None
    }
    today = catalogue.today
    homes = list(needs.neighbourhoods)
    miles = miles_between(
        {code: needs.neighbourhoods[code].point for code in homes}, points, detour
    )
    numbers = {venue: number for number, venue in enumerate(points)}
    areas = list(dict.fromkeys(needs.neighbourhoods[code].msoa for code in homes))
    return {
        "places": list(points),
        "names": [
            (catalogue.venues[venue].name, catalogue.places[venue].ward or "outside the city")
            for venue in points
        ],
        "closed": [
            number
            for venue, number in numbers.items()
            if _is_closed(catalogue.venues[venue], today)
        ],
        "near": [
            [number for number, code in enumerate(homes) if miles[code][venue] <= NEAR]
            for venue in points
        ],
        "residents": [needs.neighbourhoods[code].residents for code in homes],
        "areas": [areas.index(needs.neighbourhoods[code].msoa) for code in homes],
        "measures": [
            _measure(needs, measure, homes, areas)
            for measure in needs.measures.values()
            if measure.id == EVERYONE or _can_be_answered(measure)
        ],
        "taught": _taught(catalogue, numbers),
    }


def _is_closed(venue: Venue, today: date) -> bool:
    return venue.closed_on is not None and venue.closed_on <= today


def _can_be_answered(measure: Measure) -> bool:
    named = bool(measure.topics or measure.levels)
    return named and not measure.audiences and measure.unit == "people"


def _measure(
    needs: Needs, measure: Measure, homes: list[str], areas: list[str]
) -> Mapping[str, object]:
    by = "area" if measure.is_estimate else "home"
    figures = (
        [needs.areas[measure.id][code] for code in areas]
        if measure.is_estimate
        else [needs.figures[measure.id][code] for code in homes]
    )
    about = {"label": "people" if measure.id == EVERYONE else measure.label, "by": by}
    whom = {"topics": measure.topics, "levels": measure.levels}
    return {"id": measure.id, **about, **whom, "figures": figures}


def _taught(catalogue: Catalogue, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """Return where there is a current course of a topic, a level and a time of day."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for slot in current(catalogue):
        if slot.run.venue and slot.run.venue in numbers:
            key = f"{slot.course.topics[0]} {slot.course.level} {time_of(slot)}"
            found[key].add(numbers[slot.run.venue])
    return {key: sorted(places) for key, places in sorted(found.items())}


def whom_for(data: Mapping[str, Any], topic: str, level: str) -> Mapping[str, Any]:
    """Return the measure of whom such a course is for: the first that it answers, else everyone."""
    everyone = next(one for one in data["measures"] if one["id"] == EVERYONE)
    return next(
        (
            one
            for one in data["measures"]
            if (one["topics"] or one["levels"])
            and (not one["topics"] or topic in one["topics"])
            and (not one["levels"] or level in one["levels"])
        ),
        everyone,
    )


def places_for(data: Mapping[str, Any], topic: str, level: str, time: str) -> list[FoundPlace]:
    """Return the places where a course would reach most people who have nothing like it near: no
    current course of its main topic, level and time of day.
    """
    people = _people(data, whom_for(data, topic, level))
    taken = {
        home
        for place in data["taught"].get(f"{topic} {level} {time}", ())
        for home in data["near"][place]
    }
    found = [
        FoundPlace(
            venue=venue,
            people=sum(people[home] for home in near),
            without=sum(people[home] for home in near if home not in taken),
        )
        for number, (venue, near) in enumerate(zip(data["places"], data["near"], strict=True))
        if number not in data["closed"]
    ]
    return sorted(found, key=lambda one: (-one.without, one.venue))[:MOST]


def _people(data: Mapping[str, Any], measure: Mapping[str, Any]) -> list[float]:
    if measure["by"] == "home":
        return list(measure["figures"])
    residents: defaultdict[int, int] = defaultdict(int)
    for area, number in zip(data["areas"], data["residents"], strict=True):
        residents[area] += number
    return [
        measure["figures"][area] * number / residents[area]
        for area, number in zip(data["areas"], data["residents"], strict=True)
    ]
