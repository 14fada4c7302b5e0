"""Reads a price as people write it in one cell, with a note where it has one.

What a price needs said beside it has one form, which every offer has: the price, a colon and the
words.

    £48: With lunch               everybody pays £48, and the note says the words
    £48 (£24 concession): …       some pay £24
    Free: Funded by the city      nobody pays
    Free if on benefits           who gets benefits pays nothing; what others pay is not said
    £48, free if on benefits: …   who gets benefits pays nothing, all others £48
    Ask: From £20                 what one pays has to be asked, and the note says the words
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from catalogue.sheets.cells import NotUnderstood
from catalogue.sheets.readers.plain_prices import FREE, plain_price
from catalogue.sheets.readers.price_doubts import ask_about
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.words import as_note, fits_a_note, note_said

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABEL = re.compile(r"^(?:price|costs?|fees?|total)\s*[:=]\s*", re.I)
_FUNDED_BY = re.compile(r"\W*(?:(?:fully )?(?:funded|paid for|supported) by|thanks to)\b.+", re.I)


def read_price(text: str, lists: Lists) -> Read:
    """Read the cost that a text names, as the fields of `cost`. Raises NotUnderstood."""
    price = _LABEL.sub("", " ".join(text.split()))
    cost = _with_note(price, lists) or plain_price(price, lists) or _funded(price)
    if cost is None:
        raise ask_about(price, lists)
    return Read(cost, _said(cost, lists))


def _with_note(text: str, lists: Lists) -> Mapping[str, Any] | None:
    price, _, words = text.partition(": ")
    note = as_note(words)
    cost = plain_price(price, lists) if note else None
    if cost and not fits_a_note(note):
        raise NotUnderstood(f"“{words}” is too long for a note on the cost.")
    return cost | {"note": note} if cost else None


def _funded(text: str) -> Mapping[str, Any] | None:
    """Return that a course is free where the text says who pays for all of it."""
    found = FREE.match(text)
    if found and _FUNDED_BY.fullmatch(text[found.end() :]):
        return {"kind": "free", "note": as_note(text[found.end() :])}
    return None


def _said(cost: Mapping[str, Any], lists: Lists) -> str:
    terms = lists.vocabularies
    parts = [terms["cost-kinds"].terms[cost["kind"]].label]
    if "pounds" in cost:
        parts.append(f"£{cost['pounds']}")
    if "concession_pounds" in cost:
        parts.append(f"£{cost['concession_pounds']} reduced")
    parts += [f"“{terms['free-if'].terms[one].label}”" for one in cost.get("free_if", ())]
    if "note" in cost:
        parts.append(f"with {note_said(cost['note'])}")
    return ", ".join(parts)
