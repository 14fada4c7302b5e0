"""The rules and the site must agree on which days a run meets."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import WEEKDAYS, Run
from catalogue.rules.days import day_text, has_class_on, takes_place
from catalogue.sessions import sessions_of
from tests.builders import a_run, a_session
from tests.conftest import LONDON

STARTS = date(2026, 9, 1)
runs = st.builds(
    lambda start, length, lines, out: a_run(
        starts=start,
        ends=start + timedelta(days=length),
        weekly=tuple(a_session(day, every=every) for day, every in lines),
        no_class_on=frozenset(start + timedelta(days=days) for days in out),
    ),
    st.dates(STARTS, STARTS + timedelta(days=13)),
    st.integers(0, 60),
    st.lists(st.tuples(st.sampled_from(WEEKDAYS), st.integers(1, 6)), max_size=3),
    st.sets(st.integers(-3, 63), max_size=5),
)


@given(runs)
def test_the_days_are_those_of_the_dated_sessions(run: Run) -> None:
    assert run.ends
    met = {session.starts.date() for session in sessions_of(run, run.ends, LONDON)}
    around = [run.starts + timedelta(days=days) for days in range(-7, 70)]
    expected = {day for day in around if has_class_on(run, day) and day not in run.no_class_on}
    assert met == expected


@given(runs)
def test_a_line_takes_place_where_it_has_a_dated_session(run: Run) -> None:
    assert run.ends
    for line in run.weekly:
        alone = a_run(starts=run.starts, ends=run.ends, weekly=(line,), no_class_on=run.no_class_on)
        assert takes_place(run, line) == bool(sessions_of(alone, run.ends, LONDON))


def test_a_day_is_said_as_people_say_it() -> None:
    assert day_text(date(2027, 1, 5)) == "Tuesday 5 January 2027"
    assert day_text(date(1, 1, 1)) == "Monday 1 January 1"
