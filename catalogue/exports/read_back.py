"""Reads what leaves the house as somebody else would, and says what is wrong with it.

By what a build has anyway: a reader for each kind of file, and our own schema for /data/v1. Whether
a file is also what a standard asks for, which takes more, is for the tests (tests/exports).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError, fromstring

from icalendar import Calendar

from catalogue.exports.json_schema import schema
from catalogue.exports.paged import MOST_BYTES
from catalogue.validators import is_valid_by, validator_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.exports.gate import File

_MOST_FILES = 20
"""How many files of a format are read: a large site has ten thousand calendars."""


@dataclass(slots=True)
class Findings:
    """What was found of a format: how many files and bytes it has, how many were read again, and
    what is wrong with them.
    """

    files: int = 0
    size: int = 0
    read: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, file: File, body: bytes) -> None:
        """Count a file, and read it if it is one of the first."""
        self.files += 1
        self.size += len(body)
        if self.read < _MOST_FILES:
            self.read += 1
            self.faults += [f"{file.address}: {fault}" for fault in _faults(file.address, body)]


def _faults(address: str, body: bytes) -> list[str]:
    try:
        match PurePosixPath(address).suffix:
            case ".json" | ".jsonld":
                return _faults_in_json(address, json.loads(body), len(body))
            case ".csv":
                return _faults_in_table(body.decode("utf-8-sig"))
            case ".ics":
                Calendar.from_ical(body)
            case _:
                fromstring(body)
    except (ParseError, ValueError) as error:
        return [f"it cannot be read: {error}"]
    return []


def _faults_in_json(address: str, value: Any, size: int) -> list[str]:
    found = ["it has more than a megabyte"] if size > MOST_BYTES else []
    if "/v1/" in address and "items" in value and not _is_page()(value):
        errors = validator_of(schema("")).iter_errors(value)
        found += [error.message[:200] for error in errors]
    return found


@cache
def _is_page() -> Callable[[Any], bool]:
    return is_valid_by(schema(""))


def _faults_in_table(text: str) -> list[str]:
    rows = list(csv.reader(StringIO(text, newline="")))
    return [] if len({len(row) for row in rows}) == 1 else ["a row has too many cells or too few"]
