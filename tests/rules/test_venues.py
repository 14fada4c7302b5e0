"""Whether there is a place to go to."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalogue.records import Course, Venue
from catalogue.rules import venues
from catalogue.rules.nearest import Nearest
from tests.builders import a_course, a_run, a_venue, codes_of, mends_of, records_of


def course_of(**changes: Any) -> Course:
    """A course with one run that differs from the usual one."""
    return a_course(runs=(a_run(**changes),))


def shed_closed_on(year: int, month: int, day: int) -> Venue:
    """The shed, closed for good on a day."""
    return a_venue(closed_on=date(year, month, day))


def test_a_run_at_a_known_venue_is_fine() -> None:
    assert codes_of(venues, a_course()) == []


def test_a_slip_in_the_name_is_told_with_the_name_that_was_meant() -> None:
    assert codes_of(venues, course_of(venue="the-shedd")) == ["unknown-venue"]
    assert mends_of(venues, course_of(venue="the-shedd")) == ["Did you mean the-shed?"]


def test_a_venue_unlike_any_other_needs_a_file() -> None:
    assert mends_of(venues, course_of(venue="moon")) == [
        "Add content/venues/moon.yaml, or choose one that is there."
    ]


def test_only_an_online_run_has_no_venue() -> None:
    assert codes_of(venues, course_of(venue=None)) == ["no-venue"]
    assert codes_of(venues, course_of(venue=None, delivery="blended")) == ["no-venue"]
    assert codes_of(venues, course_of(venue=None, delivery="online")) == []
    assert codes_of(venues, course_of(delivery="online")) == ["venue-online"]


def test_a_run_may_end_before_its_venue_closes() -> None:
    assert codes_of(venues, a_course(), shed_closed_on(2027, 3, 24)) == []
    assert codes_of(venues, a_course(), shed_closed_on(2027, 3, 23)) == ["venue-closed"]


def test_a_rolling_run_outlives_its_venue() -> None:
    rolling = course_of(ends=None, rolling=True)
    assert codes_of(venues, rolling, shed_closed_on(2030, 1, 1)) == ["venue-closed"]


def test_a_venue_closes_until_the_day_before_and_has_closed_on_the_day() -> None:
    rolling = course_of(starts=date(2026, 9, 1), ends=None, rolling=True)
    for day, word in ((24, "closed"), (25, "closes")):
        [found] = venues.check(records_of(rolling, shed_closed_on(2026, 11, day)))
        assert found.what.startswith(f"The Shed {word} for good on ")


def test_past_and_cancelled_runs_may_be_where_nothing_is_now() -> None:
    past = course_of(starts=date(2026, 1, 6), ends=date(2026, 3, 24))
    assert codes_of(venues, past, shed_closed_on(2026, 2, 1)) == []
    assert codes_of(venues, course_of(state="cancelled"), shed_closed_on(2026, 2, 1)) == []


def test_only_the_first_fifty_unknown_names_are_searched_for() -> None:
    nearest = Nearest(lambda: {"the-shed": ()})
    slips = [f"the-shed{number}" for number in range(60)]
    assert [nearest.to(slip) for slip in slips] == ["the-shed"] * 50 + [None] * 10
    assert nearest.to(slips[0]) == "the-shed"
