"""What a course costs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue.records import Cost
from catalogue.rules import cost
from tests.builders import a_course, codes_of

PRICE, LESS = Decimal("48.00"), Decimal("24.00")


@pytest.mark.parametrize(
    "fine",
    [
        Cost("free"),
        Cost("free", pounds=Decimal(0)),
        Cost("ask"),
        Cost("fee", pounds=PRICE),
        Cost("fee", pounds=PRICE, concession_pounds=Decimal(0)),
        Cost("free-if", free_if=("low-income",)),
        Cost("free-if", pounds=PRICE, concession_pounds=PRICE, free_if=("low-income",)),
    ],
)
def test_a_cost_that_adds_up_is_fine(fine: Cost) -> None:
    assert codes_of(cost, a_course(cost=fine)) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Cost("free", pounds=PRICE), "free-with-price"),
        (Cost("free", concession_pounds=LESS), "free-with-price"),
        (Cost("free", free_if=("low-income",)), "free-if-unused"),
        (Cost("ask", free_if=("low-income",)), "free-if-unused"),
        (Cost("fee", pounds=PRICE, free_if=("low-income",)), "free-if-unused"),
        (Cost("fee", pounds=Decimal(0)), "paid-without-price"),
        (Cost("fee", pounds=LESS, concession_pounds=PRICE), "concession-too-high"),
        (Cost("ask", concession_pounds=LESS), "concession-alone"),
    ],
)
def test_a_cost_that_contradicts_itself_is_found(wrong: Cost, code: str) -> None:
    assert codes_of(cost, a_course(cost=wrong)) == [code]
