"""How tables of planning are written: as text, CSV, JSON and one workbook."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from io import StringIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from catalogue.sheets.cells import guarded
from catalogue.sheets.writing import saved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.catalogue import Catalogue
    from catalogue.planning.table import PlanningTable

_EXAMPLES = "These figures describe invented examples, and no real courses."
_MARKED = ("describes", "invented examples")


def notes_of(table: PlanningTable[Any], catalogue: Catalogue) -> tuple[str, ...]:
    """Return what has to be said beside a table."""
    invented = any(course.example for course in catalogue.courses.values())
    return (*((_EXAMPLES,) if invented else ()), *table.notes)


def as_text(table: PlanningTable[Any], notes: Iterable[str]) -> str:
    """Write a table for a terminal, its columns under each other."""
    lines = [[column.label for column in table.columns]]
    lines += [[_said(cell) for cell in cells] for cells in table.cells()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    numbers = [bool(column.unit) for column in table.columns]
    text = [f"{table.title}\n"]
    for line in lines:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(line, widths, numbers, strict=True)
        )
        text.append("  ".join(cells).rstrip())
    return "\n".join((*text, "", *notes)) + "\n"


def as_csv(table: PlanningTable[Any], _notes: Iterable[str]) -> str:
    """Write a table as CSV: the lasting names of its columns, then its rows. Unknown is empty."""
    return _csv(table, [])


def as_csv_file(table: PlanningTable[Any], notes: Iterable[str]) -> str:
    """Write the same for a file, which goes its own way: where figures are of invented examples,
    each row says so in a column of its own.
    """
    return _csv(table, [_MARKED] if _EXAMPLES in notes else [])


def _csv(table: PlanningTable[Any], more: Iterable[tuple[str, str]]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*(column.name for column in table.columns), *(name for name, _ in more)])
    for cells in table.cells():
        writer.writerow([*map(_plain, cells), *(said for _, said in more)])
    return file.getvalue()


def as_json(table: PlanningTable[Any], notes: Iterable[str]) -> str:
    """Write a table with what its columns mean. Unknown is null."""
    made = {
        "table": table.name,
        "title": table.title,
        "notes": list(notes),
        "columns": [asdict(column) for column in table.columns],
        "rows": [asdict(row) for row in table.rows],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": as_text, "csv": as_csv, "json": as_json}


def workbook(tables: Iterable[PlanningTable[Any]], catalogue: Catalogue) -> bytes:
    """Write tables as one workbook: a sheet each, headings first, notes below."""
    book = Workbook(write_only=True)  # keeps no cells, of which there are tens of thousands
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        headings = [WriteOnlyCell(sheet, column.label) for column in table.columns]
        for heading in headings:
            heading.font = Font(bold=True)
        sheet.append(headings)
        for cells in table.cells():
            sheet.append([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
        sheet.append([])
        for note in notes_of(table, catalogue):
            sheet.append([note])
    return saved(book)


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return guarded(cell) if isinstance(cell, str) else cell


def _said(cell: Any) -> str:
    match cell:
        case None:
            return "not known"
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:,.3f}".rstrip("0").rstrip(".")
        case int():
            return f"{cell:,}"
        case _:
            return str(cell)
