"""Back and loading again lose nothing, and what cannot run leaves a page that works.

Some browsers empty a form that they bring back (docs/decisions/0023-browsers.md). Chromium does
not, so here one is emptied by hand between the two events; `make browsers` goes there with WebKit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROUGHT_BACK = """() => {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  for (const box of document.querySelectorAll("input:checked")) box.checked = false;
  const boxes = document.querySelectorAll("textarea, [type=search], [type=text]");
  for (const box of boxes) box.value = "";
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""
REMEMBERED = """() => {
  const focus = `a[href="${document.activeElement.getAttribute("href")}"]`;
  return history.state?.focus === focus && history.state.scroll === scrollY;
}"""
"""“Show more” gives the focus to a link as well, and what is remembered of that is not enough."""
TITLE, SUMMARY = "[data-field=title]", "[data-field=summary]"


def settled(page: Page) -> None:
    """Wait until search has shown what it found."""
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false", timeout=20_000)


def test_list_that_is_loaded_again_stands_where_it_stood(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english&near=L8")
    settled(page)
    page.emulate_media(reduced_motion="reduce")  # nothing scrolls slowly
    page.locator("#more").click()
    expect(page.locator("#results .ticket")).to_have_count(16)
    page.locator("#results .ticket a").nth(11).focus()
    page.wait_for_function(REMEMBERED)
    href = page.evaluate("document.activeElement.href")
    there = page.evaluate("scrollY")
    assert there > 1000
    page.reload()
    expect(page.locator("#results .ticket")).to_have_count(16, timeout=20_000)
    expect(page.locator("#results .ticket a").nth(11)).to_be_focused()
    assert page.evaluate("document.activeElement.href") == href
    assert abs(page.evaluate("scrollY") - there) < 5
    assert page.locator("#q").input_value() == "english"


def test_next_filter_keeps_the_words_of_a_form_that_came_back_empty(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=english&near=L8")
    settled(page)
    page.evaluate(BROUGHT_BACK)
    expect(page.locator("#q")).to_have_value("english")
    expect(page.locator("#near")).to_have_value("L8")
    page.locator(".filter summary", has_text="Cost").click()
    page.locator("label:has(input[name=cost][value=free])").click()
    expect(page).to_have_url(re.compile(r"q=english&near=L8&cost=free"))


def test_words_that_were_typed_and_not_asked_are_there_again(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    settled(page)
    page.locator("#q").fill("english for nurses")
    page.wait_for_function("() => history.state?.typed?.[0] === 'english for nurses'")
    page.reload()
    settled(page)
    expect(page.locator("#q")).to_have_value("english for nurses")
    expect(page).to_have_url(re.compile(r"\?q=english$"))


def test_back_says_what_was_asked_and_not_what_was_typed_next(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    settled(page)
    page.locator("#q").fill("pottery")
    page.wait_for_function("() => history.state?.typed?.[0] === 'pottery'")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=pottery$"))
    settled(page)
    page.goto(f"{address}/about/")
    for asked in ("pottery", "english"):
        page.go_back()
        expect(page).to_have_url(re.compile(rf"\?q={asked}$"))
        settled(page)
        expect(page.locator("#q")).to_have_value(asked)


def test_back_to_a_longer_list_stands_where_the_next_words_were_typed(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=english")
    settled(page)
    page.locator("#more").click()
    expect(page.locator("#results .ticket")).to_have_count(16)
    page.locator("#q").fill("pottery")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=pottery$"))
    settled(page)
    page.go_back()
    expect(page.locator("#results .ticket")).to_have_count(16)
    expect(page.locator("#q")).to_have_value("english")


@pytest.mark.parametrize("path", ["/", "/topics/"])
def test_search_boxes_of_other_pages_keep_what_was_typed(
    page: Page, address: str, path: str
) -> None:
    page.goto(f"{address}{path}")
    box = page.locator("[data-back]").first
    box.fill("pottery")
    page.evaluate(BROUGHT_BACK)
    expect(box).to_have_value("pottery")
    page.goto(f"{address}/about/")
    page.go_back()
    expect(box).to_have_value("pottery")


def test_draft_never_gets_emptier_by_coming_back(page: Page, address: str) -> None:
    page.goto(f"{address}/add/")
    page.locator(TITLE).fill("Knitting for nervous people")
    page.locator(SUMMARY).fill("Needles, wool and tea.")
    page.evaluate(BROUGHT_BACK)
    expect(page.locator(TITLE)).to_have_value("Knitting for nervous people")
    page.locator(TITLE).press("End")
    page.keyboard.type("!")
    page.reload()
    expect(page.locator(TITLE)).to_have_value("Knitting for nervous people!")
    expect(page.locator(SUMMARY)).to_have_value("Needles, wool and tea.")


def test_verdict_and_answers_come_back_together(page: Page, address: str) -> None:
    page.goto(f"{address}/is-it-free/")
    page.locator(".free__questions label").first.click()
    verdict = page.locator(".verdict[role=status] b").inner_text()
    page.evaluate(BROUGHT_BACK)
    expect(page.locator(".free :checked")).to_have_count(1)
    expect(page.locator(".verdict[role=status] b")).to_have_text(verdict)


def test_courses_that_were_compared_are_compared_again(page: Page, address: str) -> None:
    for course in ("alt-valley-community-trust/everyday-english", "wea/helping-in-schools"):
        page.goto(f"{address}/courses/{course}/")
        page.locator("#actions [data-save]").click()
    page.goto(f"{address}/saved/")
    for box in page.locator("#saved-list [type=checkbox]").all():
        box.check()
    page.locator("#saved-compare").click()
    page.goto(f"{address}/about/")
    page.go_back()
    expect(page.locator("#saved-comparison table")).to_be_visible()
    expect(page.locator("#saved-list :checked")).to_have_count(2)


def test_words_are_looked_for_in_titles_where_the_index_cannot_run(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()  # of its own, as Pagefind breaks aloud
    page.add_init_script("delete window.WebAssembly")
    page.goto(f"{address}/search/?q=everyday")
    settled(page)
    expect(page.locator("#titles-only")).to_be_visible()
    expect(page.locator("#results")).to_contain_text("Everyday English")
    page.goto(f"{address}/search/?q=laptops")
    settled(page)
    expect(page.locator("#results .ticket").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "script"),
    [
        ("/search/?q=english", "search/page.js"),
        ("/add/", "form/form.js"),
        ("/is-it-free/", "free.js"),
        ("/saved/", "saved.js"),
    ],
)
def test_browser_that_cannot_read_a_script_is_told_what_else_there_is(
    page: Page, address: str, path: str, script: str
) -> None:
    """As one below the floor does, the browser stops at the script, and nothing is half done."""
    page.route(f"**/js/{script}", lambda route: route.fulfill(body="", status=404))
    page.goto(f"{address}{path}")
    expect(page.locator(".not-started").first).to_be_visible(timeout=10_000)
    for part in page.locator(".needs-script").all():
        expect(part).to_be_hidden()
    expect(page.locator("main a[href]:visible").first).to_be_visible()
