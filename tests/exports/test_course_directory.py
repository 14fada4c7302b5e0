"""The Course Directory's files, cell by cell, as its own table of columns asks for them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from catalogue.exports import course_directory
from catalogue.exports.gate import Gate
from catalogue.problems import has_errors
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.conftest import PROJECT, TODAY, load
from tests.exports.conftest import ADDRESS, REAL_COURSE

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from tests.conftest import Tree

Row = dict[str, str]
Files = dict[str, tuple[list[Row], tuple[str, ...]]]
_COLUMNS = (PROJECT / "reference" / "course-directory-fields.csv").read_text(encoding="utf-8")
TABLE = list(csv.DictReader(StringIO(_COLUMNS)))


def files_of(catalogue: Catalogue) -> Files:
    """The rows of each file, read back from its bytes, and what is told of it."""
    house = house_of(Site(catalogue, Urls.of(ADDRESS), ""))
    return {
        file.address: (
            list(csv.DictReader(StringIO(file.body.decode("utf-8-sig"), newline=""))),
            file.told,
        )
        for file in Gate(catalogue, house).files(course_directory)
    }


@pytest.fixture(scope="module")
def frozen() -> Files:
    """The files of the whole frozen catalogue, as if nothing in it were an example."""
    catalogue, _ = load()
    courses = {key: replace(one, example=False) for key, one in catalogue.courses.items()}
    venues = {key: replace(one, example=False) for key, one in catalogue.venues.items()}
    return files_of(replace(catalogue, courses=courses, venues=venues))


def is_needed(column: Row, row: Row) -> bool:
    """Whether the table says that a row must have this column."""
    return {
        "yes": True,
        "no": False,
        "if the course has a specific start date": not row.get("FLEXIBLE_START_DATE"),
        "if the course has a flexible start date": not row.get("START_DATE"),
        "if DELIVERY_MODE is Classroom or Blended Learning": row.get("DELIVERY_MODE")
        in ("Classroom", "Blended Learning"),
        "if DELIVERY_MODE is Work based": row.get("DELIVERY_MODE") == "Work based",
        "if DELIVERY_MODE is Work based and not national": row.get("DELIVERY_MODE") == "Work based",
        "if COST is blank": not row.get("COST"),
        "if COST_DESCRIPTION is blank": not row.get("COST_DESCRIPTION"),
    }[column["mandatory"]]


@pytest.mark.parametrize(
    "column", TABLE, ids=lambda column: f"{column['upload']}-{column['column']}"
)
def test_every_cell_is_as_the_table_of_columns_asks(frozen: Files, column: Row) -> None:
    name, longest = column["column"], int(column["max_chars"] or 100_000)
    allowed = [word for word in column["allowed_values"].split("; ") if not word.startswith("(")]
    files = {file: made for file, made in frozen.items() if f"-{column['upload']}s." in file}
    assert sum(len(rows) for rows, _ in files.values()) > 40
    for rows, told in files.values():
        for row in rows:
            cell, called = row[name], row.get("COURSE_NAME") or row["VENUE_NAME"]
            assert len(cell) <= longest
            assert cell == cell.strip()
            assert not cell or not any(allowed) or cell in allowed
            if is_needed(column, row) and not cell:
                said = [line for line in told if line.startswith(f"{called}: needed there")]
                assert f"({name})" in said[0]


def test_cells_of_one_kind_are_written_as_the_directory_reads_them(
    frozen: Files,
) -> None:
    courses = [row for file, (rows, _) in frozen.items() if "-courses." in file for row in rows]
    venues = [row for file, (rows, _) in frozen.items() if "-venues." in file for row in rows]
    for row in courses:
        assert bool(row["START_DATE"]) != bool(row["FLEXIBLE_START_DATE"])
        if row["START_DATE"]:
            assert datetime.strptime(row["START_DATE"], "%d/%m/%Y").date() > TODAY
            assert re.fullmatch(r"\d\d/\d\d/\d{4}", row["START_DATE"])
        assert re.fullmatch(r"(\d+\.\d\d)?", row["COST"])
        assert re.fullmatch(r"([1-9]\d{0,2})?", row["DURATION"])
        assert bool(row["DURATION"]) == bool(row["DURATION_UNIT"])
        assert row["COURSE_WEBPAGE"].startswith(f"{ADDRESS}/courses/")
        assert "…" not in row["COST_DESCRIPTION"]
    assert len({tuple(row.values()) for row in courses}) == len(courses)
    for row in venues:
        assert re.fullmatch(r"(0\d{9,10})?", row["PHONE"])
    for file, (rows, _) in frozen.items():
        if "-venues." in file:
            names = [row["VENUE_NAME"] for row in rows]
            assert len(set(names)) == len(names)
            listed = {(row["YOUR_VENUE_REFERENCE"], row["VENUE_NAME"]) for row in rows}
            of_courses, _ = frozen[file.replace("-venues.", "-courses.")]
            used = {(row["YOUR_VENUE_REFERENCE"], row["VENUE_NAME"]) for row in of_courses}
            assert used - {("", "")} == listed


def test_every_course_that_is_free_for_some_says_for_whom(frozen: Files) -> None:
    courses = load()[0].courses.values()
    for_some = [f"{ADDRESS}/courses/{one.id}/" for one in courses if one.cost.kind == "free-if"]
    every = [row for rows, _ in frozen.values() for row in rows]
    rows = [row for row in every if row.get("COURSE_WEBPAGE") in for_some]
    assert len(rows) > 60
    assert all(row["COST_DESCRIPTION"].startswith("Free if ") for row in rows)


# One course


def rows_of(tree: Tree, **changed: str) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of a course in which lines are changed, and what is told of them."""
    text = REAL_COURSE
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    tree.write("content/courses/the-kiln/glazing.yaml", text)
    catalogue, problems = tree.load()
    assert not has_errors(problems)
    return files_of(catalogue)["the-kiln-courses.csv"]


