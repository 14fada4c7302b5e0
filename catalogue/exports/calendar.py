"""A run as a calendar file, to subscribe to or to import: iCalendar (RFC 5545, RFC 7986).

One event for each line of the weekly pattern, repeated, with the days without a class left out. So
a class that moves by an hour or gains a day off is mended in calendars that have it already, where
one event for each meeting would leave the old ones standing. Called by the site.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDDDLists,
    vText,
)

from catalogue.sessions import cycle, sessions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from catalogue.records import Course, Point, Run, Weekly
    from catalogue.sessions import Session
    from catalogue.site.language import Language

_PRODUCT = "-//Liverpool Community Learning//Course calendar//EN"
_NAMES = UUID("5c9d2b8e-6f0a-4d0f-9b57-3d1c1f0e8a41")
"""Where our events get their names. Another one would double every event people have imported."""
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_FIRST_VERSION = date(2000, 1, 1)
"""An event's version is the number of days from here to when its course was checked."""
_LONGEST_LINE = 75
_VTIMEZONE_GOES_BEFORE = b"\r\nBEGIN:VEVENT\r\n"


@dataclass(frozen=True, slots=True)
class Told:
    """What a calendar says beside the course's own words.

    `provider`, `where` and `cost` are finished words; `url` is the whole address of the course's
    page, and empty while the site has none.
    """

    provider: str
    where: str
    cost: str
    language: Language
    zone: ZoneInfo
    point: Point | None = None
    url: str = ""


def run_calendar(course: Course, run: Run, sessions: Sequence[Session], told: Told) -> bytes:
    """Write the calendar of a run that has these meetings: UTF-8, lines ended by CRLF.

    Depends on nothing but what it is given: it counts as changed when the course was checked.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # As vText, because the library would not escape these by itself.
    calendar.add("name", name := vText(_summary(course, run, told.language)))
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", vText(told.zone.key))
    calendar.add("refresh-interval", timedelta(days=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("P1D"))
    for event in _events(course, run, sessions[-1].starts.date(), told):
        calendar.add_component(event)
    # Folded here: the library looks at every letter, which takes a quarter of the time.
    written = b"".join(_folded(line.encode()) for line in calendar.content_lines() if line)
    head, event_mark, events = written.partition(_VTIMEZONE_GOES_BEFORE)
    return b"".join((head, b"\r\n", _clock_of(told.zone).rstrip(), event_mark, events))


def _folded(line: bytes) -> bytes:
    """Cut a line into pieces of at most 75 bytes, never within a letter (RFC 5545, section 3.1)."""
    pieces = []
    while len(line) > _LONGEST_LINE:
        cut = _LONGEST_LINE
        while line[cut] & 0b1100_0000 == 0b1000_0000:  # not the first byte of a letter
            cut -= 1
        pieces.append(line[:cut])
        line = b" " + line[cut:]
    return b"\r\n".join((*pieces, line, b""))


def _events(course: Course, run: Run, last: date, told: Told) -> Iterator[Event]:
    description = "\n".join(_description(course, run, told))
    seen: Counter[str] = Counter()
    for line in run.weekly:
        seen[line.day] += 1
        if not (meetings := sessions_of(replace(run, weekly=(line,)), last, told.zone)):
            continue
        event = Event()
        # Neither the time nor the date is part of the name: both may be mended.
        event.add("uid", str(uuid5(_NAMES, f"{course.id} {run.key} {line.day} {seen[line.day]}")))
        _add_times(event, meetings, line, told.zone)
        _add_version(event, course.checked)
        event.add("status", _STATUS.get(run.state, "CONFIRMED"))
        event.add("summary", _summary(course, run, told.language))
        event.add("description", description)
        event.add("location", told.where)
        if told.point:
            event.add("geo", (told.point.latitude, told.point.longitude))
        if told.url:
            event.add("url", told.url)
        yield event


def _add_times(event: Event, meetings: Sequence[Session], line: Weekly, zone: ZoneInfo) -> None:
    first, last = meetings[0], meetings[-1]
    event.add("dtstart", first.starts)
    event.add("dtend", first.ends)
    if first is last:
        return
    rule = {"freq": "weekly", "until": last.starts.astimezone(UTC)}
    event.add("rrule", rule | ({"interval": line.every_weeks} if line.every_weeks > 1 else {}))
    held = {meeting.starts.date() for meeting in meetings}
    days = range(first.starts.toordinal(), last.starts.toordinal(), cycle(line))
    missed = [day for day in map(date.fromordinal, days) if day not in held]
    if missed:
        off = [datetime.combine(day, line.start, zone) for day in missed]
        event.add("exdate", vDDDLists(off))


def _add_version(event: Event, checked: date) -> None:
    moment = datetime.combine(checked, time(), UTC)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", max((checked - _FIRST_VERSION).days, 0))


def _summary(course: Course, run: Run, language: Language) -> str:
    title = course.title
    if run.state == "cancelled":
        title = language.gettext("Cancelled: {title}").format(title=title)
    if run.state == "postponed":
        title = language.gettext("Postponed: {title}").format(title=title)
    if course.example:
        title = language.gettext("Example: {title}").format(title=title)
    return title


def _description(course: Course, run: Run, told: Told) -> Iterator[str]:
    gettext = told.language.gettext
    if course.example:
        yield gettext("Example: this course is invented. You cannot join it.")
    if run.state == "cancelled":
        yield gettext("This has been cancelled. Ask about other dates.")
    if run.state == "postponed":
        yield gettext("This has been put off. The new date is not known yet.")
    yield course.summary
    yield gettext("Who teaches it: {provider}").format(provider=told.provider)
    yield gettext("Cost: {cost}").format(cost=told.cost)
    if course.bring:
        yield gettext("What to bring: {things}").format(things=course.bring)
    if run.note:
        yield run.note
    yield from _ways_to_join(course, told.language)
    if told.url:
        yield gettext("Dates can change. Look here before you travel: {address}").format(
            address=told.url
        )


def _ways_to_join(course: Course, language: Language) -> Iterator[str]:
    join = course.join
    if join.how:
        yield language.gettext("How to join: {how}").format(how=join.how)
    if join.phone:
        yield language.gettext("Call: {phone}").format(phone=join.phone)
    if join.email:
        yield language.gettext("E-mail: {email}").format(email=join.email)
    if join.url:
        yield language.gettext("Web: {address}").format(address=join.url)


@cache
def _clock_of(zone: ZoneInfo) -> bytes:
    """Say when the clocks go forward and back: at one o'clock UTC on the last Sundays of March and
    October, in all of Europe since 1996 (in the UK by SI 2002/262).

    Written once: it is the same in every calendar.
    """
    written = Timezone()
    written.add("tzid", zone.key)
    winter, summer = (datetime(1996, month, 15, tzinfo=zone) for month in (1, 7))
    for season, month, day, before, after in (
        (TimezoneDaylight(), 3, 31, winter, summer),
        (TimezoneStandard(), 10, 27, summer, winter),
    ):
        offset = before.utcoffset() or timedelta()
        season.add("tzname", after.tzname())
        season.add("dtstart", datetime(1996, month, day, 1) + offset)
        season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        season.add("tzoffsetfrom", offset)
        season.add("tzoffsetto", after.utcoffset())
        written.add_component(season)
    raw: bytes = written.to_ical()
    return raw
