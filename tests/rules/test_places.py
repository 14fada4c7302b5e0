"""Addresses, postcodes and points on the map."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue.records import Address, Point, Venue
from catalogue.rules import places
from tests.builders import a_provider, a_venue, codes_of, mends_of


def at(postcode: str | None, **changes: Any) -> Venue:
    """The shed, at another postcode."""
    return a_venue(address=Address(town="Liverpool", postcode=postcode), **changes)


def test_a_live_postcode_is_fine() -> None:
    assert codes_of(places, a_venue()) == []


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("L1B 0HA", "L18 0HA"),  # B for 8
        ("L1O 0AD", "L10 0AD"),  # O for 0
        ("L8 1FX", "L8 1XF"),  # two letters swapped
    ],
)
def test_the_postcode_that_was_meant_is_named(wrong: str, meant: str) -> None:
    assert codes_of(places, at(wrong)) == ["unknown-postcode"]
    assert mends_of(places, at(wrong)) == [f"Did you mean {meant}?"]


def test_of_several_close_postcodes_the_one_at_the_point_is_meant() -> None:
    toxteth_library = Point(53.39503, -2.97156)
    [mend] = mends_of(places, at("L8 1XI", point=toxteth_library))
    assert mend == "Did you mean L8 1XF?"


def test_a_district_that_does_not_exist_has_no_near_postcode() -> None:
    assert mends_of(places, at("L99 1AA")) == ["Look it up once more, above all its first half."]


def test_the_postcode_of_a_provider_is_looked_at_too() -> None:
    provider = a_provider(address=Address(town="Liverpool", postcode="L99 1AA"))
    assert codes_of(places, provider) == ["unknown-postcode"]


def test_postcodes_of_other_areas_are_not_in_our_list() -> None:
    assert codes_of(places, at("CH41 6AE", areas=("toxteth",))) == []
    assert codes_of(places, at("LL11 1AA", areas=("toxteth",))) == []


def test_a_place_beyond_the_city_region_is_told() -> None:
    assert codes_of(places, at("L40 0RE")) == ["outside-region"]  # in West Lancashire


def test_a_point_in_the_same_street_is_fine_and_one_across_town_is_not() -> None:
    assert codes_of(places, a_venue(point=Point(53.39503, -2.97156))) == []
    assert codes_of(places, a_venue(point=Point(53.46, -2.94))) == ["point-far-off"]


def test_latitude_and_longitude_of_somewhere_else_are_told_in_kilometres() -> None:
    [mend] = mends_of(places, a_venue(point=Point(51.5, -0.12)))
    assert mend == "Correct the point or the postcode, or leave the point out."


def test_a_postcode_that_is_only_for_post_needs_a_point() -> None:
    # One of the 209 postcodes of large users that stand on one sorting office.
    assert codes_of(places, at("L69 3BX")) == ["point-needed"]
    assert codes_of(places, at("L69 3BX", point=Point(53.4057, -2.9660))) == []


def test_a_place_needs_a_postcode_a_point_or_an_area() -> None:
    assert codes_of(places, at(None)) == ["no-place"]
    assert codes_of(places, at("CH41 6AE")) == ["no-place"]
    assert codes_of(places, at(None, areas=("speke",))) == []
    assert codes_of(places, at(None, point=Point(53.4, -2.97))) == []
