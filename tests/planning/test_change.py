"""This term beside the last two: from files put aside, and from git's history."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.catalogue import Catalogue
from catalogue.planning.change import TermsRow, change, terms_before
from catalogue.planning.snapshots import Snapshot, from_history, snapshot_of
from catalogue.records import PriorityTarget, priority_from
from catalogue.yaml_reader import read_bytes
from tests.builders import a_course, a_run, a_session, a_venue, records_of
from tests.conftest import PRIORITY, in_git, load

if TYPE_CHECKING:
    from tests.conftest import Tree

AUTUMN = a_run(
    starts=date(2026, 10, 6),
    ends=date(2026, 10, 27),
    weekly=(a_session("tuesday", "09:30", "11:30"),),
)
SPRING = replace(AUTUMN, key="spring", starts=date(2027, 2, 2), ends=date(2027, 2, 9))


def a_catalogue(today: date, *runs: object) -> Catalogue:
    course = a_course(runs=runs)
    return Catalogue.of(records_of(course, a_venue(), today=today), frozenset())


def everything(catalogue: Catalogue, *earlier: Snapshot) -> TermsRow:
    (row,) = (row for row in change(catalogue, earlier).rows if row.by == "all")
    return row


def test_eight_hours_in_autumn_and_four_in_spring_are_four_fewer() -> None:
    autumn = snapshot_of(a_catalogue(date(2026, 11, 24), AUTUMN))
    row = everything(a_catalogue(date(2027, 1, 10), AUTUMN, SPRING), autumn)
    assert (row.hours_last, row.hours_now, row.more_hours) == (8, 4, -4)


def test_a_term_of_which_nothing_is_known_is_not_nought() -> None:
    row = everything(a_catalogue(date(2027, 1, 10), SPRING))
    assert (row.courses_last, row.hours_last, row.more_hours) == (None, None, None)


def test_what_a_known_term_did_not_have_is_nought() -> None:
    before = snapshot_of(a_catalogue(date(2026, 11, 24), AUTUMN))
    now = a_catalogue(date(2027, 1, 10), SPRING)
    (row,) = (
        row
        for row in change(replace(now, courses={}), [before]).rows
        if (row.by, row.id) == ("topic", "crafts")
    )
    assert (row.hours_last, row.hours_now) == (8, 0)


def test_a_run_that_was_taken_out_later_is_in_the_history_of_its_term(tree: Tree) -> None:
    """As each term was known at its end, and not as its files are now."""
    for name in ("schema", "reference"):
        link = tree.root / name
        real = link.resolve()
        link.unlink()
        shutil.copytree(real, link)
    course = tree.root / "content/courses/the-kiln/pottery.yaml"
    text = course.read_text(encoding="utf-8")
    for field, day in (("starts", "2026-01-13"), ("ends", "2026-02-03"), ("checked", "2026-01-08")):
        text = re.sub(rf"{field}: \S+", f"{field}: {day}", text)
    course.write_text(text, encoding="utf-8")
    in_git(tree.root, "init", "-q")
    in_git(tree.root, "add", ".")
    when = "2026-02-20T12:00:00"
    in_git(tree.root, "commit", "-q", "-m", "one course", f"--date={when}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", when)
        in_git(tree.root, "commit", "-q", "--amend", "--no-edit")
    course.unlink()
    now, _ = load(tree.root, today=date(2026, 7, 1))
    last, before = terms_before(now)
    target = PriorityTarget("hours-taught", 100, date(2027, 6, 30), topic="crafts")
    document, _ = read_bytes(PRIORITY.encode(), "clay.yaml")
    assert document
    asked = priority_from(document.value, "", "clay")
    known = list(from_history(tree.root, [last, before], [replace(asked, target=target)]))
    assert [(one.term.name, bool(one.rows)) for one in known] == [("Spring 2026", True)]
    row = everything(now, *known)
    assert (row.courses_last, row.courses_now) == (1, 0)
    assert known[0].standings == {"hours-taught crafts residents": 0}
    assert list(from_history(tree.root / "content", [last])) == []
