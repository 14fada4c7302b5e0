"""Reads when people meet each week, as people write it, and writes it the same way each time.

“Tues & Thurs 9.30am-12”, “Mon-Wed 0930-1130”, “10-12 Tuesdays (term time)”, “Friday 6pm to 8pm
every 2 weeks”. What stands in brackets and is no time is a note of the run.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from catalogue.sheets.cells import NotUnderstood, Unsure
from catalogue.sheets.readers.terms import Read
from catalogue.sheets.readers.times import clock, clock_in_words, ends_at_midnight, spans
from catalogue.sheets.readers.times_in_words import as_clock_times
from catalogue.sheets.readers.week import Meetings, Week, read_week
from catalogue.sheets.readers.words import as_note, fits_a_note, note_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.problems import Way

_HOW = "Write it like “Tuesday 9:30am to 11:30am; Thursday 1pm to 3pm”."
_NO_WEEK = re.compile(
    r"(?:(?:days|times|dates)(?: and times)? )?(?:flexible|vary|varies|various|to suit(?: you)?)"
    r"(?: (?:days|times|dates)(?: and times)?)?|(?:days |times )?by (?:arrangement|appointment)"
    r"|(?:in )?(?:your )?own time|self[- ]paced|on demand|any ?time",
    re.I,
)
_MOST_CHOICES, _MOST_WAYS = 6, 64
_NOON = 12 * 60
TIMES_OF_24_HOURS = "times of 24 hours"


def read_meetings(text: str, *, has_24_hours: bool = False) -> Read:
    """Read the weekly meetings that a text names, as the schema has them. On a clock that
    `has_24_hours`, an evening needs no guess. Raises NotUnderstood.
    """
    if _NO_WEEK.fullmatch(text.strip(" .")):
        words = as_note(text)
        return Read(None, f"no days, with {note_said(words)}", {("runs", "note"): words})
    clock_times, certain = as_clock_times(text)
    week = read_week(clock_times, text)
    ways = [one for meetings in week.meetings for one in _ways(meetings, text)]
    certain = certain and not week.doubts and all(sure for _, sure in ways)
    note = " ".join(filter(None, map(as_note, (*week.notes, *week.doubts))))
    if not fits_a_note(note):
        raise NotUnderstood(f"“{text}” says more than days and times. {_HOW}")
    weeks = [
        [one for part in parts for one in part]
        for parts in islice(product(*(found for found, _ in ways)), _MOST_CHOICES)
    ]
    if certain and len(weeks) == 1:
        if has_24_hours and _is_guessed(week):
            raise _of_24_hours(text, said(weeks[0]))
        also: Mapping[Way, Any] = {("runs", "note"): note} if note else {}
        return Read(weeks[0], _told(weeks[0], week, note), also)
    aside = f" ({note.rstrip('.')})" if note else ""
    # Of “Tuesday or Thursday” only one is meant, or both: no answer says which.
    either = any(doubt.split()[0].lower() == "or" for doubt in week.doubts)
    answers = [] if either else list(dict.fromkeys(said(one) + aside for one in weeks))
    raise Unsure(_why(week, len(weeks), text), answers[0] if len(answers) == 1 else "", answers)


def _ways(meetings: Meetings, text: str) -> Iterator[tuple[list[list[dict[str, Any]]], bool]]:
    """Yield, for each pair of times, the ways in which its meetings can be meant, and whether there
    is no doubt of the one.
    """
    days = _days(meetings)
    sure = len(days) == 1 and all(one.sure or len(one.ways) > 1 for one in meetings.days)
    for first, last in meetings.pairs:
        times, certain = spans(first, last, meetings.part)
        if not times:
            raise NotUnderstood(f"“{text}” ends before it begins. {_HOW}")
        every = {"every_weeks": meetings.every} if meetings.every > 1 else {}
        found = [
            [{"day": day, "from": clock(start), "to": clock(end), **every} for day in these]
            for these in days
            for start, end in times
        ]
        yield found, sure and certain


def _days(meetings: Meetings) -> list[list[str]]:
    """Return the ways in which the days can be meant. Nobody names one twice: in “T/Th” the T is
    Tuesday.
    """
    named = [
        [day for days in slots for day in days]
        for slots in islice(product(*(one.ways for one in meetings.days)), _MOST_WAYS)
    ]
    once = [days for days in named if len(set(days)) == len(days)]
    return list({frozenset(days): list(dict.fromkeys(days)) for days in once or named}.values())


def _told(found: list[dict[str, Any]], week: Week, note: str) -> str:
    """Say what was read, and what of it is not written there."""
    return (
        said(found)
        + (", as it has neither am nor pm" if _is_guessed(week) else "")
        + (f", with {note_said(note)}" if note else "")
    )


def _is_guessed(week: Week) -> bool:
    """Whether only the hour tells that a class is in the afternoon or in the evening."""
    return any(
        first.is_open
        and last.is_open
        and spans(first, last, meetings.part)[0][0][0] >= _NOON
        and first.hour < 12
        for meetings in week.meetings
        if not meetings.part
        for first, last in meetings.pairs
    )


def _of_24_hours(text: str, meant: str) -> Unsure:
    what = f"“{text}” would be early in the morning, as other rows have {TIMES_OF_24_HOURS}."
    return Unsure(f"{what} Write am or pm, like “6pm to 8pm”.", meant)


def _why(week: Week, ways: int, text: str) -> str:
    if week.doubts:
        words = "”, “".join(week.doubts)
        return f"“{words}” in “{text}” is not a day of the week, and no time. {_HOW}"
    unclear = [one for meetings in week.meetings for one in meetings.days if not one.sure]
    if unclear:
        which = "days are" if len(unclear[0].ways[0]) > 1 else "day is"
        return f"“{unclear[0].word}” in “{text}”: which {which} meant? {_HOW}"
    if any(ends_at_midnight(*pair) for one in week.meetings for pair in one.pairs):
        return f"“{text}” ends at midnight, which is the next day. Write 11:59pm for the end."
    if ways > 1:
        what = f"“{text}” could be in the morning or in the evening."
        return f"{what} Write am or pm, like “6pm to 8pm”."
    return f"“{text}”: when does it begin, and when does it end? {_HOW}"


def said(meetings: list[dict[str, Any]]) -> str:
    """Say the weekly meetings of a run: “Tuesday 9:30am to 11:30am; Friday 6pm to 8pm”."""
    return "; ".join(map(_said, meetings))


def _said(meeting: dict[str, Any]) -> str:
    every = f" every {meeting['every_weeks']} weeks" if "every_weeks" in meeting else ""
    times = f"{_spoken(meeting['from'])} to {_spoken(meeting['to'])}"
    return f"{meeting['day'].capitalize()} {times}{every}"


def _spoken(time: str) -> str:
    hour, minute = map(int, time.split(":"))
    return clock_in_words(hour * 60 + minute)
