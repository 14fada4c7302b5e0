"""Reads services of Open Referral UK 3.0: a row for each place and time of one.

A page of an API (`contents`), a list or one service. https://openreferraluk.org
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Any

from catalogue.records import WEEKDAYS, Weekly
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.feeds.feed_rows import FeedRow, FeedRows, pounds
from catalogue.sheets.feeds.patterns import say_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

_DAYS = {day[:2].upper(): day for day in WEEKDAYS}
_OFF = re.compile(r"No class on (.+?)\.?", re.I)
_GONE = ("inactive", "defunct")
_HANDLED = {
    *("id", "name", "description", "url", "email", "status", "organization", "organization_id"),
    *("schedules", "service_at_locations", "languages", "cost_options", "contacts", "attributes"),
    *("last_modified", "fees_description", "phones", "program", "metadata", "service_areas"),
}
_SHOWN = ("alert", "accreditations", "assured_date", "fees", "minimum_age", "maximum_age")


def read_services(value: Any, _zone: ZoneInfo) -> FeedRows:
    """Return the rows of all services. Raises Unreadable."""
    feed = FeedRows("schedule", put_together=(column.DESCRIPTION, column.PRICE))
    found = value.get("contents", value) if isinstance(value, dict) else value
    services = found if isinstance(found, list) else [found]
    for service in services:
        if not isinstance(service, dict) or not service.get("name"):
            raise Unreadable(
                "The feed has parts that are no services with a name. Of Open Referral UK, take "
                "the list of services, or one service."
            )
        for name in service.keys() - _HANDLED - {*_SHOWN}:
            feed.pass_over(name)
        for row in _rows(service, feed):
            feed.add(row)
    if isinstance(value, dict) and value.get("last_page") is False:
        number, pages = value.get("page_number"), value.get("total_pages")
        feed.told.append(
            f"This is page {number} of {pages}: the services of the others are in them."
        )
    return feed


def _rows(service: dict[str, Any], feed: FeedRows) -> Iterator[FeedRow]:
    facts = _facts(service)
    places = [
        (_place(one.get("location")), _runs(one.get("schedules")))
        for one in _dicts(service.get("service_at_locations"))
    ]
    bare = [where for where, runs in places if not runs]
    of_service = _runs(service.get("schedules"))
    times = [(where, run) for where, runs in places for run in runs]
    if len(bare) == 1 and (of_service or not times):
        where = bare.pop()
        times += [(where, run) for run in of_service or [[]]]
    else:
        times += [("", run) for run in of_service]
    for where in bare:
        feed.told.append(
            f"{facts[column.TITLE]} at {where or 'a place'}: the feed says no times there."
        )
    for where, schedules in times or [("", [])]:
        row = FeedRow(dict(facts))
        row.say(column.VENUE, where)
        _say_when(row, schedules)
        _say_status(row, _text(service.get("status")))
        yield row


def _facts(service: dict[str, Any]) -> dict[str, str]:
    row = FeedRow()
    row.say(column.TITLE, _text(service.get("name")))
    row.say(column.DESCRIPTION, _text(service.get("description")))
    row.say(column.BOOKING, _text(service.get("url")))
    row.say(column.ORGANISATION, _text(_dict(service.get("organization")).get("name")))
    contacts = _dicts(service.get("contacts"))
    phones = [
        *_dicts(service.get("phones")),
        *(p for one in contacts for p in _dicts(one.get("phones"))),
    ]
    emails = [service.get("email"), *(one.get("email") for one in contacts)]
    row.say(column.EMAIL, next(filter(None, map(_text, emails)), ""))
    row.say(column.PHONE, next(filter(None, (_text(one.get("number")) for one in phones)), ""))
    topics = (
        _dict(one.get("taxonomy_term")).get("name") for one in _dicts(service.get("attributes"))
    )
    row.say(column.TOPICS, ", ".join(dict.fromkeys(filter(None, map(_text, topics)))))
    spoken = (_text(one.get("code") or one.get("name")) for one in _dicts(service.get("languages")))
    row.say(column.LANGUAGES, ", ".join(filter(None, spoken)))
    costs = _dicts(service.get("cost_options"))
    row.say(
        column.PRICE,
        "; ".join(filter(None, map(_cost, costs))) or _text(service.get("fees_description")),
    )
    for name in _SHOWN:
        row.say(name, _text(service.get(name)))
    return row.cells


def _cost(cost: dict[str, Any]) -> str:
    amount, words = cost.get("amount"), _text(cost.get("amount_description"))
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return words or _text(cost.get("option"))
    currency = _text(cost.get("currency")).upper()
    if currency not in ("", "GBP"):
        return f"{amount:g} {currency}"
    return pounds(amount)


def _say_status(row: FeedRow, status: str) -> None:
    if status in _GONE:
        row.aside = f"its status is {status}"
    elif status not in ("", "active"):
        row.say(column.STATE, status)


def _place(location: Any) -> str:
    """Say a place by its name and postcode."""
    place = _dict(location)
    if place.get("location_type") == "virtual":
        return "Online"
    codes = (_text(one.get("postal_code")) for one in _dicts(place.get("addresses")))
    return ", ".join(filter(None, (_text(place.get("name")), next(codes, ""))))


def _runs(schedules: Any) -> list[list[dict[str, Any]]]:
    """Put the schedules together that are of one run: those from the same day to the same day."""
    runs: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in _dicts(schedules):
        names = ("dtstart", "valid_from", "valid_to", "attending_type", "description", "notes")
        runs.setdefault(tuple(_text(one.get(name)) for name in names), []).append(one)
    return list(runs.values())


def _say_when(row: FeedRow, schedules: list[dict[str, Any]]) -> None:
    if not schedules:
        return
    first = schedules[0]
    row.say(column.STARTS, _text(first.get("valid_from") or first.get("dtstart")))
    row.say(column.ENDS, _text(first.get("valid_to") or first.get("until")))
    row.say(column.MODE, _text(first.get("attending_type")))
    row.say(column.NOTE, _text(first.get("description")))
    notes = _text(first.get("notes"))
    if off := _OFF.fullmatch(notes):
        row.say(column.OFF, off[1])
    else:
        row.say("notes", notes)
    shown = ("freq", "interval", "byday", "bymonthday", "opens_at", "closes_at")
    words = (f"{name} {first[name]}" for name in shown if first.get(name) is not None)
    say_pattern(row, (line for one in schedules for line in _lines(one)), ", ".join(words))


def _lines(schedule: dict[str, Any]) -> Iterator[Weekly]:
    """Yield a line for each day of the week. Raises ValueError, TypeError and KeyError."""
    if not schedule.get("freq") and not schedule.get("byday"):
        return
    if schedule.get("freq", "WEEKLY") != "WEEKLY":
        raise ValueError(schedule["freq"])
    start, end = (time.fromisoformat(schedule[name]) for name in ("opens_at", "closes_at"))
    every = int(schedule.get("interval") or 1)
    if not 1 <= every <= 6:
        raise ValueError(every)
    for day in str(schedule["byday"]).upper().split(","):
        yield Weekly(
            _DAYS[day.strip()], start.replace(tzinfo=None), end.replace(tzinfo=None), every
        )


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return a value that is one text or number."""
    return str(value).strip() if isinstance(value, str | int | float) else ""
