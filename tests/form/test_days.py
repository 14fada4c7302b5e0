"""Days as the form reckons with them, beside Python's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.form.conftest import Modules

DAYS = ("1969-12-31", "1970-01-01", "1999-12-31", "2026-11-24", "2027-03-28", "2028-02-29")
NO_DAYS = ("", "2027-02-29", "2027-13-01", "2027-1-1", "0000-01-01", "tomorrow", "2027-01-01T00:00")


@pytest.mark.parametrize("day", DAYS)
def test_days_are_moved_and_counted_as_python_does(modules: Modules, day: str) -> None:
    script = """({ daysBetween, numberOf, plus, weekdayOf }, day) =>
      [plus(day, 400), plus(day, -400), daysBetween("2026-11-24", day), weekdayOf(numberOf(day))]"""
    today = date.fromisoformat(day)
    later, before = today + timedelta(400), today - timedelta(400)
    away = (today - date(2026, 11, 24)).days
    assert modules.run("days.js", script, day) == [
        later.isoformat(),
        before.isoformat(),
        away,
        today.weekday(),
    ]


@pytest.mark.parametrize("text", [*NO_DAYS, None])
def test_what_is_no_day_is_none_and_nothing_comes_after_it(
    modules: Modules, text: str | None
) -> None:
    script = "({ isDay, plus }, text) => [isDay(text), plus(text, 1)]"
    assert modules.run("days.js", script, text) == [False, ""]


def test_no_day_comes_after_the_calendar_ends(modules: Modules) -> None:
    assert modules.run("days.js", "({ plus }, days) => plus('2027-01-01', days)", 10**12) == ""
