"""When and where a run is, and whether one can join, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from catalogue.catalogue import can_join
from catalogue.site.language import fill, plain
from catalogue.site.views import course_words
from catalogue.site.views.words import (
    DayView,
    counted,
    day_letters,
    day_names,
    day_view,
    joined,
    near_date,
    near_day,
    number_words,
    short_date,
    span_words,
    times_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from catalogue.records import Course, Run, Venue, Weekly
    from catalogue.sessions import Session
    from catalogue.site.language import Language
    from catalogue.site.views.site import Site

_DATES = 16
"""How many dates a page lists: a term and more. The calendar has them all."""
_SPEAK_FOR_THEMSELVES = ("open", "over")
_NEXT_TO = timedelta(days=21)
"""How far apart days without a class may be to be said as one break."""
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class StripDay:
    """One of the seven days of the week strip. `name` is for scripts, in English."""

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

    @property
    def shut(self) -> bool:
        """Whether there is no place for anybody now."""
        return self.kind not in ("open", "few-left", "late")


@dataclass(frozen=True, slots=True)
class WhereView:
    """Where it is. Online, there is no `href`; `area` is the part of the city."""

    name: str
    href: str | None
    area: str
    address: str
    example: bool

    @property
    def line(self) -> str:
        """The name and the address, without marks."""
        return ", ".join(filter(None, (plain(self.name), self.address)))


@dataclass(frozen=True, slots=True)
class SessionView:
    """One dated meeting. `minutes` is how long it is, for scripts."""

    day: DayView
    times: str
    minutes: int


@dataclass(frozen=True, slots=True)
class RunView:
    """One run, fully worded. `begins` says its start as a sentence: Starts Tuesday 12 January
    2027. One that is `face_to_face` needs no word on how it is given. `places` says of how many the
    class is, `room` what its state means where that is more than its word says. `calendar` is the
    address of its dates, `subscription` that by which a calendar follows them; both may be
    empty."""

    key: str
    strip: tuple[StripDay, ...]
    meetings: tuple[MeetingView, ...]
    begins: str
    length: str
    delivery: str
    face_to_face: bool
    where: WhereView
    state: StateView
    sessions: tuple[SessionView, ...]
    sessions_heading: str
    no_class: str
    own_time: str
    places: str
    room: str
    apply_by: DayView | None
    note: str
    calendar: str
    subscription: str


def run_view(site: Site, course: Course, run: Run) -> RunView:
    """Word a run for the course page. No dates are listed of one that is over or off."""
    language, over = site.language, run.is_over(site.today)
    sessions = site.catalogue.sessions(run)
    to_come = _to_come(site, run, sessions)
    calendar = site.urls.calendar(course.id, run.key) if to_come else ""
    state = state_view(site, run)
    return RunView(
        key=run.key,
        strip=week_strip(language, frozenset(line.weekday for line in run.weekly)),
        meetings=meetings_of(language, run),
        begins=_beginning(site, run),
        length=_length(site, run, len(sessions)),
        delivery=site.term("delivery", run.delivery).label,
        face_to_face=run.delivery == "in-person",
        where=where_view(site, run),
        state=state,
        sessions=tuple(_session_view(language, session) for session in to_come[:_DATES])
        if len(sessions) > 1
        else (),
        sessions_heading=_sessions_heading(language, run, sessions, to_come),
        no_class=_no_class(site, run, sessions),
        own_time=_own_time(language, run),
        places=counted(language, *course_words.PLACES, run.places)
        if run.places and not state.shut
        else "",
        room="" if state.kind in _SPEAK_FOR_THEMSELVES else state.meaning,
        apply_by=day_view(language, run.apply_by) if run.apply_by and not over else None,
        note=run.note or "",
        calendar=calendar,
        subscription=site.urls.subscription(calendar) if calendar else "",
    )


def _to_come(site: Site, run: Run, sessions: list[Session]) -> list[Session]:
    if run.is_off:
        return []
    return [session for session in sessions if session.starts.date() >= site.today]


def _no_class(site: Site, run: Run, sessions: list[Session]) -> str:
    days = [day for day in sorted(run.no_class_on) if day >= site.today]
    if not days:
        return ""
    held = {session.starts.date() for session in sessions}
    breaks: list[list[date]] = []
    for day in days:
        last = breaks[-1][-1] if breaks else None
        if last and day - last <= _NEXT_TO and not any(last < one < day for one in held):
            breaks[-1].append(day)
        else:
            breaks.append([day])
    words = [
        short_date(site.language, days[0])
        if len(days) == 1
        else span_words(site.language, days[0], days[-1])
        for days in breaks
    ]
    sentence = site.language.gettext(course_words.NO_CLASS)
    return sentence.format(days=joined(site.language, words))


def _own_time(language: Language, run: Run) -> str:
    if run.own_time_hours is None:
        return ""
    sentence = language.gettext(course_words.OWN_HOURS)
    return sentence.format(hours=number_words(language, run.own_time_hours))


@cache
def week_strip(language: Language, days: frozenset[int]) -> tuple[StripDay, ...]:
    """The week, with the days on which people meet."""
    letters = day_letters(language)
    return tuple(
        StripDay(letters[number], name, number in days) for number, name in enumerate(_NAMES)
    )


def meetings_of(language: Language, run: Run) -> tuple[MeetingView, ...]:
    """The weekly pattern, days with the same times in one line."""
    if not run.weekly and run.delivery == "online":
        return (MeetingView(language.gettext(course_words.OWN_TIME), ""),)
    if not run.weekly:
        return (MeetingView(language.gettext(course_words.ASK_DAYS), ""),)
    lines: defaultdict[tuple[str, int], list[Weekly]] = defaultdict(list)
    for line in run.weekly:
        lines[times_words(language, line.start, line.end), line.every_weeks].append(line)
    once = run.starts == run.ends
    return tuple(
        MeetingView(_days_words(language, same, every, once), times)
        for (times, every), same in lines.items()
    )


def _days_words(language: Language, lines: Iterable[Weekly], every: int, once: bool) -> str:
    days = sorted({line.weekday for line in lines})
    names = [day_names(language)[day] for day in days]
    if once:
        return joined(language, names)
    if every > 1:
        sentence = language.gettext(course_words.EVERY[every])
        return sentence.format(days=joined(language, names))
    if days == [0, 1, 2, 3, 4]:
        return language.gettext(course_words.WEEKDAYS)
    return joined(language, [weekly_day(language, day) for day in days])


def weekly_day(language: Language, day: int) -> str:
    """Say a day on which people meet week after week, 0 for Mondays."""
    return language.gettext(course_words.WEEKLY[day])


def _beginning_words(site: Site, run: Run) -> tuple[str, date]:
    """Say when a run begins: a message with a place for a day, and the day."""
    today = site.today
    if run.is_off:
        return course_words.OFF, run.starts
    if run.is_over(today) and run.ends:
        return course_words.FINISHED, run.ends
    if run.rolling and run.starts > today:
        return course_words.ANY_WEEK_FROM, run.starts
    if run.rolling:
        return course_words.ANY_WEEK, run.starts
    if run.starts < today:
        return course_words.STARTED, run.starts
    if run.starts == today:
        return course_words.STARTS_TODAY, run.starts
    if run.starts == run.ends:
        return course_words.ON, run.starts
    return course_words.STARTS, run.starts


def _beginning(site: Site, run: Run) -> str:
    sentence, day = _beginning_words(site, run)
    begins = fill(site.language.gettext(sentence), day=near_day(site.language, day, site.today))
    if not (run.rolling and run.ends) or run.is_over(site.today) or run.is_off:
        return begins
    until = site.language.gettext(course_words.UNTIL)
    return fill(until, begins=begins, day=_short_day(site.language, run.ends))


def _short_day(language: Language, day: date) -> DayView:
    return DayView(short_date(language, day), day.isoformat())


def _length(site: Site, run: Run, sessions: int) -> str:
    language, length = site.language, length_words(site.language, run, sessions)
    if not run.ends or run.rolling or run.ends == run.starts or run.is_over(site.today):
        return length
    sentence = language.gettext(course_words.LENGTH_UNTIL)
    return fill(sentence, length=length, day=_short_day(language, run.ends))


def card_beginning(site: Site, run: Run) -> str:
    """Say when a run begins in few words, for lists."""
    if run.rolling and run.starts <= site.today and not (run.is_over(site.today) or run.is_off):
        return site.language.gettext("Join any week")
    sentence, day = _beginning_words(site, run)
    return site.language.gettext(sentence).format(day=near_date(site.language, day, site.today))


def length_words(language: Language, run: Run, sessions: int) -> str:
    """Say how long a run is: 10 weeks, one day, as long as you like."""
    if run.ends is None:
        return language.gettext(course_words.AS_LONG)
    if run.ends == run.starts:
        return language.gettext(course_words.ONE_DAY)
    number = (run.ends - run.starts).days // 7 + 1
    weeks = counted(language, *course_words.WEEKS, number)
    if not sessions:
        return weeks
    classes = counted(language, *course_words.CLASSES, sessions)
    return language.gettext(course_words.WEEKS_AND_CLASSES).format(weeks=weeks, classes=classes)


def where_view(site: Site, run: Run) -> WhereView:
    """Say where a run is."""
    if run.venue is None:
        name = course_words.ONLINE if run.delivery == "online" else course_words.ASK_WHERE
        return WhereView(site.language.gettext(name), None, "", "", example=False)
    venue = site.catalogue.venues[run.venue]
    return WhereView(
        name=site.language.theirs(venue.name),
        href=site.urls.venue(venue.id),
        area=area_words(site, venue),
        address=str(venue.address),
        example=venue.example,
    )


def area_words(site: Site, venue: Venue) -> str:
    """Say which part of the city a venue is in; where it counts as several, the one its name or
    address says, or the first."""
    # In English, as its address is.
    areas = [site.catalogue.term("areas", area) for area in site.catalogue.places[venue.id].areas]
    locality = venue.address.locality or ""
    for area in areas:
        if locality and locality.casefold() in (
            area.label.casefold(),
            *map(str.casefold, area.synonyms),
        ):
            return site.term("areas", area.id).label
    return site.term("areas", areas[0].id).label if areas else site.language.theirs(locality)


def state_view(site: Site, run: Run) -> StateView:
    """Say whether one can join a run."""
    today = site.today
    if run.is_over(today) and not run.is_off:
        return _state_of_ours(site, "over", course_words.OVER)
    if run.state == "open" and not can_join(run, today):
        too_late = run.apply_by and run.apply_by < today and run.starts >= today
        words = course_words.LATE_TO_APPLY if too_late else course_words.LATE
        return _state_of_ours(site, "late", words)
    term = site.term("states", run.state)
    return StateView(run.state, term.label, term.meaning)


def _state_of_ours(site: Site, kind: str, words: tuple[str, str]) -> StateView:
    text, meaning = map(site.language.gettext, words)
    return StateView(kind, text, meaning)


def _session_view(language: Language, session: Session) -> SessionView:
    starts, ends = session.starts, session.ends
    return SessionView(
        DayView(day_view(language, starts.date()).text, starts.isoformat(timespec="minutes")),
        times_words(language, starts.time(), ends.time()),
        (ends - starts) // timedelta(minutes=1),
    )


def _sessions_heading(
    language: Language, run: Run, sessions: list[Session], to_come: list[Session]
) -> str:
    if run.ends is None and len(to_come) <= _DATES:
        return language.gettext(course_words.HALF_YEAR)
    if len(sessions) == len(to_come) <= _DATES:
        return counted(language, *course_words.ALL_DATES, len(sessions))
    shown = min(len(to_come), _DATES)
    return counted(language, *course_words.NEXT_DATES, shown)
