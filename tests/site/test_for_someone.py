"""The page for staff with somebody beside them: what fits, one sheet on paper or by e-mail, and
notes that stay on the device.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.site.looking import cut_off, found_in_light_and_dark, sticking_out
from tests.site.test_coming_back import BROUGHT_BACK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.site.conftest import TinySite

PAGE = "/for-someone/"
STORED = "sheet of /learn/"
LONGEST_NOTE, LONGEST_OF_ALL = "W" * 120, "Ask me again, please. " * 11
LONGEST_MAIL = 1800


def open_page(page: Page, address: str, asks: str = "") -> None:
    page.goto(f"{address}{PAGE}{asks}")
    expect(page.locator("#results .ticket").first).to_be_visible(timeout=20_000)


def put(page: Page, *places: int) -> list[str]:
    """Put courses of the list on the sheet, and return their titles."""
    titles = []
    before = page.locator("#handed h3").count()
    for place in places:
        ticket = page.locator("#results .ticket").nth(place)
        titles.append(ticket.locator("a").inner_text())
        ticket.get_by_role("checkbox").check()
        expect(page.locator("#handed h3").nth(before + len(titles) - 1)).to_contain_text(titles[-1])
    return titles


def found(page: Page) -> int:
    counted = re.fullmatch(r"Courses that fit: (\d+)", page.locator("#count").inner_text())
    assert counted
    return int(counted[1])


def test_what_fits_is_what_the_search_finds(page: Page, address: str) -> None:
    asks = "?near=L8+1XF&topic=esol&when=mornings&support=step-free"
    open_page(page, address, asks)
    fitting = found(page)
    titles = page.locator("#results .ticket__title").all_inner_texts()[:fitting]
    page.goto(f"{address}/search/{asks}")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false", timeout=20_000)
    assert page.locator("#count").inner_text() == f"{fitting} courses found"
    assert page.locator("#results .ticket__title").all_inner_texts()[: len(titles)] == titles


def test_each_choice_narrows_at_once_and_stands_in_the_address(page: Page, address: str) -> None:
    open_page(page, address)
    before = found(page)
    page.get_by_label("Topic").select_option("esol")
    expect(page.locator("#count")).not_to_have_text(f"Courses that fit: {before}")
    page.locator("#near").fill("Toxteth")
    page.locator("#near").press("Enter")
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#results .far").first).to_have_text(re.compile("miles away"))
    page.get_by_label("Taught in").select_option("ar")
    expect(page).to_have_url(f"{address}{PAGE}?near=Toxteth&topic=esol&language=ar")


def test_a_place_that_nobody_knows_is_said(page: Page, address: str) -> None:
    open_page(page, address, "?near=Qwertyton")
    expect(page.locator("#near-note")).to_contain_text("Try a postcode")


def test_what_fits_but_for_one_thing_stands_below_and_says_so(page: Page, address: str) -> None:
    open_page(page, address, "?topic=maths&when=weekends&support=changing-places")
    expect(page.locator("#count")).to_have_text("No course has all of that")
    expect(page.locator(".nearly p")).to_contain_text("These have all but:")


def test_the_sheet_says_what_the_page_of_the_course_says(page: Page, address: str) -> None:
    open_page(page, address, "?topic=esol")
    [title] = put(page, 0)
    sheet = page.locator("#handed")
    href = sheet.locator("a").get_attribute("href")
    said = " ".join(sheet.inner_text().split())
    page.goto(address.removesuffix("/learn") + str(href))
    assert page.locator("h1").inner_text() == title
    for fact in (
        ".pass .times",
        ".pass [data-fact=join] a",
        "[data-street]",
        ".pass [data-fact=cost]",
    ):
        assert " ".join(page.locator(fact).first.inner_text().split()) in said
    assert str(page.locator(".on-paper b").text_content()) in said
    assert "Example" in said  # of an invented course


def test_the_time_that_was_found_is_the_one_on_the_sheet(page: Page, address: str) -> None:
    open_page(page, address, "?when=evenings")
    other = page.locator("#results .ticket:has(a[href*='#time-'])").first
    shown = other.locator(".ticket__time").inner_text()
    other.get_by_role("checkbox").check()
    expect(page.locator("#handed [data-fact=times]")).to_have_text(shown)


def test_five_courses_with_the_longest_notes_are_one_page_of_paper(
    page: Page, address: str
) -> None:
    open_page(page, address)
    page.locator("#more").click()
    expect(page.locator("#results .ticket")).to_have_count(16)
    titles = put(page, *range(5))
    for box in page.locator("#handed input").all():
        box.fill(LONGEST_NOTE)
    page.locator("#note").fill(LONGEST_OF_ALL)
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    text = " ".join(paper.pages[0].extract_text().split())
    for words in (*titles, "Ask me again, please.", "Call before you travel.", "As of", "W" * 40):
        assert words in text
    assert "For someone who" not in text
    page.locator("#results .ticket").nth(7).get_by_role("checkbox").click()
    expect(page.get_by_role("status").filter(has_text="One sheet holds 5 courses")).to_be_visible()
    assert not page.locator("#results .ticket").nth(7).get_by_role("checkbox").is_checked()


def test_an_email_has_the_sheet_and_the_notes_and_is_never_too_long(
    page: Page, address: str
) -> None:
    open_page(page, address)
    [title] = put(page, 0)
    page.locator("#handed input").fill("Ask for Room 2 & bring a pen.")
    link = page.locator("#email")
    expect(link).to_have_attribute("href", re.compile("Room"))
    body = parse_qs(urlsplit(str(link.get_attribute("href"))).query)["body"][0]
    for words in (title, "(Example)", "Ask for Room 2 & bring a pen.", "Call before you travel."):
        assert words in body
    put(page, 1, 2, 3, 4)
    page.locator("#note").fill(LONGEST_OF_ALL)
    expect(link).to_have_attribute("href", re.compile("more"))
    assert len(str(link.get_attribute("href"))) <= LONGEST_MAIL


def test_choices_ticks_and_notes_are_there_after_back_and_after_loading_again(
    page: Page, address: str
) -> None:
    open_page(page, address, "?near=L8&when=mornings")
    put(page, 0, 1)
    page.locator("#handed input").first.fill("The nearest.")
    page.locator("#note").fill("Come back on Thursday.")

    def all_there() -> None:
        expect(page.locator("#near")).to_have_value("L8")
        expect(page.locator("input[value=mornings]")).to_be_checked()
        expect(page.locator("#handed input").first).to_have_value("The nearest.")
        expect(page.locator("#note")).to_have_value("Come back on Thursday.")
        expect(page.locator("#results :checked")).to_have_count(2)

    page.evaluate(BROUGHT_BACK)
    all_there()
    page.reload()
    all_there()
    page.locator("#results a").first.click()
    page.wait_for_load_state()
    page.go_back()
    all_there()


def test_clearing_leaves_nothing_on_the_device_nor_in_the_address(page: Page, address: str) -> None:
    open_page(page, address, "?near=L8&topic=esol")
    put(page, 0)
    page.locator("#note").fill("Come back on Thursday.")
    stored = json.loads(page.evaluate(f"localStorage.getItem('{STORED}')"))
    assert stored["note"] == "Come back on Thursday."
    assert set(stored["courses"][0]) == {"href", "run", "note"}  # and no fact that could age
    page.get_by_role("button", name="Clear it all for the next person").click()
    expect(page.locator("#near")).to_be_focused()
    expect(page).to_have_url(f"{address}{PAGE}")
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("#handed li")).to_have_count(0)
    expect(page.locator("#results :checked")).to_have_count(0)


def test_saved_courses_that_are_forgotten_take_the_sheet_along(page: Page, address: str) -> None:
    open_page(page, address)
    put(page, 0)
    page.goto(f"{address}/saved/")
    page.get_by_text("Forget what is kept on this device").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(page.locator("#saved-forgotten")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{STORED}')") is None


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"courses": 3}', '{"courses": [{"href": "//elsewhere.example/"}, null]}']
)
def test_what_is_kept_and_makes_no_sense_is_an_empty_sheet(
    page: Page, address: str, kept: str
) -> None:
    page.goto(f"{address}/about/")
    page.evaluate(f"localStorage.setItem('{STORED}', {json.dumps(kept)})")
    open_page(page, address)
    expect(page.locator("#empty")).to_be_visible()


def test_a_course_that_is_gone_since_keeps_its_note_and_says_so(page: Page, address: str) -> None:
    gone = {"courses": [{"href": "/learn/courses/wea/long-gone/", "run": 0, "note": "Hers."}]}
    page.goto(f"{address}/about/")
    page.evaluate(f"localStorage.setItem('{STORED}', {json.dumps(json.dumps(gone))})")
    open_page(page, address)
    expect(page.locator("#handed")).to_contain_text("No longer listed.")
    expect(page.locator("#handed input")).to_have_value("Hers.")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_every_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, address, "?near=L8&support=step-free")
    put(page, 0)
    assert sticking_out(page) == []
    assert cut_off(page) == []
    assert found_in_light_and_dark(page, width) == []


def test_keys_alone_do_it_all(page: Page, address: str) -> None:
    open_page(page, address, "?topic=esol")
    page.locator("#results .ticket a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#handed h3")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#results') !== null")
    page.locator("#to-sheet").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#handed input')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#handed h3")).to_have_count(0)
    expect(page.locator("#sheet")).to_be_focused()


def test_without_scripts_there_are_lists_that_print(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{PAGE}")
        expect(page.get_by_text("The lists below need none.")).to_be_visible()
        expect(page.locator("#ask")).to_be_hidden()
        page.get_by_role("link", name="With childcare").first.click()
        expect(page.locator(".ticket").first).to_be_visible()


def test_libraries_lead_there_with_their_own_postcode(unchanged: TinySite) -> None:
    library = unchanged.page("libraries/toxteth-library/index.html")
    hrefs = [link.get("href") for link in library.iterfind(".//a")]
    assert "/for-someone/?near=L8+1XF" in hrefs
    assert '"/for-someone/"' in unchanged.text("libraries/index.html")
