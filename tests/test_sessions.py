"""The meetings of a run, on the clock that hangs on the wall in Liverpool."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import WEEKDAYS, Run, Weekly
from catalogue.sessions import sessions_of
from tests.conftest import LONDON


def run(starts: str, ends: str | None, *weekly: Weekly, but: tuple[str, ...] = ()) -> Run:
    return Run(
        "key",
        date.fromisoformat(starts),
        date.fromisoformat(ends) if ends else None,
        rolling=ends is None,
        weekly=weekly,
        no_class_on=frozenset(map(date.fromisoformat, but)),
    )


def at(day: str, start: str = "10:00", end: str = "12:00", every: int = 1) -> Weekly:
    return Weekly(day, time.fromisoformat(start), time.fromisoformat(end), every)


FAR = date(2030, 1, 1)


def days(one: Run, until: date = FAR) -> list[str]:
    return [str(session.starts.date()) for session in sessions_of(one, until, LONDON)]


def test_every_week_from_the_first_day_to_the_last() -> None:
    one = run("2027-01-12", "2027-02-02", at("tuesday"))
    assert days(one) == ["2027-01-12", "2027-01-19", "2027-01-26", "2027-02-02"]


def test_a_run_that_starts_in_the_middle_of_a_week() -> None:
    one = run("2027-01-13", "2027-01-25", at("monday"), at("thursday"))
    assert days(one) == ["2027-01-14", "2027-01-18", "2027-01-21", "2027-01-25"]


def test_a_single_day() -> None:
    assert days(run("2027-01-12", "2027-01-12", at("tuesday"))) == ["2027-01-12"]
    assert days(run("2027-01-12", "2027-01-12", at("monday"))) == []
    assert days(run("2027-01-12", "2027-01-12")) == []


def test_no_class_means_no_class() -> None:
    one = run("2027-01-12", "2027-01-26", at("tuesday"), but=("2027-01-19", "2027-01-20"))
    assert days(one) == ["2027-01-12", "2027-01-26"]


def test_every_second_week_is_counted_from_the_week_of_the_first_day() -> None:
    # Tuesday the 12th is in the first week, so the Monday of that week is over: the next that
    # counts is in the third.
    one = run("2027-01-12", "2027-02-08", at("monday", every=2), at("tuesday", every=2))
    assert days(one) == ["2027-01-12", "2027-01-25", "2027-01-26", "2027-02-08"]
    assert days(run("2027-01-12", "2027-02-10", at("wednesday", every=3))) == [
        "2027-01-13",
        "2027-02-03",
    ]


def test_two_meetings_on_a_day_come_in_their_order() -> None:
    one = run("2027-01-12", "2027-01-12", at("tuesday", "13:00", "15:00"), at("tuesday"))
    assert [session.starts.hour for session in sessions_of(one, FAR, LONDON)] == [10, 13]


def test_a_run_without_end_goes_on_to_the_day_that_is_asked_for() -> None:
    one = run("2026-09-01", None, at("friday"))
    assert days(one, date(2026, 9, 18)) == ["2026-09-04", "2026-09-11", "2026-09-18"]
    assert days(one, date(2026, 8, 1)) == []


def test_a_run_with_an_end_never_goes_on_after_it() -> None:
    one = run("2026-09-01", "2026-09-11", at("friday"))
    assert days(one) == ["2026-09-04", "2026-09-11"]
    assert days(one, date(2026, 9, 5)) == ["2026-09-04"]


@pytest.mark.parametrize(
    ("starts", "ends", "before", "after"),
    [
        ("2026-10-23", "2026-10-30", "09:00", "10:00"),  # clocks go back on Sunday the 25th
        ("2027-03-26", "2027-04-02", "10:00", "09:00"),  # clocks go forward on Sunday the 28th
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(
    starts: str, ends: str, before: str, after: str
) -> None:
    first, second = sessions_of(run(starts, ends, at("friday")), FAR, LONDON)
    assert first.starts.time() == second.starts.time() == time(10)
    assert [f"{one.starts.astimezone(UTC):%H:%M}" for one in (first, second)] == [before, after]
    assert second.starts.date() - first.starts.date() == timedelta(weeks=1)
    assert second.starts.astimezone(UTC) - first.starts.astimezone(UTC) != timedelta(weeks=1)


def test_a_class_on_the_day_the_clocks_change() -> None:
    (morning,) = sessions_of(run("2027-03-28", "2027-03-28", at("sunday")), FAR, LONDON)
    assert morning.starts.utcoffset() == timedelta(hours=1)
    assert morning.starts == datetime(2027, 3, 28, 9, tzinfo=UTC)
    (back,) = sessions_of(run("2026-10-25", "2026-10-25", at("sunday")), FAR, LONDON)
    assert back.starts.utcoffset() == timedelta(0)
    assert back.starts.tzinfo is LONDON


@pytest.mark.parametrize(
    ("starts", "ends"), [("9999-12-20", "9999-12-31"), ("0001-01-01", "0001-01-20")]
)
@pytest.mark.parametrize("every", [1, 6])
def test_the_ends_of_the_calendar(starts: str, ends: str, every: int) -> None:
    weekly = [at(day, every=every) for day in WEEKDAYS]
    found = sessions_of(run(starts, ends, *weekly), date.max, LONDON)
    assert len(found) == (len({*map(str, days(run(starts, ends, *weekly), date.max))}))
    assert found


@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 200),
    st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    st.integers(1, 6),
    st.sets(st.integers(0, 200)),
)
def test_meetings_are_the_right_days_of_the_right_weeks(
    starts: date, length: int, on: set[str], every: int, off: set[int]
) -> None:
    ends = starts + timedelta(days=length)
    free = frozenset(starts + timedelta(days=number) for number in off)
    weekly = tuple(Weekly(day, time(10), time(11), every) for day in sorted(on))
    found = [
        one.starts.date()
        for one in sessions_of(
            Run("k", starts, ends, weekly=weekly, no_class_on=free), FAR.replace(year=2040), LONDON
        )
    ]
    monday = starts - timedelta(days=starts.weekday())
    wanted = [
        day
        for day in (starts + timedelta(days=number) for number in range(length + 1))
        if WEEKDAYS[day.weekday()] in on
        and (day - monday).days // 7 % every == 0
        and day not in free
    ]
    assert found == wanted
