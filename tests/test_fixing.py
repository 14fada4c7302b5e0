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
from catalogue.wording import problems_in
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
    (TITLE, "title: 'Pots and mum's mug", "never closed", 'title: "Pots and mum\'s mug"'),
    (TITLE, "title = Pots", "here is “=”", "title: Pots"),
    (TITLE, "title\uff1a Pots", "here is “\uff1a”", "title: Pots"),
    (TITLE, "title. Pots", "here is “.”", "title: Pots"),
    (TITLE, "**title**: Pots", "stands “*”", "title: Pots"),
    (TITLE, "- title: Pots", "stands “-”", "title: Pots"),
    (TITLE, " title: Pots", "another column", "title: Pots"),
    ("[crafts]", "[crafts,,]", "two commas", "topics: [crafts]"),
    (TITLE, "title: 'Don't miss it'", "ends the quotation", 'title: "Don\'t miss it"'),
    (TITLE, 'title: "Pots', "never closed", 'title: "Pots"'),
    (TITLE, 'title: "Pots”', "never closed", 'title: "Pots"'),
    (TITLE, "title:Pots", "no space after the colon", "title: Pots"),
    ("- venue:", "-venue:", "no space after the hyphen", "- venue: the-shed"),
    ("[crafts]", "[crafts", "never closed", "topics: [crafts]"),
    (SESSION, SESSION.replace(", to", " to"), "no comma", f"- {SESSION}"),
    ("level: none", "  level: none", "another column", "level: none"),
    (TITLE, "title: Pots at the CafÃ©, Â£5", "“Ã©” was “é”", "title: Pots at the Café, £5"),
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


def test_signs_of_code_around_a_file_are_told_and_left_out(readers: Readers) -> None:
    fenced = f"```yaml\n{COURSE}```\n"
    _, problems = read_bytes(fenced.encode(), "x.yaml")
    assert [problem.line for problem in problems] == [1, fenced.count("\n")]
    assert {problem.mend for problem in problems} == {"Delete this line."}
    assert fix(fenced, readers).strip() == COURSE.strip()


VALUES = (
    (STARTS, "starts: 12/01/2027", STARTS),
    (STARTS, "starts: 2027–01–12", STARTS),
    (STARTS, "starts: 2027_01_12", STARTS),
    (STARTS, "starts: “2027-01-12”", STARTS),
    (STARTS, "starts: 2027 - 01 - 12", STARTS),
    (STARTS, "starts: 2027-13-01", None),
    (STARTS, "starts: 2027-02-31", None),
    (STARTS, "starts: 12 January", None),
    (SESSION, "{day: Tues, from: 9.30am, to: 11.30am}", f"- {SESSION}"),
    (SESSION, "{day:tuesday, from:09:30, to:11:30}", f"- {SESSION}"),
    (SESSION, "{day: tuesday, from: 7:00, to: 9:00}", None),
    (SESSION, "{day: tuesday, from: 09:30-11:30}", None),
    (SESSION, "{day: tuesday, from: 09:30, to: 24:00}", None),
    (SESSION, "{day: 2027-01-12, from: 09:30, to: 11:30}", None),
    (PHONE, "phone: 0151-496-0123", PHONE),
    (PHONE, "phone: 1514960123", PHONE),
    (PHONE, "phone: 0151 496 0123 or 0151 496 0124", None),
    (PHONE, "email: mailto:clay@the-kiln.example", "email: clay@the-kiln.example"),
    (PHONE, "email: mailto: clay@the-kiln.example", "email: clay@the-kiln.example"),
    (PHONE, "phone: tel: 0151 496 0123", PHONE),
    (PHONE, "email: clay@the-kiln.example.", "email: clay@the-kiln.example"),
    ("[crafts]", "crafts", "topics: [crafts]"),
    ("[crafts]", "[Crafts and making]", "topics: [crafts]"),
    ("[crafts]", "[Crafts, crafts]", None),
    ("level: none", "level: [none]", None),
    (TITLE, "title: Pots # for all", None),
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


OFFERS = (
    (SESSION, "{day: tuesday, from: 09:30-11:30}", "Write from: 09:30 and to: 11:30"),
    (SESSION, "{day: tuesday, from: 09:30, to: 24:00}", "Did you mean 23:59?"),
    (SESSION, "{day: 2027-01-12, from: 09:30, to: 11:30}", "Did you mean tuesday?"),
    (SESSION, "tuesdays 9.30-11.30", f"Write {SESSION}"),
    ("[crafts]", "[Crafts, crafts]", "Delete it: crafts is in the list already."),
    ("level: none", "level: [none]", "Write none"),
    (TITLE, "title: [Pots, mugs]", "Leave the brackets out"),
    ("\n  kind: free", " £48.50", "Write {kind: fee, pounds: 48.50}"),
    ("\n  kind: free", "\nkind: free", "Write it as kind in cost"),
)


@pytest.mark.parametrize(("right", "wrong", "offer"), OFFERS)
def test_a_value_that_cannot_stand_there_is_told_once_with_what_to_write(
    right: str, wrong: str, offer: str, readers: Readers
) -> None:
    document, _ = read_bytes(COURSE.replace(right, wrong, 1).encode(), "x.yaml")
    assert document
    (problem,) = problems_in(document, "course", "x.yaml", SCHEMAS, readers)
    assert problem.mend.startswith(offer)


def test_a_longer_text_begins_below_its_sign(readers: Readers) -> None:
    text = COURSE.replace("of clay.", "of clay.\n\n  Then we wait.")
    beside = text.replace("description: |\n  We", "description: | We")
    _, (problem,) = read_bytes(beside.encode(), "x.yaml")
    assert (problem.line, problem.what[:7]) == (3, "After |")
    assert fix(beside, readers) == text


REMARKS = (
    ("summary: Make a bowl", "summary: Make a bowl # and a mug", True),
    ("summary: Make a bowl", "summary: Make # a bowl", True),
    ("level: none", "level: none # for now", False),
    ("starts: 2027-01-12", "starts: 2027-01-12 # after half term", False),
    ("phone: 0151 496 0123", "phone: 0151 496 0123 # ask for Ann", True),
    ("title: Pottery for beginners", "title: Pottery  # as in the leaflet", False),
    ("title: Pottery for beginners", 'title: "Pottery" # as in the leaflet', False),
    ("[crafts]", "[crafts] # and art?", False),
)


@pytest.mark.parametrize(("right", "wrong", "told"), REMARKS)
def test_a_remark_is_told_where_it_may_be_the_end_of_a_text(
    right: str, wrong: str, told: bool
) -> None:
    _, problems = read_bytes(COURSE.replace(right, wrong, 1).encode(), "x.yaml")
    assert [problem.code.name for problem in problems] == ["cut-off"] * told


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
