"""Where people can be: postcodes by district, and the places people name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.places import metres_between
from catalogue.records import Point
from catalogue.site.search.near import districts_of, middle_of, named_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.places import Places
    from catalogue.site.search.near import NamedPlace, Spot
    from catalogue.site.views.site import Site


@pytest.fixture(scope="module")
def districts(places: Places) -> Mapping[str, Mapping[str, Spot | None]]:
    return districts_of(places)


@pytest.fixture(scope="module")
def named(site: Site) -> list[NamedPlace]:
    return list(named_places(site))


def point_of(spot: Spot | None) -> Point:
    assert spot is not None
    return Point(spot[0] / 10_000, spot[1] / 10_000)


def test_spot_of_a_postcode_is_within_twenty_metres_of_the_reference(
    districts: Mapping[str, Mapping[str, Spot | None]], places: Places
) -> None:
    assert metres_between(point_of(districts["L8"]["1XF"]), Point(53.39388, -2.97015)) < 20
    for postcode in places.postcodes.values():
        district, _, rest = postcode.text.partition(" ")
        spot = districts[district][rest]
        assert (spot is not None) is postcode.trusted, postcode.text
        if spot is not None:
            assert metres_between(point_of(spot), postcode.point) < 20, postcode.text


def test_every_postcode_is_in_the_file_of_its_district_and_no_other(
    districts: Mapping[str, Mapping[str, Spot | None]], places: Places
) -> None:
    listed = {
        f"{district} {rest}" for district, spots in districts.items() for rest in spots if rest
    }
    assert listed == set(places.postcodes)
    assert all("" in spots for spots in districts.values())


def test_large_users_postcode_is_known_but_not_where_it_is(
    districts: Mapping[str, Mapping[str, Spot | None]],
) -> None:
    assert "1DQ" in districts["L69"]
    assert districts["L69"]["1DQ"] is None


def test_district_of_large_users_is_no_part_of_the_city(
    districts: Mapping[str, Mapping[str, Spot | None]],
) -> None:
    assert all(districts[district][""] is None for district in ("L69", "L70", "L71", "L75"))
    assert districts["L8"][""] is not None


def test_middle_of_a_district_is_among_its_postcodes(
    districts: Mapping[str, Mapping[str, Spot | None]],
) -> None:
    for spots in districts.values():
        known = [point_of(spot) for rest, spot in spots.items() if rest and spot]
        if spots[""]:
            middle = point_of(spots[""])
            assert min(metres_between(middle, point) for point in known) < 1_000


def test_middle_of_a_ward_is_inside_liverpool(named: list[NamedPlace], places: Places) -> None:
    wards = [place for place in named if place.name in places.wards]
    assert len(wards) > 40
    for ward in wards:
        assert places.ward_at(ward.at), ward.name


def test_every_area_and_every_ward_has_a_name_that_people_can_type(
    named: list[NamedPlace], catalogue: Catalogue, places: Places
) -> None:
    names = [place.name for place in named]
    areas = catalogue.vocabularies["areas"].terms.values()
    assert {area.label for area in areas} <= set(names)
    assert places.wards <= set(names)
    others = {place.name: place.other_names for place in named}
    assert all(others[area.label] == area.synonyms for area in areas)


def test_area_and_ward_of_one_name_are_one_place(named: list[NamedPlace]) -> None:
    assert [place.name for place in named].count("Toxteth") == 1


def test_every_venue_that_teaches_and_has_a_point_is_named_at_it(
    named: list[NamedPlace], catalogue: Catalogue
) -> None:
    points = {(place.name, place.at) for place in named}
    taught_at = {
        run.venue
        for course in catalogue.current
        for run in catalogue.live_runs(course)
        if run.venue
    }
    known = {venue for venue in taught_at if catalogue.places[venue].point}
    assert len(known) > 20
    for venue in known:
        assert (catalogue.venues[venue].name, catalogue.places[venue].point) in points
    assert not {catalogue.venues[venue].name for venue in taught_at - known} & {
        name for name, _ in points
    }


def test_middle_is_the_mean_of_all_points_and_there_is_none_of_none() -> None:
    middle = middle_of([Point(53.0, -3.0), Point(53.2, -2.8)])
    assert middle is not None
    assert (middle.latitude, middle.longitude) == pytest.approx((53.1, -2.9))
    assert middle_of(iter(())) is None
