"""From a sheet to course files: what is added, changed and told, and that nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.problems import has_errors
from catalogue.sheets.cells import as_csv, text_of
from catalogue.sheets.importing.plan import Plan
from catalogue.sheets.importing.telling import report, summary
from tests.conftest import COURSE, plan_of_file, read_sheets

if TYPE_CHECKING:
    from tests.conftest import Tree

POTTERY = "content/courses/the-kiln/pottery.yaml"
GLASS = "content/courses/the-kiln/glass-for-all.yaml"
NEW = {
    "Title": "Glass for all",
    "Venue": "The Shed",
    "First day": "03/02/2027",
    "Last day": "24/03/2027",
    "Sessions": "Wednesday 9.30am-12",
    "Summary": "Blow a bubble of glass that you keep.",
    "Description": "First you watch. Then you try.",
    "Topics": "Crafts",
    "Level": "Anyone can start",
    "Who it is for": "Adults who are new to glass.",
    "Cost: Kind": "Free",
    "How to join: Phone": "1514960123",
    "Checked on": "20/11/2026",
    "Example": "yes",
}
GLASS_TEXT = """\
# yaml-language-server: $schema=../../../schema/course.schema.json
title: Glass for all
summary: Blow a bubble of glass that you keep.
description: |
  First you watch. Then you try.
topics: [crafts]
level: none
who_for: Adults who are new to glass.
cost:
  kind: free
join:
  phone: 0151 496 0123
runs:
  - venue: the-shed
    starts: 2027-02-03
    ends: 2027-03-24
    sessions:
      - {day: wednesday, from: 09:30, to: 12:00}
    id: kxjf4
checked: 2026-11-20
example: true
"""


def plan_of(tree: Tree, *rows: dict[str, str], before: tuple[tuple[str, ...], ...] = ()) -> Plan:
    """Plan the import of a CSV file that has these rows, and perhaps rows above its headings."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    cells = [*before, headings, *([row.get(one, "") for one in headings] for row in rows)]
    path = tree.root / "sheet.csv"
    path.write_bytes(as_csv(cells))
    return plan_of_file(path, tree.root, "the-kiln")


def test_a_new_course_is_the_same_file_as_by_hand(tree: Tree) -> None:
    plan = plan_of(tree, NEW)
    assert plan.texts == {GLASS: GLASS_TEXT}
    said = report(plan)
    assert "First day: “03/02/2027” read as 3 February 2027." in said
    assert "How to join: Phone: “1514960123” read as 0151 496 0123." in said
    assert not (tree.root / GLASS).exists()
    plan.write()
    assert plan.write_copy(tree.root / "sheet.csv") is None
    assert (tree.root / GLASS).read_text() == GLASS_TEXT
    assert tree.load()[1] == []


def test_blank_means_as_above_and_each_row_is_a_run(tree: Tree) -> None:
    second = {"First day": "14/04/2027", "Sessions": "Weds 1-3pm", "Venue": "the-shed"}
    plan = plan_of(tree, NEW, second)
    assert plan.texts[GLASS].count("  - venue: the-shed") == 2
    assert "1 course to add, 0 courses to change, 2 new runs" in summary(plan)


def test_a_change_keeps_comments_and_all_that_the_sheet_does_not_mention(tree: Tree) -> None:
    tree.write(POTTERY, COURSE.replace("level:", "# asked Sam\nlevel:"))
    plan = plan_of(tree, {"Title": "Pottery for beginners", "Level": "Entry 1"})
    assert plan.texts[POTTERY] == COURSE.replace("level: none", "# asked Sam\nlevel: entry-1")
    assert "Level: Anyone can start → Entry 1" in report(plan)


def test_nothing_is_deleted_because_it_is_not_in_the_sheet(tree: Tree) -> None:
    plan = plan_of(tree, NEW)
    plan.write()
    assert (tree.root / POTTERY).read_text() == COURSE
    assert "1 course not in the sheet: Pottery for beginners." in report(plan)
    again = plan_of(tree, {"Title": "Pottery for beginners", "Summary": ""})
    assert again.texts == {}


@pytest.mark.parametrize(
    ("price", "changed"),
    [("£48", {}), ("£50", {"pounds: 48": "pounds: 50"}), ("£48 (£20 conc)", {": 24": ": 20"})],
)
def test_a_price_says_nothing_of_who_pays_less(
    tree: Tree, price: str, changed: dict[str, str]
) -> None:
    before = COURSE.replace("kind: free", "kind: fee\n  pounds: 48\n  concession_pounds: 24")
    assert before != COURSE
    tree.write(POTTERY, before)
    plan = plan_of(tree, {"Title": "Pottery for beginners", "Price": price})
    after = before
    for one, other in changed.items():
        after = after.replace(one, other)
    assert plan.texts == ({POTTERY: after} if changed else {})


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://a.example","Win")', "@SUM(A1)"]
)
def test_a_formula_is_no_title(tree: Tree, title: str) -> None:
    plan = plan_of(tree, {**NEW, "Title": title})
    assert plan.texts == {}
    assert "is a formula. Write the title itself." in report(plan)


