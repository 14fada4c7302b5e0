"""What is true of this city and of no other, from reference/city.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from catalogue.phones import national_number
from catalogue.problems import SchemaError
from catalogue.schemas import read_ours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

FILE = "city.yaml"


@dataclass(frozen=True, slots=True)
class Region:
    """The councils around the city, by the codes that postcodes have."""

    name: str
    councils: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A piece of the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map, `turned` by degrees; `kind` is water, or beyond for a neighbour. `at` is
    degrees east and north.
    """

    text: str
    kind: str
    at: tuple[float, float]
    turned: int = 0


@dataclass(frozen=True, slots=True)
class AreaName:
    """Where the name of an area (an id) is written on the map; a `main` one on every screen."""

    area: str
    at: tuple[float, float]
    main: bool = False


@dataclass(frozen=True, slots=True)
class CityMap:
    """The paper of the map of everything and of the small one; `shows` says what is on it."""

    bounds: Bounds
    small_bounds: Bounds
    shows: str
    labels: tuple[Label, ...] = ()
    areas: tuple[AreaName, ...] = ()


@dataclass(frozen=True, slots=True)
class CityPlace:
    """Where people say they are: a part of the city, made of `areas` (ids), or a town nearby, `at`
    degrees east and north.
    """

    name: str
    other_names: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class City:
    """The city: `phone_example` is a number that belongs to nobody, one of the national numbers in
    `invented_phones`; `district` and `area` (an id) are what to try where a place is not known;
    `places` are known besides areas, wards and postcodes; `picture` is the file in
    theme/static/images that stands on its river on the home page.
    """

    name: str
    zone: ZoneInfo
    region: Region
    phone_example: str
    invented_phones: tuple[range, ...]
    district: str
    area: str
    map: CityMap
    picture: str
    places: tuple[CityPlace, ...] = ()


def load_city(reference: Path, schema: Path, areas: Collection[str]) -> City:
    """Read the city in the folder `reference`; `areas` are the ids there are. Raises SchemaError,
    which names the place.
    """
    said = read_ours(reference / FILE, schema / "city.schema.json")
    for wrong in _contradictions(said, areas):
        raise SchemaError(f"{reference.name}/{FILE}: {wrong}")
    return City(
        name=said["name"],
        zone=ZoneInfo(said["time_zone"]),
        region=Region(**said["region"]),
        phone_example=said["phones"]["example"],
        invented_phones=tuple(_invented(said)),
        district=said["try"]["district"],
        area=said["try"]["area"],
        map=_map(said["map"]),
        places=tuple(map(_place, said.get("places", ()))),
        picture=said.get("picture", "sun.svg"),
    )


def _invented(said: Mapping[str, Any]) -> Iterator[range]:
    for first, last in said["phones"]["invented"]:
        yield range(national_number(first), national_number(last) + 1)


def _map(said: Mapping[str, Any]) -> CityMap:
    return CityMap(
        bounds=Bounds(*map(float, said["bounds"])),
        small_bounds=Bounds(*map(float, said["small_bounds"])),
        shows=said["shows"],
        labels=tuple(Label(**{**one, "at": _point(one)}) for one in said.get("labels", ())),
        areas=tuple(AreaName(**{**one, "at": _point(one)}) for one in said.get("areas", ())),
    )


def _place(said: Mapping[str, Any]) -> CityPlace:
    return CityPlace(
        name=said["name"],
        other_names=tuple(said.get("other_names", ())),
        areas=tuple(said.get("areas", ())),
        at=_point(said) if "at" in said else None,
    )


def _point(said: Mapping[str, Any]) -> tuple[float, float]:
    east, north = map(float, said["at"])
    return east, north


def _contradictions(said: Mapping[str, Any], areas: Collection[str]) -> Iterator[str]:
    try:
        ZoneInfo(said["time_zone"])
    except (ZoneInfoNotFoundError, ValueError):
        yield f"there is no time zone called “{said['time_zone']}”"
    invented = tuple(_invented(said))
    if not all(0 < numbers.start < numbers.stop for numbers in invented):
        yield "invented phone numbers are the first and the last of each range, in this order"
    if not any(national_number(said["phones"]["example"]) in numbers for numbers in invented):
        yield "the example of a phone number is not one of the invented ones"
    for name in ("bounds", "small_bounds"):
        west, south, east, north = said["map"][name]
        if not (west < east and south < north):
            yield f"{name} are west, south, east and north, in this order"
    named = [one["area"] for one in (said["try"], *said["map"].get("areas", ()))]
    parts = [area for one in said.get("places", ()) for area in one.get("areas", ())]
    for area in (*named, *parts):
        if area not in areas:
            yield f"there is no area called “{area}” in schema/vocabularies/areas.yaml"
