"""The cells of a sheet while it is read, by row and column, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalogue.sheets.cells import Cell, Sheet, Unreadable

MAX_ROWS, MAX_COLUMNS = 5_000, 300
TOO_BIG = (
    f"The sheet is too big: more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. Copy the rows "
    "that matter to a new sheet, and save that."
)
DAMAGED = "The file is damaged, or is not what its name says. Open it and save it again as .xlsx."

Place = tuple[int, int]
"""A row and a column, counted from 1."""


@dataclass(slots=True)
class CellGrid:
    """What is found in a sheet, in any order: see `Sheet`."""

    cells: dict[Place, Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_out: set[Place] = field(default_factory=set)
    comments: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    wide: set[Place] = field(default_factory=set)

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        """Return it as a sheet. Raises Unreadable."""
        height = max((row for row, _ in self.cells), default=0)
        width = max((column for _, column in self.cells), default=0)
        if height > MAX_ROWS or width > MAX_COLUMNS:
            raise Unreadable(TOO_BIG)
        rows = [
            [self.cells.get((row, column)) for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
        return Sheet(
            name,
            rows,
            is_hidden=is_hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= height),
            hidden_columns=frozenset(one for one in self.hidden_columns if one <= width),
            struck_out=frozenset(self.struck_out & self.cells.keys()),
            comments=self.comments,
            links=self.links,
            wide=frozenset(self.wide),
        )
