"""A day that can be read and is hardly meant is asked about, and not written."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.sheets.cells import as_csv
from catalogue.sheets.importing.doubts import (
    FOR_EVERYONE,
    FOR_SOME,
    FREE_FOR_ALL,
    doubt_about,
    settle,
)
from catalogue.sheets.importing.telling import report
from catalogue.sheets.questions import LEAVE_CELL_OUT, OFFERED, RIGHT
from tests.conftest import COURSE, Tree, plan_of_file
from tests.sheets.importing.test_import import GLASS, NEW, POTTERY
from tests.sheets.importing.test_questions import plan_with, sheet

TODAY = date(2026, 12, 1)
SALT = "content/courses/the-kiln/salt-glazes.yaml"


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


OVER = NEW | {"First day": "04/03/2026", "Last day": "25/03/2026"}


def test_a_new_run_that_is_over_is_asked_about_unless_its_whole_sheet_is(tree: Tree) -> None:
    path = sheet(tree, NEW | {"Title": "Salt glazes"}, OVER)
    [matter] = plan_with(tree, path).matters
    assert "The last day was 25 March 2026." in matter.why
    assert set(plan_with(tree, path, {matter.name: "publish"}).texts) == {GLASS, SALT}
    plan = plan_with(tree, path, {matter.name: OFFERED})
    assert (set(plan.texts), plan.left) == ({SALT}, [])
    assert "left out, as you said" in report(plan)
    [matter] = plan_with(tree, sheet(tree, OVER)).matters
    assert matter.name.startswith("old sheet")
    assert set(plan_with(tree, path, {matter.name: "publish"}).texts) == {GLASS}


def test_of_a_course_with_a_run_that_is_over_the_others_go_in(tree: Tree) -> None:
    path = sheet(tree, OVER, NEW)
    [matter] = plan_with(tree, path).matters
    text = plan_with(tree, path, {matter.name: OFFERED}).texts[GLASS]
    assert "2026-03-04" not in text
    assert text.count("starts:") == 1


def test_a_term_in_the_name_of_a_sheet_offers_first_and_last_days(tree: Tree) -> None:
    row = {name: text for name, text in NEW.items() if name not in ("First day", "Last day")}
    lines = ["Term: 11 Jan to 26 Mar 2027", "Closed 15 Feb to 19 Feb 2027", ",".join(row)]
    path = tree.root / "term.csv"
    path.write_bytes(as_csv([[line] for line in lines[:2]] + [list(row), list(row.values())]))
    [asked] = plan_with(tree, path).questions
    assert asked.offer == "13 January 2027 to 24 March 2027"
    text = plan_with(tree, path, {"First day": OFFERED}).texts[GLASS]
    assert "starts: 2027-01-13\n    ends: 2027-03-24" in text


def test_what_most_rows_say_of_their_state_says_nothing(tree: Tree) -> None:
    titles = ("Glass for all", "Salt glazes", "Wood for all")
    states = ("Live", "Live", "Closed to apps")
    rows = [
        NEW | {"Title": title, "State": state} for title, state in zip(titles, states, strict=True)
    ]
    offers = {asked.name: asked.offer for asked in plan_with(tree, sheet(tree, *rows)).questions}
    assert offers == {"State: Live": LEAVE_CELL_OUT, "State: Closed to apps": ""}


def test_an_old_run_can_change_in_all_but_its_days(tree: Tree) -> None:
    tree.write(POTTERY, COURSE.replace("2027-01-12", "2020-01-14").replace("2027-03", "2020-03"))
    sheet = tree.root / "sheet.csv"
    sheet.write_text("Title,Run,State\nPottery for beginners,q7pt3,Cancelled\n", encoding="utf-8")
    plan = plan_of_file(sheet, tree.root, "the-kiln")
    assert "state: cancelled" in plan.texts[POTTERY]


@pytest.mark.parametrize(
    ("answer", "after"), [(None, None), (FOR_SOME, "free-if"), (FOR_EVERYONE, "free")]
)
def test_a_price_of_nothing_for_a_course_that_is_free_for_some_is_asked_about(
    tree: Tree, answer: str | None, after: str | None
) -> None:
    free_for_some = "kind: free-if\n  pounds: 48\n  free_if: [benefits]"
    tree.write(POTTERY, COURSE.replace("kind: free", free_for_some))
    row = {"Title": "Pottery for beginners", "Price": "£0", "Bring": "An apron."}
    name = f"{FREE_FOR_ALL} You get certain benefits"
    plan = plan_with(tree, sheet(tree, row), {name: answer} if answer else {})
    if after is None:
        [question] = plan.questions
        assert list(question.choices) == [FOR_EVERYONE, FOR_SOME]
        assert "free for some people: You get certain benefits" in question.why
        assert plan.texts == {}
        return
    assert f"kind: {after}\n" in plan.texts[POTTERY]
    assert ("free_if" in plan.texts[POTTERY]) == (after == "free-if")
    assert "bring: An apron." in plan.texts[POTTERY]
