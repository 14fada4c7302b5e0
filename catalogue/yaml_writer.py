"""Writes the values of a file as YAML, always in the same way, so that the same course is the same
file.

Used by `catalogue format` and `catalogue new`. The order of fields and the way each is written come
from the schema: text in paragraphs as a block, lists of short words in brackets, the rest one a
line. The only place that knows ruamel.yaml.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from catalogue.characters import as_read
from catalogue.yaml_reader import read_bytes
from catalogue.yaml_slips import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from catalogue.fields import Field
    from catalogue.problems import Way

WIDTH = 100
"""A list in brackets that would be wider than this many characters goes one value a line."""
_NEVER_FOLD = 1_000_000


class _EverythingIsText(VersionedResolver):
    """Lets the writer decide on quotes: ruamel would quote dates, which our reader leaves alone."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def to_yaml(
    values: Mapping[str, Any],
    fields: Iterable[Field],
    *,
    comments: Mapping[Way, Sequence[str]] | None = None,
    top: str = "",
    bottom: str = "",
) -> str:
    """Write the values of some fields in canonical form.

    The lines of `comments`, without their `#`, go above their field, or above the one whose
    brackets it is in; `top` and `bottom` are whole lines before and after everything.
    """
    writer = YAML()
    writer.Resolver = _EverythingIsText
    writer.width = _NEVER_FOLD
    writer.indent(mapping=2, sequence=4, offset=2)
    tree = _group(values, fields, 0, in_list=False)
    _comment(tree, comments or {})
    out = io.StringIO()
    writer.dump(tree, out)
    return top + out.getvalue() + bottom


def in_line(value: Any) -> str:
    """Write a value as it can stand after the name of a field, in brackets or not; fields without
    brackets around them.
    """
    if isinstance(value, dict):
        return ", ".join(f"{name}: {in_line(part)}" for name, part in value.items())
    if isinstance(value, list):
        rows = (f"{{{in_line(row)}}}" if isinstance(row, dict) else in_line(row) for row in value)
        return f"[{', '.join(rows)}]"
    text = str(_scalar(value, in_brackets=True))
    plain = not isinstance(value, str) or _means_the_same_plain(text, in_brackets=True)
    return text if plain else in_quotes(text)


def _tree(value: Any, field: Field | None, column: int, *, in_list: bool) -> Any:
    if isinstance(value, dict):
        return _group(value, field.parts if field else (), column, in_list=in_list)
    if isinstance(value, list):
        return _list(value, field and field.each, column)
    if field and field.kind == "paragraphs" and isinstance(value, str):
        return _paragraphs(value)
    return _scalar(value)


def _paragraphs(text: str) -> str:
    shown = without_blanks(text)
    block: str = LiteralScalarString(f"{shown}\n") if shown else DoubleQuotedScalarString("")
    return block


def without_blanks(text: str) -> str:
    """Leave out what nobody sees: blanks at the ends of lines, and empty lines around the text."""
    return "\n".join(line.rstrip() for line in as_read(text).split("\n")).strip("\n")


def _list(values: list[Any], each: Field | None, column: int) -> CommentedSeq:
    short = each and each.short and not any(map(_is_nested, values))
    in_brackets = short and column + len(", ".join(map(str, values))) + 2 <= WIDTH
    if in_brackets:
        rows = CommentedSeq(_scalar(value, in_brackets=True) for value in values)
        rows.fa.set_flow_style()
        return rows
    return CommentedSeq(_tree(value, each, column + 2, in_list=True) for value in values)


def _group(
    values: Mapping[str, Any], fields: Iterable[Field], column: int, *, in_list: bool
) -> CommentedMap:
    known = {field.name: field for field in fields}
    names = [name for name in known if name in values]
    names += [name for name in values if name not in known]
    short = bool(known) and all(field.short for field in known.values())
    in_braces = in_list and short and not any(map(_is_nested, values.values()))
    group = CommentedMap()
    for name in names:
        inner, start = known.get(name), column + len(name) + 2
        group[_scalar(name)] = (
            _scalar(values[name], in_brackets=True)
            if in_braces
            else _tree(values[name], inner, start, in_list=False)
        )
    if in_braces:
        group.fa.set_flow_style()
    return group


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict | list)


def _scalar(value: Any, *, in_brackets: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = as_read(value).strip("\n")
    if "\n" in text:
        return _paragraphs(text)
    return text if _means_the_same_plain(text, in_brackets) else DoubleQuotedScalarString(text)


def _means_the_same_plain(text: str, in_brackets: bool) -> bool:
    around = f"- [{text}, {text}]\n" if in_brackets else f"- {text}\n- {text}\n"
    document, _ = read_bytes(around.encode(), "", told=False)
    wanted = [text, text]
    return document is not None and document.value == ([wanted] if in_brackets else wanted)


def _comment(tree: CommentedMap, comments: Mapping[Way, Sequence[str]]) -> None:
    merged: dict[Way, list[str]] = {}
    for field, lines in comments.items():
        merged.setdefault(_outside_brackets(tree, field), []).extend(lines)
    for field, lines in merged.items():
        around = tree
        for step in field[:-1]:
            around = around[step]
        around.yaml_set_comment_before_after_key(
            field[-1], before="\n".join(lines), indent=2 * (len(field) - 1)
        )


def _outside_brackets(tree: CommentedMap, field: Way) -> Way:
    """Return the field itself, or the innermost one around it that is not in brackets."""
    node = tree
    for depth, step in enumerate(field):
        if node.fa.flow_style():
            return field[:depth]
        node = node[step]
    return field
