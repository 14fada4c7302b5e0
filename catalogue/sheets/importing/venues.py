"""Reads a sheet of venues, such as the Course Directory's: what is new becomes a file, and what is
here already stays as it is, because places belong to all partners.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from catalogue.files import FOLDERS, SCHEMA_LINES, file_name
from catalogue.sheets.cells import NotUnderstood, cell_at, text_of
from catalogue.sheets.columns import Column, value_at, venue_columns
from catalogue.sheets.importing.rows import Row, Said
from catalogue.sheets.opening.layouts import Layout
from catalogue.sheets.readers.values import read_cell
from catalogue.yaml_reader import read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.schemas import Schema, Schemas
    from catalogue.sheets.cells import Sheet
    from catalogue.sheets.importing.plan import Plan

_DIRECTORY = {
    "VENUE_NAME": ("name",),
    "ADDRESS_LINE_1": ("address", "street"),
    "ADDRESS_LINE_2": ("address", "locality"),
    "TOWN_OR_CITY": ("address", "town"),
    "TOWN_CITY": ("address", "town"),
    "POSTCODE": ("address", "postcode"),
    "PHONE": ("phone",),
    "WEBSITE": ("website",),
}
_TOLD_BY = frozenset(("ADDRESS_LINE_1", "POSTCODE"))
_LOOKED_AT = 30


def venue_layout(sheet: Sheet, schema: Schema) -> Layout | None:
    """Return how a sheet of venues is read, or None where it is no such sheet."""
    columns = venue_columns(schema)
    by_way = {column.way: column for column in columns}
    known = {column.heading: column for column in columns}
    known |= {name: by_way[way] for name, way in _DIRECTORY.items()}
    for number, cells in enumerate(sheet.rows[:_LOOKED_AT]):
        headings = [text_of(cell) for cell in cells]
        if set(headings) >= _TOLD_BY:
            found = [known.get(heading) for heading in headings]
            ours = {
                heading: column.heading
                for heading, column in zip(headings, found, strict=True)
                if column and column.heading != heading
            }
            return Layout(sheet, number, list(found), known=ours, of_venues=True)
    return None


def plan_venues(plan: Plan, layout: Layout, schemas: Schemas) -> None:
    """Plan a file for each venue that is new. What cannot be read is a fault of its row."""
    before = dict(_venues(plan))
    for number, cells in enumerate(layout.sheet.rows[layout.header + 1 :], layout.header + 2):
        row = Row(layout, number)
        for index, column in enumerate(layout.columns):
            if column is not None and text_of(cell_at(cells, index)):
                row.said.append(_said(plan, row, index, column))
        name = row.at(("name",))
        if not row.said:
            continue
        if name is None or not file_name(name.text):
            row.faults.append("There is no name of the place.")
            plan.rows.append(row)
            continue
        file = f"{FOLDERS['venue']}/{file_name(name.text)}.yaml"
        same = _same(row, before)
        if same or file in plan.venues:
            plan.told += _compared(row, same or file, before.get(same or file, {}))
            continue
        plan.venues[file] = row
        plan.rows.append(row)
        if not row.faults:
            values, top = _values(plan, row), SCHEMA_LINES["venue"]
            plan.texts[file] = to_yaml(values, schemas.fields["venue"], top=top)


def _said(plan: Plan, row: Row, index: int, column: Column) -> Said:
    cell, heading = cell_at(row.cells, index), row.layout.heading(index)
    text = text_of(cell)
    try:
        read = read_cell(cell, column, plan.lists)
    except NotUnderstood as error:
        row.faults.append(f"{heading}: {error}")
        return Said(column, heading, text, None, str(error))
    if read.said:
        row.notes.append(f"{heading}: “{text}” read as {read.said}.")
    return Said(column, heading, text, read)


def _values(plan: Plan, row: Row) -> dict[str, Any]:
    """Return what the file of a new venue says. Of access nothing is known but what is there."""
    values: dict[str, Any] = {"access": {}}
    for said in row.said:
        if said.read and said.read.value is not None:
            around = values
            for step in said.column.way[:-1]:
                around = around.setdefault(str(step), {})
            around[str(said.column.way[-1])] = said.read.value
    if not values.get("example"):
        origin = f"A list of venues of {plan.provider}"
        facts = [name for name in values if name != "example" and values[name]]
        source = {"for": facts, "from": origin, "dated": str(plan.today), "confidence": "likely"}
        values["sources"] = [source]
    return values


def _venues(plan: Plan) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted((plan.root / FOLDERS["venue"]).glob("*.yaml")):
        document, _ = read_file(path, path.name)
        values = document.value if document and isinstance(document.value, dict) else {}
        yield f"{FOLDERS['venue']}/{path.name}", values


def _same(row: Row, before: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the file of the same place, by its name or by its street and postcode."""
    texts = {said.column.way: _plain(said.text) for said in row.said}
    street, postcode = (texts.get(("address", part), "") for part in ("street", "postcode"))
    for file, values in before.items():
        named = _plain(values.get("name", "")) == texts["name",]
        there = [_plain(value_at(values, ("address", part))) for part in ("street", "postcode")]
        if named or file.endswith(f"/{file_name(texts['name',])}.yaml"):
            return file
        if street and postcode and there == [street, postcode]:
            return file
    return None


def _plain(text: Any) -> str:
    return re.sub(r"\W", "", str(text or "")).casefold()


def _compared(row: Row, file: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Tell every cell about a place that is here already, and where it says something else."""
    said = "; ".join(f"{one.heading} “{one.text}”" for one in row.said)
    yield f"Row {row.number}: this place is here already, as {file}, and stays as it is: {said}."
    for one in row.said:
        there = value_at(values, one.column.way)
        if there and _plain(there) != _plain(one.text):
            yield f"Row {row.number}, {one.heading}: “{one.text}” here, and “{there}” in {file}."
