"""A run as a calendar file, and all runs of a provider, a place, a topic or an area as one,
to subscribe to or to import: iCalendar (RFC 5545, RFC 7986).

One event for each line of the weekly pattern, repeated, with the days without a class left out. So
a class that moves by an hour or gains a day off is mended in calendars that have it already, where
one event for each meeting would leave the old ones standing.

That its events are of one run, REFID says (RFC 9253, section 9.3): so an import of ours, too, makes
one run of them again.

What a follower's calendar knows an event by has neither a date, a day nor a place in it: they may
all be mended (docs/decisions/0024-identities-of-runs.md).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from catalogue.exports import ics
from catalogue.exports.gate import File, Format
from catalogue.exports.ics import Calendar
from catalogue.exports.ids import lasting
from catalogue.exports.marking import within
from catalogue.sessions import cycle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House, HouseLanguage
    from catalogue.history import CourseHistory, RunHistory
    from catalogue.records import Course, Point, Run
    from catalogue.sessions import DaysHeld

FORMAT = Format(
    name="ical",
    title="Calendars (iCalendar)",
    purpose="The dates of one run, or of all at a place or on a topic, to follow in a calendar.",
    media_type="text/calendar",
    checked_by="A reader of calendars (icalendar).",
    addresses=(
        *("courses/{provider}/{course}/{run}.ics", "providers/{provider}/calendar.ics"),
        *("venues/{venue}/calendar.ics", "topics/{topic}/calendar.ics"),
        "areas/{area}/calendar.ics",
    ),
)
_NAMES = UUID("5c9d2b8e-6f0a-4d0f-9b57-3d1c1f0e8a41")
"""Where our events get their names. Another one would double every event people have imported."""
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What a calendar says beside the course's own words.

    `provider`, `where` and `cost` are finished words; `url` is the whole address of the course's
    page, and empty while the site has none; `phone_note` says that ringing costs extra, if it does,
    and `only_for` who alone may join.
    """

    provider: str
    where: str
    cost: str
    language: HouseLanguage
    zone: ZoneInfo
    point: Point | None = None
    url: str = ""
    phone_note: str = ""
    only_for: str = ""


class FollowedLists:
    """The events of runs that are not over, by what people may follow: a provider, a place, a
    topic or an area. An event is the same one, by the same name, wherever it is.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._events: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)

    def add(self, course: Course, run: Run, calendar: Calendar) -> None:
        """Put the events of a run where they belong."""
        topics = [("topic", topic) for topic in course.topics]
        places = [("venue", run.venue)] if run.venue else []
        areas = self._catalogue.places[run.venue].areas if run.venue else ()
        for where in (
            ("provider", course.provider),
            *topics,
            *places,
            *(("area", area) for area in areas),
        ):
            self._events[where] += calendar.events

    def named(self, house: House) -> Iterator[tuple[str, str, Sequence[bytes]]]:
        """Yield the page, the name and the events of each list. One that is empty now stays, for
        whoever follows it.
        """
        urls, catalogue = house.urls, self._catalogue
        for facet, page_of, named in (
            ("provider", urls.provider, {one.id: one.name for one in catalogue.providers.values()}),
            ("venue", urls.venue, {one.id: one.name for one in catalogue.venues.values()}),
            ("topic", urls.topic, _labels(house, "topics")),
            ("area", urls.area, _labels(house, "areas")),
        ):
            for key, name in named.items():
                yield page_of(key), name, self._events[facet, key]


def _labels(house: House, vocabulary: str) -> dict[str, str]:
    return {term.id: term.label for term in house.vocabularies[vocabulary].terms.values()}


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield a calendar for each run with dates, also where the course has been before.

    A run that is over keeps its file, and so does one that was taken out, which then says so:
    whoever is subscribed to it would otherwise be told of an error every day.
    """
    courses, lists = catalogue.courses, FollowedLists(catalogue)
    for course in courses.values():
        known = house.history[course.id]
        calendars = {
            run.key: run_calendar(
                course, run, catalogue.days_held(run), _told(catalogue, house, course, run), known
            )
            for run in course.runs
            if catalogue.has_sessions(run)
        }
        calendars |= {
            key: _gone_calendar(catalogue, house, course, key)
            for key, run in known.runs.items()
            if run.gone
        }
        for run in course.runs:
            if run.key in calendars and not run.is_over(catalogue.today):
                lists.add(course, run, calendars[run.key])
        for course_id in (course.id, *(old for old in course.previously if old not in courses)):
            for key, calendar in calendars.items():
                yield File(house.urls.calendar(course_id, key), calendar)
    for page, name, events in lists.named(house):
        whole = Calendar(name, catalogue.reference.city.zone, events)
        yield File(house.urls.list_calendar(page), whole)


def _told(catalogue: Catalogue, house: House, course: Course, run: Run) -> CalendarWords:
    said = house.words.of_run(course, run)
    return CalendarWords(
        provider=said.provider,
        where=said.where,
        cost=said.cost,
        language=house.language,
        zone=catalogue.reference.city.zone,
        point=catalogue.places[run.venue].point if run.venue else None,
        url=_page(house, course),
        phone_note=said.phone_note,
        only_for=said.only_for,
    )


def _page(house: House, course: Course) -> str:
    urls = house.urls
    return urls.absolute(urls.course(course.id)) if urls.origin else ""


