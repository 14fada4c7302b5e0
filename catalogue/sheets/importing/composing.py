"""When people meet, put together from the columns of a row that say a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, NotUnderstood, cell_at, text_of
from catalogue.sheets.opening.contents import kind_of
from catalogue.sheets.readers.dates import read_day
from catalogue.sheets.readers.weekdays import day_named, names_a_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.sheets.opening.layouts import Layout

_TICKS, _CROSSES = {"✓", "✔", "yes", "y", "1", "true"}, {"x", "✗", "✘"}
_NO = {"no", "n", "0", "-", "–", "false"}
_ONE_TIME = ("time", "number", "decimal")
_CLOCK = re.compile(r"[T ,](\d{1,2}(?:[:.]\d{2})?)(?::\d{2})?(?:\.\d+)?(\s*[ap]\.?m\b)?", re.I)


@dataclass(frozen=True, slots=True)
class Composed:
    """The days and times of a row as one text, and in `said` what of it no column says, if any. It
    is `sure` where the row is of a single day.
    """

    text: str
    said: str = ""
    sure: bool = True


def meeting_in(layout: Layout, row: Sequence[Cell]) -> Composed | None:
    """Return when the class of a row with these cells meets, or None where no column says so.

    A weekday that no column says is that of the first day; times may stand beside the first and the
    last day.
    """
    columns = [index for index, one in enumerate(layout.columns) if one and one.kind == "groups"]
    days, said = _by_day(layout, row, columns)
    if days and not said:
        return Composed("; ".join(days))
    first, last = (
        cell_at(row, index) if (index := layout.index_of("runs", name)) is not None else None
        for name in ("starts", "ends")
    )
    from_days = not (said or days) and kind_of(first) == kind_of(last) == "moment"
    times = [_clock(first), _clock(last)] if from_days else []
    # A day that comes after its times is read as well, but not the other way round in all sheets.
    said.sort(key=lambda cell: not names_a_day(text_of(cell)))
    texts = times or _with_halves(list(map(text_of, said)))
    if not texts:
        return None
    is_pair = len(texts) == 2 and {kind_of(text) for text in texts} <= {"time", "decimal"}
    text = (" to " if is_pair else " ").join(texts)
    text = f"{', '.join(days)} {text}" if days else text
    if names_a_day(text):
        return Composed(text)
    try:
        begins = read_day(first)
        ends = read_day(last) if text_of(last) else begins
    except NotUnderstood:
        return Composed(text)
    day = f"{begins:%A}"
    extra = f"on {day}, which the first day is" + (
        ", at the times beside the days" if times else ""
    )
    same = begins.weekday() == ends.weekday()
    return Composed(f"{day} {text}", extra, sure=begins == ends) if same else Composed(text)


def _by_day(
    layout: Layout, row: Sequence[Cell], columns: list[int]
) -> tuple[list[str], list[Cell]]:
    """Return what the columns of the days say, each under its day: a cross or times; and the cells
    of the others. Where a row has ticks, a cross may be a no: it stays as it is.
    """
    cells = {at: cell for at in columns if text_of(cell := cell_at(row, at))}
    days = {at: text_of(cells[at]).casefold() for at in cells if day_named(layout.heading(at))}
    ticks = _TICKS if _TICKS & set(days.values()) else _CROSSES
    said = [
        layout.heading(at) if text in ticks else f"{layout.heading(at)} {text}"
        for at, text in days.items()
        if text not in _NO
    ]
    return said, [cell for at, cell in cells.items() if at not in days]


def _with_halves(texts: Sequence[str]) -> list[str]:
    """Return the texts of a row, with am or pm from a column of its own at the time that stands
    before it, or before the times of one cell, which it says the beginning of.
    """
    joined: list[str] = []
    for text in texts:
        half = text.replace(".", "") if kind_of(text) == "half" else ""
        before = kind_of(joined[-1]) if half and joined else ""
        if before == "span":
            joined.insert(-1, half)
        elif before in _ONE_TIME:
            joined[-1] += f" {half}"
        else:
            joined.append(half or text)
    return joined


def _clock(cell: Cell) -> str:
    """Return the time that stands beside a day."""
    if isinstance(cell, datetime):
        return f"{cell:%H:%M}"
    found = _CLOCK.findall(text_of(cell))
    return "".join(found[-1]) if found else ""
