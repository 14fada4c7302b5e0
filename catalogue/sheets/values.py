"""Reads one cell as the value of its column, or says what could not be understood.

Each reader is a function from a cell to what it read. `said` is set where the value is not simply
what stands in the cell: then people are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.characters import name_of, number_of, strange_in
from catalogue.phones import as_written, number_in
from catalogue.quoting import nearest
from catalogue.sentences import say
from catalogue.sheets import dates, meetings
from catalogue.sheets.cells import Cell, NotUnderstood, decimal_in, text_of
from catalogue.sheets.prices import read_price
from catalogue.sheets.terms import (
    Lists,
    Read,
    labels,
    parts,
    plain,
    read_answer,
    read_term,
    read_terms,
    read_word,
    read_yes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from catalogue.records import Venue
    from catalogue.sheets.columns import Column

NOT_KNOWN = frozenset(("tbc", "tba", "tbd", "n/a", "na", "to be confirmed", "-", "–", "?", "??"))
"""What people write into a cell for which they have no value."""
_FORMULA_FAILED = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


def read_cell(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read a cell that is not empty. Raises NotUnderstood. A value of None: nothing is known."""
    text = text_of(cell)
    if text.casefold() in NOT_KNOWN:
        return Read(None, "not known yet, and left out")
    if _FORMULA_FAILED.fullmatch(text):
        raise NotUnderstood(f"“{text}” says that a formula in the sheet failed. Write the value.")
    if (place := strange_in(text.replace("\t", " "))) is not None:
        named = f"U+{number_of(text[place])}, {name_of(text[place])}"
        raise NotUnderstood(
            f"“{text}” has a character that cannot be seen ({named}). Type it anew."
        )
    read = _READERS[column.kind](cell, column, lists)
    back = written(read.value, column, lists)
    return read if read.said or _is_same(back, text) else replace(read, said=back)


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but small letters, blanks and line breaks."""
    return one.casefold().split() == other.casefold().split()


def _line(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    joined = " ".join(text.split()) if re.search(r"[\n\t]", text) else text
    return Read(joined, "one line" if joined != text else "")


def _text(cell: Cell, _column: Column, _lists: Lists) -> Read:
    lines = (line.rstrip() for line in text_of(cell).replace("\t", " ").split("\n"))
    return Read("\n".join(lines) + "\n")


def _lines(cell: Cell, _column: Column, _lists: Lists) -> Read:
    # A bullet that came with copied text says no more than the line break does.
    lines = [line.strip().removeprefix("•").strip() for line in text_of(cell).split("\n")]
    return Read([" ".join(line.split("\t")) for line in lines if line])


def _postcode(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    plain = re.sub(r"\s", "", text).upper()
    code = f"{plain[:-3]} {plain[-3:]}"
    return Read(code, code if code != text else "")


def _number(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    number = decimal_in(text)
    if not number.is_finite() or abs(number) >= 10**9:
        raise NotUnderstood(f"“{text}” is too big a number. Write it in digits, like 12.")
    whole = number == number.to_integral_value()
    return Read(int(number) if whole else number.normalize())


def _money(cell: Cell, column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    try:
        amount = _number(text.removeprefix("£").strip(), column, lists).value
    except NotUnderstood:
        mend = "Write what the whole course costs in digits, like 48 or 48.50."
        raise NotUnderstood(f"“{text}” is not a price. {mend}") from None
    plain = isinstance(amount, int) or amount.as_tuple().exponent < -2
    return Read(amount if plain else amount.quantize(Decimal("0.01")))


def _day(cell: Cell, _column: Column, _lists: Lists) -> Read:
    day = dates.read_day(cell)
    return Read(str(day), dates.said(day) if text_of(cell) != str(day) else "")


def _days(cell: Cell, _column: Column, _lists: Lists) -> Read:
    days = dates.read_days(cell)
    plain = ", ".join(map(str, days)) == text_of(cell)
    return Read(list(map(str, days)), "" if plain else "; ".join(map(dates.said, days)))


def _meetings(cell: Cell, _column: Column, _lists: Lists) -> Read:
    found = meetings.read_meetings(text_of(cell))
    said = meetings.said(found)
    return Read(found, "" if said == text_of(cell) else said)


def _phone(cell: Cell, _column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    # A spreadsheet takes the number for a sum, and drops the 0 in front.
    number = f"0{text}" if re.fullmatch(r"[1-9]\d{8,9}", text) else text
    parsed = number_in(number)
    if parsed is None:
        _, mend = say("bad-phone", phone=text, example=lists.reference.city.phone_example)
        raise NotUnderstood(f"“{text}” is not a phone number. {mend}")
    if re.fullmatch(r"[+0-9][0-9 ()]+", number) and number == text:
        return Read(number)
    shown = as_written(parsed)
    return Read(shown, shown)


def _venue(cell: Cell, _column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    wanted = plain(text)
    for venue in lists.venues.values():
        if wanted in (plain(venue.id), plain(venue.name)):
            return Read(venue.id)
    if wanted in ("online", "zoom", "teams", "remote"):
        mend = "If it is online, leave this empty and write online in the column “Way to learn”."
        raise NotUnderstood(f"“{text}” is not a place. {mend}")
    meant = nearest(text, {venue.name: (venue.id,) for venue in lists.venues.values()})
    mend = f"Did you mean “{meant}”?" if meant else "A new place needs a file in content/venues."
    raise NotUnderstood(f"We do not know a place called “{text}”. {mend}")


def _ids(cell: Cell, _column: Column, _lists: Lists) -> Read:
    return Read(parts(text_of(cell)))


def _price(cell: Cell, _column: Column, lists: Lists) -> Read:
    cost = read_price(text_of(cell))
    pounds, reduced = cost.get("pounds"), cost.get("concession_pounds")
    said = lists.vocabularies["cost-kinds"].terms[cost["kind"]].label
    said += f", £{pounds}" if pounds is not None else ""
    said += f", £{reduced} reduced" if reduced is not None else ""
    return Read(cost, said)


def _lasts(cell: Cell, _column: Column, _lists: Lists) -> Read:
    found = re.fullmatch(r"(\d{1,3})\s*(minute|hour|day|week|month|year)?s?", text_of(cell).lower())
    if not found or not int(found[1]):
        raise NotUnderstood(f"“{text_of(cell)}” is not a length. Write it like 10 weeks.")
    return Read([int(found[1]), f"{found[2] or 'week'}s"])


_READERS: Mapping[str, Callable[[Cell, Column, Lists], Read]] = {
    "line": _line,
    "id": _line,
    "email": _line,
    "link": _line,
    "paragraphs": _text,
    "lines": _lines,
    "term": read_term,
    "terms": read_terms,
    "answer": read_answer,
    "word": read_word,
    "postcode": _postcode,
    "yes": read_yes,
    "whole": _number,
    "number": _number,
    "money": _money,
    "day": _day,
    "days": _days,
    "groups": _meetings,
    "phone": _phone,
    "venue": _venue,
    "courses": _ids,
    "price": _price,
    "lasts": _lasts,
}


def written(value: Any, column: Column, lists: Lists) -> str:
    """Return what a cell says for a value: what `read_cell` reads as the same value again."""
    if value is None:
        return ""
    if column.kind == "groups":
        return meetings.said(value)
    if column.kind == "lines":
        return "\n".join(value)
    if column.kind in ("term", "terms"):
        terms = [value] if column.kind == "term" else value
        return labels(terms, column.field.vocabulary, lists)
    if column.kind == "venue":
        return lists.venues[value].name if _is_one_of(value, lists.venues.values()) else str(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return text_of(value) if isinstance(value, bool) else str(value).strip()


def _is_one_of(venue_id: str, venues: Iterable[Venue]) -> bool:
    """Whether the name of a venue is its own, so that it can stand for it."""
    names = {venue.id: plain(venue.name) for venue in venues}
    return list(names.values()).count(names.get(venue_id, "")) == 1
