"""Writes a file to start from: every field with its meaning and an example, and nothing that
`check` refuses.

Called by `catalogue new`. All of it comes from the schema; only the dates are reckoned from today,
so that they lie ahead.
"""

from __future__ import annotations

import textwrap
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from catalogue.files import SCHEMA_LINES
from catalogue.yaml_writer import WIDTH, are_short_words, to_yaml

if TYPE_CHECKING:
    from datetime import date

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
    return top + _fields(values, schema)


def _with_dates(example: dict[str, Any], today: date) -> dict[str, Any]:
    if "runs" not in example:
        return example
    starts = today + timedelta(weeks=_WEEKS_AHEAD)
    starts += timedelta(days=(_TUESDAY - starts.weekday()) % 7)
    ends = starts + timedelta(weeks=_WEEKS_LONG)
    run = {**example["runs"][0], "starts": str(starts), "ends": str(ends)}
    return {**example, "runs": [run], "checked": str(today)}


def _fields(values: dict[str, Any], schema: Schema, column: int = 0) -> str:
    """Write each field of a group; those that `values` does not have as lines that are not read."""
    texts = []
    for name, part in schema["properties"].items():
        optional = "" if name in schema.get("required", ()) else " (optional)"
        meaning = f"{part['title']}{optional}: {part['description']}{_choice(part)}"
        lines = textwrap.wrap(meaning, WIDTH - column - 2, break_on_hyphens=False)
        comment = "".join(f"# {line}\n" for line in lines)
        if name in values:
            text = _field(name, values[name], part, column)
        else:
            unread = to_yaml({name: part["examples"][0]}, {"properties": {name: part}})
            text = textwrap.indent(unread, "# ")
        texts.append(f"\n{comment}{text}" if column == 0 else f"{comment}{text}")
    return "".join(texts)


def _choice(schema: Schema) -> str:
    words = schema.get("enum") or schema.get("items", {}).get("enum")
    words = words or (list(schema["properties"]) if "x-vocabulary-keys" in schema else None)
    return f" Choose from: {', '.join(words)}." if words else ""


def _field(name: str, value: Any, schema: Schema, column: int) -> str:
    if isinstance(value, dict) and "x-vocabulary-keys" not in schema:
        return f"{name}:\n{textwrap.indent(_fields(value, schema, column + 2), '  ')}"
    if isinstance(value, list) and isinstance(value[0], dict):
        inside = schema["items"]
        if not all(map(are_short_words, inside["properties"].values())):
            rows = (textwrap.indent(_fields(row, inside, column + 4), "    ") for row in value)
            return f"{name}:\n" + "".join(f"  -\n{row}" for row in rows)
    return to_yaml({name: value}, {"properties": {name: schema}})
