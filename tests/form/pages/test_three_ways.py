"""A new course through the form, from a spreadsheet and by hand is the same file to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.formatting import rewrite
from catalogue.reference import load_reference
from catalogue.sheets.cells import as_csv
from tests.conftest import FROZEN, plan_of_file
from tests.form.pages.conftest import sent_on_github
from tests.form.pages.test_form import NEEDED, Hands

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

FILE = "content/courses/stec/first-steps-in-bread.yaml"
BY_HAND = """\
# yaml-language-server: $schema=../../../schema/course.schema.json
title: First steps in bread
summary: Bake a loaf you would give to a friend.
description: |
  We knead, wait and talk. Everything is here: bring only a box.
topics: [cooking]
level: none
who_for: Adults who have never baked.
cost:
  kind: free
join:
  phone: 0151 000 0000
runs:
  - venue: central-library
    starts: 2027-02-02
    ends: 2027-04-04
    sessions:
      - {day: tuesday, from: 09:30, to: 11:30}
    id: rrjk7
checked: 2026-11-24
"""
ROW = {
    "Course": "First steps in bread",
    "Summary": "Bake a loaf you would give to a friend.",
    "Description": "We knead, wait and talk. Everything is here: bring only a box.",
    "Topics": "Cooking",
    "Level": "Anyone can start",
    "Who it is for": "Adults who have never baked.",
    "Cost": "FREE",
    "Phone": "1510000000",
    "Venue": "Central Library",
    "Start date": "02/02/2027",
    "End date": "4 April 2027",
    "Day and time": "Tues 9.30am-11.30",
    "Checked on": "24/11/2026",
}
"""As an administrator may have it: other headings than ours, and a number that lost its 0."""


def test_form_sheet_and_hand_give_the_same_file_to_the_byte(form: Page, tmp_path: Path) -> None:
    assert by_form(form) == {FILE: BY_HAND}
    assert by_sheet(tmp_path / "courses.csv") == {FILE: BY_HAND}
    course = load_reference(FROZEN).schemas.course
    assert rewrite(BY_HAND.encode(), course, FILE, lambda values: values) == BY_HAND


def by_form(form: Page) -> dict[str, str]:
    """Type the course into the form, and read the link to GitHub that it gives."""
    hands = Hands(form)
    for step, fields in NEEDED.items():
        for name, keys in fields.items():
            hands.answer(name, keys)
        hands.go_on(step)
    assert hands.acts < 40
    return sent_on_github(form)


def by_sheet(sheet: Path) -> dict[str, str]:
    """Import the row, and return what would be written."""
    sheet.write_bytes(as_csv([list(ROW), list(ROW.values())]))
    return dict(plan_of_file(sheet, FROZEN, "stec").texts)
