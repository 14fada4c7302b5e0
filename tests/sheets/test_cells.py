"""One cell: the days, times, prices and words that people write, and what they are read as."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import WEEKDAYS
from catalogue.sheets import dates, meetings
from catalogue.sheets.cells import Cell, NotUnderstood, guarded, text_of, unguarded
from catalogue.sheets.columns import columns_of, known_columns
from catalogue.sheets.prices import read_price
from catalogue.sheets.terms import Lists
from catalogue.sheets.values import read_cell

if TYPE_CHECKING:
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03/02/2027", "2027-02-03"),
        ("3.2.27", "2027-02-03"),
        ("3-2-2027", "2027-02-03"),
        ("3rd of February, 2027", "2027-02-03"),
        ("Wednesday 3 February 2027", "2027-02-03"),
        ("03-Feb-27", "2027-02-03"),
        ("2027-02-03", "2027-02-03"),
        ("2027/02/03", "2027-02-03"),
        ("2027-02-03 00:00:00", "2027-02-03"),
        ("2027-02-03 10:00", "2027-02-03"),
        ("2027-02-03T12:00:00.000Z", "2027-02-03"),
        ("2027-2-3", "2027-02-03"),
        ("2027/2/3", "2027-02-03"),
        ("2027.02.03", "2027-02-03"),
        ("20270203", "2027-02-03"),
        ("03/02/2027 10:00", "2027-02-03"),
        ("46421", "2027-02-03"),
        (46421, "2027-02-03"),
        (46421.0, "2027-02-03"),
        (date(2027, 2, 3), "2027-02-03"),
        (datetime(2027, 2, 3, 9, 30), "2027-02-03"),
    ],
)
def test_a_day_is_read_with_the_day_first(cell: Cell, day: str) -> None:
    assert str(dates.read_day(cell)) == day


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("01/13/2027", "no month 13"),
        ("01/13/2027 10:00", "no month 13"),
        ("Wed 01/13/2027", "no month 13"),
        ("2027/13/01", "not a day in the calendar"),
        ("2027-02-30", "not a day in the calendar"),
        ("2027-03-04 until 2027-05-06", "not a day that we can be sure of"),
        ("2027-06-21T23:00:00Z", "may be the next day here"),
        ("31/02/2027", "not a day in the calendar"),
        ("January 2027", "does not say which day"),
        ("12 January", "does not say which day"),
        ("Monday 12 January 2027", "that day is a Tuesday"),
        ("after Easter", "not a day"),
        ("03/02/1927", "the year 1927"),
        ("99999999999999999999", "not a day"),
        (1.5e300, "not a day"),
    ],
)
def test_a_day_that_is_not_sure_is_not_guessed(cell: Cell, word: str) -> None:
    with pytest.raises(NotUnderstood, match=word):
        dates.read_day(cell)


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_first_and_last_day_that_can_be_meant(day: str) -> None:
    assert str(dates.read_day(day)) == day


@pytest.mark.parametrize(("day", "year"), [("31/12/1999", 1999), ("1/1/2100", 2100)])
def test_day_before_or_after_these_is_a_slip(day: str, year: int) -> None:
    with pytest.raises(NotUnderstood, match=f"is the year {year}"):
        dates.read_day(day)


@pytest.mark.parametrize(
    ("number", "unit", "last"),
    [
        (1, "weeks", "2027-01-12"),
        (10, "weeks", "2027-03-16"),
        (5, "days", "2027-01-16"),
        (3, "months", "2027-04-11"),
        (2, "years", "2029-01-11"),
        (2, "hours", "2027-01-12"),
        (90, "minutes", "2027-01-12"),
        (6, "sessions", "None"),
    ],
)
def test_last_day_of_what_lasts_so_long(number: int, unit: str, last: str) -> None:
    assert str(dates.last_day(date(2027, 1, 12), number, unit)) == last


def test_several_days_stand_in_one_cell() -> None:
    days = dates.read_days("16/02/2027, 23 February 2027 & 2027-03-02")
    assert list(map(str, days)) == ["2027-02-16", "2027-02-23", "2027-03-02"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tues & Thurs 9.30am-12", "Tuesday 9:30am to 12pm; Thursday 9:30am to 12pm"),
        ("Tuesdays 0930-1130", "Tuesday 9:30am to 11:30am"),
        ("tue/weds 9:30 to 11:30", "Tuesday 9:30am to 11:30am; Wednesday 9:30am to 11:30am"),
        ("Mon-Wed 10-1", "Monday 10am to 1pm; Tuesday 10am to 1pm; Wednesday 10am to 1pm"),
        ("Fri 1-3pm", "Friday 1pm to 3pm"),
        ("Fri 11am to 1", "Friday 11am to 1pm"),
        ("Sat 10am - 12 noon", "Saturday 10am to 12pm"),
        ("Sat 09:00:00 12:00:00", "Saturday 9am to 12pm"),
        ("Sun, fortnightly, 12-2pm", "Sunday 12pm to 2pm every 2 weeks"),
        ("Mon 18:00–20:00 (every 3 weeks)", "Monday 6pm to 8pm every 3 weeks"),
        ("Tues 9.30-11.30, 1-3pm", "Tuesday 9:30am to 11:30am; Tuesday 1pm to 3pm"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(text: str, said: str) -> None:
    assert meetings.said(meetings.read_meetings(text)) == said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tue 6-8", "in the morning or in the evening"),
        ("9:30 to 11:30", "does not say a day"),
        ("Tuesday", "when it begins and when it ends"),
        ("Tuesday 9:30", "when it begins and when it ends"),
        ("Tuesday 25:00 to 27:00", "not a time of day"),
        ("Tuesday 11:30 to 09:30", "ends before it begins"),
        ("Blobday 9-12", "not a day of the week"),
        ("T 9-12", "not a day of the week"),
        ("Tue ask 9-12", "not a day of the week"),
        ("Friday-Monday 9-12", "does not come after"),
        ("Tue 9-12 €", "cannot be read"),
    ],
)
def test_a_time_that_is_not_sure_is_not_guessed(text: str, word: str) -> None:
    with pytest.raises(NotUnderstood, match=word):
        meetings.read_meetings(text)


_clock = st.integers(0, 24 * 60 - 1).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")


@given(
    st.lists(
        st.tuples(st.sampled_from(WEEKDAYS), _clock, _clock, st.sampled_from([None, 2, 6])).filter(
            lambda one: one[1] < one[2]
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_of_meetings_is_read_as_the_same(rows: list[Any]) -> None:
    weekly = [
        {"day": day, "from": start, "to": end, **({"every_weeks": every} if every else {})}
        for day, start, end, every in rows
    ]
    assert meetings.read_meetings(meetings.said(weekly)) == weekly


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("FREE", {"kind": "free"}),
        ("Free of charge.", {"kind": "free"}),
        ("No fee", {"kind": "free"}),
        ("£0.00", {"kind": "free"}),
        ("£48", {"kind": "fee", "pounds": 48}),
        ("48.5", {"kind": "fee", "pounds": Decimal("48.50")}),
        ("£1,500.00", {"kind": "fee", "pounds": 1500}),
        ("£48.00 (£24 conc)", {"kind": "fee", "pounds": 48, "concession_pounds": 24}),
        ("Please ask", {"kind": "ask"}),
    ],
)
def test_a_price_in_words_is_read(text: str, cost: dict[str, Any]) -> None:
    assert read_price(text) == cost


def test_a_price_that_is_not_sure_names_columns_that_there_are(schemas: Schemas) -> None:
    headings = {column.heading for column in columns_of(schemas.course)}
    for text in ("FREE*", "Not free", "£48 deposit"):
        with pytest.raises(NotUnderstood) as told:
            read_price(text)
        named = set(re.findall("“(Cost: [^”]+)”", str(told.value)))
        assert named
        assert named <= headings


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("£5 per week", "not for the whole course"),
        ("£48 / £24", "two prices"),
        ("£20, free on benefits", "free for some only"),
        ("FREE*", "has a star"),
        ("£48*", "has a star"),
        ("Not free", "says more than “free”"),
        ("Free first session", "says more than “free”"),
        ("Free to residents", "says more than “free”"),
        ("-£5", "less than nothing"),
        ("£-5", "less than nothing"),
        ("(5.00)", "less than nothing"),
        ("48,50", "like 48.50"),
        ("1.234,56", "is not a number"),
        ("£2.505", "parts of a penny"),
        ("£48 deposit", "says more than a price"),
        ("€48", "says more than a price"),
        ("48p", "says more than a price"),
        ("a few pounds", "cannot be read as a price"),
    ],
)
def test_a_price_that_is_not_sure_is_not_guessed(text: str, word: str) -> None:
    with pytest.raises(NotUnderstood, match=word):
        read_price(text)


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("How to join: Phone", 1514960123, "0151 496 0123"),
        ("How to join: Phone", "1514960123", "0151 496 0123"),
        ("How to join: Phone", "0151-496-0123", "0151 496 0123"),
        ("How to join: Phone", "+44 151 496 0123", "+44 151 496 0123"),
        ("Level", "Entry 1", "entry-1"),
        ("Level", "E1", "entry-1"),
        ("Level", "entry-1", "entry-1"),
        ("Way to learn", "Classroom", "in-person"),
        ("Topics", "Crafts; ESOL", ["crafts", "esol"]),
        ("Topics", "crafts, esol", ["crafts", "esol"]),
        ("You will learn", "• sing\n• dance", ["sing", "dance"]),
        ("Support: Materials included", "Y", "yes"),
        ("Support: Materials included", True, "yes"),
        ("Join any week", "Yes", True),
        ("Places", 12.0, 12),
        ("Cost: Full price in pounds", "£48.50", Decimal("48.50")),
        ("Places", "TBC", None),
        ("Last day", "N/A", None),
        ("Title", "=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Title", "<b>Bold</b>", "<b>Bold</b>"),
    ],
)
def test_a_cell_is_read_as_its_column_asks(
    reference: Reference, heading: str, cell: Cell, value: Any
) -> None:
    column = known_columns(reference.schemas.course)[heading]
    assert read_cell(cell, column, Lists(reference, {})).value == value


@pytest.mark.parametrize(
    ("heading", "cell", "word"),
    [
        ("Level", "Level nine", "Did you mean"),
        ("Level", "qqqqqq", "Choose"),
        ("Venue", "Online", "Way to learn"),
        ("Venue", "Nowhere", "content/venues"),
        ("Places", "lots", "not a number"),
        ("Places", "9" * 400, "too big"),
        ("Places", "inf", "too big"),
        ("Support: Materials included", "x", "neither yes nor no"),
        ("How to join: Phone", "ask Sam", "not a phone number"),
        ("Title", "Pot\x07tery", "cannot be seen"),
        ("Summary", "#REF!", "a formula in the sheet failed"),
        ("How to join: Phone", "0151 496 0123 / 0151 496 0124", "not a phone number"),
    ],
)
def test_what_cannot_be_read_is_said_with_how_to_write_it(
    reference: Reference, heading: str, cell: Cell, word: str
) -> None:
    column = known_columns(reference.schemas.course)[heading]
    with pytest.raises(NotUnderstood, match=word):
        read_cell(cell, column, Lists(reference, {}))


@given(st.text("=+-@'\t\ra "))
def test_a_formula_is_written_as_text_and_read_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_cell_has_a_text_whatever_it_holds() -> None:
    assert text_of(None) == ""
    assert text_of(" a\r\nb\xa0") == "a\nb"
    assert text_of(48.0) == "48"
    assert text_of(48.5) == "48.5"
    assert text_of(True) == "yes"
