"""The form for every eye, finger and key, with mistakes and without, under a strict policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from catalogue.site.views.form import STEPS
from tests.form.pages.conftest import open_form
from tests.form.pages.test_form import fill_in
from tests.site.looking import (
    COLOURS,
    axe_findings,
    open_all,
    own_colours,
    sticking_out,
    too_small,
    unseen_focus,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"


def every_step(page: Page) -> Iterator[str]:
    """Go to every step: first blank, with all its mistakes, then filled in, all of it open."""
    for state in ("wrong", "right"):
        if state == "right":
            fill_in(page)
        for step in STEPS:
            page.get_by_role("navigation", name="Steps").locator(f"a[href='#{step}']").press(
                "Enter"
            )
            expect(page.locator(f"#{step}")).to_be_visible()
            if state == "wrong" and step != "send":
                page.locator(f"#{step} [type=submit]").press("Enter")
                expect(page.locator("#errors")).to_be_visible()
            if state == "right" and step == "when":
                page.locator("#f-runs-0-venue").select_option("+")
            open_all(page)
            yield f"{step}, {state}"
            if state == "right" and step == "when":
                page.locator("#f-runs-0-venue").select_option("central-library")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_found_on_any_step_in_light_and_in_dark(form: Page, width: int) -> None:
    form.set_viewport_size({"width": width, "height": 800})
    wrong = {}
    for step in every_step(form):
        form.emulate_media(color_scheme="light")
        wrong[step] = [*axe_findings(form), *sticking_out(form), *too_small(form)]
        form.emulate_media(color_scheme="dark")
        wrong[step] += axe_findings(form, COLOURS)
    assert {step: found for step, found in wrong.items() if found} == {}


def test_nothing_is_found_with_the_few_colours_a_person_has_chosen(form: Page) -> None:
    form.set_viewport_size({"width": 768, "height": 800})
    form.emulate_media(forced_colors="active", reduced_motion="reduce")
    wrong = {}
    for step in every_step(form):
        wrong[step] = [*own_colours(form), *unseen_focus(form)]
    assert {step: found for step, found in wrong.items() if found} == {}


def test_zoom_of_400_percent_needs_no_sideways_scrolling_and_hides_no_focus(form: Page) -> None:
    form.set_viewport_size({"width": 320, "height": 256})
    wrong = {}
    for step in every_step(form):
        wrong[step] = [*sticking_out(form), *unseen_focus(form)]
    assert {step: found for step, found in wrong.items() if found} == {}


def test_it_works_under_a_policy_that_lets_nothing_in_from_elsewhere(
    page: Page, address: str
) -> None:
    def add_policy(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": POLICY})

    page.route("**/add/**", add_policy)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', one => { throw new Error(one.blockedURI) })"
    )
    open_form(page, f"{address}/add/")
    policy = page.evaluate("async () => (await fetch('')).headers.get('content-security-policy')")
    assert policy == POLICY
    fill_in(page)
    page.get_by_role("link", name="Look and send").first.click()
    expect(page.locator("#ways")).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="Download it as a file").click()


def test_without_javascript_it_says_so_and_offers_a_blank_file(page: Page, address: str) -> None:
    assert page.context.browser
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/add/")
    words = plain.get_by_text("This form needs JavaScript")
    expect(words).to_be_visible(timeout=10_000)  # at once where a person has switched scripts off
    expect(plain.locator("form.form")).to_be_hidden()
    with plain.expect_download() as waiting:
        plain.locator(".not-started a[download]").click()
    assert waiting.value.suggested_filename == "course.yaml"
    context.close()
