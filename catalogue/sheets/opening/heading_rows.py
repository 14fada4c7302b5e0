"""Finds the row of a sheet that has the headings, or the two rows that have them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, Sheet, cell_at, text_of
from catalogue.sheets.opening.contents import TYPED, kind_of
from catalogue.sheets.opening.headings import UNKNOWN, Headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOOKED_AT = 30


def find_headings(sheet: Sheet, names: Headings) -> tuple[int | None, int | None, list[str]]:
    """Return the row of the headings, the one above that they begin in, if any, and the headings.
    Where none is known, that is the first row of words over a column of something else.
    """
    rows = [list(map(text_of, row)) for row in sheet.rows[: _LOOKED_AT + 1]]
    best: tuple[int, int | None, int | None, list[str]] = (1, None, None, [])
    for index, row in enumerate(rows[:_LOOKED_AT]):
        if (score := _score(row, names)) > best[0]:
            best = (score, index, None, row)
        if index + 1 < len(rows) and _are_words(sheet.rows[index + 1]) and len(row) > 1:
            joined = _joined(row, rows[index + 1], names)
            if (score := _score(joined, names)) > max(best[0], _score(rows[index + 1], names)):
                best = (score, index + 1, index, joined)
    if best[1] is None and (found := _words_over_cells(sheet)) is not None:
        return found, None, _told_apart(rows[found])
    return best[1], best[2], _told_apart(best[3])


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Return headings of which no two are alike: the second “Date” is “Date (2)”."""
    return [
        f"{heading} ({before + 1})" if heading and before else heading
        for index, heading in enumerate(headings)
        for before in [headings[:index].count(heading)]
    ]


def _score(headings: Iterable[str], names: Headings) -> int:
    return sum(names.meaning(heading, {}).certainty != UNKNOWN for heading in headings)


def _are_words(cells: Iterable[Cell]) -> bool:
    kinds = {kind for cell in cells if (kind := kind_of(cell))}
    return kinds <= {"line"} and bool(kinds)


def _words_over_cells(sheet: Sheet) -> int | None:
    for index, (row, below) in enumerate(zip(sheet.rows, sheet.rows[1:_LOOKED_AT], strict=False)):
        over = [kind_of(cell_at(below, at)) for at, cell in enumerate(row) if text_of(cell)]
        if len(over) > 1 and _are_words(row) and TYPED & set(over):
            return index
    return None


def _joined(upper: Sequence[str], lower: Sequence[str], names: Headings) -> list[str]:
    """Join two rows of headings, the upper of which may stand over several columns of the lower."""
    joined: list[str] = []
    group = ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        group = above or group
        if not below or below == above:
            joined.append(above)
            continue
        ways = [f"{group}: {below}" if group else below, below, *([above] if above else [])]
        known = (way for way in ways if names.meaning(way, {}).certainty != UNKNOWN)
        joined.append(next(known, ways[0]))
    return joined
