"""From when to when things are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.records import Run

_TERMS = (("Spring", (1, 1), (3, 31)), ("Summer", (4, 1), (8, 31)), ("Autumn", (9, 1), (12, 31)))
_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both counted. `id` is lasting; `name` has the days in words."""

    id: str
    name: str
    first: date
    last: date


def year_from(today: date) -> Window:
    """Return the next twelve months: today and 364 days on."""
    return Window("year", "The next 12 months", today, today + _YEAR)


def term_at(day: date, window_id: str) -> Window:
    """Return the term that a day is in."""
    spans = ((name, date(day.year, *first), date(day.year, *last)) for name, first, last in _TERMS)
    name, first, last = next(span for span in spans if span[1] <= day <= span[2])
    return Window(window_id, f"{name} {day.year}", first, last)


def term_called(text: str) -> Window | None:
    """Return the term that people call so, such as “spring 2027”; None if it is none."""
    name, _, year = text.strip().capitalize().partition(" ")
    for called, first, _last in _TERMS:
        if called == name and year.isascii() and year.isdigit() and len(year) == 4:
            return term_at(date(int(year), *first), text.strip().lower().replace(" ", "-"))
    return None


def term_before(term: Window, window_id: str) -> Window:
    """Return the term before another."""
    return term_at(term.first - timedelta(days=1), window_id)


def windows_of(today: date, runs: Iterable[Run]) -> tuple[Window, ...]:
    """Return the windows of the tables: the year, this term and the next, and all days there are.
    What goes on without an end is counted to the end of the year in the last one too.
    """
    year, term = year_from(today), term_at(today, "this-term")
    days = [day for run in runs for day in (run.starts, run.ends) if day]
    all_days = Window("all", "All there is", min([today, *days]), max([year.last, *days]))
    following = term_at(term.last + timedelta(days=1), "next-term")
    return (year, term, following, all_days)
