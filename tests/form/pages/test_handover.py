"""The ways a finished course leaves the browser, each with all of the text or none of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import expect

from tests.form.pages.conftest import EMAIL, REPOSITORY, open_form
from tests.form.pages.test_form import fill_in

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


def test_the_link_to_github_holds_the_name_and_the_text(form: Page) -> None:
    text = finish(form, description="Café, 50 % off & more: #1 + “quotes”?\n\n你好 😀")
    link = form.get_by_role("link", name="Open it on GitHub")
    address = link.get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/new/main?filename=")
    assert parse_qs(urlsplit(address).query) == {"filename": [FILE], "value": [text]}
    assert "Café, 50 % off & more: #1 + “quotes”?" in text
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_what_is_too_long_for_a_link_is_copied_or_attached_instead(form: Page) -> None:
    text = finish(
        form,
        description=LONG,
        how_you_learn="é" * 300,
        bring="é" * 300,
        next_steps="More: " + "😀" * 144,
    )
    expect(form.get_by_text("This is too long for a link.")).to_be_visible()
    address = form.get_by_role("link", name="Open it on GitHub").get_attribute("href") or ""
    assert parse_qs(urlsplit(address).query) == {"filename": [FILE]}
    mail = form.locator("#mail").get_attribute("href") or ""
    expect(form.get_by_text("too long to stand in an e-mail")).to_be_visible()
    assert FILE in unquote(mail)
    assert text[:40] not in unquote(mail)


def test_a_short_course_goes_into_an_e_mail_whole(form: Page) -> None:
    text = finish(form)
    mail = form.locator("#mail").get_attribute("href") or ""
    assert mail.startswith(f"mailto:{EMAIL}?subject=")
    body = parse_qs(urlsplit(mail).query)["body"][0].replace("\r\n", "\n")
    assert text in body
    assert FILE in body


def test_the_text_is_copied_as_it_is(form: Page) -> None:
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = finish(form)
    form.get_by_role("button", name="Copy the text").click()
    expect(form.get_by_text("Copied. Paste it where you want it.")).to_be_visible()
    assert form.evaluate("navigator.clipboard.readText()") == text


def test_where_nothing_can_be_copied_the_text_is_shown_and_that_is_said(form: Page) -> None:
    finish(form)
    form.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    form.get_by_role("button", name="Copy the text").click()
    expect(form.get_by_text("Select the text and copy it yourself.")).to_be_visible()
    expect(form.locator(".handover pre")).to_be_visible()


def test_the_file_that_is_downloaded_has_the_name_and_the_text(form: Page) -> None:
    text = finish(form)
    with form.expect_download() as waiting:
        form.get_by_role("link", name="Download the file").click()
    assert waiting.value.suggested_filename == "first-steps-in-bread.yaml"
    assert Path(waiting.value.path()).read_bytes() == text.encode()


def test_ways_whose_settings_are_empty_are_left_out(
    page: Page, sub_path_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "learn").symlink_to(sub_path_site)
    open_form(page, f"{serve_folder(tmp_path)}/learn/add/")
    finish(page)
    expect(page.get_by_role("link", name="Open it on GitHub")).to_have_count(0)
    expect(page.locator("#mail")).to_have_count(0)
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()
    expect(page.get_by_text("Send the file to whoever looks after this site")).to_be_visible()


def test_nothing_leaves_the_browser_by_itself(form: Page) -> None:
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.method))
    finish(form)
    assert set(asked) <= {"GET"}
