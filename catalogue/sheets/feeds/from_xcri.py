"""Reads XCRI-CAP 1.2, the format in which colleges publish courses: a row for each presentation.

Real feeds put elements into the wrong namespace and in any order, so they are known by their names
alone. https://www.xcri.org/wiki/index.php/XCRI_CAP_1.2
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

from catalogue.sheets.cells import NotUnderstood, Unreadable, Unsure
from catalogue.sheets.columns import LASTS
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.feeds.feed_rows import FeedRow, FeedRows
from catalogue.sheets.feeds.patterns import local
from catalogue.sheets.readers.dates import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element
    from zoneinfo import ZoneInfo

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SPACE = "{http://xcri.org/profiles/1.2/catalog}"
_OF_COURSE = {
    "title": column.TITLE,
    "abstract": column.SUMMARY,
    "assessment": "Tests and exams",
    "prerequisite": column.NEEDS,
    "applicationProcedure": "How to join: What to do",
    "level": column.LEVEL,
    "leadsTo": "What next",
}
_OF_QUALIFICATION = {
    "title": "Qualification: Name of the qualification",
    "awardedBy": "Qualification: Awarding body",
    "identifier": "Qualification: Qualification number",
}
_OF_RUN = {"places": column.PLACES, "cost": column.PRICE, "applyUntil": column.APPLY_BY}
_MODES = {
    **dict.fromkeys(("CM", "NC"), "In person"),
    **dict.fromkeys(("DS", "ON"), "Online"),
    **dict.fromkeys(("DA", "MM"), "Partly online"),
    "WB": "Work-based",
}
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_HANDLED = {
    *(*_OF_COURSE, *_OF_RUN, "description", "subject", "learningOutcome", "objective", "url"),
    *("qualification", "presentation", "start", "end", "duration", "applyTo", "attendanceMode"),
    *("languageOfInstruction", "venue"),
}
_IS_ADDRESS = re.compile(r"(?:urn|https?):\S+", re.I)


class _Documents(TreeBuilder):
    """Refuses the only place in which a file can define what makes it grow without an end."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise Unreadable(
            "The feed defines words of its own (DOCTYPE), and such files are not read."
        )


def read_xcri(raw: bytes, zone: ZoneInfo) -> FeedRows:
    """Return a row for each presentation, and for each course that has none. Raises Unreadable."""
    root = _root(raw)
    if root.tag != f"{_SPACE}catalog":
        raise Unreadable(
            f"This is no XCRI-CAP 1.2: it is “{_name(root)}”, not a catalog of that version. The "
            "feeds that we read are XCRI-CAP 1.2, Open Referral UK 3.0, iCalendar and schema.org's "
            "JSON-LD."
        )
    feed = FeedRows(
        "presentation",
        put_together=(column.DESCRIPTION, column.PRICE, column.LEARN, column.LANGUAGES),
    )
    for provider in root.iter(f"{_SPACE}provider"):
        who = _said(provider, "title")
        for course in _children(provider, "course"):
            facts = _facts(course)
            facts.setdefault(column.ORGANISATION, who)
            presentations: list[Element | None] = [*_children(course, "presentation")]
            for presentation in presentations or [None]:
                feed.add(_row(facts, course, presentation, zone))
    return feed


def _root(raw: bytes) -> Element:
    parser = XMLParser(target=_Documents())
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except ParseError as error:
        line, _ = error.position
        raise Unreadable(
            f"Line {line} of the feed cannot be read: {error}. It may not be downloaded whole, or "
            "its letters may not be what its first line says (encoding)."
        ) from None
    except (ValueError, LookupError) as error:
        raise Unreadable(f"The letters of the feed cannot be read: {error}.") from None
    return root


def _facts(course: Element) -> dict[str, str]:
    """Return what each row says of the course itself."""
    row = FeedRow()
    for name, heading in _OF_COURSE.items():
        row.say(heading, _said(course, name))
    row.say(column.DESCRIPTION, "\n\n".join(_untyped(course)))
    row.say(column.TOPICS, ", ".join(map(_words, _children(course, "subject"))))
    learn = (*_children(course, "learningOutcome"), *_children(course, "objective"))
    row.say(column.LEARN, "\n".join(map(_words, learn)))
    for gained in _children(course, "qualification"):
        for name, heading in _OF_QUALIFICATION.items():
            row.say(heading, _said(gained, name))
    row.say(column.PAGE, _said(course, "url"))
    _say_the_rest(row, course)
    return row.cells


