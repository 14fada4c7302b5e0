"""The page where partners change a course: finding it, what is asked most, and its file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from catalogue.site.urls import Urls
from tests.conftest import FROZEN, load
from tests.site.looking import found_in_light_and_dark

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

COURSE = "wea/helping-in-schools"
FILE = f"content/courses/{COURSE}.yaml"
RUN = "xmjz3"


def opened(page: Page, address: str, course: str = COURSE) -> None:
    """Open the page for a change of a course."""
    page.goto(f"{address}/change/?course={course}")
    expect(page.locator("#choices")).to_be_visible()


def changes(page: Page) -> str:
    """What the page says that it will change."""
    expect(page.locator("#outcome")).to_be_focused()
    return page.locator("#outcome ul").inner_text()


def sent(page: Page) -> str:
    """The text of the file that is handed over."""
    page.get_by_role("button", name="See the page and send the whole file").press("Enter")
    expect(page.locator("#send h2")).to_be_focused()
    text = page.locator("#files pre").text_content()
    assert text is not None
    return text


def before() -> str:
    """The file as it is."""
    return (FROZEN / FILE).read_text("utf-8")


def test_course_is_found_by_its_provider_and_words_of_its_title(page: Page, address: str) -> None:
    page.goto(f"{address}/change/")
    page.get_by_label("Your organisation").first.select_option("Workers' Educational Association")
    expect(page.locator("#find-said")).to_contain_text(re.compile(r"^(\d+) of \1 courses"))
    page.get_by_label("Words of its title").fill("SCHOOLS help")
    expect(page.locator("#find-said")).to_contain_text(re.compile(r"^1 of \d+ courses"))
    page.get_by_role("link", name="Helping in schools").press("Enter")
    expect(page.get_by_role("heading", name="Helping in schools")).to_be_focused()


def test_title_that_no_course_has_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}/change/")
    page.locator("#find-provider").select_option("wea")
    page.locator("#find-title").fill("qwerty")
    expect(page.locator("#find-said")).to_contain_text("No course of this organisation")


def test_title_that_is_typed_before_the_page_knows_its_words_is_looked_for_then(
    page: Page, address: str
) -> None:
    waiting: list[Route] = []
    page.route("**/preview.json", lambda route: waiting.append(route))
    page.goto(f"{address}/change/", wait_until="commit")
    page.locator("#find-title").fill("qwerty")
    page.locator("#find-provider").select_option("wea")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    expect(page.locator("#find-said")).to_contain_text("No course of this organisation")


@pytest.mark.parametrize("course", ["wea/no-such-course", "../../etc", "<b>", "wea"])
def test_course_that_is_not_there_is_said_and_another_can_be_chosen(
    page: Page, address: str, course: str
) -> None:
    page.goto(f"{address}/change/?course={course}")
    expect(page.get_by_role("status").first).to_contain_text("There is no such course here.")
    expect(page.locator("#find-provider")).to_be_visible()


def test_list_that_comes_late_is_not_taken_for_that_of_another_provider(
    page: Page, address: str
) -> None:
    waiting: list[Route] = []
    page.route("**/courses/wea.json", lambda route: waiting.append(route))
    page.goto(f"{address}/change/")
    for provider in ("wea", "stec"):
        page.locator("#find-provider").select_option(provider)
    expect(page.locator("#found a").first).to_have_attribute("href", re.compile("=stec/"))
    shown = page.locator("#found").inner_html()
    with page.expect_response("**/courses/wea.json") as came:
        waiting[0].continue_()
    came.value.finished()
    page.wait_for_timeout(50)
    assert page.locator("#found").inner_html() == shown


def message(page: Page) -> str:
    """The short message that is offered, whole in a link or two."""
    ways = page.locator("#message")
    expect(ways).to_be_visible()
    return ways.locator("[data-part=text]").text_content() or ""


def test_still_right_renews_the_day_and_nothing_else(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="Say that it is still right").press("Enter")
    assert message(page) == f"{COURSE}: still right"
    said = changes(page)
    assert "checked it today, Tuesday 24 November 2026" in said
    assert sent(page) == re.sub("checked: .*", "checked: 2026-11-24", before())


@pytest.mark.parametrize("state", ["few-left", "waiting-list", "full", "cancelled", "postponed"])
def test_run_is_marked(page: Page, address: str, state: str) -> None:
    opened(page, address)
    run = page.locator("#its-runs > li").first
    button = run.locator(f"[data-state='{state}']")
    label = button.evaluate("one => one.firstChild.textContent")
    button.press("Enter")
    assert f"Now it says “{label}”" in changes(page)
    assert message(page) == f"{COURSE}, run {RUN}: {str(label).lower()}"
    changed = set(sent(page).splitlines()) ^ set(before().splitlines())
    assert changed == {f"    state: {state}"}


def test_state_that_a_run_has_cannot_be_said_again(page: Page, address: str) -> None:
    opened(page, address)
    run = page.locator("#its-runs > li").first
    expect(run.locator("[data-state]")).to_have_count(5)
    expect(run.locator("[data-state=open]")).to_have_count(0)
    run.locator("[data-state=full]").press("Enter")
    page.get_by_role("button", name="Choose something else").press("Enter")
    expect(page.locator("#start-heading")).to_be_focused()


def test_run_is_copied_to_the_next_term(page: Page, address: str) -> None:
    opened(page, address)
    run = page.locator("#its-runs > li").first
    run.get_by_label("Copy it to the next term, from").fill("15 Sep 2027")
    run.get_by_role("button", name="Copy it").press("Enter")
    said = changes(page)
    assert "Starts Monday 20 September 2027" in said
    assert "the first one from the day you chose" in said
    assert "15 February 2027, 29 March 2027 and 5 April 2027" in said
    assert message(page) == f"{COURSE}, run {RUN}: again from 2027-09-20 to 2027-12-27"
    text = sent(page)
    assert "  - venue: meadow-lane-school\n    starts: 2027-09-20\n" in text
    assert text.count("no_class_on") == before().count("no_class_on") == 1


def test_copy_without_a_day_is_not_made(page: Page, address: str) -> None:
    opened(page, address)
    button = page.get_by_role("button", name="Copy it").first
    box = page.get_by_label("Copy it to the next term, from").first
    for text, words in {
        "": "On which day does it begin?",
        "3 May 2001": "before the run that you copy",
        "soon": "not a day that we can read",
    }.items():
        box.fill(text)
        button.press("Enter")
        expect(box).to_be_focused()
        expect(page.locator("#its-runs > li").first).to_contain_text(words)
        expect(page.locator("#outcome")).to_be_hidden()


def test_every_file_stays_the_same_to_the_byte_where_nothing_is_changed(
    page: Page, address: str
) -> None:
    catalogue, _ = load()
    plain = {
        course.id: (FROZEN / course.file).read_text("utf-8")
        for course in catalogue.courses.values()
        if course.written and not course.written.may_have_comments
    }
    assert len(plain) > 150
    opened(page, address)
    files = page.evaluate(
        """async ([base, addresses]) => {
          const { change, filesOf, written } = await import(moduleAt("form/form.js"));
          const files = {};
          for (const id in addresses) {
            change((await (await fetch(`${base}${addresses[id]}`)).json())[id]);
            files[id] = filesOf(written()).at(-1).text;
          }
          return files;
        }""",
        [address, {one: Urls().course_file(one) for one in plain}],
    )
    assert {one: files[one] for one in files if files[one] != plain[one]} == {}


def test_file_that_may_have_comments_says_that_they_would_be_lost(
    page: Page, address: str, sub_path_site: Path
) -> None:
    file = Urls().course_file(COURSE)
    published = json.loads((sub_path_site / file.lstrip("/")).read_text("utf-8"))[COURSE]
    commented = json.dumps({COURSE: {**published, "may_have_comments": True}})
    page.route(f"**{file}", lambda route: route.fulfill(body=commented))
    opened(page, address)
    page.get_by_role("button", name="Say that it is still right").press("Enter")
    sent(page)
    expect(page.locator("#comments")).to_be_visible()


def test_what_was_begun_can_be_gone_on_with_and_is_not_mixed_into_an_action(
    page: Page, address: str
) -> None:
    opened(page, address)
    page.get_by_role("button", name="Change the details").press("Enter")
    page.locator("#f-title").fill("Helping in all schools")
    expect(page.locator("#draft")).to_contain_text("kept")
    opened(page, address)
    page.get_by_role("button", name="Go on with what you began").press("Enter")
    expect(page.locator("#f-title")).to_have_value("Helping in all schools")
    opened(page, address)
    page.get_by_role("button", name="Say that it is still right").press("Enter")
    assert "Helping in all schools" not in sent(page)


def test_page_and_its_like_are_shown_before_it_is_sent(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="Say that it is still right").press("Enter")
    sent(page)
    shown = page.frame_locator("#preview")
    expect(shown.get_by_role("heading", name="Helping in schools")).to_be_visible()
    frame = page.locator("#preview")
    box = frame.bounding_box()
    assert box is not None
    assert box["height"] > 1000
    page.get_by_role("button", name="As on a phone").press("Enter")
    narrow = frame.bounding_box()
    assert narrow is not None
    assert narrow["width"] <= 360
    inside = shown.locator("html").evaluate("(html) => [html.scrollWidth, html.clientWidth]")
    assert inside[0] <= inside[1]


def test_nothing_is_found_while_a_course_is_changed(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/change/")
    page.locator("#find-provider").select_option("wea")
    expect(page.locator("#found li").first).to_be_visible()
    assert found_in_light_and_dark(page, 320, 1280) == []
    opened(page, address)
    assert found_in_light_and_dark(page, 320, 1280) == []
    page.get_by_role("button", name="Say that it is still right").click()
    changes(page)
    assert found_in_light_and_dark(page, 320, 1280) == []
    sent(page)
    expect(page.frame_locator("#preview").locator("h1")).to_have_text("Helping in schools")
    assert found_in_light_and_dark(page, 320, 1280) == []
