"""Opens a spreadsheet file, whatever kind it is, and returns its sheets.

The kind is told by the first bytes and not by the name. A CSV file is tried as UTF-8, as UTF-16
and as what Windows writes here, in this order, so that the same file is always read alike.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from catalogue.sheets.cells import Cell, Sheet, Unreadable, unguarded
from catalogue.sheets.workbooks import MAX_COLUMNS, MAX_ROWS, read_workbook

_MAX_BYTES = 10_000_000
_OLD_EXCEL_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, .ods or .csv."


def read_sheets(path: Path) -> list[Sheet]:
    """Return every sheet of a file. Raises Unreadable, and OSError where it cannot be opened."""
    if path.is_dir():
        raise Unreadable("This is a folder. Name one file in it.")
    with path.open("rb") as file:
        return sheets_in(file.read(_MAX_BYTES + 1), path.stem)


def sheets_in(raw: bytes, name: str) -> list[Sheet]:
    """Return every sheet of the bytes of a file, of which the only one of a CSV file gets this
    name. Raises Unreadable.
    """
    if len(raw) > _MAX_BYTES:
        raise Unreadable("The file is bigger than 10 MB. Copy the rows that matter to a new sheet.")
    if raw.startswith(b"PK"):
        return read_workbook(raw)
    if raw.startswith(_OLD_EXCEL_OR_LOCKED):
        what = "The file is of an old kind (.xls), or has a password."
        raise Unreadable(f"{what} Save it without a password as .xlsx.")
    return [Sheet(name, _csv_rows(_decoded(raw)), is_of_text=True)]


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        ways = ["utf-16"]
    elif b"\x00" in raw[:200]:
        ways = ["utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"]
    else:
        ways = ["utf-8-sig", "cp1252"]
    for way in ways:
        try:
            text = raw.decode(way)
        except UnicodeDecodeError:
            continue
        if not _is_rubbish(text):
            return text
    raise Unreadable(f"This is not a spreadsheet that we can read. {_SAVE_AS}")


def _is_rubbish(text: str) -> bool:
    """Whether a text has what nobody types: a picture or a program renamed."""
    controls = re.findall("[\x01-\x08\x0b\x0c\x0e-\x1f]", text)
    return "\x00" in text or len(controls) > len(text) / 100


def _csv_rows(text: str) -> list[list[Cell]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    csv.field_size_limit(_MAX_BYTES)
    lines = [f"{line}\n" for line in text.split("\n")]
    delimiter = max(",;\t|", key=lambda mark: _fit(mark, lines[:50]))
    rows: list[list[Cell]] = []
    # Or a mark that is never closed takes in the rows below, and nobody hears of them.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            begun = reader.line_num + 1
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Unreadable(
                    f"The sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns."
                )
            rows.append([unguarded(value) for value in row])
    except csv.Error as error:
        raise Unreadable(
            f'In line {begun} a quotation mark (") opens a text and does not close it where the '
            "text ends. Close it there, or take it away."
        ) from error
    return rows


def _fit(delimiter: str, lines: list[str]) -> int:
    """Say how well a mark divides the first lines: into many cells, and into as many in each."""
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=delimiter)))
    except csv.Error:
        return 0
    # A sentence with commas in it has more or fewer parts than the next one.
    return max((rows * rows * (width - 1) for width, rows in widths.items()), default=0)
