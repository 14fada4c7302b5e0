"""Where postcodes, points and wards are, and what happens where that is not known."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from catalogue.places import metres_between, place_of
from catalogue.records import Address, Point
from tests.builders import a_venue
from tests.conftest import load

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.places import Place, Places
    from catalogue.records import Venue
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas

CENTRAL_LIBRARY = Point(53.40974, -2.98064)


def place(venue: Venue, places: Places, schemas: Schemas) -> Place:
    return place_of(venue, places, schemas.vocabularies["areas"].terms.values())


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        # A degree of latitude is 111.2 km on this sphere; of longitude, 66.3 km at Liverpool.
        (Point(53, -3), Point(54, -3), 111_195),
        (Point(53.4, -3), Point(53.4, -2), 66_297),
        # Lime Street to James Street, and to Manchester Piccadilly.
        (Point(53.40773, -2.97773), Point(53.40466, -2.99193), 1_001),
        (Point(53.40773, -2.97773), Point(53.47737, -2.23094), 50_030),
    ],
)
def test_distances(one: Point, other: Point, metres: float) -> None:
    assert metres_between(one, other) == pytest.approx(metres, rel=0.005)
    assert metres_between(other, one) == metres_between(one, other)
    assert metres_between(one, one) == 0


def test_every_postcode_is_near_liverpool_and_written_in_one_way(places: Places) -> None:
    assert len(places.postcodes) == 20_853
    for text, postcode in places.postcodes.items():
        assert text == postcode.text
        assert places.knows_area_of(text)
        assert metres_between(postcode.point, CENTRAL_LIBRARY) < 40_000, text


@pytest.mark.parametrize(
    ("postcode", "ours"),
    [
        ("L8 1XF", True),
        ("L69 3BX", True),
        ("LL11 1AA", False),
        ("CH41 6AA", False),
        ("LA1 1AA", False),
    ],
)
def test_only_postcode_area_l_is_known(places: Places, postcode: str, ours: bool) -> None:
    assert places.knows_area_of(postcode) is ours


def test_wards_and_councils(reference: Reference, places: Places) -> None:
    toxteth = places.postcodes["L8 1XF"]
    assert (toxteth.ward, toxteth.trusted) == ("Toxteth", True)
    assert reference.city.region.councils[toxteth.council] == "Liverpool"
    assert len(places.wards) == 64
    assert all(postcode.ward in {*places.wards, ""} for postcode in places.postcodes.values())


def test_the_post_of_many_is_not_trusted(places: Places, project: Path) -> None:
    with (project / "reference/postcodes.csv").open(encoding="utf-8", newline="") as file:
        shared = {row["postcode"]: int(row["shared"]) for row in csv.DictReader(file)}
    for text, postcode in places.postcodes.items():
        assert postcode.trusted == (shared[text] < 15)
    assert any(not postcode.trusted for postcode in places.postcodes.values())


@pytest.mark.parametrize(
    ("point", "ward"),
    [
        (Point(53.4308, -2.9608), "Anfield"),  # the football ground
        (Point(53.3820, -2.9380), "Sefton Park"),  # in the park, far from any postcode
        (Point(53.3946, -3.0085), ""),  # Woodside ferry, across the river
        (Point(53.4100, -3.0050), ""),  # the river itself
        (Point(53.4774, -2.2309), ""),  # Manchester
        (Point(49.5, -8.9), ""),  # the sea
    ],
)
def test_the_ward_around_a_point(places: Places, point: Point, ward: str) -> None:
    assert places.ward_at(point) == ward


def test_points_and_wards_of_postcodes_agree(places: Places) -> None:
    # The bounds are generalised to about 20 m, so a few postcodes beside one fall over it.
    differ = [one for one in places.postcodes.values() if places.ward_at(one.point) != one.ward]
    assert len(differ) < 10


def test_a_point_elsewhere_is_in_no_area_of_ours(places: Places, schemas: Schemas) -> None:
    point = Point(53.3885, -3.0240)  # Birkenhead
    found = place(a_venue(address=Address("Birkenhead"), point=point), places, schemas)
    assert (found.point, found.ward, found.areas) == (point, None, ())


def test_a_venue_is_where_its_postcode_is(places: Places, schemas: Schemas) -> None:
    found = place(a_venue(), places, schemas)
    assert (found.point, found.ward) == (places.postcodes["L8 1XF"].point, "Toxteth")
    assert "toxteth" in found.areas


def test_a_venues_own_point_is_better_than_its_postcodes(places: Places, schemas: Schemas) -> None:
    point = Point(53.395, -2.971)
    found = place(a_venue(point=point), places, schemas)
    assert (found.point, found.ward) == (point, "Toxteth")


def test_a_venue_without_a_postcode_is_in_the_ward_around_its_point(
    places: Places, schemas: Schemas
) -> None:
    point = places.postcodes["L8 1XF"].point
    found = place(a_venue(address=Address("Liverpool"), point=point), places, schemas)
    assert (found.point, found.ward) == (point, "Toxteth")


def test_a_new_postcode_of_ours_is_placed_by_its_point(places: Places, schemas: Schemas) -> None:
    assert "L8 0ZZ" not in places.postcodes
    point = places.postcodes["L8 1XF"].point
    new = a_venue(address=Address("Liverpool", postcode="L8 0ZZ"), point=point)
    assert place(new, places, schemas).ward == "Toxteth"


def test_a_postcode_of_another_area_is_in_no_ward_of_ours(places: Places, schemas: Schemas) -> None:
    wirral = a_venue(
        address=Address("Wallasey", postcode="CH44 6QY"), point=Point(53.4100, -3.0100)
    )
    found = place(wirral, places, schemas)
    assert (found.ward, found.areas, found.point) == (None, (), wirral.point)


def test_a_point_that_is_not_trusted_is_not_shown_but_its_ward_is(
    places: Places, schemas: Schemas
) -> None:
    text = next(one.text for one in places.postcodes.values() if not one.trusted and one.ward)
    found = place(a_venue(address=Address("Liverpool", postcode=text)), places, schemas)
    assert found.point is None
    assert found.ward == places.postcodes[text].ward


def test_the_areas_that_a_file_names_count_only_where_nothing_better_is_known(
    places: Places, schemas: Schemas
) -> None:
    nowhere = a_venue(address=Address("Liverpool"), areas=("speke",))
    assert place(nowhere, places, schemas).areas == ("speke",)
    assert "speke" not in place(replace(a_venue(), areas=("speke",)), places, schemas).areas


def test_every_library_lies_in_the_ward_that_its_own_list_says(
    places: Places, schemas: Schemas, project: Path
) -> None:
    with (project / "reference/libraries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 19
    found = {
        row["id"]: place(
            a_venue(
                address=Address("Liverpool", postcode=row["postcode"]),
                point=Point(float(row["lat"]), float(row["lon"])),
            ),
            places,
            schemas,
        )
        for row in rows
    }
    assert {name: one.ward for name, one in found.items()} == {
        row["id"]: row["ward_name"] for row in rows
    }
    assert all(one.areas for one in found.values())


def test_every_venue_at_a_library_is_in_its_ward(
    places: Places, schemas: Schemas, project: Path
) -> None:
    with (project / "reference/libraries.csv").open(encoding="utf-8", newline="") as file:
        wards = {row["id"]: row["ward_name"] for row in csv.DictReader(file)}
    catalogue, _ = load()
    shared = wards.keys() & catalogue.places.keys()
    assert len(shared) >= 15
    assert {name: catalogue.places[name].ward for name in shared} == {
        name: wards[name] for name in shared
    }


def test_a_pier_over_the_river_is_in_the_ward_of_its_postcode(
    places: Places, schemas: Schemas
) -> None:
    river = Point(53.4050, -3.0000)
    assert places.ward_at(river) == ""
    pier = a_venue(address=Address("Liverpool", postcode="L3 1DP"), point=river)
    assert place(pier, places, schemas).ward == "Waterfront South"
