"""The home page, for people who do not know what to type, on a small phone above all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.conftest import COURSE
from tests.site.test_theme import FIRST_BYTES, SHEETS, packed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

WIDTH, HEIGHT = 320, 640
"""The screen of a small phone."""


def home_of(folder: Path) -> html.HtmlElement:
    return html.fromstring((folder / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("way_in", ["goal", "way", "group"])
def test_every_way_in_leads_to_a_list_of_courses_without_a_script(
    real_site: Path, way_in: str
) -> None:
    links = home_of(real_site).xpath(f"//li[@class='{way_in}']/a/@href")
    assert len(links) == len(set(links)) >= 6
    for link in links:
        listed = html.parse(str(real_site / str(link).strip("/") / "index.html")).getroot()
        assert listed.find_class("ticket"), link


def test_the_goals_are_those_that_people_name(real_site: Path) -> None:
    goals = [str(goal) for goal in home_of(real_site).xpath("//li[@class='goal']/a/text()")]
    assert goals == [
        *("Get a job", "Speak English", "Use a computer or phone", "Help my children"),
        *("Feel better", "Read and write better", "Be good with numbers", "Learn a trade"),
    ]


def test_every_goal_has_a_picture_that_nobody_has_to_see(real_site: Path) -> None:
    for goal in home_of(real_site).find_class("goal"):
        [picture] = goal.findall("svg")
        assert picture.get("aria-hidden") == "true"
        assert picture.find("path").get("d")


def test_what_has_no_courses_is_left_out(unchanged: TinySite) -> None:
    page = unchanged.page("index.html")
    assert not page.find_class("goal")
    assert not page.xpath("//*[@id='goals']")
    assert page.xpath("//li[@class='way']/a/text()") == ["Free"]


def test_a_goal_appears_with_its_first_course(tiny: TinySite) -> None:
    course = COURSE.replace("topics: [crafts]", "topics: [crafts, wellbeing]")
    assert course != COURSE
    tiny.tree.write("content/courses/the-kiln/pottery.yaml", course)
    tiny.build()
    assert tiny.page("index.html").xpath("//li[@class='goal']/a/text()") == ["Feel better"]


def test_both_boxes_and_the_button_are_on_the_first_screen_of_a_small_phone(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}/")
    for part in ("#q", "#near", ".hero__search button"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= HEIGHT, part


def test_the_page_is_not_endless_on_a_small_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 12 * HEIGHT


def test_what_and_where_are_handed_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.get_by_label("What would you like to learn?").fill("cooking")
    page.get_by_label("Near (postcode or place)").fill("L8")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/learn/search/\?q=cooking&near=L8"))
    expect(page.locator("#q")).to_have_value("cooking")
    expect(page.locator("#near")).to_have_value("L8")


def test_page_and_style_sheets_come_in_the_first_bytes(real_site: Path) -> None:
    page = real_site / "index.html"
    sheets = [
        real_site / str(link.get("href")).lstrip("/")
        for link in home_of(real_site).iterfind(SHEETS)
        if link.get("media") != "print"
    ]
    assert packed([page, *sheets]) <= FIRST_BYTES
