"""What goes out in a sheet comes back as it was, and nothing that is in a sheet vanishes."""

from __future__ import annotations

import os
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.problems import has_errors
from catalogue.sheets.cells import as_csv, text_of
from catalogue.sheets.columns import columns_of, known_columns
from catalogue.sheets.export import lists_of, provider_sheet, sheet_rows
from catalogue.sheets.importing.plan import courses_of
from catalogue.sheets.importing.telling import report
from tests.conftest import COURSE, FROZEN, link, load, plan_of_file, read_sheets
from tests.sheets.importing.test_import import GLASS, GLASS_TEXT, POTTERY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.loading import Kept
    from catalogue.schemas import Schemas
    from tests.conftest import Tree

MANY = int(os.environ.get("SHEET_EXAMPLES", "20"))
"""How many made-up sheets; `make fuzz` tries many more."""


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
    assert (plan.texts, plan.left, plan.told, plan.guessed) == ({}, [], [], {})


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_every_real_course_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    catalogue, kept = _read_once()
    for folder in sorted((FROZEN / "content/courses").iterdir()):
        path = tmp_path / f"{folder.name}{suffix}"
        path.write_bytes(provider_sheet(catalogue, FROZEN, folder.name, suffix)[0])
        plan = plan_of_file(path, FROZEN, folder.name, kept)
        assert len(plan.proposals) == len(list(folder.glob("*.yaml")))
        assert (plan.texts, plan.left, plan.told, plan.guessed) == ({}, [], [], {})


@cache
def _read_once() -> tuple[Catalogue, Kept]:
    """The frozen catalogue, and what was read of its files: no import here writes one."""
    kept: Kept = {}
    return load(FROZEN, kept=kept)[0], kept


def test_a_sheet_alone_gives_the_same_files_byte_for_byte(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(FROZEN / "content", root / "content")
    link(root, "providers", "schema", "reference")
    whose = "granby-toxteth-development-trust"
    path = tmp_path / "export.csv"
    path.write_bytes(provider_sheet(_read_once()[0], FROZEN, whose, ".csv")[0])
    shutil.rmtree(root / f"content/courses/{whose}")
    plan = plan_of_file(path, root, whose)
    plan.write()
    assert plan.left == []
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

_JUNK = [
    "31/02/2027",
    "2027-13-01",
    "FREE*",
    "Tue 6-8",
    "Tue 8-10",
    "the shod",
    "£5 a week",
    "x",
    "-",
    "#REF!",
    "=1+1",
    "é;,\n1",
]
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
    "Price": ["Free", "£48.00 (£24 conc)", "48.50"],
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
    for path in (*quick.root.glob("*-to-fix*"), *quick.root.glob("content/sheets/*")):
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
