"""When somebody needs help, the search says whom to ring, above the courses; so does a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.test_search_queries import ASK

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = """() => [...document.querySelectorAll("[data-need]")]
  .filter((line) => line.checkVisibility()).map((line) => line.dataset.need)"""
TYPED = {
    "I want to DIE!": ["suicide"],
    "can't afford food": ["hunger"],
    "cant afford food": ["hunger"],
    "he hits me and I’m in debt": ["abuse", "debt"],
    "suicide prevention course for work": ["suicide"],
    "ive nowhere to sleep in Speke": ["homelessness"],
    "my dad has only just died": ["bereavement"],
    "suicied": [],
    "first aid": [],
    "": [],
}
"""What is typed, and the needs that the page says whom to ring for. What is spelt wrongly calls for
none: what it is mended to is a guess.
"""


def test_the_search_says_whom_to_ring_and_shows_the_courses_as_well(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/")
    for typed, needs in TYPED.items():
        page.evaluate(ASK, typed)
        page.wait_for_function("() => document.getElementById('results').ariaBusy === 'false'")
        assert page.evaluate(SHOWN) == needs, typed
    page.evaluate(ASK, "bereaved")  # is a few letters from “behave”, which is not asked about
    page.wait_for_function("() => document.getElementById('results').ariaBusy === 'false'")
    assert page.evaluate(SHOWN) == ["bereavement"]
    assert page.locator("#did-you-mean").is_hidden()
    page.evaluate(ASK, "in debt")
    page.wait_for_selector("#results .ticket")
    line = page.locator("[data-need=debt]")
    assert line.get_by_role("link").first.get_attribute("href") == "tel:+448001381111"
    assert page.locator("[aria-live=polite]").filter(has=line).count() == 1  # so it is read aloud
    top = page.locator("#results .ticket").first.bounding_box()
    above = line.bounding_box()
    assert top
    assert above
    assert above["y"] + above["height"] <= top["y"]
    line.get_by_role("link", name="More help").click()
    page.wait_for_url(f"{address}/help-now/#debt")
    assert page.locator("#debt").is_visible()
    assert page.get_by_role("link", name="116 123").get_attribute("href") == "tel:116123"