def test_a_new_run_is_added_and_the_old_one_stays(tree: Tree) -> None:
    run = {"Title": "Pottery for beginners", "First day": "13/04/2027", "Venue": "The Shed"}
    plan = plan_of(tree, run | {"Sessions": "Tue 9:30am to 11:30am", "Last day": "22/06/2027"})
    assert "starts: 2027-01-12" in plan.texts[POTTERY]
    assert "starts: 2027-04-13" in plan.texts[POTTERY]
    assert "1 run of Pottery for beginners not in the sheet." in report(plan)


def test_a_run_that_is_cancelled_is_told_as_ended(tree: Tree) -> None:
    run = {"Title": "Pottery for beginners", "First day": "12/01/2027", "State": "Cancelled"}
    said = report(plan_of(tree, run))
    assert "the run of 12 January 2027 is cancelled." in said


def test_a_course_that_the_check_refuses_is_not_written_and_says_its_words(tree: Tree) -> None:
    plan = plan_of(tree, NEW | {"Title": "GLASS FOR EVERYONE"})
    assert plan.texts == {}
    assert "Most of the title is in capitals." in report(plan)


def test_nothing_is_written_that_would_break_another_file(tree: Tree) -> None:
    # By its name it comes before the course that is there, and it is still the newer of the two.
    same = NEW | {
        "Title": "Pottery for beginners",
        "Course file": "a-pot",
        "Last day": "23/03/2027",
    }
    same |= {"First day": "12/01/2027", "Sessions": "Tue 9:30am to 11:30am"}
    plan = plan_of(tree, same)
    assert plan.texts == {}
    assert f"Title: {POTTERY} has the same title" in report(plan)


def test_what_is_missing_is_told_at_once(tree: Tree) -> None:
    plan = plan_of(tree, {"Title": "Glass", "First day": "soon", "Venue": "The Shod"})
    said = report(plan)
    assert "“soon” does not say which day" in said
    assert {"Summary", "Topics", "Level"} < {asked.name for asked in plan.questions}


def test_what_is_meant_anyway_is_not_written(tree: Tree) -> None:
    said = {"Way to learn": "In person", "State": "Places left", "Join any week": "no"}
    plan = plan_of(tree, NEW | said)
    assert plan.texts == {GLASS: GLASS_TEXT}


def test_the_report_cannot_steer_a_terminal(tree: Tree) -> None:
    assert "\x1b" not in report(plan_of(tree, NEW | {"Tutor": "\x1b[2J", "Bring": "\x1b"}))


def test_the_name_of_a_new_file_has_no_accents(tree: Tree) -> None:
    plan = plan_of(tree, NEW | {"Title": "Sam’s café: crêpes!"})
    assert list(plan.texts) == ["content/courses/the-kiln/sams-cafe-crepes.yaml"]


def test_rows_of_a_course_stand_or_fall_together(tree: Tree) -> None:
    bad = {"Title": "", "First day": "31/02/2027", "Venue": "The Shed"}
    plan = plan_of(tree, NEW, bad)
    assert plan.texts == {}
    copy = plan.write_copy(tree.root / "sheet.csv")
    assert copy is not None
    assert copy.name == "sheet-to-fix.csv"
    rows = read_sheets(copy)[0].rows
    assert rows[0][0] == "What to fix"
    assert "same course as row 3" in text_of(rows[1][0])
    assert "31/02/2027" in text_of(rows[2][0])


def test_the_copy_with_its_mistakes_mended_is_read(tree: Tree) -> None:
    copy = plan_of(tree, NEW | {"First day": "31/02/2027"}).write_copy(tree.root / "sheet.csv")
    assert copy is not None
    raw = copy.read_text(encoding="utf-8").replace("31/02/2027", "03/02/2027", 2)
    copy.write_text(raw, encoding="utf-8")
    plan = plan_of_file(copy, tree.root, "the-kiln")
    assert plan.texts == {GLASS: GLASS_TEXT}
    assert plan.told == []


def test_a_copy_never_replaces_another(tree: Tree) -> None:
    plan = plan_of(tree, NEW | {"Last day": "soon"})
    names = {plan.write_copy(tree.root / "sheet.csv") for _ in range(2)}
    assert {path.name for path in names if path} == {"sheet-to-fix.csv", "sheet-to-fix-2.csv"}


def test_one_row_twice_is_read_once_and_told(tree: Tree) -> None:
    plan = plan_of(tree, NEW, NEW)
    assert plan.texts == {GLASS: GLASS_TEXT}
    assert "Row 3, it says the same as row 2, and is read once: “Glass for all”" in report(plan)


