"""A day that can be read and is hardly meant is asked about, and not written."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.sheets.importing.doubts import doubt_about, settle
from catalogue.sheets.questions import RIGHT
from tests.conftest import COURSE, Tree, plan_of_file
from tests.sheets.importing.test_import import POTTERY

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("first", "days", "asked"),
    [
        ("2027-04-13", ["monday"], "13 April 2027 is a Tuesday, and the class is on Mondays."),
        ("2027-04-13", ["monday", "friday"], "the class is on Mondays and Fridays."),
        ("2017-02-25", ["thursday"], "long past. Did you mean 25 February 2027, a Thursday?"),
        ("2017-02-25", [], "long past. Did you mean 25 February 2027, a Thursday?"),
        ("2016-02-29", ["sunday"], "long past. Did you mean 28 February 2027, a Sunday?"),
        ("2017-02-25", ["monday"], "25 February 2017 is long past."),
    ],
)
def test_a_first_day_that_does_not_fit_is_asked_about(
    first: str, days: list[str], asked: str
) -> None:
    run = {"starts": first, "sessions": [{"day": day} for day in days]}
    doubt = doubt_about(run, TODAY)
    assert doubt is not None
    assert asked in doubt.why


@pytest.mark.parametrize(
    ("first", "days"),
    [("2027-04-13", ["tuesday"]), ("2027-04-13", []), ("2026-01-13", ["tuesday", "friday"])],
)
def test_a_first_day_that_fits_is_not(first: str, days: list[str]) -> None:
    run = {"starts": first, "sessions": [{"day": day} for day in days]}
    assert doubt_about(run, TODAY) is None


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("25 February 2027", ("2027-02-25", "2027-03-18", "thursday")),
        (RIGHT, ("2017-02-25", "2017-03-18", "thursday")),
        ("the class is on Saturdays", ("2017-02-25", "2017-03-18", "saturday")),
    ],
)
def test_an_answer_is_put_in_the_place_of_what_was_wrong(
    answer: str, after: tuple[str, ...]
) -> None:
    run = {"starts": "2017-02-25", "ends": "2017-03-18", "sessions": [{"day": "thursday"}]}
    assert settle(run, answer) == ""
    assert (run["starts"], run["ends"], run["sessions"][0]["day"]) == after  # type: ignore[index]


def test_every_answer_that_is_offered_settles_it() -> None:
    for first, day in (("2027-04-13", "monday"), ("2017-02-25", "thursday")):
        run = {"starts": first, "sessions": [{"day": day}]}
        doubt = doubt_about(run, TODAY)
        assert doubt is not None
        for answer in filter(None, (doubt.offer, *doubt.choices)):
            mended = dict(run)
            assert settle(mended, answer) == ""
            assert answer == RIGHT or doubt_about(mended, TODAY) is None


def test_an_old_run_can_change_in_all_but_its_days(tree: Tree) -> None:
    tree.write(POTTERY, COURSE.replace("2027-01-12", "2020-01-14").replace("2027-03", "2020-03"))
    sheet = tree.root / "sheet.csv"
    sheet.write_text("Title,Run,State\nPottery for beginners,q7pt3,Cancelled\n", encoding="utf-8")
    plan = plan_of_file(sheet, tree.root, "the-kiln")
    assert "state: cancelled" in plan.texts[POTTERY]
