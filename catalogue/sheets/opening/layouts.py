"""Which rows of a sheet are its headings, and which column of ours each heading means.

What a heading is called comes first, then what its column holds. What is known for sure is just
read; what is known by its name is told, and remembered for this provider in
content/sheets/<provider>.yaml, where they can change it; what is only likely is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalogue.quoting import quoted
from catalogue.sheets.cells import Cell, Sheet, Unreadable, cell_at, text_of
from catalogue.sheets.columns import Column, known_columns
from catalogue.sheets.opening.contents import kind_of
from catalogue.sheets.opening.heading_rows import find_headings
from catalogue.sheets.opening.headings import NOT_KEPT, Headings
from catalogue.sheets.opening.matching import matched
from catalogue.sheets.opening.memory import FOLDER, column_meant_by
from catalogue.sheets.opening.people import personal_columns
from catalogue.sheets.questions import is_of_a_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from catalogue.schemas import Schema


@dataclass(slots=True)
class Layout:
    """How a sheet is read: which row has the headings, and the column of ours for each of its
    columns, None where it is not kept.

    `known` has the headings that are not ours and still sure, `guessed` those that nobody has
    confirmed yet, and `asked` those whose meaning is only an offer: nothing of their columns is
    written before somebody has said so. `upper` is the row above that the headings begin in, where
    there are two, `holds` is what each column holds, in the words of `contents`,
    and `personal` has those of people, whose cells are no longer in the sheet.
    """

    sheet: Sheet
    header: int
    columns: list[Column | None]
    known: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    upper: int | None = None
    holds: list[str] = field(default_factory=list)
    personal: list[int] = field(default_factory=list)
    of_venues: bool = False
    one_of_several: bool = False

    def heading(self, index: int) -> str:
        """Return what stands over a column."""
        if self.headings:
            return self.headings[index] if index < len(self.headings) else ""
        return text_of(cell_at(self.sheet.rows[self.header], index))

    def rows_above(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows above the headings, with their numbers."""
        yield from enumerate(self.sheet.rows[: self._first_row()], 1)

    def rows_below(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows below the headings, with their numbers."""
        yield from enumerate(self.sheet.rows[self.header + 1 :], self.header + 2)

    def _first_row(self) -> int:
        return self.header if self.upper is None else self.upper

    def index_of(self, *way: str) -> int | None:
        """Return which column says a field, if one does."""
        found = (index for index, one in enumerate(self.columns) if one and one.way == way)
        return next(found, None)

    def text(self, number: int, index: int | None) -> str:
        """Return what a row says in a column."""
        return "" if index is None else text_of(cell_at(self.sheet.rows[number - 1], index))


def layout_of(
    sheet: Sheet,
    schema: Schema,
    remembered: Mapping[str, str],
    places: Collection[str] = (),
) -> Layout | None:
    """Find the headings of a sheet, or None where it has none of courses that we could know or ask
    about. `places` are the names of our venues. Raises Unreadable.
    """
    ours = known_columns(schema)
    names = Headings(schema, {name: _named(column, ours) for name, column in remembered.items()})
    header, upper, headings = find_headings(sheet, names)
    if header is None:
        return None
    if wrong := sheet.broken.get(header + 1) or sheet.unsure.get(header + 1):
        raise Unreadable(f"Row {header + 1}, the headings: {wrong}")
    known = frozenset(place.casefold() for place in places)
    layout = Layout(sheet, header, [], headings=headings, upper=upper)
    below = [cells for number, cells in layout.rows_below() if number not in sheet.broken]
    match = matched(headings, below, names, known)
    if match is None:
        return None
    layout.columns, layout.holds = match.columns, match.holds
    for heading, column, is_asked, is_sure in match.found(headings):
        if is_of_a_copy(heading):
            continue
        if is_asked:
            layout.asked[heading] = column.heading if column else NOT_KEPT
        elif not is_sure:
            layout.guessed[heading] = column.heading if column else NOT_KEPT
        elif column is not None and heading != column.heading:
            layout.known[heading] = column.heading
    layout.sheet = _with_links(layout)
    layout.personal = personal_columns(layout)
    layout.sheet = _without_people(layout)
    return layout


def layout_of_feed(sheet: Sheet, schema: Schema) -> Layout:
    """Return how the sheet of a feed is read: each of its headings is one of ours, or not kept."""
    ours = known_columns(schema)
    headings = list(map(text_of, sheet.rows[0]))
    return Layout(sheet, 0, list(map(ours.get, headings)), headings=headings)


def is_ours(layout: Layout) -> bool:
    """Whether the headings are those of our own template and export, where blank is “as above”."""
    extra = ("price", "lasts")
    found = [
        (heading.rstrip("* "), column)
        for heading, column in zip(layout.headings, layout.columns, strict=False)
        if heading and not is_of_a_copy(heading)
    ]
    return bool(found) and all(
        column is not None and heading == column.heading and column.kind not in extra
        for heading, column in found
    )


def _named(name: str, ours: Mapping[str, Column]) -> Column | None:
    if name == NOT_KEPT or name in ours:
        return ours.get(name)
    mend = column_meant_by(name, ours)
    raise Unreadable(f"In {FOLDER} there is no column of ours called {quoted(name)}. {mend}")


def _with_links(layout: Layout) -> Sheet:
    """Return the sheet with the address that is behind the words of a cell, as in “Book here”, in
    a column that is to have one.
    """
    sheet = layout.sheet
    rows = [list(row) for row in sheet.rows]
    for (row, column), link in sheet.links.items():
        ours = layout.columns[column - 1] if column <= len(layout.columns) else None
        is_below = layout.header + 1 < row <= len(rows) and column <= len(rows[row - 1])
        if ours is not None and is_below and ours.kind in ("link", "email"):
            said = link.removeprefix("mailto:").split("?")[0] if ours.kind == "email" else link
            if kind_of(rows[row - 1][column - 1]) != ours.kind:
                rows[row - 1][column - 1] = said
    return replace(sheet, rows=rows)


def _without_people(layout: Layout) -> Sheet:
    """Return the sheet without what its columns say of people, so that nobody can tell it."""
    if not layout.personal:
        return layout.sheet
    below = layout.header + 1
    rows = [
        row if number < below else _emptied(row, layout.personal)
        for number, row in enumerate(layout.sheet.rows)
    ]
    comments = {
        (row, column): comment
        for (row, column), comment in layout.sheet.comments.items()
        if row <= below or column - 1 not in layout.personal
    }
    return replace(layout.sheet, rows=rows, comments=comments)


def _emptied(row: list[Cell], indexes: Collection[int]) -> list[Cell]:
    return [None if index in indexes else cell for index, cell in enumerate(row)]
