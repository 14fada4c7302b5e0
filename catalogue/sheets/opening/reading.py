"""Opens a spreadsheet file, whatever kind it is, and returns its sheets.

The kind is told by the first bytes and not by the name. A CSV file is tried as UTF-8, as UTF-16
and as what Windows writes here, in this order, so that the same file is always read alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath

from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.opening.delimited import read_delimited
from catalogue.sheets.opening.workbooks import read_workbook

_MAX_BYTES = 10_000_000
_OLD_EXCEL_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, .ods or .csv."


def read_sheets(path: Path) -> list[Sheet]:
    """Return every sheet of a file. Raises Unreadable, and OSError where it cannot be opened."""
    if path.is_dir():
        raise Unreadable("This is a folder. Name one file in it.")
    with path.open("rb") as file:
        return sheets_in(file.read(_MAX_BYTES + 1), path.name)


def sheets_in(raw: bytes, name: str) -> list[Sheet]:
    """Return every sheet of the bytes of a file of this name. Raises Unreadable."""
    if len(raw) > _MAX_BYTES:
        raise Unreadable("The file is bigger than 10 MB. Copy the rows that matter to a new sheet.")
    if raw.startswith(b"PK"):
        return [replace(sheet, file=name) for sheet in read_workbook(raw)]
    if raw.startswith(_OLD_EXCEL_OR_LOCKED):
        what = "The file is of an old kind (.xls), or has a password."
        raise Unreadable(f"{what} Save it without a password as .xlsx.")
    found = read_delimited(_decoded(raw))
    stem = PurePath(name).stem
    text = Sheet(stem, found.rows, is_of_text=True, mark=found.mark, file=name)
    return [replace(text, broken=found.broken, unsure=found.unsure)]


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
