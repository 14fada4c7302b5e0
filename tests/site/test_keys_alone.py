"""From a search to two courses side by side with keys alone. The focus is seen at every step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.site.looking import focus_here

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FAR = 150
"""More steps than anybody should need from the top of one of these pages."""


def go_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until a target has the focus. Wherever it stops on the way, it must be seen."""
    for _ in range(FAR):
        page.keyboard.press(key)
        assert focus_here(page) == []
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"{target} was not reached with {key}")


def press(page: Page, target: Locator, key: str) -> None:
    go_to(page, target)
    page.keyboard.press(key)


def save(page: Page) -> None:
    """Save the course that is open, and stay on its button."""
    button = page.locator("#actions [data-save]")
    press(page, button, "Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


def found(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("found", timeout=20_000)
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")


def test_a_course_is_searched_found_saved_and_compared_with_keys_alone(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/search/")
    go_to(page, page.locator("#q"))
    page.keyboard.type("cooking")
    page.keyboard.press("Enter")
    found(page)
    assert focus_here(page) == []

    press(page, page.locator("[data-group=cost] > summary"), "Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("cost="))
    found(page)
    assert focus_here(page) == []
    chip = page.locator("#chosen button")
    go_to(page, chip, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    found(page)
    assert focus_here(page) == []

    first = page.locator("#results a").first
    title = first.inner_text()
    press(page, first, "Enter")
    expect(page.locator("h1")).to_have_text(title)
    save(page)
    press(page, page.locator("#similar ~ .fold .tickets a").first, "Enter")
    expect(page.locator("h1")).not_to_have_text(title)
    save(page)

    press(page, page.get_by_role("link", name="Your saved courses"), "Enter")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    for box in page.get_by_role("checkbox").all():
        press(page, box, "Space")
        expect(box).to_be_checked()
    press(page, page.get_by_role("button", name="Compare"), "Enter")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    go_to(page, page.locator(".saved__table a").first)
