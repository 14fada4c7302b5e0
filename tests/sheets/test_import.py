"""From a sheet to course files: what is added, changed and told, and that nothing is lost."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.problems import has_errors
from catalogue.sheets.cells import as_csv, text_of
from catalogue.sheets.columns import columns_of, known_columns
from catalogue.sheets.export import lists_of, provider_sheet, sheet_rows
from catalogue.sheets.plan import Plan, courses_of
from catalogue.sheets.reading import read_sheets
from catalogue.sheets.telling import report, summary
from tests.conftest import COURSE, FROZEN, link, load, plan_of_file

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.schemas import Schemas
    from tests.conftest import Tree

POTTERY = "content/courses/the-kiln/pottery.yaml"
MANY = int(os.environ.get("SHEET_EXAMPLES", "20"))
"""How many made-up sheets; `make fuzz` tries many more."""
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
    # By its name it comes before the course that is there, which would then be the second.
    same = NEW | {
        "Title": "Pottery for beginners",
        "Course file": "a-pot",
        "Last day": "23/03/2027",
    }
    same |= {"First day": "12/01/2027", "Sessions": "Tue 9:30am to 11:30am"}
    plan = plan_of(tree, same)
    assert plan.texts == {}
    assert f"{POTTERY}: title: content/courses/the-kiln/a-pot.yaml has the same" in report(plan)


def test_what_is_missing_is_told_at_once(tree: Tree) -> None:
    plan = plan_of(tree, {"Title": "Glass", "First day": "soon", "Venue": "The Shod"})
    said = report(plan)
    for words in ("“soon” is not a day", "Did you mean “The Shed”?", "Summary: this is missing"):
        assert words in said


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
    assert copy.name == "sheet-to-mend.csv"
    rows = read_sheets(copy)[0].rows
    assert rows[0][0] == "What to mend"
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
    assert {path.name for path in names if path} == {"sheet-to-mend.csv", "sheet-to-mend-2.csv"}


def test_one_row_twice_is_read_once_and_told(tree: Tree) -> None:
    plan = plan_of(tree, NEW, NEW)
    assert plan.texts == {GLASS: GLASS_TEXT}
    assert "Row 3 says the same as row 2, and is read once." in plan.told


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
    assert (plan.texts, plan.faulty) == ({}, [])
    said = report(plan)
    assert "“Bootle” here, and “Liverpool” in content/venues/the-shed.yaml" in said
    assert "VENUE_NAME “The shed”" in said


def test_the_numbers_of_a_row_are_those_of_the_file_that_people_see(tree: Tree) -> None:
    plan = plan_of(tree, {"Title": ""}, {"Title": ""}, NEW | {"Last day": "soon"})
    assert [row.number for row in plan.faulty] == [4]


# What goes out comes back


def export(tree: Tree, suffix: str) -> Path:
    """Write the provider's sheet to a file."""
    path = tree.root / f"export{suffix}"
    path.write_bytes(provider_sheet(load(tree.root)[0], tree.root, "the-kiln", suffix)[0])
    return path


NASTY = """\
title: "=HYPERLINK(1)"
summary: "- @me, “TBC”; ok"
description: |
  One, two; three.

  * **A** list | of <b>things</b>
topics: [crafts, esol]
level: none
who_for: "+44 people"
audiences: [everyone]
you_will_learn:
  - "• do; this, and that"
  - "-"
  - N/A
entry_needs: TBC
bring: "'quoted'"
assessment: "031"
cost:
  kind: free-if
  pounds: 48.50
  concession_pounds: 0
  free_if: [low-income, english-entitlement]
support:
  creche: no
  travel-costs: ask
taught_in: [en, ar]
join:
  how: "@sam"
  phone: +44 151 496 0123
runs:
  - venue: the-shed
    starts: 2027-01-12
    ends: 2027-03-23
    sessions:
      - {day: tuesday, from: 00:30, to: 12:00, every_weeks: 2}
    no_class_on: [2027-02-09, 2027-02-23]
    note: "2"
  - venue: the-shed
    starts: 2027-01-12
    ends: 2027-03-23
    sessions:
      - {day: tuesday, from: 12:30, to: 13:00}
    own_time_hours: 2.5
    reference: "007"
  - delivery: online
    starts: 2027-01-13
    rolling: true
    sessions:
      - {day: wednesday, from: 18:00, to: 20:00}
checked: 2026-11-20
example: true
"""


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("course", [COURSE, NASTY])
def test_what_goes_out_comes_back_as_it_was(tree: Tree, suffix: str, course: str) -> None:
    tree.write(POTTERY, course)
    plan = plan_of_file(export(tree, suffix), tree.root, "the-kiln")
    assert plan.proposals[0].changes == []
    assert (plan.texts, plan.faulty, plan.told, plan.guessed) == ({}, [], [], {})


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_every_real_course_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    for folder in sorted((FROZEN / "content/courses").iterdir()):
        path = tmp_path / f"{folder.name}{suffix}"
        path.write_bytes(provider_sheet(load(FROZEN)[0], FROZEN, folder.name, suffix)[0])
        plan = plan_of_file(path, FROZEN, folder.name)
        assert len(plan.proposals) == len(list(folder.glob("*.yaml")))
        assert (plan.texts, plan.faulty, plan.told, plan.guessed) == ({}, [], [], {})


