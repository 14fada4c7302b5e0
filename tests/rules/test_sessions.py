"""The weekly pattern of a run against its dates."""

from __future__ import annotations

import dataclasses
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from catalogue.records import Course, Weekly
from catalogue.rules import sessions
from tests.builders import a_course, a_run, a_session, codes_of, mends_of, records_of


def course_of(**changes: Any) -> Course:
    """A course with one run that differs from the usual one."""
    return a_course(runs=(a_run(**changes),))


def test_a_usual_run_is_fine() -> None:
    assert codes_of(sessions, a_course()) == []


def test_a_session_ends_after_it_begins() -> None:
    for end in ("09:30", "01:30"):
        course = course_of(weekly=(a_session(start="09:30", end=end),))
        assert codes_of(sessions, course) == ["ends-before-it-begins"]


def test_a_weekday_that_never_comes_is_told_with_the_day_that_was_meant() -> None:
    day = date(2027, 1, 12)
    course = course_of(starts=day, ends=day, weekly=(a_session("monday"),))
    assert codes_of(sessions, course) == ["day-never-comes"]
    assert mends_of(sessions, course) == [
        "Did you mean tuesday? If it goes on for longer, add its last day as ends."
    ]


def test_a_short_run_may_miss_a_weekday() -> None:
    # Tuesday to Thursday
    course = course_of(ends=date(2027, 1, 14), weekly=(a_session(), a_session("friday")))
    assert codes_of(sessions, course) == ["day-never-comes"]


def test_every_second_week_counts_from_the_week_of_the_first_day() -> None:
    # The Monday of the first week has passed, so the next one is two weeks later: 25 January.
    fortnightly = (a_session("monday", every=2),)
    assert codes_of(sessions, course_of(ends=date(2027, 1, 24), weekly=fortnightly)) == [
        "day-never-comes"
    ]
    assert codes_of(sessions, course_of(ends=date(2027, 1, 25), weekly=fortnightly)) == []


def test_a_day_all_of_whose_dates_are_left_out_never_comes() -> None:
    day = date(2027, 1, 12)
    course = course_of(starts=day, ends=day, no_class_on=frozenset([day]))
    found = list(sessions.check(records_of(course)))
    assert [one.what for one in found] == ["Every Tuesday of this run is in no_class_on."]


def test_a_day_off_must_be_a_day_of_class() -> None:
    assert codes_of(sessions, course_of(no_class_on=frozenset([date(2027, 2, 16)]))) == []
    monday = course_of(no_class_on=frozenset([date(2027, 2, 15)]))
    assert codes_of(sessions, monday) == ["no-class-anyway"]
    assert mends_of(sessions, monday) == [
        "The run meets on Tuesday: correct the date, or delete it."
    ]


def test_a_day_off_in_the_wrong_year_is_told_as_such() -> None:
    course = course_of(no_class_on=frozenset([date(2026, 2, 17)]))
    assert mends_of(sessions, course) == [
        "Look at the year again; the run starts on Tuesday 12 January 2027."
    ]


def test_a_day_off_on_the_first_or_the_last_day_is_in_the_right_year() -> None:
    for name, day in (("starts", date(2027, 1, 13)), ("ends", date(2027, 3, 24))):
        changed = course_of(**{name: day, "no_class_on": frozenset([day])})
        assert mends_of(sessions, changed)[-1] == (
            "The run meets on Tuesday: correct the date, or delete it."
        )


def test_people_are_shown_days_on_which_there_is_a_class() -> None:
    assert mends_of(sessions, course_of(starts=date(2027, 1, 13)))[0].startswith(
        "Write starts: 2027-01-19 for the first class"
    )
    assert mends_of(sessions, course_of(ends=date(2027, 3, 26)))[0].startswith(
        "Write ends: 2027-03-23 for the last class"
    )


def test_odd_hours_are_asked_about_once() -> None:
    for start, end, said in (
        (time(7), time(9), "it is 19:00"),
        (time(7), time(21), "19:00"),
        (time(20), time(22, 30), "it is 10:30"),
        (time(10), time(10, 10), "that short"),
    ):
        weekly = (Weekly("tuesday", start, end),)
        [mend] = mends_of(sessions, course_of(weekly=weekly))
        assert said in mend


