"""What a column holds, told by its cells and not by its heading: days, times, prices, words.

It is for telling columns apart. What a cell says is read elsewhere, and more strictly.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import Cell, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.sheets.columns import Column

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = (
    rf"(?:{'|'.join(f'{day}s?|{day[:3]}(?:s|rs|rsday|nes|day)?' for day in WEEKDAYS)}|tu|thur)"
)
_DAY = (
    r"(?:\d{1,2}(?P<mark>[/.\- ])\d{1,2}(?P=mark)(?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]?(?:\d{{4}}|\d{{2}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?(?:\d{{4}})?)"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|noon|midday)"
_HOUR = rf"(?:{_CLOCK}|\d{{1,2}}|\d{{4}})"
_KINDS = {
    "day": rf"(?:{_WEEKDAY},? )?{_DAY}",
    "moment": rf"{_DAY}[T,]?\s*(?:at )?{_CLOCK}(?:\s*(?:GMT|BST|UTC|Z))?",
    "decimal": r"\d{1,4}\.\d{1,2}",
    "span": rf"{_HOUR}\s*(?:-|–|—|to|until|till?)\s*{_HOUR}",
    "time": _CLOCK,
    "half": r"[ap]\.?m\.?",
    "weekday": rf"(?:every )?{_WEEKDAY}(?:\s*(?:[,/&+;–-]|to|and)\s*{_WEEKDAY})*|weekdays",
    "meeting": rf"(?=.*\b{_WEEKDAY}\b)(?=.*\b{_CLOCK}|.*\d\s*(?:-|–|to)\s*\d).{{4,80}}",
    "price": r"(?=.*£\s*\d).{2,60}|free\W*|free of charge|no (?:charge|cost|fee)",
    "serial": r"4[3-9]\d{3}|5[0-4]\d{3}",
    "fraction": r"0\.\d{2,}",
    "phone": r"(?:\+44|0044|44|\(?0)[\d\s()\-]{8,16}\d|[1-9]\d{8,9}",
    "number": r"\d{1,6}",
    "length": r"\d{1,3}\s*(?:week|hour|hr|day|month|year|session|minute|min)s?",
    "email": r"(?:mailto:)?[^\s@]+@[^\s@]+\.[a-z]{2,}",
    "link": r"(?:https?://|www\.)\S+",
    "postcode": r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}",
    "yes": r"yes|no|y|n|true|false|[✓✔✗✘]",
    "code": r"(?=.*\d)[\w/.\-]{3,20}",
}
"""Each kind of cell, the first that fits; else it is a `line`, or a `text` where it is long."""
_PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in _KINDS.items()}
TYPED = frozenset(_KINDS) - {"half", "number", "decimal", "length", "yes", "code"}
"""Kinds that no words of a heading have."""
WHEN = frozenset(("day", "moment", "span", "time", "weekday", "meeting"))
_SAYS_NOTHING = frozenset(("", "tbc", "tba", "tbd", "n/a", "-", "–", "?", "to be confirmed"))
_MOSTLY = 0.6
_LOOKED_AT = 200
_LONG = 60
_BROADER = (
    ("weekday", "meeting"),
    ("number", "price"),
    ("number", "time"),
    ("decimal", "price"),
    ("day", "moment"),
    ("time", "span"),
)
"""A kind some of whose cells may be of a broader one."""
_FITTING = {
    "day": "day moment serial",
    "days": "day",
    "groups": "time half span weekday meeting fraction decimal",
    "price": "price number decimal",
    "money": "price number decimal",
    "lasts": "number length",
    "whole": "number",
    "number": "number decimal",
    "phone": "phone",
    "email": "email",
    "link": "link",
    "venue": "line text place",
    "yes": "yes",
    "answer": "yes",
}
_TAKES_ALL = frozenset((("runs", "note"), ("runs", "reference"), ("join", "how"), ("cost", "note")))


def kind_of(cell: Cell) -> str:
    """Return what one cell is, or "" where it says nothing."""
    text = text_of(cell)
    if text.casefold() in _SAYS_NOTHING:
        return ""
    if isinstance(cell, bool):
        return "yes"
    if isinstance(cell, date):
        return "moment" if isinstance(cell, datetime) and cell.time() != time() else "day"
    if isinstance(cell, time | timedelta):
        return "time"
    fitting = (kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(text))
    return next(fitting, "text" if len(text) > _LONG or "\n" in text else "line")


def kind_of_column(cells: Iterable[Cell], places: frozenset[str] = frozenset()) -> str:
    """Return what most cells of a column are: "" where it is empty, "mixed" where nobody can say.
    `places` are the names of our venues, in small letters.
    """
    said = [cell for cell in cells if kind_of(cell)][:_LOOKED_AT]
    if not said:
        return ""
    if places and sum(text_of(cell).casefold() in places for cell in said) * 2 > len(said):
        return "place"
    kinds = Counter(map(kind_of, said))
    if (kinds["line"] + kinds["text"]) / len(said) >= _MOSTLY:
        return "text" if kinds["text"] * 2 >= kinds["line"] else "line"
    for narrow, broad in _BROADER:
        if kinds[narrow] and kinds[broad]:
            kinds[broad] += kinds.pop(narrow)
    kind, number = kinds.most_common(1)[0]
    return kind if number / len(said) >= _MOSTLY else "mixed"


def fits(column: Column, kind: str) -> bool:
    """Whether what a column holds is just what ours is to hold."""
    if kind in _FITTING.get(column.kind, "line text code").split():
        return True
    return column.way in _TAKES_ALL and kind != ""


def contradicts(column: Column, kind: str) -> bool:
    """Whether a column holds what ours cannot mean, as a column of times is no first day."""
    if fits(column, kind) or column.way in _TAKES_ALL or kind in ("", "mixed", "line", "text"):
        return False
    if column.kind == "groups" and kind in ("number", "length", "yes"):
        return False  # an hour, as in “End time: 12”, or a cross for a day
    if column.kind in _FITTING or column.way == ("title",):
        return True
    return kind in WHEN or (kind == "yes" and column.kind in ("term", "terms"))
