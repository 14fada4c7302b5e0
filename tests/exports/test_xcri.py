"""XCRI-CAP 1.2: valid by the standard's own XSDs, with its “must” and “should” beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from catalogue.exports import xcri
from catalogue.records import Address, Cost, Qualification
from tests.builders import a_course, a_provider, a_run, a_session, a_venue
from tests.conftest import PROJECT, load
from tests.exports.open_data import HARD, catalogue_of, written

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.records import Record, Run

XSD = etree.XMLSchema(
    file=str(PROJECT / "catalogue/exports/standards/xcri-cap-1.2/xcri_cap_1_2.xsd")
)
NAMES = {
    "": "http://xcri.org/profiles/1.2/catalog",
    "dc": "http://purl.org/dc/elements/1.1/",
    "mlo": "http://purl.org/net/mlo",
}
WHOLE = a_provider(
    phone="0151 496 0100",
    email="kiln@example.org",
    website="https://kiln.example.org/",
    address=Address(town="Liverpool", street="1 Kiln Street", postcode="L8 1XF"),
)
_POSTCODE = re.compile("[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
CODES = {
    "studyMode": {"FT", "PT", "PF", "FL", "NK"},
    "attendanceMode": {"CM", "DA", "DS", "NC", "MM", "ON", "WB"},
    "attendancePattern": {"DT", "TW", "EV", "WE", "DR", "CS"},
}


def feeds_of(catalogue: Catalogue) -> list[etree._Element]:
    """The feeds of a catalogue, each valid."""
    feeds = []
    for name, body in written(xcri, catalogue).items():
        if name.endswith(".xml"):
            feed = etree.fromstring(body)
            XSD.assertValid(feed)
            feeds.append(feed)
    return feeds


def feed_of(*records: Record) -> etree._Element:
    """The one feed of the kiln."""
    [feed] = feeds_of(catalogue_of(WHOLE, *records))
    return feed


def texts(parent: etree._Element, path: str) -> list[str]:
    """What stands in elements."""
    return ["".join(map(str, one.itertext())) for one in parent.iterfind(path, NAMES)]


def wrong_with(feed: etree._Element) -> list[str]:
    """What the standard's own checker would say: its exceptions and its warnings."""
    return [*_wrong_with_provider(feed), *_wrong_with_courses(feed)]


def _wrong_with_provider(feed: etree._Element) -> list[str]:
    [provider] = feed.findall("provider", NAMES)
    [location] = provider.findall("mlo:location", NAMES)
    untyped = [one for one in provider.findall("dc:identifier", NAMES) if not one.attrib]
    checks = {
        "an untyped identifier": len(untyped) == 1 and str(untyped[0].text).startswith("urn:"),
        "a title": len(provider.findall("dc:title", NAMES)) == 1,
        "an address on the web": len(provider.findall("mlo:url", NAMES)) == 1,
        "a course": bool(provider.findall("course", NAMES)),
        "a UK postcode": bool(_POSTCODE.fullmatch("".join(texts(location, "mlo:postcode")))),
        "a line of an address": bool(texts(location, "mlo:address")),
        "a telephone number": bool(texts(location, "mlo:phone")),
        "an e-mail address": bool(texts(location, "mlo:email")),
        "what the catalogue is": bool(texts(feed, "dc:description")),
    }
    return [words for words, right in checks.items() if not right]


def _wrong_with_courses(feed: etree._Element) -> list[str]:
    found = []
    for course in feed.iterfind("provider/course", NAMES):
        must = ("dc:identifier", "dc:title", "dc:subject", "mlo:url", "presentation")
        should = ("abstract", "dc:description")
        found += [f"no {name}" for name in (*must, *should) if not any(texts(course, name))]
        found += ["a long abstract" for text in texts(course, "abstract") if len(text) > 140]
        found += [
            "a long description" for one in texts(course, "dc:description") if len(one) > 4_000
        ]
        for run in course.iterfind("presentation", NAMES):
            found += _wrong_with_run(run)
        for gained in course.iterfind("mlo:qualification", NAMES):
            if not texts(gained, "dc:title") or not texts(gained, "awardedBy"):
                found.append("a qualification of nobody")
    return found


