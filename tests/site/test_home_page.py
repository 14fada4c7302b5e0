"""The home page, for people who do not know what to type, on a small phone above all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from scripts.budgets import CITY_PICTURE, FIRST_BYTES
from tests.conftest import COURSE, load
from tests.site.test_theme import SHEETS, packed

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
        *("Get a job", "Speak English", "Help my children", "Feel better and meet people"),
        *("Get a qualification", "Use a computer or phone", "Read and write better"),
        *("Get better at maths", "Learn a trade"),
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
    assert tiny.page("index.html").xpath("//li[@class='goal']/a/text()") == [
        "Feel better and meet people"
    ]


def test_both_boxes_and_the_button_are_on_the_first_screen_of_a_small_phone(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}/")
    for part in ("#q", "#near", ".hero__search button"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= HEIGHT, part


def test_the_page_is_six_screens_of_a_small_phone_and_the_topics_unfold(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * HEIGHT
    cooking = page.get_by_role("link", name="Cooking")
    expect(cooking).to_be_hidden()
    page.get_by_text("See all").click()
    expect(cooking).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    expect(cooking).to_be_visible()


def test_providers_and_parts_of_the_city_are_named_and_lead_to_their_pages(real_site: Path) -> None:
    home = home_of(real_site)
    links = home.xpath(
        "//ul[@class='names']//a/@href | //section[@aria-labelledby='nearby']//a/@href"
    )
    assert "/providers/stec/" in links
    assert "/areas/toxteth/" in links
    for link in links:
        assert (real_site / str(link).strip("/") / "index.html").is_file(), link


def test_the_city_has_its_picture_which_is_light_and_says_nothing(real_site: Path) -> None:
    [picture] = home_of(real_site).find_class("hero__city")
    assert picture.get("alt") == ""
    assert packed([real_site / str(picture.get("src")).lstrip("/")]) <= CITY_PICTURE


def test_a_list_has_the_courses_with_a_qualification_and_no_others(real_site: Path) -> None:
    pages = sorted((real_site / "with-a-qualification").rglob("index.html"))
    listed = {
        str(link)
        for page in pages
        for link in html.parse(str(page)).getroot().xpath("//*[@class='tickets']//h3/a/@href")
    }
    gained = {
        f"/courses/{course.id}/" for course in load()[0].current if course.qualification is not None
    }
    assert {link.partition("#")[0] for link in listed} == gained


def test_what_and_where_are_handed_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.get_by_label("What would you like to learn?").fill("cooking")
    near = page.get_by_label("Near (postcode or place)")
    expect(near).to_have_accessible_description("Such as L8 or Toxteth")
    near.fill("L8")
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
