"""Reads what leaves the house as somebody else would, and says what is wrong with it.

Where a format has a schema, of its standard or ours, all of its files are held to that; of the
others the first few are read. It is done in each build, to the very bytes that this build writes:
so what is said of them is never of others (docs/decisions/0047-held-to-their-own-rules.md).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from icalendar import Calendar
from lxml import etree

from catalogue.exports.paged import MOST_BYTES
from catalogue.exports.standards import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.exports.gate import File

_MOST_FILES = 20
"""How many files are read of a format without a schema: a large site has ten thousand calendars."""
_MOST_FAULTS = 10
"""How many faults of a format are told: where one item is wrong, ten thousand may be."""
_LONGEST_FAULT = 200


@dataclass(slots=True)
class Findings:
    """What was found of a format, by its name: how many files it has, how many were checked, how
    many of these are wrong, and the first things that are wrong with them.
    """

    name: str
    files: int = 0
    checked: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, file: File, body: bytes) -> None:
        """Count a file, and check it."""
        self.files += 1
        if self.name not in RULES and self.checked == _MOST_FILES:
            return
        self.checked += 1
        found = list(islice(self._faults(file.address, body), _MOST_FAULTS))
        self.wrong += bool(found)
        told = (f"{file.address}: {fault}"[:_LONGEST_FAULT] for fault in found)
        self.faults += islice(told, _MOST_FAULTS - len(self.faults))

    def _faults(self, address: str, body: bytes) -> Iterator[str]:
        try:
            value = _read(PurePosixPath(address).suffix, body)
        except (etree.XMLSyntaxError, ValueError) as error:
            yield f"it cannot be read: {error}"
            return
        if address.endswith(".json") and len(body) > MOST_BYTES:
            yield "it has more than a megabyte"
        if address.endswith(".csv") and len({len(row) for row in value}) != 1:
            yield "a row has too many cells or too few"
        if self.name in RULES:
            yield from RULES[self.name](address, value)


def _read(kind: str, body: bytes) -> Any:
    match kind:
        case ".json" | ".jsonld":
            return json.loads(body)
        case ".csv":
            return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))
        case ".ics":
            return Calendar.from_ical(body)
        case _:
            return etree.fromstring(body)
