"""What the script of a course's page adds: one class for a calendar, sharing and printing; and that
the page is whole without it."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.conftest import load

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

COURSE = "/courses/wea/helping-in-schools/"
PHONE: ViewportSize = {"width": 360, "height": 640}
SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def test_one_class_goes_into_a_calendar_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}{COURSE}")
    page.locator("summary", has_text="All 12 dates").press("Enter")
    last = page.get_by_role("button", name="Add to my calendar Monday 26 April 2027")
    with page.expect_download() as download:
        last.press("Enter")
    assert download.value.suggested_filename == "2027-04-26.ics"
    written = Path(download.value.path()).read_bytes()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= 75
    lines = written.replace(b"\r\n ", b"").decode().split("\r\n")
    # Half past nine on Liverpool's clock, which is in summer time by then.
    assert "DTSTART:20270426T083000Z" in lines
    assert "DTEND:20270426T103000Z" in lines
    assert "SUMMARY:Example: Helping in schools" in lines
    assert (
        "LOCATION:Meadow Lane School (example)\\, Example Street\\, Norris Green\\, "
        "Liverpool\\, L11 7AB"
    ) in lines
    assert "URL:https://example.org/learn/courses/wea/helping-in-schools/" in lines
    assert re.search(r"^UID:\S+$", "\n".join(lines), re.M)


def test_link_is_copied_where_the_browser_cannot_share(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"{address}{COURSE}#main")
    page.get_by_role("button", name="Share").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{COURSE}"


def test_browser_that_lets_nobody_copy_says_what_to_do(page: Page, address: str) -> None:
    page.add_init_script(
        "delete Navigator.prototype.share;"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    page.goto(f"{address}{COURSE}")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("status")).to_contain_text("Copy the address at the top")


def test_browser_that_can_share_is_given_the_title_and_the_address(
    page: Page, address: str
) -> None:
    page.add_init_script("navigator.share = async (page) => { window.shared = page; }")
    page.goto(f"{address}{COURSE}")
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert shared["url"] == f"{address}{COURSE}"
    assert "Helping in schools" in shared["title"]
    expect(page.get_by_role("status")).to_be_empty()


def test_page_can_be_printed_by_a_button(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{address}{COURSE}")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_moves_while_the_page_loads(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.goto(f"{address}{COURSE}", wait_until="networkidle")
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    assert page.evaluate("window.moved") == 0


def test_without_a_script_there_is_the_whole_calendar_and_no_dead_button(
    page: Page, address: str
) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}{COURSE}")
    expect(plain.get_by_role("link", name="Add to calendar")).to_be_visible()
    for button in plain.locator("main button").all():
        expect(button).to_be_hidden()
    context.close()


def test_way_on_from_a_full_course_leads_to_courses_like_it(page: Page, address: str) -> None:
    page.goto(f"{address}/courses/city-of-liverpool-college/level-2-counselling-skills/")
    page.get_by_role("link", name="See courses like this that you can join").click()
    expect(page).to_have_url(re.compile("#similar$"))
    expect(page.locator("#similar")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("near", "known_as"), [("l8 7pe", "L8 7PE"), ("Toxteth", "Toxteth"), ("near L8", "L8")]
)
def test_who_comes_from_a_search_near_a_place_reads_there_how_far_it_is(
    page: Page, address: str, near: str, known_as: str
) -> None:
    page.goto(f"{address}/search/?{urlencode({'topic': 'esol', 'near': near})}")
    ticket = page.locator("#results article").filter(has_text="miles").first
    far = ticket.locator("[data-far]").inner_text()
    ticket.get_by_role("link").click()
    expect(page.locator("dd[data-fact=where]")).to_contain_text(far)
    assert far.endswith(f" miles from {known_as}")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.get_by_role("link", name="All courses").first.click()
    page.locator("#main .ticket a").first.click()
    expect(page.locator("dd[data-fact=where]")).not_to_contain_text("miles")


@pytest.mark.parametrize("near", ["", "?near=", "?near=qwertyuiop", "?near=here", "?near=M1+1AE"])
def test_nothing_is_said_or_asked_of_the_distance_from_where_nobody_can_know(
    page: Page, address: str, near: str
) -> None:
    page.add_init_script("navigator.geolocation.getCurrentPosition = () => { window.asked = true }")
    page.goto(f"{address}{COURSE}", referer=f"{address}/search/{near}", wait_until="networkidle")
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    expect(page.locator("dd[data-fact=where]")).not_to_contain_text("miles")
    assert not page.evaluate("window.asked")


def test_phone_shows_what_decides_first_and_a_page_of_six_screens(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    ends, lengths = [], []
    for course in sorted(load()[0].courses)[::4]:
        page.goto(f"{address}/courses/{course}/")
        join = page.locator(".pass__join .button").bounding_box()
        assert join is not None
        ends.append(join["y"] + join["height"])
        lengths.append(page.evaluate("document.documentElement.scrollHeight"))
    assert median(ends) <= PHONE["height"]
    assert median(lengths) <= 6 * PHONE["height"]


@pytest.mark.parametrize(("width", "rows"), [(320, 2), (360, 1)])
def test_main_menu_takes_a_row_of_a_phone_with_courses_saved_too(
    page: Page, address: str, width: int, rows: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{COURSE}")
    page.locator("#actions [data-save]").click()
    expect(page.locator(".menu")).to_contain_text("1")
    tops = page.locator(".menu a").evaluate_all("links => links.map(link => link.offsetTop)")
    assert len(set(tops)) <= rows
