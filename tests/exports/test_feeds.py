"""Feeds, read by the rules of RFC 4287 and not by the code that wrote them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import etree

from catalogue.exports import feeds
from catalogue.exports.feeds import Feed, FeedWords, entry_of, feed_of
from catalogue.exports.gate import File, Gate
from catalogue.history import CourseHistory, carry_on
from catalogue.site.for_exports import house_of
from catalogue.site.language import ENGLISH
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.builders import a_course
from tests.conftest import COURSE, TODAY, load
from tests.exports.open_data import catalogue_of
from tests.exports.open_data import written as files_written
from tests.site.conftest import SUB_PATH_URL, TinySite, addressed, tiny, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.exports.elements import Element
    from catalogue.history import History
    from catalogue.records import Course

__all__ = ["addressed", "tiny", "unchanged"]

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ADDRESS = SUB_PATH_URL
POTTERY = "content/courses/the-kiln/pottery.yaml"
DAY = date(2026, 11, 20)
KNOWN = CourseHistory("the-kiln/pottery", DAY, DAY, told="", shape="", checked=DAY)


def one(parent: etree._Element, name: str) -> str:
    """The words of an element that must be there once."""
    [found] = parent.findall(ATOM + name)
    assert found.text, name
    return found.text


def link(parent: etree._Element, rel: str) -> str:
    """Where the one link of a kind leads: a whole address."""
    [found] = (part for part in parent.findall(f"{ATOM}link") if part.get("rel", rel) == rel)
    href = found.get("href", "")
    assert href.startswith(f"{ADDRESS}/"), href
    return href


def read(written: bytes) -> etree._Element:
    """Read a feed, and hold it to what RFC 4287 asks of every feed (4.1.1) and entry (4.1.2)."""
    feed = etree.fromstring(written)
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        assert re.match(r"[a-z]+:\S+$", one(part, "id"))
        assert one(part, "title")
        assert RFC3339.fullmatch(one(part, "updated"))
        [author] = part.findall(f"{ATOM}author")
        assert one(author, "name")
        assert link(part, "alternate")
    link(feed, "self")
    ids = [one(feed, "id"), *(one(entry, "id") for entry in feed.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids))
    entries = feed.findall(f"{ATOM}entry")
    since = [one(entry, "published") for entry in entries]
    assert all(map(RFC3339.fullmatch, since))
    assert since == sorted(since, reverse=True)
    changed = [one(entry, "updated") for entry in entries]
    assert all(map(str.__le__, since, changed))
    assert one(feed, "updated") >= max(changed, default="")
    return feed


def titles(feed: etree._Element) -> list[str]:
    return [one(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def feeds_in(folder: Path) -> Iterator[tuple[str, etree._Element]]:
    for path in sorted(folder.rglob("feed.xml")):
        yield path.relative_to(folder).as_posix(), read(path.read_bytes())


def test_every_topic_area_provider_and_library_has_a_feed_that_holds_to_the_rules(
    addressed: TinySite,
) -> None:
    catalogue, _ = addressed.tree.load()
    feeds = dict(feeds_in(addressed.root / "output"))
    assert set(feeds) == {
        "feed.xml",
        *(f"topics/{term}/feed.xml" for term in catalogue.vocabularies["topics"].terms),
        *(f"areas/{term}/feed.xml" for term in catalogue.vocabularies["areas"].terms),
        *(f"providers/{one}/feed.xml" for one in catalogue.providers),
        *(
            f"venues/{one.id}/feed.xml"
            for one in catalogue.venues.values()
            if one.kind == "library"
        ),
    }
    assert "providers/the-kiln/feed.xml" in feeds
    assert len({one(feed, "id") for feed in feeds.values()}) == len(feeds)
    for file, feed in feeds.items():
        assert link(feed, "self") == f"{ADDRESS}/{file}"


def test_entry_says_when_where_what_it_costs_and_whether_one_can_join(addressed: TinySite) -> None:
    feed = read((addressed.root / "output/topics/crafts/feed.xml").read_bytes())
    [entry] = feed.findall(f"{ATOM}entry")
    assert one(entry, "title") == "Example: Pottery for beginners"
    assert one(entry, "updated") == "2026-11-20T00:00:00Z"
    assert link(entry, "alternate") == f"{ADDRESS}/courses/the-kiln/pottery/"
    assert one(entry, "summary") == (
        "Example: this course is invented. You cannot join it. "
        "Make a bowl and a mug with your own hands. "
        "When: Tuesdays 9:30am to 11:30am. Starts 12 January. Where: The Shed, Toxteth. "
        "Cost: Free. Can you join? Places left. Who teaches it: The Kiln."
    )
    categories = [part.get("term") for part in entry.findall(f"{ATOM}category")]
    assert categories == ["example", "crafts"]


def test_feed_of_what_nobody_teaches_is_there_before_the_first_course_is(
    addressed: TinySite, tiny: TinySite
) -> None:
    feed = read((addressed.root / "output/topics/maths/feed.xml").read_bytes())
    assert titles(feed) == []
    before = one(feed, "id")
    assert link(feed, "alternate") == f"{ADDRESS}/topics/"
    tiny.tree.write(POTTERY, COURSE.replace("crafts", "maths"))
    tiny.build(ADDRESS)
    feed = read((tiny.root / "output/topics/maths/feed.xml").read_bytes())
    assert titles(feed) == ["Example: Pottery for beginners"]
    assert one(feed, "id") == before
    assert link(feed, "alternate") == f"{ADDRESS}/topics/maths/"


def test_courses_that_came_last_are_told_first_and_not_all_are(tiny: TinySite) -> None:
    for number in range(60):
        text = COURSE.replace("Pottery for beginners", f"Pottery {number:02}")
        text = text.replace("2026-11-20", f"2026-{10 - number // 10:02}-{10 + number % 10}")
        tiny.tree.write(f"content/courses/the-kiln/pottery-{number}.yaml", text)
    tiny.build(ADDRESS)
    output = tiny.root / "output"
    everything = titles(read((output / "feed.xml").read_bytes()))
    crafts = titles(read((output / "topics/crafts/feed.xml").read_bytes()))
    assert everything[:3] == [f"Example: Pottery {name}" for name in ("for beginners", "09", "08")]
    assert (len(everything), len(crafts)) == (50, 30)
    assert crafts == everything[:30]


def reader_of(catalogue: Catalogue, history: History) -> list[tuple[str, str]]:
    """What a feed reader sees of all courses: ids and titles, as they come."""
    house = house_of(Site(catalogue, Urls.of(ADDRESS), "Learning", history=history))
    everything = next(Gate(catalogue, house).files(feeds))
    assert everything.address == "/learn/feed.xml"
    entries = read(everything.body).findall(f"{ATOM}entry")
    return [(one(entry, "id"), one(entry, "title")) for entry in entries]


def test_new_course_is_the_only_new_one_after_partners_confirmed_theirs() -> None:
    """Three partners confirm 78 courses on one day; the new one was checked before that."""
    catalogue, _ = load()
    [new, *others] = catalogue.current
    before = replace(catalogue, courses={one.id: one for one in others})
    history = carry_on(before, None, TODAY - timedelta(days=7), seeds={})
    confirmed = {one.id: replace(one, checked=TODAY) for one in others[:78]}
    new = replace(new, checked=TODAY - timedelta(days=8))
    after = replace(catalogue, courses={**before.courses, **confirmed, new.id: new})
    had = reader_of(before, history)
    has = reader_of(after, carry_on(after, history, TODAY, seeds={}))
    assert has[0][1] == f"Example: {new.title}"
    assert [entry for entry in has if entry not in had] == has[:1]


def test_course_that_is_over_is_not_told(tiny: TinySite) -> None:
    ended = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
    tiny.tree.write("content/courses/the-kiln/glazing.yaml", ended.replace("Pottery", "Glazing"))
    tiny.build(ADDRESS)
    for _, feed in feeds_in(tiny.root / "output"):
        assert "Example: Glazing for beginners" not in titles(feed)


def test_same_courses_give_the_same_bytes_at_any_address(
    addressed: TinySite, tiny: TinySite
) -> None:
    first = addressed.text("feed.xml")
    tiny.build(ADDRESS)
    assert tiny.text("feed.xml") == first
    tiny.build("https://elsewhere.example")
    moved = tiny.text("feed.xml")
    assert moved == first.replace(ADDRESS, "https://elsewhere.example")


def test_pages_lead_to_their_feeds(addressed: TinySite) -> None:
    for file, feed in (
        ("index.html", "/learn/feed.xml"),
        ("courses/index.html", "/learn/feed.xml"),
        ("topics/crafts/index.html", "/learn/topics/crafts/feed.xml"),
        ("areas/toxteth/index.html", "/learn/areas/toxteth/feed.xml"),
    ):
        page = addressed.page(file)
        [told] = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert told == feed
        assert file == "index.html" or page.xpath(f"//main//a[@href='{feed}']")
    assert addressed.page("topics/index.html").xpath(
        "//main//a[@href='/learn/topics/maths/feed.xml']"
    )
    assert not addressed.page("topics/index.html").xpath(
        "//main//a[contains(@href, 'crafts/feed')]"
    )


def test_site_without_an_address_has_no_feeds_and_no_link_to_one(unchanged: TinySite) -> None:
    output = unchanged.root / "output"
    assert not list(output.rglob("feed.xml"))
    for path in output.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [words for words in ("feed.xml", "atom+xml", "feed reader") if words in text], (
            path
        )


@pytest.mark.parametrize(
    "title",
    [
        "<b>Pots</b> & pans ]]>",
        "<script>alert(1)</script>",
        "\"Quotes\" and 'quotes'",
        "&lt;already&gt; &amp; escaped",
        "🎨 فخار Žluťoučký",
        "{braces} %(name)s",
    ],
)
def test_odd_words_arrive_as_they_were_written(title: str) -> None:
    course = a_course(title=title, summary=title, example=False)
    [entry] = read(written(course, provider=title, where=title)).findall(f"{ATOM}entry")
    assert one(entry, "title") == title
    assert one(entry, "summary").startswith(f"{title}. When: ")
    assert f"Where: {title}." in one(entry, "summary")
    assert len(entry.findall(f"{ATOM}summary")[0]) == 0


def test_course_that_is_no_example_does_not_say_so() -> None:
    [entry] = read(written(a_course(example=False))).findall(f"{ATOM}entry")
    assert one(entry, "title") == "Pottery for beginners"
    assert "xample" not in one(entry, "summary")
    assert not entry.findall(f"{ATOM}category")


def test_entry_says_first_of_all_who_alone_may_join() -> None:
    entry = entry_of(a_course(example=False), told(only_for="Only for women"), KNOWN, ENGLISH)
    [read_back] = read(feed_bytes([entry])).findall(f"{ATOM}entry")
    assert one(read_back, "summary").startswith("Only for women. Make a bowl and a mug")


def test_feed_without_an_entry_is_a_feed() -> None:
    assert titles(read(feed_bytes([]))) == []


def test_entry_can_stand_in_two_feeds() -> None:
    entry = entry_of(a_course(), told(), KNOWN, ENGLISH)
    first, second = (feed_bytes([entry]) for _ in range(2))
    assert first == second


def head() -> Feed:
    return Feed(
        key="all",
        title="New courses",
        about="Every course.",
        author="The site",
        url=f"{ADDRESS}/feed.xml",
        page=f"{ADDRESS}/",
        updated=date(2026, 11, 20),
    )


def told(provider: str = "The Kiln", where: str = "The Shed", only_for: str = "") -> FeedWords:
    return FeedWords(
        url=f"{ADDRESS}/courses/the-kiln/pottery/",
        provider=provider,
        times="Tuesdays 9:30am to 11:30am",
        begins="Starts 12 January 2027",
        where=where,
        cost="Free",
        state="Places left",
        only_for=only_for,
        topics=(),
    )


def written(course: Course, provider: str = "The Kiln", where: str = "The Shed") -> bytes:
    return feed_bytes([entry_of(course, told(provider, where), KNOWN, ENGLISH)])


def feed_bytes(entries: list[Element]) -> bytes:
    return File("feed.xml", feed_of(head(), entries, ENGLISH)).body


def test_a_feed_reader_of_others_finds_what_was_written() -> None:
    files = files_written(feeds, catalogue_of(a_course(example=False)))
    read_by_others = feedparser.parse(files["providers/the-kiln/feed.xml"])
    assert not read_by_others.bozo
    assert read_by_others.version == "atom10"
    [entry] = read_by_others.entries
    assert entry.title == "Pottery for beginners"
    assert entry.link == "https://example.org/learn/courses/the-kiln/pottery/"
