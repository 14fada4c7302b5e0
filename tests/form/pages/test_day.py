"""The day of today is the city's, wherever in the world somebody fills in the form."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import page_in
from tests.form.pages.conftest import open_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DAY = "2026-11-24"


@pytest.fixture(
    params=[
        ("Asia/Tokyo", f"{DAY}T16:00:00Z"),
        ("Pacific/Auckland", f"{DAY}T12:00:00Z"),
        ("America/Los_Angeles", f"{DAY}T04:00:00Z"),
    ],
    ids=lambda given: given[0],
)
def far_away(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page where it is the day after DAY, or before it, while it is DAY in Liverpool."""
    zone, moment = request.param
    with page_in(browser, zone, datetime.fromisoformat(moment)) as page:
        assert page.evaluate("() => new Date().getDate()") != int(DAY[-2:])
        yield page


def test_a_day_that_is_written_by_a_press_is_one_that_the_form_accepts(
    far_away: Page, address: str
) -> None:
    far_away.goto(f"{address}/change/?course=wea/helping-in-schools")
    far_away.get_by_role("button", name="Say that it is still right").click()
    expect(far_away.locator("#outcome")).to_contain_text("today, Tuesday 24 November 2026")
    far_away.get_by_role("button", name="See the page and send the whole file").click()
    expect(far_away.locator("#ways")).to_be_visible()
    expect(far_away.locator("#errors")).to_be_hidden()
    expect(far_away.locator("#files pre")).to_contain_text(f"checked: {DAY}")


def test_a_new_course_is_checked_on_the_day_of_the_city(far_away: Page, address: str) -> None:
    open_form(far_away, f"{address}/add/")
    expect(far_away.locator("#f-checked")).to_have_value("24/11/2026")
