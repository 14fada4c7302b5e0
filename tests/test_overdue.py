"""Which courses somebody should look over."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.overdue import overdue
from tests.builders import a_course, a_run, records_of
from tests.conftest import COURSE, TODAY

if TYPE_CHECKING:
    import pytest

    from catalogue.records import Course
    from tests.conftest import Tree

OVER = a_run(starts=date(2026, 9, 1), ends=date(2026, 11, 17))


def why(course: Course) -> list[str]:
    found = overdue(Catalogue.of(records_of(course), frozenset()))
    return [one.why for courses in found.values() for one in courses]


def test_a_course_checked_this_term_is_left_alone() -> None:
    assert why(a_course(example=False)) == []


def test_a_course_not_checked_for_a_term_is_overdue() -> None:
    course = a_course(example=False, checked=date(2026, 8, 1))
    assert why(course) == ["last looked over on Saturday 1 August 2026"]


def test_a_course_that_has_just_ended_is_asked_about() -> None:
    course = a_course(example=False, runs=(OVER,), checked=date(2026, 11, 1))
    assert why(course) == ["ended on Tuesday 17 November 2026, and has no other run"]


def test_a_course_looked_over_since_it_ended_is_not_asked_about_again() -> None:
    assert why(a_course(example=False, runs=(OVER,), checked=date(2026, 11, 20))) == []


def test_a_course_that_ended_long_ago_rests() -> None:
    old = a_run(starts=date(2025, 9, 1), ends=date(2025, 12, 1))
    assert why(a_course(example=False, runs=(old,), checked=date(2025, 9, 1))) == []


def test_an_example_is_nobodys_to_look_over() -> None:
    assert why(a_course(checked=date(2020, 1, 1))) == []


def test_the_command_lists_them(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    real = COURSE.replace("example: true\n", "").replace("2026-11-20", "2026-01-20")
    real = real.replace("phone: 0151 496 0123", "email: learn@kiln.invalid")
    tree.write("content/courses/the-kiln/pottery.yaml", real)
    venue = (tree.root / "content/venues/the-shed.yaml").read_text(encoding="utf-8")
    source = "sources:\n  - for: [name, kind, address, access]\n    from: Them\n"
    real_venue = venue.replace("example: true\n", f"{source}    confidence: sure\n")
    tree.write("content/venues/the-shed.yaml", real_venue)
    command = ["overdue", "--root", str(tree.root), "--today", str(TODAY)]
    assert main(command) == 0
    assert "the-kiln/pottery: Pottery for beginners, last looked" in capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["provider"] == "the-kiln"
