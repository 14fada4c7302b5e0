"""The gate: what a format is, where it gets its courses, and how what it makes becomes bytes.

A format never holds a course that could pass for a real one, and never writes a byte. It is given a
catalogue in which whatever is invented is called an example, or is left out, and it hands back
tables, elements and calendars. Guarding, escaping and encoding happen here, and where elements
(elements.py) and events (ics.py) are made: no format can forget them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from catalogue.examples import without_examples
from catalogue.exports.elements import Element
from catalogue.exports.ics import Calendar, as_ics
from catalogue.exports.marking import marked
from catalogue.sheets.cells import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.sheets.cells import Cell

OUR_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the listings (LICENSE-listings.md)."""


@dataclass(frozen=True, slots=True)
class Format:
    """What people and programs are told of a format.

    `name` is its one word, `purpose` a sentence on what it is for. `addresses` are where it is on
    the site, with ids in {braces}; one without any is written by a command alone, unless it is
    `on_pages`. `takes_examples` is false where nothing invented may go, marked or not;
    `needs_address` says that a site has none of it while it has no address; `begins_at` is the file
    of the site that one fetches first, and `checked_by` what a build checks its files with.
    """

    name: str
    title: str
    purpose: str
    media_type: str
    addresses: tuple[str, ...] = ()
    licence: str = OUR_LICENCE
    takes_examples: bool = True
    needs_address: bool = False
    on_pages: bool = False
    begins_at: str = ""
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What becomes a CSV file."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class WrittenItem(bytes):
    """A value as JSON, written once: its length decides on which page of a list it is."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Any) -> WrittenItem:
        """Write a value. Half a character, which UTF-8 cannot hold, is a ?."""
        return cls(_JSON.encode(value).encode(errors="replace"))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Json:
    """What becomes a JSON file. `items` are its last member, under the name `called`."""

    value: Mapping[str, Any]
    called: str = ""
    items: Sequence[WrittenItem] = ()


Content = Table | Element | Calendar | Json
"""What a file can be made of."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a format. `address` is where it is on the site, or its name where a command
    writes it; `told` are sentences on what is missing in it, for whoever asked for it.
    """

    address: str
    content: Content
    told: tuple[str, ...] = ()

    @property
    def body(self) -> bytes:
        """The bytes of the file. Raises TypeError where it is made of anything but Content."""
        match self.content:
            case Table(headings, rows):
                return as_csv([headings, *rows])
            case Calendar():
                return as_ics(self.content)
            case Element():
                return as_xml(self.content)
            case Json(value, called, items):
                return as_page(value, called, items) if called else as_json(value)
        raise TypeError(f"{self.address} is made of {type(self.content).__name__}")


_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold, however it is written (XML 1.0, section 2.2)."""


def as_xml(root: Element) -> bytes:
    """Return an element as a file, without the characters that XML cannot hold. Half a character is
    a ? as in JSON.
    """
    written = root.encode(errors="replace").decode()
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{_NOT_IN_XML.sub('', written)}\n".encode()


def as_json(value: Any) -> bytes:
    """Return a value as a JSON file."""
    return WrittenItem.of(value) + b"\n"


def as_page(head: Mapping[str, Any], called: str, items: Iterable[WrittenItem]) -> bytes:
    """Return a page of a list: what stands before the items, and these."""
    begun = WrittenItem.of(head).removesuffix(b"}")
    return b"".join((begun, f',"{called}":['.encode(), b",".join(items), b"]}\n"))


class Export(Protocol):
    """What the module of a format has. `write` opens no file, and asks nobody what day it is."""

    @property
    def FORMAT(self) -> Format: ...

    def write(self, catalogue: Catalogue, house: House) -> Iterator[File]: ...


@dataclass(frozen=True)
class Gate:
    """Where formats get their courses. The catalogue itself stays behind it."""

    catalogue: Catalogue
    house: House

    def files(self, export: Export) -> Iterator[File]:
        """Yield every file of a format: none where it needs an address that the site has not."""
        if export.FORMAT.needs_address and not self.house.urls.origin:
            return iter(())
        let_out = self._marked if export.FORMAT.takes_examples else self._real
        return export.write(let_out, self.house)

    def script(self, say: Callable[[Catalogue, House], Mapping[str, Any]]) -> str:
        """Return JSON to stand in a page's <script>: nothing in it can end that, or is markup.
        Empty where there is nothing to say, or no address yet.
        """
        said = say(self._marked, self.house) if self.house.urls.origin else {}
        return as_json(said).decode().strip().replace("<", "\\u003c") if said else ""

    @cached_property
    def _marked(self) -> Catalogue:
        return marked(self.catalogue, self.house.language)

    @cached_property
    def _real(self) -> Catalogue:
        return without_examples(self.catalogue)[0]
