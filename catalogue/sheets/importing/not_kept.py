"""Tells what of a sheet is not read at all: nothing vanishes without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, cell_at, text_of
from catalogue.sheets.opening.layouts import Layout
from catalogue.sheets.questions import is_of_a_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def not_kept(layout: Layout) -> list[str]:
    """Tell every cell of a sheet that no column of ours takes, and those above the headings."""
    told = [
        f"Row {number}, above the headings, is not kept: {quoted_cells(cells)}."
        for number, cells in layout.rows_above()
        if any(map(text_of, cells))
    ]
    width = max((len(row) for row in layout.sheet.rows), default=0)
    for index in range(width):
        if index in layout.personal:
            what = "looks like people's data: it is not read, and nothing of it is kept"
            told.append(f"The column “{layout.heading(index)}” {what}.")
            continue
        heading = layout.heading(index)
        column = layout.columns[index] if index < len(layout.columns) else None
        if column is None and not is_of_a_copy(heading):
            told += _column_not_kept(layout, index, heading)
    return told


def _column_not_kept(layout: Layout, index: int, heading: str) -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for number, cells in layout.rows_below():
        if text := text_of(cell_at(cells, index)):
            rows.setdefault(text, []).append(str(layout.sheet.shown(number)))
    said = "; ".join(
        f"“{text}” ({layout.sheet.row_word}{'s' if len(numbers) > 1 else ''} {', '.join(numbers)})"
        for text, numbers in rows.items()
    )
    what = f"“{heading}” of the feed" if layout.sheet.each else f"The column “{heading}”"
    name = what if heading else "A column without a heading"
    if heading or rows:
        yield f"{name} is not kept{f': {said}' if said else ''}."


def quoted_cells(cells: Iterable[Cell]) -> str:
    """Quote every cell that says something."""
    return ", ".join(f"“{text}”" for cell in cells if (text := text_of(cell)))


def sheet_not_read(rows: Sequence[Sequence[Cell]], name: str) -> str:
    """Tell every cell of a sheet in which no headings were found."""
    said = quoted_cells(cell for row in rows for cell in row)
    return f"The sheet “{name}” is not read{f': {said}' if said else ': it is empty'}."
