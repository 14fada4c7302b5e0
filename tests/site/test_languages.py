"""The whole site in a language nobody speaks: no word of ours was missed, partners' words are
marked as English, and nothing sticks out of a narrow page that is read from the right."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree, html
from playwright.sync_api import Page, expect

from catalogue.loading import load_catalogue
from catalogue.site.build import BuildFailed, build
from catalogue.site.views.runs import address_words
from tests.conftest import PROJECT, TODAY
from tests.site.pseudo import BEGIN, END, TAG, pseudo, settings, write_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.site.conftest import TinySite

SPOKEN = ("title", "aria-label", "alt", "placeholder")
"""Attributes that people read or hear; with those that hold the words of scripts, data-says-…"""
COURSE = """\
title: Everything & <more>
summary: A course with every fact there is.
description: It is over.
topics: [crafts]
level: level-1
who_for: Adults.
audiences: [women, carers]
only_for_audiences: true
taught_in: [en, ar]
qualification: {title: A certificate, awarding_body: Some Body, number: 601/4550/1}
cost: {kind: fee, pounds: 1250.00, concession_pounds: 7.50}
join: {how: Come in and ask., phone: 0151 496 0123, email: ask@wea.example}
runs:
  - venue: the-shed
    starts: 2026-09-07
    ends: 2026-10-19
    sessions:
      - {day: monday, from: 09:30, to: 12:00, every_weeks: 2}
