"""The whole site in a language nobody speaks: no word of ours was missed, partners' words are
marked as English, and nothing sticks out of a narrow page that is read from the right."""

from __future__ import annotations

import json
import re
import shutil
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from lxml import etree, html
from playwright.sync_api import Page, expect

from catalogue.site.build import BuildFailed, build
from catalogue.site.pages import TEMPLATES
from catalogue.site.spreadsheet import LICENCES, LIST, made_of
from tests.conftest import FROZEN, PROJECT, TODAY, edition_of, link, load, made_once
from tests.site.pseudo import BEGIN, END, TAG, pseudo, settings, write_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.site.conftest import TinySite

ENGLISH = re.compile("[A-Za-z]")
SPOKEN = ("title", "aria-label", "alt", "placeholder", "label")
"""Attributes that people read or hear; with the data-… that hold the words of scripts."""
NOT_SAID = (
    *("data-words", "data-common-words", "data-fillers", "data-reasons"),
    *("data-rules", "data-sourced", "data-shown-for", "data-fetches"),
)
"""Attributes of scripts that nobody hears: words to search by, ids and files. Rules have a test of
their own."""
PHONE = re.compile(r"\b0\d{2,4} \d{3}")
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
PAGES = {
    "home": ("",),
    "search": ("search/", "search/?topic=esol&near=Toxteth"),
    "free": ("is-it-free/",),
    "help_now": ("help-now/",),
    "saved": ("saved/", "saved/?c=wea/everything&c=wea/helping-in-schools"),
    "offline": ("offline/",),
    "for_someone": ("for-someone/",),
    "map": ("map/",),
    "groups": ("topics/", "areas/", "levels/", "when/", "providers/", "venues/", "libraries/"),
    "list": ("courses/", "topics/esol/", "areas/toxteth/", "when/evenings/", "free/"),
    "provider": ("providers/stec/", "providers/wea/"),
    "venue": ("venues/spellow-library/", "venues/the-shed/"),
    "course": ("courses/wea/helping-in-schools/", "courses/wea/everything/"),
    "not_found": ("404.html",),
    "form": ("add/", "change/", "change/?course=wea/helping-in-schools"),
    "spreadsheet": ("add/spreadsheet/",),
    "preview": ("add/preview/",),
    "plan_index": ("plan/",),
    "plan": ("plan/provision/", "plan/ranking/"),
    "plan_place": ("plan/place/",),
    "redirect": ("courses/wea/anything/",),
    "library": ("libraries/toxteth-library/",),
    "link_to_us": ("link-to-us/",),
    "link_to": ("link-to-us/topics/esol/", "link-to-us/libraries/toxteth-library/"),
    "embed": ("embed/topics/esol/",),
    "short": ("c/zzzz9/",),
    "gone": ("courses/wea/long-gone/",),
    "data": ("data/",),
}
"""Pages of each kind, by its template; with those in content/pages that is every kind."""
CONTENT = tuple(f"{path.stem}/" for path in (FROZEN / "content/pages").glob("*.md"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, and a course with all that the real ones lack, in the pseudo-language."""
    return made_once(tmp_path_factory, "pseudo", _pseudo_site)


def _pseudo_site(folder: Path) -> None:
    link(folder, "providers", "schema", "reference", "theme")
    shutil.copytree(FROZEN / "content", folder / "content")
    (folder / "content/courses/wea/everything.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "content/venues/the-shed.yaml").write_text(VENUE, encoding="utf-8")
    gone = "short,address,leads_to\nzzzz9,courses/wea/long-gone/,\n"
    (folder / "content/addresses.csv").write_text(gone, encoding="utf-8")
    (folder / "pelicanconf.py").write_text(settings(), encoding="utf-8")
    write_language(folder / "languages")
    _add_engine(folder / "spreadsheet")
    assert not build(folder, TODAY, site_url="https://example.org").problems["error"]


def _add_engine(folder: Path) -> None:
    """Put something in the place of what reads sheets: the page has all its words then."""
    ignored = shutil.ignore_patterns("built", "node_modules")
    shutil.copytree(PROJECT / "spreadsheet", folder, ignore=ignored)
    (folder / "built").mkdir()
    (folder / "built/python.bin").write_bytes(b"none")
    (folder / "built" / LICENCES).write_text("None.", encoding="utf-8")
    told = {"made_of": made_of(folder), "files": {"python.bin": {"bytes": 4, "sha256": ""}}}
    (folder / "built" / LIST).write_text(json.dumps(told), encoding="utf-8")


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
    """What partners and the owner wrote that may stand where no mark can be: in a title, an
    attribute, a feed, a calendar or a file of the search."""
    catalogue, _ = load(root)
    found: set[str | None] = {"Liverpool Community Learning"}
    for course in catalogue.courses.values():
        found |= {course.title, course.summary, course.bring, course.join.how}
        found |= {run.note for run in course.runs}
    for provider in catalogue.providers.values():
        found |= {provider.name, provider.summary}
    for venue in catalogue.venues.values():
        found |= {venue.name, str(venue.address)}
    for path in (FROZEN / "content/pages").glob("*.md"):
        head = path.read_text(encoding="utf-8").partition("\n\n")[0]
        found |= {line.partition(":")[2].strip() for line in head.splitlines()}
    longest_first = sorted((name for name in found if name), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longest_first))


def _is_theirs(element: html.HtmlElement | None) -> bool:
    while element is not None and element.get("lang") is None:
        element = element.getparent()
    return element is not None and element.get("lang") == "en"


def _texts(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield all text of a page, templates for scripts as well, each with the element it is in. What
    is said to be no language's, such as markup to copy, is left out.
    """
    for element in page.iter():
        if not isinstance(element.tag, str) or element.get("translate") == "no":
            continue
        if element.tag not in ("script", "style", "title"):
            yield element, element.text or ""
            for child in element:
                yield element, child.tail or ""


def _attributes(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield all that people read or hear of the attributes of a page."""
    for element in page.iter():
        for name, value in element.attrib.items():
            of_a_script = name.startswith("data-") and " " in value and name not in NOT_SAID
            of_a_choice = element.tag == "option" and name == "value" and not element.text
            if name in SPOKEN or of_a_script or of_a_choice or name.startswith("data-says"):
                yield element, str(value)


def _strings(part: Any, without: tuple[str, ...]) -> Iterator[str]:
    """Yield every string of JSON but those under some names."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from _strings(one, without)
    elif isinstance(part, dict):
        yield from _strings([part[name] for name in part if name not in without], without)


def test_every_page_says_its_language_and_direction(pages: dict[str, html.HtmlElement]) -> None:
    assert {(page.get("lang"), page.get("dir")) for page in pages.values()} == {(TAG, "rtl")}


def test_every_word_of_ours_is_translated_and_every_other_is_marked(
    pages: dict[str, html.HtmlElement], names: re.Pattern[str]
) -> None:
    missed = set()
    for file, page in pages.items():
        said = [
            *_texts(page),
            *((element, _without(names, words)) for element, words in _attributes(page)),
        ]
        missed |= {
            (words.strip(), file)
            for element, words in said
            if ENGLISH.search(words) and not _is_theirs(element)
        }
    assert not missed, dict(missed)


def _without(names: re.Pattern[str], words: str) -> str:
    """Leave out what partners wrote, places for words, addresses, and postcodes kept apart."""
    return names.sub("", re.sub(r"\{\w+\}|\S+[@/]\S+|\u2068[A-Z]\d*\u2069", "", words))


def test_phone_numbers_are_marked_so_that_their_parts_stay_in_order(
    pages: dict[str, html.HtmlElement],
) -> None:
    for file, page in pages.items():
        for element, words in _texts(page):
            assert not PHONE.search(words) or _is_theirs(element), f"{file}: {words}"


def test_a_ticket_says_when_a_course_begins_and_how_often_in_one_sentence(
    pages: dict[str, html.HtmlElement],
) -> None:
    said = {
        line.text_content()
        for page in pages.values()
        for when in page.find_class("ticket__when")
        for line in when.findall("p")[-1:]
        if line.text_content().strip()
    }
    assert any(words.count(BEGIN) > 1 for words in said)
    for words in said:
        depths = list(accumulate((letter == BEGIN) - (letter == END) for letter in words))
        assert depths.index(0) == len(words) - 1, f"more than one message: {words}"


def test_names_keep_their_own_order_where_no_mark_can_be(
    root: Path, pages: dict[str, html.HtmlElement]
) -> None:
    said = [
        re.sub(r"\{\w+\}", "", words)
        for page in pages.values()
        for _, words in (*_attributes(page), *_heads(page))
        if BEGIN in words
    ]
    feeds = [etree.parse(str(path)).getroot() for path in (root / "output").rglob("feed.xml")]
    said += [
        place.text or "" for feed in feeds for place in feed.iterfind(".//{*}entry/{*}summary")
    ]
    mixed = [words for words in said if ENGLISH.search(words)]
    assert len(mixed) > 300
    for words in mixed:
        assert not ENGLISH.search(_apart(words)), words


def _heads(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the title and the description of a page, without the name of the site."""
    title, description = page.find(".//title"), page.find(".//meta[@name='description']")
    yield title, title.text_content().rpartition(" – ")[0]
    yield description, description.get("content")


def _apart(words: str) -> str:
    """Leave out what Unicode's marks hold together."""
    return re.sub("\N{FIRST STRONG ISOLATE}[^\N{POP DIRECTIONAL ISOLATE}]*", "", words)


def test_feeds_say_that_titles_and_names_of_partners_are_english(root: Path) -> None:
    feeds = [etree.parse(str(path)).getroot() for path in (root / "output").rglob("feed.xml")]
    said = [name for feed in feeds for name in feed.iter("{*}name")]
    titles = [title for feed in feeds for title in feed.iterfind("{*}entry/{*}title")]
    said += [title for title in titles if BEGIN not in (title.text or "")]
    assert len(said) > 100
    assert {one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in said} == {"en"}


def test_no_word_of_ours_is_marked_as_a_partners(pages: dict[str, html.HtmlElement]) -> None:
    marked = {
        (words.strip(), file)
        for file, page in pages.items()
        for element, words in (*_texts(page), *_attributes(page))
        if BEGIN in words and _is_theirs(element)
    }
    assert not marked, dict(marked)


def test_rules_on_who_pays_nothing_are_translated(pages: dict[str, html.HtmlElement]) -> None:
    rules = pages["is-it-free/index.html"].get_element_by_id("free").get("data-rules")
    words = list(_strings(json.loads(rules), without=("needs", "best", "verdict")))
    assert len(words) > 40
    assert not [said for said in words if ENGLISH.search(said)]


def test_tickets_of_the_search_are_translated(root: Path, names: re.Pattern[str]) -> None:
    files = (edition_of(root / "output", "search") / "cards").glob("*.json")
    cards = [card for file in files for card in json.loads(file.read_bytes()).values()]
    for card in cards:
        for run in card["runs"]:
            run["state"] = run["state"][1:]
        for said in _strings(card, without=("href", "title", "provider", "ask", "has")):
            assert not ENGLISH.search(names.sub("", said)), f"{card['href']}: {said}"
    assert len(cards) > 100


def test_the_bar_on_pages_that_were_kept_is_translated(root: Path) -> None:
    worker = (root / "output/worker.js").read_text(encoding="utf-8")
    found = re.search(r"""\bbar: ?(['"`])(.+?)\1, ?title: ?(['"`])(.+?)\3""", worker)
    assert found is not None
    bar = html.fragment_fromstring(found[2], create_parent=True)
    said = [*(words for _, words in (*_texts(bar), *_attributes(bar))), found[4]]
    assert sum(BEGIN in words for words in said) >= 4
    assert not [words for words in said if ENGLISH.search(words.replace("{when}", ""))]


def test_calendars_hold_our_words_translated(root: Path, names: re.Pattern[str]) -> None:
    files = list((root / "output").rglob("*.ics"))
    for file in files:
        calendar = Calendar.from_ical(file.read_bytes())
        for said in (calendar, *calendar.walk("VEVENT")):
            for name in ("name", "summary", "description", "location"):
                words = _without(names, str(said.get(name, "")).replace("\\", ""))
                assert not ENGLISH.search(words), f"{file}: {name}: {words}"
    assert len(files) > 100


def test_e_mails_that_pages_begin_are_translated(
    pages: dict[str, html.HtmlElement], names: re.Pattern[str]
) -> None:
    begun = {
        link.get("href")
        for page in pages.values()
        for link in page.iterfind(".//a")
        if link.get("href", "").startswith("mailto:") and "?" in link.get("href")
    }
    for href in begun:
        for said in parse_qs(urlsplit(href).query).values():
            assert not ENGLISH.search(_without(names, said[0])), said
    assert len(begun) > 100


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
        said = [
            feed.findtext("{*}subtitle"),
            *(one.get("label") for one in feed.iter("{*}category")),
        ]
        said += [place.text for place in (*feed.iter("{*}title"), *feed.iter("{*}name"))]
        for words in said:
            assert not re.search("[A-Za-z<]", names.sub("", words or "")), words
        for place in feed.iterfind(".//{*}summary"):
            assert BEGIN in (place.text or "")
            assert not re.search("[A-Za-z<]", names.sub("", place.text or "")), place.text
    assert len(feeds) > 60


def test_letters_of_the_week_and_dates_are_those_of_the_language(
    pages: dict[str, html.HtmlElement],
) -> None:
    page = pages["courses/wea/helping-in-schools/index.html"]
    letters = page.xpath("//main//ol[@class='week']/li/text()")
    assert letters[:7] == ["ن", "ث", "ر", "خ", "ج", "س", "ح"]
    assert re.search("[ء-ي]", page.xpath("string(//main//time)"))


def test_an_english_page_is_not_made_larger_by_marks(unchanged: TinySite) -> None:
    for path in (unchanged.root / "output").rglob("*.html"):
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


def test_every_kind_of_page_is_looked_at() -> None:
    assert set(PAGES) == set(TEMPLATES.values())


def test_nothing_sticks_out_of_a_narrow_page_read_from_the_right(
    page: Page, root: Path, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(root / "output")
    page.set_viewport_size({"width": 320, "height": 800})
    looked_at = [path for kind, paths in PAGES.items() if kind not in LEAVE for path in paths]
    for path in (*looked_at, *CONTENT):
        _open(page, f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


LEAVE = {"redirect", "short"}
"""Pages that lead on before anybody can look at them."""


def _open(page: Page, address: str) -> None:
    """Open a page and all that can be opened on it."""
    page.goto(address)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    if "?topic" in address:
        expect(page.locator("#results a").first).to_be_visible(timeout=20_000)
        expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
        expect(page.locator("#results").get_by_text("<bdi")).to_have_count(0)
    if "?c=" in address:
        for tick in page.locator("#saved-list [type=checkbox]").all():
            tick.check()
        page.locator("#saved-compare").click()
        expect(page.locator("#saved-comparison td").first).to_be_visible()
    for form in page.locator(".free:visible").all():
        form.locator("[type=radio]:visible").first.check()
        expect(form.locator(".free__reasons li").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        *("", "map/", "is-it-free/", "courses/wea/helping-in-schools/"),
        *("search/?topic=esol&near=Toxteth", "saved/?c=wea/everything&c=wea/helping-in-schools"),
    ],
)
def test_axe_finds_nothing_in_another_language(
    page: Page, root: Path, serve_folder: Callable[[Path], str], path: str
) -> None:
    _open(page, f"{serve_folder(root / 'output')}/{path}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