def run_calendar(
    course: Course,
    run: Run,
    meetings: Sequence[DaysHeld],
    told: CalendarWords,
    known: CourseHistory,
) -> Calendar:
    """Make the calendar of a run that has these meetings. It depends on nothing else."""
    events = tuple(_events(course, run, meetings, told, known))
    return Calendar(_summary(course, run, told.language), told.zone, events)


def _gone_calendar(catalogue: Catalogue, house: House, course: Course, key: str) -> Calendar:
    """Make the calendar of a run that is not there any more: nothing but that it is so."""
    gettext, known = house.language.gettext, house.history[course.id]
    said = [gettext("These dates are not in our list any more. They may be off, or have changed.")]
    if page := _page(house, course):
        said.append(_look_here(house.language, page))
    title = within(gettext("No longer in our list: {title}"), course.title)
    stamp, version = _version(known.runs[key])
    event = ics.event(
        (
            ics.text("SUMMARY", title),
            f"DTSTART;VALUE=DATE:{known.runs[key].gone:%Y%m%d}",
            f"DTSTAMP:{stamp}",
            f"UID:{_uid(known, key, 1)}",
            version,
            ics.text("DESCRIPTION", "\n".join(said)),
            f"LAST-MODIFIED:{stamp}",
            "STATUS:CANCELLED",
            "TRANSP:TRANSPARENT",
        )
    )
    return Calendar(title, catalogue.reference.city.zone, (event,))


def _events(
    course: Course,
    run: Run,
    meetings: Sequence[DaysHeld],
    told: CalendarWords,
    known: CourseHistory,
) -> Iterator[bytes]:
    stamp, version = _version(known.runs[run.key])
    summary = ics.text("SUMMARY", _summary(course, run, told.language))
    said = [
        ics.text("DESCRIPTION", "\n".join(_description(course, run, told))),
        *((f"GEO:{told.point.latitude};{told.point.longitude}",) if told.point else ()),
        f"LAST-MODIFIED:{stamp}",
        ics.text("LOCATION", told.where),
        ics.text("REFID", f"{course.id}/{run.key}"),
        f"STATUS:{_STATUS.get(run.state, 'CONFIRMED')}",
        *((f"URL:{told.url}",) if told.url else ()),
    ]
    for number, held in enumerate(meetings, 1):
        if held.days:
            yield ics.event(
                (
                    summary,
                    ics.local("DTSTART", held.days[:1], held.line.start, told.zone),
                    ics.local("DTEND", held.days[:1], held.line.end, told.zone),
                    f"DTSTAMP:{stamp}",
                    f"UID:{_uid(known, run.key, number)}",
                    version,
                    *_repeated(run, held, told.zone),
                    *said,
                )
            )


def _uid(known: CourseHistory, run_key: str, number: int) -> str:
    """Name the event of a run's first, second … meeting of the week."""
    return str(lasting(_NAMES, known.key, run_key, str(number)))


def _repeated(run: Run, held: DaysHeld, zone: ZoneInfo) -> Iterator[str]:
    line, first, last = held.line, held.days[0], held.days[-1]
    if first == last:
        return
    interval = f";INTERVAL={line.every_weeks}" if line.every_weeks > 1 else ""
    yield f"RRULE:FREQ=WEEKLY;UNTIL={ics.utc(last, line.start, zone)}{interval}"
    every = cycle(line)
    missed = (day for day in run.no_class_on if first < day < last)
    if off := sorted(day for day in missed if (day - first).days % every == 0):
        yield ics.local("EXDATE", off, line.start, zone)


def _version(run: RunHistory) -> tuple[str, str]:
    """Return when a run last changed, and the line that says how often."""
    return f"{ics.plain(run.changed)}T000000Z", f"SEQUENCE:{run.version}"


def _summary(course: Course, run: Run, language: HouseLanguage) -> str:
    if run.state == "cancelled":
        return within(language.gettext("Cancelled: {title}"), course.title)
    if run.state == "postponed":
        return within(language.gettext("Postponed: {title}"), course.title)
    return course.title


def _description(course: Course, run: Run, told: CalendarWords) -> Iterator[str]:
    gettext = told.language.gettext
    if course.example:
        yield gettext("Example: this course is invented. You cannot join it.")
    if run.state == "cancelled":
        yield gettext("This has been cancelled. Ask about other dates.")
    if run.state == "postponed":
        yield gettext("This has been put off. The new date is not known yet.")
    if told.only_for:
        yield f"{told.only_for}."
    yield course.summary
    yield gettext("Who teaches it: {provider}").format(provider=told.provider)
    yield gettext("Cost: {cost}").format(cost=told.cost)
    if course.bring:
        yield gettext("What to bring: {things}").format(things=course.bring)
    if run.note:
        yield run.note
    yield from _ways_to_join(course, told)
    if told.url:
        yield _look_here(told.language, told.url)


def _look_here(language: HouseLanguage, url: str) -> str:
    words = language.gettext("Dates can change. Look here before you travel: {address}")
    return words.format(address=url)


def _ways_to_join(course: Course, told: CalendarWords) -> Iterator[str]:
    join, language = course.join, told.language
    if join.how:
        yield language.gettext("How to join: {how}").format(how=join.how)
    if join.phone:
        call = language.gettext("Call: {phone}").format(phone=join.phone)
        yield f"{call}. {told.phone_note}" if told.phone_note else call
    if join.email:
        yield language.gettext("E-mail: {email}").format(email=join.email)
    if join.url:
        yield language.gettext("Web: {address}").format(address=join.url)
