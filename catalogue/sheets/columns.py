"""The one table of columns, made from the schema: a new field gives a new column.

Template, import and export all use it. One row is one run: the fields of a course stand in the
first row of the course, and a blank below means “as above”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.problems import Way
    from catalogue.schemas import Schema

_RUN_KEY_WORDS = "Leave it as it is: it tells which run this row is. Leave it empty for a new run."
_FILE_WORDS = (
    "The name of the course's file, which never changes. Leave it empty for a new course: the "
    "name is then made from the title."
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and the field that its cells say. The field's kind names their
    reader in `values`.
    """

    heading: str
    field: Field

    @property
    def way(self) -> Way:
        """The way to the field."""
        return self.field.way

    @property
    def kind(self) -> str:
        """The kind of the field."""
        return self.field.kind

    @property
    def is_of_run(self) -> bool:
        """Whether each row has its own, so that a blank does not mean “as above”."""
        return self.way[0] == "runs"

    @property
    def inner_way(self) -> Way:
        """The way within a course, or within a run."""
        return self.way[1:] if self.is_of_run else self.way


def _column_of_ours(title: str, way: tuple[str, ...], kind: str, meaning: str = "") -> Column:
    return Column(title, Field(way, title, meaning, kind))


FILE = _column_of_ours("Course file", ("file",), "id", _FILE_WORDS)
RUN = _column_of_ours("Run", ("runs", "id"), "line", _RUN_KEY_WORDS)
PRICE = _column_of_ours("Price", ("cost",), "price", "The price, or that it is free.")
"""A price in words, as many sheets have it; our own have a column for each part."""
LASTS = _column_of_ours("How long it lasts", ("runs", "lasts"), "lasts")
"""A number of weeks, which gives the last day; our own sheets have the last day."""
NAMING = (FILE, RUN)
_EXTRA = (PRICE, LASTS)


def columns_of(schema: Schema) -> list[Column]:
    """Return every column of a course sheet, in the order of the sheet."""
    columns = [column for column in _columns(fields_of(schema)) if column.way != RUN.way]
    about_course = [column for column in columns if not column.is_of_run]
    about_run = [column for column in columns if column.is_of_run]
    title, *others = about_course
    return [FILE, title, RUN, *about_run, *others]


def venue_columns(schema: Schema) -> list[Column]:
    """Return every column of a sheet of venues. Where its facts are from is not a column."""
    return [column for column in _columns(fields_of(schema)) if column.way != ("sources",)]


def known_columns(schema: Schema) -> Mapping[str, Column]:
    """Return every column that can be read, by its heading."""
    return {column.heading: column for column in (*columns_of(schema), *_EXTRA)}


def columns_by_way(schema: Schema) -> Mapping[Way, Column]:
    """Return every column that can be read, by the way to its field."""
    return {column.way: column for column in known_columns(schema).values()}


def _columns(fields: Iterable[Field], before: str = "") -> Iterator[Column]:
    for field in fields:
        if field.way == ("runs",):
            yield from _columns(field.within)
        elif field.parts:
            yield from _columns(field.parts, f"{field.title}: ")
        else:
            yield Column(before + field.title, field)


def value_at(values: Mapping[str, Any], way: Way) -> Any:
    """Return the value at a way into a course or a run, or None where it says nothing."""
    value: Any = values
    for step in way:
        value = value.get(step) if isinstance(value, dict) else None
    return value
