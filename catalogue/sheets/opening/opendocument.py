"""Reads the sheets of an ODS file, as LibreOffice writes it, from the one part that has them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser, fromstring

from catalogue.sheets.cells import Cell, Sheet, Unreadable
from catalogue.sheets.opening.grids import DAMAGED, MAX_COLUMNS, MAX_ROWS, TOO_BIG, CellGrid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NOTE = f"{_OFFICE}annotation"


def read_ods(content: bytes) -> list[Sheet]:
    """Return the sheets. Raises Unreadable."""
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
        raise Unreadable(DAMAGED)
    try:
        document = fromstring(content, XMLParser(encoding="utf-8"))
    except ParseError as error:
        raise Unreadable(DAMAGED) from error
    struck, hiding = _styles(document)
    return [_sheet(table, struck, hiding) for table in document.iter(f"{_TABLE}table")]


def _styles(document: Element) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the styles that strike text out, and of those that hide a sheet."""
    struck, hiding = set(), set()
    for style in document.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for part in style:
            lines = [part.get(f"{_STYLE}text-line-through-{one}") for one in ("style", "type")]
            if any(line not in (None, "none") for line in lines):
                struck.add(name)
            if part.get(f"{_TABLE}display") == "false":
                hiding.add(name)
    return frozenset(struck), frozenset(hiding)


def _sheet(table: Element, struck: frozenset[str], hiding: frozenset[str]) -> Sheet:
    grid = CellGrid()
    column_styles = list(_columns(table, grid))
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        times = int(line.get(f"{_TABLE}number-rows-repeated", 1))
        for column, cell in _row(line):
            # Blank rows may be repeated to the end of the sheet; one that says something may not.
            if row + times > MAX_ROWS or len(grid.cells) > MAX_ROWS * MAX_COLUMNS:
                raise Unreadable(TOO_BIG)
            styles = [cell.get(f"{_TABLE}style-name"), line.get(f"{_TABLE}default-cell-style-name")]
            styles += column_styles[column - 1 : column]
            is_struck = next((style for style in styles if style), "") in struck
            for again in range(1, times + 1):
                _keep(grid, (row + again, column), cell, struck, is_struck=is_struck)
        if _is_hidden(line):
            grid.hidden_rows.update(range(row + 1, min(row + times, MAX_ROWS) + 1))
        row += times
    is_hidden = table.get(f"{_TABLE}style-name") in hiding
    return grid.sheet(table.get(f"{_TABLE}name", ""), is_hidden=is_hidden)


def _is_hidden(part: Element) -> bool:
    return part.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _columns(table: Element, grid: CellGrid) -> Iterator[str | None]:
    """Yield the style of the cells of each column, and keep which are hidden."""
    number = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = min(int(column.get(f"{_TABLE}number-columns-repeated", 1)), MAX_COLUMNS)
        for _ in range(times):
            number += 1
            if _is_hidden(column):
                grid.hidden_columns.add(number)
            yield column.get(f"{_TABLE}default-cell-style-name")


def _row(line: Element) -> Iterator[tuple[int, Element]]:
    """Yield each cell of a row that says something, with its column."""
    column = 0
    for cell in line:
        if cell.tag not in _CELLS:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        if _value(cell) not in (None, "") or cell.find(_NOTE) is not None:
            if column + times > MAX_COLUMNS:
                raise Unreadable(TOO_BIG)
            yield from ((column + again, cell) for again in range(1, times + 1))
        column += times


def _keep(
    grid: CellGrid,
    place: tuple[int, int],
    cell: Element,
    struck: frozenset[str],
    *,
    is_struck: bool,
) -> None:
    value = _value(cell)
    if value not in (None, ""):
        grid.cells[place] = value
    if is_struck or _is_struck_within(cell, struck):
        grid.struck_out.add(place)
    if (note := cell.find(_NOTE)) is not None:
        grid.comments[place] = "\n".join(map(_words, note.findall(f"{_TEXT}p")))
    if (link := next(cell.iter(f"{_TEXT}a"), None)) is not None and link.get(_LINK):
        grid.links[place] = link.get(_LINK, "")
    if int(cell.get(f"{_TABLE}number-columns-spanned", 1)) > 1:
        grid.wide.add(place)


def _is_struck_within(cell: Element, struck: frozenset[str]) -> bool:
    """Whether all words of a cell are parts that are struck out."""
    spans = [
        span
        for paragraph in cell.findall(f"{_TEXT}p")
        for span in paragraph.findall(f"{_TEXT}span")
        if span.get(f"{_TEXT}style-name") in struck
    ]
    return bool(spans) and "".join(map(_words, spans)) == str(_value(cell)).replace("\n", "")


def _value(cell: Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        text = cell.get(f"{_OFFICE}date-value", "")
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if kind == "time":
        return datetime.strptime(cell.get(f"{_OFFICE}time-value", "")[:8], "PT%HH%MM").time()
    return "\n".join(map(_words, cell.findall(f"{_TEXT}p")))


def _words(part: Element) -> str:
    """Return the words of a paragraph. Blanks after the first, tabs and line breaks are marks."""
    marks = {f"{_TEXT}s": " " * int(part.get(f"{_TEXT}c", 1)), f"{_TEXT}tab": " "}
    words = marks.get(part.tag, "\n" if part.tag == f"{_TEXT}line-break" else part.text or "")
    for child in part:
        # A note that hangs on the cell is no part of what it says.
        inner = "" if child.tag == _NOTE else _words(child)
        words += inner + (child.tail or "")
    return words
