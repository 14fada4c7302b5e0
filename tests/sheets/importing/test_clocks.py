"""The times of a row are read as its sheet means them: on its clock, with its am and pm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.cells import as_csv
from catalogue.sheets.questions import OFFERED
from tests.conftest import Tree, plan_of_file
from tests.sheets.importing.test_import import NEW
from tests.sheets.importing.test_questions import plan_with

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.sheets.importing.plan import Plan

ASKED = "asked"
LEAST = {name: text for name, text in NEW.items() if name != "Sessions"} | {"Day": "Wednesday"}


def sheet(tree: Tree, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    """Write a sheet of classes on Wednesdays, with what these columns say of their times."""
    cells = [[*LEAST, *headings]]
    cells += [[f"Class {at}", *list(LEAST.values())[1:], *row] for at, row in enumerate(rows, 1)]
    path = tree.root / "sheet.csv"
    path.write_bytes(as_csv(cells))
    return path


def times(plan: Plan) -> list[str]:
    """Return when the class of each row is, or that it is asked."""
    found = []
    for row in plan.rows:
        said = row.at(("runs", "sessions"))
        meetings = said.read.value if said and said.read else []
        found.append(" ".join(f"{one['from']}-{one['to']}" for one in meetings) or ASKED)
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # Nothing says that the clock has 24 hours.
        (["7:00 to 9:00", "6pm to 8pm"], ["19:00-21:00", "18:00-20:00"]),
        (["1-3", "9.30-11.30"], ["13:00-15:00", "09:30-11:30"]),
        # One time can be nothing else: an evening is asked, a morning read.
        (["7:00 to 9:00", "18:00 to 20:00"], [ASKED, "18:00-20:00"]),
        (["1.30-3.30", "10:30-1400"], [ASKED, "10:30-14:00"]),
        (["7pm to 9pm", "18:00 to 20:00"], ["19:00-21:00", "18:00-20:00"]),
        (
            ["9:00 to 11:00", "11:00 to 1:00", "18:00 to 20:00"],
            ["09:00-11:00", "11:00-13:00", "18:00-20:00"],
        ),
    ],
)
def test_an_evening_is_asked_where_other_times_are_of_24_hours(
    tree: Tree, texts: list[str], expected: list[str]
) -> None:
    path = sheet(tree, ("Time",), [(text,) for text in texts])
    assert times(plan_with(tree, path)) == expected


def test_the_evening_is_offered_and_the_copy_asks_again(tree: Tree) -> None:
    path = sheet(tree, ("Time",), [("18:00 to 20:00",), ("7:00 to 9:00",)])
    plan = plan_with(tree, path)
    [question] = plan.questions
    assert question.offer == "Wednesday 7pm to 9pm"
    assert "other rows have times of 24 hours" in question.why
    copy = plan.write_copy(path)
    assert copy is not None
    again = plan_of_file(copy, tree.root, "the-kiln")
    assert times(again) == [ASKED]
    assert times(plan_with(tree, path, {question.name: OFFERED})) == ["18:00-20:00", "19:00-21:00"]


@pytest.mark.parametrize(
    ("headings", "rows", "expected"),
    [
        (
            ("Time", "am/pm"),
            [("9:00 to 11:00", "pm"), ("8 to 10", "am")],
            ["21:00-23:00", "08:00-10:00"],
        ),
        (
            ("AM or PM", "Time"),
            [("p.m.", "6 to 8"), ("am", "10-12")],
            ["18:00-20:00", "10:00-12:00"],
        ),
        (
            ("Starts at", "am/pm", "Ends at", "am/pm"),
            [("6", "pm", "8", "pm"), ("11:00", "am", "1:00", "pm")],
            ["18:00-20:00", "11:00-13:00"],
        ),
        (("Time", "am/pm"), [("10am to 12", "pm"), ("1-3", "")], [ASKED, "13:00-15:00"]),
    ],
)
def test_am_and_pm_in_a_column_of_their_own_are_of_the_times_beside(
    tree: Tree, headings: tuple[str, ...], rows: list[tuple[str, ...]], expected: list[str]
) -> None:
    assert times(plan_with(tree, sheet(tree, headings, rows))) == expected
