"""A real Chromium, real pages: search finds and opens a course."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, expect


def settled(page: Page) -> None:
    """Wait until search has shown what it found."""
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false", timeout=20_000)


def test_search_finds_a_course_and_opens_it(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.locator("main input[name=q]").fill("sewing")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/learn/search/\?q=sewing(&near=)?$"))
    first = page.locator("#results a").first
    expect(first).to_be_visible(timeout=20_000)
    settled(page)
    title = first.inner_text()
    for fact in ("where", "cost", "provider", "begins"):
        expect(page.locator(f"#results [data-fact={fact}]").first).not_to_be_empty()
    first.click()
    expect(page).to_have_url(re.compile(r"/learn/courses/[a-z-]+/[a-z0-9-]+/$"))
    expect(page.locator("h1")).to_have_text(title)


def test_search_understands_other_words_for_a_topic(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=laptops")
    settled(page)
    expect(page.locator("#results a").first).to_be_visible()


def test_search_passes_over_words_that_say_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=what+is+there+for+dementia")
    settled(page)
    expect(page.locator("#results a").first).to_be_visible()


def test_filters_stand_in_the_address_and_come_back_with_it(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?topic=esol&when=tuesday")
    settled(page)
    links = page.locator("#results a")
    expect(links.first).to_be_visible()
    expect(page.locator("input[name=topic][value=esol]")).to_be_checked()
    page.locator(".filter summary", has_text="Cost").click()
    page.locator("label:has(input[name=cost][value=free])").click()
    expect(page).to_have_url(re.compile(r"cost=free"))
    settled(page)
    page.go_back()
    expect(page.locator("input[name=cost][value=free]")).not_to_be_checked()


def test_filters_alone_fetch_nothing_of_the_index_of_words(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{address}/search/?topic=esol&near=L8")
    settled(page)
    expect(page.locator("#results a").first).to_be_visible()
    assert not [url for url in fetched if "/pagefind/" in url]


def test_words_and_postcode_leave_in_no_header_of_a_visit(page: Page, address: str) -> None:
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    page.goto(f"{address}/search/?q=zzpottery&near=L8+7PE")
    settled(page)
    page.locator("#q").fill("zzmaths")
    page.locator("#q").press("Enter")
    settled(page)
    page.goto(f"{address}/topics/maths/")
    assert len(asked) > 10
    told = [request.all_headers().get("referer", "") for request in asked]
    assert [words for words in told if "zz" in words or "L8" in words] == []


def test_nothing_found_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=qwertyuiop")
    settled(page)
    expect(page.locator("#nothing")).to_be_visible()
    expect(page.locator("main a[href$='/topics/']").first).to_be_visible()


def test_the_first_tab_leads_to_the_main_part(page: Page, address: str) -> None:
    page.goto(f"{address}/topics/esol/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_without_a_script_the_search_page_leads_to_lists(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/search/?q=english")
    expect(plain.locator("main a[href$='/topics/']").first).to_be_visible()
    context.close()
