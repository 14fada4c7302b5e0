"""Twenty mistakes that people make, and what each way to send a course says of them.

docs/mistakes.md is made from this: after a change, `UPDATE_MISTAKES=1 pytest
tests/test_mistakes.py` writes it anew and fails; read it aloud before you keep it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from catalogue.problems import Severity
from catalogue.sheets.cells import as_csv
from catalogue.sheets.importing.telling import report
from tests.conftest import COURSE, PROJECT, plan_of_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Tree

PAGE = PROJECT / "docs/mistakes.md"
FILE = "content/courses/the-kiln/pottery.yaml"
ROW = {
    "Title": "Glass for all",
    "Venue": "The Shed",
    "First day": "3 February 2027",
    "Last day": "24 March 2027",
    "Sessions": "Wednesday 9:30am to 12 noon",
    "Summary": "Blow a bubble of glass that you keep.",
    "Description": "First you watch. Then you try.",
    "Topics": "Crafts",
    "Level": "Anyone can start",
    "Who it is for": "Adults who are new to glass.",
    "Cost: Kind": "Free",
    "How to join: Phone": "0151 496 0123",
    "Checked on": "20 November 2026",
    "Example": "yes",
}
TOP = """\
<!-- Made by tests/test_mistakes.py: change that, and run it again. -->

# Twenty mistakes

