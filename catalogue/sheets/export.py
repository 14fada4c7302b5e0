"""The sheet of a provider's courses: the same columns that the import reads, so that bringing it
back in changes nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.run_ids import run_keys
from catalogue.sheets.cells import as_csv
from catalogue.sheets.columns import FILE, RUN, Column, columns_of, value_at
from catalogue.sheets.importing.plan import courses_of
from catalogue.sheets.readers.terms import Lists
from catalogue.sheets.readers.values import written
from catalogue.sheets.template import template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.schemas import Schema
    from catalogue.sheets.cells import Cell


def sheet_rows(
    courses: Mapping[str, Mapping[str, Any]], schema: Schema, lists: Lists
) -> list[list[Cell]]:
    """Return the headings and a row for each run of each course; `courses` are the values of their
    files, by name.
    """
    columns = columns_of(schema)
    rows: list[list[Cell]] = [[column.heading for column in columns]]
    for name, values in courses.items():
        for index, key in enumerate(run_keys(values["runs"])):
            rows.append([_cell(column, name, values, index, key, lists) for column in columns])
    return rows


def _cell(
    column: Column, name: str, values: Mapping[str, Any], index: int, key: str, lists: Lists
) -> Cell:
    if column == FILE:
        return name
    if column == RUN:
        return key
    if column.is_of_run:
        return _written(value_at(values["runs"][index], column.inner_way), column, lists)
    if index == 0 or column.way == ("title",):
        return _written(value_at(values, column.way), column, lists)
    return None  # as above


def _written(value: Any, column: Column, lists: Lists) -> Cell:
    if column.kind == "day" and value is not None:
        return date.fromisoformat(value)
    if column.kind in ("whole", "number", "money") and value is not None:
        return value if isinstance(value, int) else float(value)
    return written(value, column, lists)


def provider_sheet(
    catalogue: Catalogue, root: Path, provider: str, suffix: str
) -> tuple[bytes, list[str]]:
    """Return a provider's sheet as the bytes of a .csv or .xlsx file, and what is not in it."""
    schema, lists = catalogue.reference.schemas.course, lists_of(catalogue)
    courses, broken = courses_of(root, provider)
    rows = sheet_rows(courses, schema, lists)
    told = [
        f"Left out, as its file has to be fixed first: {name}. {broken[name]}" for name in broken
    ]
    return as_csv(rows) if suffix == ".csv" else template(schema, lists, rows), told


def lists_of(catalogue: Catalogue) -> Lists:
    """Return the words that a cell may name."""
    return Lists(catalogue.reference, catalogue.venues)
