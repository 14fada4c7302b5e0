"""Rewrites a file in canonical order and quoting, with every comment kept.

Called by `catalogue format`. It changes how a file is written and never what it says, but for the
ids of runs that have none yet: if reading the new text did not give the same values and comments
back, the file would be left as it was.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml

from catalogue.characters import with_plain_blanks, with_plain_line_ends
from catalogue.fields import fields_of
from catalogue.problems import WouldChange
from catalogue.run_ids import with_ids
from catalogue.yaml_reader import PARSER, read_bytes
from catalogue.yaml_writer import to_yaml, without_blanks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from catalogue.problems import Problem, Way
    from catalogue.schemas import Schema
    from catalogue.yaml_reader import Document

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")


def format_text(raw: bytes, schema: Schema, name: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text in canonical form, or why it could not be read. Raises WouldChange."""
    document, problems = read_bytes(raw, name)
    if document is None:
        return None, problems
    if not isinstance(document.value, dict):
        return raw.decode(), []
    return _written(raw, document, with_ids(document.value), schema, name), []


def with_values(text: str, values: Mapping[tuple[int, int], str]) -> str:
    """Return a text that can be read with other values, or names, in place of those that begin at
    some lines and columns, counted from 1.
    """
    spans = [
        (token.start_mark.index, token.end_mark.index, value)
        for token in yaml.scan(text, Loader=PARSER)
        if isinstance(token, yaml.ScalarToken)
        and (value := values.get((token.start_mark.line + 1, token.start_mark.column + 1)))
    ]
    for start, end, value in reversed(spans):
        text = text[:start] + value + text[end:]
    return text


def rewrite(raw: bytes, schema: Schema, name: str, change: Callable[[Any], Any]) -> str:
    """Return a good file's text with its values changed, its comments kept. Raises WouldChange."""
    document, problems = read_bytes(raw, name)
    if document is None:
        raise WouldChange(f"{name}: {problems[0].what}")
    return _written(raw, document, change(document.value), schema, name)


def _written(raw: bytes, document: Document, values: Any, schema: Schema, name: str) -> str:
    text = with_plain_blanks(with_plain_line_ends(raw.decode()))
    top, comments, bottom = _comments_of(text, document)
    new = to_yaml(values, fields_of(schema), comments=comments, top=top, bottom=bottom)
    _see_nothing_is_lost(text, new, values, name)
    return new


def _see_nothing_is_lost(old: str, new: str, value: Any, name: str) -> None:
    document, problems = read_bytes(new.encode(), name)
    if document is None:
        raise WouldChange(f"{name}: {problems[0].what}")
    if _stripped(document.value) != _stripped(value):
        raise WouldChange(f"{name}: the values would not be the same")
    if sorted(words_of_comments(old)) != sorted(words_of_comments(new)):
        raise WouldChange(f"{name}: a comment would be lost")


def _stripped(value: Any) -> Any:
    """Leave out the blanks at the ends of lines and the line breaks around a text: they are not
    shown.
    """
    if isinstance(value, dict):
        return {name: _stripped(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_stripped(child) for child in value]
    if isinstance(value, str):
        return without_blanks(value)
    return value


def words_of_comments(text: str) -> Iterator[str]:
    """Yield the words of every comment of a text that can be read."""
    for _, comment in _find_comments(with_plain_blanks(text)):
        yield comment.strip()


def _comments_of(text: str, document: Document) -> tuple[str, dict[Way, list[str]], str]:
    """Return the comments before all fields, those of each field, and those after all fields.

    A comment on a line of its own is about the outermost field that starts below it; one at the end
    of a line is about the outermost field that starts on that line.
    """
    places = [(document.place_of_name(way)[0], way) for way in _ways(document.value)]
    top, bottom = "", ""
    comments: defaultdict[Way, list[str]] = defaultdict(list)
    for position, words in _find_comments(text):
        line = text.count("\n", 0, position) + 1
        alone = not text[text.rfind("\n", 0, position) + 1 : position].strip()
        if not places or line < places[0][0]:
            top += f"#{words}\n"
        elif about := _about(line, alone, places):
            comments[about].append(words.strip())
        else:
            bottom += f"#{words}\n"
    return top, comments, bottom


def _about(line: int, alone: bool, places: Sequence[tuple[int, Way]]) -> Way | None:
    if alone:
        return next((way for start, way in places if start > line), None)
    nearest = max(start for start, _ in places if start <= line)
    return next(way for start, way in places if start == nearest)


def _ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value below, in reading order."""
    steps: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, child in steps:
        yield (*way, step)
        yield from _ways(child, (*way, step))


def _find_comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the position of each comment and its words, without the `#`."""
    end = 0
    for token in yaml.scan(text, Loader=PARSER):
        start = token.start_mark.index
        yield from _in_gap(text, end, start)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            # Beside the mark that starts a block there can be a comment too.
            yield from _in_gap(text, start, text.find("\n", start))
        end = max(end, token.end_mark.index)
    yield from _in_gap(text, end, len(text))


def _in_gap(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _COMMENT.finditer(text, start, end):
        yield found.start(), found.group()[1:]


def replace_file(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises OSError, and then the old file is as it was."""
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
