"""Prints a report: for people at a terminal, for a comment on a pull request, for programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.changes.report import as_json
from catalogue.quoting import listed
from catalogue.reports import cell, count, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from catalogue.changes.report import ChangeRow, Hit, Line, Report

_ROWS = 100
_PROBLEMS = 50
_LINES = 12
_CHARACTERS = 300
_PAGE = re.compile(r"[a-z0-9/-]*")


def as_text(report: Report, preview_url: str = "") -> str:
    """Say a change for a terminal."""
    return "\n".join(one_line(line) for line in _text_lines(report, preview_url)) + "\n"


def _text_lines(report: Report, preview_url: str) -> Iterator[str]:
    yield report.summary
    yield from (f"Look: {words}" for words in (*report.mixed, *report.lost))
    for hit in report.problems:
        yield f"{hit.severity.capitalize()}: {hit.where}: {hit.what} {hit.mend}"
        yield from (f"  {words}" for words in whom(hit))
    for row in report.rows:
        whose = f" ({row.whose})" if row.whose else ""
        yield f"{row.kind}: {row.title}{whose}"
        yield from (f"  {_line(line)}" for line in row.lines)
        if row.page:
            yield f"  Page: {preview_url}/{row.page}"
    yield from (f"Twice? {words}" for words in report.look_alikes)
    yield from report.effects


def _line(line: Line) -> str:
    return f"{line.what}: {f'{line.before} → ' if line.before else ''}{line.after or 'left out'}"


def as_markdown(report: Report, preview_url: str = "") -> str:
    """Say a change as a table. Nothing of what partners wrote becomes markup."""
    parts = [f"**{cell(report.summary)}**\n"]
    parts += [f"> [!WARNING]\n> {cell(words)}\n" for words in (*report.mixed, *report.lost)]
    if report.rows:
        head = "| | What | What residents will see |\n| --- | --- | --- |\n"
        parts.append(head + "".join(_table_row(row, preview_url) for row in report.rows[:_ROWS]))
    if len(report.rows) > _ROWS:
        parts.append(f"And {len(report.rows) - _ROWS} more.\n")
    if report.problems:
        problems = "".join(_problem(hit) for hit in report.problems[:_PROBLEMS])
        parts.append(f"**To fix or to look at:**\n\n{problems}")
    if len(report.problems) > _PROBLEMS:
        parts.append(f"And {len(report.problems) - _PROBLEMS} more: `catalogue check` lists all.\n")
    if report.look_alikes:
        look_alikes = "".join(f"- {cell(words)}\n" for words in report.look_alikes[:_LINES])
        ask = "**Is one of these there twice?** Have a look before you accept it."
        parts.append(f"{ask}\n\n{look_alikes}")
    if report.effects:
        effects = "".join(f"- {cell(words)}\n" for words in report.effects[:_LINES])
        parts.append(f"**Who lives near what is new:**\n\n{effects}")
    return "\n".join(parts)


def _problem(hit: Hit) -> str:
    said = f"- {cell(hit.severity)}, {cell(hit.where)}: {cell(f'{hit.what} {hit.mend}')}"
    return "".join((said, *(f"<br>{cell(words)}" for words in whom(hit)), "\n"))


def whom(hit: Hit) -> Iterator[str]:
    """Say whom of others a problem hits, if anybody."""
    if hit.files:
        whose = f" of {listed(hit.whose, 'and')}" if hit.whose else ""
        named = ", ".join(hit.files[:_LINES])
        more = f" and {len(hit.files) - _LINES} more" if len(hit.files) > _LINES else ""
        yield f"This hits {count(len(hit.files), 'file')}{whose}: {named}{more}"


def _table_row(row: ChangeRow, preview_url: str) -> str:
    whose = f"<br>{cell(row.whose)}" if row.whose else ""
    lines = [_cut(_markdown_line(line)) for line in row.lines[:_LINES]]
    if len(row.lines) > _LINES:
        lines.append(f"and {len(row.lines) - _LINES} more")
    title = f"{_linked(row, preview_url)}{whose}"
    return f"| {cell(row.kind)} | {title} | {'<br>'.join(lines)} |\n"


def _linked(row: ChangeRow, preview_url: str) -> str:
    if not row.page or not _PAGE.fullmatch(row.page):
        return cell(row.title)
    if preview_url:
        return f"[{cell(row.title)}]({preview_url}/{row.page})"
    return f"{cell(row.title)}<br>`/{row.page}`"


def _markdown_line(line: Line) -> tuple[str, str]:
    before = f"{line.before} → " if line.before else ""
    return line.what, f"{before}{line.after or 'left out'}"


def _cut(line: tuple[str, str]) -> str:
    what, words = line
    # Cut before it is spelt out, so that no character is cut in two.
    return (
        f"{cell(what)}: {cell(words if len(words) <= _CHARACTERS else words[:_CHARACTERS] + '…')}"
    )


FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": lambda report, _preview_url: as_json(report),
}
