"""The search page as people use it: more results, odd words, keys only, and an index that fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_more_results_come_ten_at_a_time_and_the_next_one_has_the_focus(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=english")
    links = page.locator("#results a")
    expect(links).to_have_count(10)
    page.get_by_role("button", name="Show more courses").click()
    expect(links).to_have_count(20)
    expect(links.nth(10)).to_be_focused()


def test_result_shows_the_same_facts_as_the_ticket_in_a_list(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?topic=sign-language")
    first = page.locator("#results .ticket").first
    expect(first).to_be_visible()
    where = first.locator("dd").all_inner_texts()
    title = first.locator("a").inner_text()
    page.goto(f"{address}/courses/")
    while not page.get_by_role("link", name=title, exact=True).count():
        page.get_by_role("link", name="Next page").click()
    same = page.locator(".ticket", has=page.get_by_role("link", name=title, exact=True)).first
    assert same.locator("dd").all_inner_texts() == where


def test_count_is_said_politely(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+ courses found$"))


def test_filters_work_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    page.locator("summary", has_text=re.compile("^Day")).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"day=monday"))
    expect(page.locator("summary", has_text=re.compile("^Day"))).to_contain_text("Monday")
    page.get_by_role("button", name="Clear the filters").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=english$"))
    expect(page.locator("#q")).to_be_focused()


@pytest.mark.parametrize(
    "asked",
    ["<img src=x onerror=alert(1)>", "%00", "'\"&", "🎨", "العربية", "a" * 10_000],
    ids=["markup", "nul", "quotes", "emoji", "right to left", "very long"],
)
def test_whatever_is_asked_stays_text_and_the_page_works(
    page: Page, address: str, asked: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/search/")
    page.evaluate("asked => location.search = new URLSearchParams({q: asked})", asked)
    expect(page.get_by_role("status")).to_have_text(re.compile("found$"))
    assert page.locator("#q").input_value() == asked[:200]
    assert page.locator("main img").count() == 0
    assert said == []


def test_address_that_nobody_wrote_is_passed_over(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english&topic=no-such-topic&nonsense=1")
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("input[name=topic]:checked")).to_have_count(0)


def test_index_that_fails_to_load_leads_to_the_lists(page: Page, address: str) -> None:
    page.route("**/pagefind/*.pf_meta", lambda route: route.abort())
    page.goto(f"{address}/search/?q=english")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    expect(page.locator("main a[href$='/topics/']")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_courses_that_cannot_be_joined(
    page: Page, address: str, sub_path_site: Path, scheme: str
) -> None:
    """The kinds of course page that are rarer: full, waiting list, cancelled, begun, over."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for kind in (
        "state--full",
        "state--waiting-list",
        "state--cancelled",
        "state--late",
        "kind--over",
    ):
        file = next(
            path
            for path in sorted(sub_path_site.glob("courses/*/*/index.html"))
            if kind in path.read_text(encoding="utf-8")
        )
        page.goto(f"{address}/{file.parent.relative_to(sub_path_site)}/")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{kind}: {found.generate_report()}"
