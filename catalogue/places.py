"""Where postcodes and wards are, from reference/.

Used by the rules and the Catalogue. Points are WGS84 degrees; distances are metres on a sphere,
right to within half a per cent in a city.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.records import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from catalogue.records import Venue
    from catalogue.schemas import Term

_CITY_REGION = {"E08000012", "E08000011", "E08000014", "E08000013", "E08000015", "E06000006"}
"""Councils of the Liverpool City Region: Liverpool, Knowsley, Sefton, St Helens, Wirral, Halton."""
_SHARED_TOO_OFTEN = 15
"""A point with as many postcodes as this is a sorting office: large users' post goes there
(reference/README.md).
"""
_EARTH_METRES = 6_371_000
_NEAR_METRES = 850
"""No street in Liverpool is further from a postcode of ours; the other bank of the Mersey is."""


@dataclass(frozen=True, slots=True)
class Postcode:
    """One live postcode. `ward` is a name, and empty outside Liverpool; `trusted` says whether
    the point is its own.
    """

    text: str
    point: Point
    trusted: bool
    council: str
    ward: str

    @property
    def in_city_region(self) -> bool:
        """Whether its council belongs to the Liverpool City Region."""
        return self.council in _CITY_REGION


@dataclass(frozen=True)
class Places:
    """Every live postcode of postcode area L, and the names of Liverpool's wards."""

    postcodes: Mapping[str, Postcode]
    wards: frozenset[str]

    def knows_area_of(self, postcode: str) -> bool:
        """Whether we would know the postcode if it were live: our list is of postcode area L
        only.
        """
        return postcode[0] == "L" and postcode[1].isdigit()

    def nearest_postcode(self, point: Point) -> Postcode | None:
        """Return the live postcode nearest to a point, or None where none of ours is near."""
        trusted = (postcode for postcode in self.postcodes.values() if postcode.trusted)
        nearest = min(trusted, key=lambda postcode: metres_between(point, postcode.point))
        return nearest if metres_between(point, nearest.point) <= _NEAR_METRES else None


def metres_between(one: Point, other: Point) -> float:
    """Return the distance of two points in metres, as the crow flies."""
    north = math.radians(other.latitude - one.latitude)
    east = math.radians(other.longitude - one.longitude) * math.cos(
        math.radians((one.latitude + other.latitude) / 2)
    )
    return _EARTH_METRES * math.hypot(north, east)


def load_places(folder: Path) -> Places:
    """Read postcodes and wards from `folder`. Raises OSError, or ValueError where a file is not
    as expected.
    """
    wards = _ward_names(folder / "wards.geojson")
    with (folder / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        postcodes = [_postcode(row, wards) for row in csv.DictReader(file)]
    return Places({postcode.text: postcode for postcode in postcodes}, frozenset(wards.values()))


def _ward_names(path: Path) -> dict[str, str]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: feature["properties"]["name"] for feature in features}


def _postcode(row: dict[str, str], wards: Mapping[str, str]) -> Postcode:
    return Postcode(
        text=row["postcode"],
        point=Point(float(row["lat"]), float(row["lon"])),
        trusted=int(row["shared"]) < _SHARED_TOO_OFTEN,
        council=row["la_code"],
        ward=wards.get(row["ward_code"], ""),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a venue is. `point` and `ward` (a name) are None where they cannot be known; `areas`
    are ids.
    """

    point: Point | None
    ward: str | None
    areas: tuple[str, ...]


def place_of(venue: Venue, places: Places, areas: Iterable[Term]) -> Place:
    """Work out where a venue is from its point, its postcode or, failing both, the areas that
    its file names.
    """
    postcode = places.postcodes.get(venue.address.postcode or "")
    point = venue.point or (postcode.point if postcode and postcode.trusted else None)
    if postcode is None and point is not None and _may_be_ours(venue, places):
        postcode = places.nearest_postcode(point)
    ward = postcode.ward if postcode else ""
    found = tuple(area.id for area in areas if ward in area.wards)
    return Place(point, ward or None, found or venue.areas)


def _may_be_ours(venue: Venue, places: Places) -> bool:
    written = venue.address.postcode
    return written is None or places.knows_area_of(written)
