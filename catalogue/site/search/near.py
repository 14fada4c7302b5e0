"""Where people can be: postcodes in one small file a district, and the places people name.

Distances are worked out in the browser. It fetches the file of a whole district, so that nobody
learns which postcode was typed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.records import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.places import Places, Postcode
    from catalogue.site.views.site import Site

_DEGREE = 10_000
"""Points are in ten-thousandths of a degree: 11 metres, about as exact as a postcode is."""

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place people name, in degrees, and the other names it has."""

    name: str
    at: Point
    other_names: tuple[str, ...] = ()


def districts_of(places: Places) -> Mapping[str, Mapping[str, Spot | None]]:
    """Give the spot of each postcode by district and then by its second half: L8, then 7PE.

    The spot of a large user's postcode is not known: None. The middle of the district stands under
    an empty name, and is None in a district of large users, which is no part of the city.
    """
    by_district: defaultdict[str, list[Postcode]] = defaultdict(list)
    for postcode in places.postcodes.values():
        by_district[postcode.text.partition(" ")[0]].append(postcode)
    return {
        district: {
            "": _middle(postcodes),
            **{
                one.text.partition(" ")[2]: _spot(one.point) if one.trusted else None
                for one in postcodes
            },
        }
        for district, postcodes in sorted(by_district.items())
    }


def named_places(site: Site) -> Iterator[NamedPlace]:
    """Yield areas, wards, what else people call where they are, and the venues that teach now. A
    ward of an area's name is that area, and few say what stands in brackets behind a name.
    """
    catalogue = site.catalogue
    areas = catalogue.vocabularies["areas"].terms
    told: set[str] = set()
    middles = middles_of_areas(catalogue)
    for area, middle in middles.items():
        told.add(areas[area].label)
        yield NamedPlace(areas[area].label, middle, areas[area].synonyms)
    homes = _homes(catalogue.reference.places)
    for ward in sorted(catalogue.reference.places.wards - told):
        if around := middle_of(homes[ward]):
            yield NamedPlace(ward, around)
    for place in site.reference.city.places:
        point = Point(place.at[1], place.at[0]) if place.at else None
        if at := point or middle_of(middles[area] for area in place.areas if area in middles):
            yield NamedPlace(place.name, at, place.other_names)
    for venue in catalogue.groups.get("venue", {}):
        if point := catalogue.places[venue].point:
            name = catalogue.venues[venue].name
            short = name.partition(" (")[0]
            yield NamedPlace(name, point, () if short == name else (short,))


def middles_of_areas(catalogue: Catalogue) -> dict[str, Point]:
    """Return the middle of the homes of each area, by its id."""
    homes = _homes(catalogue.reference.places)
    middles = {
        area.id: middle_of([point for ward in area.wards for point in homes[ward]])
        for area in catalogue.vocabularies["areas"].terms.values()
    }
    return {area: middle for area, middle in middles.items() if middle}


def _homes(places: Places) -> Mapping[str, Sequence[Point]]:
    found: defaultdict[str, list[Point]] = defaultdict(list)
    for postcode in places.postcodes.values():
        if postcode.ward and postcode.trusted:
            found[postcode.ward].append(postcode.point)
    return found


def middle_of(points: Iterable[Point]) -> Point | None:
    """Return the middle of points, such as those of all homes of a ward."""
    known: Sequence[Point] = tuple(points)
    if not known:
        return None
    return Point(
        sum(point.latitude for point in known) / len(known),
        sum(point.longitude for point in known) / len(known),
    )


def _middle(postcodes: Sequence[Postcode]) -> Spot | None:
    trusted = [one.point for one in postcodes if one.trusted]
    # Where large users are many, the others are far apart, and their middle is at none of them.
    return _spot(middle_of(trusted)) if 4 * len(trusted) > 3 * len(postcodes) else None


def _spot(point: Point | None) -> Spot | None:
    if point is None:
        return None
    return round(point.latitude * _DEGREE), round(point.longitude * _DEGREE)
