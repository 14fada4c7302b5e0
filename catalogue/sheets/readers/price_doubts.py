"""Asks what a price means that says more than one amount, with what it may mean as an offer."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from catalogue.sheets.cells import NotUnderstood, Unsure
from catalogue.sheets.readers.plain_prices import (
    AMOUNT,
    EACH_TIME,
    EXPECTED,
    FREE,
    HOW,
    LASTS,
    MARK,
    OTHER_MONEY,
    RANGE,
    amounts_in,
    plain_price,
    pounds_in,
)
from catalogue.sheets.readers.reasons import reasons_in
from catalogue.sheets.readers.words import as_note, fits_a_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.sheets.readers.terms import Lists

_WHO = "say who pays nothing in the column “Cost: Free if”"
_NOTE = "Cost: Note on the cost"
_FORM = "Or write the price, a colon and the words, like “£48: With lunch”."
_NUMBER = r"\d(?:[\d.,]*\d)?"
_PENCE = re.compile(r"(\d{1,3})\s*p(?:ence)?", re.I)
_ODDLY = re.compile(
    r"(?P<thousands>\d+(?:\.\d+)?)\s*k|(?P<scientific>[1-9](?:\.\d+)?e\+?0?[1-6])"
    r"|(?P<grouped>\d{1,3}(?: \d{3})+(?:\.\d\d)?)|(?P<pounds>\d+)\s*[.·:=]\s*(?P<pence>\d\d)",
    re.I,
)
"""One amount as other programs, other countries or a slip of the hand write it."""
_NO_ANSWER = re.compile(r"n/?a|none|nothing|not applicable|[-–—?]+", re.I)
_NO = re.compile(r"no\W*", re.I)
"""What people say where a heading asks whether there is a charge."""
_MONEY = re.compile(
    rf"(?<!under )(?<!below )(?<!less than )(?<!over )(?<!above )(?<!more than )"
    rf"(?:(?:£|gbp\b)\s*{_NUMBER}|^{_NUMBER}(?!\s*[x×+%])|{_NUMBER}\s*(?:pounds?|gbp|quid)\b)",
    re.I,
)
"""An amount among words: not an age, and not what one may earn."""
_HOW_OFTEN = re.compile(
    r"(\d{1,2})\s*(?:weeks|wks|sessions|classes|[x×])(?!\w)|[x×]\s*(\d{1,2})\b", re.I
)
_MORE_TO_PAY = re.compile(r"\+|\b(?:plus|inc\w*|materials?|exams?|registration|kit)\b", re.I)
_GIFT = re.compile(r"\bdonations?\b|\bcontribution|\bpay what\b|\bpwyc\b", re.I)
_NO_PRICE = re.compile(
    r"\b(?:from|up to|deposit|suggested|about|around|approx\w*|circa|starting|instal\w+|varies"
    r"|variable|depend\w*|sliding|pay as|means|range)\b|~|\d\s*\+\s*$",
    re.I,
)


def ask_about(text: str, lists: Lists) -> NotUnderstood:
    """Return the question that a text leaves, or that it is no price at all."""
    if mark := MARK.search(text):
        return _of_mark(text, mark[0], lists)
    if OTHER_MONEY.search(text):
        return NotUnderstood(f"“{text}” is not in pounds, and says more than a price. {HOW}")
    if _NO_ANSWER.fullmatch(text):
        return _ask(f"“{text}”: is it free, or not known? {HOW}", "Ask", "Free")
    if _NO.fullmatch(text):
        return _ask(f"“{text}”: does nobody pay? {HOW}", "Free", "Ask")
    if pence := _PENCE.fullmatch(text):
        what = f"“{text}” is in pence, or says more than a price. {HOW}"
        return _ask(what, "", f"£{pence[1]}", f"£{int(pence[1]) / 100:.2f}")
    if odd := _ODDLY.fullmatch(text.strip("£ ")):
        offer = f"£{pounds_in(_evenly(odd))}"
        return _ask(f"“{text}” may be {offer}. {HOW}", offer, f"Ask: {text}")
    bare = not re.search(r"[^\W\d_]", EXPECTED.sub("", text))
    priced = text if bare else " ".join(found[0] for found in _MONEY.finditer(text))
    amounts = amounts_in(LASTS.sub("", priced))
    if EACH_TIME.search(text):
        return _of_each_time(text, amounts)
    if FREE.search(text) or (re.search(r"\bfunded\b", text, re.I) and not amounts):
        return _of_free(text, amounts)
    if _GIFT.search(text):
        return _ask(f"“{text}” is not one price. {HOW}", f"Ask: {text}", f"Free: {text}")
    if _NO_PRICE.search(text) or (RANGE.search(text) and len(amounts) == 2):
        choices = [f"£{amount}" for amount in amounts]
        return _ask(f"“{text}” is not one price. {HOW}", f"Ask: {text}", *choices)
    if amounts:
        return _of_amounts(text, amounts)
    what = f"“{text}” cannot be read as a price. {HOW}"
    if re.search(r"[^\W\d_]{3}", text):
        return _ask(what, "" if text.lower() == "yes" else f"Ask: {text}", "Free")
    return NotUnderstood(what)


def _evenly(odd: re.Match[str]) -> str:
    """Return an amount that is written oddly as all others are written."""
    if odd["pounds"]:
        return f"{odd['pounds']}.{odd['pence']}"
    if odd["grouped"]:
        return odd["grouped"].replace(" ", "")
    return f"{Decimal(odd['thousands']) * 1000 if odd['thousands'] else Decimal(odd[0]):f}"


def _ask(what: str, *answers: str) -> Unsure:
    """Return a question; the first of its answers is the offer. Words that no note can hold are
    not offered.
    """
    whole = []
    for answer in answers:
        price, mark, words = answer.partition(": ")
        whole.append(f"{price}{mark}{as_note(words).rstrip('.')}" if mark else price)
    kept = [one if fits_a_note(one) else "" for one in whole]
    return Unsure(what, kept[0], [one for one in kept if one])


def _of_mark(text: str, mark: str, lists: Lists) -> Unsure:
    """Ask what a mark stands for, with the words that its sheet has for it."""
    what = f"“{text}” has a star"
    words = lists.footnotes.get(mark, "").strip().rstrip(".")
    price = text.replace(mark, "").strip()
    if not words:
        mend = f"Please {_WHO}, or take the star away if it says nothing."
        return Unsure(f"{what}, and what it stands for is not here. {mend}", "", (price, "ask"))
    cost = plain_price(price, lists) if price else None
    before, reasons = reasons_in(words, lists.vocabularies["free-if"].terms)
    certain = bool(reasons) and not before
    if cost is None or cost["kind"] not in ("free", "fee"):
        offer = f"Ask: {words}"
    elif cost["kind"] == "free":
        offer = words[0].upper() + words[1:] if certain else f"Ask: {words}"
    else:
        offer = f"{price}, {words[0].lower()}{words[1:]}" if certain else f"{price}: {words}"
    return _ask(f"{what}, and it stands for “{words}”. Is it this?", offer)


def _of_each_time(text: str, amounts: Sequence[int | Decimal]) -> Unsure:
    """Ask what the whole course costs. It is offered where the text says how often one pays."""
    often = _HOW_OFTEN.search(text)
    known = often is not None and len(amounts) == 1
    whole = f"£{amounts[0] * int(often[1] or often[2])}" if known and often else "Ask"
    return _ask(f"“{text}” is not for the whole course. {HOW}", f"{whole}: {text}")


def _of_free(text: str, amounts: Sequence[int | Decimal]) -> Unsure:
    """Ask who pays nothing: everybody, or some."""
    ask = f"Ask: {text}"
    if any(amounts):
        more = re.search(r"\w", EXPECTED.sub("", FREE.sub("", AMOUNT.sub("", text))))
        what = f"“{text}” is free for some only. Please {_WHO}, and the price without “free”."
        return _ask(what, f"£{max(amounts)}: {text if more else 'Free for some people'}", ask)
    if not FREE.search(text):
        what = f"“{text}”: does nobody pay, or only some? Write “Free” if nobody pays."
        return _ask(what, f"Free: {text}", ask)
    mend = f"Write “free” alone if nobody pays. If not: {_WHO}, the rest in “{_NOTE}”."
    what = f"“{text}” says more than “free”. {mend}"
    if re.search(r"\bnot\b|n[’']t\b", text, re.I):
        return _ask(what, ask)
    free = f"Free: {FREE.sub('', text, count=1)}"
    return _ask(what, free, ask) if _GIFT.search(text) else _ask(what, ask, free)


def _of_amounts(text: str, amounts: Sequence[int | Decimal]) -> Unsure:
    """Ask about one amount with words, or about several."""
    rest = AMOUNT.sub(" ", text, count=1)
    first = f"£{amounts[0]}: {rest if AMOUNT.match(text) else text}"
    if not re.search(r"\w\w", rest):
        first = f"£{amounts[0]}"
    ask = f"Ask: {text}"
    if len(amounts) == 1:
        mend = f"Write the price alone here, and the rest in the column “{_NOTE}”. {_FORM}"
        return _ask(f"“{text}” says more than a price. {mend}", first, ask)
    if len(amounts) > 2:
        return _ask(f"“{text}” has more than two prices. {HOW}", ask)
    what, high, low = f"“{text}” has two prices. {HOW}", max(amounts), min(amounts)
    if _MORE_TO_PAY.search(text):
        return _ask(what, first, ask)
    both = f"£{high} (£{low} concession)"
    if re.search(r"\w", EXPECTED.sub("", AMOUNT.sub("", text))):
        return _ask(what, f"£{high}: {text}", both, ask)
    return _ask(what, both, ask)
