"""A row of a text file with more cells than there are headings: the mark that parts cells stood
inside a text, without quotation marks around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, cell_at, text_of
from catalogue.sheets.opening.contents import TYPED, contradicts, fits, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.sheets.opening.layouts import Layout

_TEXTS = ("line", "lines", "paragraphs", "terms")
_MANY = 3
"""Rows with a cell too many that make it a column without a heading, and no accident."""


def overflow(layout: Layout, number: int) -> str:
    """Return the text that most likely fell apart in a row, or "" where none did."""
    found = realigned(layout, number)
    return "" if found is None else text_of(found[1][found[0]])


def realigned(layout: Layout, number: int) -> tuple[int, list[Cell]] | None:
    """Return the cells of a row with the text joined that most likely fell apart, and the column of
    that text; or None where there is no cell too many.
    """
    width = max((index for index, heading in enumerate(layout.headings, 1) if heading), default=0)
    extra = _length(layout.sheet.rows[number - 1]) - width
    if not layout.sheet.is_of_text or extra <= 0 or _is_column(layout, width):
        return None
    row = [cell_at(layout.sheet.rows[number - 1], index) for index in range(width + extra)]
    ways = [
        (_fit(layout, whole), index, whole)
        for index in range(width)
        if _is_text(layout, index) and (whole := _joined(layout, row, index, extra))
    ]
    if not ways:
        return None
    # Where several fit alike, a long text has commas rather than a short one.
    best = max(ways, key=lambda way: (way[0], _is_long(layout, way[1]), way[1]))
    return best[1], best[2]


def _length(row: Sequence[Cell]) -> int:
    return max((index for index, cell in enumerate(row, 1) if text_of(cell)), default=0)


def _is_column(layout: Layout, width: int) -> bool:
    rows = [_length(cells) for _, cells in layout.rows_below() if _length(cells)]
    return len([length for length in rows if length > width]) * 2 > max(len(rows), 2 * _MANY - 1)


def _is_text(layout: Layout, index: int) -> bool:
    column = layout.columns[index]
    return column is None or column.kind in _TEXTS


def _is_long(layout: Layout, index: int) -> bool:
    column = layout.columns[index]
    return column is not None and column.kind == "paragraphs"


def _joined(layout: Layout, row: Sequence[Cell], index: int, extra: int) -> list[Cell]:
    text = layout.sheet.mark.join(str(cell or "") for cell in row[index : index + extra + 1])
    return [*row[:index], text, *row[index + extra + 1 :]]


def _fit(layout: Layout, cells: Sequence[Cell]) -> int:
    """Say how well each cell is what its column is to hold. No text begins with a blank unless it
    is the rest of a sentence.
    """
    fit = 0
    for cell, column in zip(cells, layout.columns, strict=False):
        kind = kind_of(cell)
        fit -= str(cell or "").startswith(" ")
        if column is not None and kind:
            fit += 2 * fits(column, kind) if kind in TYPED else 0
            fit -= 3 * contradicts(column, kind)
            fit -= 2 * (column.kind not in (*_TEXTS, "term", "venue") and not fits(column, kind))
    return fit