def test_two_answers_to_one_question_are_not_guessed(tree: Tree) -> None:
    plan = plan_of(tree, NEW, NEW | {"First day": "10/02/2027", "Level": "Entry 1"})
    assert plan.texts == {}
    assert "“Entry 1” here, and “Anyone can start” in row 2" in report(plan)


def test_the_columns_of_a_sheet_that_we_do_not_know_are_guessed_told_and_remembered(
    tree: Tree,
) -> None:
    theirs = {"Level": "Ability", "First day": "Starts", "Sessions": "Day", "Venue": "Where"}
    row = {theirs.get(heading, heading): text for heading, text in NEW.items()}
    row |= {"Day": "Weds", "Start time": "9.30am", "End time": "12", "Tutor": "Sam"}
    row["Level"] = row.pop("Ability")
    plan = plan_of(tree, row, before=(("Spring 2027",), ()))
    assert plan.texts == {GLASS: GLASS_TEXT}
    said = report(plan)
    assert "“Where” is read as “Venue”." in said
    assert "The column “Tutor” is not kept: “Sam” (row 4)." in said
    assert "“Spring 2027”" in said
    plan.write()
    memory = tree.root / "content/sheets/the-kiln.yaml"
    assert "Where: Venue\n" in memory.read_text()
    memory.write_text(memory.read_text().replace("Tutor: not kept", "Tutor: Note on this run"))
    again = plan_of(tree, row, before=(("Spring 2027",), ()))
    assert again.guessed == {}
    assert "note: Sam" in again.texts[GLASS]


@pytest.mark.parametrize(
    "headings", [("Day", "Time"), ("Day(s)", "From", "To"), ("Days", "Start time", "Finish time")]
)
def test_a_day_and_its_times_may_have_columns_of_their_own(
    tree: Tree, headings: tuple[str, ...]
) -> None:
    texts = ("Weds", "9.30am - 12") if len(headings) == 2 else ("Weds", "09:30", "12:00")
    row = {heading: text for heading, text in NEW.items() if heading != "Sessions"}
    plan = plan_of(tree, row | dict(zip(headings, texts, strict=True)))
    assert plan.texts == {GLASS: GLASS_TEXT}


def test_the_columns_of_the_course_directory_are_known(tree: Tree) -> None:
    row = {
        "COURSE_NAME": "Pottery for beginners",
        "DELIVERY_MODE": "Classroom",
        "START_DATE": "13/04/2027",
        "VENUE_NAME": "The Shed",
        "COST": "",
        "DURATION": "10",
        "DURATION_UNIT": "Weeks",
        "LARS_QAN": "50079281",
    }
    plan = plan_of(tree, row)
    assert plan.guessed == {}
    assert "starts: 2027-04-13\n    ends: 2027-06-15" in plan.texts[POTTERY]
    said = report(plan)
    assert "read as last day 15 June 2027" in said
    assert "“LARS_QAN” is not kept: “50079281” (row 2)" in said


VENUES = {
    "YOUR_VENUE_REFERENCE": "V7",
    "VENUE_NAME": "The Barn",
    "ADDRESS_LINE_1": "2 Kiln Street",
    "TOWN_OR_CITY": "Liverpool",
    "POSTCODE": "l81xf",
    "Kind": "Community centre",
}


def test_a_venue_of_the_course_directory_becomes_a_file(tree: Tree) -> None:
    plan = plan_of(tree, VENUES)
    assert list(plan.texts) == ["content/venues/the-barn.yaml"]
    said = report(plan)
    assert "Row 2: The Barn (content/venues/the-barn.yaml)" in said
    assert "“l81xf” read as L8 1XF" in said
    assert "“V7” (row 2)" in said
    plan.write()
    assert not has_errors(tree.load()[1])
    again = plan_of(tree, VENUES)
    assert again.texts == {}
    assert "is here already, as content/venues/the-barn.yaml" in report(again)


def test_a_venue_without_its_kind_goes_to_the_copy(tree: Tree) -> None:
    plan = plan_of(tree, VENUES | {"Kind": ""})
    assert plan.texts == {}
    copy = plan.write_copy(tree.root / "sheet.csv")
    assert copy is not None
    assert "“kind” is missing." in text_of(read_sheets(copy)[0].rows[1][0])


def test_a_venue_that_is_here_stays_as_it_is_and_what_differs_is_told(tree: Tree) -> None:
    plan = plan_of(tree, VENUES | {"VENUE_NAME": "The shed", "TOWN_OR_CITY": "Bootle"})
    assert (plan.texts, plan.left) == ({}, [])
    said = report(plan)
    assert "“Bootle” here, and “Liverpool” in content/venues/the-shed.yaml" in said
    assert "VENUE_NAME “The shed”" in said


def test_the_numbers_of_a_row_are_those_of_the_file_that_people_see(tree: Tree) -> None:
    plan = plan_of(tree, {"Title": ""}, {"Title": ""}, NEW | {"Last day": "soon"})
    assert [row.number for row in plan.left] == [4]
