"""Paper: a course on one sheet, with the way back to its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from catalogue.site.urls import Urls
from catalogue.site.views.paper import qr_view
from catalogue.site.views.site import Site
from tests.conftest import load

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.site.conftest import TinySite

ONE_SHEET = ("wea/helping-in-schools", "blackburne-house/gcse-maths")
MANY_DATES = "city-of-liverpool-college/esol-entry-3"


def sheets(page: Page, address: str, course: str) -> int:
    """How many sheets of A4 the page of a course takes."""
    page.goto(f"{address}/courses/{course}/")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_course_is_printed_on_one_sheet_and_one_with_many_dates_on_two(
    page: Page, address: str
) -> None:
    assert {course: sheets(page, address, course) for course in ONE_SHEET} == dict.fromkeys(
        ONE_SHEET, 1
    )
    assert sheets(page, address, MANY_DATES) <= 2


def test_number_and_code_are_dark_on_paper_whatever_the_screen_is(page: Page, address: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{address}/courses/{ONE_SHEET[0]}/")
    colours = page.evaluate(
        """() => ["main .button", ".on-paper b", "h1", ".pass"].map(
          (one) => getComputedStyle(document.querySelector(one)).color)"""
    )
    assert colours == ["rgb(0, 0, 0)"] * 4
    stroke = "() => getComputedStyle(document.querySelector('.on-paper path')).stroke"
    assert page.evaluate(stroke) == "rgb(0, 0, 0)"


def test_titles_of_saved_courses_are_whole_on_paper_with_their_addresses_below(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/courses/{ONE_SHEET[0]}/")
    page.locator("#actions [data-save]").click()
    page.goto(f"{address}/saved/")
    link = page.locator("#saved-list .ticket__title a")
    expect(link).to_have_text("Helping in schools")
    page.set_viewport_size({"width": 710, "height": 1040})  # A4 within its margins
    page.emulate_media(media="print")
    style = "(link) => [getComputedStyle(link).display, getComputedStyle(link, '::after').display]"
    assert link.evaluate(style) == ["inline", "block"]


def test_code_leads_to_the_page_and_stands_on_paper_only(
    addressed: TinySite, unchanged: TinySite
) -> None:
    page = addressed.page("courses/the-kiln/pottery/index.html")
    [paper] = page.find_class("on-paper")
    [path] = paper.iter("path")
    site = Site(addressed.tree.load()[0], Urls.of("https://example.org/learn"), "Learning")
    code = qr_view(site, "/learn/courses/the-kiln/pottery/")
    assert code is not None
    assert code.address in paper.text_content()
    assert code.path == path.get("d")
    assert re.fullmatch(r"https://example\.org/learn/c/[a-z0-9]{5}/", code.address)
    # Without an address there is nothing a phone could open.
    assert unchanged.page("courses/the-kiln/pottery/index.html").find_class("on-paper") == []


def test_code_is_drawn_as_its_modules_stand() -> None:
    site = Site(load()[0], Urls.of("https://example.org"), "Learning")
    code = qr_view(site, "/a/")
    assert code is not None
    dark = set()
    for row, x, y in re.findall(r"(M(\d+) (\d+)\.5[^M]*)", code.path):
        at = int(x)
        for pen, length in re.findall(r"([hm])(\d+)", row):
            if pen == "h":
                dark |= {(at + step, int(y)) for step in range(int(length))}
            at += int(length)
    # The three corners by which a reader finds it: a ring of seven, and a square of three.
    far = code.size - 4 - 7
    for left, top in ((4, 4), (far, 4), (4, far)):
        for x in range(7):
            for y in range(7):
                ring = x in (0, 6) or y in (0, 6)
                heart = x in (2, 3, 4) and y in (2, 3, 4)
                assert ((left + x, top + y) in dark) == (ring or heart)
    assert all(4 <= x < code.size - 4 and 4 <= y < code.size - 4 for x, y in dark)
