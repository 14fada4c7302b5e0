"""Reads a number, with the words that people write about it: “max 12”, “12 places”, “£48.50”."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed
from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, decimal_in, text_of
from catalogue.sheets.readers.prices import read_price
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.words import in_digits, plain

if TYPE_CHECKING:
    from catalogue.problems import Way
    from catalogue.sheets.columns import Column

_AROUND = re.compile(
    r"\b(?:max(?:imum)?|up to|places?|spaces?|seats?|learners?|people|students?|participants?"
    r"|adults|persons?|available|in total|total|no more than|of|hours?|hrs?|h"
    r"|per (?:class|group|course))\b"
    r"|[()]|[.:]+(?=\s|$)",
    re.I,
)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|/|to|or)\s*(\d+)")
_ABOUT = re.compile(
    r"(?:about|around|approx(?:imately)?\.?|circa|ca?\.?|~|min(?:imum)?\.?)\s*(\d+)"
)
_NO_LIMIT = re.compile(r"unlimited|no (?:limit|maximum|max)|any number|no restrictions?", re.I)
_FULL = re.compile(r"full|fully booked|sold out|no (?:places|spaces)(?: left)?|none left", re.I)
_NO_COUNT = re.compile(r"[£€$%]|(?:^|\s)[-\u2212]\d")
_MANY = 4
_TOO_BIG = 10**9


def read_number(cell: Cell, column: Column, _lists: Lists) -> Read:
    """Read a number."""
    text = text_of(cell)
    if column.way == ("runs", "places"):
        if _NO_LIMIT.fullmatch(text):
            return Read(None, "no limit, and left out")
        if _FULL.fullmatch(text.rstrip(".!")):
            return Read(None, "full", {("runs", "state"): "full"})
    number = _number(_AROUND.sub(" ", in_digits(text)).strip(), text)
    if abs(number) >= _TOO_BIG:
        raise NotUnderstood(f"“{text}” is too big a number. Write it in digits, like 12.")
    if number < 0:
        raise NotUnderstood(f"“{text}” is less than nothing. Write it in digits, like 12.")
    whole = number == number.to_integral_value()
    if column.kind == "whole" and not whole:
        raise NotUnderstood(f"“{text}” is no whole number. Write it in digits, like 12.")
    return Read(int(number) if whole else number.normalize())


def _number(words: str, text: str) -> Decimal:
    if found := _RANGE.fullmatch(words):
        low, high = found.groups()
        raise Unsure(f"“{text}” is two numbers. Write {low} or {high}.", "", (low, high))
    if found := _ABOUT.fullmatch(words) or re.fullmatch(r"(\d+)\s*(?:\+|ish|or so|plus)", words):
        raise Unsure(f"“{text}” is not exact. Did you mean {found[1]}?", found[1])
    few = re.findall(r"\d+", words)
    if (
        1 <= len(few) < _MANY
        and re.search(r"[^\W\d_]{2}|[*+]", words)
        and not _NO_COUNT.search(words)
    ):
        what = f"“{text}” says more than a number. Write {listed(few)}."
        alone = len(few) == 1 and not re.search(r"\b(?:a|per|each) week\b|\bweekly\b", text, re.I)
        raise Unsure(what, few[0] if alone else "", few)
    number = decimal_in(words or plain(text))
    if not number.is_finite():
        raise NotUnderstood(f"“{text}” is too big a number. Write it in digits, like 12.")
    return number


def read_money(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read one of the two prices of a course, where each has a column of its own."""
    text = text_of(cell)
    read = read_price(text, lists)
    cost: dict[str, Any] = read.value
    name = str(column.way[-1])
    if name != "pounds":
        if "note" in cost or cost["kind"] in ("ask", "free-if") or "concession_pounds" in cost:
            amounts = list(dict.fromkeys(re.findall(r"\d+(?:\.\d\d)?", text)))
            how = f"Write {listed(amounts)}." if amounts else "Write it like 24."
            raise Unsure(f"“{text}” says more than this price. {how}", "", amounts)
        return Read(cost.get("pounds", 0))
    also: dict[Way, Any] = {
        ("cost", part): cost[part] for part in cost if part not in ("pounds", "kind")
    }
    if cost["kind"] != "fee":
        also["cost", "kind"] = cost["kind"]
    return Read(cost.get("pounds"), read.said if also else "", also)
