"""Tells whether the times of a sheet are of 24 hours, so that its “7:00” is no evening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.sheets.questions import WHAT_TO_FIX
from catalogue.sheets.readers.meetings import TIMES_OF_24_HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.sheets.opening.layouts import Layout

_AFTER_NOON = re.compile(r"(?<![\d:.,£/])(?:1[3-9]|2[0-3])[:.]?[0-5]\d(?![\d/])")


def has_24_hours(layout: Layout) -> bool:
    """Return whether a time of the sheet can only be one of 24 hours: 18:30. In a copy, which has
    only the rows that wait, what is asked of them says so.
    """
    asked = [
        text
        for index, heading in enumerate(layout.headings)
        if heading == WHAT_TO_FIX
        for text in _texts(layout, index)
    ]
    return any(map(_AFTER_NOON.search, _times(layout))) or any(
        TIMES_OF_24_HOURS in text for text in asked
    )


def _times(layout: Layout) -> Iterator[str]:
    for index, column in enumerate(layout.columns):
        if column and column.kind == "groups":
            yield from _texts(layout, index)


def _texts(layout: Layout, index: int) -> Iterator[str]:
    return (layout.text(number, index) for number, _ in layout.rows_below())
