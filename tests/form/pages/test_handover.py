"""The ways a finished course leaves the browser, each with all of the text or none of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import expect

from tests.form.pages.conftest import REPOSITORY, files_in, open_form, sent_on_github
from tests.form.pages.test_form import fill_in
from tests.site.looking import found_in_light_and_dark

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FILE = "content/courses/stec/first-steps-in-bread.yaml"
LONG = "We knead and we wait, and then we talk about bread. " * 60


def finish(page: Page, **changes: object) -> str:
    """Go to the last step with a course that is right, and return the text of its file."""
    fill_in(page, **changes)
    page.get_by_role("link", name="Look and send").first.click()
    expect(page.locator("#ways")).to_be_visible()
    return page.locator(".handover pre").text_content() or ""


def test_one_link_to_github_holds_all_that_is_sent(form: Page) -> None:
    text = finish(form, description="Café, 50 % off & more: #1 + “quotes”?\n\n你好 😀")
    assert sent_on_github(form) == {FILE: text}
    assert "Café, 50 % off & more: #1 + “quotes”?" in text
    link = form.get_by_role("link", name="Send it on GitHub")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(form.get_by_text("GitHub wants an account")).to_be_visible()
    form.get_by_text("For those who know git").click()
    one = form.get_by_role("link", name="Open it on GitHub").get_attribute("href") or ""
    assert one.startswith(f"{REPOSITORY}/new/main?filename=")
    assert parse_qs(urlsplit(one).query) == {"filename": [FILE], "value": [text]}


def test_a_new_place_goes_with_its_course_in_each_way(form: Page) -> None:
    fill_in(form)
    place = {
        "name": "St Anne’s Hall",
        "kind": "community centre",
        "address": {"town": "Liverpool", "postcode": "L8 1XF"},
        "access": {"step-free": "yes"},
        "sources": [{"from": "We teach there", "confidence": "sure"}],
    }
    form.evaluate(
        """async (place) => {
          const { fill } = await import(moduleAt("form/fields.js"));
          fill(document.getElementById("place"), place);
          document.getElementById("f-runs-0-venue").value = "+";
          document.getElementById("course").dispatchEvent(new Event("input"));
        }""",
        place,
    )
    form.get_by_role("link", name="Look and send").first.click()
    expect(form.locator("#ways")).to_be_visible()
    files = sent_on_github(form)
    assert list(files) == ["content/venues/st-annes-hall.yaml", FILE]
    with form.expect_download() as waiting:
        form.get_by_role("link", name="Download it as a file").click()
    assert waiting.value.suggested_filename == "first-steps-in-bread.txt"
    assert files_in(Path(waiting.value.path()).read_text(encoding="utf-8")) == files


def test_what_is_too_long_for_a_link_is_copied_or_attached_instead(form: Page) -> None:
    text = finish(
        form,
        description=LONG,
        how_you_learn="é" * 300,
        bring="é" * 300,
        next_steps="More: " + "😀" * 144,
    )
    expect(form.get_by_text("It is too long for a link.")).to_be_visible()
    address = form.locator("#ways [data-part=issue]").get_attribute("href") or ""
    given = parse_qs(urlsplit(address).query)
    assert given["template"] == ["3-send-in.yml"]
    assert "text" not in given
    mail = unquote(form.locator("#ways [data-part=mail]").get_attribute("href") or "")
    expect(form.get_by_text("too long to stand in an e-mail")).to_be_visible()
    assert "first-steps-in-bread.txt" in mail
    assert text[:40] not in mail
    form.get_by_text("For those who know git").click()
    one = form.get_by_role("link", name="Open it on GitHub").get_attribute("href") or ""
    assert parse_qs(urlsplit(one).query) == {"filename": [FILE]}


def test_a_draft_is_kept_until_it_was_sent_and_another_begins_with_what_is_alike(
    form: Page,
) -> None:
    kept = "() => Object.values(localStorage).filter((text) => text.includes('bread')).length"
    finish(form)
    form.get_by_role("link", name="Download it as a file").click()
    form.wait_for_function(kept)
    form.get_by_role("button", name="Yes, I have sent it").press("Enter")
    receipt = form.locator("#receipt")
    expect(receipt.get_by_role("heading")).to_be_focused()
    expect(receipt).to_contain_text("usually within two working days")
    address = receipt.locator("[data-part=address]").get_attribute("href") or ""
    assert address.endswith("/learn/courses/stec/first-steps-in-bread/")
    assert form.evaluate(kept) == 0
    assert found_in_light_and_dark(form, 320, 1280) == []
    form.get_by_role("button", name="I have not sent it after all").press("Enter")
    expect(form.locator("#f-title")).to_have_value("First steps in bread")
    form.wait_for_function(kept)
    form.get_by_role("button", name="Yes, I have sent it").press("Enter")
    receipt.get_by_role("button", name="Another like this").press("Enter")
    expect(form.locator("#what h2")).to_be_focused()
    gathered = form.evaluate(
        """async () => {
          const { gather } = await import(moduleAt("form/fields.js"));
          const file = document.getElementById("f-file").value;
          return [gather(document.getElementById("course")), file];
        }"""
    )
    assert gathered == [
        {
            "cost": {"kind": "fee", "pounds": "48.50"},
            "join": {"phone": "0151 000 0000"},
            "runs": [{"venue": "central-library"}],
            "checked": "2026-11-24",
        },
        "",
    ]
    expect(form.locator("#f-provider")).to_have_value("stec")


def test_a_small_change_is_sent_with_two_presses(page: Page, address: str) -> None:
    page.goto(f"{address}/change/?course=wea/helping-in-schools")
    page.get_by_role("button", name="Cancelled").press("Enter")
    expect(page.locator("#outcome")).to_be_focused()
    words = "wea/helping-in-schools, run xmjz3: cancelled"
    github = page.locator("#message [data-part=issue]").get_attribute("href") or ""
    assert parse_qs(urlsplit(github).query) == {
        "template": ["3-send-in.yml"],
        "title": [words],
        "text": [words],
    }
    mail = page.locator("#message [data-part=mail]").get_attribute("href") or ""
    given = parse_qs(urlsplit(mail).query)
    assert given["subject"] == [words]
    assert given["body"][0].strip() == words
    for notice in page.locator("#message .notice").all():
        expect(notice).to_be_hidden()
    page.locator("#outcome").get_by_role("button", name="Yes, I have sent it").press("Enter")
    expect(page.locator("#receipt").get_by_role("heading")).to_be_focused()
    expect(page.get_by_role("link", name="Change another course")).to_be_visible()
    page.get_by_role("button", name="I have not sent it after all").press("Enter")
    expect(page.locator("#outcome")).to_be_visible()


def test_practice_has_no_way_out_and_a_draft_of_its_own(page: Page, address: str) -> None:
    open_form(page, f"{address}/add/?practice")
    notice = page.get_by_text("Nothing here can be sent.")
    expect(notice).to_be_visible()
    finish(page)
    expect(page.get_by_text("In practice there is no way out")).to_be_visible()
    page.get_by_text("See what is sent").click()
    expect(page.locator("#ways pre").first).to_contain_text("title: First steps in bread")
    for way in page.locator("#ways [data-way]").all():
        expect(way).to_be_hidden()
    assert page.locator("#ways a[href^='https:'], #ways a[href^='mailto:']").count() == 0
    expect(notice).to_be_in_viewport()
    page.locator("#f-file").fill("practice-bread")
    page.wait_for_function("() => Object.keys(localStorage).length")
    open_form(page, f"{address}/add/")
    expect(page.locator("#practice")).to_be_hidden()
    expect(page.locator("#f-title")).to_have_value("")
    page.get_by_role("link", name="Try it first").click()
    expect(page.locator("#f-title")).to_have_value("First steps in bread")


def test_the_text_is_copied_as_it_is(form: Page) -> None:
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = finish(form)
    form.get_by_role("button", name="Copy the text").click()
    expect(form.get_by_text("Copied. Paste it where you want it.")).to_be_visible()
    assert files_in(form.evaluate("navigator.clipboard.readText()")) == {FILE: text}


def test_where_nothing_can_be_copied_the_text_is_shown_and_that_is_said(form: Page) -> None:
    finish(form)
    form.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    form.get_by_role("button", name="Copy the text").click()
    expect(form.get_by_text("Select the text and copy it yourself.")).to_be_visible()
    expect(form.locator("#ways pre").first).to_be_visible()


def test_ways_whose_settings_are_empty_are_left_out(
    page: Page, sub_path_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "learn").symlink_to(sub_path_site)
    open_form(page, f"{serve_folder(tmp_path)}/learn/add/")
    finish(page)
    expect(page.locator("#ways [data-part=issue], #ways [data-part=mail]")).to_have_count(0)
    expect(page.get_by_role("link", name="Download it as a file")).to_be_visible()
    expect(page.get_by_text("Send the file to whoever looks after this site")).to_be_visible()


def test_nothing_leaves_the_browser_by_itself(form: Page) -> None:
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.method))
    finish(form)
    assert set(asked) <= {"GET"}
