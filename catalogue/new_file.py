"""Writes a file to start from: every field with its meaning and an example, and nothing that
`check` refuses.

Called by `catalogue new`. All of it comes from the schema; only the dates are reckoned from today,
so that they lie ahead.
"""

from __future__ import annotations

import textwrap
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from catalogue.fields import fields_of
from catalogue.files import SCHEMA_LINES
from catalogue.run_ids import with_ids
from catalogue.yaml_writer import WIDTH, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from catalogue.fields import Field
    from catalogue.schemas import Schema

_WEEKS_AHEAD, _WEEKS_LONG = 6, 10
_TUESDAY = 1


def new_file(kind: str, schema: Schema, today: date) -> str:
    """Return the text of a new file."""
    values = {**_with_dates(schema["examples"][0], today), "example": True}
    top = (
        f"{SCHEMA_LINES[kind]}"
        f"# A new {kind}. Write your own words over the examples. A line that starts with # is "
        "not read:\n"
        "# delete the # where you want to use the line. Delete whatever you do not need.\n"
        "# As long as it says example: true, people are told that all of this is invented.\n"
    )
    return top + _written(values, fields_of(schema))


def _with_dates(example: dict[str, Any], today: date) -> dict[str, Any]:
    if "runs" not in example:
        return example
    starts = today + timedelta(weeks=_WEEKS_AHEAD)
    starts += timedelta(days=(_TUESDAY - starts.weekday()) % 7)
    ends = starts + timedelta(weeks=_WEEKS_LONG)
    run = {**example["runs"][0], "starts": str(starts), "ends": str(ends)}
    values: dict[str, Any] = with_ids({**example, "runs": [run], "checked": str(today)})
    return values


def _written(values: dict[str, Any], fields: Iterable[Field], column: int = 0) -> str:
    """Write each field of a group; those that `values` does not have as lines that are not read."""
    texts = []
    for field in fields:
        optional = "" if field.required else " (optional)"
        meaning = f"{field.title}{optional}: {field.meaning}{_choice(field)}"
        lines = textwrap.wrap(meaning, WIDTH - column - 2, break_on_hyphens=False)
        comment = "".join(f"# {line}\n" for line in lines)
        if field.name in values:
            text = _field(field, values[field.name], column)
        else:
            unread = to_yaml({field.name: field.example}, [field])
            text = textwrap.indent(unread, "# ")
        texts.append(f"\n{comment}{text}" if column == 0 else f"{comment}{text}")
    return "".join(texts)


def _choice(field: Field) -> str:
    return f" Choose from: {', '.join(field.choices)}." if field.choices else ""


def _field(field: Field, value: Any, column: int) -> str:
    if field.kind == "group":
        return f"{field.name}:\n{textwrap.indent(_written(value, field.parts, column + 2), '  ')}"
    if not all(part.short for part in field.within):
        rows = (textwrap.indent(_written(row, field.within, column + 4), "    ") for row in value)
        return f"{field.name}:\n" + "".join(f"  -\n{row}" for row in rows)
    return to_yaml({field.name: value}, [field])
