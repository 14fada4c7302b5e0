"""Reads courses and events of schema.org as JSON-LD: a row for each time that one is given.

Values stand as text, as a thing with a name, in a list, or by their @id elsewhere in the same data:
all are read alike. https://schema.org/Course, https://schema.org/Event
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from catalogue.records import WEEKDAYS, Weekly
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.feeds.feed_rows import FeedRow, FeedRows, pounds
from catalogue.sheets.feeds.patterns import local, meeting_of, say_pattern, say_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zoneinfo import ZoneInfo

Thing = dict[str, Any]
_MODES = {"onsite": "In person", "online": "Online", "blended": "Partly online"}
_ATTENDANCE = {
    "OfflineEventAttendanceMode": "In person",
    "OnlineEventAttendanceMode": "Online",
    "MixedEventAttendanceMode": "Partly online",
}
_STATES = {"EventCancelled": "Cancelled", "EventPostponed": "Postponed"}
_AS_PLANNED = ("", "EventScheduled", "EventRescheduled", "EventMovedOnline")
_OF_COURSE = {
    column.TITLE: "name",
    column.DESCRIPTION: "description",
    column.LEVEL: "educationalLevel",
    column.NEEDS: "coursePrerequisites",
    "Qualification: Name of the qualification": "educationalCredentialAwarded",
}
_HANDLED = {
    *(*_OF_COURSE.values(), "provider", "organizer", "inLanguage", "teaches", "about", "audience"),
    *("offers", "isAccessibleForFree", "url", "hasCourseInstance", "startDate", "endDate"),
    *("courseSchedule", "eventSchedule", "location", "courseMode", "eventAttendanceMode", "image"),
    *("eventStatus", "maximumAttendeeCapacity", "identifier", "dateModified", "mainEntityOfPage"),
}


def read_json_ld(values: Iterable[Any], zone: ZoneInfo) -> FeedRows:
    """Return the rows of all courses and events in some JSON-LD. Raises Unreadable."""
    feed = FeedRows("run", put_together=(column.DESCRIPTION,))
    things = list(_things(values))
    by_id = {thing["@id"]: thing for thing in things if _is_whole(thing)}

    def get(thing: Thing, name: str) -> list[Any]:
        return [
            by_id.get(one["@id"], one) if _is_link(one) else one for one in _list(thing.get(name))
        ]

    courses = [thing for thing in things if "Course" in _types(thing) and thing.get("name")]
    given = {id(run) for course in courses for run in get(course, "hasCourseInstance")}
    events = [thing for thing in things if _is_event(thing) and id(thing) not in given]
    for course in courses:
        facts = _facts(course, feed, get)
        for run in get(course, "hasCourseInstance") or [{}]:
            feed.add(_row(facts, run if isinstance(run, dict) else {}, get, zone))
    for event in events:
        if event.get("name"):
            feed.add(_row(_facts(event, feed, get), event, get, zone))
    return feed


def _things(values: Iterable[Any]) -> Iterator[Thing]:
    """Yield every thing, however deep it is in others, in the order of the data; but for what an
    event is only a part of.
    """
    waiting = list(values)[::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            inside = (one for name, one in value.items() if name != "superEvent")
            waiting += list(inside)[::-1]
        elif isinstance(value, list):
            waiting += value[::-1]


def _is_whole(thing: Thing) -> bool:
    return isinstance(thing.get("@id"), str) and len(thing) > 1


def _is_link(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str)


def _types(thing: Thing) -> list[str]:
    return [_last(one) for one in _list(thing.get("@type")) if isinstance(one, str)]


def _is_event(thing: Thing) -> bool:
    return any(one.endswith("Event") or one == "CourseInstance" for one in _types(thing))


def _facts(thing: Thing, feed: FeedRows, get: Callable[[Thing, str], list[Any]]) -> dict[str, str]:
    """Return what each row says of the course itself."""
    row = FeedRow()
    for heading, name in _OF_COURSE.items():
        row.say(heading, ", ".join(_names(get(thing, name))))
    row.say(
        column.ORGANISATION, ", ".join(_names(get(thing, "provider") or get(thing, "organizer")))
    )
    row.say(column.LANGUAGES, ", ".join(_names(get(thing, "inLanguage"), "alternateName")))
    row.say(column.LEARN, "\n".join(_names(get(thing, "teaches"))))
    row.say(column.TOPICS, ", ".join(_names(get(thing, "about"))))
    row.say(column.WHO_FOR, ", ".join(_names(get(thing, "audience"), "audienceType")))
    offers = [one for one in get(thing, "offers") if isinstance(one, dict)]
    row.say(column.PRICE, _price(thing, offers))
    page = _word(thing.get("url"))
    row.say(column.PAGE, page)
    row.say(column.BOOKING, next(filter(None, (_word(one.get("url")) for one in offers)), page))
    for name in thing.keys() - _HANDLED:
        if not name.startswith("@"):
            feed.pass_over(name)
    return row.cells


def _price(thing: Thing, offers: list[Thing]) -> str:
    """Say the prices as one would write them; what is not in pounds is asked about."""
    found = [_amount(offer) for offer in offers]
    if not any(found):
        return "free" if thing.get("isAccessibleForFree") in (True, "true", "True") else ""
    return " to ".join(dict.fromkeys(filter(None, found)))


def _amount(offer: Thing) -> str:
    low, high = (_word(offer.get(name)) for name in ("lowPrice", "highPrice"))
    price = _word(offer.get("price")) or (
        low if low == high else " to ".join(filter(None, (low, high)))
    )
    if not re.fullmatch(r"\d+(?:\.\d+)?", price):
        return price
    currency = _word(offer.get("priceCurrency")) or "GBP"
    return pounds(float(price)) if currency == "GBP" or not float(price) else f"{price} {currency}"


def _row(
    facts: dict[str, str], run: Thing, get: Callable[[Thing, str], list[Any]], zone: ZoneInfo
) -> FeedRow:
    row = FeedRow(dict(facts))
    row.say(column.VENUE, next(filter(None, map(_place, get(run, "location"))), ""))
    row.say(column.PLACES, _word(run.get("maximumAttendeeCapacity")))
    mode = _word(run.get("courseMode"))
    attendance = _last(_word(run.get("eventAttendanceMode")))
    row.say(
        column.MODE,
        _MODES.get(_last(mode).lower(), mode) or _ATTENDANCE.get(attendance, attendance),
    )
    status = _last(_word(run.get("eventStatus")))
    if status not in _AS_PLANNED:
        row.say(column.STATE, _STATES.get(status, status))
    schedules = [
        one
        for one in (*get(run, "courseSchedule"), *get(run, "eventSchedule"))
        if isinstance(one, dict)
    ]
    if schedules:
        _say_schedules(row, run, schedules)
    else:
        _say_moments(row, run, zone)
    return row


def _say_moments(row: FeedRow, run: Thing, zone: ZoneInfo) -> None:
    """Set the first and the last day, of which a single day may have times."""
    first, last = (_word(run.get(name)) for name in ("startDate", "endDate"))
    try:
        begins, ends = (
            local(datetime.fromisoformat(one), zone) if one else None for one in (first, last)
        )
    except (ValueError, OverflowError):
        row.say(column.STARTS, first)
        row.say(column.ENDS, last)
        return
    if begins and ":" in first and (ends is None or ends.date() == begins.date()):
        say_when(row, [meeting_of(begins, ends if ":" in last else None)], zone)
        return
    for heading, moment, text in ((column.STARTS, begins, first), (column.ENDS, ends, last)):
        if moment:
            row.say(heading, f"{moment:%Y-%m-%d %H:%M}" if ":" in text else moment.date())


def _say_schedules(row: FeedRow, run: Thing, schedules: list[Thing]) -> None:
    """Set a weekly pattern. What is none is shown as it stands, and asked about."""
    for heading, name in ((column.STARTS, "startDate"), (column.ENDS, "endDate")):
        days = [_word(run.get(name)), *(_word(one.get(name)) for one in schedules)]
        row.say(heading, next((day[:10] for day in days if day), ""))
    off = dict.fromkeys(
        _word(day)[:10] for one in schedules for day in _list(one.get("exceptDate"))
    )
    row.say(column.OFF, ", ".join(off))
    names = ("byDay", "startTime", "endTime", "repeatFrequency", "repeatCount")
    shown = (
        f"{name} {said}" for one in schedules for name in names if (said := _word(one.get(name)))
    )
    lines = (line for one in schedules for line in _lines(one, row))
    say_pattern(row, lines, ", ".join(shown) or "a schedule")


def _lines(schedule: Thing, row: FeedRow) -> Iterator[Weekly]:
    """Yield a line for each day of the week. Raises ValueError, TypeError and KeyError."""
    every = re.fullmatch(r"(?:P([1-6])W|weekly)?", _word(schedule.get("repeatFrequency")), re.I)
    if not every:
        raise ValueError(schedule["repeatFrequency"])
    start, end = (
        time.fromisoformat(schedule[name]).replace(tzinfo=None, second=0)
        for name in ("startTime", "endTime")
    )
    days = [_last(_word(day)).lower() for day in _list(schedule.get("byDay"))]
    if not days:
        days = [WEEKDAYS[date.fromisoformat(row.cells[column.STARTS]).weekday()]]
    for day in days:
        named = [one for one in WEEKDAYS if one == day or one[:2] == day]
        yield Weekly(named[0] if named else _unknown(day), start, end, int(every[1] or 1))


def _unknown(day: str) -> str:
    raise ValueError(day)


def _place(place: Any) -> str:
    """Say a place by its name and postcode."""
    if not isinstance(place, dict):
        return _word(place)
    if "VirtualLocation" in _types(place):
        return "Online"
    address = place.get("address")
    code = _word(address.get("postalCode")) if isinstance(address, dict) else _word(address)
    return ", ".join(filter(None, (_word(place.get("name")), code)))


def _names(values: Iterable[Any], *also: str) -> Iterator[str]:
    """Yield what texts say, and what things are called."""
    for value in values:
        of_thing = (
            [_word(value.get(name)) for name in (*also, "name")] if isinstance(value, dict) else []
        )
        if word := next(filter(None, of_thing), "") or _word(value):
            yield word


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _word(value: Any) -> str:
    """Return a value that is one text or number, also where it stands in a list or as a @value."""
    if isinstance(value, list):
        return next(filter(None, map(_word, value)), "")
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value).strip() if isinstance(value, str | int | float) and value is not True else ""


def _last(address: str) -> str:
    """Return the last word of a term's address: https://schema.org/Tuesday."""
    return re.split(r"[/#:]", address)[-1]
