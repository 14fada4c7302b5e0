"""What somebody most likely meant by a value that cannot stand in a file, or by the name of a field
that there is none of: the readers of sheets read it.

Handed to `wording` by the loader, so that what a sheet may say a file need not be refused without
an offer. The only module outside catalogue/sheets and the loader that uses readers of sheets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import NotUnderstood, Unsure
from catalogue.sheets.columns import columns_by_way, venue_columns
from catalogue.sheets.opening.headings import Headings
from catalogue.sheets.readers.dates import read_day
from catalogue.sheets.readers.meetings import read_meetings
from catalogue.sheets.readers.values import read_cell
from catalogue.wording import Guess

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.problems import Way
    from catalogue.schemas import Schemas
    from catalogue.sheets.columns import Column
    from catalogue.sheets.readers.terms import Lists

_DASHES = re.compile(r"(?<=\d)(?:\s*[-\u2010-\u2015\u2212]\s*(?=\d)|_(?=\d\d?(?!\d)))")
_UNDERSCORE = re.compile(r"(?<=\d)_(?=\d{3}\b)")
"""As programmers write large numbers."""
_QUOTES = re.compile("[\"'“”‘’„«»]")
_TIMES = ("from", "to")
_EARLY_OR_LATE = re.compile(r"[67](?:[:.]?\d\d)?")
"""A time without am or pm that is in the evening for most, and that some do mean as it stands."""
_LAST_MINUTE = re.compile(r"24[:.]?00")
_LONGEST = 200


@dataclass(frozen=True)
class Readers:
    """Reads what stands in a file as a cell of a sheet is read."""

    schemas: Schemas
    lists: Lists

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[Way, Column]]:
        others = {
            kind: {column.way: column for column in venue_columns(self.schemas.of(kind))}
            for kind in ("provider", "venue")
        }
        return {"course": columns_by_way(self.schemas.course), **others}

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self.schemas.course, {})

    def value(self, kind: str, values: Any, field: Way) -> Guess | None:
        """Return what a value may mean that stands at `field` in the values of a file."""
        value: Any = values
        around: list[Any] = []
        for step in field:
            around.append(value)
            value = value[step]
        if isinstance(value, dict | list) or value is None:
            return None
        way = tuple(step for step in field if isinstance(step, str))
        if way[:2] == ("runs", "sessions") and len(way) == 3:
            return _session(around[-1], way[-1])
        column = self._columns.get(kind, {}).get(way)
        return self._cell(_plain(value), column, isinstance(field[-1], int)) if column else None

    def field(self, kind: str, name: str) -> Way | None:
        """Return the way to the field that other people call by a name."""
        columns = self._headings.meaning(name, {}).columns if kind == "course" else ()
        return next((column.way for column, _ in columns if column and len(columns) == 1), None)

    def _cell(self, text: str, column: Column, one_of_list: bool) -> Guess | None:
        if len(text) > _LONGEST:
            return None
        try:
            read = read_cell(text, column, self.lists)
        except Unsure as error:
            answers = dict.fromkeys(filter(None, (error.offer, *error.choices)))
            alone = [error.offer] if error.offer else list(answers)
            found = (self._sure(answer, column) for answer in alone)
            return Guess([_one(value, one_of_list) for value in found], several=not error.offer)
        except NotUnderstood:
            return None
        also = {str(way[-1]): value for way, value in read.also.items()}
        return Guess([_one(read.value, one_of_list)], sure=not also, also=also)

    def _sure(self, answer: str, column: Column) -> Any:
        return read_cell(answer, column, self.lists).value


def _plain(value: Any) -> str:
    """Return a value as a cell would have it: with hyphens in a day, and no quotes around it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if len(text) <= _LONGEST:
        text = _UNDERSCORE.sub("", _DASHES.sub("-", text))
    marks = _QUOTES.findall(text)
    whole = len(marks) == 2 and _QUOTES.match(text) and _QUOTES.match(text[-1])
    return text[1:-1].strip() if whole else text


def _one(value: Any, one_of_list: bool) -> Any:
    """Return the one value of a list, where a value of a list was read."""
    if one_of_list and isinstance(value, list):
        return value[0] if len(value) == 1 else None
    return value


def _session(row: Any, name: str) -> Guess | None:
    """Read a day or a time in the light of the rest of its session: “7-9” is in the evening."""
    if not isinstance(row, dict) or len(str(row)) > _LONGEST:
        return None
    said = {
        part: _LAST_MINUTE.sub("midnight", _plain(row[part]))
        for part in ("day", *_TIMES)
        if part in row
    }
    if name == "from" and (both := _from_and_to(said["from"])):
        return both
    if name == "day" and (day := _day_in(said["day"])):
        return Guess([day])
    if len(said) < 3 or name not in said:
        return None
    times = f"{said['from']} to {said['to']}"
    weeks = list(_weeks(f"{said['day']} 10:00 to 12:00" if name == "day" else f"monday {times}"))
    found = list(dict.fromkeys(row[name] for week in weeks for row in week))
    if name in _TIMES and any(_EARLY_OR_LATE.fullmatch(said[part]) for part in _TIMES):
        found += [other for time in found if (other := _other_half(time)) not in found]
    return Guess(found, sure=len(found) == 1 and len(weeks) == 1, several=len(found) > 1)


def _day_in(text: str) -> str | None:
    """Return on which day of the week a day of the year is."""
    try:
        return WEEKDAYS[read_day(text).weekday()]
    except NotUnderstood:
        return None


def _from_and_to(text: str) -> Guess | None:
    """Read a time that says also when a session ends."""
    weeks = list(_weeks(f"monday {text}"))
    if len(weeks) != 1 or len(weeks[0]) != 1:
        return None
    return Guess([weeks[0][0]["from"]], also={"to": weeks[0][0]["to"]})


def _weeks(text: str) -> Iterator[list[dict[str, Any]]]:
    """Yield each way in which the days and times of a text can be read."""
    try:
        yield read_meetings(text).value or []
    except Unsure as error:
        for answer in (error.offer, *error.choices):
            if answer:
                yield from _weeks(answer)
    except NotUnderstood:
        return


def _other_half(time: str) -> str:
    return f"{(int(time[:2]) + 12) % 24:02}{time[2:]}"
