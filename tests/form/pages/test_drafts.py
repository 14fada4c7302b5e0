"""What somebody writes survives a closed tab, and nothing is overwritten behind their back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.form.pages.conftest import open_form

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY = "course draft of /learn/ "


def write(page: Page, title: str) -> None:
    """Write a title, and wait until it is kept."""
    page.locator("#f-title").fill(title)
    expect(page.locator("#draft")).to_have_text("What you write is kept in this browser.")


def in_another_tab(page: Page) -> Page:
    """Open the same form in another tab of the same browser."""
    other = page.context.new_page()
    open_form(other, page.url)
    return other


def test_a_draft_is_there_again_after_the_tab_was_closed(form: Page) -> None:
    form.locator("#f-provider").select_option("wea")
    write(form, "Bread")
    form.goto(f"{form.url.partition('#')[0]}#when")
    form.get_by_role("button", name="Add a session").click()
    form.locator("#f-runs-0-sessions-1-day").select_option("friday")
    other = form.context.new_page()
    form.close()
    open_form(other, f"{form.url.partition('#')[0]}#when")
    expect(other.locator("#draft")).to_contain_text("We have put back what you wrote before.")
    expect(other.locator("#f-title")).to_have_value("Bread")
    expect(other.locator("#f-provider")).to_have_value("wea")
    days = other.evaluate("[...document.querySelectorAll('#when select')].map(one => one.value)")
    assert "friday" in days


def test_starting_again_asks_first_and_forgets_everything(form: Page) -> None:
    write(form, "Bread")
    form.get_by_text("Start again", exact=True).click()
    expect(form.locator("#f-title")).to_have_value("Bread")
    form.get_by_role("button", name="Yes, start again").click()
    expect(form.locator("#f-title")).to_have_value("")
    assert form.evaluate("key => localStorage.getItem(key)", KEY) is None
    expect(form.locator("#what h2")).to_be_focused()


def test_two_tabs_do_not_overwrite_each_other(form: Page) -> None:
    write(form, "Bread")
    other = in_another_tab(form)
    write(other, "Cake")
    expect(form.locator("#draft")).to_contain_text("in another tab")
    form.locator("#f-title").fill("Bread and buns")
    form.wait_for_timeout(600)
    assert "Cake" in form.evaluate("key => localStorage.getItem(key)", KEY)
    form.get_by_role("button", name="Use what I wrote in the other tab").click()
    expect(form.locator("#f-title")).to_have_value("Cake")
    write(form, "Cake and buns")
    expect(other.locator("#draft")).to_contain_text("in another tab")
    other.get_by_role("button", name="Keep what is in this tab").click()
    assert '"Cake"' in form.evaluate("key => localStorage.getItem(key)", KEY)


def test_a_draft_that_makes_no_sense_is_put_aside_and_said(form: Page) -> None:
    form.evaluate("key => localStorage.setItem(key, '{broken')", KEY)
    open_form(form, form.url)
    expect(form.locator("#draft")).to_contain_text("could not be read")
    write(form, "Bread")
    aside = form.evaluate("key => localStorage.getItem(`${key} (broken)`)", KEY)
    assert aside == "{broken"


def test_a_full_store_is_said_and_does_no_harm(form: Page) -> None:
    form.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    form.locator("#f-title").fill("Bread")
    expect(form.locator("#draft")).to_contain_text("has no room left")
    form.get_by_role("link", name="Look and send").first.click()
    expect(form.locator("#send h2")).to_be_focused()


def test_a_draft_from_an_older_form_with_other_fields_is_still_opened(form: Page) -> None:
    old = '{"provider": "gone", "course": {"title": "Bread", "level": "gone", "runs": [{}]}}'
    form.evaluate("([key, old]) => localStorage.setItem(key, old)", [KEY, old])
    open_form(form, form.url)
    expect(form.locator("#f-title")).to_have_value("Bread")
    nonsense = old.replace("[{}]", "null").replace('"Bread"', "[1, {}]")
    form.evaluate("([key, old]) => localStorage.setItem(key, old)", [KEY, nonsense])
    open_form(form, form.url)
    expect(form.locator("#draft")).to_contain_text("could not be read")
    write(form, "Cake")


def test_forgetting_everything_on_the_device_forgets_drafts_too(form: Page) -> None:
    write(form, "Bread")
    saved = form.url.partition("/add/")[0] + "/saved/"
    form.goto(saved)
    form.get_by_text("Forget what is kept on this device").click()
    form.get_by_role("button", name="Yes, forget it all").click()
    expect(form.locator("#saved-forgotten")).to_be_visible()
    assert form.evaluate("key => localStorage.getItem(key)", KEY) is None
