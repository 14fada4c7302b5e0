"""Words of our lists, yes and no, numbers and lengths: what is read, asked and refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from catalogue.sheets.cells import Cell
    from tests.sheets.readers.conftest import Reading

MATERIALS, LASTS = "Support: Materials included", "How long it lasts"


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("Level", "Entry 1", "entry-1"),
        ("Level", "entry-1", "entry-1"),
        ("Level", "E1", "entry-1"),
        ("Level", "Entry level three", "entry-3"),
        ("Level", "L2", "level-2"),
        ("Level", "level two", "level-2"),
        ("Level", "NVQ Level 2", "level-2"),
        ("Level", "Level 5", "level-4-plus"),
        ("Level", "A level", "level-3"),
        ("Level", "all levels", "mixed"),
        ("Level", "None", "none"),
        ("Way to learn", "Classroom", "in-person"),
        ("Way to learn", "Classroom Based", "in-person"),
        ("Way to learn", "F2F", "in-person"),
        ("Way to learn", "Blended Learning", "blended"),
        ("Way to learn", "Online learning", "online"),
        ("Topics", "Crafts; ESOL", ["crafts", "esol"]),
        ("Topics", "crafts, esol", ["crafts", "esol"]),
        ("Topics", "Maths / English", ["maths", "english"]),
        ("Topics", "Maths and cooking", ["maths", "cooking"]),
        ("Audiences", "Parents and families", ["parents"]),
        ("Audiences", "Women only", ["women"]),
        ("Audiences", "None", None),
        ("State", "nearly full", "few-left"),
        ("Cost: Kind", "TBC", "ask"),
        (MATERIALS, "Y", "yes"),
        (MATERIALS, True, "yes"),
        (MATERIALS, "✓", "yes"),
        (MATERIALS, "Yes - free of charge", "yes"),
        (MATERIALS, "on request", "ask"),
        (MATERIALS, "N/A", None),
        ("Join any week", "Yes", True),
        ("Join any week", "Flexible", True),
        ("Places", "12 places", 12),
        ("Places", "max 12", 12),
        ("Places", "12 (max)", 12),
        ("Places", "twelve", 12),
        ("Places", "1,000", 1000),
        ("Places", 12.0, 12),
        ("Places", "unlimited", None),
        (LASTS, "10 weeks", [10, "weeks"]),
        (LASTS, "12", [12, "weeks"]),
        (LASTS, "ten weeks", [10, "weeks"]),
        (LASTS, "10 week course", [10, "weeks"]),
        (LASTS, "18 Weeks", [18, "weeks"]),
        (LASTS, "6 Months", [6, "months"]),
        (LASTS, "40 Hours", [40, "hours"]),
        (LASTS, "2.5 hours", [150, "minutes"]),
        (LASTS, "half a day", [1, "days"]),
        (LASTS, "Full day", [1, "days"]),
        (LASTS, "one-off session", [1, "sessions"]),
        (LASTS, "1hr 30 mins", [90, "minutes"]),
        (LASTS, "20 hours over 10 weeks", [10, "weeks"]),
        (LASTS, "2.5 Hours 10 Weeks", [10, "weeks"]),
        ("Hours in your own time", "none", None),
        (LASTS, "5 sessions", [5, "sessions"]),
        (LASTS, "10 x 2 hours", [10, "sessions"]),
        (LASTS, "10 weeks x 2 hrs", [10, "weeks"]),
        (LASTS, "2 hours per week for 10 weeks", [10, "weeks"]),
        (LASTS, "10 weeks (2 hours a week)", [10, "weeks"]),
    ],
)
def test_words_and_numbers_are_read_as_people_write_them(
    reading: Reading, heading: str, cell: Cell, value: Any
) -> None:
    read = reading.read(heading, cell)
    assert (read.value, read.also) == (value, {})


@pytest.mark.parametrize(
    ("heading", "text", "also"),
    [
        ("Places", "Fully booked", {("runs", "state"): "full"}),
        (LASTS, "ongoing", {("runs", "rolling"): True}),
    ],
)
def test_word_in_place_of_a_number_that_says_something_else(
    reading: Reading, heading: str, text: str, also: dict[Any, Any]
) -> None:
    read = reading.read(heading, text)
    assert (read.value, read.also) == (None, also)


@pytest.mark.parametrize(
    ("heading", "text", "offer", "choices"),
    [
        ("Level", "Level 1-2", "Mixed levels", ("Level 1", "Level 2")),
        ("Level", "Entry 1 to 3", "Mixed levels", ("Entry 1", "Entry 2", "Entry 3")),
        ("Level", "beginners", "", ("Entry 1", "Anyone can start", "Mixed levels")),
        ("Level", "advanced", "", ("Level 3", "Anyone can start", "Mixed levels")),
        ("Way to learn", "Work based", "", ("In person", "Online", "Partly online")),
        ("Way to learn", "In person or online", "", ("In person", "Online", "Partly online")),
        (MATERIALS, "x", "", ("yes", "no", "ask")),
        (MATERIALS, "Yes, but ask first", "ask", ("yes", "no")),
        ("Join any week", "x", "", ("yes", "no")),
        ("Places", "10-12", "", ("10", "12")),
        ("Places", "about 12", "12", ()),
        ("Places", "12+", "12", ()),
        ("Places", "12 per session", "12", ()),
        ("Places", "12 (4 left)", "", ("12", "4")),
        ("Hours in your own time", "2 hours a week", "", ("2",)),
        (LASTS, "up to 10 weeks", "10 weeks", ()),
        (LASTS, "6-8 weeks", "", ("6 weeks", "8 weeks")),
        (LASTS, "10 weeks and an exam", "10 weeks", ()),
        (LASTS, "1 term", "", ()),
        (LASTS, "3 half days", "", ()),
    ],
)
def test_what_is_not_sure_is_asked(
    reading: Reading, heading: str, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask(heading, text)
    assert (asked.offer, asked.choices) == (offer, choices)


@pytest.mark.parametrize(
    ("heading", "text", "offer", "one_choice"),
    [
        ("Level", "Levle 1", "Level 1", "Level 2"),
        ("Level", "Level nine", "", "Level 2"),
        ("Level", "qqqqqq", "", "Level 2"),
        ("Level", "L2+", "", "Level 2"),
        ("Level", "Intermediate", "", "Level 2"),
        ("State", "Cancled", "Cancelled", "Full"),
        ("Audiences", "yes", "", "Women"),
    ],
)
def test_word_that_is_none_of_ours_is_asked_with_the_list(
    reading: Reading, heading: str, text: str, offer: str, one_choice: str
) -> None:
    asked = reading.ask(heading, text)
    assert asked.offer == offer
    assert one_choice in asked.choices


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Crafts; Mathz", "Crafts and making; Maths"),
        ("Crafts; xyzzy", "Crafts and making"),
        ("xyzzy", ""),
    ],
)
def test_what_is_offered_for_a_list_keeps_the_words_that_are_known(
    reading: Reading, text: str, offer: str
) -> None:
    assert reading.ask("Topics", text).offer == offer


@pytest.mark.parametrize(
    ("heading", "text", "word"),
    [
        ("Places", "lots", "not a number"),
        ("Places", "9" * 400, "too big"),
        ("Places", "inf", "too big"),
        ("Places", "-5", "less than nothing"),
        ("Places", "12.5", "no whole number"),
        (LASTS, "0", "not a length"),
        (LASTS, "long", "not a length"),
    ],
)
def test_what_is_no_number_is_refused(reading: Reading, heading: str, text: str, word: str) -> None:
    assert word in reading.refuse(heading, text)
