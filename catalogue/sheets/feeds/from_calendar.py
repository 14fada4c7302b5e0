"""Reads an iCalendar file (RFC 5545), as calendars and the plugins of web sites write it.

Which days an event repeats on, dateutil reckons, and no further than three years. What the file
says of time zones is not read: zones are known by their names, and a file could describe one that
takes for ever to work out.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from catalogue.sheets.cells import Unreadable, Unsure
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.feeds.feed_rows import FeedRow, FeedRows
from catalogue.sheets.feeds.patterns import Meeting, local, meeting_of, say_when
from catalogue.sheets.feeds.recurrences import MOST_TIMES, all_of, moment_in, moment_key, times_of
from catalogue.sheets.opening.grids import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from icalendar.cal.component import Component

_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_OFF = re.compile(
    r"(?P<mark>Example: )?(?P<what>cancel+ed|postponed)\s*[:–—-]\s*(?P<title>\S.*)", re.I
)
_KEPT = {
    "SUMMARY": column.TITLE,
    "DESCRIPTION": column.DESCRIPTION,
    "LOCATION": column.VENUE,
    "REFID": column.GROUP,
}
_READ = (
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"),
    *("CATEGORIES", "URL", "CLASS", "X-COST", "X-COST-TYPE", "X-TICKETS-URL"),
)
_FOR_MACHINES = (
    *("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "PRIORITY", "GEO"),
    *("RELATED-TO", "X-ALT-DESC"),
)
_MOST_LINES = 150_000
"""Thirty for each event: the library takes a minute for a million."""
_TOO_BIG = "The calendar has more than {}. Ask for one of your own courses alone, from today on."
_DAMAGED = "The calendar is damaged, or was not downloaded whole: {why}. Download it anew."


def read_calendar(text: str, zone: ZoneInfo) -> FeedRows:
    """Return a row for each event, and for each run of ours whose events say that they are one.
    Raises Unreadable.
    """
    if len(re.findall(r"BEGIN:VEVENT", text, re.I)) >= MAX_ROWS:
        raise Unreadable(_TOO_BIG.format(f"{MAX_ROWS - 1:,} events"))
    feed = FeedRows("event", put_together=(column.DESCRIPTION,))
    left = MOST_TIMES
    for events in _grouped(_events(text)):
        row = FeedRow()
        feed.add(row)
        if _text(events[0].get("CLASS")).upper() in _PRIVATE:
            feed.pass_over("what is marked private")
            continue  # and its row stays empty, so that those after it have their numbers
        _say_facts(row, events[0], feed)
        try:
            left -= _say_times(row, events, zone)
        except Unreadable as error:
            row.broken = str(error)
        except (ValueError, OverflowError, TypeError, AttributeError) as error:
            row.broken = f"When it is, cannot be read: {error}."
        if left < 0:
            raise Unreadable(f"The events repeat on more than {MOST_TIMES:,} days.")
    _tell_of_series(feed)
    return feed


def _events(text: str) -> list[Component]:
    text = re.sub(r"\r?\n[ \t]", "", text)  # long lines are folded
    lines = list(_without_zones(text.splitlines()))
    if len(lines) > _MOST_LINES:
        raise Unreadable(_TOO_BIG.format(f"{_MOST_LINES:,} lines"))
    text = "\n".join(lines)
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise Unreadable(_DAMAGED.format(why="its last line is not END:VCALENDAR"))
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise Unreadable(_DAMAGED.format(why=str(error)[:200])) from None
    parts = chain.from_iterable(one.subcomponents for one in calendars)
    return [part for part in parts if part.name == "VEVENT"]


def _without_zones(lines: Iterable[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        name = line.strip().upper()
        inside = inside or name == "BEGIN:VTIMEZONE"
        if not inside:
            yield line
        inside = inside and name != "END:VTIMEZONE"


def _grouped(events: Iterable[Component]) -> list[list[Component]]:
    """Put events together that are one: a change of one time of a series with the series, which
    comes first, and those of one group, as our own exports have it (REFID, RFC 9253).
    """
    groups: dict[str, list[Component]] = {}
    for number, event in enumerate(events):
        key = str(event.get("REFID") or event.get("UID") or number)
        groups.setdefault(key, []).append(event)
    return [sorted(group, key=lambda one: "RECURRENCE-ID" in one) for group in groups.values()]


def _say_facts(row: FeedRow, event: Component, feed: FeedRows) -> None:
    for name in event:
        text = _text(event[name])
        if name in _KEPT:
            row.say(_KEPT[name], text)
        elif name not in (*_READ, *_FOR_MACHINES):
            feed.pass_over(name)
    row.say(column.TOPICS, ", ".join(map(_text, all_of(event.get("CATEGORIES")))))
    row.say(column.BOOKING, _text(event.get("X-TICKETS-URL")) or _text(event.get("URL")))
    is_free = _text(event.get("X-COST-TYPE")).lower() == "free"
    row.say(column.PRICE, "free" if is_free else _text(event.get("X-COST")))
    _say_state(row, _text(event.get("STATUS")).upper())


def _say_state(row: FeedRow, status: str) -> None:
    """Set whether it takes place, of which the title may speak as well."""
    found = _OFF.fullmatch(row.cells.get(column.TITLE, ""))
    if found and status in ("CANCELLED", "TENTATIVE"):
        row.say(column.TITLE, f"{found['mark'] or ''}{found['title']}")
        status = "POSTPONED" if found["what"].lower() == "postponed" else "CANCELLED"
    if status not in ("", "CONFIRMED"):
        row.say(column.STATE, status.capitalize())


def _text(value: Any) -> str:
    """Return what a property says; where it is there more than once, all of it."""
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, str):
        return str(value)
    return "" if value is None else str(getattr(value, "dt", value))


def _say_times(row: FeedRow, events: Sequence[Component], zone: ZoneInfo) -> int:
    """Set when the events of a row are, and return how many times that is. Raises Unreadable and
    what dateutil raises.
    """
    held: dict[Any, Meeting] = {}
    endless = False
    for event in events:
        starts = moment_in(event, "DTSTART")
        if starts is None:
            raise Unreadable("The event does not say when it begins (DTSTART).")
        length = _length(event, starts)
        if (instead_of := moment_in(event, "RECURRENCE-ID")) is not None:
            if event["RECURRENCE-ID"].params.get("RANGE"):
                raise Unreadable("It changes all later times of a series: give the series an end.")
            held.pop((_text(event.get("UID")), moment_key(instead_of)), None)
            if _text(event.get("STATUS")).upper() == "CANCELLED":
                continue
        found, goes_on = times_of(event, starts)
        endless = endless or goes_on
        for one in found:
            held[_text(event.get("UID")), moment_key(one)] = _meeting(one, length, zone)
    if not held:
        row.aside = "all of its times are cancelled"
        return 0
    first = moment_in(events[0], "DTSTART")
    if len(held) == 1 and first is not None:
        _say_once(row, first, _length(events[0], first), zone)
    else:
        say_when(row, held.values(), zone)
    _doubt(row, events[0], endless=endless)
    return len(held)


def _doubt(row: FeedRow, event: Component, *, endless: bool) -> None:
    if endless:
        row.say(column.ENDS, "no end")
        why = "The event repeats without an end. Write the last day."
        row.doubts[column.ENDS] = Unsure(why, choices=("join any week",))
    start: Any = event["DTSTART"]
    zone = str(start.params.get("TZID") or "")
    if zone and isinstance(start.dt, datetime) and start.dt.tzinfo is None:
        said = next(
            heading
            for heading in (column.SESSIONS, column.NOTE, column.STARTS)
            if heading in row.cells
        )
        why = f"We do not know the time zone “{zone}”. Are these the times here?"
        row.doubts[said] = Unsure(why, row.cells[said])


def _length(event: Component, starts: date) -> timedelta | None:
    """Return how long an event is; days that are whole count as such."""
    ends, lasts = moment_in(event, "DTEND"), getattr(event.get("DURATION"), "dt", None)
    if ends is not None:
        if isinstance(starts, datetime) and isinstance(ends, datetime):
            return ends - starts if bool(ends.tzinfo) == bool(starts.tzinfo) else None
        return timedelta(days=ends.toordinal() - starts.toordinal())
    return lasts if isinstance(lasts, timedelta) else None


def _meeting(starts: date, length: timedelta | None, zone: ZoneInfo) -> Meeting:
    if not isinstance(starts, datetime):
        return Meeting(starts)
    return meeting_of(local(starts, zone), None if length is None else local(starts + length, zone))


def _say_once(row: FeedRow, starts: date, length: timedelta | None, zone: ZoneInfo) -> None:
    """Set one time that may go over more than a day, of which nobody says when each begins."""
    over = length or timedelta()
    if not isinstance(starts, datetime):
        last = starts + max(over - timedelta(days=1), timedelta())
        row.say(column.STARTS, starts)
        row.say(column.ENDS, last if last > starts else None)
        return
    first, last_moment = local(starts, zone), local(starts + over, zone)
    if last_moment.date() > first.date() and last_moment - first > timedelta(hours=12):
        row.say(column.STARTS, f"{first:%Y-%m-%d %H:%M}")
        row.say(column.ENDS, f"{last_moment:%Y-%m-%d %H:%M}")
    else:
        say_when(row, [meeting_of(first, last_moment if length else None)], zone)


def _tell_of_series(feed: FeedRows) -> None:
    """Say where events have one title: nobody can tell a course of ten weeks from ten classes."""
    alone = (row for row in feed.rows if not row.aside and column.GROUP not in row.cells)
    titles = [row.cells.get(column.TITLE, "") for row in alone]
    for title in dict.fromkeys(titles):
        if title and (number := titles.count(title)) > 1:
            feed.told.append(
                f"{number} events are called “{title}”. Each is taken as a run that people can "
                "join by itself. If they are one, make it one event that repeats."
            )
