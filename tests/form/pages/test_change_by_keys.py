"""What is changed most, with keys alone, from finding the course to the ways out, on a phone's
width and on a desk's. Where the focus is is seen at every step, and never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.form.pages.conftest import open_form
from tests.form.pages.test_form import Hands
from tests.site.looking import focus_here

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

COURSE = "wea/helping-in-schools"
STILL_RIGHT, FULL, CANCELLED, COPY = (
    "#choices [data-change=still-right]",
    "#its-runs > li:first-child [data-state=full]",
    "#its-runs > li:first-child [data-state=cancelled]",
    "#its-runs > li:first-child form button",
)


class Changer(Hands):
    """Somebody at a keyboard, who goes to parts by what they are and not by their ids."""

    def go_to(self, part: Locator) -> None:
        """Press Tab until a part has the focus."""
        own = part.evaluate("one => { const own = one.id; one.id = 'here'; return own }")
        self.reach("here")
        part.evaluate("(one, own) => { own ? one.id = own : one.removeAttribute('id') }", own)

    def press(self, part: Locator) -> None:
        """Press a button or follow a link."""
        self.go_to(part)
        self.page.keyboard.press("Enter")

    def reach_all(self, parts: Locator) -> None:
        """Go to all that is shown of these, in their order."""
        shown = [part for part in parts.all() if part.is_visible()]
        assert shown
        for part in shown:
            self.go_to(part)


def find(page: Page, address: str) -> Changer:
    """Find the course as its people do."""
    open_form(page, f"{address}/change/")
    hands = Changer(page)
    hands.answer("find-provider", "Workers")
    hands.answer("find-title", "helping in sch")
    hands.press(page.locator("#found a").first)
    expect(page.locator("#start-heading")).to_be_focused()
    assert focus_here(page) == []
    return hands


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("button", [STILL_RIGHT, FULL, CANCELLED, COPY])
def test_a_change_is_said_and_handed_over_with_keys_alone(
    page: Page, address: str, button: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    hands = find(page, address)
    pressed = page.locator(button)
    if button == COPY:
        hands.press(pressed)
        box = page.locator("#copy-0, #copy-1").first
        expect(box).to_be_focused()
        assert focus_here(page) == []
        page.keyboard.type("20 Sep 2027")
    hands.press(pressed)
    expect(page.locator("#outcome")).to_be_focused()
    assert focus_here(page) == []
    hands.reach_all(page.locator("#message a[href], #message button"))
    hands.press(page.locator("#outcome [data-change=back]"))
    expect(page.locator("#start-heading")).to_be_focused()
    assert focus_here(page) == []
    hands.press(pressed)
    hands.press(page.locator("#outcome [data-change=send]"))
    expect(page.locator("#send h2")).to_be_focused()
    assert focus_here(page) == []
    hands.reach_all(page.locator("#ways a[href], #ways button"))
    hands.press(page.locator("#ways [data-does=sent]").first)
    expect(page.locator("#receipt h2")).to_be_focused()
    assert focus_here(page) == []
