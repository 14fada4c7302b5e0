"""A number is shown as people write it, and dialled as telephones want it, from anywhere."""

from __future__ import annotations

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType

from catalogue.phones import as_written, costs_extra, tel

WRITTEN = {
    "0151 496 0123": "tel:+441514960123",
    "(0151) 496 0123": "tel:+441514960123",
    "+44 151 496 0123": "tel:+441514960123",
    "+44 (0)151 496 0123": "tel:+441514960123",
    "+44 0151 496 0123": "tel:+441514960123",
    "0044 151 496 0123": "tel:+441514960123",
    "0800 1111": "tel:+448001111",
    "0300 303 3464": "tel:+443003033464",
    "999": "tel:999",
    "116 123": "tel:116123",
}


@pytest.mark.parametrize("phone", WRITTEN)
def test_every_way_of_writing_a_number_rings_it(phone: str) -> None:
    assert tel(phone) == WRITTEN[phone]


@pytest.mark.parametrize("phone", [None, "", "ask"])
def test_what_is_no_number_has_no_link(phone: str | None) -> None:
    assert tel(phone) == ""


COSTS = {
    "0844 123 4567": True,
    "+44 (0)845 123 4567": True,
    "0870 123 4567": True,
    "0879 123 4567": True,
    "0909 879 0123": True,
    "0930 123 4567": True,
    "070 1234 5678": True,
    "0151 496 0123": False,
    "0300 303 3464": False,
    "0800 123 4567": False,
    "0808 123 4567": False,
    "07700 900123": False,
    "0800 1111": False,
}
"""Numbers, and whether ringing them costs more than an ordinary call."""


@pytest.mark.parametrize("phone", COSTS)
def test_numbers_that_cost_extra_are_known(phone: str) -> None:
    assert costs_extra(phone) == COSTS[phone]


def test_what_the_library_knows_to_cost_extra_we_know_too() -> None:
    kinds = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
    for kind in (*kinds, PhoneNumberType.PERSONAL_NUMBER):
        number = phonenumbers.example_number_for_type("GB", kind)
        assert number is None or costs_extra(as_written(number))
    for prefix in range(100, 1000):
        number = phonenumbers.parse(f"0{prefix}1234567", "GB")
        if phonenumbers.number_type(number) in kinds:
            assert costs_extra(as_written(number)), prefix
