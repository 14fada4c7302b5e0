"""The preview rings the same number as the page will (catalogue/phones.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.test_phones import WRITTEN

if TYPE_CHECKING:
    from tests.form.conftest import Modules


def test_digits_are_those_that_the_page_rings(modules: Modules) -> None:
    script = "({digitsOf}, phones) => phones.map((phone) => `tel:+44${digitsOf(phone)}`)"
    assert modules.run("phones.js", script, list(WRITTEN)) == list(WRITTEN.values())
