"""What people type stays with them: every request of a visit is read, with its headers and body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.site.test_in_a_browser import settled

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET, END_OF_POSTCODE = "zzquagga", "7pe"
POSTCODE = f"L8 {END_OF_POSTCODE.upper()}"


def told(asked: list[Request]) -> list[str]:
    """Of each request all that leaves, as whoever gets it can read it.

    But for the address of the search itself: opened again, from home or from a friend's link, the
    browser has to ask for it, and our page on privacy says so.
    """
    texts = []
    for request in asked:
        address = "" if urlsplit(request.url).path == "/learn/search/" else request.url
        headers = " ".join(request.all_headers().values())
        texts.append(unquote_plus(f"{address} {headers} {request.post_data or ''}").lower())
    return texts


def leaks(asked: list[Request]) -> list[str]:
    """The requests that say what was typed. Of a postcode the first half may go: it names the file
    that has all postcodes there."""
    typed = re.compile(rf"{SECRET}|\b{END_OF_POSTCODE}\b|l8{END_OF_POSTCODE}")
    return [text for text in told(asked) if typed.search(text)]


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request of the visit, also those of the service worker."""
    found: list[Request] = []
    page.context.on("request", lambda request: found.append(request))
    return found


def search(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    settled(page)
    page.locator("#q").fill(f"{SECRET} sewing")
    page.locator("#near").fill(POSTCODE)
    page.locator("#near").press("Enter")
    settled(page)
    page.locator(".filter summary", has_text="Cost").click()
    page.locator("label:has(input[name=cost][value=free])").click()
    settled(page)
    page.locator("#results a").first.click()
    page.wait_for_load_state("networkidle")
    page.go_back()
    settled(page)


def ask_whether_it_is_free(page: Page, address: str) -> None:
    page.goto(f"{address}/is-it-free/")
    for question in page.locator("#free fieldset").all():
        if question.is_visible():
            question.locator("label").first.click()
    page.get_by_role("link", name="See courses for me").click()
    page.wait_for_url("**/search/**")
    settled(page)


def fill_in_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}/add/")
    page.evaluate("async () => (await import(moduleAt('form/form.js'))).ready")
    for control in page.locator("#course input[type=text]:visible, #course textarea:visible").all():
        control.fill(f"{SECRET} {POSTCODE}")
    page.evaluate("location.hash = '#send'")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("visit", [search, ask_whether_it_is_free, fill_in_the_form])
def test_nothing_typed_leaves(
    visit: Callable[[Page, str], None], page: Page, address: str, asked: list[Request]
) -> None:
    visit(page, address)
    assert len(asked) > 10
    assert leaks(asked) == []
    assert {request.method for request in asked} == {"GET"}


def test_no_answer_to_is_it_free_leaves(page: Page, address: str, asked: list[Request]) -> None:
    ask_whether_it_is_free(page, address)
    page.goto(f"{address}/is-it-free/")
    names = set(page.locator("#free input").evaluate_all("all => all.map(one => one.name)"))
    assert len(names) > 3
    # Playwright tells of what stands after a #, which no browser sends.
    sent = [request.url.partition("#")[0] for request in asked]
    assert [url for url in sent if any(f"{name}=" in url for name in names)] == []


def test_a_search_from_home_says_so_in_its_own_address_and_nowhere_else(
    page: Page, address: str, asked: list[Request]
) -> None:
    page.goto(f"{address}/")
    page.locator("main input[name=q]").fill(SECRET)
    page.keyboard.press("Enter")
    settled(page)
    expect(page).to_have_url(re.compile(SECRET))
    saying = {urlsplit(request.url).path for request in asked if SECRET in request.url}
    assert saying == {"/learn/search/"}
    assert leaks(asked) == []
