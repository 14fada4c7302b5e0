"""The search page offers to tell people of what it could not find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

ALL = "/feed.xml"
DRAMA, MATHS = "/topics/drama-and-dance/feed.xml", "/topics/maths/feed.xml"
TOXTETH, SPEKE = "/areas/toxteth/feed.xml", "/areas/speke/feed.xml"


@pytest.mark.parametrize(
    ("asked", "feeds"),
    [
        ("q=qwzx+vbnk", [ALL]),
        ("q=acting", [DRAMA, ALL]),
        ("q=maths&when=sunday", [MATHS, ALL]),
        ("topic=maths&when=sunday&area=speke", [MATHS, SPEKE, ALL]),
        ("q=maths+near+toxteth&when=sunday", [MATHS, TOXTETH, ALL]),
    ],
    ids=["nothing we know", "a topic nobody teaches", "a topic", "filters", "a place"],
)
def test_search_that_finds_nothing_offers_the_feeds_of_what_was_asked_for(
    page: Page, address: str, asked: str, feeds: list[str]
) -> None:
    page.goto(f"{address}/search/?{asked}")
    shown = page.locator("#follow a:visible")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    expect(shown).to_have_count(len(feeds))
    found = [link.get_attribute("href") for link in shown.all()]
    assert found == [f"/learn{feed}" for feed in feeds]
    answered = page.request.get(f"{address}{feeds[0]}")
    assert answered.ok
    assert re.match(r"<\?xml .*<feed ", answered.text(), re.DOTALL)


def test_search_that_finds_courses_offers_no_feed(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=maths")
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("#follow")).to_be_hidden()
