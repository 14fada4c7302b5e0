"""What is remembered of a provider's sheets, in content/sheets/<provider>.yaml: what its columns
are called with us, and the answers it gave. A file of answers has the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.constraint_words import NOT_IN_LIST, WRONG_KIND
from catalogue.files import BESIDE
from catalogue.formatting import rewrite
from catalogue.problems import Problem
from catalogue.quoting import nearest, quoted
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.columns import known_columns
from catalogue.sheets.opening.headings import NOT_KEPT
from catalogue.yaml_reader import open_file, read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from catalogue.schemas import Schema
    from catalogue.yaml_reader import Document

FOLDER = BESIDE["mapping"]
_PARTS = ("columns", "answers")
_TOP = (
    "# What the columns of this organisation's own sheets mean (on the left their heading, on\n"
    f"# the right ours, as in `catalogue template`, or “{NOT_KEPT}”), and what it answered when\n"
    "# it was asked. Change what is wrong.\n"
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Their headings and ours; and answers by the names of the questions."""

    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def and_also(self, other: Memory) -> Memory:
        """Return both, the other's word being the last."""
        return Memory(self.columns | other.columns, self.answers | other.answers)


def remembered(root: Path, provider: str) -> Memory:
    """Return what is remembered of a provider's sheets. Raises Unreadable."""
    path = root / FOLDER / f"{provider}.yaml"
    return memory_in(path, f"{FOLDER}/{path.name}") if path.exists() else Memory()


def memory_in(path: Path, name: str) -> Memory:
    """Return what a file says, which is called by its name. Raises Unreadable."""
    document, problems = read_file(path, name)
    if document is None:
        raise Unreadable(f"{name} cannot be read. {problems[0].what}")
    wrong = next(_wrong_in(document), None)
    if wrong:
        raise Unreadable(f"{name} cannot be read. {wrong[1]} {wrong[2]}")
    parts = [
        {str(key): str(value) for key, value in (document.value.get(part) or {}).items()}
        for part in _PARTS
    ]
    return Memory(*parts)


def problems_in_mapping(document: Document, file: str, schema: Schema) -> Iterator[Problem]:
    """Yield what is wrong with what is remembered of a provider's sheets."""
    faults = list(_wrong_in(document))
    for way, what, mend in faults:
        line, column = document.place(way)
        yield Problem(file, line, column, WRONG_KIND, way, what, mend)
    if faults:
        return
    ours = known_columns(schema)
    for heading, name in (document.value.get("columns") or {}).items():
        if name != NOT_KEPT and str(name) not in ours:
            line, column = document.place(("columns", heading))
            what = f"There is no column of ours called {quoted(name)}."
            mend = column_meant_by(str(name), ours)
            yield Problem(file, line, column, NOT_IN_LIST, ("columns", heading), what, mend)


def _wrong_in(document: Document) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield where a file has not the shape of a memory, what is wrong, and how to mend it."""
    mend = "Write “columns:” and “answers:”, and below each a line for each heading or question."
    value: Any = document.value
    if not isinstance(value, dict):
        yield (), "The file should have two parts, columns and answers.", mend
        return
    for name, part in value.items():
        if name not in _PARTS or not isinstance(part, dict | None):
            yield (name,), f"“{name}” is not a part of this file, or has no lines below it.", mend
            continue
        for key, text in (part or {}).items():
            if isinstance(text, dict | list):
                what = f"{quoted(key)} should have one text beside it."
                yield (name, key), what, "Write it in one line."


def column_meant_by(name: str, ours: Iterable[str]) -> str:
    """Say which column of ours somebody may have meant."""
    meant = nearest(name, dict.fromkeys(ours, ()))
    return f"Did you mean {quoted(meant)}?" if meant else f"Or write “{NOT_KEPT}”."


def with_memory(root: Path, provider: str, new: Memory) -> dict[str, str]:
    """Return what is remembered of a provider's sheets and of more: the file, its text."""
    file = f"{FOLDER}/{provider}.yaml"
    path = root / file
    if path.exists():
        raw, _ = open_file(path, path.name)
        return {file: rewrite(raw or b"", {}, path.name, lambda known: _both(known, new))}
    return {file: to_yaml(_both({}, new), (), top=_TOP)}


def as_text(memory: Memory, top: str) -> str:
    """Return the text of a file that says it, below a first comment."""
    return to_yaml(_both({}, memory), (), top=top)


def _both(known: Mapping[str, Any], new: Memory) -> dict[str, Any]:
    parts = {"columns": new.columns, "answers": new.answers}
    return {
        name: {**(known.get(name) or {}), **parts[name]}
        for name in _PARTS
        if known.get(name) or parts[name]
    }
