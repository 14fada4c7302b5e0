"""Where postcodes and wards are, from reference/.

Used by the rules and the Catalogue. Points are WGS84 degrees; distances are metres on a sphere,
right to within half a per cent in a city.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from catalogue.outlines import outline_of
from catalogue.problems import SchemaError
from catalogue.quoting import quoted
from catalogue.records import Point
from catalogue.reference_files import built_right, read_rows
from catalogue.schemas import name_of_ours, read_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from catalogue.records import Venue
    from catalogue.schemas import Term

    Rings = Sequence[Sequence[tuple[float, float]]]
    """The outlines of an area and of the holes in it, as degrees east and north."""

_SHARED_TOO_OFTEN = 15
"""A point with as many postcodes as this is a sorting office: large users' post goes there
(reference/README.md).
"""
_EARTH_METRES = 6_371_000
METRES_A_MILE = 1609.344
_POSTCODE_COLUMNS = ("postcode", "lat", "lon", "shared", "la_code", "ward_code")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Postcode:
    """One live postcode. `council` is a code, `ward` a name that is empty outside the city;
    `trusted` says whether the point is its own.
    """

    text: str
    point: Point
    trusted: bool
    council: str
    ward: str


@dataclass(frozen=True)
class Places:
    """Every live postcode of the city's postcode areas, the bounds of its wards by name, and the
    water around it.
    """

    postcodes: Mapping[str, Postcode]
    rings: Mapping[str, Rings]
    water: Rings = ()

    @cached_property
    def wards(self) -> frozenset[str]:
        """The names of the wards."""
        return frozenset(self.rings)

    @cached_property
    def outline(self) -> Rings:
        """The bounds of the whole city."""
        return outline_of(self.rings.values())

    @cached_property
    def postcode_areas(self) -> tuple[str, ...]:
        """The letters that the postcodes begin with, such as L."""
        return tuple(sorted(set(map(_area_of, self.postcodes))))

    def knows_area_of(self, postcode: str) -> bool:
        """Whether we would know the postcode if it were live: our list is of a few areas only."""
        return _area_of(postcode) in self.postcode_areas

    def ward_at(self, point: Point) -> str:
        """Return the name of the ward around a point, empty outside the city."""
        return next((name for name, rings in self.rings.items() if _is_inside(point, rings)), "")


def _area_of(postcode: str) -> str:
    return "".join(takewhile(str.isalpha, postcode))


def _is_inside(point: Point, rings: Rings) -> bool:
    """Whether a line from a point to the east crosses the rings an odd number of times."""
    inside = False
    for ring in rings:
        for (east, north), (next_east, next_north) in pairwise(ring):
            if (north > point.latitude) != (next_north > point.latitude):
                share = (point.latitude - north) / (next_north - north)
                inside ^= point.longitude < east + share * (next_east - east)
    return inside


def metres_between(one: Point, other: Point) -> float:
    """Return the distance of two points in metres, as the crow flies."""
    north = math.radians(other.latitude - one.latitude)
    east = math.radians(other.longitude - one.longitude) * math.cos(
        math.radians((one.latitude + other.latitude) / 2)
    )
    return _EARTH_METRES * math.hypot(north, east)


def load_places(folder: Path) -> Places:
    """Read postcodes, wards and water from `folder`. Raises SchemaError, which names the file and
    its line.
    """
    wards, file = _features(folder / "wards.geojson", ("code", "name")), folder / "postcodes.csv"
    names = {about["code"]: about["name"] for about, _ in wards}
    postcodes: dict[str, Postcode] = {}
    met: set[str] = set()
    for line, row in read_rows(file, _POSTCODE_COLUMNS):
        with built_right(file, line):
            postcode = _postcode(row, names)
        postcodes[postcode.text] = postcode
        met.add(row["ward_code"])
    if empty := sorted(names[code] for code in names.keys() - met):
        what = f"There is no postcode of {empty[0]}, so half of the file may be missing."
        raise SchemaError(f"{name_of_ours(file)}: {what}")
    return Places(
        postcodes,
        {about["name"]: rings for about, rings in wards},
        [ring for _, rings in _features(folder / "water.geojson", ()) for ring in rings],
    )


def load_outlines(file: Path) -> Mapping[str, Rings]:
    """Read the outlines of areas by their codes; none where there is no such file, as in another
    city. Raises SchemaError.
    """
    features = _features(file, ("code",)) if file.exists() else ()
    return {about["code"]: rings for about, rings in features}


def _features(file: Path, known: Collection[str]) -> list[tuple[dict[str, Any], Rings]]:
    """Read what is `known` of each area, and the outlines of it. There is at least one."""
    read = read_json(file)
    with built_right(file):
        found = [
            ({name: str(row["properties"][name]) for name in known}, _rings(row["geometry"]))
            for row in read["features"]
        ]
        if not found:
            raise ValueError("there is no area")
    return found


def _rings(shape: dict[str, Any]) -> Rings:
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [[_corner(corner) for corner in ring] for part in parts for ring in part]
    if not rings or any(len(ring) < 4 for ring in rings):
        raise ValueError("an outline has fewer than four corners")
    return rings


def _corner(corner: Sequence[float]) -> tuple[float, float]:
    point = _point(corner[1], corner[0])
    return point.longitude, point.latitude


def _point(latitude: str | float, longitude: str | float) -> Point:
    point = Point(float(latitude), float(longitude))
    if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
        raise ValueError("a place is not on the earth")
    return point


def _postcode(row: Mapping[str, str], wards: Mapping[str, str]) -> Postcode:
    if not _POSTCODE.fullmatch(row["postcode"]):
        raise ValueError(f"{quoted(row['postcode'])} is no postcode")
    return Postcode(
        text=row["postcode"],
        point=_point(row["lat"], row["lon"]),
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
    # A postcode can lie in two wards; the door is in one.
    ward = places.ward_at(venue.point) if venue.point else ""
    ward = ward or (postcode.ward if postcode else "")
    found = tuple(area.id for area in areas if ward in area.wards)
    return Place(point, ward or None, found or venue.areas)
