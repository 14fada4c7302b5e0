"""Opens a spreadsheet file, whatever kind it is, and returns its sheets.

The kind is told by the first bytes and not by the name. A CSV file is tried as UTF-8, as UTF-16
and as what Windows writes here, in this order, so that the same file is always read alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.opening.delimited import read_delimited
from catalogue.sheets.opening.workbooks import read_workbook

MOST_BYTES = 10_000_000
CALENDAR, JSON, MARKUP = "calendar", "json", "markup"
"""What is no sheet, and `catalogue import` reads all the same (sheets/feeds)."""
_FEEDS = {
    CALENDAR: re.compile(r"BEGIN:VCALENDAR", re.I),
    JSON: re.compile(r"\{|\[\s*[\[{\]]"),
    MARKUP: re.compile(r"<[?!a-z]", re.I),
}
_FIRST = 100
"""Bytes that tell a feed from a sheet."""
_IS_FEED = (
    "This is a calendar or a feed, and no spreadsheet. The command `catalogue import` reads it; "
    "or save your courses as .xlsx, .ods or .csv."
)
_OLD_EXCEL_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, .ods or .csv."


def sheets_in(raw: bytes, name: str) -> list[Sheet]:
    """Return every sheet of the bytes of a file of this name. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("The file is bigger than 10 MB. Copy the rows that matter to a new sheet.")
    if raw.startswith(b"PK"):
        return [replace(sheet, file=name) for sheet in read_workbook(raw)]
    if raw.startswith(_OLD_EXCEL_OR_LOCKED):
        what = "The file is of an old kind (.xls), or has a password."
        raise Unreadable(f"{what} Save it without a password as .xlsx.")
    if kind_of_feed(raw):
        raise Unreadable(_IS_FEED)
    found = read_delimited(text_in(raw))
    stem = PurePath(name).stem
    text = Sheet(stem, found.rows, is_of_text=True, mark=found.mark, file=name)
    return [replace(text, broken=found.broken, unsure=found.unsure)]


def kind_of_feed(raw: bytes) -> str:
    """Return which kind of feed some bytes begin like, or "" where they are none."""
    start = (
        raw[:_FIRST].replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").decode("latin-1")
    )
    return next((kind for kind, begins in _FEEDS.items() if begins.match(start)), "")


def text_in(raw: bytes) -> str:
    """Return the text of some bytes. Raises Unreadable."""
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