def test_a_sheet_alone_gives_the_same_files_byte_for_byte(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(FROZEN / "content", root / "content")
    link(root, "providers", "schema", "reference")
    whose = "granby-toxteth-development-trust"
    path = tmp_path / "export.csv"
    path.write_bytes(provider_sheet(load(FROZEN)[0], FROZEN, whose, ".csv")[0])
    shutil.rmtree(root / f"content/courses/{whose}")
    plan = plan_of_file(path, root, whose)
    plan.write()
    assert plan.faulty == []
    for old in (FROZEN / f"content/courses/{whose}").glob("*.yaml"):
        new = root / f"content/courses/{whose}/{old.name}"
        assert new.read_text(encoding="utf-8") == old.read_text(encoding="utf-8")


def test_the_first_day_of_a_run_can_be_changed_by_its_name(tree: Tree) -> None:
    path = export(tree, ".csv")
    text = path.read_text(encoding="utf-8").replace("The Shed,,2027-01-12", "The Shed,,19/01/2027")
    path.write_text(text, encoding="utf-8")
    plan = plan_of_file(path, tree.root, "the-kiln")
    assert plan.texts[POTTERY] == COURSE.replace("starts: 2027-01-12", "starts: 2027-01-19")


def test_file_without_ids_gets_those_that_its_runs_were_known_by(tree: Tree) -> None:
    """Else a row that moves a class would give it another, and lose whoever follows it."""
    tree.write(POTTERY, COURSE.replace("    id: q7pt3\n", ""))
    path = export(tree, ".csv")
    assert "q7pt3" in path.read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("9:30am to 11:30am", "6pm to 8pm")
    path.write_text(text, encoding="utf-8")
    plan = plan_of_file(path, tree.root, "the-kiln")
    assert plan.texts[POTTERY] == COURSE.replace("09:30, to: 11:30", "18:00, to: 20:00")


# The table of columns


def test_every_field_of_the_schema_has_a_column_of_its_own(schemas: Schemas) -> None:
    columns = columns_of(schemas.course)
    assert len({column.heading for column in columns}) == len(columns)
    assert len({column.way for column in columns}) == len(columns)
    tops = {column.way[0] for column in columns} - {"file"}
    assert tops == set(schemas.course["properties"])


def test_a_new_field_of_the_schema_is_a_new_column(schemas: Schemas) -> None:
    new = {"title": "Car park", "description": "Where to park.", "type": "string"}
    schema = {**schemas.course, "properties": {**schemas.course["properties"], "parking": new}}
    assert known_columns(schema)["Car park"].way == ("parking",)


# Nothing vanishes

_JUNK = ["31/02/2027", "Tue 6-8", "the shod", "£5 a week", "x", "-", "#REF!", "=1+1", "é;,\n1"]
_GOOD = {
    "Course file": ["pottery", "glass-for-all"],
    "Run": ["q7pt3", "kxjf4", "2027-01-12-the-shed"],
    "Venue": ["the shed", "The Shed"],
    "First day": ["12/01/2027", "03/02/2027", "13 April 2027", "46399", "Tue 12th Jan 2027"],
    "Last day": ["20/07/2027", "N/A", "6 July 2027"],
    "Sessions": ["Tues & Weds 9.30am-12", "Tue/Wed 1-3pm"],
    "Places": ["12", "12.0", "TBC", "£9"],
    "State": ["Cancelled", "nearly full", "open"],
    "Way to learn": ["Classroom", "In person"],
    "Note on this run": ["Upstairs", "<b>x</b>", "two\nlines"],
    "Level": ["Entry 1", "E1", "none"],
    "Topics": ["Crafts; ESOL", "crafts, English"],
    "Price": ["FREE*", "£48.00 (£24 conc)", "£48 with lunch"],
    "What to bring": ["A mug", "n/a", "'=2"],
    "You will learn": ["• sing\n• dance", "sing"],
    "Support: Materials included": ["Y", "no", "ask"],
    "How to join: Phone": ["1514960123", "0151-496-0124", "0151 496 0123"],
    "Checked on": ["20.11.2026", "2026-11-20"],
    "How long it lasts": ["10 weeks", "12", "1 day"],
    "Tutor": ["Sam", "Jo  B"],
    "": ["aside"],
    "WHERE_NEXT": ["Glass"],
    "LARS_QAN": ["50079281"],
}


@st.composite
def _sheets(draw: st.DrawFn) -> list[list[str]]:
    """A sheet of which most rows can be read, and some not."""
    headings = ["Title", "First day"]  # enough for a sheet to be known as one
    headings += draw(st.lists(st.sampled_from(list(_GOOD)), min_size=3, max_size=14))
    titles = ["", "Pottery for beginners", "Glass for all"]
    junk = st.sampled_from(_JUNK)
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        row = [draw(st.sampled_from(titles))]
        for heading in headings[1:]:
            kind = draw(st.integers(0, 39))
            good = draw(st.sampled_from(_GOOD[heading]))
            row.append(draw(junk) if kind == 39 else good if kind > 9 else "")
        rows.append([*row, draw(st.sampled_from(["", "", "beside"]))])
    above = [["Programme", draw(st.sampled_from(["", "Spring"]))]] if draw(st.booleans()) else []
    return [*above, headings, *rows]


@pytest.fixture
def quick(tree: Tree) -> Tree:
    """A catalogue with two courses."""
    tree.write(GLASS, GLASS_TEXT)
    return tree


@settings(max_examples=MANY, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_cell_is_in_the_catalogue_in_the_report_or_in_the_copy(
    quick: Tree, schemas: Schemas, data: st.DataObject
) -> None:
    for path in (quick.root / "content/courses/the-kiln").iterdir():
        path.unlink()
    for path in (*quick.root.glob("*-to-mend*"), *quick.root.glob("content/sheets/*")):
        path.unlink()
    quick.write(POTTERY, COURSE)
    quick.write(GLASS, GLASS_TEXT)
    path = quick.root / "sheet.csv"
    path.write_bytes(as_csv(data.draw(_sheets())))
    plan = plan_of_file(path, quick.root, "the-kiln")
    told = _plain(report(plan))
    plan.write()
    copy = plan.write_copy(path)
    catalogue, problems = quick.load()
    assert not has_errors(problems)
    courses, _ = courses_of(quick.root, "the-kiln")
    exported = sheet_rows(courses, schemas.course, lists_of(catalogue))
    rows = [*exported, *(read_sheets(copy)[0].rows if copy else [])]
    kept = {text_of(cell) for row in rows for cell in row} | set(known_columns(schemas.course))
    kept |= {leaf for values in courses.values() for leaf in _leaves(values)}
    kept = set(map(_plain, kept))
    for row in read_sheets(path)[0].rows:
        for text in map(_plain, filter(None, map(text_of, row))):
            assert text in kept or text in told


def _plain(text: str) -> str:
    """The words alone: “the shed” is The Shed."""
    return " ".join(text.split()).casefold()


def _leaves(value: Any) -> list[str]:
    """Every value in a file, and each way in which a list of them can be written."""
    if isinstance(value, dict):
        return [leaf for child in value.values() for leaf in _leaves(child)]
    if isinstance(value, list):
        return [leaf for child in value for leaf in _leaves(child)]
    return [text_of(value)]
