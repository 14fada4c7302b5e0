"""Where two partners do the same: on pairs that were judged apart from it, and for each reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.planning.overlaps import Overlaps, overlaps
from catalogue.planning.subjects import Subjects
from catalogue.records import Course, ReviewedOverlap, course_from
from catalogue.reference import load_reference
from tests.builders import a_course, a_run, a_session, a_venue, records_of
from tests.conftest import FROZEN, PROJECT, TODAY, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Tree

MINE = a_course(id="the-kiln/pottery")
THEIRS = a_course(id="the-forge/clay", title="Clay for the curious", summary="Throw a bowl.")


def reported(*courses: Course, venues: Any = ()) -> list[tuple[str, str]]:
    catalogue = Catalogue.of(records_of(*courses, *venues), frozenset())
    return [(row.first, row.second) for row in overlaps(catalogue).rows]


def with_run(**changes: Any) -> Course:
    return replace(THEIRS, runs=(a_run(**changes),))


@cache
def judged() -> tuple[dict[str, Course], set[tuple[str, str]], set[tuple[str, str]]]:
    """The courses of pairs.yaml by a name, those pairs that overlap, and what is reported."""
    said = yaml.safe_load((PROJECT / "tests/planning/pairs.yaml").read_text(encoding="utf-8"))
    courses: dict[str, Course] = {}
    for number, pair in enumerate(said["pairs"]):
        for letter, side in zip("ab", ("first", "second"), strict=True):
            courses[f"{letter}{number:02}"] = _course(f"{letter}{number:02}", pair[side])
    true = {
        (f"a{number:02}", f"b{number:02}")
        for number, pair in enumerate(said["pairs"])
        if pair["overlap"]
    }
    true |= {_sorted(*names) for names in said["also"]}
    rows = Overlaps(catalogue_of(courses.values())).rows()
    found = [(row.first.rpartition("/")[2], row.second.rpartition("/")[2]) for row in rows]
    return courses, true, {_sorted(*names) for names in found}


def catalogue_of(courses: Iterable[Course]) -> Catalogue:
    """The catalogue of the tests with these courses in place of its own."""
    return replace(load()[0], courses={one.id: one for one in courses})


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _course(name: str, said: dict[str, Any]) -> Course:
    """Make a course of what a pair says of it, with what no overlap looks at left empty."""
    provider, qualification = said["provider"], said.get("qualification")
    values = {
        **{key: said[key] for key in said if key not in ("provider", "qualification", "runs")},
        "runs": [
            {key: day.isoformat() if isinstance(day, date) else day for key, day in run.items()}
            for run in said["runs"]
        ],
        "description": "",
        "who_for": "",
        "cost": {"kind": "free"},
        "join": {},
        "checked": "2026-11-20",
        **({"qualification": {"title": qualification}} if qualification else {}),
    }
    return course_from(values, f"content/courses/{provider}/{name}.yaml", f"{provider}/{name}")


def test_nine_in_ten_of_what_is_reported_is_right_and_nine_in_ten_are_reported() -> None:
    _courses, true, found = judged()
    assert len(true) >= 40
    assert len(found & true) / len(found) >= 0.9
    assert len(found & true) / len(true) >= 0.9


def test_what_the_examples_are_said_to_do_twice() -> None:
    """Each was judged by eye, and so was that there are no others."""
    rows = overlaps(load()[0]).rows
    assert {(row.first_title, row.second_title) for row in rows} == {
        ("Interview evenings online", "Interview ready, online"),
        ("ESOL Entry 2", "Everyday English: ESOL Entry 2"),
        ("Spanish for beginners", "Spanish for beginners"),
        ("Essential digital skills, Level 1", "Essential Digital Skills, Level 1"),
        ("Functional Skills maths, Level 1", "Functional Skills Maths, Level 1"),
        ("English for beginners", "English for beginners (ESOL Entry 1)"),
        ("Functional Skills English, Level 1", "Functional Skills English, Level 1"),
        ("Back to work after a break", "Back to work after caring"),
    }
    assert all(0 < row.score <= 1 and row.first < row.second for row in rows)


def test_by_hand_two_pottery_classes_in_one_shed_on_one_morning() -> None:
    """The subjects' cosine; place, hours and start are all 1, as all three are the same."""
    catalogue = Catalogue.of(records_of(MINE, THEIRS), frozenset())
    (row,) = overlaps(catalogue).rows
    alike = Subjects(catalogue.reference).likeness(MINE, THEIRS)
    assert row.score == round(alike, 3)
    assert row.why == (
        "Crafts and making, Anyone can start; both at The Shed; both on Tuesday at the same time; "
        "starting in the same week."
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(THEIRS, id="the-kiln/clay", provider="the-kiln"),
        replace(THEIRS, title="Sewing bees", summary="Run up a cushion on a machine."),
        replace(THEIRS, topics=("gardening",)),
        replace(THEIRS, level="level-2"),
        replace(THEIRS, audiences=("women",), only_for_audiences=True),
        replace(THEIRS, taught_in=("ar",)),
        with_run(state="full"),
        with_run(state="waiting-list"),
        with_run(state="cancelled"),
        with_run(starts=date(2027, 4, 6), ends=date(2027, 6, 8)),
        with_run(starts=date(2027, 1, 12), ends=date(2027, 1, 26)),
        with_run(weekly=(a_session("tuesday", "18:00", "20:00"),)),
        with_run(weekly=(a_session("saturday", "09:30", "11:30"),)),
        with_run(venue=None, delivery="online"),
        with_run(venue="the-hut"),
    ],
)
def test_what_is_another_thing_for_a_reason_is_not_reported(other: Course) -> None:
    speke = replace(a_venue().address, postcode="L24 2SF")
    far = a_venue(id="the-hut", name="The Hut", address=speke)
    assert reported(MINE, other, venues=[far]) == []


