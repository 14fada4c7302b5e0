"""Which rows of a sheet are its headings, and which column of ours each heading means.

What a heading is called comes first, then what its column holds. What is known for sure is just
read; what is known by its name is told, and remembered for this provider in
content/sheets/<provider>.yaml, where they can change it; what is only likely is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalogue.files import BESIDE
from catalogue.formatting import replace_file, rewrite
from catalogue.problems import Problem
from catalogue.quoting import nearest, quoted
from catalogue.sheets.cells import Cell, Sheet, Unreadable, cell_at, text_of
from catalogue.sheets.columns import Column, known_columns
from catalogue.sheets.contents import kind_of
from catalogue.sheets.heading_rows import find_headings
from catalogue.sheets.headings import NOT_KEPT as NOT_KEPT
from catalogue.sheets.headings import Headings
from catalogue.sheets.matching import matched
from catalogue.wording import NOT_IN_LIST, WRONG_KIND
from catalogue.yaml_reader import open_file, read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from catalogue.schemas import Schema
    from catalogue.yaml_reader import Document

FOLDER = BESIDE["mapping"]
WHAT_TO_MEND = "What to mend"


@dataclass(slots=True)
class Layout:
    """How a sheet is read: which row has the headings, and the column of ours for each of its
    columns, None where it is not kept.

    `known` has the headings that are not ours and still sure, `guessed` those that nobody has
    confirmed yet, and `asked` those whose meaning is only an offer: nothing of their columns is
    written before somebody has said so. `upper` is the row above that the headings begin in, where
    there are two, and `holds` what each column holds, in the words of `contents`.
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
    of_venues: bool = False

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


def remembered_columns(root: Path, provider: str) -> dict[str, str]:
    """Return what a provider's columns are called with us. Raises Unreadable."""
    path = root / FOLDER / f"{provider}.yaml"
    if not path.exists():
        return {}
    document, problems = read_file(path, f"{FOLDER}/{path.name}")
    if document is None or not isinstance(document.value, dict):
        what = problems[0].what if problems else "It should have a line for each column."
        raise Unreadable(f"{FOLDER}/{path.name} cannot be read. {what}")
    return {heading: str(name) for heading, name in document.value.items()}


def problems_in_mapping(document: Document, file: str, schema: Schema) -> Iterator[Problem]:
    """Yield what is wrong with what is remembered of a provider's columns."""
    if not isinstance(document.value, dict):
        what = "The file should have a line for each column of the sheet."
        yield Problem(
            file, 1, 1, WRONG_KIND, (), what, "Write the heading, a colon and our heading."
        )
        return
    ours = known_columns(schema)
    for heading, name in document.value.items():
        if name != NOT_KEPT and str(name) not in ours:
            line, column = document.place((heading,))
            what = f"There is no column of ours called {quoted(name)}."
            mend = _column_meant_by(str(name), ours)
            yield Problem(file, line, column, NOT_IN_LIST, (heading,), what, mend)


def _column_meant_by(name: str, ours: Iterable[str]) -> str:
    meant = nearest(name, dict.fromkeys(ours, ()))
    return f"Did you mean {quoted(meant)}?" if meant else f"Or write “{NOT_KEPT}”."


def remember_columns(root: Path, provider: str, guessed: Mapping[str, str]) -> None:
    """Add to what is remembered of a provider's columns. Raises OSError."""
    path = root / FOLDER / f"{provider}.yaml"
    if path.exists():
        raw, _ = open_file(path, path.name)
        text = rewrite(raw or b"", {}, path.name, lambda known: {**known, **guessed})
        replace_file(path, text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    top = (
        "# What the columns of this organisation's own sheets mean. On the left their heading, on\n"
        f"# the right ours, as in `catalogue template`, or “{NOT_KEPT}”. Change what is wrong.\n"
    )
    path.write_text(to_yaml(guessed, (), top=top), encoding="utf-8")


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
    if header + 1 in sheet.broken:
        raise Unreadable(f"Row {header + 1}, the headings: {sheet.broken[header + 1]}")
    known = frozenset(place.casefold() for place in places)
    layout = Layout(sheet, header, [], headings=headings, upper=upper)
    below = [cells for number, cells in layout.rows_below() if number not in sheet.broken]
    match = matched(headings, below, names, known)
    if match is None:
        return None
    layout.columns, layout.holds = match.columns, match.holds
    for heading, column, is_asked, is_sure in match.found(headings):
        if heading == WHAT_TO_MEND:
            continue
        if is_asked:
            layout.asked[heading] = column.heading if column else NOT_KEPT
        elif not is_sure:
            layout.guessed[heading] = column.heading if column else NOT_KEPT
        elif column is not None and heading != column.heading:
            layout.known[heading] = column.heading
    layout.sheet = _with_links(layout)
    return layout


def is_ours(layout: Layout) -> bool:
    """Whether the headings are those of our own template and export, where blank is “as above”."""
    extra = ("price", "lasts")
    found = [
        (heading.rstrip("* "), column)
        for heading, column in zip(layout.headings, layout.columns, strict=False)
        if heading and heading != WHAT_TO_MEND
    ]
    return bool(found) and all(
        column is not None and heading == column.heading and column.kind not in extra
        for heading, column in found
    )


def _named(name: str, ours: Mapping[str, Column]) -> Column | None:
    if name == NOT_KEPT or name in ours:
        return ours.get(name)
    mend = _column_meant_by(name, ours)
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
