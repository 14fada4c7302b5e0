"""What is said of a slip that a person sees at once, and what `catalogue format --fix` does to it.

Each row is a part of COURSE as it should be and as somebody writes it, a part of what is said, and
the line as it is after the fix; None where it is not certain, and then nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.fixing import fixed
from catalogue.loading import load_readers
from catalogue.reference import load_reference
from catalogue.yaml_reader import read_bytes
from tests.conftest import COURSE, FROZEN, TODAY

if TYPE_CHECKING:
    from catalogue.meant import Readers

REFERENCE = load_reference(FROZEN)
SCHEMAS = REFERENCE.schemas
TITLE = "title: Pottery for beginners"
SESSION = "{day: tuesday, from: 09:30, to: 11:30}"
STARTS, PHONE = "starts: 2027-01-12", "phone: 0151 496 0123"


@pytest.fixture(scope="module")
def readers() -> Readers:
    return load_readers(REFERENCE, FROZEN, TODAY)


def fix(text: str, readers: Readers) -> str:
    return fixed(text.encode(), "course", SCHEMAS, readers).decode()


PUNCTUATION = (
    (TITLE, "title: & pots", "begin with &", 'title: "& pots"'),
    (TITLE, "title: *pots* and more", "begin with *", 'title: "*pots* and more"'),
    (TITLE, "title: @home pottery", "begin with @", 'title: "@home pottery"'),
    (TITLE, "title: % of pots", "begin with %", 'title: "% of pots"'),
    (TITLE, "title: `pots`", "begin with `", 'title: "`pots`"'),
    (TITLE, "title: !all pots", "begin with !", 'title: "!all pots"'),
    (TITLE, "title: - pots", "begin with -", 'title: "- pots"'),
    (TITLE, "title: [Pots] for all", "goes on", 'title: "[Pots] for all"'),
    (TITLE, "title: Pots: for all", "second colon", 'title: "Pots: for all"'),
    (TITLE, "title: Pots #1", "remark", 'title: "Pots #1"'),
    (TITLE, "title: Pots # 2 and 3", "remark", 'title: "Pots # 2 and 3"'),
    (TITLE, "title: #1 in pots", "remark", 'title: "#1 in pots"'),
    (TITLE, "title: 'Don't miss it'", "ends the quotation", 'title: "Don\'t miss it"'),
    (TITLE, 'title: "Pots', "never closed", 'title: "Pots"'),
    (TITLE, 'title: "Pots”', "never closed", 'title: "Pots"'),
    (TITLE, "title:Pots", "no space after the colon", "title: Pots"),
    ("- venue:", "-venue:", "no space after the hyphen", "- venue: the-shed"),
    ("[crafts]", "[crafts", "never closed", "topics: [crafts]"),
    (SESSION, SESSION.replace(", to", " to"), "no comma", f"- {SESSION}"),
    ("level: none", "  level: none", "another column", "level: none"),
)


@pytest.mark.parametrize(("right", "wrong", "said", "line"), PUNCTUATION)
def test_a_slip_of_punctuation_is_told_on_its_line_and_fixed(
    right: str, wrong: str, said: str, line: str, readers: Readers
) -> None:
    text = COURSE.replace(right, wrong, 1)
    number = COURSE[: COURSE.index(right)].count("\n") + 1
    _, problems = read_bytes(text.encode(), "x.yaml")
    assert [problem.line for problem in problems] == [number]
    assert said in problems[0].what
    new = fix(text, readers).split("\n")
    assert new[number - 1].strip() == line
    assert [*new[: number - 1], *new[number:]] == [
        *text.split("\n")[: number - 1],
        *text.split("\n")[number:],
    ]


VALUES = (
    (STARTS, "starts: 12/01/2027", STARTS),
    (STARTS, "starts: 2027–01–12", STARTS),
    (STARTS, "starts: “2027-01-12”", STARTS),
    (STARTS, "starts: 2027-13-01", None),
    (STARTS, "starts: 2027-02-31", None),
    (STARTS, "starts: 12 January", None),
    (SESSION, "{day: Tues, from: 9.30am, to: 11.30am}", f"- {SESSION}"),
    (SESSION, "{day:tuesday, from:09:30, to:11:30}", f"- {SESSION}"),
    (SESSION, "{day: tuesday, from: 7:00, to: 9:00}", None),
    (PHONE, "phone: 0151-496-0123", PHONE),
    (PHONE, "phone: 1514960123", PHONE),
    (PHONE, "phone: 0151 496 0123 or 0151 496 0124", None),
    (PHONE, "email: mailto:clay@the-kiln.example", "email: clay@the-kiln.example"),
    (PHONE, "email: clay@the-kiln.example.", "email: clay@the-kiln.example"),
    ("[crafts]", "crafts", "topics: [crafts]"),
    ("[crafts]", "[Crafts and making]", "topics: [crafts]"),
    ("level: none", "level: Anyone can start", "level: none"),
    ("level: none", "Level: none", "level: none"),
    ("level: none", "lvel: none", None),
    (TITLE, "title: 2027", 'title: "2027"'),
)


@pytest.mark.parametrize(("right", "wrong", "line"), VALUES)
def test_a_value_is_fixed_where_it_is_certain(
    right: str, wrong: str, line: str | None, readers: Readers
) -> None:
    text = COURSE.replace(right, wrong, 1)
    assert text != COURSE
    new = fix(text, readers)
    if line is None:
        assert new == text
    else:
        number = COURSE[: COURSE.index(right)].count("\n")
        assert new.split("\n")[number].strip() == line


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("\ufeff" + COURSE, COURSE),
        (COURSE.replace("for beginners", "\u200bfor beginners"), COURSE),
        (COURSE.replace("level: none", "level:\tnone"), COURSE),
        (COURSE.replace("  phone", "\tphone"), COURSE),
    ],
)
def test_what_nobody_sees_is_taken_out(wrong: str, right: str, readers: Readers) -> None:
    assert fix(wrong, readers) == right


@pytest.mark.parametrize(
    "text",
    [
        COURSE,
        COURSE.replace("level: none", "level: none #1"),
        COURSE.replace(TITLE, "title: A\u202eB"),
        COURSE.replace("summary: Make", "summary: Make\nand keep"),
        "",
        "[",
    ],
)
def test_nothing_else_is_changed(text: str, readers: Readers) -> None:
    assert fix(text, readers) == text
