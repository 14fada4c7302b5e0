"""Reads a price as people write it in one cell: “free”, “£48”, “£48.00 (£24 conc)”.

It is understood whole or not at all: “not free” has the word “free” in it too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from catalogue.sheets.cells import NotUnderstood, decimal_in

_AMOUNT = re.compile(r"£?\s*(\d(?:[\d.,]*\d)?)(?![\d%]|\s+%)")
_BELOW_NOTHING = re.compile(
    r"[-\u2212\u2013]\s*£?\s*\d|£\s*[-\u2212\u2013]|\(\s*£?\s*[\d.,]+\s*\)$"
)
_FREE = re.compile(r"\bfree(?: of charge)?\b|\bno (?:charge|cost|fee)s?\b", re.I)
_REDUCED = r"conc(?:ession(?:s|ary)?)?|reduced|reduction|unwaged|low income"
_EXPECTED = re.compile(
    rf"\b(?:{_REDUCED}|full|price|cost|fee|or|and|gbp|for)\b|[£()/,;:.\s-]", re.I
)
_EACH_TIME = re.compile(
    r"\bper\b|\ba (?:week|session|class)\b|\beach\b|/\s*(?:week|session|class)|"
    r"\bp\.?/?w\b",
    re.I,
)
_HOW = "Write what the whole course costs, like £48 or £48 (£24 concession), or free."
_WHO = "say who pays nothing in the column “Cost: Free if”"
_NOTE = "Cost: Note on the cost"


def read_price(text: str) -> dict[str, Any]:
    """Return the cost that a text names, as the fields of `cost`. Raises NotUnderstood."""
    if re.fullmatch(r"ask|please ask|contact us", text.strip(), re.I):
        return {"kind": "ask"}
    if "*" in text:
        what = f"“{text}” has a star, and what it stands for is not here."
        raise NotUnderstood(f"{what} Please {_WHO}, or take the star away if it says nothing.")
    if _BELOW_NOTHING.match(text):
        raise NotUnderstood(f"“{text}” is less than nothing. {_HOW}")
    if _EACH_TIME.search(text):
        raise NotUnderstood(f"“{text}” is not for the whole course. {_HOW}")
    amounts = [_pounds(amount) for amount in _AMOUNT.findall(text)]
    rest = _EXPECTED.sub("", _AMOUNT.sub("", _FREE.sub("", text)))
    if _FREE.search(text):
        if any(amounts):
            mend = f"Please {_WHO}, and the price without “free”."
            raise NotUnderstood(f"“{text}” is free for some only. {mend}")
        if rest:
            mend = f"Write “free” alone if nobody pays. If not: {_WHO}, the rest in “{_NOTE}”."
            raise NotUnderstood(f"“{text}” says more than “free”. {mend}")
        return {"kind": "free"}
    if not 1 <= len(amounts) <= 2:
        raise NotUnderstood(f"“{text}” cannot be read as a price. {_HOW}")
    if len(amounts) == 2 and (not re.search(_REDUCED, text, re.I) or amounts[0] < amounts[1]):
        raise NotUnderstood(f"“{text}” has two prices. {_HOW}")
    if rest:
        mend = f"Write the price alone here, and the rest in the column “{_NOTE}”."
        raise NotUnderstood(f"“{text}” says more than a price. {mend}")
    if amounts == [0]:
        return {"kind": "free"}
    cost: dict[str, Any] = {"kind": "fee", "pounds": amounts[0]}
    return cost | {"concession_pounds": amounts[1]} if len(amounts) == 2 else cost


def _pounds(amount: str) -> int | Decimal:
    number = decimal_in(amount)
    if number != round(number, 2):
        raise NotUnderstood(f"“{amount}” has parts of a penny. {_HOW}")
    whole = number == number.to_integral_value()
    return int(number) if whole else number.quantize(Decimal("0.01"))