@pytest.mark.parametrize(
    "other",
    [
        THEIRS,
        replace(THEIRS, level="mixed"),
        replace(THEIRS, topics=("art", "crafts")),
        replace(THEIRS, audiences=("older-people",)),
        with_run(starts=date(2027, 2, 2)),
        with_run(starts=date(2026, 9, 1), ends=None, rolling=True),
        with_run(weekly=(a_session("thursday", "10:00", "12:00"),)),
        with_run(weekly=(a_session("tuesday", "11:00", "13:00"),)),
        with_run(state="few-left"),
    ],
)
def test_what_is_the_same_thing_is_reported(other: Course) -> None:
    assert reported(MINE, other) == [("the-forge/clay", "the-kiln/pottery")]


def test_a_place_that_nobody_knows_is_near_itself_alone() -> None:
    nowhere = a_venue(
        id="nowhere", name="Nowhere", address=replace(a_venue().address, postcode=None)
    )
    there = with_run(venue="nowhere")
    assert reported(MINE, there, venues=[nowhere]) == []
    mine = replace(MINE, runs=(a_run(venue="nowhere"),))
    assert len(reported(mine, there, venues=[nowhere])) == 1


def test_of_one_course_the_most_alike_are_told_and_work_grows_in_step_with_courses() -> None:
    courses = [
        replace(THEIRS, id=f"the-forge-{number}/clay", provider=f"the-forge-{number}")
        for number in range(40)
    ]
    assert len(reported(*courses)) <= 40 * 5


def test_an_empty_catalogue_has_none() -> None:
    assert reported() == []


def test_every_topic_has_subjects_and_each_is_told_by_words_of_its_own() -> None:
    reference = load_reference(FROZEN)
    words = reference.subject_words
    assert set(words) == set(reference.vocabularies["topics"].terms)
    for topic, phrases in words.items():
        subjects = {subject for found in phrases.values() for subject in found}
        own = {found[0] for found in phrases.values() if len(found) == 1}
        assert len(subjects) >= 5, topic
        assert subjects == own, topic


def test_words_that_nobody_knows_leave_the_titles_to_be_held_beside_each_other() -> None:
    subjects = Subjects(load_reference(FROZEN))
    one = a_course(title="Zorbing", summary="Xyzzy.")
    assert subjects.likeness(one, replace(one, id="the-forge/z", title="Zorbing")) == 1
    assert subjects.likeness(one, replace(one, id="the-forge/q", title="Quidditch")) == 0


def test_a_pair_that_partners_know_of_is_told_again_only_when_what_is_alike_changes() -> None:
    records = records_of(MINE, THEIRS)
    catalogue = Catalogue.of(records, frozenset())
    (row,) = overlaps(catalogue).rows
    known = ReviewedOverlap(row.second, row.first, "Both are full.", "Us", TODAY, row.why)
    assert overlaps(replace(catalogue, reviewed=(known,))).rows == ()
    other = replace(known, alike="Crafts and making, Anyone can start; 1.0 miles apart.")
    assert overlaps(replace(catalogue, reviewed=(other,))).rows == (row,)


def test_a_pair_is_noted_by_a_command_and_read_again(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    course = (tree.root / "content/courses/the-kiln/pottery.yaml").read_text(encoding="utf-8")
    tree.write("content/courses/the-forge/clay.yaml", course.replace("q7pt3", "q7pt4"))
    provider = (tree.root / "providers/the-kiln.yaml").read_text(encoding="utf-8")
    tree.write("providers/the-forge.yaml", provider.replace("The Kiln", "The Forge"))
    on = ("--root", str(tree.root), "--today", TODAY.isoformat())
    pair = ("the-kiln/pottery", "the-forge/clay")
    why = ("--because", "Each has a waiting list.", "--who", "Crafts group")
    assert main(["plan", "overlaps", "--format", "csv", *on]) == 0
    assert "the-forge/clay,the-kiln/pottery" in capsys.readouterr().out
    assert main(["plan", "review", *pair, "--because", " ", "--who", "x", *on]) == 1
    assert main(["plan", "review", *pair, *why, *on]) == 0
    assert main(["check", *on]) == 0
    capsys.readouterr()
    assert main(["plan", "overlaps", "--format", "csv", *on]) == 0
    assert "the-forge/clay" not in capsys.readouterr().out
    assert main(["plan", "review", *pair, *why, *on]) == 2
    assert "are no overlap that is told" in capsys.readouterr().err
