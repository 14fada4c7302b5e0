"""Reads one cell as the value of its column, or says what could not be understood.

Each reader is a function from a cell to what it read. `said` is set where the value is not simply
what stands in the cell: then people are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import phonenumbers

from catalogue.sheets import dates, meetings
from catalogue.sheets.cells import Cell, NotUnderstood, text_of
from catalogue.sheets.prices import read_price
from catalogue.wording import listed, nearest
from catalogue.yaml_reader import STRANGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from catalogue.records import Venue
    from catalogue.schemas import Vocabulary
    from catalogue.sheets.columns import Column

NOT_KNOWN = frozenset(("tbc", "tba", "tbd", "n/a", "na", "to be confirmed", "-", "–", "?", "??"))
"""What people write into a cell for which they have no value."""
_FORMULA_FAILED = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_YES = ("yes", "y", "true", "1", "✓", "✔")
_NO = ("no", "n", "false", "0", "✗", "✘")


@dataclass(frozen=True, slots=True)
class Lists:
    """The words that a cell may name: those of our vocabularies, and the places."""

    vocabularies: Mapping[str, Vocabulary]
    venues: Mapping[str, Venue]


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a cell, as it stands in a file, and what to tell people of how it was read."""

    value: Any
    said: str = ""


def read_cell(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read a cell that is not empty. Raises NotUnderstood. A value of None: nothing is known."""
    text = text_of(cell)
    if text.casefold() in NOT_KNOWN:
        return Read(None, "not known yet, and left out")
    if _FORMULA_FAILED.fullmatch(text):
        raise NotUnderstood(f"“{text}” says that a formula in the sheet failed. Write the value.")
    if STRANGE.search(text.replace("\n", " ").replace("\t", " ")):
        what = f"“{text}” has a character that cannot be seen."
        raise NotUnderstood(f"{what} Type it anew.")
    return _READERS[column.kind](cell, column, lists)


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


def _term(cell: Cell, column: Column, lists: Lists) -> Read:
    return _one_term(text_of(cell), column.schema["x-vocabulary"], lists)


def _one_term(word: str, name: str, lists: Lists) -> Read:
    terms = lists.vocabularies[name].terms
    wanted = _plain(word)
    for term in terms.values():
        if wanted in (_plain(term.id), _plain(term.label)):
            return Read(term.id)
    meant = [term for term in terms.values() if wanted in map(_plain, term.synonyms)]
    if len(meant) == 1:
        return Read(meant[0].id, meant[0].label)
    if meant:
        labels = listed(f"“{term.label}”" for term in meant)
        raise NotUnderstood(f"“{word}” can mean {labels}. Write the one you mean.")
    close = nearest(word, {term.label: (term.id, *term.synonyms) for term in terms.values()})
    labels = listed(f"“{term.label}”" for term in terms.values())
    mend = f"Did you mean “{close}”?" if close else f"Choose {labels}."
    raise NotUnderstood(f"“{word}” is not one of our words for this. {mend}")


def _plain(word: str) -> str:
    return " ".join(re.findall(r"\w+", word.casefold())) or word


def _terms(cell: Cell, column: Column, lists: Lists) -> Read:
    name = column.schema["items"]["x-vocabulary"]
    found: list[Read] = []
    for part in re.split(r"[;\n]", text_of(cell)):
        try:
            found += [_one_term(part, name, lists)] if part.strip() else []
        except NotUnderstood:  # a label may have a comma in it
            found += [_one_term(word, name, lists) for word in _parts(part)]
    said = [one.said for one in found if one.said]
    return Read(list(dict.fromkeys(one.value for one in found)), ", ".join(said))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _answer(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    if text.casefold() == "ask":
        return Read("ask")
    return Read("yes" if _is_yes(text) else "no")


def _yes(cell: Cell, _column: Column, _lists: Lists) -> Read:
    return Read(_is_yes(text_of(cell)))


def _is_yes(text: str) -> bool:
    if text.casefold() in _YES + _NO:
        return text.casefold() in _YES
    raise NotUnderstood(f"“{text}” is neither yes nor no. Write yes or no.")


def _number(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise NotUnderstood(f"“{text}” is not a number. Write it in digits, like 12.") from None
    if not number.is_finite() or abs(number) >= 10**9:
        raise NotUnderstood(f"“{text}” is too big a number. Write it in digits, like 12.")
    whole = number == number.to_integral_value()
    return Read(int(number) if whole else number.normalize())


def _money(cell: Cell, column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    amount = _number(text.removeprefix("£").strip(), column, lists).value
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


def _phone(cell: Cell, _column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    # A spreadsheet takes the number for a sum, and drops the 0 in front.
    number = f"0{text}" if re.fullmatch(r"[1-9]\d{8,9}", text) else text
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        mend = "Write all of it with the area code, like 0151 496 0123."
        raise NotUnderstood(f"“{text}” is not a phone number. {mend}") from None
    if re.fullmatch(r"[+0-9][0-9 ()]+", number) and number == text:
        return Read(number)
    if not phonenumbers.is_possible_number(parsed):
        raise NotUnderstood(f"“{text}” is not one phone number. Write one, like 0151 496 0123.")
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return Read(shown, shown)


def _venue(cell: Cell, _column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    wanted = _plain(text)
    for venue in lists.venues.values():
        if wanted in (_plain(venue.id), _plain(venue.name)):
            return Read(venue.id)
    if wanted in ("online", "zoom", "teams", "remote"):
        mend = "If it is online, leave this empty and write online in the column “Way to learn”."
        raise NotUnderstood(f"“{text}” is not a place. {mend}")
    meant = nearest(text, {venue.name: (venue.id,) for venue in lists.venues.values()})
    mend = f"Did you mean “{meant}”?" if meant else "A new place needs a file in content/venues."
    raise NotUnderstood(f"We do not know a place called “{text}”. {mend}")


def _ids(cell: Cell, _column: Column, _lists: Lists) -> Read:
    return Read(_parts(text_of(cell)))


def _price(cell: Cell, _column: Column, lists: Lists) -> Read:
    cost = read_price(text_of(cell))
    pounds, reduced = cost.get("pounds"), cost.get("concession_pounds")
    said = lists.vocabularies["cost-kinds"].terms[cost["kind"]].label
    said += f", £{pounds}" if pounds is not None else ""
    said += f", £{reduced} reduced" if reduced is not None else ""
    return Read(cost, said + (", with all of it as a note" if "note" in cost else ""))


def _lasts(cell: Cell, _column: Column, _lists: Lists) -> Read:
    found = re.fullmatch(r"(\d{1,3})\s*(minute|hour|day|week|month|year)?s?", text_of(cell).lower())
    if not found or not int(found[1]):
        raise NotUnderstood(f"“{text_of(cell)}” is not a length. Write it like 10 weeks.")
    return Read([int(found[1]), f"{found[2] or 'week'}s"])


_READERS: Mapping[str, Callable[[Cell, Column, Lists], Read]] = {
    "line": _line,
    "id": _line,
    "text": _text,
    "lines": _lines,
    "term": _term,
    "terms": _terms,
    "answer": _answer,
    "yes": _yes,
    "whole": _number,
    "number": _number,
    "money": _money,
    "day": _day,
    "days": _days,
    "meetings": _meetings,
    "phone": _phone,
    "venue": _venue,
    "ids": _ids,
    "price": _price,
    "lasts": _lasts,
}


def written(value: Any, column: Column, lists: Lists) -> str:
    """Return what a cell says for a value: what `read_cell` reads as the same value again."""
    if value is None:
        return ""
    if column.kind == "meetings":
        return meetings.said(value)
    if column.kind == "lines":
        return "\n".join(value)
    if column.kind in ("term", "terms"):
        schema = column.schema.get("items", column.schema)
        return _labels([value] if column.kind == "term" else value, schema["x-vocabulary"], lists)
    if column.kind == "venue":
        return lists.venues[value].name if _is_one_of(value, lists.venues.values()) else str(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return text_of(value) if isinstance(value, bool) else str(value).strip()


def _labels(ids: Iterable[str], name: str, lists: Lists) -> str:
    terms = lists.vocabularies[name].terms
    labels = [terms[one].label if one in terms else one for one in ids]
    return "; ".join(labels)


def _is_one_of(venue_id: str, venues: Iterable[Venue]) -> bool:
    """Whether the name of a venue is its own, so that it can stand for it."""
    names = {venue.id: _plain(venue.name) for venue in venues}
    return list(names.values()).count(names.get(venue_id, "")) == 1
