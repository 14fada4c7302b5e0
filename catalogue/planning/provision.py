"""What is taught: meetings, hours and learner-hours, by everything that people plan by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING

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


@dataclass(slots=True)
class _Tally:
    courses: set[str] = field(default_factory=set)
    runs: set[tuple[str, str]] = field(default_factory=set)
    open_ended: set[tuple[str, str]] = field(default_factory=set)
    off: set[tuple[str, str]] = field(default_factory=set)
    meetings: int = 0
    minutes: int = 0
    learner_minutes: int = 0
    minutes_without_places: int = 0
    open_ended_minutes: int = 0

    def add(self, slot: Slot, run: tuple[str, str], meetings: int, minutes: int) -> None:
        """Count the meetings of a slot, whose run is known by its course and its key."""
        if slot.run.is_off:
            self.off.add(run)
            return
        self.courses.add(slot.course.id)
        if slot.is_open_ended:
            self.open_ended.add(run)
            self.open_ended_minutes += minutes
            return
        self.runs.add(run)
        self.meetings += meetings
        self.minutes += minutes
        if slot.run.places is None:
            self.minutes_without_places += minutes
        else:
            self.learner_minutes += minutes * slot.run.places


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
    every = _ways(catalogue)
    ways = {name: every[name] for name in by}
    slots = [
        (slot, [(by, value) for by, values in ways.items() for value in values(slot)])
        for slot in (slots_of(catalogue) if of is None else of)
    ]
    return tuple(row for window in windows for row in _rows(catalogue, slots, window, ways))


_NOTES = (
    "Hours are clock time from beginning to end. Hours in one's own time are in no figure.",
    "What is counted by area, any topic, audience or support can be under several values, or none: "
    "these do not add up to all.",
    "Evening is from 17:00 and afternoon from 12:00, by the beginning, on weekdays; weekend is "
    "Saturday and Sunday at any time.",
    "Online and what has no place that we know are rows of their own.",
)


def _rows(
    catalogue: Catalogue,
    slots: Iterable[tuple[Slot, Iterable[tuple[str, str]]]],
    window: Window,
    ways: Iterable[str],
) -> Iterator[ProvisionRow]:
    tallies: defaultdict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for slot, keys in slots:
        if slot.is_in(window):
            meetings, run = slot.meets_in(window), (slot.course.id, slot.run.key)
            minutes = meetings * slot.minutes
            for key in keys:
                tallies[key].add(slot, run, meetings, minutes)
    for by in ways:
        found = {value: tally for (of, value), tally in tallies.items() if of == by}
        for value in sorted(found):
            yield _row(catalogue, window, by, value, found[value])


def _row(catalogue: Catalogue, window: Window, by: str, value: str, tally: _Tally) -> ProvisionRow:
    return ProvisionRow(
        window=window.id,
        by=by,
        id=value,
        name=_name(catalogue, by, value),
        courses=len(tally.courses),
        runs=len(tally.runs),
        meetings=tally.meetings,
        hours=tally.minutes / 60,
        learner_hours=tally.learner_minutes / 60,
        hours_without_places=tally.minutes_without_places / 60,
        open_ended_runs=len(tally.open_ended),
        open_ended_hours=tally.open_ended_minutes / 60,
        not_happening=len(tally.off),
    )


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