def _wrong_with_run(run: etree._Element) -> list[str]:
    found = [f"no {name}" for name in ("dc:identifier", "applyTo") if not texts(run, name)]
    if len(texts(run, "mlo:start")) != 1 or not all(texts(run, "mlo:start")):
        found.append("not one start")
    for name, codes in CODES.items():
        [one] = run.findall(name, NAMES)
        if one.get("identifier") not in codes or not one.text:
            found.append(f"no {name}")
        if one.get("identifier") == "CM" and run.find("venue/provider", NAMES) is None:
            found.append("no campus")
    found += ["an empty duration" for text in texts(run, "mlo:duration") if not text]
    languages = texts(run, "mlo:languageOfInstruction")
    found += ["a language" for one in languages if not re.fullmatch("[a-z]{2}", one)]
    return found


def test_the_feeds_of_a_whole_catalogue_are_valid_and_name_real_providers_as_far_as_known() -> None:
    catalogue, _ = load()
    feeds = feeds_of(catalogue)
    assert len(feeds) > 5
    for feed in feeds:
        known = {"a UK postcode", "a line of an address", "a telephone number"}
        assert set(_wrong_with_provider_as_far(feed)) <= known | {"an e-mail address"}
        assert _wrong_with_courses(feed) == []


def _wrong_with_provider_as_far(feed: etree._Element) -> list[str]:
    location = feed.find("provider/mlo:location", NAMES)
    assert location is not None
    if not texts(location, "mlo:postcode"):
        etree.SubElement(location, f"{{{NAMES['mlo']}}}postcode").text = "L8 1XF"
    return _wrong_with_provider(feed)


def test_the_index_names_every_feed() -> None:
    files = written(xcri, load()[0])
    index = etree.fromstring(files.pop("data/xcri-cap/index.opml"))
    addresses = {str(one.get("url")) for one in index.iterfind("body/outline")}
    assert {one.removeprefix("https://example.org/learn/") for one in addresses} == set(files)


def test_a_provider_of_whom_all_is_known_fails_no_must_and_no_should() -> None:
    exam = Qualification("Award in Pots", "Potters", "601/4550/1")
    assert wrong_with(feed_of(a_course(qualification=exam, entry_needs="None."))) == []


@pytest.mark.parametrize(
    ("day", "start", "end", "code"),
    [
        ("tuesday", "09:30", "11:30", "DT"),
        ("tuesday", "18:00", "20:00", "TW"),
        ("tuesday", "20:00", "21:30", "EV"),
        ("saturday", "10:00", "12:00", "WE"),
    ],
)
def test_an_evening_before_eight_is_twilight(day: str, start: str, end: str, code: str) -> None:
    run = a_run(weekly=(a_session(day, start, end),))
    [pattern] = feed_of(a_course(runs=(run,))).iterfind(".//attendancePattern", NAMES)
    assert pattern.get("identifier") == code


def test_what_comes_back_is_what_went_in() -> None:
    feed = feed_of(a_course(cost=Cost("free"), example=False))
    assert texts(feed, ".//course/dc:title") == ["Pottery for beginners"]
    assert texts(feed, ".//mlo:start") == ["12 January 2027"]
    assert texts(feed, ".//mlo:duration") == ["11 weeks"]
    assert texts(feed, ".//mlo:cost") == ["Free."]
    assert texts(feed, ".//venue/provider/dc:title") == ["Example: The Shed"]


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_every_text_leaves_the_feed_valid(text: str) -> None:
    course = a_course(title=text, summary=text, description=text, entry_needs=text, example=False)
    feed = feed_of(course, a_venue(name=text))
    [title] = texts(feed, ".//course/dc:title")
    whole = text.encode(errors="replace").decode()  # half a character is a ?
    held = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", whole)
    assert title == held.replace("\r\n", "\n")
    assert wrong_with(feed) == []


@pytest.mark.parametrize(
    "run",
    [
        a_run(venue=None),
        a_run(venue=None, delivery="online", weekly=()),
        a_run(weekly=()),
        a_run(ends=None, rolling=True),
        a_run(ends=a_run().starts),
    ],
)
def test_what_is_not_known_is_not_made_up(run: Run) -> None:
    course = replace(a_course(cost=Cost("ask"), taught_in=("en", "bfi")), runs=(run,))
    feed = feed_of(course)
    assert wrong_with(feed) == []
    assert texts(feed, ".//mlo:cost") == ["Ask about the cost."]
    assert texts(feed, ".//mlo:languageOfInstruction") == ["en"]
    assert texts(feed, ".//mlo:places") == []
