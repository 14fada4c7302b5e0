"""Examples lead to nobody, and real files to somebody."""

from __future__ import annotations

import pytest

from catalogue.records import Join, Source
from catalogue.rules import examples
from tests.builders import a_course, a_provider, a_venue, codes_of

REAL_VENUE = a_venue(example=False)
INVENTED = [
    Join(phone="0151 496 0000"),
    Join(phone="+44 151 496 0999"),
    Join(email="sam@kiln.example"),
    Join(phone="0151 496 0123", url="https://www.kiln.example/book"),
]
REAL = [
    Join(phone="0151 496 1000"),
    Join(phone="0151 495 0123"),
    Join(email="sam@example.com"),
    Join(email="sam@kiln.example.com"),
    Join(url="https://www.example.org/"),
    Join(url="https://kiln.notexample/"),
]


@pytest.mark.parametrize("join", INVENTED)
def test_an_example_with_invented_ways_to_reach_somebody_is_fine(join: Join) -> None:
    assert codes_of(examples, a_course(join=join)) == []


@pytest.mark.parametrize("join", REAL)
def test_an_example_may_not_lead_to_somebody_real(join: Join) -> None:
    assert codes_of(examples, a_course(join=join)) == ["example-is-real"]


@pytest.mark.parametrize("join", REAL)
def test_a_real_course_with_real_ways_is_fine(join: Join) -> None:
    assert codes_of(examples, a_course(join=join, example=False), REAL_VENUE) == []


@pytest.mark.parametrize("join", INVENTED)
def test_a_real_course_may_not_lead_to_nobody(join: Join) -> None:
    found = codes_of(examples, a_course(join=join, example=False), REAL_VENUE)
    assert set(found) == {"real-is-example"}


@pytest.mark.parametrize(
    "text",
    [
        "[Ring us](tel:01519999999)",
        "[Write](mailto:sam@example.com?subject=Clay)",
        "[Read more](https://www.example.com/)",
    ],
)
def test_links_in_a_text_are_looked_at_too(text: str) -> None:
    assert codes_of(examples, a_course(description=text)) == ["example-is-real"]
    assert codes_of(examples, a_provider(about=text)) == ["example-is-real"]


def test_what_cannot_exist_belongs_to_nobody() -> None:
    course = a_course(join=Join(phone="0151 496 012", url="https://kiln/"))
    assert codes_of(examples, course) == []


def test_venues_are_looked_at_too() -> None:
    assert codes_of(examples, a_venue(phone="0151 999 9999")) == ["example-is-real"]
    real = a_venue(phone="0151 496 0123", website="https://shed.example", example=False)
    assert codes_of(examples, real) == ["real-is-example", "real-is-example"]


def test_an_invented_place_may_tell_where_its_idea_came_from() -> None:
    source = Source(("address",), "A page", "sure", link="https://www.example.org/")
    assert codes_of(examples, a_venue(sources=(source,))) == []


def test_only_an_example_may_be_at_an_invented_venue() -> None:
    real = a_course(join=Join(phone="0151 495 0123"), example=False)
    assert codes_of(examples, real, a_venue()) == ["invented-venue"]
    assert codes_of(examples, real, REAL_VENUE) == []
    assert codes_of(examples, a_course(), a_venue()) == []