def _row(
    facts: dict[str, str], course: Element, presentation: Element | None, zone: ZoneInfo
) -> FeedRow:
    row = FeedRow(dict(facts))
    if presentation is None:
        row.say(column.BOOKING, facts.get(column.PAGE))
        return row
    for name, heading in _OF_RUN.items():
        row.say(heading, _said(presentation, name))
    row.say(column.NOTE, " ".join(_untyped(presentation)))
    apply_to = _said(presentation, "applyTo")
    row.say(column.BOOKING, apply_to or _said(presentation, "url") or facts.get(column.PAGE))
    row.say(
        column.LANGUAGES, ", ".join(map(_words, _children(presentation, "languageOfInstruction")))
    )
    for mode in _children(presentation, "attendanceMode"):
        row.say(column.MODE, _MODES.get(mode.get("identifier", ""), _words(mode)))
    for name, heading in (
        ("start", column.STARTS),
        ("end", column.ENDS),
        ("applyUntil", column.APPLY_BY),
    ):
        for day in _children(presentation, name):
            _say_day(row, heading, day, zone)
    for lasts in _children(presentation, "duration"):
        _say_length(row, lasts)
    row.say(column.VENUE, next(_places(presentation), ""))
    _say_the_rest(row, presentation)
    if (title := _said(presentation, "title")) != facts.get(column.TITLE):
        row.say("Title of the presentation", title)
    return row


def _say_day(row: FeedRow, heading: str, day: Element, zone: ZoneInfo) -> None:
    """Set a day, which is said twice: for machines and for people. Where the two differ, ask."""
    words, machines = _words(day), day.get("dtf", "")
    try:
        moment = local(datetime.fromisoformat(machines), zone)
    except (ValueError, OverflowError):
        row.say(heading, words or machines)
        return
    has_time = len(machines) > len("2027-01-12") and heading != column.APPLY_BY and moment.time()
    said = (
        f"{moment:%Y-%m-%d %H:%M}"
        if has_time and str(moment.time()) != "00:00:00"
        else str(moment.date())
    )
    row.say(heading, said)
    if (other := _day_in(words, moment.date())) and other != moment.date():
        row.doubts[heading] = Unsure(
            f"The feed says “{words}” to people and “{machines}” to programs. Which is right?",
            choices=(str(moment.date()), str(other)),
        )


def _day_in(words: str, near: date) -> date | None:
    try:
        return read_day(words, near)
    except NotUnderstood:
        return None


def _say_length(row: FeedRow, lasts: Element) -> None:
    """Set how long it lasts, also said twice, where no last day says it."""
    words, interval = _words(lasts), re.fullmatch(r"P(\d+)([DWMY])", lasts.get("interval", ""))
    machines = f"{int(interval[1])} {_UNITS[interval[2]]}" if interval else ""
    row.say(LASTS.heading, words or machines)
    number = re.search(r"\d+", words)
    if machines and number and not machines.startswith(number[0]) and column.ENDS not in row.cells:
        row.doubts[LASTS.heading] = Unsure(
            f"The feed says “{words}” to people and “{machines}” to programs. Which is right?",
            choices=(words, machines),
        )


def _places(presentation: Element) -> Iterator[str]:
    """Yield the name and the postcode of each place."""
    for venue in _children(presentation, "venue"):
        for place in _children(venue, "provider"):
            codes = (_said(location, "postcode") for location in _children(place, "location"))
            yield ", ".join(filter(None, (_said(place, "title"), next(codes, ""))))


def _say_the_rest(row: FeedRow, part: Element) -> None:
    """Keep what we have no column for under its own name, to be told."""
    for child in part:
        name = _name(child)
        typed = child.get(_TYPE)
        if name == "identifier":
            if not _IS_ADDRESS.fullmatch(_words(child)):
                row.say("identifier", _words(child))
        elif name == "description" and typed:
            row.say(f"description ({typed.rpartition(':')[2]})", _words(child))
        elif name not in _HANDLED:
            words = _words(child) or child.get("identifier") or child.get("src")
            row.say(name, "; ".join(filter(None, (row.cells.get(name), words))))


def _untyped(part: Element) -> list[str]:
    return [_words(one) for one in _children(part, "description") if not one.get(_TYPE)]


def _children(part: Element, name: str) -> list[Element]:
    return [child for child in part if _name(child) == name]


def _name(part: Element) -> str:
    return part.tag.rpartition("}")[2]


def _said(part: Element, name: str) -> str:
    """Return what the first child of this name says."""
    return next(map(_words, _children(part, name)), "")


def _words(part: Element) -> str:
    """Return the words of an element and of all in it, each paragraph in a line of its own."""
    if not len(part):
        return (part.text or "").strip()
    blocks = (" ".join(text.split()) for text in part.itertext())
    return "\n".join(filter(None, blocks))
