"""Keeps the invented examples alive: their dates go stale, and are moved on by whole weeks.

Used by `scripts/refresh_examples.py` and by the build, which says when it is time. Touches nothing
but what says `example: true`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from catalogue.records import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.fields import Field

_A_YEAR = timedelta(weeks=52)


def are_stale(catalogue: Catalogue) -> bool:
    """Whether fewer than half of the example courses still have a run ahead of them."""
    examples = [course for course in catalogue.courses.values() if course.example]
    ahead = [
        course
        for course in examples
        if any(run.rolling or run.starts >= catalogue.today for run in course.runs)
    ]
    return len(ahead) * 2 < len(examples)


def weeks_behind(catalogue: Catalogue) -> int:
    """Return how many whole weeks have gone by since any example was last checked."""
    checked = [course.checked for course in catalogue.courses.values() if course.example]
    return max((catalogue.today - max(checked)).days // 7, 0) if checked else 0


def moved(values: Mapping[str, Any], weeks: int, holidays: Mapping[date, str]) -> dict[str, Any]:
    """Return the values of an example course with every date moved on by `weeks`.

    Weekdays stay as they are. Where a class comes to fall on a bank holiday, there is none.
    """
    by = timedelta(weeks=weeks)
    runs = [_moved_run(run, by, holidays) for run in values["runs"]]
    return {**values, "runs": runs, "checked": _moved_day(values["checked"], by)}


def moved_plan(values: Mapping[str, Any], fields: Iterable[Field], weeks: int) -> dict[str, Any]:
    """Return the values of an example priority or bid with every day of its fields moved on."""
    kinds = {field.name: field for field in fields}
    return {name: _moved_value(value, kinds[name], weeks) for name, value in values.items()}


def _moved_value(value: Any, field: Field, weeks: int) -> Any:
    match field.kind:
        case "day":
            return _moved_day(value, timedelta(weeks=weeks))
        case "group":
            return moved_plan(value, field.parts, weeks)
        case "groups":
            return [moved_plan(one, field.within, weeks) for one in value]
        case _:
            return value


def _moved_run(
    run: Mapping[str, Any], by: timedelta, holidays: Mapping[date, str]
) -> dict[str, Any]:
    names = [name for name in ("starts", "ends", "apply_by") if name in run]
    dated = {name: _moved_day(run[name], by) for name in names}
    off = {_moved_day(day, by) for day in run.get("no_class_on", ())}
    first = date.fromisoformat(dated["starts"])
    last = date.fromisoformat(dated["ends"]) if "ends" in dated else first + _A_YEAR
    sessions = run.get("sessions", ())
    every_week = {session["day"] for session in sessions if "every_weeks" not in session}
    off |= {
        day.isoformat()
        for day in holidays
        if first <= day <= last and WEEKDAYS[day.weekday()] in every_week
    }
    return {**run, **dated, **({"no_class_on": sorted(off)} if off else {})}


def _moved_day(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()


def without_examples(catalogue: Catalogue) -> tuple[Catalogue, int]:
    """Return the catalogue with nothing invented in it, and how many courses that left out."""
    kept = {course.id: course for course in catalogue.courses.values() if not course.example}
    invented = {
        *(f"courses/{course.id}/" for course in catalogue.courses.values() if course.example),
        *(f"venues/{venue.id}/" for venue in catalogue.venues.values() if venue.example),
        *(f"providers/{who.id}/" for who in catalogue.providers.values() if who.example),
    }
    real = replace(
        catalogue,
        courses=kept,
        providers={who.id: who for who in catalogue.providers.values() if not who.example},
        venues={venue.id: venue for venue in catalogue.venues.values() if not venue.example},
        addresses=tuple(one for one in catalogue.addresses if one.address not in invented),
        priorities={one.id: one for one in catalogue.priorities.values() if not one.example},
        bids={one.id: one for one in catalogue.bids.values() if not one.example},
    )
    return real, len(catalogue.courses) - len(kept)
