"""Whole sheets that once went wrong, with how each of their rows ends and what its course says.

The sheets in cases/ are made up; whole ones are kept because their faults were in how parts met.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.loading import Kept
from catalogue.records import WEEKDAYS
from catalogue.reference import load_reference
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.importing.rows import ASK, NO_COURSE, REFUSE, WRITE
from catalogue.sheets.importing.telling import report
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.opening.reading import sheets_in
from catalogue.sheets.questions import OFFERED, PUBLISH
from catalogue.yaml_reader import read_bytes
from tests.conftest import FROZEN, PROJECT, read_sheets

if TYPE_CHECKING:
    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.questions import Matter

CASES = PROJECT / "tests/sheets/cases"
TODAY = date(2026, 12, 1)
KEPT: Kept = {}
"""What was read of the frozen catalogue, which no import changes here."""
THREE_DAYS = ("mon", "tue", "wed")


def _run(starts: str, ends: str, *sessions: str) -> dict[str, Any]:
    """What a run says that meets as in “mon 10:00-12:00”."""
    days = {day[:3]: day for day in WEEKDAYS}
    meetings = [re.split("[ -]", session) for session in sessions]
    said = [{"day": days[day], "from": start, "to": end} for day, start, end in meetings]
    return {"starts": starts, "ends": ends, "sessions": said}


ENDS: dict[str, dict[str, str]] = {
    "g01-iso-datetime.csv": {"Row 2": WRITE, "Row 3": WRITE},
    "g02-free-star.csv": {"Row 2": ASK, "Row 3": ASK, "Row 4": NO_COURSE},
    "g03-price-traps.csv": {
        **{"Row 2": REFUSE},
        **dict.fromkeys(("Row 3", "Row 4", "Row 5", "Row 6"), ASK),
    },
    "g05-extra-commas.csv": {"Row 2": ASK},
    "g06-total-row.csv": {"Row 2": WRITE, "Row 3": NO_COURSE},
    "g07-no-title-row.csv": {"Row 2": WRITE, "Row 3": ASK},
    "g08-weekday-against-date.csv": {"Row 2": ASK},
    "g09-year-typed-wrong.csv": {"Row 2": ASK},
    "g10-from-to-are-dates.csv": {"Row 2": ASK},
    "g11-phone-traps.csv": {
        **dict.fromkeys(("Row 2", "Row 3", "Row 4"), WRITE),
        **{"Row 5": ASK},
    },
    "g12-time-words.csv": {f"Row {number}": WRITE for number in range(2, 10)},
    "g13-time-as-fraction.csv": {"Row 2": WRITE},
    "g14-headings-events-calendar.csv": {"Row 2": ASK, "Row 3": ASK},
    "g15-headings-google-form.csv": {"Row 2": ASK, "Row 3": ASK},
    "g16-course-directory-own-export.csv": {f"Row {number}": ASK for number in range(2, 6)},
    "g17-single-price-keeps-concession.csv": {"Row 2": WRITE},
    "g18-online-in-venue.csv": {"Row 2": WRITE, "Row 3": WRITE},
    "g19-formula-title.csv": {"Row 2": REFUSE, "Row 3": REFUSE},
    "g20-two-heading-rows.xlsx": {"Row 4": NO_COURSE, "Row 5": ASK, "Row 6": NO_COURSE},
    "g21-hidden-struck-comment.xlsx": {
        **{"Row 2": WRITE},
        **dict.fromkeys(("Row 3", "Row 4", "Row 5"), ASK),
    },
    "g23-hyperlink-cell.xlsx": {"Row 2": WRITE},
    "g24-own-sheet-without-our-columns.csv": {"Row 2": ASK},
    "h1-tabs-and-year-first.txt": {f"Row {number}": ASK for number in range(2, 9)},
    "h2-semicolons-and-sections.csv": {
        **{f"Row {number}": ASK for number in range(3, 12)},
        **dict.fromkeys(("Row 3", "Row 8", "Row 12"), NO_COURSE),
    },
    "h3-a-sheet-a-venue.xlsx": {
        f"{venue} Library, row {number}": ASK
        for venue in ("Toxteth", "Central")
        for number in (3, 4, 5)
    },
    "h5-people-and-quotes.csv": {f"Row {number}": ASK for number in range(2, 6)},
    "h6-two-headings-and-formulas.xlsx": {
        **{"Row 4": REFUSE, "Row 7": NO_COURSE},
        **dict.fromkeys(("Row 5", "Row 6", "Row 8"), ASK),
    },
    "h7-days-across-in-a-term.xlsx": {
        **{f"Row {number}": ASK for number in range(5, 9)},
        **{"Row 9": NO_COURSE},
    },
    "h8-a-form-with-long-questions.csv": {f"Row {number}": ASK for number in range(2, 6)},
    "h9-codes-and-days-without-years.csv": {
        **{f"Row {number}": ASK for number in range(2, 7)},
        **{"Row 7": NO_COURSE},
    },
    "p1-oncourse.csv": {"Row 2": ASK, "Row 3": ASK, "Row 4": ASK},
    "p2-xcri-as-a-table.csv": {"Row 2": ASK, "Row 3": ASK},
}
"""How each row ends by itself."""
SAYS: dict[str, dict[str, dict[str, Any]]] = {
    "g01-iso-datetime.csv": {
        "talking-monday": {"starts": "2027-03-01", "ends": "2027-03-22"},
        "short-iso": {"starts": "2027-03-01", "ends": "2027-03-22"},
    },
    "g11-phone-traps.csv": {
        "phone-0": {"phone": "0151 496 0123"},
        "phone-1": {"phone": "0151 496 0123"},
        "phone-2": {"phone": "07700 900123", "how": "Ask for Jo."},
    },
    "g13-time-as-fraction.csv": {
        "computers": {
            "starts": "2027-01-19",
            "sessions": [{"day": "tuesday", "from": "10:00", "to": "12:00"}],
        },
    },
    "g18-online-in-venue.csv": {
        "french-on-zoom": {"delivery": "online", "venue": None},
        "digital-help": {"delivery": "online", "venue": None},
    },
}
"""What the courses say that go in at once."""
AFTERWARDS: dict[str, dict[str, dict[str, Any]]] = {
    "g05-extra-commas.csv": {
        "first-aid-for-carers": {"description": "Falls, choking, seizures and strokes.\n"}
    },
    "g09-year-typed-wrong.csv": {
        "dementia-care": {"starts": "2027-02-25", "ends": "2027-03-18"},
    },
    "g10-from-to-are-dates.csv": {
        "pottery": {
            **{"starts": "2027-02-03", "ends": "2027-03-24", "pounds": 165},
            "sessions": [{"day": "wednesday", "from": "18:30", "to": "21:00"}],
        },
    },
    "g14-headings-events-calendar.csv": {
        "beginners-sewing": {
            **{"starts": "2027-02-14", "pounds": 12, "venue": "toxteth-library"},
            "sessions": [{"day": "sunday", "from": "18:30", "to": "20:30"}],
        },
    },
    "g15-headings-google-form.csv": {
        "knit-and-natter": {
            **{"starts": "2027-01-14", "phone": "0151 496 0000"},
            "sessions": [{"day": "thursday", "from": "10:00", "to": "12:00"}],
        },
    },
    "g16-course-directory-own-export.csv": {
        "functional-skills-maths-level-1": {"starts": "2027-01-31", "level": "level-1"},
        "coding-from-home": {"starts": "2026-12-01", "rolling": True, "delivery": "online"},
        "care-level-2": {"starts": "2026-12-01", "level": "level-2", "kind": "ask"},
    },
    "g20-two-heading-rows.xlsx": {},
    "g24-own-sheet-without-our-columns.csv": {
        "maths-from-scratch": {
            **{"topics": ["maths"], "level": "none", "phone": "0151 233 3000"},
            "summary": "Small friendly maths class.",
        },
    },
    "h1-tabs-and-year-first.txt": {
        "watercolours": _run("2027-03-01", "2027-03-22", "mon 13:00-15:00") | {"kind": "ask"},
        "birdsong": {
            **{"starts": "2027-03-02", "ends": "2027-03-23", "pounds": Decimal("48.50")},
            "sessions": [{"day": "tuesday", "from": "10:00", "to": "12:00", "every_weeks": 2}],
        },
        "bike-repair": _run("2027-03-01", "2027-03-22", "mon 18:00-20:00") | {"kind": "ask"},
        "choir": {
            **_run("2027-03-03", "2027-03-31", "wed 10:00-12:00", "wed 13:00-15:00"),
            "kind": "free",
        },
        "gardening": _run("2027-03-04", "2027-03-25", "thu 13:30-15:30") | {"kind": "ask"},
        "stretch": _run("2027-03-01", "2027-03-24", *(f"{d} 09:30-10:30" for d in THREE_DAYS)),
    },
    "h2-semicolons-and-sections.csv": {
        "life-drawing": _run("2027-03-05", "2027-03-26", "fri 10:00-12:00")
        | {"venue": "toxteth-library", "pounds": 20, "reference": "A1"},
        "lino-printing": _run("2027-03-06", "2027-03-27", "sat 10:00-13:00")
        | {"venue": "central-library", "state": None},
        "batik": _run("2027-03-07", "2027-03-28", "sun 14:00-16:00")
        | {"venue": "toxteth-library", "state": "cancelled"},
        "photos-on-your-phone": _run("2027-03-11", "2027-03-25", "thu 10:30-12:00")
        | {"state": "full", "kind": "free"},
    },
    "h3-a-sheet-a-venue.xlsx": {
        "maths-for-the-shop": _run("2027-03-01", "2027-03-24", "mon 10:00-11:30", "wed 10:00-11:30")
        | {"venue": "toxteth-library", "level": "entry-3", "kind": "free"},
        "english-for-work": _run("2027-03-02", "2027-03-25", "tue 13:00-15:00", "thu 13:00-15:00")
        | {"venue": "toxteth-library", "level": "level-1"},
        "spelling": _run("2027-03-03", "2027-03-24", "wed 10:00-12:00")
        | {"venue": "central-library"},
        "fractions": _run("2027-03-05", "2027-03-26", "fri 18:00-20:00") | {"pounds": 25},
    },
    "h5-people-and-quotes.csv": {
        "yoga-for-backs": _run("2027-03-01", "2027-03-22", "mon 10:00-11:00")
        | {"venue": "toxteth-library", "pounds": 12},
        "tai-chi": _run("2027-03-02", "2027-03-23", "tue 10:00-11:00")
        | {"description": 'Slow "and" steady, standing up.\n', "concession_pounds": 6},
        "pilates": _run("2027-03-04", "2027-03-25", "thu 13:00-14:00")
        | {"description": "On the floor, with a band.\n", "phone": "0151 496 0104"},
        "zumba": _run("2027-03-05", "2027-03-26", "fri 18:00-19:00") | {"kind": "ask"},
    },
    "h6-two-headings-and-formulas.xlsx": {
        "payroll": _run("2027-01-13", "2027-03-24", "wed 18:00-20:00")
        | {"summary": "Payroll at Central Library on Wednesdays.", "pounds": 120},
        "excel": _run("2027-01-15", "2027-03-26", "fri 12:00-14:00") | {"level": "level-1"},
    },
    "h7-days-across-in-a-term.xlsx": {
        "sewing-circle": _run("2027-01-11", "2027-03-25", "mon 10:00-12:00", "thu 13:00-15:00")
        | {"kind": "free", "note": "Main hall", "phone": "0151 496 0121"},
        "esol-for-beginners": _run(
            *("2027-01-12", "2027-03-24", "tue 09:30-11:30", "wed 09:30-11:30")
        )
        | {"note": "Main hall"},
        "chair-yoga": _run("2027-01-15", "2027-03-26", "fri 11:00-12:00") | {"kind": "ask"},
    },
    "h8-a-form-with-long-questions.csv": {
        "tots-to-teens-cooking-for-parents": _run("2027-01-14", "2027-03-18", "thu 10:00-12:00")
        | {"kind": "free", "venue": "toxteth-library"},
        "life-drawing": _run("2027-01-12", "2027-03-23", "tue 18:30-20:30")
        | {"pounds": 60, "concession_pounds": 30, "email": "book@example.org", "how": None},
        "introduction-to-family-history": {"starts": "2027-02-06", "ends": None},
        "mandarin-for-beginners": {"kind": "ask", "url": "https://example.org/mandarin"},
    },
    "h9-codes-and-days-without-years.csv": {
        "gcse-maths-resit": _run("2027-01-14", "2027-05-27", "thu 18:00-20:00")
        | {"level": "level-2", "pounds": 75},
        "functional-skills-english-e3": {"level": "entry-3", "kind": "free", "state": None},
        "cooking-independently-ldd": {"kind": "ask", "note": "FE Loan / free."},
        "excel-for-work": _run("2027-01-15", "2027-03-26", "fri 13:00-15:00"),
    },
    "p1-oncourse.csv": {
        "pottery-for-beginners": _run("2027-01-12", "2027-03-23", "tue 10:00-12:00")
        | {"description": "Make a bowl and a mug. You will learn to throw and glaze.\n"}
        | {"venue": "toxteth-library", "note": "Room 2", "reference": "POT-1"}
        | {"places": 12, "pounds": 48, "topics": ["crafts"], "level": "none"},
        "emergency-first-aid": {
            **{"starts": "2027-02-06", "kind": "free", "reference": "FA-7"},
            "sessions": [{"day": "saturday", "from": "09:30", "to": "16:30"}],
        },
    },
    "p2-xcri-as-a-table.csv": {
        "pottery-for-beginners": {
            **{"starts": "2027-01-12", "ends": "2027-03-23", "apply_by": "2027-01-05"},
            **{"summary": "Make a bowl.", "topics": ["crafts"], "pounds": 48},
            **{"reference": "POT1", "url": "https://kiln.example/apply", "delivery": None},
        },
        "spanish-for-holidays": _run("2027-01-14", "2027-03-25", "thu 18:00-20:00")
        | {"kind": "free", "venue": "central-library", "reference": "SP1", "places": 14},
    },
}
"""What courses say once all that is offered is taken, and the first choice where nothing is."""


def plan_of(name: str, answers: dict[str, str] | None = None) -> Plan:
    """Plan the import of a case. Who only looks at it shares it with the others who do."""
    return _planned(name, tuple((answers or {}).items()))


@cache
def _planned(name: str, answers: tuple[tuple[str, str], ...]) -> Plan:
    provider = "alt-valley-community-trust" if name.startswith("g24") else "wea"
    sheets, memory = read_sheets(CASES / name), Memory(answers=dict(answers))
    return plan_import(sheets, load_reference(FROZEN), FROZEN, provider, TODAY, memory, KEPT)


@pytest.mark.parametrize("name", ENDS)
def test_each_row_ends_as_it_should(name: str) -> None:
    plan = plan_of(name)
    assert {row.label: row.outcome for row in plan.rows} == ENDS[name]


@pytest.mark.parametrize("name", SAYS)
def test_what_goes_in_says_what_was_meant(name: str) -> None:
    _compare(plan_of(name), SAYS[name])


@pytest.mark.parametrize("name", AFTERWARDS)
def test_at_most_six_answers_let_the_rest_in(name: str) -> None:
    matters = plan_of(name).matters
    assert len(matters) <= 6
    _compare(plan_of(name, dict(map(_answered, matters))), AFTERWARDS[name])


def _answered(one: Matter) -> tuple[str, str]:
    if PUBLISH in one.choices:
        return one.name, PUBLISH
    return one.name, OFFERED if one.offer else next(iter(one.choices), "")


@pytest.mark.parametrize("name", ENDS)
def test_what_is_wrong_comes_in_one_round(name: str) -> None:
    first = plan_of(name)
    answers = {
        one.name: PUBLISH if PUBLISH in one.choices else one.offer for one in first.questions
    }
    without_offer = {row.label for one in first.questions for row in one.offers.get("", ())}
    known = {row.label: row.faults for row in first.left}
    then = plan_of(name, answers)
    assert {row.label for row in then.left if row.questions} <= without_offer
    for row in then.left:
        assert row.label in without_offer or row.faults == known[row.label]


def _compare(plan: Plan, expected: dict[str, dict[str, Any]]) -> None:
    found = {}
    for file, text in plan.texts.items():
        document, _ = read_bytes(text.encode(), file)
        assert document is not None
        values = document.value
        flat = {**values, **values["cost"], **values["join"], **values["runs"][0]}
        found[file.rpartition("/")[2].removesuffix(".yaml")] = flat
    for course, says in expected.items():
        assert {name: found[course].get(name) for name in says} == says


def test_a_mark_that_is_never_closed_spoils_its_own_row_only() -> None:
    plan = plan_of("g04-unclosed-quote.csv")
    said = report(plan)
    assert list(plan.texts) == ["content/courses/wea/singing-for-carers.yaml"] or "line 2" in said
    assert "tea-and-talk" not in "".join(plan.texts)


def test_lists_of_people_are_named_and_nothing_of_them_is_printed_or_kept() -> None:
    plan = plan_of("g22-personal-sheets.xlsx")
    said = report(plan)
    for name in ("Learners", "Tutors"):
        assert f"The sheet “{name}” looks like people's data" in said
    kept = said + "".join(plan.texts.values())
    for sheet in read_sheets(CASES / "g22-personal-sheets.xlsx"):
        if sheet.name in ("Learners", "Tutors"):
            for cell in (cell for row in sheet.rows[1:] for cell in row if cell):
                assert str(cell) not in kept


def test_nothing_beside_a_date_of_birth_is_told_unless_it_is_of_the_course() -> None:
    plan = plan_of("h5-people-and-quotes.csv")
    said = report(plan)
    assert "“Home PC” looks like people's data" in said
    name, raw = plan.copy("h5-people-and-quotes.csv") or ("", b"")
    copy = str(sheets_in(raw, name))
    for word in ("Ann Other", "L17 8XY", "001234567890", "03/04/1975"):
        assert word not in said
        assert word not in copy


def test_a_grid_of_dates_and_courses_is_refused_with_the_way_on() -> None:
    with pytest.raises(Unreadable, match="one course in each row"):
        plan_of("h4-dates-down-courses-across.xlsx")
