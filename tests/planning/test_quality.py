"""What listings do not say, and that what is known is not counted as missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalogue.catalogue import Catalogue
from catalogue.planning.quality import QualityRow, quality
from tests.builders import a_course, a_run, a_venue, records_of


def row_of(matter: str, *records: object) -> QualityRow:
    catalogue = Catalogue.of(records_of(*records), frozenset())  # type: ignore[arg-type]
    (found,) = (row for row in quality(catalogue).rows if row.matter == matter)
    return found


def test_what_nobody_said_is_missing_and_no_is_known() -> None:
    courses = [a_course(id=f"the-kiln/{name}") for name in ("one", "two", "three")]
    said = replace(courses[0], support={"creche": "no"})
    asked = replace(courses[1], support={"creche": "ask"})
    row = row_of("creche", said, asked, courses[2])
    assert (row.missing, row.of) == (2, 3)
    assert row.costs == "2 of 3 courses cannot be found by people who need a crèche."


def test_online_courses_have_no_place_that_could_be_step_free() -> None:
    online = a_course(runs=(a_run(venue=None, delivery="online"),))
    row = row_of("step-free", online)
    assert (row.missing, row.of, row.share) == (0, 0, None)
    assert row_of("step-free", a_course(), a_venue(access={})).missing == 1


def test_what_was_looked_over_long_ago_is_told() -> None:
    assert row_of("checked", a_course(checked=date(2026, 7, 1))).missing == 1
    assert row_of("checked", a_course(checked=date(2026, 11, 1))).missing == 0


def test_a_course_that_is_over_or_off_is_not_asked_about() -> None:
    over = a_run(starts=date(2026, 1, 13), ends=date(2026, 3, 24))
    assert row_of("places", a_course(runs=(over,))).of == 0
    assert row_of("places", a_course(runs=(a_run(state="cancelled"),))).of == 0
