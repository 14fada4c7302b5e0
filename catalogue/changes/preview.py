"""The pages that a change touches, in one file that opens anywhere: on a telephone too, with
nothing to unpack and nothing to run. Each stands in a frame of its own, which may only show it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.changes.report import ChangeRow, Report

_MOST_PAGES = 20
_UNSEEN = re.compile(r"<script\b.*?</script>|<link\b[^>]*>|<meta http-equiv[^>]*>", re.DOTALL)
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)"((?: media="[^"]*")?)>')
_SHEETS = re.compile(r"assets/[\w/.-]+\.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LOOK = """\
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem }
:root { color-scheme: light dark }
summary { font-weight: bold; padding: 0.75rem 0; cursor: pointer }
iframe { width: 100%; height: 85vh; border: 1px solid; background: Canvas }
li { overflow-wrap: anywhere }
"""


def preview(report: Report, output: Path) -> str:
    """Return the file: what changes in words, and each changed page as it is in `output`."""
    rows = [row for row in report.rows if row.page and (output / row.page / "index.html").is_file()]
    shown = rows[:_MOST_PAGES]
    sections = "".join(_section(row, output, is_open=len(shown) == 1) for row in shown)
    more = len(rows) - len(shown)
    rest = f"<p>{more} more pages change and are not shown here.</p>" if more else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What would change</title>\n<style>\n{_LOOK}</style>\n</head>\n<body>\n"
        f"<h1>What would change</h1>\n<p>{escape(report.summary)} Nothing is public yet. Links, "
        f"maps and the search do not work in this copy.</p>\n{sections}{rest}</body>\n</html>\n"
    )


def _section(row: ChangeRow, output: Path, *, is_open: bool) -> str:
    title = f"{row.kind}: {row.title}{f' ({row.whose})' if row.whose else ''}"
    lines = "".join(f"<li>{escape(line)}</li>" for line in _lines(row))
    page = escape(_alone(output, row.page))
    return (
        f"<details{' open' if is_open else ''}>\n<summary>{escape(title)}</summary>\n"
        f'<ul>{lines}</ul>\n<iframe sandbox title="{escape(row.title)}" srcdoc="{page}"></iframe>\n'
        "</details>\n"
    )


def _lines(row: ChangeRow) -> Iterator[str]:
    for line in row.lines:
        before = f"{line.before} → " if line.before else ""
        yield f"{line.what}: {before}{line.after or 'left out'}"


def _alone(output: Path, address: str) -> str:
    """Return a page that needs no other file: its sheets are in it, and it runs nothing."""
    text = (output / address / "index.html").read_text(encoding="utf-8")

    def sheet(link: re.Match[str]) -> str:
        found = _SHEETS.search(link[1])
        path = output / found[0] if found else None
        return (
            f"<style{link[2]}>{path.read_text('utf-8')}</style>" if path and path.is_file() else ""
        )

    return _UNSEEN.sub("", _SHEET.sub(sheet, text))
