"""One number for one thing: what a list has is what it says, and what every link to it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

BASE = "/learn"
COUNTED = " | ".join(
    f"//{part}"
    for part in (
        *("li[contains(@class, 'group')]", "li[@class='way']"),
        *("ul[@class='places']/li", "*[@id='places']/h3[a]"),
    )
)
"""What has a link to a list, and says how many courses are there."""
NUMBER = re.compile(r"\b(\d[\d,]*) courses?\b")
IN_BRACKETS = re.compile(r"\((\d[\d,]*)\)$")
FIND = """
async asks => {
  const [{ Finder }, { says, choices }] = await Promise.all(
    ["finder", "question"].map(name => import(`/ours/search/${name}.js`)));
  const read = async name => (await fetch(new URL(says.data + name, document.baseURI))).json();
  const { firstLetter, anyWeek } = says;
  const finder = new Finder(read, { firstLetter: Number(firstLetter), anyWeek });
  const found = {};
  for (const ask of asks) {
    const chosen = {};
    for (const [name, value] of new URLSearchParams(ask)) {
      const choice = choices.find(one => one.box.name === name && one.value === value);
      (chosen[choice.group] ??= []).push(choice);
    }
    found[ask] = (await finder.find({ chosen })).length;
  }
  return found;
}"""


class Lists:
    """The pages of a built site, and the courses of each list."""

    def __init__(self, site: Path) -> None:
        self.pages = {
            f"{BASE}/{path.relative_to(site).as_posix().removesuffix('index.html')}": html.parse(
                str(path)
            ).getroot()
            for path in site.rglob("index.html")
        }
        self._known: dict[str, list[str]] = {}

    def firsts(self) -> Iterator[str]:
        """The address of each page of our own list."""
        for href, page in self.pages.items():
            if page.find_class("list-page") and "/page/" not in href:
                yield href

    def courses(self, href: str) -> list[str]:
        """The courses of a list on all its pages, as they stand there."""
        if href not in self._known:
            page = self.pages[href]
            found = [str(link) for link in page.xpath("//article//h3/a/@href")]
            following = page.xpath("//a[@rel='next']/@href")
            self._known[href] = found + (self.courses(str(following[0])) if following else [])
        return self._known[href]


@pytest.fixture(scope="module")
def lists(sub_path_site: Path) -> Lists:
    return Lists(sub_path_site)


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_a_list_has_as_many_courses_as_it_says_each_once(lists: Lists) -> None:
    firsts = list(lists.firsts())
    assert len(firsts) > 300
    for href in firsts:
        page, courses = lists.pages[href], lists.courses(href)
        [said, *_] = page.find_class("list-page__count") or page.find_class("part")
        assert NUMBER.findall(words(said)) == [str(len(courses))], href
        assert len(set(courses)) == len(courses), href


def test_a_link_says_as_many_courses_as_the_list_has_that_it_leads_to(lists: Lists) -> None:
    seen = 0
    for here, page in lists.pages.items():
        for part in page.xpath(COUNTED):
            [href] = part.xpath(".//a/@href")
            if "/libraries/" in href:
                continue  # two numbers, of a page that is no list: tests/site/test_libraries.py
            [number] = NUMBER.findall(words(part)) or ["no number"]
            assert number == str(len(lists.courses(href))), f"{here} to {href}"
            seen += 1
        for link in page.xpath("//*[contains(@class, 'narrow')]//li/a"):
            if number := IN_BRACKETS.search(words(link)):
                href = str(link.get("href"))
                assert number[1] == str(len(lists.courses(href))), f"{here} to {href}"
                seen += 1
    assert seen > 1000


def test_home_says_how_many_courses_there_are_in_all(lists: Lists) -> None:
    [said] = lists.pages[f"{BASE}/"].find_class("hero__count")
    assert NUMBER.findall(words(said)) == [str(len(lists.courses(f"{BASE}/courses/")))]


def test_the_search_finds_what_the_list_has_that_leads_to_it(
    page: Page, address: str, lists: Lists
) -> None:
    has = {
        urlsplit(str(link)).query: len(lists.courses(here))
        for here in lists.firsts()
        for link in lists.pages[here].xpath("//*[contains(@class, 'narrow')]//a/@href")
        if urlsplit(str(link)).query
    }
    assert len(has) > 300
    page.goto(f"{address}/search/")
    assert page.evaluate(FIND, list(has)) == has


def test_the_search_says_beside_each_choice_what_its_list_has(lists: Lists) -> None:
    search = lists.pages[f"{BASE}/search/"]
    said = {
        (box.get("name"), box.get("value")): words(box.getparent().find_class("choice__count")[0])
        for box in search.xpath("//*[@id='filters']//input")
    }
    asked = 0
    for here in lists.firsts():
        for link in lists.pages[here].xpath("//*[contains(@class, 'narrow')]//a/@href"):
            asks = parse_qsl(urlsplit(str(link)).query)
            if len(asks) == 1:
                assert said[asks[0]] == str(len(lists.courses(here))), here
                asked += 1
    assert asked > 70