checked: 2026-03-20
previously: [wea/anything]
example: true
"""
VENUE = """\
name: The Shed
kind: community centre
address: {town: Liverpool, postcode: L8 1XF}
access: {step-free: yes}
closed_on: 2026-10-31
example: true
"""
PAGES = (
    *("", "search/", "courses/", "courses/wea/helping-in-schools/", "courses/wea/everything/"),
    *("topics/", "topics/esol/", "areas/toxteth/", "providers/", "providers/stec/", "venues/"),
    *("venues/spellow-library/", "when/", "when/evenings/", "levels/", "about/", "404.html"),
)
"""A page of each kind."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, and a course with all that the real ones lack, in the pseudo-language."""
    folder = tmp_path_factory.mktemp("pseudo")
    for name in ("providers", "schema", "reference", "theme"):
        (folder / name).symlink_to(PROJECT / name)
    shutil.copytree(PROJECT / "content", folder / "content")
    (folder / "content/courses/wea/everything.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "content/venues/the-shed.yaml").write_text(VENUE, encoding="utf-8")
    (folder / "pelicanconf.py").write_text(settings(), encoding="utf-8")
    write_language(folder / "languages")
    assert not build(folder, TODAY, site_url="https://example.org").problems["error"]
    return folder


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, html.HtmlElement]:
    """Every page that was built, by its file."""
    output = root / "output"
    return {
        str(path.relative_to(output)): html.fromstring(path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def names(root: Path) -> re.Pattern[str]:
    """What partners and the owner wrote that may stand in a title or a description, where no mark
    can be."""
    catalogue, _ = load_catalogue(root, TODAY)
    found = {"Liverpool Community Learning"}
    for course in catalogue.courses.values():
        found |= {course.title, course.summary}
    for provider in catalogue.providers.values():
        found |= {provider.name, provider.summary}
    for venue in catalogue.venues.values():
        found |= {venue.name, address_words(venue)}
    for path in (PROJECT / "content/pages").glob("*.md"):
        head = path.read_text(encoding="utf-8").partition("\n\n")[0]
        found |= {line.partition(":")[2].strip() for line in head.splitlines()}
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def _is_theirs(element: html.HtmlElement | None) -> bool:
    while element is not None and element.get("lang") is None:
        element = element.getparent()
    return element is not None and element.get("lang") == "en"


def _said(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield all that people read or hear on a page, each with the element it is in."""
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        yield element, element.text or ""
        for child in element:
            yield element, child.tail or ""
        for name, value in element.attrib.items():
            if name in SPOKEN or str(name).startswith("data-says"):
                yield element, str(value)


def test_every_page_says_its_language_and_direction(pages: dict[str, html.HtmlElement]) -> None:
    assert {(page.get("lang"), page.get("dir")) for page in pages.values()} == {(TAG, "rtl")}


def test_every_word_of_ours_is_translated_and_every_other_is_marked(
    pages: dict[str, html.HtmlElement],
) -> None:
    missed = {
        (text.strip(), file)
        for file, page in pages.items()
        for element, text in _said(page)
        if re.search("[A-Za-z]", text.replace("{n}", "")) and not _is_theirs(element)
    }
    assert not missed, dict(missed)


def test_no_word_of_ours_is_marked_as_a_partners(pages: dict[str, html.HtmlElement]) -> None:
    marked = {
        (text.strip(), file)
        for file, page in pages.items()
        for element, text in _said(page)
        if BEGIN in text and _is_theirs(element)
    }
    assert not marked, dict(marked)


def test_titles_and_descriptions_hold_our_words_translated_and_no_markup(
    pages: dict[str, html.HtmlElement], names: re.Pattern[str]
) -> None:
    for file, page in pages.items():
        title, description = page.findtext(".//title"), page.find(".//meta[@name='description']")
        assert title is not None, file
        assert description is not None, file
        for text in (title, str(description.get("content"))):
            assert not re.search("[A-Za-z<]", names.sub("", text)), f"{file}: {text}"


def test_feeds_hold_our_words_translated_and_no_markup(root: Path, names: re.Pattern[str]) -> None:
    feeds = [etree.parse(str(path)).getroot() for path in (root / "output").rglob("feed.xml")]
    for feed in feeds:
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == TAG
        for place in feed.iterfind(".//{*}title"):
            assert not re.search("[A-Za-z<]", names.sub("", place.text or "")), place.text
        for place in feed.iterfind(".//{*}summary"):
            assert BEGIN in (place.text or "")
            assert "<" not in names.sub("", place.text or ""), place.text
    assert len(feeds) > 60


def test_letters_of_the_week_and_dates_are_those_of_the_language(
    pages: dict[str, html.HtmlElement],
) -> None:
    page = pages["courses/wea/helping-in-schools/index.html"]
    letters = page.xpath("//main//ol[@class='week']/li/text()")
    assert letters[:7] == ["ن", "ث", "ر", "خ", "ج", "س", "ح"]
    assert re.search("[ء-ي]", page.xpath("string(//main//time)"))


def test_an_english_page_is_not_made_larger_by_marks(tiny: TinySite) -> None:
    tiny.build()
    for path in (tiny.root / "output").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count(' lang="') == 1, path
        assert "<bdi" not in text, path


def test_a_language_without_messages_stops_the_build_and_says_what_is_missing(
    tiny: TinySite,
) -> None:
    (tiny.root / "pelicanconf.py").unlink()
    tiny.tree.write("pelicanconf.py", settings())
    with pytest.raises(BuildFailed, match=r"no messages in “ar”: .*messages\.po is missing"):
        tiny.build()


def test_the_pseudo_language_keeps_places_for_words() -> None:
    said = pseudo("Ask {who} at %(place)s")
    assert said.startswith(f"{BEGIN}Àśķ {{who}} àţ %(place)s ")
    assert said.endswith(END)


def test_nothing_sticks_out_of_a_narrow_page_read_from_the_right(
    page: Page, root: Path, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(root / "output")
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        page.goto(f"{address}/{path}")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("path", ["", "courses/wea/helping-in-schools/", "search/?topic=esol"])
def test_axe_finds_nothing_in_another_language(
    page: Page, root: Path, serve_folder: Callable[[Path], str], path: str
) -> None:
    page.goto(f"{serve_folder(root / 'output')}/{path}")
    if "search" in path:
        expect(page.locator("#results a").first).to_be_visible(timeout=20_000)
        expect(page.locator("#results").get_by_text("<bdi")).to_have_count(0)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
