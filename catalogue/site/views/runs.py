"""When and where a run is, and whether one can join, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from catalogue.catalogue import can_join
from catalogue.site.views.words import (
    DAY_NAMES,
    DayView,
    counted,
    day_view,
    joined,
    short_date,
    times_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from catalogue.records import Run, Venue, Weekly
    from catalogue.sessions import Session
    from catalogue.site.views.site import Site

_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


@dataclass(frozen=True, slots=True)
class StripDay:
    """One of the seven days of the week strip."""

    letter: str
    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One line of the weekly pattern: which days, and from when to when."""

    days: str
    times: str


@dataclass(frozen=True, slots=True)
class StateView:
    """Whether one can join: `kind` picks the shape and colour, `text` says it, `meaning` explains
    it."""

    kind: str
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WhereView:
    """Where it is. Online, there is no `href`; `area` is the part of the city."""

    name: str
    href: str | None
    area: str
    address: str
    example: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """One dated meeting."""

    day: str
    times: str
    iso: str


@dataclass(frozen=True, slots=True)
class RunView:
    """One run, fully worded. `begins` says its start as a sentence: Starts Tuesday 12 January
    2027."""

    key: str
    strip: tuple[StripDay, ...]
    meetings: tuple[MeetingView, ...]
    begins: str
    begins_word: str
    begins_day: DayView
    ends: DayView | None
    length: str
    delivery: str
    where: WhereView
    state: StateView
    sessions: tuple[SessionView, ...]
    sessions_heading: str
    no_class: str
    own_time: str
    places: str
    apply_by: DayView | None
    note: str


def run_view(site: Site, run: Run) -> RunView:
    """Word a run for the course page."""
    sessions = site.catalogue.sessions(run)
    word, day = beginning(run, site.today)
    return RunView(
        key=run.key,
        strip=week_strip(frozenset(line.weekday for line in run.weekly)),
        meetings=meetings_of(run),
        begins=f"{word} {day.text}",
        begins_word=word,
        begins_day=day,
        ends=day_view(run.ends) if run.ends and run.ends != run.starts else None,
        length=length_words(run, len(sessions)),
        delivery=site.catalogue.term("delivery", run.delivery).label,
        where=where_view(site, run),
        state=state_view(site, run),
        sessions=tuple(map(_session_view, sessions)) if len(sessions) > 1 else (),
        sessions_heading=_sessions_heading(run, sessions),
        no_class=joined([short_date(day) for day in sorted(run.no_class_on)]),
        own_time=_own_time(run),
        places=f"{counted(run.places, 'place')} in all" if run.places else "",
        apply_by=day_view(run.apply_by) if run.apply_by else None,
        note=run.note or "",
    )


def _own_time(run: Run) -> str:
    if run.own_time_hours is None:
        return ""
    # A Decimal may say 20 as 2E+1; :f never does.
    return f"About {run.own_time_hours:f} hours of learning in your own time"


@cache
def week_strip(days: frozenset[int]) -> tuple[StripDay, ...]:
    """The week, with the days on which people meet."""
    return tuple(StripDay(name[0], name, number in days) for number, name in enumerate(DAY_NAMES))


def meetings_of(run: Run) -> tuple[MeetingView, ...]:
    """The weekly pattern, days with the same times in one line."""
    if not run.weekly:
        online = run.delivery == "online"
        return (MeetingView("In your own time" if online else "Ask for days and times", ""),)
    lines: defaultdict[tuple[str, int], list[Weekly]] = defaultdict(list)
    for line in run.weekly:
        lines[times_words(line.start, line.end), line.every_weeks].append(line)
    once = run.starts == run.ends
    return tuple(
        MeetingView(_days_words(same, every, once), times) for (times, every), same in lines.items()
    )


def _days_words(lines: Iterable[Weekly], every: int, once: bool) -> str:
    days = [DAY_NAMES[number] for number in sorted({line.weekday for line in lines})]
    if once:
        return joined(days)
    if every > 1:
        return f"Every {_ORDINALS[every]} {joined(days)}"
    if days == list(DAY_NAMES[:5]):
        return "Monday to Friday"
    return joined([f"{day}s" for day in days])


def beginning(run: Run, today: date) -> tuple[str, DayView]:
    """Say when a run begins: a word, and the day it is about."""
    if run.is_over(today) and run.ends:
        return "Finished", day_view(run.ends)
    if run.rolling:
        if run.starts > today:
            return "Join any week from", day_view(run.starts)
        return "Join any week. It began on", day_view(run.starts)
    if run.starts < today:
        return "Started", day_view(run.starts)
    if run.starts == today:
        return "Starts today,", day_view(run.starts)
    return ("On" if run.starts == run.ends else "Starts"), day_view(run.starts)


def card_beginning(run: Run, today: date) -> str:
    """Say when a run begins in few words, for lists."""
    if run.rolling and run.starts <= today and not run.is_over(today):
        return "Join any week"
    word, day = beginning(run, today)
    return f"{word} {day.text.partition(' ')[2]}"


def length_words(run: Run, sessions: int) -> str:
    """Say how long a run is: 10 weeks, one day, as long as you like."""
    if run.ends is None:
        return "As long as you like"
    if run.ends == run.starts:
        return "One day"
    weeks = counted((run.ends - run.starts).days // 7 + 1, "week")
    return f"{weeks}, {counted(sessions, 'class', 'classes')}" if sessions else weeks


def where_view(site: Site, run: Run) -> WhereView:
    """Say where a run is."""
    if run.venue is None:
        name = "Online, from home" if run.delivery == "online" else "Ask where"
        return WhereView(name, None, "", "", example=False)
    venue = site.catalogue.venues[run.venue]
    return WhereView(
        name=venue.name,
        href=site.urls.venue(venue.id),
        area=area_words(site, venue),
        address=address_words(venue),
        example=venue.example,
    )


def area_words(site: Site, venue: Venue) -> str:
    """Say which part of the city a venue is in; where it counts as several, the one its name or
    address says, or the first."""
    areas = [site.catalogue.term("areas", area) for area in site.catalogue.places[venue.id].areas]
    locality = venue.address.locality or ""
    for area in areas:
        if locality and locality.casefold() in (
            area.label.casefold(),
            *map(str.casefold, area.synonyms),
        ):
            return area.label
    return areas[0].label if areas else locality


def address_words(venue: Venue) -> str:
    """Say an address in one line."""
    address = venue.address
    parts = (address.street, address.locality, address.town, address.postcode)
    return ", ".join(filter(None, parts))


def state_view(site: Site, run: Run) -> StateView:
    """Say whether one can join a run."""
    today = site.today
    if run.is_over(today):
        return StateView("over", "Finished", "It is over.")
    if run.state == "open" and not can_join(run, today):
        if run.apply_by and run.apply_by < today and run.starts >= today:
            return StateView("late", "Ask about late places", "The last day to apply has passed.")
        return StateView("late", "Already started", "Ask if you can still join.")
    term = site.catalogue.term("states", run.state)
    return StateView(run.state, term.label, term.meaning)


def _session_view(session: Session) -> SessionView:
    return SessionView(
        day_view(session.starts.date()).text,
        times_words(session.starts.time(), session.ends.time()),
        session.starts.strftime("%Y-%m-%dT%H:%M"),
    )


def _sessions_heading(run: Run, sessions: list[Session]) -> str:
    if run.ends is None:
        return "Dates in the next six months"
    return f"All {counted(len(sessions), 'date')}"
