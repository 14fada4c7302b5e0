"""Reads a price as people write it in one cell: “FREE*”, “£48”, “£48.00 (£24 conc)”."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from catalogue.sheets.cells import NotUnderstood

_AMOUNT = re.compile(r"£?\s*(\d[\d,]*(?:\.\d{1,2})?)(?!\d|\s*%)")
_REDUCED = r"conc(?:ession(?:s|ary)?)?|reduced|reduction|unwaged|low income"
_EXPECTED = re.compile(
    rf"\b(?:{_REDUCED}|full|price|cost|fee|or|and|gbp|for)\b|[£()/,;:.*\s-]", re.I
)
_EACH_TIME = re.compile(
    r"\bper\b|\ba (?:week|session|class)\b|\beach\b|/\s*(?:week|session|class)|"
    r"\bp\.?/?w\b",
    re.I,
)
_HOW = "Write what the whole course costs, like £48 or £48 (£24 concession), or free."


def read_price(text: str) -> dict[str, Any]:
    """Return the cost that a text names, as the fields of `cost`. Raises NotUnderstood."""
    amounts = [_pounds(amount) for amount in _AMOUNT.findall(text)]
    free = re.search(r"\bfree\b|\bno (?:charge|cost|fee)s?\b", text, re.I)
    if re.fullmatch(r"ask|please ask|contact us", text.strip(), re.I):
        return {"kind": "ask"}
    if _EACH_TIME.search(text):
        raise NotUnderstood(f"“{text}” is not for the whole course. {_HOW}")
    if free and any(amounts):
        mend = "Say who pays nothing in the column “Cost: Free if”, and the price without “free”."
        raise NotUnderstood(f"“{text}” is free for some only. {mend}")
    rest = _EXPECTED.sub("", _AMOUNT.sub("", text.replace(free[0] if free else "", "")))
    if free or amounts == [0]:
        return {"kind": "free", **({"note": text} if rest else {})}
    if not 1 <= len(amounts) <= 2:
        raise NotUnderstood(f"“{text}” cannot be read as a price. {_HOW}")
    if len(amounts) == 2 and (not re.search(_REDUCED, text, re.I) or amounts[0] < amounts[1]):
        raise NotUnderstood(f"“{text}” has two prices. {_HOW}")
    cost: dict[str, Any] = {"kind": "fee", "pounds": amounts[0]}
    if len(amounts) == 2:
        cost["concession_pounds"] = amounts[1]
    return {**cost, "note": text} if rest else cost


def _pounds(amount: str) -> int | Decimal:
    number = Decimal(amount.replace(",", ""))
    whole = number == number.to_integral_value()
    return int(number) if whole else number.quantize(Decimal("0.01"))
