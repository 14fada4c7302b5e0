"""Feeds in XCRI-CAP 1.2: one that was really published, and what else such feeds have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.cells import Unreadable
from catalogue.sheets.feeds.opened import courses_in
from catalogue.sheets.importing.telling import report
from tests.conftest import LONDON, plan_of_file
from tests.sheets.feeds.rows import row_of, rows_of

if TYPE_CHECKING:
    from tests.conftest import Tree

PUBLISHED = Path(__file__).with_name("wychwolf.xml")
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="http://xcri.org/profiles/1.2/catalog" generated="2026-11-01T00:00:00Z"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mlo="http://purl.org/net/mlo">
<provider><dc:title>{who}</dc:title>"""


def feed(*courses: str, who: str = "The Kiln") -> bytes:
    """A feed of one provider's courses."""
    inside = "".join(f"<course><dc:title>Glass</dc:title>{one}</course>" for one in courses)
    return f"{HEAD.format(who=who)}{inside}</provider></catalog>".encode()


def presentation(inside: str) -> dict[str, str]:
    """What a presentation says, by our headings."""
    return row_of(feed(f"<presentation>{inside}</presentation>"), "a.xml")


def test_a_feed_that_was_really_published() -> None:
    said = row_of(PUBLISHED.read_bytes(), "wychwolf.xml")
    assert said["Title"] == "Creating a webcomic"
    assert said["Description"].startswith("The web provides a platform")
    assert said["Tests and exams"] == "No assessment"
    assert said["What you need before you start"].startswith("There are no entry requirements")
    assert (said["First day"], said["Apply by"]) == ("2012-08-01", "2012-08-01")
    assert (said["Price"], said["Way to learn"]) == ("free", "Online")
    assert said["How to join: Booking page"] == "http://www.wychwolf.com/contact"


def test_its_fault_is_asked_about_and_nothing_of_it_vanishes(tree: Tree) -> None:
    (tree.root / "wychwolf.xml").write_bytes(PUBLISHED.read_bytes())
    said = report(plan_of_file(tree.root / "wychwolf.xml", tree.root, "the-kiln"))
    assert (
        "The feed says “31 August 2011” to people and “2012-08-31” to programs. Which is right?"
        in said
    )
    assert "“studyMode” of the feed is not kept: “Part time” (presentation 1)." in said
    assert "“description (metadataKeywords)” of the feed is not kept" in said


@pytest.mark.parametrize(
    ("inside", "heading", "text"),
    [
        ('<mlo:start dtf="2027-01-12">12 January 2027</mlo:start>', "First day", "2027-01-12"),
        ('<mlo:start dtf="2027-07-12T17:00:00Z"/>', "First day", "2027-07-12 18:00"),
        ("<mlo:start>September 2027</mlo:start>", "First day", "September 2027"),
        ('<mlo:duration interval="P12W"/>', "How long it lasts", "12 weeks"),
        ('<attendanceMode identifier="MM">Mixed</attendanceMode>', "Way to learn", "Partly online"),
        ("<attendanceMode>Campus</attendanceMode>", "Way to learn", "Campus"),
        ("<mlo:places>12</mlo:places>", "Places", "12"),
        (
            "<venue><provider><dc:title>The Shed</dc:title><mlo:location>"
            "<mlo:postcode>L8 1XF</mlo:postcode></mlo:location></provider></venue>",
            "Venue",
            "The Shed, L8 1XF",
        ),
    ],
)
def test_what_a_presentation_says(inside: str, heading: str, text: str) -> None:
    assert presentation(inside)[heading] == text


def test_a_course_without_a_presentation_and_one_with_two() -> None:
    two = '<presentation><mlo:start dtf="2027-01-12"/></presentation>' * 2
    assert [row["Title"] for row in rows_of(feed("", two), "a.xml")] == ["Glass"] * 3


def test_of_several_organisations_only_ours_is_read(tree: Tree) -> None:
    _, _, theirs = feed("", who="Another College").decode().partition("<provider>")
    both = feed("").decode().replace("</catalog>", f"<provider>{theirs}")
    tree.write("a.xml", both)
    said = report(plan_of_file(tree.root / "a.xml", tree.root, "the-kiln"))
    assert "Presentation 2, it is of another organisation, Another College" in said


BOMB = '<!DOCTYPE catalog [<!ENTITY a "aaaaaaaaaa">{more}]><catalog>&h;</catalog>'.format(
    more="".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(BOMB.encode(), "defines words of its own", id="bomb"),
        pytest.param(BOMB.encode("utf-16"), "defines words of its own", id="bomb in UTF-16"),
        pytest.param(
            b'<!DOCTYPE catalog SYSTEM "file:///etc/passwd"><catalog/>',
            "words of its own",
            id="file",
        ),
        pytest.param(feed("")[:-20], "Line 4 of the feed cannot be read", id="cut off"),
        pytest.param(
            feed("").replace(b"Glass", b"Caf\xe9"), "its letters may not be", id="wrong letters"
        ),
        pytest.param(
            feed("").replace(b"UTF-8", b"no-such-code"), "cannot be read", id="unknown letters"
        ),
        pytest.param(b"<rss version='2.0'><channel/></rss>", "it is “rss”", id="another feed"),
        pytest.param(b"<a>" * 100_000, "cannot be read", id="deep"),
        pytest.param(
            feed().replace(b"1.2/catalog", b"catalog"), "not a catalog of that version", id="1.1"
        ),
        pytest.param(feed(), "The feed has no presentation in it", id="empty"),
        pytest.param(b"<catalog>" + b" " * 10_000_001, "bigger than 10 MB", id="too big"),
    ],
)
def test_feeds_that_are_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        courses_in(raw, "a.xml", LONDON)


def test_a_feed_that_is_as_deep_as_it_is_closed() -> None:
    deep = b"<a>" * 50_000 + b"</a>" * 50_000
    with pytest.raises(Unreadable, match="it is “a”"):
        courses_in(deep, "a.xml", LONDON)
