"""The one table of columns, made from the schema: a new field gives a new column.

Template, import and export all use it. One row is one run: the fields of a course stand in the
first row of the course, and a blank below means “as above”.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.problems import Way
    from catalogue.schemas import Schema

_RUN_KEY_WORDS = "Leave it as it is: it tells which run this row is. Leave it empty for a new run."
_FILE_WORDS = (
    "The name of the course's file, which never changes. Leave it empty for a new course: the "
    "name is then made from the title."
)


@dataclass(frozen=True)
class Column:
    """One column: its heading, the way to its field, and how its cells are read and written.

    `kind` names its reader in `values`.
    """

    heading: str
    way: Way
    kind: str
    schema: Schema = field(compare=False)
    required: bool = False

    @property
    def is_of_run(self) -> bool:
        """Whether each row has its own, so that a blank does not mean “as above”."""
        return self.way[0] == "runs"

    @property
    def inner_way(self) -> Way:
        """The way within a course, or within a run."""
        return self.way[1:] if self.is_of_run else self.way


FILE = Column("Course file", ("file",), "id", {"description": _FILE_WORDS})
RUN = Column("Run", ("runs", "key"), "line", {"description": _RUN_KEY_WORDS})
PRICE = Column("Price", ("cost",), "price", {"description": "The price, or that it is free."})
"""A price in words, as many sheets have it; our own have a column for each part."""
LASTS = Column("How long it lasts", ("runs", "lasts"), "lasts", {})
"""A number of weeks, which gives the last day; our own sheets have the last day."""
NAMING = (FILE, RUN)
_EXTRA = (PRICE, LASTS)


def columns_of(schema: Schema) -> list[Column]:
    """Return every column of a course sheet, in the order of the sheet."""
    fields = list(_columns(schema, ()))
    about_course = [column for column in fields if not column.is_of_run]
    about_run = [column for column in fields if column.is_of_run]
    title, *others = about_course
    return [FILE, title, RUN, *about_run, *others]


def venue_columns(schema: Schema) -> list[Column]:
    """Return every column of a sheet of venues. Where its facts are from is not a column."""
    return [column for column in _columns(schema, ()) if column.way != ("sources",)]


def known_columns(schema: Schema) -> Mapping[str, Column]:
    """Return every column that can be read, by its heading."""
    return {column.heading: column for column in (*columns_of(schema), *_EXTRA)}


def _columns(schema: Schema, way: Way, before: str = "") -> Iterator[Column]:
    for name, part in schema["properties"].items():
        here = (*way, name)
        if here == ("runs",):
            yield from _columns(part["items"], here)
        elif "properties" in part:
            yield from _columns(part, here, f"{part['title']}: ")
        else:
            required = name in schema.get("required", ())
            yield Column(before + part["title"], here, _kind(part, name), part, required)


def _kind(schema: Schema, name: str) -> str:
    inner: Schema = schema.get("items", {})
    if "properties" in inner:
        return "meetings"
    if inner:
        kinds = {"x-vocabulary": "terms", "format": "days", "x-short": "ids"}
        return next((kind for mark, kind in kinds.items() if mark in inner), "lines")
    if name in ("phone", "venue", "postcode"):
        return name
    if "enum" in schema and "x-vocabulary" not in schema:
        return "answer" if "ask" in schema["enum"] else "word"
    if "multipleOf" in schema:
        return "money"
    kinds = {"x-vocabulary": "term", "format": "day", "x-paragraphs": "text"}
    types = {"boolean": "yes", "integer": "whole", "number": "number"}
    found = next((kind for mark, kind in kinds.items() if mark in schema), None)
    return found or types.get(schema["type"], "line")


def value_at(values: Mapping[str, Any], field: Way) -> Any:
    """Return the value at a field of a course or a run, or None where it says nothing."""
    value: Any = values
    for step in field:
        value = value.get(step) if isinstance(value, dict) else None
    return value
