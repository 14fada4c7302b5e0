"""What is told of a change: finished words, as plain values that another program can check.

The report of somebody's proposal is made where their own code runs, so whoever posts it elsewhere
must not trust it: `read_report` takes nothing but this shape, within these sizes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from catalogue.reports import in_json

MOST_BYTES = 1_000_000
MOST_ROWS = 400
MOST_CHARACTERS = 2_000


class BadReport(ValueError):
    """This is no report of ours."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs: what, and its words before and after. Either may be empty."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A course, place or organisation that differs. `kind` says how; `page` is its address on the
    site without a slash in front, and empty where it has none.
    """

    kind: str
    title: str
    whose: str
    page: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A problem that a change brings: how much it matters, where, what and how to fix it. `files`
    and `whose` are those of others whom it hits; then `where` is what of the change brought it.
    """

    severity: str
    where: str
    what: str
    mend: str
    files: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A change in one sentence and thing by thing. Somebody should look at what it breaks, at what
    may be there twice, at what new courses would do, at what is mixed in one change, and at
    comments that are lost.
    """

    summary: str
    rows: tuple[ChangeRow, ...] = ()
    problems: tuple[Hit, ...] = ()
    look_alikes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def as_json(report: Report) -> str:
    """Write a report so that `read_report` can read it: the first rows, if all are too much."""
    text = in_json(asdict(report))
    if len(text.encode()) <= MOST_BYTES:
        return text
    return as_json(replace(report, rows=report.rows[: len(report.rows) // 2]))


def read_report(raw: bytes) -> Report:
    """Read a report that anybody may have written. Raises BadReport."""
    if len(raw) > MOST_BYTES:
        raise BadReport("It is too long.")
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadReport("It is no JSON.") from None
    return Report(
        summary=_text(values, "summary"),
        rows=tuple(_row(row) for row in _list(values, "rows")),
        problems=tuple(_hit(hit) for hit in _list(values, "problems")),
        look_alikes=_texts(values, "look_alikes"),
        effects=_texts(values, "effects"),
        mixed=_texts(values, "mixed"),
        lost=_texts(values, "lost"),
    )


def _row(values: Any) -> ChangeRow:
    lines = tuple(
        Line(_text(line, "what"), _text(line, "before"), _text(line, "after"))
        for line in _list(values, "lines")
    )
    kind, title, whose, page = (_text(values, name) for name in ("kind", "title", "whose", "page"))
    return ChangeRow(kind, title, whose, page, lines)


def _hit(values: Any) -> Hit:
    severity, where, what, mend = (
        _text(values, name) for name in ("severity", "where", "what", "mend")
    )
    return Hit(severity, where, what, mend, _texts(values, "files"), _texts(values, "whose"))


def _texts(values: Any, name: str) -> tuple[str, ...]:
    return tuple(_is_text(text, name) for text in _list(values, name))


def _list(values: Any, name: str) -> list[Any]:
    found = values.get(name) if isinstance(values, dict) else None
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        raise BadReport(f"“{name}” is no list, or too long.")
    return found


def _text(values: Any, name: str) -> str:
    return _is_text(values.get(name) if isinstance(values, dict) else None, name)


def _is_text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise BadReport(f"“{name}” is no text, or too long.")
    return value