What people often get wrong, and what they are told. The form and the hosted editor say the same as
`catalogue check` does of a file. In a spreadsheet more is understood, and what was understood is
said before anything is written. Nothing you typed is lost either way.
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something people do: a part of COURSE written in another way, cells of ROW, or both."""

    title: str
    right: str = ""
    wrong: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


MISTAKES = (
    Mistake(
        "The date is written as on a letter",
        "    starts: 2027-01-12",
        "    starts: 12/01/2027",
        {"First day": "03/02/2027"},
    ),
    Mistake(
        "There is no such day",
        "    starts: 2027-01-12",
        "    starts: 2027-02-30",
        {"First day": "30/02/2027"},
    ),
    Mistake(
        "The year is last year's",
        "    ends: 2027-03-23",
        "    ends: 2026-03-23",
        {"Last day": "24/03/2026"},
    ),
    Mistake(
        "The time is written as people say it",
        "{day: tuesday, from: 09:30, to: 11:30}",
        "{day: tuesday, from: 9.30am, to: 11.30am}",
        {"Sessions": "Weds 9.30am-12"},
    ),
    Mistake(
        "Six to eight: in the morning or in the evening?",
        "{day: tuesday, from: 09:30, to: 11:30}",
        "{day: tuesday, from: 18:00, to: 08:00}",
        {"Sessions": "Wednesday 8-10"},
    ),
    Mistake(
        "The first day is another day of the week than the class",
        cells={"First day": "Monday 3 February 2027"},
    ),
    Mistake(
        "The class meets on a day that never comes",
        "    ends: 2027-03-23",
        "    ends: 2027-01-17\n    no_class_on: [2027-01-12]",
    ),
    Mistake(
        "A word is misspelt",
        "topics: [crafts]",
        "topics: [craffts]",
        {"Topics": "Craffts"},
    ),
    Mistake(
        "The level is in the provider's own words",
        "level: none",
        "level: for beginners",
        {"Level": "Level nine"},
    ),
    Mistake(
        "The phone number has lost its first 0",
        "  phone: 0151 496 0123",
        "  phone: 1514960123",
        {"How to join: Phone": "1514960123"},
    ),
    Mistake(
        "There is a web page to book on, and nobody to ask",
        "  phone: 0151 496 0123",
        "  url: https://the-kiln.example/book",
        {"How to join: Phone": "", "How to join: Booking page": "https://the-kiln.example/book"},
    ),
    Mistake(
        "There is a fee, and no price",
        "  kind: free",
        "  kind: fee",
        {"Cost: Kind": "Fee"},
    ),
    Mistake(
        "It is free, and there is a price",
        "  kind: free",
        "  kind: free\n  pounds: 5",
        {"Cost: Full price in pounds": "£5"},
    ),
    Mistake(
        "The price is for each week",
        "  kind: free",
        "  kind: fee\n  pounds: £5 a week",
        {"Cost: Kind": "Fee", "Cost: Full price in pounds": "£5 per week"},
    ),
    Mistake(
        "The title is in capitals",
        "title: Pottery for beginners",
        "title: POTTERY FOR BEGINNERS",
        {"Title": "GLASS FOR ALL"},
    ),
    Mistake(
        "The summary is a whole paragraph",
        "summary: Make",
        "summary: In this friendly course, which many people have enjoyed over the years, you will "
        "with the help of a tutor who knows the craft make",
        {"Summary": " ".join(["Blow a bubble of glass that you keep."] * 4)},
    ),
    Mistake(
        "The place is not one that we know",
        "  - venue: the-shed",
        "  - venue: the-shod",
        {"Venue": "The Shod"},
    ),
    Mistake(
        "What the course is about was left out",
        "topics: [crafts]\n",
        "",
        {"Topics": ""},
    ),
    Mistake(
        "A sentence has a colon in it",
        "summary: Make",
        "summary: Pottery: make",
        {"Summary": "Glass: blow a bubble that you keep."},
    ),
    Mistake(
        "A line was moved to the right",
        "level: none",
        "  level: none",
    ),
)


def said_of_file(tree: Tree, mistake: Mistake) -> list[str]:
    """What `catalogue check` says of a file with the mistake."""
    assert mistake.right in COURSE, mistake.title
    tree.write(FILE, COURSE.replace(mistake.right, mistake.wrong, 1))
    _, problems = tree.load()
    return [
        f"{problem.what} {problem.mend}"
        for problem in problems
        if problem.severity is not Severity.NOTICE
    ]


def said_of_sheet(tree: Tree, mistake: Mistake) -> list[str]:
    """What an import says of a row with the mistake: how it was read, or why it was not."""
    tree.write(FILE, COURSE)
    row = {**ROW, **mistake.cells}
    path = tree.root / "sheet.csv"
    path.write_bytes(as_csv([list(row), list(row.values())]))
    said = report(plan_of_file(path, tree.root, "the-kiln"))
    _verdict, *blocks = said.strip().split("\n\n")
    sections = dict(block.split("\n", 1) for block in blocks)
    waits = [sections[name] for name in ("Questions", "Cannot go in") if name in sections]
    if waits:
        return [line.strip() for part in waits for line in part.splitlines()]
    read = sections.get("How it was read", "").splitlines()
    about = [line.strip() for line in read if any(name in line for name in mistake.cells)]
    return about or ["(Nothing: in a spreadsheet this is no mistake.)"]


def page_of(tree: Tree) -> str:
    """Return the page in Markdown."""
    parts = [TOP]
    for number, mistake in enumerate(MISTAKES, 1):
        parts.append(f"\n## {number}. {mistake.title}\n")
        if mistake.right:
            wrong = mistake.wrong or f"(without {mistake.right.split(':')[0]})"
            parts.append(f"\nIn a file or the form:\n\n```yaml\n{wrong}\n```\n\n")
            said = said_of_file(tree, mistake)
            assert said, f"{mistake.title}: nothing is told"
            parts += [f"- {line}\n" for line in said]
        if mistake.cells:
            cells = [f"{name}: {cell or '(left empty)'}" for name, cell in mistake.cells.items()]
            parts.append("\nIn a spreadsheet:\n\n```text\n" + "\n".join(cells) + "\n```\n\n")
            parts += [f"- {line}\n" for line in said_of_sheet(tree, mistake)]
    return "".join(parts)


def test_the_page_of_mistakes_is_what_people_are_told(tree: Tree) -> None:
    page = page_of(tree)
    if os.environ.get("UPDATE_MISTAKES"):
        PAGE.write_text(page, encoding="utf-8", newline="\n")
        pytest.fail("Written anew: read it aloud, then run the tests without UPDATE_MISTAKES.")
    assert page == PAGE.read_text(encoding="utf-8")


def test_there_are_twenty_mistakes_and_each_is_told() -> None:
    assert len(MISTAKES) == 20
    assert len({mistake.title for mistake in MISTAKES}) == 20
