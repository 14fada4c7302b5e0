"""A price that says what one pays and no more: “free”, “£48”, “£48 (£24 conc)”, “£40 for 10 weeks”.

It is understood whole or not at all: “not free” has the word “free” in it too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.sheets.cells import NotUnderstood, Unsure, decimal_in
from catalogue.sheets.readers.reasons import reasons_in

if TYPE_CHECKING:
    from catalogue.sheets.readers.terms import Lists

HOW = "Write what the whole course costs, like £48 or £48 (£24 concession), or free."
AMOUNT = re.compile(r"(?:£|gbp\b)?\s*(?<![\d.,])(\d(?:[\d.,]*\d)?)(?!\d|%|\s+%)", re.I)
OTHER_MONEY = re.compile(r"[€$¥]|\beuros?\b|\bdollars?\b", re.I)
MARK = re.compile(r"[*†‡§#]+|[¹²³⁴]|\((?:\d|\*+)\)$|\[\d\]$")
FREE = re.compile(
    r"\b(?:totally |completely |absolutely )?free(?: (?:of charge|course|place|class|event))?\b"
    r"|\bf\.?o\.?c\b\.?|\bn/c\b|\bno (?:charge|cost|fee)s?\b|\b(?:nil|gratis|zero)\b",
    re.I,
)
EACH_TIME = re.compile(
    r"\bper (?!course|person|learner|head)|\ba (?:week|session|class|day|month|term)\b|\beach\b"
    r"|/\s*(?:week|wk|session|class|day|month|term|hr|hour)|\bp\.?/?w\b|\bweekly\b|\bmonthly\b"
    r"|\d\s*[x×]\s*£",
    re.I,
)
LASTS = re.compile(
    r"\b(?:for|x|×)?\s*\d+\s*-?\s*(?:weeks?|wks?|sessions|classes|days|hours|months)\b", re.I
)
RANGE = re.compile(r"\d\s*(?:-|–|—|\bto\b)\s*£?\s*\d")
_BELOW_NOTHING = re.compile(
    r"[-\u2212\u2013]\s*£?\s*\d|£\s*[-\u2212\u2013]|\(\s*£?\s*[\d.,]+\s*\)$"
)
_ALL = re.compile(
    r"\b(?:for|to) (?:(?:all|everyone|everybody|anyone|you)(?: (?:learners|adults))?|learners"
    r"|attend|join|take part)\b",
    re.I,
)
_ASK = re.compile(
    r"(?:please )?(?:ask|ring|phone|enquire|(?:ask|call|contact|email) us)"
    r"(?: for (?:the )?(?:price|details|cost))?|p\.?o\.?a\.?|(?:price )?on (?:application|request)"
    r"|t\.?b\.?[cad]\.?|to be (?:confirmed|announced|decided)",
    re.I,
)
_REDUCED = r"conc(?:s|ession(?:s|ary)?)?|reduced|reduction|unwaged|low[- ]income|discounted"
EXPECTED = re.compile(
    rf"\b(?:{_REDUCED}|full|waged|standard|prices?|costs?|fees?|course|or|and|gbp|for|only|just"
    r"|in total|total|pounds?|quid|the|whole|rate|per (?:course|person|learner|head)|pp|p/p)\b"
    r"|[£()/,;:.\s-]",
    re.I,
)


def plain_price(text: str, lists: Lists) -> dict[str, Any] | None:
    """Return the cost that a text names, or None where it says something else as well. Raises
    NotUnderstood where it cannot be a price.
    """
    if _ASK.fullmatch(text.strip("£ .!")):
        return {"kind": "ask"}
    if _BELOW_NOTHING.match(text):
        raise NotUnderstood(f"“{text}” is less than nothing. {HOW}")
    if any(pattern.search(text) for pattern in (MARK, OTHER_MONEY, EACH_TIME)):
        return None
    price, reasons = reasons_in(text, lists.vocabularies["free-if"].terms)
    if reasons and not price:
        return {"kind": "free-if", "free_if": reasons}
    price = LASTS.sub("", price)
    if FREE.search(price):
        rest = _ALL.sub("", FREE.sub("", price))
        return None if re.search(r"\w", rest) or reasons else {"kind": "free"}
    amounts = _amounts_alone(price)
    if not amounts or (amounts[0] == 0 and reasons):
        return None
    if amounts == [0]:
        return {"kind": "free"}
    cost: dict[str, Any] = {"kind": "free-if" if reasons else "fee", "pounds": amounts[0]}
    cost |= {"concession_pounds": amounts[1]} if len(amounts) == 2 else {}
    return cost | {"free_if": reasons} if reasons else cost


def _amounts_alone(text: str) -> list[int | Decimal]:
    """Return the full price, and the reduced one if there is one, of a text that says no more."""
    amounts = amounts_in(text)
    if EXPECTED.sub("", AMOUNT.sub("", text)) or RANGE.search(text) or len(amounts) > 2:
        return []
    if len(amounts) == 2 and (not re.search(_REDUCED, text, re.I) or amounts[0] < amounts[1]):
        return []
    return amounts


def amounts_in(text: str) -> list[int | Decimal]:
    """Return every amount in a text, in pounds."""
    return [pounds_in(amount) for amount in AMOUNT.findall(text)]


def pounds_in(amount: str) -> int | Decimal:
    """Return pounds, with pence if there are any. Raises NotUnderstood."""
    if re.fullmatch(r"[1-9]\d{0,2}\.000", amount):
        thousands = amount.replace(".", "")
        raise Unsure(f"“{amount}” may be {thousands}. {HOW}", f"£{thousands}", (f"£{amount[:-4]}",))
    try:
        number = decimal_in(amount)
    except Unsure as error:
        raise Unsure(str(error), f"£{error.offer}") from None
    if number != round(number, 2):
        raise NotUnderstood(f"“{amount}” has parts of a penny. {HOW}")
    whole = number == number.to_integral_value()
    return int(number) if whole else number.quantize(Decimal("0.01"))
