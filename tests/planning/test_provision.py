"""Hours of what is taught: by hand for a few runs, and that nothing is lost or counted twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.catalogue import Catalogue
from catalogue.planning.provision import ADDS_UP, ProvisionRow, provision
from tests.builders import a_course, a_run, a_session, a_venue, records_of
from tests.conftest import load

if TYPE_CHECKING:
    from catalogue.records import Course

TEN_WEEKS = a_run(
    starts=date(2027, 1, 12),
    ends=date(2027, 3, 23),
    weekly=(a_session("tuesday", "09:30", "11:30"),),
    no_class_on=frozenset({date(2027, 2, 16)}),
    places=12,
)


def table_of(*courses: Course) -> list[ProvisionRow]:
    catalogue = Catalogue.of(records_of(*courses, a_venue()), frozenset())
    return list(provision(catalogue).rows)


def one(rows: list[ProvisionRow], by: str, value: str, window: str = "year") -> ProvisionRow:
    (found,) = (row for row in rows if (row.window, row.by, row.id) == (window, by, value))
    return found


def test_ten_mornings_of_two_hours_for_twelve_people() -> None:
    """11 Tuesdays from 12 January to 23 March, less half-term."""
    row = one(table_of(a_course(runs=(TEN_WEEKS,))), "all", "all")
    assert (row.courses, row.runs, row.meetings, row.hours) == (1, 1, 10, 20)
    assert (row.learner_hours, row.hours_without_places) == (240, 0)


def test_terms_share_a_run_that_is_in_both() -> None:
    long = replace(TEN_WEEKS, starts=date(2026, 12, 1), ends=date(2027, 1, 12))
    rows = table_of(a_course(runs=(long,)))
    assert one(rows, "all", "all", "this-term").meetings == 5  # 1, 8, 15, 22 and 29 December
    assert one(rows, "all", "all", "next-term").meetings == 2
    assert one(rows, "all", "all", "all").meetings == 7


def test_places_that_are_not_known_are_told_and_not_guessed() -> None:
    row = one(table_of(a_course(runs=(replace(TEN_WEEKS, places=None),))), "all", "all")
    assert (row.hours, row.learner_hours, row.hours_without_places) == (20, 0, 20)


def test_what_goes_on_without_an_end_stands_apart() -> None:
    row = one(table_of(a_course(runs=(replace(TEN_WEEKS, ends=None, rolling=True),))), "all", "all")
    assert (row.runs, row.meetings, row.hours) == (0, 0, 0)
    assert row.open_ended_runs == 1
    assert row.open_ended_hours == 90  # 46 Tuesdays from 12 January to 23 November, less one


def test_what_is_cancelled_is_in_no_figure() -> None:
    row = one(table_of(a_course(runs=(replace(TEN_WEEKS, state="cancelled"),))), "all", "all")
    assert (row.courses, row.runs, row.hours, row.not_happening) == (0, 0, 0, 1)


def test_online_is_a_place_of_its_own() -> None:
    online = replace(TEN_WEEKS, venue=None, delivery="online")
    assert one(table_of(a_course(runs=(online,))), "ward", "online").hours == 20


def test_a_weekend_is_beside_the_times_of_day() -> None:
    lines = (a_session("saturday", "18:00", "19:00"), a_session("friday", "17:00", "18:00"))
    rows = table_of(a_course(runs=(replace(TEN_WEEKS, weekly=lines),)))
    assert {row.id for row in rows if row.by == "time"} == {"weekend", "evening"}


@pytest.mark.parametrize("by", ADDS_UP)
def test_nothing_is_lost_or_counted_twice(by: str) -> None:
    catalogue, _ = load()
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in provision(catalogue).rows:
        for figure in ("meetings", "hours", "learner_hours", "open_ended_hours"):
            sums[f"{row.window} {figure}", row.by] += getattr(row, figure)
    for (what, of), total in list(sums.items()):
        if of == by:
            assert total == pytest.approx(sums[what, "all"]), what
    assert sums["year meetings", by] > 100


def test_an_empty_catalogue_has_no_rows() -> None:
    assert table_of() == []
