"""What is taught: meetings, hours and learner-hours, by everything that people plan by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from catalogue.planning.slots import NOT_KNOWN, ONLINE, slots_of
from catalogue.planning.table import PlanningTable, says
from catalogue.planning.windows import windows_of
from catalogue.records import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.planning.slots import Slot
    from catalogue.planning.windows import Window

    Values = Callable[[Slot], Iterable[str]]

_MIDDAY, _EVENING = time(12), time(17)
_NO_MEETINGS = "no meetings"
ADDS_UP = (
    "all",
    "ward",
    "topic",
    "sector",
    "level",
    "day",
    "time",
    "delivery",
    "cost",
    "provider",
)
"""By which the figures add up to those of all: each meeting is under one value."""
COUNTS_TWICE = ("area", "any-topic", "audience", "support")
"""By which a meeting can be under several values, or none: these never add up."""


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """What is taught in a window, under one value of what it is counted by. Hours are by the clock;
    open-ended is what goes on until somebody stops it, and is in no other figure.
    """

    window: str = says("When")
    by: str = says("Counted by")
    id: str = says("Id")
    name: str = says("Name")
    courses: int = says("Courses", "courses")
    runs: int = says("Runs", "runs")
    meetings: int = says("Meetings", "meetings")
    hours: float = says("Hours", "hours")
    learner_hours: float = says("Learner-hours, where places are known", "hours × places")
    hours_without_places: float = says("Hours of runs whose places are not known", "hours")
    open_ended_runs: int = says("Open-ended runs", "runs")
    open_ended_hours: float = says("Their hours, if they go on to the end of the window", "hours")
    not_happening: int = says("Runs cancelled or postponed, in no other figure", "runs")


class Figures(NamedTuple):
    """What a slot adds to a row: who is counted once, None where that is not counted at all, and
    what is added up.
    """

    course: str | None
    run: str | None
    open_ended_run: str | None
    run_that_is_off: str | None
    meetings: int = 0
    minutes: int = 0
    learner_minutes: int = 0
    minutes_without_places: int = 0
    open_ended_minutes: int = 0


_COUNTED_ONCE = 4
"""How many of the figures stand for what is counted once."""


def provision(catalogue: Catalogue) -> PlanningTable[ProvisionRow]:
    """Return what is taught, by window and by each thing that it is counted by."""
    runs = (slot.run for slot in slots_of(catalogue))
    rows = provision_in(catalogue, windows_of(catalogue.today, runs))
    return PlanningTable("provision", "What is taught", ProvisionRow, rows, _NOTES)


def provision_in(
    catalogue: Catalogue,
    windows: Iterable[Window],
    of: Iterable[Slot] | None = None,
    by: Iterable[str] = (*ADDS_UP, *COUNTS_TWICE),
) -> tuple[ProvisionRow, ...]:
    """Return what is taught in some windows, `by` each thing that it can be counted by: all of it,
    or what is `of` some slots.
    """
    slots = list(slots_of(catalogue) if of is None else of)
    return tuple(
        row
        for window in windows
        for row in rows_of(catalogue, window, counted_in(window, slots), by)
    )


def counted_in(window: Window, slots: Iterable[Slot]) -> list[tuple[Slot, Figures]]:
    """Return the slots whose run goes on in a window, each with what it adds to its rows."""
    return [(slot, _figures(slot, window)) for slot in slots if slot.is_in(window)]


def _figures(slot: Slot, window: Window) -> Figures:
    course, run = slot.course.id, f"{slot.course.id} {slot.run.key}"
    if slot.run.is_off:
        return Figures(None, None, None, run)
    meetings = slot.meets_in(window)
    minutes = meetings * slot.minutes
    if slot.is_open_ended:
        return Figures(course, None, run, None, open_ended_minutes=minutes)
    places = slot.run.places
    if places is None:
        return Figures(course, run, None, None, meetings, minutes, 0, minutes)
    return Figures(course, run, None, None, meetings, minutes, minutes * places)


_NOTES = (
    "Hours are clock time from beginning to end. Hours in one's own time are in no figure.",
    "What is counted by area, any topic, audience or support can be under several values, or none: "
    "these do not add up to all.",
    "Evening is from 17:00 and afternoon from 12:00, by the beginning, on weekdays; weekend is "
    "Saturday and Sunday at any time.",
    "Online and what has no place that we know are rows of their own.",
)


def rows_of(
    catalogue: Catalogue,
    window: Window,
    counted: Iterable[tuple[Slot, Figures]],
    by: Iterable[str],
) -> Iterator[ProvisionRow]:
    """Yield what was counted in a window, `by` each thing that it can be counted by."""
    ways = _ways(catalogue)
    for name in by:
        values = ways[name]
        under: defaultdict[str, list[Figures]] = defaultdict(list)
        for slot, figures in counted:
            for value in values(slot):
                under[value].append(figures)
        for value in sorted(under):
            yield _row(catalogue, window, name, value, under[value])


def _row(
    catalogue: Catalogue, window: Window, by: str, value: str, added: Iterable[Figures]
) -> ProvisionRow:
    columns = list(zip(*added, strict=True))
    courses, runs, open_ended, off = map(_different, columns[:_COUNTED_ONCE])
    meetings, minutes, learner_minutes, without_places, open_ended_minutes = map(
        sum, columns[_COUNTED_ONCE:]
    )
    return ProvisionRow(
        window=window.id,
        by=by,
        id=value,
        name=_name(catalogue, by, value),
        courses=courses,
        runs=runs,
        meetings=meetings,
        hours=minutes / 60,
        learner_hours=learner_minutes / 60,
        hours_without_places=without_places / 60,
        open_ended_runs=open_ended,
        open_ended_hours=open_ended_minutes / 60,
        not_happening=off,
    )


def _different(names: Iterable[str | None]) -> int:
    """Return how many different ones there are, of those that count."""
    found = {*names}
    return len(found) - (None in found)


def _ways(catalogue: Catalogue) -> Mapping[str, Values]:
    """Return the values of a slot under each thing that it is counted by."""
    topics = catalogue.vocabularies["topics"].terms
    return {
        "all": lambda _slot: ("all",),
        "ward": lambda slot: (slot.ward,),
        "topic": lambda slot: slot.course.topics[:1],
        "sector": lambda slot: (topics[slot.course.topics[0]].sector_subject_area or NOT_KNOWN,),
        "level": lambda slot: (slot.course.level,),
        "day": lambda slot: (slot.line.day if slot.line else _NO_MEETINGS,),
        "time": lambda slot: (time_of(slot),),
        "delivery": lambda slot: (slot.run.delivery,),
        "cost": lambda slot: (slot.course.cost.kind,),
        "provider": lambda slot: (slot.course.provider,),
        "area": lambda slot: slot.place.areas if slot.place else (),
        "any-topic": lambda slot: slot.course.topics,
        "audience": lambda slot: slot.course.audiences,
        "support": lambda slot: (
            name for name, answer in slot.course.support.items() if answer == "yes"
        ),
    }


def time_of(slot: Slot) -> str:
    """Return the time of day of a slot. A weekend is beside the others."""
    if slot.line is None:
        return _NO_MEETINGS
    if slot.line.day in WEEKDAYS[5:]:
        return "weekend"
    if slot.line.start < _MIDDAY:
        return "morning"
    return "afternoon" if slot.line.start < _EVENING else "evening"


_VOCABULARIES = {
    "topic": "topics",
    "any-topic": "topics",
    "level": "levels",
    "day": "days",
    "delivery": "delivery",
    "cost": "cost-kinds",
    "audience": "audiences",
    "area": "areas",
    "support": "support",
}


def _name(catalogue: Catalogue, by: str, value: str) -> str:
    """Return what people call a value."""
    if by == "provider":
        return catalogue.providers[value].name
    terms = catalogue.vocabularies[_VOCABULARIES[by]].terms if by in _VOCABULARIES else {}
    words = {
        "all": "Everything",
        ONLINE: "Online",
        NOT_KNOWN: "Not known",
        _NO_MEETINGS: "No meetings",
    }
    return (
        terms[value].label
        if value in terms
        else words.get(value, value.capitalize() if by == "time" else value)
    )
