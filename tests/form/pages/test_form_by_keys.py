"""A whole course with keys alone, from the first question to the ways out, on a phone's width and
on a desk's, for real and in practice. Where the focus is is seen at every step, and never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.form.pages.conftest import open_form
from tests.form.pages.test_form import NEEDED, Hands
from tests.site.looking import focus_here

if TYPE_CHECKING:
    from playwright.sync_api import Page

_STANDS_IN = "step => document.activeElement.closest(`#${step}`) !== null"
_READ_ALOUD = """() => ["*", "[aria-describedby]"].map((one) => document.activeElement.closest(one))
  .flatMap((one) => (one?.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean))
  .map((id) => document.getElementById(id).innerText).join(" ").trim()"""
"""What is said of a box besides its name."""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/add/", "/add/?practice"])
def test_a_course_is_written_and_handed_over_with_keys_alone(
    page: Page, address: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    open_form(page, f"{address}{path}")
    hands = Hands(page)
    for step, fields in NEEDED.items():
        hands.go_on(step)
        expect(page.locator("#errors")).to_be_focused()
        assert focus_here(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function(_STANDS_IN, arg=step)
        assert focus_here(page) == []
        assert page.evaluate(_READ_ALOUD)
        for name, keys in fields.items():
            hands.answer(name, keys)
        hands.go_on(step)
    expect(page.locator("#send h2")).to_be_focused()
    assert focus_here(page) == []
    ways = page.locator("#ways a[href]:visible, #ways button:visible").all()
    expect(page.locator("#practice-end")).to_be_visible(visible=not ways)
    for way in ways:
        way.evaluate("one => { one.id ||= 'here' }")
        hands.reach(way.get_attribute("id") or "")
        way.evaluate("one => { if (one.id === 'here') one.removeAttribute('id') }")
