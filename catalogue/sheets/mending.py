"""The copy of a sheet that has only the rows to mend, with a column that says what to mend."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from catalogue.sheets.cells import as_csv, cell_at
from catalogue.sheets.layouts import WHAT_TO_MEND
from catalogue.sheets.writing import SheetToWrite, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from catalogue.sheets.cells import Cell
    from catalogue.sheets.layouts import Layout
    from catalogue.sheets.rows import Row


def to_mend(layouts: Iterable[Layout], rows: Sequence[Row]) -> list[SheetToWrite]:
    """Return a table for each sheet that has rows to mend: their cells as they were, and why."""
    tables = []
    for layout in layouts:
        ours = [row for row in rows if row.layout is layout]
        if ours:
            header = layout.sheet.rows[layout.header]
            kept = [
                index
                for index in range(max(map(len, layout.sheet.rows)))
                if layout.heading(index) != WHAT_TO_MEND
            ]
            whole: list[list[Cell]] = [[WHAT_TO_MEND, *(cell_at(header, index) for index in kept)]]
            whole += [
                [why(row, rows), *(cell_at(row.cells, index) for index in kept)] for row in ours
            ]
            tables.append(SheetToWrite(layout.sheet.name, whole))
    return tables


def why(row: Row, rows: Sequence[Row]) -> str:
    """Say what is to be mended in a row, or for which rows it waits."""
    if row.faults:
        return "\n".join(row.faults)
    others = [str(other.number) for other in rows if other.course == row.course and other.faults]
    return f"Nothing in this row. It is of the same course as row {', '.join(others)}."


def copy_to_mend(name: str, tables: Sequence[SheetToWrite]) -> tuple[str, bytes]:
    """Return the copy of a file of this name: what it is called, and its bytes."""
    sheet = PurePath(name)
    suffix = ".csv" if sheet.suffix.lower() in (".csv", ".tsv", ".txt") else ".xlsx"
    raw = as_csv(tables[0].rows) if suffix == ".csv" else as_xlsx(tables)
    return f"{sheet.stem.split('-to-mend')[0]}-to-mend{suffix}", raw


def write_beside(sheet: Path, name: str, raw: bytes) -> Path:
    """Write a file beside a sheet, under a name that nothing has yet, and return where it is."""
    first = sheet.with_name(name)
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        copy = first.with_stem(f"{first.stem}{more}")
        try:
            with copy.open("xb") as file:
                file.write(raw)
        except FileExistsError:
            number += 1
        else:
            return copy
