"""Dates that cannot be, or that somebody should look at again."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

from catalogue.rules import dates
from tests.builders import a_course, a_run, codes_of
from tests.conftest import TODAY


def test_a_run_of_a_few_weeks_is_fine() -> None:
    assert codes_of(dates, a_course()) == []


def test_a_run_on_one_day_is_fine() -> None:
    day = date(2027, 1, 12)
    assert codes_of(dates, a_course(runs=(a_run(starts=day, ends=day),))) == []


def test_the_last_day_may_not_be_before_the_first() -> None:
    course = a_course(runs=(a_run(ends=date(2027, 1, 11)),))
    assert codes_of(dates, course) == ["ends-before-start"]


def test_two_years_from_now_is_near_enough_and_a_day_more_is_not() -> None:
    near = TODAY.replace(year=2028)
    course = a_course(runs=(a_run(starts=near, ends=near),))
    assert codes_of(dates, course) == []
    far = near + timedelta(days=1)
    assert codes_of(dates, a_course(runs=(a_run(starts=far, ends=far),))) == ["start-far-away"]


def test_a_slip_in_the_century_is_seen_at_either_end() -> None:
    old = a_course(runs=(a_run(starts=date(1, 1, 1)),))
    assert codes_of(dates, old) == ["strange-year", "strange-year"]
    endless = a_course(runs=(a_run(ends=date(9999, 12, 31)),))
    assert codes_of(dates, endless) == ["strange-year"]


def test_thirty_years_ago_and_five_years_long_can_be_true_and_a_day_more_is_not() -> None:
    old = TODAY - timedelta(days=30 * 365)
    for days, codes in ((0, []), (1, ["strange-year"])):
        starts = old - timedelta(days=days)
        assert codes_of(dates, a_course(runs=(a_run(starts=starts, ends=None),))) == codes
        ends = a_run().starts + timedelta(days=5 * 365 + days)
        assert codes_of(dates, a_course(runs=(a_run(ends=ends),))) == (codes or ["long-run"])


def test_a_run_longer_than_a_year_is_asked_about_with_the_year_before() -> None:
    starts = a_run().starts
    for days, codes in ((364, []), (365, ["long-run"])):
        run = a_run(ends=starts + timedelta(days=days))
        assert codes_of(dates, a_course(runs=(run,))) == codes
    rolling = a_run(ends=starts + timedelta(days=400), rolling=True)
    assert codes_of(dates, a_course(runs=(rolling,))) == []


def test_a_new_run_that_is_over_is_asked_about_where_none_is_to_come() -> None:
    over = a_run(starts=date(2026, 1, 13), ends=date(2026, 3, 24))
    assert codes_of(dates, a_course(runs=(over,))) == ["already-over"]
    assert codes_of(dates, a_course(runs=(over, a_run()))) == []
    known = a_course(runs=(dataclasses.replace(over, id="k7m2p"),))
    assert codes_of(dates, known) == []


def test_a_rolling_run_without_a_last_day_is_fine() -> None:
    run = a_run(starts=date(2024, 1, 9), ends=None, rolling=True)
    assert codes_of(dates, a_course(runs=(run,))) == []


def test_nobody_can_apply_after_the_end() -> None:
    late = a_run(apply_by=date(2027, 3, 24))
    assert codes_of(dates, a_course(runs=(late,))) == ["apply-too-late"]
    assert codes_of(dates, a_course(runs=(a_run(apply_by=date(2027, 3, 23)),))) == []


def test_checked_today_is_fine_and_tomorrow_is_not() -> None:
    assert codes_of(dates, a_course(checked=TODAY)) == []
    tomorrow = a_course(checked=TODAY + timedelta(days=1))
    assert codes_of(dates, tomorrow) == ["checked-in-future"]


def test_after_a_year_somebody_should_check_again() -> None:
    assert codes_of(dates, a_course(checked=TODAY.replace(year=2025))) == []
    older = a_course(checked=date(2025, 11, 23))
    assert codes_of(dates, older) == ["checked-long-ago"]


def test_a_course_is_long_past_when_all_its_runs_are() -> None:
    over = a_run(starts=date(2025, 1, 14), ends=date(2025, 3, 25), id="k7m2p")
    assert codes_of(dates, a_course(runs=(over,))) == ["long-past"]
    assert codes_of(dates, a_course(runs=(over, a_run()))) == []


def test_the_first_and_last_day_of_the_calendar_break_nothing() -> None:
    course = a_course(
        checked=date(1, 1, 1),
        runs=(a_run(starts=date(1, 1, 1), ends=date(9999, 12, 31), apply_by=date(9999, 12, 31)),),
    )
    for today in (date(1, 1, 1), TODAY, date(9999, 12, 31)):
        codes_of(dates, course, today=today)
