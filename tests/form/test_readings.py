"""What people type into the form, read as a file has it: by itself, and as the sheets read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue.sheets.cells import Unsure
from tests.conftest import TODAY
from tests.sheets.readers.conftest import reading as reading

if TYPE_CHECKING:
    from tests.form.conftest import Modules
    from tests.sheets.readers.conftest import Reading

_READ = "({read}, [kind, texts, about]) => texts.map((text) => read(kind, text, about))"

SURE: dict[str, dict[str, str]] = {
    "phone": {
        "(0151) 233 0001": "0151 233 0001",
        "0151-233-0001": "0151 233 0001",
        "0151–233–0001": "0151 233 0001",
        "0151.233.0001": "0151 233 0001",
        "Tel: 0151 233 0001.": "0151 233 0001",
        "151 233 0001": "0151 233 0001",
        "44 151 233 0001": "0151 233 0001",
        "+44-151-233-0001": "0151 233 0001",
        "0151\u00a0233\u00a00001": "0151 233 0001",
        "0151 233 0001, 0151 233 0001": "0151 233 0001",
        "01512330001": "01512330001",
        "+44 (0)151 233 0001": "+44 (0)151 233 0001",
    },
    "email": {
        "mailto:jo@centre.example": "jo@centre.example",
        "Jo Bloggs <jo@centre.example>": "jo@centre.example",
        "“Jo” <jo@centre.example>;": "jo@centre.example",
        "<jo@centre.example>": "jo@centre.example",
        "jo@centre.example.": "jo@centre.example",
        "jo@centre.example,": "jo@centre.example",
        "E-mail: jo@centre.example": "jo@centre.example",
        "mailto:jo@centre.example?subject=Courses": "jo@centre.example",
    },
    "link": {
        "www.centre.example/first-aid": "https://www.centre.example/first-aid",
        "WWW.Centre.Example": "https://www.centre.example",
        "centre.org.uk/courses": "https://centre.org.uk/courses",
        "centre.org.uk": "https://centre.org.uk",
        "https://centre.example/courses.": "https://centre.example/courses",
        "<https://centre.example/a>": "https://centre.example/a",
        "Book at www.centre.example": "https://www.centre.example",
        "http://centre.example/a": "http://centre.example/a",
    },
    "postcode": {
        "l73hj": "L7 3HJ",
        "L7  3HJ": "L7 3HJ",
        "L7\u00a03hj.": "L7 3HJ",
        "l73 hj": "L7 3HJ",
        "ch41 1aa": "CH41 1AA",
    },
    "money": {
        "45 pounds": "45",
        "£45": "45",
        "£45.00": "45",
        "45.5": "45.50",
        "£1,200": "1200",
        "45 quid": "45",
        "GBP 45": "45",
        "£45 per person": "45",
        "£45 in total": "45",
        "0": "0",
    },
    "whole": {"12": "12", "12 places": "12", "max. 12": "12", "1,000": "1000", "up to 12": "12"},
    "time": {
        "7pm": "19:00",
        "7.30 pm": "19:30",
        "7:30PM": "19:30",
        "7 p.m.": "19:00",
        "1930": "19:30",
        "19.30": "19:30",
        "19h30": "19:30",
        "19:30 hrs": "19:30",
        "0930": "09:30",
        "9.30": "09:30",
        "9:30 am": "09:30",
        "7": "19:00",  # no class begins at seven in the morning
        "12": "12:00",
        "noon": "12:00",
        "12 noon": "12:00",
        "12am": "00:00",
        "12.30pm": "12:30",
        "08:00": "08:00",
        "7 o’clock": "19:00",
        "from 7pm": "19:00",
    },
    "day": {
        "13 Jan": "2027-01-13",
        "13 January": "2027-01-13",
        "13th of January": "2027-01-13",
        "13/1": "2027-01-13",
        "2 December": "2026-12-02",
        "24 Dec": "2026-12-24",
        "29 Feb": "2028-02-29",
        "13/1/27": "2027-01-13",
        "13/01/2027": "2027-01-13",
        "13.1.2027": "2027-01-13",
        "13,1,2027": "2027-01-13",
        "13-1-2027": "2027-01-13",
        "13 1 2027": "2027-01-13",
        "2027-01-13": "2027-01-13",
        "2027/1/13": "2027-01-13",
        "20270113": "2027-01-13",
        "Wed 13 Jan 2027": "2027-01-13",
        "Weds 13 January": "2027-01-13",
        "Wednesday, 13th January, 2027": "2027-01-13",
        "January 13, 2027": "2027-01-13",
        "13-Jan-27": "2027-01-13",
        "13 Jan ’27": "2027-01-13",
        "3 Sept 2027": "2027-09-03",
        "01/12/2027": "2027-12-01",  # the day first, whatever the browser speaks
    },
    "line": {
        "• Bread\u00a0and\tbutter ": "Bread and butter",
        "One\u200b line\r\nmore": "One line more",
        "“Smart” quotes’ stay": "“Smart” quotes’ stay",
        "Re\u00adading": "Reading",
    },
    "lines": {
        "• introduce yourself\n• ask the way": "introduce yourself\nask the way",
        "\uf0b7\tone\r\n\uf0b7\ttwo": "one\ntwo",
        "- one\n* two\n– three": "one\ntwo\nthree",
        "o\tone\n\no\ttwo": "one\ntwo",
        "1. one\n2. two": "one\ntwo",
        "1)\tone\n2)\ttwo": "one\ntwo",
        "1930s songs": "1930s songs",
        "2. is one line": "2. is one line",
        "well-known words": "well-known words",
    },
    "paragraphs": {
        "•\tTurn it on\n•\tSend an e-mail": "- Turn it on\n- Send an e-mail",
        "You will\n• knead\n• wait\nThen eat.": "You will\n\n- knead\n- wait\n\nThen eat.",
        "One\u2028two\u00a0three": "One\ntwo three",
        "A\tB": "A B",
        "* as it is\n* in Markdown": "* as it is\n* in Markdown",
        "·\u00a0one\n\n·\u00a0two": "- one\n\n- two",
    },
    "courses": {
        "https://learn.example/courses/wea/spanish/": "wea/spanish",
        "wea/spanish": "wea/spanish",
    },
}
"""What is sure, by the kind of field, and the value that it is read as."""

ASKED: dict[str, dict[str, tuple[str, list[str]]]] = {
    "phone": {
        "0151 233 0001 / 0151 233 0002": ("two", ["0151 233 0001", "0151 233 0002"]),
        "0151 233 0001 or 07700 900123": ("two", ["0151 233 0001", "07700 900123"]),
        "0151 233 0001/2": ("two", ["0151 233 0001", "0151 233 0002"]),
        "0151 233 0001 ext 12": ("more", ["0151 233 0001"]),
        "0151 233 0001 ask for Jo": ("more", ["0151 233 0001"]),
        "O151 233 OOO1": ("meant", ["0151 233 0001"]),
        "ask at the desk": ("no-phone", []),
    },
    "email": {
        "jo@x.example or sam@x.example": ("two", ["jo@x.example", "sam@x.example"]),
        "jo at centre dot example": ("meant", ["jo@centre.example"]),
        "jo @ centre.example": ("meant", ["jo@centre.example"]),
        "jo@centre.example (Jo, mornings)": ("more", ["jo@centre.example"]),
        "www.centre.example": ("no-email", []),
    },
    "link": {
        "http//centre.example": ("meant", ["https://centre.example"]),
        "https:/centre.example": ("meant", ["https://centre.example"]),
        "www.a.example, www.b.example": ("two", ["https://www.a.example", "https://www.b.example"]),
        "www.centre.example, ask for Jo": ("more", ["https://www.centre.example"]),
        "jo@centre.example": ("no-link", []),
        "our page": ("no-link", []),
    },
    "postcode": {
        "L7 3HJ Liverpool": ("more", ["L7 3HJ"]),
        "LO 3HJ": ("meant", ["L0 3HJ"]),
        "L8 OAA": ("meant", ["L8 0AA"]),
        "Liverpool": ("no-postcode", []),
    },
    "money": {
        "48,50": ("meant", ["48.50"]),
        "45p": ("meant", ["0.45"]),
        "£45 (£20 conc)": ("two-prices", ["45", "20"]),
        "£5 per week": ("each-time", []),
        "£5 each": ("each-time", []),
        "£5/session": ("each-time", []),
        "about £45": ("more", ["45"]),
        "free": ("free-price", []),
        "forty-five": ("no-price", []),
        "€45": ("no-price", []),
    },
    "whole": {
        "10-12": ("two-numbers", ["10", "12"]),
        "about 12": ("more", ["12"]),
        "every 2 weeks": ("more", ["2"]),
        "a dozen": ("no-number", []),
    },
    "time": {
        "8": ("half-of-day", ["08:00", "20:00"]),
        "7-9pm": ("two-times", ["19:00", "21:00"]),
        "9.30-11.30": ("two-times", ["09:30", "11:30"]),
        "25:00": ("no-time", []),
        "7:75": ("no-time", []),
        "after work": ("no-time", []),
    },
    "day": {
        "01/13/2027": ("no-month", ["2027-01-13"]),
        "2027-13-01": ("no-month", ["2027-01-13"]),
        "13012027": ("meant-day", ["2027-01-13"]),
        "130127": ("meant-day", ["2027-01-13"]),
        "Jan 27": ("meant-day", ["2027-01-27"]),
        "Tues 13 January 2027": ("other-weekday", ["2027-01-13", "2027-01-12"]),
        "27-01-12": ("two-ways", ["2027-01-12", "2012-01-27"]),
        "12/1/2027 - 23/3/2027": ("two-days", ["2027-01-12", "2027-03-23"]),
        "12 to 14 January 2027": ("two-days", ["2027-01-12", "2027-01-14"]),
        "31/02/2027": ("no-such-day", []),
        "next Tuesday": ("no-day", []),
        "Spring 2027": ("no-day", []),
        "ASAP": ("no-day", []),
    },
}
"""What is not sure: why it is asked, and what is offered."""


def _read(modules: Modules, kind: str, texts: list[str], **about: str) -> list[dict[str, Any]]:
    given = [kind, texts, {"today": TODAY.isoformat(), **about}]
    read: list[dict[str, Any]] = modules.run("readings.js", _READ, given)
    return read


@pytest.mark.parametrize("kind", SURE)
def test_what_is_sure_is_read(modules: Modules, kind: str) -> None:
    read = _read(modules, kind, list(SURE[kind]))
    assert dict(zip(SURE[kind], (one.get("value", one) for one in read), strict=True)) == SURE[kind]


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_not_sure_is_asked_and_never_guessed(modules: Modules, kind: str) -> None:
    read = _read(modules, kind, list(ASKED[kind]))
    asked = [(one.get("why", one), one.get("offers", [])) for one in read]
    assert dict(zip(ASKED[kind], asked, strict=True)) == ASKED[kind]


def test_what_was_read_or_offered_is_read_as_itself(modules: Modules) -> None:
    for kind, texts in SURE.items():
        values = [*texts.values(), *(one for _, all in ASKED.get(kind, {}).values() for one in all)]
        shown = modules.run(
            "readings.js",
            "({shown}, [kind, values]) => values.map((value) => shown(kind, value))",
            [kind, values],
        )
        assert [one.get("value") for one in _read(modules, kind, shown)] == values


@pytest.mark.parametrize(
    ("text", "after", "value"),
    [("9", "19:00", "21:00"), ("12", "09:30", "12:00"), ("8", "18:00", "20:00")],
)
def test_time_ends_after_another_begins(
    modules: Modules, text: str, after: str, value: str
) -> None:
    [read] = _read(modules, "time", [text], after=after)
    assert read["value"] == value


HEADINGS = {
    "phone": "How to join: Phone",
    "email": "How to join: E-mail",
    "link": "How to join: Booking page",
    "day": "First day",
}
ONLY_HERE = {
    "01512330001": "the sheets write it in groups",
    "+44 (0)151 233 0001": "the sheets leave it too, but for what the tests of phones say",
    "mailto:jo@centre.example?subject=Courses": "a sheet has the link in its cell",
    "“Jo” <jo@centre.example>;": "the sheets keep the name",
    "Jo Bloggs <jo@centre.example>": "the sheets keep the name",
    "13,1,2027": "the keyboard of a telephone has a comma for its point",
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_sheets_read_it_alike(reading: Reading, kind: str) -> None:
    """A day without a year a sheet asks about; the form says it back beside its box."""
    for text, value in SURE[kind].items():
        if text in ONLY_HERE:
            continue
        try:
            read = reading.read(HEADINGS[kind], text).value
        except Unsure as asked:
            read = asked.offer and reading.read(HEADINGS[kind], asked.offer).value
        assert str(read) == value, text
