"""How to reach somebody, and where a class is: what is read, asked and refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from catalogue.sheets.cells import Cell
    from tests.sheets.readers.conftest import Reading

PHONE, EMAIL, PAGE = "How to join: Phone", "How to join: E-mail", "How to join: Booking page"
HOW, ONLINE = ("join", "how"), {("runs", "delivery"): "online"}


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        (PHONE, 1514960123, "0151 496 0123"),
        (PHONE, "1514960123", "0151 496 0123"),
        (PHONE, "151 496 0123", "0151 496 0123"),
        (PHONE, "(0151) 496 0123", "0151 496 0123"),
        (PHONE, "(151) 496 0123", "0151 496 0123"),
        (PHONE, "0151-496-0123", "0151 496 0123"),
        (PHONE, "441514960123", "0151 496 0123"),
        (PHONE, "44 151 496 0123", "0151 496 0123"),
        (PHONE, "+44 151 496 0123", "+44 151 496 0123"),
        (PHONE, "Tel: 0151 496 0123.", "0151 496 0123"),
        (PHONE, "0151 496 0123, 0151 496 0123", "0151 496 0123"),
        (PHONE, "None", None),
        (EMAIL, "jo@centre.example", "jo@centre.example"),
        (EMAIL, "mailto:jo@centre.example", "jo@centre.example"),
        (EMAIL, "E-mail: jo@centre.example.", "jo@centre.example"),
        (PAGE, "https://centre.example/courses", "https://centre.example/courses"),
        (PAGE, "https://centre.example/courses.", "https://centre.example/courses"),
        (PAGE, "www.centre.example/Spring", "https://www.centre.example/Spring"),
        (PAGE, "WWW.Centre.Example", "https://www.centre.example"),
        (PAGE, "centre.org.uk/courses", "https://centre.org.uk/courses"),
        (PAGE, "Book at www.centre.example", "https://www.centre.example"),
        (PAGE, '<a href="https://centre.example/y">Book</a>', "https://centre.example/y"),
    ],
)
def test_how_to_reach_somebody(reading: Reading, heading: str, cell: Cell, value: Any) -> None:
    read = reading.read(heading, cell)
    assert (read.value, read.also) == (value, {})


@pytest.mark.parametrize(
    ("heading", "text", "value", "also"),
    [
        (PHONE, "07700 900123 ask for Jo", "07700 900123", {HOW: "Ask for Jo."}),
        (PHONE, "Ring 0151 496 0123 and ask for Jo", "0151 496 0123", {HOW: "Ask for Jo."}),
        (PHONE, "0151 496 0123 (Mon-Fri 9-5)", "0151 496 0123", {HOW: "Mon-Fri 9-5."}),
        (PHONE, "0151 496 0123 ext 12", "0151 496 0123", {HOW: "Ext 12."}),
        (PHONE, "Jo: 0151 496 0123", "0151 496 0123", {HOW: "Jo: 0151 496 0123."}),
        (EMAIL, "jo@centre.example (Jo)", "jo@centre.example", {HOW: "Jo."}),
        (
            PAGE,
            "www.centre.example, ask for Jo",
            "https://www.centre.example",
            {HOW: "Ask for Jo."},
        ),
        (PAGE, "jo@centre.example", None, {("join", "email"): "jo@centre.example"}),
        (EMAIL, "www.centre.example", None, {("join", "url"): "https://www.centre.example"}),
        (
            "How to join: What to do",
            "www.centre.example",
            None,
            {("join", "url"): "https://www.centre.example"},
        ),
    ],
)
def test_words_beside_it_say_how_to_join(
    reading: Reading, heading: str, text: str, value: str | None, also: dict[Any, Any]
) -> None:
    read = reading.read(heading, text)
    assert (read.value, read.also) == (value, also)
    assert all(words.rstrip(".") in read.said for words in also.values())


@pytest.mark.parametrize(
    ("heading", "text", "offer", "choices"),
    [
        (PHONE, "0151 496 0123 / 0151 496 0124", "", ("0151 496 0123", "0151 496 0124")),
        (PHONE, "0151 496 0123/4", "", ("0151 496 0123", "0151 496 0124")),
        (PHONE, "0151 496 0123 or 07700 900123", "", ("0151 496 0123", "07700 900123")),
        (EMAIL, "jo@x.example or sam@x.example", "", ("jo@x.example", "sam@x.example")),
        (PHONE, "O151 496 O123", "0151 496 0123", ()),
        (EMAIL, "jo at centre.example", "jo@centre.example", ()),
        (EMAIL, "jo @ centre.example", "jo@centre.example", ()),
        (EMAIL, "jo@centre,example", "jo@centre.example", ()),
        (EMAIL, "jo[at]centre[dot]example", "jo@centre.example", ()),
        (
            PAGE,
            "https://x.example/a https://x.example/b",
            "",
            ("https://x.example/a", "https://x.example/b"),
        ),
        (PAGE, "http//centre.example", "https://centre.example", ()),
        (PAGE, "https:/centre.example", "https://centre.example", ()),
        (PAGE, "centre.example/All courses.pdf", "https://centre.example/All%20courses.pdf", ()),
    ],
)
def test_two_of_a_kind_and_slips_are_asked(
    reading: Reading, heading: str, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask(heading, text)
    assert (asked.offer, asked.choices) == (offer, choices)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (PHONE, "ask Sam"),
        (PHONE, "0151 49"),
        (PHONE, "12345678901234"),
        (EMAIL, "jo@centre"),
        (PAGE, "Book here"),
    ],
)
def test_what_reaches_nobody_is_refused(reading: Reading, heading: str, text: str) -> None:
    assert f"“{text}” is not" in reading.refuse(heading, text)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Toxteth Library", "toxteth-library"),
        ("toxteth-library", "toxteth-library"),
        ("The Toxteth Library", "toxteth-library"),
        ("Library (Toxteth)", "toxteth-library"),
        ("Toxteth, Library", "toxteth-library"),
        ("Toxteth Lib", "toxteth-library"),
        ("Toxteth Library, Windsor St, L8 1XF", "toxteth-library"),
        ("Toxteth Library L8 1XF", "toxteth-library"),
        ("Toxteth Library, Liverpool", "toxteth-library"),
        ("Windsor Street, L8 1XF", "toxteth-library"),
        ("l81xf", "toxteth-library"),
        ("L8 1XF Toxteth", "toxteth-library"),
        ("Toxteth Library, 1 Windsor Street", "toxteth-library"),
        ("Communiversity", "the-communiversity"),
        ("STEC", "stec"),
        ("Walton Library", "walton-library-life-rooms"),
        ("Sandstone Hall", "sandstone-hall"),
    ],
)
def test_a_place_that_can_be_no_other_is_read(reading: Reading, text: str, venue: str) -> None:
    read = reading.read("Venue", text)
    assert (read.value, read.also) == (venue, {})


@pytest.mark.parametrize(
    ("text", "value", "also"),
    [
        *((text, None, ONLINE) for text in ("Zoom", "Online", "Teams", "Online via Zoom")),
        *(
            (text, None, ONLINE)
            for text in ("On-line", "Virtual", "Remote learning", "Google Meet")
        ),
        ("Hybrid", None, {("runs", "delivery"): "blended"}),
        ("Toxteth Library, partly online", "toxteth-library", {("runs", "delivery"): "blended"}),
        ("Toxteth Library, Room 2", "toxteth-library", {("runs", "note"): "Room 2."}),
        ("Room 2, Toxteth Library", "toxteth-library", {("runs", "note"): "Room 2."}),
        ("TBC", None, {}),
    ],
)
def test_what_a_place_says_beside_its_name(
    reading: Reading, text: str, value: str | None, also: dict[Any, Any]
) -> None:
    read = reading.read("Venue", text)
    assert (read.value, read.also) == (value, also)
    assert read.said


@pytest.mark.parametrize(
    ("text", "offer", "choices"),
    [
        ("Toxteth Libary", "Toxteth Library", ()),
        ("Toxteth", "Toxteth Library", ()),
        ("near Toxteth Library", "Toxteth Library", ()),
        ("Toxteth Library L8 1XX", "Toxteth Library", ()),
        ("Central Libray, William Brown St", "Central Library", ()),
        ("Life Rooms", "Walton Library (Life Rooms)", ()),
        ("Dovecot", "", ("Dovecot Library", "Dovecot Multi Activity Centre")),
        ("L11 0BS", "", ("Croxteth Library", "The Communiversity")),
        (
            "Toxteth Library or Zoom",
            "",
            ("Toxteth Library", "Online", "Toxteth Library, partly online"),
        ),
        ("Various", "", ()),
        ("Nowhere", "", ()),
    ],
)
def test_a_place_that_is_not_sure_is_asked(
    reading: Reading, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask("Venue", text)
    assert (asked.offer, asked.choices) == (offer, choices)
