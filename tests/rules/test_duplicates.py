"""Courses and runs that are there twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalogue.rules import duplicates
from tests.builders import a_course, a_run, a_session, codes_of, records_of

LATER = a_run(starts=date(2027, 4, 13), ends=date(2027, 6, 22))


def test_different_runs_and_courses_are_fine() -> None:
    other = a_course(id="the-kiln/throwing", title="Throwing on the wheel")
    assert codes_of(duplicates, a_course(runs=(a_run(), LATER)), other) == []


def test_the_second_of_two_same_courses_is_found() -> None:
    copy = a_course(id="the-kiln/pottery-2", title="Pottery, for Beginners!", runs=(LATER, a_run()))
    [found] = duplicates.check(records_of(a_course(), copy))
    assert found.code is duplicates.COURSE_TWICE
    assert found.record.id == "the-kiln/pottery-2"
    assert "content/courses/the-kiln/pottery.yaml" in found.what


def test_the_newer_of_two_same_courses_is_found_whatever_it_is_called() -> None:
    copy = a_course(id="the-kiln/a-copy", file="content/courses/the-kiln/a-copy.yaml")
    both = records_of(a_course(), copy)
    found = [one.record.id for one in duplicates.check(both)]
    assert found == ["the-kiln/pottery"]  # nobody knows which was first
    newest = replace(both, newcomers=frozenset([copy.file]))
    assert [one.record.id for one in duplicates.check(newest)] == ["the-kiln/a-copy"]


def test_the_same_title_at_another_time_or_provider_is_another_course() -> None:
    evening = a_course(id="the-kiln/evening", runs=(a_run(weekly=(a_session(start="10:00"),)),))
    elsewhere = a_course(id="the-loom/pottery")
    assert codes_of(duplicates, a_course(), evening, elsewhere) == []


def test_the_same_run_twice_is_found() -> None:
    course = a_course(runs=(LATER, a_run(), a_run(key="another", places=8)))
    [found] = duplicates.check(records_of(course))
    assert found.code is duplicates.RUN_TWICE
    assert found.field == ("runs", 2)
    assert found.what == "This is the same as run 2, from Tuesday 12 January 2027."


def test_two_groups_differ_in_their_reference_or_note() -> None:
    groups = (a_run(reference="A"), a_run(reference="B"))
    assert codes_of(duplicates, a_course(runs=groups)) == []
