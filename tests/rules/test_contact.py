"""Ways to reach a person."""

from __future__ import annotations

import pytest

from catalogue.records import Join
from catalogue.rules import contact
from tests.builders import a_course, a_provider, a_venue, codes_of


def test_a_phone_or_an_email_is_enough() -> None:
    assert codes_of(contact, a_course(join=Join(phone="0151 496 0123"))) == []
    assert codes_of(contact, a_course(join=Join(email="sam@kiln.example"))) == []


def test_a_web_page_is_not_a_person() -> None:
    course = a_course(join=Join(how="Book online.", url="https://kiln.example/book"))
    assert codes_of(contact, course) == ["no-contact"]


@pytest.mark.parametrize(
    "phone",
    ["0151 496 0123", "+44 151 496 0123", "+44 (0)151 496 0123", "0300 303 3464", "0800 1111"],
)
def test_a_number_that_can_be_rung_is_fine(phone: str) -> None:
    assert codes_of(contact, a_provider(phone=phone)) == []


@pytest.mark.parametrize(
    "phone",
    [
        "0151 496 012",  # a digit short
        "0151 496 0123 45",  # too long
        "151 496 0123",  # a spreadsheet ate the 0
        "496 0123",  # only from next door
        "+353 1 496 0123",  # in Ireland
        "000",
    ],
)
def test_a_number_that_cannot_be_rung_is_found(phone: str) -> None:
    assert codes_of(contact, a_course(join=Join(phone=phone))) == ["bad-phone"]


def test_providers_and_venues_are_looked_at_too() -> None:
    found = codes_of(contact, a_provider(phone="0151"), a_venue(phone="0151"))
    assert found == ["bad-phone", "bad-phone"]


@pytest.mark.parametrize(
    "phone", ["0844 496 0123", "0871 496 0123", "0909 879 0123", "070 1234 5678"]
)
def test_a_number_that_costs_extra_is_found_wherever_it_stands(phone: str) -> None:
    join = Join(phone=phone)
    found = codes_of(contact, a_course(join=join), a_provider(phone=phone), a_venue(phone=phone))
    assert found == ["costly-phone"] * 3


def test_a_number_that_costs_extra_is_found_in_a_text_too() -> None:
    dear = a_course(description="Or [ring us](tel:+448441234567).")
    assert codes_of(contact, dear) == ["costly-phone"]
    assert codes_of(contact, a_course(description="Or [ring us](tel:01514960123).")) == []
