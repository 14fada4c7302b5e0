"""Meetings are reckoned as they are listed on the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from catalogue.planning.slots import Slot
from catalogue.planning.windows import Window, term_at, year_from
from catalogue.records import WEEKDAYS, Run
from catalogue.sessions import sessions_of
from tests.builders import a_course, a_run, a_session
from tests.conftest import TODAY

LONDON = ZoneInfo("Europe/London")
DAYS = some.dates(date(2026, 9, 1), date(2027, 8, 31))


@some.composite
def runs(draw: some.DrawFn) -> Run:
    first = draw(DAYS)
    last = draw(some.one_of(some.none(), some.dates(first, first + timedelta(days=400))))
    off = draw(some.frozensets(some.dates(first, first + timedelta(days=200)), max_size=5))
    line = replace(
        a_session(draw(some.sampled_from(WEEKDAYS))), every_weeks=draw(some.integers(1, 6))
    )
    return a_run(starts=first, ends=last, rolling=last is None, no_class_on=off, weekly=(line,))


@given(runs(), DAYS, some.integers(0, 400))
def test_meetings_are_those_of_the_pages(run: Run, first: date, days: int) -> None:
    window = Window("w", "", first, first + timedelta(days=days))
    slot = Slot(a_course(runs=(run,)), run, run.weekly[0], None)
    listed = [one for one in sessions_of(run, window.last, LONDON) if first <= one.starts.date()]
    assert slot.meets_in(window) == len(listed)


def test_a_year_is_today_and_364_days_on() -> None:
    year = year_from(TODAY)
    assert (year.first, year.last) == (date(2026, 11, 24), date(2027, 11, 23))


def test_every_day_is_in_one_term() -> None:
    days = [date(2027, 1, 1) + timedelta(days=ahead) for ahead in range(365)]
    terms = {term_at(day, "t").name: term_at(day, "t") for day in days}
    assert list(terms) == ["Spring 2027", "Summer 2027", "Autumn 2027"]
    assert sum((term.last - term.first).days + 1 for term in terms.values()) == 365
