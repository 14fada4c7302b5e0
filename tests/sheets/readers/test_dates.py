"""Days: every form in which they are read and its one meaning, and those that are asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.readers import dates

if TYPE_CHECKING:
    from catalogue.sheets.cells import Cell
    from tests.sheets.readers.conftest import Reading


@pytest.mark.parametrize(
    "cell",
    [
        "03/02/2027",
        "3.2.27",
        "3-2-2027",
        "3 2 2027",
        "3rd of February, 2027",
        "the third of February 2027",
        "Wednesday 3 February 2027",
        "Weds 3 Feb 27",
        "3rd Feb 2027 (Wed)",
        "February 3, 2027",
        "3 February '27",
        "03-Feb-27",
        "from 3 February 2027",
        "Starts 3/2/2027",
        "2027-02-03",
        "2027/02/03",
        "2027-02-03 00:00:00",
        "2027-02-03 10:00",
        "2027-02-03T12:00:00.000Z",
        "2027-02-03T23:30:00Z",  # in winter our clock is that of Greenwich
        "2027-02-03T00:00:00+00:00",
        "2027-2-3",
        "2027/2/3",
        "2027.02.03",
        "20270203",
        "20270203T090000Z",
        "2027-02-03 (Wed)",
        "2027-02-03 00:00:00+00",
        "03/02/2027 10:00",
        "03/02/2027 10:00-12:00",
        "46421",
        "46421.0",
        "46421.4166",
        46421,
        46421.0,
        date(2027, 2, 3),
        datetime(2027, 2, 3, 9, 30),
    ],
)
def test_forms_of_3_february_2027(reading: Reading, cell: Cell) -> None:
    read = reading.read("First day", cell)
    assert (read.value, read.also) == ("2027-02-03", {})


def test_moment_of_a_summer_day_on_our_own_clock(reading: Reading) -> None:
    assert reading.read("First day", "2027-06-22T00:00:00+01:00").value == "2027-06-22"


@pytest.mark.parametrize(
    ("text", "offer", "choices"),
    [
        ("12 Jan", "12 January 2027", ()),
        ("12/01", "12 January 2027", ()),
        ("Tues 12 Jan", "12 January 2027", ()),
        ("Wed 12 Jan", "12 January 2028", ()),  # the next 12 January that is one
        ("2 December", "2 December 2026", ()),
        ("29 Feb", "29 February 2028", ()),
        ("w/c 15 January 2027", "15 January 2027", ("16 January 2027", "17 January 2027")),
        ("week commencing 17/01/2027", "17 January 2027", ()),
        ("01/13/2027", "13 January 2027", ()),
        ("Wed 01/13/2027 10:00", "13 January 2027", ()),
        ("2027/13/01", "13 January 2027", ()),
        ("12 Janury 2027", "12 January 2027", ()),
        ("03022027", "3 February 2027", ()),
        ("030227", "3 February 2027", ()),
        ("12 January 2027 (TBC)", "12 January 2027", ()),
        ("12 January 2027?", "12 January 2027", ()),
        ("12 & 19 Jan 2027", "", ("12 January 2027", "19 January 2027")),
        ("12/01/2027, 19/01/2027", "", ("12 January 2027", "19 January 2027")),
        ("12/1-23/3", "12 January 2027 to 23 March 2027", ()),
        ("2 Dec - 6 Jan", "2 December 2026 to 6 January 2027", ()),
        ("Tues 13 January 2027", "", ("13 January 2027", "12 January 2027")),
        ("2027-01-13 (Tue)", "", ("13 January 2027", "12 January 2027")),
        ("Jan-27", "", ()),
        ("27-01-12", "", ("12 January 2027", "27 January 2012")),
        ("Monday 12 January 2027", "", ("12 January 2027", "11 January 2027")),
        ("2027-06-21T23:00:00Z", "22 June 2027", ("21 June 2027",)),
        ("2027-06-21T19:00:00-05:00", "22 June 2027", ("21 June 2027",)),
        ("until 12 January 2027", "", ()),
        ("January 2027", "", ()),
        ("Spring 2027", "", ()),
        ("after Easter", "", ()),
        ("ASAP", "", ()),
        ("next Tuesday", "", ()),
        ("Tuesday", "", ()),
        ("2027", "", ()),
    ],
)
def test_a_day_that_is_not_sure_is_asked(
    reading: Reading, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask("First day", text)
    assert (asked.offer, asked.choices) == (offer, choices)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("31/02/2027", "not a day: February 2027 has 28 days."),
        ("31/2", "not a day: February has at most 29 days."),
        ("Wed 31st June 2027", "not a day: June 2027 has 30 days."),
        ("29 Feb 2027", "not a day: February 2027 has 28 days."),
        ("2027-02-30", "not a day: February 2027 has 28 days."),
        ("0/3/2027", "not a day in the calendar"),
        ("2027-06-21T99:00Z", "not a day in the calendar"),
        ("qqqq", "not a day in the calendar"),
        ("03/02/1927", "the year 1927"),
        ("31/12/1999", "the year 1999"),
        ("1/1/2100", "the year 2100"),
        ("99999999999999999999", "not a day"),
        (1.5e300, "not a day"),
        ("=TODAY()", "is a formula"),
    ],
)
def test_what_is_no_day_is_refused(reading: Reading, cell: Cell, word: str) -> None:
    assert word in reading.refuse("First day", cell)


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_first_and_last_day_that_can_be_meant(day: str) -> None:
    assert str(dates.read_day(day)) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12/01/2027 - 23/03/2027", "2027-01-12", "2027-03-23"),
        ("12 Jan - 23 Mar 2027", "2027-01-12", "2027-03-23"),
        ("Tues 12 January to Tues 23 March 2027", "2027-01-12", "2027-03-23"),
        ("12 Nov 2026 to 23 Mar 2027", "2026-11-12", "2027-03-23"),
        ("12 Nov - 23 Mar 2027", "2026-11-12", "2027-03-23"),
        ("12-14 January 2027", "2027-01-12", "2027-01-14"),
        ("12/01 - 23/03/2027", "2027-01-12", "2027-03-23"),
        ("2027-01-12 until 2027-03-23", "2027-01-12", "2027-03-23"),
    ],
)
def test_two_days_are_the_first_and_the_last(
    reading: Reading, text: str, first: str, last: str
) -> None:
    read = reading.read("First day", text)
    assert (read.value, read.also) == (first, {("runs", "ends"): last})
    read = reading.read("Last day", text)
    assert (read.value, read.also) == (last, {("runs", "starts"): first})
    asked = reading.ask("Apply by", text)
    assert (asked.offer, len(asked.choices)) == ("", 2)


@pytest.mark.parametrize("heading", ["First day", "Last day"])
@pytest.mark.parametrize("text", ["any time", "Rolling", "ongoing", "Flexible", "rolling start"])
def test_no_day_and_any_week(reading: Reading, heading: str, text: str) -> None:
    read = reading.read(heading, text)
    assert (read.value, read.also) == (None, {("runs", "rolling"): True})


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("16/02/2027, 23 February 2027 & 2027-03-02", ["2027-02-16", "2027-02-23", "2027-03-02"]),
        ("2027-02-16, 2027-02-23", ["2027-02-16", "2027-02-23"]),
        ("16 & 23 February 2027", ["2027-02-16", "2027-02-23"]),
        ("16 Feb, 23 Feb 2027", ["2027-02-16", "2027-02-23"]),
        ("Tuesday, 16 February 2027", ["2027-02-16"]),
        ("February 16, 2027", ["2027-02-16"]),
        ("16-18 February 2027", ["2027-02-16", "2027-02-17", "2027-02-18"]),
        ("46434", ["2027-02-16"]),
        ("none", None),
    ],
)
def test_several_days_stand_in_one_cell(
    reading: Reading, text: str, days: list[str] | None
) -> None:
    assert reading.read("No class on", text).value == days


@pytest.mark.parametrize("text", ["half term", "16/02/2027 to 16/06/2027", "16 Feb"])
def test_days_off_that_are_not_sure_are_asked(reading: Reading, text: str) -> None:
    reading.ask("No class on", text)


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
        (40, "hours", "None"),
        (6, "sessions", "None"),
    ],
)
def test_last_day_of_what_lasts_so_long(number: int, unit: str, last: str) -> None:
    assert str(dates.last_day(date(2027, 1, 12), number, unit)) == last
