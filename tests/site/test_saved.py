"""Saved courses as people use them: kept on the device, compared, printed, sent, and in trouble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import COURSE
from tests.site.looking import cut_off, found_in_light_and_dark, sticking_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import TinySite

POTTERY = "content/courses/the-kiln/pottery.yaml"
OVER = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
STORED = "saved courses of /learn/"
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("switched off", "SecurityError"); },
});
"""
FULL_STORAGE = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.fixture
def courses(sub_path_site: Path) -> tuple[str, ...]:
    """Four courses that one can join by phone, as provider/course."""
    found = [
        f"{file.parent.parent.name}/{file.parent.name}"
        for file in sorted(sub_path_site.glob("courses/*/*/index.html"))
        if '<a class="button" href="tel:' in file.read_text(encoding="utf-8")
    ]
    return tuple(found[:4])


def save(page: Page, address: str, *courses: str) -> None:
    """Press Save on the page of each course."""
    for course in courses:
        page.goto(f"{address}/courses/{course}/")
        button = page.locator("#actions [data-save]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


def open_list(page: Page, address: str, asks: str = "") -> None:
    page.goto(f"{address}/saved/{asks}")
    ready(page)


def ready(page: Page) -> None:
    """Wait until every course has been looked up."""
    page.wait_for_load_state()
    expect(page.locator("#saved-said")).not_to_have_text("Looking …")
    expect(page.locator("#saved-list")).not_to_have_attribute("aria-busy", "true")


def cards(page: Page) -> list[str]:
    return [
        str(card.get_attribute("data-course")) for card in page.locator("#saved-list > li").all()
    ]


def tick(page: Page, *places: int) -> None:
    for place in places:
        page.get_by_role("checkbox").nth(place).check()


def test_saved_course_is_on_the_list_with_its_facts_and_stays_there(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    save(page, address, courses[0])
    title = page.locator("h1").inner_text()
    phone = page.locator("[data-fact=join] a[href^='tel:']").get_attribute("href")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    expect(page.get_by_role("link", name="Saved (1)")).to_be_visible()
    open_list(page, address)
    page.reload()
    ready(page)
    expect(page.get_by_role("status")).to_have_text("1 course")
    card = page.locator("#saved-list > li")
    expect(card.get_by_role("link", name=title)).to_be_visible()
    for fact in ("when", "starts", "where", "cost", "level", "state"):
        expect(card.locator(f"[data-fact={fact}]")).not_to_be_empty()
    expect(card.locator(f"a[href='{phone}']")).to_be_visible()
    expect(card.get_by_text("Example", exact=True).first).to_be_visible()


def test_pressing_save_again_takes_the_course_off(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    save(page, address, courses[0])
    page.locator("#actions [data-save]").press("Enter")
    expect(page.get_by_text("Taken off your list.")).to_be_visible()
    open_list(page, address)
    expect(page.get_by_text("Nothing is saved here yet.")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Topics")).to_be_visible()


def test_removed_course_can_be_put_back_with_keys_alone(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    save(page, address, *courses[:2])
    open_list(page, address)
    page.get_by_role("button", name="Remove").first.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Removed: "))
    assert cards(page) == [courses[1]]
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#saved-list > li")).to_have_count(2)
    assert cards(page) == list(courses[:2])
    expect(page.locator("#saved-list a").first).to_be_focused()


def test_three_courses_stand_side_by_side_and_a_fourth_is_refused_kindly(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    save(page, address, *courses)
    open_list(page, address)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^Tick two or three"))
    tick(page, 0, 1, 2)
    page.get_by_role("checkbox").nth(3).click()
    expect(page.get_by_role("checkbox").nth(3)).not_to_be_checked()
    expect(page.get_by_role("status")).to_have_text(re.compile("^You can compare three"))
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    titles = page.locator("#saved-list h2").all_inner_texts()[:3]
    assert page.get_by_role("columnheader").all_inner_texts() == ["Course", *titles]
    row = page.get_by_role("row", name=re.compile("^When"))
    expect(row.get_by_role("rowheader")).to_have_text("When")
    assert all(cell.inner_text().strip() for cell in page.get_by_role("cell").all())
    page.keyboard.press("Tab")
    expect(
        page.get_by_role("region", name="Side by side").get_by_role("link").first
    ).to_be_focused()


@pytest.mark.parametrize(
    ("width", "size", "beside"), [(320, 16, 1), (360, 32, 1), (640, 16, 3), (1280, 16, 3)]
)
def test_compared_courses_stand_beside_each_other_as_far_as_there_is_room(
    page: Page, address: str, courses: tuple[str, ...], width: int, size: int, beside: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    settings = page.context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    open_list(page, address, "?" + "&".join(f"c={course}" for course in courses[:3]))
    tick(page, 0, 1, 2)
    page.get_by_role("button", name="Compare").click()
    titles = page.locator("#saved-list h2").all_inner_texts()[:3]
    row = page.get_by_role("row", name=re.compile("^Cost"))
    # All at once, as the page may still be on its way to the table.
    measured = "cells => cells.map(cell => cell.getBoundingClientRect().top)"
    tops = row.get_by_role("cell").evaluate_all(measured)
    assert tops.count(tops[0]) == beside
    named = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    shown = row.get_by_role("cell").evaluate_all(named)
    # From 44rem on, the head of a column is above it.
    for title, text in zip(titles, shown, strict=True):
        assert (title in text) == (width < 704)
    assert [*sticking_out(page), *cut_off(page)] == []
    page.emulate_media(media="print")
    assert width < 640 or [*sticking_out(page), *cut_off(page)] == []  # no paper is so narrow


def test_shared_link_shows_the_list_and_leaves_ones_own_alone(
    page: Page, browser: Browser, address: str, courses: tuple[str, ...]
) -> None:
    save(page, address, *courses[:2])
    open_list(page, address)
    page.get_by_role("button", name="Share as a link").click()
    link = page.get_by_label("Link to this list").input_value()
    assert urlsplit(link).query == "&".join(f"c={course}" for course in courses[:2])
    context = browser.new_context()
    friend = context.new_page()
    save(friend, address, courses[2])
    friend.goto(link)
    ready(friend)
    expect(friend.get_by_text("Someone shared this list with you.")).to_be_visible()
    assert cards(friend) == list(courses[:2])
    expect(friend.get_by_role("button", name="Remove")).to_have_count(0)
    friend.get_by_role("button", name="Save all").click()
    expect(friend.locator("#saved-said")).to_have_text("All saved on this device.")
    friend.get_by_role("link", name="See your own list").click()
    expect(friend).to_have_url(f"{address}/saved/")
    ready(friend)
    assert cards(friend) == [courses[2], *courses[:2]]
    context.close()


@pytest.mark.parametrize(
    "asks",
    ["?c=../../evil", "?c=<img src=x>/b", "?c=%00", "?c=https://example.org/", "?c=", "?c=a/b/c"],
)
def test_link_that_makes_no_sense_says_so_and_offers_browsing(
    page: Page, address: str, asks: str
) -> None:
    open_list(page, address, asks)
    expect(page.get_by_text("We could not read all of the link")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="All courses")).to_be_visible()
    assert cards(page) == []


def test_course_that_is_gone_says_so_and_leads_to_the_search(page: Page, address: str) -> None:
    open_list(page, address, "?c=no-such/course-at-all")
    card = page.locator("#saved-list > li")
    expect(card.get_by_text("No longer listed.")).to_be_visible()
    expect(card.get_by_role("link", name="Search for one like it")).to_be_visible()
    expect(card.get_by_role("checkbox")).to_have_count(0)


def test_course_that_has_moved_is_found_at_its_new_address(
    page: Page, tiny: TinySite, serve_folder: Callable[[Path], str]
) -> None:
    tiny.tree.write(POTTERY, COURSE + "previously: [the-kiln/clay]\n")
    tiny.build()
    open_list(page, serve_folder(tiny.root / "output"), "?c=the-kiln/clay")
    link = page.locator("#saved-list h2 a")
    expect(link).to_have_text("Pottery for beginners")
    expect(link).to_have_attribute("href", re.compile("/courses/the-kiln/pottery/$"))


@pytest.mark.parametrize(
    ("course", "kind", "said"),
    [
        (COURSE.replace("    starts", "    state: full\n    starts"), "full", "Full"),
        (
            COURSE.replace("    starts", "    state: cancelled\n    starts"),
            "cancelled",
            "Cancelled",
        ),
        (OVER, "over", "Finished"),
    ],
    ids=["full", "cancelled", "over"],
)
def test_course_that_cannot_be_joined_says_so(
    page: Page,
    tiny: TinySite,
    serve_folder: Callable[[Path], str],
    course: str,
    kind: str,
    said: str,
) -> None:
    tiny.tree.write(POTTERY, course)
    tiny.build()
    open_list(page, serve_folder(tiny.root / "output"), "?c=the-kiln/pottery")
    card = page.locator("#saved-list > li")
    expect(card).to_have_class(f"ticket ticket--{kind}")
    expect(card.locator("[data-fact=state]")).to_contain_text(said)


@pytest.mark.parametrize(
    "stored",
    ["{", "null", "[]", "7", '{"version": 1, "courses": ["<b>", 3]}', '{"version": 2}', "\\u0000"],
)
def test_damaged_list_is_put_aside_and_said_plainly(page: Page, address: str, stored: str) -> None:
    page.goto(f"{address}/about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, stored])
    open_list(page, address)
    expect(page.get_by_text("We could not read the list on this device")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Topics")).to_be_visible()
    aside = page.evaluate("key => localStorage.getItem(`${key}, set aside`)", STORED)
    assert aside == stored
    page.reload()
    ready(page)
    expect(page.get_by_text("We could not read the list on this device")).to_be_hidden()


def test_damaged_list_does_not_stop_a_course_from_being_saved(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    page.goto(f"{address}/about/")
    page.evaluate("key => localStorage.setItem(key, '{')", STORED)
    save(page, address, courses[0])
    expect(page.get_by_text("We could not read your older list")).to_be_visible()
    open_list(page, address)
    assert cards(page) == [courses[0]]


@pytest.mark.parametrize("trouble", [NO_STORAGE, FULL_STORAGE], ids=["switched off", "full"])
def test_storage_that_does_not_work_says_so_and_the_page_works(
    page: Page, address: str, courses: tuple[str, ...], trouble: str
) -> None:
    page.add_init_script(trouble)
    page.goto(f"{address}/courses/{courses[0]}/")
    button = page.locator("#actions [data-save]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("Not saved: we cannot save a list")).to_be_visible()
    open_list(page, address, f"?c={courses[1]}")
    assert cards(page) == [courses[1]]
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("We cannot save a list in this browser")).to_be_visible()
    open_list(page, address)
    expect(page.locator("main").get_by_role("link", name="Topics")).to_be_visible()


def test_mail_names_each_course_and_is_never_too_long(
    page: Page, address: str, courses: tuple[str, ...], sub_path_site: Path
) -> None:
    open_list(page, address, f"?c={courses[0]}&c={courses[1]}")
    mail = page.get_by_role("link", name="E-mail")
    body = parse_qs(urlsplit(str(mail.get_attribute("href"))).query)["body"][0]
    for title, course in zip(
        page.locator("#saved-list h2").all_inner_texts(), courses, strict=False
    ):
        assert f"{title}\r\n{address}/courses/{course}/\r\n" in body
    many = [
        f"c={file.parent.parent.name}/{file.parent.name}"
        for file in sorted(sub_path_site.glob("courses/*/*/index.html"))
    ]
    open_list(page, address, f"?{'&'.join(many[:60])}")
    expect(page.locator("#saved-list > li")).to_have_count(50)
    href = str(mail.get_attribute("href"))
    assert len(href) < 2000
    assert re.search(r"And \d+ more\.$", unquote(href))


def test_paper_shows_all_facts_and_no_buttons(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    open_list(page, address, f"?c={courses[0]}")
    page.emulate_media(media="print")
    card = page.locator("#saved-list > li")
    expect(card.locator("a[href^='tel:']")).to_be_visible()
    for place in card.locator("[data-fact=where] p").all():
        expect(place).to_be_visible()
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    written = card.locator("h2 a").evaluate("link => getComputedStyle(link, '::after').content")
    assert f"{address}/courses/{courses[0]}/" in str(written)


def test_print_button_prints(page: Page, address: str, courses: tuple[str, ...]) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; };")
    open_list(page, address, f"?c={courses[0]}")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")


def test_another_tab_sees_what_was_saved(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    open_list(page, address)
    other = page.context.new_page()
    save(other, address, courses[0])
    expect(page.locator("#saved-list > li")).to_have_count(1)


def test_without_a_script_the_page_says_what_to_do_instead(
    browser: Browser, address: str, courses: tuple[str, ...]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/saved/")
    expect(plain.get_by_text("This page needs JavaScript")).to_be_visible(timeout=10_000)
    expect(plain.locator("main").get_by_role("link", name="All courses")).to_be_visible()
    plain.goto(f"{address}/courses/{courses[0]}/")
    expect(plain.locator("[data-save]").first).to_be_hidden()
    context.close()


def test_nothing_is_found_on_a_list_that_is_empty_compared_shared_or_out_of_date(
    page: Page, address: str, courses: tuple[str, ...]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_list(page, address)
    assert found_in_light_and_dark(page, 320, 1280) == []
    save(page, address, *courses[:3])
    open_list(page, address)
    tick(page, 0, 1, 2)
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Share as a link").click()
    page.get_by_text("Forget what is kept on this device").click()
    assert found_in_light_and_dark(page, 320, 1280) == []
    open_list(page, address, f"?c={courses[0]}&c=no-such/course")
    assert found_in_light_and_dark(page, 320, 1280) == []