def test_an_evening_is_in_the_evening() -> None:
    course = dataclasses.replace(course_of(), title="Evening pottery")
    assert codes_of(sessions, course) == ["no-evening"]


def test_a_bank_holiday_on_the_last_day_is_told() -> None:
    good_friday = date(2027, 3, 26)
    friday = {"starts": date(2027, 1, 15), "weekly": (a_session("friday"),)}
    course = course_of(ends=good_friday, **friday)
    assert codes_of(sessions, course) == ["bank-holiday"]
    before = course_of(ends=good_friday - timedelta(days=7), **friday)
    assert codes_of(sessions, before) == []


def test_bank_holidays_are_named_once_for_each_run() -> None:
    # Good Friday and the early May bank holiday fall in this run.
    course = course_of(
        starts=date(2027, 3, 1),
        ends=date(2027, 5, 7),
        weekly=(a_session("monday"), a_session("friday")),
        no_class_on=frozenset([date(2027, 3, 29)]),
    )
    [found] = sessions.check(records_of(course))
    assert found.code is sessions.BANK_HOLIDAY
    assert found.mend == "Add 2027-03-26 and 2027-05-03 to no_class_on, unless you do meet."


def test_a_bank_holiday_that_has_passed_cannot_be_mended() -> None:
    course = course_of(
        starts=date(2026, 3, 2), ends=date(2026, 12, 14), weekly=(a_session("monday"),)
    )
    assert codes_of(sessions, course) == []


def test_a_cancelled_run_has_no_class_on_a_bank_holiday() -> None:
    course = course_of(
        starts=date(2027, 3, 1),
        ends=date(2027, 5, 10),
        weekly=(a_session("monday"),),
        state="cancelled",
    )
    assert codes_of(sessions, course) == []


def test_a_rolling_run_is_looked_at_for_half_a_year() -> None:
    # Of the Fridays, Christmas Day and New Year's Day are near; Good Friday 2028 is not.
    course = course_of(
        starts=date(2026, 9, 4), ends=None, rolling=True, weekly=(a_session("friday"),)
    )
    [found] = sessions.check(records_of(course))
    assert "25 December 2026" in found.what
    assert "2028" not in found.what


def test_half_a_year_ends_on_the_183rd_day() -> None:
    course = course_of(
        starts=date(2026, 1, 2), ends=None, rolling=True, weekly=(a_session("friday"),)
    )
    # 183 and 184 days before Christmas Day, which is a Friday.
    assert codes_of(sessions, course, today=date(2026, 6, 25)) == ["bank-holiday"]
    assert codes_of(sessions, course, today=date(2026, 6, 24)) == []


def test_people_must_see_when_to_come() -> None:
    assert codes_of(sessions, course_of(weekly=())) == ["no-times"]
    assert codes_of(sessions, course_of(weekly=(), own_time_hours=Decimal(20))) == []
    assert codes_of(sessions, course_of(weekly=(), delivery="online", venue=None)) == []
    over = course_of(weekly=(), starts=date(2026, 1, 6), ends=date(2026, 1, 6))
    assert codes_of(sessions, over) == []


def test_sessions_of_a_run_may_not_overlap() -> None:
    long_day = a_session(start="09:00", end="17:00")
    inside = (
        long_day,
        a_session(start="10:00", end="11:00"),
        a_session(start="12:00", end="13:00"),
    )
    assert codes_of(sessions, course_of(weekly=inside)) == ["sessions-overlap"] * 2
    after = (a_session(), a_session(start="11:30", end="12:30"))
    assert codes_of(sessions, course_of(weekly=after)) == []
    other_day = (a_session(), a_session("wednesday"))
    assert codes_of(sessions, course_of(weekly=other_day)) == []


def test_dates_the_wrong_way_round_are_not_told_twice() -> None:
    assert codes_of(sessions, course_of(ends=date(2026, 3, 23))) == []


def test_the_first_and_last_day_of_the_calendar_break_nothing() -> None:
    for starts, ends in ((date(1, 1, 1), date(9999, 12, 31)), (date(9999, 12, 31), None)):
        for weekly in ((), (a_session(every=6), a_session("sunday"))):
            days = frozenset([date(1, 1, 1), date(9999, 12, 31)])
            course = course_of(starts=starts, ends=ends, weekly=weekly, no_class_on=days)
            for today in (starts, date(2026, 11, 24)):
                codes_of(sessions, course, today=today)
