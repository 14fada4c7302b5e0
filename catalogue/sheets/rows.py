"""Reads the rows of a sheet, cell by cell, and tells which course each is about.

Nothing is lost here: what a cell says is in `read`, or told in `notes`, or is a fault of its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.files import ID, file_name
from catalogue.sheets.cells import Cell, NotUnderstood, cell_at, text_of
from catalogue.sheets.columns import FILE, Column
from catalogue.sheets.layouts import WHAT_TO_MEND, Layout
from catalogue.sheets.terms import Lists, Read
from catalogue.sheets.values import read_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.problems import Way


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of one column: its words, and what they were read as, or why not."""

    column: Column
    heading: str
    text: str
    read: Read | None
    fault: str = ""


@dataclass(slots=True)
class Row:
    """One row that says something. `number` counts from 1, as the spreadsheet program does."""

    layout: Layout
    number: int
    course: str = ""
    said: list[Said] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        """Every cell of the row."""
        return self.layout.sheet.rows[self.number - 1]

    def at(self, way: Way) -> Said | None:
        """Return what the row says of a field."""
        return next((said for said in self.said if said.column.way == way), None)


def read_rows(
    layout: Layout, titles: Mapping[str, str], lists: Lists
) -> tuple[list[Row], list[str]]:
    """Return every row below the headings, and what to tell people of rows that are not read.

    `titles` has the titles of the provider's courses by the names of their files.
    """
    rows: list[Row] = []
    told: list[str] = []
    names = _CourseNames(titles)
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(layout.sheet.rows[layout.header + 1 :], layout.header + 2):
        row = Row(layout, number)
        row.said = list(_said(layout, cells, lists))
        if not row.said:
            continue
        names.name(row)
        same = (row.course, *map(text_of, cells))
        if row.course and same in seen:
            told.append(f"Row {number} says the same as row {seen[same]}, and is read once.")
            continue
        seen[same] = number
        rows.append(row)
    return rows, told


def _said(layout: Layout, cells: Sequence[Cell], lists: Lists) -> Iterator[Said]:
    indexes: dict[Column, list[int]] = {}
    for index, column in enumerate(layout.columns):
        if column is not None and text_of(cell_at(list(cells), index)):
            indexes.setdefault(column, []).append(index)
    for column, found in indexes.items():
        heading = ", ".join(map(layout.heading, found))
        cell = cells[found[0]]
        if len(found) > 1:
            # A column for the day and two for the times say together what ours says in one.
            cell = " ".join(text_of(cells[index]) for index in found)
        try:
            yield Said(column, heading, text_of(cell), read_cell(cell, column, lists))
        except NotUnderstood as error:
            yield Said(column, heading, text_of(cell), None, str(error))


class _CourseNames:
    """Tells which course each row is about: by its file, by its title, or as the row above."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = dict(titles)
        self._above = ""

    def name(self, row: Row) -> None:
        """Set the name of the course of a row, or say why nobody can tell it."""
        texts = {said.column.way: said.text for said in row.said}
        file, title = texts.get(FILE.way, ""), texts.get(("title",), "")
        if file or title:
            self._above = self._by_file(row, file) if file else self._by_title(row, title)
            if self._above:
                self._titles.setdefault(self._above, title)
        elif not self._above:
            row.faults.append("There is no title, in this row or above it.")
        row.course = self._above

    def _by_file(self, row: Row, file: str) -> str:
        if ID.fullmatch(file):
            return file
        mend = "Use small letters, digits and single hyphens, or leave it empty for a new course."
        row.faults.append(f"“{file}” cannot be the name of a course's file. {mend}")
        return ""

    def _by_title(self, row: Row, title: str) -> str:
        known = [
            name for name, other in self._titles.items() if other.casefold() == title.casefold()
        ]
        if len(known) == 1:
            return known[0]
        file = file_name(title)
        if known:
            row.faults.append(
                f"There are {len(known)} courses called “{title}”: {', '.join(known)}. Write "
                f"which you mean in a column “{FILE.heading}”."
            )
        elif file in self._titles:
            row.faults.append(
                f"The file {file}.yaml is there already, for “{self._titles[file]}”. If it is the "
                f"same course, write {file} in a column “{FILE.heading}”; if not, change the title."
            )
        elif title.startswith(("=", "@")):
            row.faults.append(f"“{title}” is a formula. Write the title itself.")
        elif not file:
            row.faults.append(f"No name for a file can be made of the title “{title}”.")
        else:
            return file
        return ""


def not_kept(layout: Layout) -> list[str]:
    """Tell every cell of a sheet that no column of ours takes, and those above the headings."""
    told = [
        f"Row {number}, above the headings, is not kept: {_quoted(cells)}."
        for number, cells in enumerate(layout.sheet.rows[: layout.header], 1)
        if any(map(text_of, cells))
    ]
    width = max((len(row) for row in layout.sheet.rows), default=0)
    for index in range(width):
        heading = layout.heading(index)
        column = layout.columns[index] if index < len(layout.columns) else None
        if column is None and heading != WHAT_TO_MEND:
            told += _column_not_kept(layout, index, heading)
    return told


def _column_not_kept(layout: Layout, index: int, heading: str) -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for number, cells in enumerate(layout.sheet.rows[layout.header + 1 :], layout.header + 2):
        if text := text_of(cell_at(cells, index)):
            rows.setdefault(text, []).append(str(number))
    said = "; ".join(
        f"“{text}” (row{'s' if len(numbers) > 1 else ''} {', '.join(numbers)})"
        for text, numbers in rows.items()
    )
    name = f"The column “{heading}”" if heading else "A column without a heading"
    if heading or rows:
        yield f"{name} is not kept{f': {said}' if said else ''}."


def _quoted(cells: Iterable[Cell]) -> str:
    return ", ".join(f"“{text}”" for cell in cells if (text := text_of(cell)))


def sheet_not_read(rows: Sequence[Sequence[Cell]], name: str) -> str:
    """Tell every cell of a sheet in which no headings were found."""
    said = _quoted(cell for row in rows for cell in row)
    return f"The sheet “{name}” is not read{f': {said}' if said else ': it is empty'}."
