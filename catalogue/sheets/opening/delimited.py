"""Reads text whose cells are parted by a mark, such as CSV, and says which lines cannot be right.

A row has the number that a spreadsheet program shows. That is not the line of the file where a text
above has line breaks in it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, Unreadable, unguarded
from catalogue.sheets.opening.grids import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_TEXT = 10_000_000
_FEW = 5
"""One row in so many may be half a row: where there are more, rows are just of many lengths."""
_NEVER_CLOSED = (
    'A quotation mark (") opens a text in this row and does not close it where the text ends. '
    "Close it there, or take it away."
)
_STILL_OPEN = "A quotation mark in a row above is not closed, and this may be part of its text."
_BREAK = "A text with a line break in it needs a quotation mark before it and after it."
_GOES_ON = f"A text of this row goes on in the next line, so that the row breaks off. {_BREAK}"
_BEGINS_ABOVE = f"This line is the end of the row above, and no row of its own. {_BREAK}"


@dataclass(slots=True)
class Delimited:
    """The rows of a text, the mark that parts their cells, and what is wrong with rows, by number.

    The cells of such a row are what can be made of them. Where that is a whole row, it is `unsure`
    and not broken.
    """

    mark: str
    rows: list[list[Cell]] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)
    unsure: dict[int, str] = field(default_factory=dict)

    def add(self, cells: Sequence[str], wrong: str = "") -> None:
        """Add a row. Raises Unreadable."""
        self.rows.append([unguarded(value) for value in cells])
        if len(self.rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise Unreadable(f"The sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns.")
        if wrong:
            self.broken[len(self.rows)] = wrong


def read_delimited(text: str) -> Delimited:
    """Return the rows of a text. Raises Unreadable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    csv.field_size_limit(_MAX_TEXT)
    lines = [f"{line}\n" for line in text.split("\n")]
    mark = max(",;\t|", key=lambda one: _fit(one, lines[:50]))
    widths = [len(_cells_in(line.removesuffix("\n"), mark)) for line in lines]
    width = Counter(widths).most_common(1)[0][0]
    found = Delimited(mark)
    first = begun = 0
    wrong = ""
    while begun < len(lines):
        first = begun
        # Or a quotation mark that is never closed takes in the rows below, and nobody hears of it.
        reader = csv.reader(lines[first:], delimiter=mark, strict=True)
        try:
            for row in reader:
                end = first + reader.line_num
                if end - begun > 1 and len(row) != width and set(widths[begun:end]) == {width}:
                    raise csv.Error  # it opens in one row and closes in another
                wrong = wrong and _STILL_OPEN if len(row) != width else ""
                found.add(row, wrong)
                begun = end
        except csv.Error:
            wrong = _NEVER_CLOSED + _line(begun + 1, len(found.rows) + 1)
            found.add(_cells_in(lines[begun].removesuffix("\n"), mark), wrong)
            begun += 1
    found.unsure = {at: why for at, why in found.broken.items() if len(found.rows[at - 1]) >= width}
    found.broken = {at: why for at, why in found.broken.items() if at not in found.unsure}
    _find_halves(found)
    return found


def _cells_in(line: str, mark: str) -> list[str]:
    """Part a line by itself: a quotation mark ends a text only where the cell ends, and one that
    nothing closes is passed over.
    """
    end = re.escape(mark)
    cell = re.compile(rf'"(?P<marked>(?:""|[^"]|"(?!"|{end}))*)"{end}|"?(?P<plain>[^{end}]*){end}')
    # With a mark at its end, too, every cell ends in one.
    line, at, found = f"{line}{mark}", 0, list[str]()
    while at < len(line):
        one = cell.match(line, at)
        assert one
        marked = one["marked"]
        found.append(one["plain"] if marked is None else marked.replace('""', '"'))
        at = one.end()
    return found


def _line(line: int, row: int) -> str:
    """Say which line of the file a row is, where a text above has line breaks in it."""
    return f" A text editor shows it as line {line}." if line != row else ""


def _find_halves(found: Delimited) -> None:
    """Say which rows are halves of one: the next line begins in the middle of a text."""
    width = Counter(map(len, found.rows)).most_common(1)[0][0]
    short = [row for row in found.rows if len(row) < width and any(row)]
    if len(short) * _FEW > max(len(found.rows), 2 * _FEW):
        return
    headings = next(index for index, row in enumerate(found.rows) if len(row) == width)
    for number, (row, following) in enumerate(pairwise(found.rows[headings + 1 :]), headings + 2):
        if _is_rest(row, following, width) and number + 1 not in found.broken:
            found.broken.setdefault(number, _GOES_ON)
            found.broken[number + 1] = _BEGINS_ABOVE


def _is_rest(row: Sequence[Cell], following: Sequence[Cell], width: int) -> bool:
    """Whether a row is the rest of the one above: together they have the right number of cells."""
    if not row or not following or not row[-1] or not following[0]:
        return False
    goes_on = len(following) == 1 and len(row) in (1, width) and str(following[0])[0].islower()
    return width > 1 and (
        goes_on
        or (len(row) + len(following) - 1 == width and max(len(row), len(following)) < width)
    )


def _fit(mark: str, lines: list[str]) -> int:
    """Say how well a mark divides the first lines: into many cells, and into as many in each."""
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=mark)))
    except csv.Error:
        return 0
    # A sentence with commas in it has more or fewer parts than the next one.
    return max((rows * rows * (width - 1) for width, rows in widths.items()), default=0)
