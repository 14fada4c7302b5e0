"""The rows that a feed becomes: what each says, under the headings of our own columns.

What has no column of ours stands under a name of its own, so that it is told as not kept. What only
machines need, and what is of people, is named once and not shown.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePath

from catalogue.quoting import listed
from catalogue.sheets.cells import Cell, Sheet, Unreadable, Unsure
from catalogue.sheets.feeds import feed_columns as column
from catalogue.sheets.opening.grids import MAX_ROWS

_NAMED = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);", re.I)


def pounds(amount: float) -> str:
    """Say an amount as a cell has it."""
    return f"£{amount:.2f}".removesuffix(".00") if amount else "free"


@dataclass(slots=True)
class FeedRow:
    """One time that a course is given, or a course without any. `doubts` has what is asked about a
    cell, by its heading; `aside` says why it is no course for us.
    """

    cells: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, Unsure] = field(default_factory=dict)
    aside: str = ""
    broken: str = ""

    def say(self, heading: str, text: object) -> None:
        """Set a cell; a value that says nothing leaves it as it is. Plugins write HTML's names for
        characters where none is meant, as in “Potter&#8217;s wheel”.
        """
        words = "" if text is None else str(text).strip()
        if words:
            self.cells[heading] = _NAMED.sub(lambda found: unescape(found[0]), words)


@dataclass(slots=True)
class FeedRows:
    """What was read of a feed. `each` is what the format calls one of its rows; `put_together` has
    the columns whose words our own exports put together from more than one field.
    """

    each: str
    put_together: tuple[str, ...] = ()
    rows: list[FeedRow] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    _passed: Counter[str] = field(default_factory=Counter)

    def add(self, row: FeedRow) -> None:
        """Add a row. Raises Unreadable."""
        if len(self.rows) >= MAX_ROWS - 1:
            raise Unreadable(f"The feed has more than {MAX_ROWS - 1:,} times of courses in it.")
        self.rows.append(row)

    def pass_over(self, *names: str) -> None:
        """Note that something is not read whose words are not to be shown."""
        self._passed.update(names)

    def sheet(self, file: str) -> Sheet:
        """Return it as a sheet of which each heading is certain."""
        for row in self.rows:
            if row.cells.get(column.ENDS) == row.cells.get(column.STARTS):
                row.cells.pop(column.ENDS, None)  # a single day has no last one
        headings = list(
            dict.fromkeys((column.TITLE, *(name for row in self.rows for name in row.cells)))
        )
        told = list(self.told)
        if self._passed:
            names = listed(sorted(self._passed), "and")
            told.append(f"Not read, and not shown: {names}.")
        rows: list[list[Cell]] = [[*headings]]
        rows += [[*map(row.cells.get, headings)] for row in self.rows]
        numbered = list(enumerate(self.rows, 2))
        return Sheet(
            PurePath(file).stem,
            rows,
            file=file,
            each=self.each,
            put_together=self.put_together,
            told=tuple(told),
            aside={number: row.aside for number, row in numbered if row.aside},
            broken={number: row.broken for number, row in numbered if row.broken},
            doubts={
                (number, headings.index(heading)): doubt
                for number, row in numbered
                for heading, doubt in row.doubts.items()
                if heading in row.cells
            },
        )
