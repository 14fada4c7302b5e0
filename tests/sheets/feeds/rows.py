"""What tests of feeds share."""

from __future__ import annotations

from catalogue.sheets.cells import text_of
from catalogue.sheets.feeds.opened import courses_in
from tests.conftest import LONDON


def rows_of(raw: bytes, name: str) -> list[dict[str, str]]:
    """What each row of a feed says, by its heading."""
    [sheet] = courses_in(raw, name, LONDON)
    headings, *rows = [list(map(text_of, row)) for row in sheet.rows]
    return [{head: text for head, text in zip(headings, row, strict=True) if text} for row in rows]


def row_of(raw: bytes, name: str) -> dict[str, str]:
    """What the one row of a feed says."""
    [row] = rows_of(raw, name)
    return row
