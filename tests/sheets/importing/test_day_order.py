"""A sheet that has the month first in one date is not read with the day first in the others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.cells import Cell, as_csv, text_of
from catalogue.sheets.importing.day_order import DAY_FIRST, MONTH_FIRST, in_words, orders_in
from catalogue.sheets.questions import OFFERED, UNCLEAR
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from tests.conftest import Tree, read_sheets
from tests.sheets.importing.test_import import NEW
from tests.sheets.importing.test_questions import plan_with

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.sheets.importing.plan import Plan

LEAST = {name: text for name, text in NEW.items() if name not in ("Last day", "Sessions")}
LEAST["Checked on"] = "2026-11-20"
QUESTION = "First day: day or month first"
ASKED = "asked"


def sheet(
    tree: Tree, rows: list[dict[str, Cell]], suffix: str = ".csv", besides: tuple[str, ...] = ()
) -> Path:
    """Write a sheet of courses that say these cells, each under a title of its own."""
    whole = [{**LEAST, "Title": f"Class {chr(64 + at)}", **row} for at, row in enumerate(rows, 1)]
    headings = list(dict.fromkeys(heading for row in whole for heading in row))
    cells: list[list[Cell]] = [
        [*headings, *besides],
        *([row.get(one, "") for one in headings] for row in whole),
    ]
    path = tree.root / f"sheet{suffix}"
    path.write_bytes(
        as_csv(cells) if suffix == ".csv" else as_xlsx([SheetToWrite("Courses", cells)])
    )
    return path


def read(plan: Plan, heading: str = "First day") -> list[str]:
    """Return the day that each row says, or that it is asked about."""
    found = []
    for row in plan.rows:
        said = next((one for one in row.said if one.heading == heading), None)
        is_sure = said is not None and said.read is not None and not row.questions
        found.append(str(said.read.value) if said and said.read and is_sure else ASKED)
    return found


def days(*texts: Cell) -> list[dict[str, Cell]]:
    return [{"First day": text} for text in texts]


US = "01/25/2027"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Nothing says that the month is first.
        (days("03/04/2027", "25/01/2027"), ["2027-04-03", "2027-01-25"]),
        (days("03/04/2027", "05/06/2027"), ["2027-04-03", "2027-06-05"]),
        # One date can be nothing else: the column is asked about.
        (days(US, "03/04/2027"), [ASKED, ASKED]),
        (days("1-25-27", "3-4-27"), [ASKED, ASKED]),
        (days("1.25.2027", "3.4.2027 10:00"), [ASKED, ASKED]),
        (days("01/25/2027 - 03/04/2027", "03/04/2027"), [ASKED, ASKED]),
        (days("03/04/2027 - 05/25/2027"), [ASKED]),
        # What is one day in each order, or says its order itself, is read.
        (days(US, "05/05/2027"), [ASKED, "2027-05-05"]),
        (days(US, "2027/02/03", "2027-02-03"), [ASKED, "2027-02-03", "2027-02-03"]),
        (days(US, "3 April 2027"), [ASKED, "2027-04-03"]),
        # Both orders in one column.
        (days(US, "03/04/2027", "25/01/2027"), [ASKED, ASKED, "2027-01-25"]),
        (days(US, "03/04/2027 - 25/05/2027"), [ASKED, "2027-04-03"]),
        # The weekday of a row settles it, in either order, and that of the cell before it.
        (
            [
                {"First day": US, "Sessions": "Monday 10am to 12"},
                {"First day": "03/04/2027", "Sessions": "Thursday 10am to 12"},
            ],
            ["2027-01-25", "2027-03-04"],
        ),
        (
            [
                {"First day": US, "Sessions": "Monday 10am to 12"},
                {"First day": "03/04/2027", "Sessions": "Saturday 10am to 12"},
                {"First day": "25/01/2027", "Sessions": "Monday 10am to 12"},
            ],
            ["2027-01-25", "2027-04-03", "2027-01-25"],
        ),
        (days(US, "Thu 03/04/2027"), [ASKED, "2027-03-04"]),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_days_of_a_column(
    tree: Tree, rows: list[dict[str, Cell]], expected: list[str], suffix: str
) -> None:
    assert read(plan_with(tree, sheet(tree, rows, suffix))) == expected


def test_one_answer_is_for_the_whole_column(tree: Tree) -> None:
    path = sheet(tree, days(US, "05/05/2027", "03/04/2027", "12/1/27"))
    [asked] = plan_with(tree, path).questions
    assert (asked.name, asked.offer, asked.choices) == (QUESTION, MONTH_FIRST, (DAY_FIRST,))
    assert "“03/04/2027” is 4 March 2027?" in asked.why
    assert [row.number for row in asked.rows] == [2, 4, 5]
    month_first = ["2027-01-25", "2027-05-05", "2027-03-04", "2027-12-01"]
    for answers in ({QUESTION: MONTH_FIRST}, {QUESTION: OFFERED}, {UNCLEAR: OFFERED}):
        plan = plan_with(tree, path, answers)
        assert read(plan) == month_first
        assert plan.left == []
    day_first = [ASKED, "2027-05-05", "2027-04-03", "2027-01-12"]
    assert read(plan_with(tree, path, {QUESTION: DAY_FIRST})) == day_first


def test_both_orders_in_a_column_are_asked_one_by_one_without_an_offer(tree: Tree) -> None:
    plan = plan_with(tree, sheet(tree, days(US, "03/04/2027", "25/01/2027", "05/06/2027")))
    asked = {one.name: (one.offer, one.choices) for one in plan.questions}
    assert asked == {
        "First day: 01/25/2027": ("25 January 2027", ()),
        "First day: 03/04/2027": ("", ("3 April 2027", "4 March 2027")),
        "First day: 05/06/2027": ("", ("5 June 2027", "6 May 2027")),
    }


def test_an_answer_to_one_cell_is_not_asked_again_for_its_column(tree: Tree) -> None:
    path = sheet(tree, days(US, "03/04/2027"))
    answers = {"First day: 03/04/2027": "4 March 2027", "Row 2, First day": "25 January 2027"}
    plan = plan_with(tree, path, answers)
    assert (read(plan), plan.left) == (["2027-01-25", "2027-03-04"], [])


def test_a_column_without_such_dates_is_asked_about_where_another_has_one(tree: Tree) -> None:
    rows: list[dict[str, Cell]] = [{"First day": "02/03/2027", "Last day": "03/25/2027"}]
    rows.append({"First day": "03/04/2027", "Last day": "05/06/2027"})
    path = sheet(tree, rows)
    plan = plan_with(tree, path)
    assert [one.name for one in plan.questions] == [QUESTION, "Last day: day or month first"]
    plan = plan_with(tree, path, {UNCLEAR: OFFERED})
    assert read(plan) == ["2027-02-03", "2027-03-04"]
    assert read(plan, "Last day") == ["2027-03-25", "2027-05-06"]


def test_a_column_without_such_dates_is_asked_by_cell_where_others_have_both(
    tree: Tree,
) -> None:
    row: dict[str, Cell] = {"First day": "02/03/2027", "Last day": "03/25/2027"}
    plan = plan_with(tree, sheet(tree, [row | {"Checked on": "20/11/2026"}]))
    first = next(one for one in plan.questions if one.topic == "First day")
    assert (first.offer, first.choices) == ("", ("2 March 2027", "3 February 2027"))


def test_a_column_that_has_the_day_first_is_read_so_whatever_another_has(tree: Tree) -> None:
    rows: list[dict[str, Cell]] = [{"First day": "25/01/2027", "Apply by": "01/13/2027"}]
    rows.append({"First day": "03/04/2027", "Apply by": ""})
    plan = plan_with(tree, sheet(tree, rows), {UNCLEAR: OFFERED})
    assert read(plan) == ["2027-01-25", "2027-04-03"]
    assert read(plan, "Apply by")[0] == "2027-01-13"


def test_first_and_last_day_in_one_cell(tree: Tree) -> None:
    path = sheet(tree, days("03/04/2027 - 05/25/2027", "01/05/2027 to 02/09/2027"))
    plan = plan_with(tree, path, {QUESTION: MONTH_FIRST})
    said = [row.at(("runs", "starts")) for row in plan.rows]
    spans = [(one.read.value, *one.read.also.values()) for one in said if one and one.read]
    assert spans == [("2027-03-04", "2027-05-25"), ("2027-01-05", "2027-02-09")]


def test_a_real_date_is_that_day(tree: Tree) -> None:
    path = sheet(tree, days(US, datetime(2027, 4, 3)), ".xlsx")
    assert read(plan_with(tree, path)) == [ASKED, "2027-04-03"]


def test_a_day_without_a_year_is_offered_with_the_month_first(tree: Tree) -> None:
    plan = plan_with(tree, sheet(tree, days(US, "3/4")), {QUESTION: MONTH_FIRST})
    [asked] = plan.questions
    assert asked.offer == "4 March 2027"


def test_a_weekday_that_no_column_says_is_of_the_day_that_is_meant(tree: Tree) -> None:
    path = sheet(tree, [{"First day": US}, {"First day": "03/04/2027", "Sessions": "10am to 12"}])
    plan = plan_with(tree, path, {QUESTION: MONTH_FIRST, UNCLEAR: OFFERED})
    said = plan.rows[1].at(("runs", "sessions"))
    assert said
    assert said.read
    assert said.read.value == [{"day": "thursday", "from": "10:00", "to": "12:00"}]


def test_the_copy_of_the_rows_that_wait_knows_what_the_whole_sheet_showed(tree: Tree) -> None:
    path = sheet(tree, days(US, "03/04/2027"))
    plan = plan_with(tree, path, {"First day: 01/25/2027": "25 January 2027"})
    copy = plan.write_copy(path)
    assert copy is not None
    assert US not in {text_of(cell) for row in read_sheets(copy)[0].rows for cell in row}
    assert read(plan_with(tree, copy)) == [ASKED]
    assert read(plan_with(tree, copy, {UNCLEAR: OFFERED})) == ["2027-03-04"]


def test_a_copy_says_in_words_which_day_was_settled(tree: Tree) -> None:
    rows = days(US, "03/04/2027", "03/04/2027")
    rows[1] |= {"Last day": "31/02/2027"}
    rows[2] |= {"Sessions": "Thursday 10am to 12", "Level": "Sunny"}
    path = sheet(tree, rows)
    copy = plan_with(tree, path, {QUESTION: MONTH_FIRST}).write_copy(path)
    assert copy is not None
    assert [row.at(("runs", "starts")).read.value for row in plan_with(tree, copy).rows] == [  # type: ignore[union-attr]
        "2027-03-04",
        "2027-03-04",
    ]


def test_a_copy_of_what_can_be_both_is_asked_again(tree: Tree) -> None:
    path = sheet(tree, days(US, "03/04/2027", "25/01/2027"))
    plan = plan_with(tree, path, {"First day: 01/25/2027": "25 January 2027"})
    copy = plan.write_copy(path)
    assert copy is not None
    [asked] = plan_with(tree, copy).questions
    assert asked.choices == ("3 April 2027", "4 March 2027")


@pytest.mark.parametrize(
    ("text", "orders", "month_first"),
    [
        ("01/25/2027", [MONTH_FIRST], "25 January 2027"),
        ("25/01/2027", [DAY_FIRST], "25/01/2027"),
        ("03/04/2027", [], "4 March 2027"),
        ("3-4-27 10:00", [], "4 March 2027 10:00"),
        ("1/25 - 3/4", [MONTH_FIRST], "25 January - 4 March"),
        ("13/13/2027", [], "13/13/2027"),
        ("00/25/2027", [], "00/25/2027"),
        ("2027/02/03", [], "2027/02/03"),
        ("2027-02-03", [], "2027-02-03"),
        ("46421", [], "46421"),
        ("10.30 - 12.00", [], "10.30 - 12.00"),
    ],
)
def test_orders_of_dates(text: str, orders: list[str], month_first: str) -> None:
    assert (list(orders_in(text)), in_words(text, MONTH_FIRST)) == (orders, month_first)
