"""A number is shown as people write it, and dialled as telephones want it, from anywhere."""

from __future__ import annotations

import pytest

from catalogue.phones import tel

WRITTEN = {
    "0151 496 0123": "tel:+441514960123",
    "(0151) 496 0123": "tel:+441514960123",
    "+44 151 496 0123": "tel:+441514960123",
    "+44 (0)151 496 0123": "tel:+441514960123",
    "+44 0151 496 0123": "tel:+441514960123",
    "0044 151 496 0123": "tel:+441514960123",
    "0800 1111": "tel:+448001111",
    "0300 303 3464": "tel:+443003033464",
}


@pytest.mark.parametrize("phone", WRITTEN)
def test_every_way_of_writing_a_number_rings_it(phone: str) -> None:
    assert tel(phone) == WRITTEN[phone]


@pytest.mark.parametrize("phone", [None, "", "ask"])
def test_what_is_no_number_has_no_link(phone: str | None) -> None:
    assert tel(phone) == ""