RUN = REAL_COURSE[REAL_COURSE.index("  - venue") : REAL_COURSE.index("checked")]


@pytest.mark.parametrize(
    ("run", "said"),
    [
        # first day, last day, meetings; how long, how much of a week, when
        ("2027-01-12 2027-03-23 tuesday 09:30-11:30", "11 Weeks, Part time, Daytime"),
        ("2027-01-12 2027-01-12 tuesday 18:00-20:00", "2 Hours, Part time, Evening"),
        ("2027-01-12 2027-01-12 tuesday 09:30-11:00", "90 Minutes, Part time, Daytime"),
        (
            "2027-01-16 2027-01-17 saturday 10:00-16:00 sunday 10:00-16:00",
            "2 Days, Part time, Weekend",
        ),
        (
            "2027-01-12 2027-01-14 tuesday 10:00-12:00 thursday 10:00-12:00",
            "2 Days, Part time, Daytime",
        ),
        # Sixteen hours a week are not more than sixteen.
        (
            "2027-01-12 2027-02-25 tuesday 09:00-17:00 thursday 09:00-17:00",
            "7 Weeks, Part time, Daytime",
        ),
        (
            "2027-01-12 2027-02-25 tuesday 09:00-17:30 thursday 09:00-17:00",
            "7 Weeks, Full time, Daytime",
        ),
        # 15 hours a week for a year are 450 and more.
        (
            "2027-01-12 2027-12-16 tuesday 09:30-17:00 thursday 09:30-17:00",
            "49 Weeks, Full time, Daytime",
        ),
        ("2027-01-12 2027-03-23", "11 Weeks, , "),
    ],
)
def test_how_long_and_how_much_and_when_is_worked_out_of_dates_and_meetings(
    mixed: Tree, run: str, said: str
) -> None:
    first, last, *meetings = run.split()
    lines = [
        "{{day: {}, from: {}, to: {}}}".format(day, *times.split("-"))
        for day, times in zip(meetings[::2], meetings[1::2], strict=True)
    ]
    made = f"  - venue: the-kiln\n    starts: {first}\n    ends: {last}\n"
    made += "".join(["    sessions:\n", *(f"      - {line}\n" for line in lines)] if lines else [])
    rows, _ = rows_of(mixed, **{RUN: made})
    assert said == "{DURATION} {DURATION_UNIT}, {STUDY_MODE}, {ATTENDANCE_PATTERN}".format(
        **rows[0]
    )


def test_a_run_at_two_sorts_of_times_has_a_row_for_each(mixed: Tree) -> None:
    line = "      - {day: tuesday, from: 09:30, to: 11:30}\n"
    rows, _ = rows_of(mixed, **{line: f"{line}      - {{day: saturday, from: 10:00, to: 12:00}}\n"})
    assert [row.pop("ATTENDANCE_PATTERN") for row in rows] == ["Daytime", "Weekend"]
    assert rows[0] == rows[1]


