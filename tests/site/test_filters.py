"""Filters on a phone: they open over the page, count as one ticks, and lead back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.looking import axe_findings, cut_off, focus_here, sticking_out, unseen_focus

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FINGER = 44


@pytest.fixture
def phone(page: Page, address: str) -> Page:
    """A search of many courses on a phone, with what was found."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/search/?q=english")
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false", timeout=20_000)


def opener(page: Page) -> Locator:
    return page.locator("#filters > summary")


def open_group(page: Page, group: str) -> None:
    """Open the filters, and in them a group."""
    opener(page).press("Enter")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.locator(f"[data-group={group}] > summary").click()


def found(page: Page) -> str:
    """How many were found, as the page below says it."""
    return str(re.findall(r"\d+", str(page.locator("#count").text_content()))[0])


def test_a_tick_is_counted_at_once_and_the_button_leads_back(phone: Page) -> None:
    phone.mouse.wheel(0, 200)
    phone.wait_for_function("scrollY === 200")  # the wheel turns after it was asked to
    open_group(phone, "day")
    before = found(phone)
    show = phone.locator("#sheet-show")
    expect(show).to_have_text(f"Show {before} courses")
    phone.locator("[data-group=day] label:has(:enabled)").first.click()
    expect(show).not_to_have_text(f"Show {before} courses")
    settled(phone)
    expect(show).to_have_text(re.compile(rf"^Show {found(phone)} courses?$"))
    show.click()
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(opener(phone)).to_be_focused()
    assert phone.evaluate("scrollY") == 200


def test_what_leads_nowhere_cannot_be_ticked_but_what_is_ticked_can_be_let_go(phone: Page) -> None:
    open_group(phone, "topic")
    expect(phone.locator("[data-group=topic] input:disabled").first).to_be_attached()
    for label in phone.locator("[data-group=topic] label").all():
        count = label.locator(".choice__count").inner_text()
        assert label.locator("input").is_disabled() == (count == "0"), label.inner_text()
    value = phone.locator("[data-group=topic] input:disabled").first.get_attribute("value")
    asks = phone.url.partition("?")[0]
    phone.goto(f"{asks}?q=english&topic={value}")
    settled(phone)
    opener(phone).click()
    box = phone.locator(f"[data-group=topic] [value={value}]")
    phone.locator("[data-group=topic] > summary").click()
    expect(box).to_be_checked()
    box.press("Space")
    settled(phone)
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()


def test_the_page_below_can_be_neither_reached_nor_heard_until_escape(phone: Page) -> None:
    opener(phone).press("Enter")
    expect(phone.get_by_role("dialog", name="Filters")).to_be_visible()
    for _ in range(20):
        phone.keyboard.press("Tab")
        assert phone.evaluate("document.activeElement.matches('body, #sheet *')")
    phone.evaluate("document.querySelectorAll('[inert]').forEach(one => { one.inert = false; })")
    phone.locator("#q").focus()  # as a browser that knows no `inert` lets one do
    expect(phone.get_by_role("button", name="Close")).to_be_focused()
    phone.keyboard.press("Escape")
    expect(opener(phone)).to_be_focused()
    assert phone.locator("[inert]").count() == 0


def test_wide_screens_have_the_filters_beside_the_list(phone: Page) -> None:
    opener(phone).click()
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.locator("#sheet-show")).to_be_hidden()
    expect(phone.locator("[data-group=topic] > summary")).to_be_visible()
    assert phone.locator("[inert]").count() == 0
    phone.set_viewport_size({"width": 320, "height": 640})
    expect(phone.locator("[data-group=topic] > summary")).to_be_hidden()


def test_nothing_is_found_on_open_filters(phone: Page) -> None:
    open_group(phone, "day")
    phone.locator("[data-group=day] input:enabled").first.press("Space")
    settled(phone)
    assert focus_here(phone) == []
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        assert [*axe_findings(phone), *sticking_out(phone)] == []
    for part in phone.locator("#sheet").locator("summary, label, button").all():
        if box := part.bounding_box():
            assert box["height"] >= FINGER, part.inner_text()
    phone.set_viewport_size({"width": 320, "height": 256})
    assert [*unseen_focus(phone), *cut_off(phone)] == []