def test_a_run_online_has_no_place_and_nothing_of_a_classroom(mixed: Tree) -> None:
    rows, told = rows_of(mixed, **{"venue: the-kiln": "delivery: online"})
    names = ("VENUE_NAME", "YOUR_VENUE_REFERENCE", "STUDY_MODE", "ATTENDANCE_PATTERN")
    assert [rows[0][name] for name in names] == [""] * 4
    said = "Without a place there (YOUR_VENUE_REFERENCE), as it is online: Glazing for beginners."
    assert said in told


def test_what_people_can_join_any_week_starts_flexibly_and_its_length_is_asked(mixed: Tree) -> None:
    rows, told = rows_of(mixed, **{"ends: 2027-03-23": "rolling: true"})
    assert (rows[0]["START_DATE"], rows[0]["FLEXIBLE_START_DATE"]) == ("", "Yes")
    assert "how long it lasts (DURATION)" in told[-1]


def test_what_has_begun_is_over_or_is_off_is_left_out(mixed: Tree) -> None:
    for new in (
        "starts: 2026-11-24",
        "starts: 2026-01-12\n    rolling: true\n    ends: 2026-11-20",
        "starts: 2027-01-12\n    state: cancelled",
    ):
        old = "starts: 2027-01-12\n    ends: 2027-03-23" if "ends" in new else "starts: 2027-01-12"
        rows, told = rows_of(mixed, **{old: new})
        assert rows == []
        assert told == ("Left out, as nobody can start there now: 1 run.",)


COSTS = {
    "kind: free-if, pounds: 48, free_if: [benefits, low-income], note: Clay included.": (
        "48.00",
        "Free if you get certain benefits or you are on low pay; otherwise £48. Clay included.",
    ),
    "kind: free-if, pounds: 48.5, concession_pounds: 24, free_if: [registered-carer]": (
        "48.50",
        "Free if you are a carer registered with the provider; otherwise £48.50 (£24 reduced).",
    ),
    "kind: free-if, free_if: [benefits]": ("", "Free if you get certain benefits."),
    "kind: free": ("0.00", ""),
    "kind: fee, pounds: 30, concession_pounds: 10": ("30.00", "The reduced price is £10."),
    "kind: ask, note: It depends on the fund.": (
        "",
        "Ask what you would pay. It depends on the fund.",
    ),
}


@pytest.mark.parametrize("cost", COSTS)
def test_the_cost_is_said_in_pounds_and_in_words(mixed: Tree, cost: str) -> None:
    rows, _ = rows_of(mixed, **{"cost:\n  kind: free": f"cost: {{{cost}}}"})
    assert (rows[0]["COST"], rows[0]["COST_DESCRIPTION"]) == COSTS[cost]


def test_what_is_too_long_there_ends_with_a_whole_word_and_is_told(mixed: Tree) -> None:
    note = "Bring " + "an apron and " * 20 + "a towel."
    rows, told = rows_of(mixed, **{"kind: free": f"kind: free\n  note: {note}"})
    said = rows[0]["COST_DESCRIPTION"]
    assert 240 < len(said) <= 255
    assert note.startswith(said.removesuffix("…") + " ")
    assert (
        "Glazing for beginners: COST_DESCRIPTION is shortened to the 255 characters that it may "
        "have there."
    ) in told


def test_an_apostrophe_against_formulas_takes_up_room_too(mixed: Tree) -> None:
    lines = "\n".join(f'  - "=- line {number} of many{"!" * 60}"' for number in range(7))
    rows, _ = rows_of(mixed, **{"topics:": f"you_will_learn:\n{lines}\ntopics:"})
    assert rows[0]["WHAT_YOU_WILL_LEARN"].startswith("'=- line 0")
    assert len(rows[0]["WHAT_YOU_WILL_LEARN"]) <= 500


def test_a_place_without_a_street_or_a_postcode_is_told(mixed: Tree) -> None:
    rows, told = files_of(mixed.load()[0])["the-kiln-venues.csv"]
    assert [row["YOUR_VENUE_REFERENCE"] for row in rows] == ["the-kiln"]
    assert told == ("The Shed: needed there, and not known here: the street (ADDRESS_LINE_1).",)
