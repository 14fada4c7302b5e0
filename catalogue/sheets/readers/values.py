"""Reads one cell as the value of its column, asks what it means, or says why it cannot be read.

Each reader is a function from a cell to what it read. `said` is set where the value is not simply
what stands in the cell: then people are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from catalogue.characters import as_meant, as_read, misread_in, name_of, number_of, strange_in
from catalogue.quoting import listed
from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers import dates, meetings
from catalogue.sheets.readers.answers import is_any_time, read_answer, read_yes
from catalogue.sheets.readers.contacts import read_email, read_link, read_phone, ways_within
from catalogue.sheets.readers.html_text import has_markup, without_markup
from catalogue.sheets.readers.lengths import read_length
from catalogue.sheets.readers.numbers import read_money, read_number
from catalogue.sheets.readers.prices import read_price
from catalogue.sheets.readers.terms import Lists, Read, labels, read_term, read_terms, read_word
from catalogue.sheets.readers.venue_names import read_venue
from catalogue.sheets.readers.words import parts, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from catalogue.problems import Way
    from catalogue.records import Venue
    from catalogue.sheets.columns import Column

NOT_KNOWN = re.compile(
    r"t\.?b\.?[acd]|n\.?/?a|[-–—?]+|not (?:known|applicable)( yet)?|unknown|to follow"
    r"|to be (?:confirmed|announced|arranged|decided)",
    re.I,
)
"""What people write into a cell for which they have no value."""
_NOTHING = re.compile(r"none|nil|no|nothing", re.I)
_NONE_SAYS_NOTHING = re.compile(
    r"days?|phone|email|link|venue|lasts|groups|courses|postcode|terms|lines|number"
)
"""Kinds of which “none” says nothing. Else it is an answer: there is nothing to bring."""
_DITTO = re.compile(r"(?:same )?(?:as|see) (?:above|before)|ditto|[\"”″〃]|''", re.I)
_FORMULA_FAILED = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_FORMULA = re.compile(
    r"=\s*[-+(]*\s*(?:[A-Z][A-Z0-9.]*\s*\(|\$?[A-Z]{1,3}\$?\d|'?[^=!]+'?!\$?[A-Z]|[\d.]+\s*[-+*/&])"
)
_HOW = ("join", "how")
_STARTS, _ENDS, _ROLLING = ("runs", "starts"), ("runs", "ends"), ("runs", "rolling")
_BY_AN_END = re.compile(r"\s*(?:ends?|ending|until|till|by|finish\w*)\b", re.I)


def read_cell(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read a cell that is not empty. Raises NotUnderstood, and Unsure with answers each of which is
    read without a doubt. A value of None: nothing is known.
    """
    try:
        return _read(cell, column, lists)
    except Unsure as error:
        answers = dict.fromkeys(filter(None, (error.offer, *error.choices)))
        sure = [answer for answer in answers if _is_sure(answer, column, lists)]
        offer = error.offer if error.offer in sure else ""
        raise Unsure(str(error), offer, [one for one in sure if one != offer]) from None


def _is_sure(text: str, column: Column, lists: Lists) -> bool:
    try:
        _read(text, column, lists)
    except NotUnderstood:
        return False
    return True


def _read(cell: Cell, column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    _see_characters(text)
    if isinstance(cell, str) and has_markup(text):
        cell = as_read(without_markup(text, column.kind == "paragraphs"))
        _see_characters(cell)
    if read := _not_known(text_of(cell), column, lists):
        return read
    if _DITTO.fullmatch(text_of(cell)):
        raise Unsure(f"“{text}”: write here what it says there.")
    if _FORMULA_FAILED.fullmatch(text):
        raise NotUnderstood(f"“{text}” says that a formula in the sheet failed. Write the value.")
    if _FORMULA.match(text):
        raise NotUnderstood(f"“{text}” is a formula. Write what it comes to.")
    read = _READERS[column.kind](cell, column, lists)
    back = written(read.value, column, lists)
    return read if read.said or _is_same(back, text) else replace(read, said=back)


def _see_characters(text: str) -> None:
    if misread := misread_in(text):
        _, signs, meant = misread
        raise Unsure(
            f"“{text}”: “{signs}” was “{meant}”, which a program mixed up.", as_meant(text)
        )
    if (place := strange_in(text.replace("\t", " "))) is not None:
        named = f"U+{number_of(text[place])}, {name_of(text[place])}"
        raise NotUnderstood(
            f"“{text}” has a character that cannot be seen ({named}). Type it anew."
        )


def _not_known(text: str, column: Column, lists: Lists) -> Read | None:
    """Read what people write where there is nothing to say. Of a price it says something."""
    word = text.strip(" .")
    if NOT_KNOWN.fullmatch(word) and column.kind != "price":
        vocabulary = lists.vocabularies.get(column.field.vocabulary)
        if column.kind == "term" and vocabulary and "ask" in vocabulary.terms:
            return Read("ask")
        return Read(None, "not known yet, and left out")
    nothing = _NONE_SAYS_NOTHING.fullmatch(column.kind) or column.way[-1] == "note"
    if nothing and _NOTHING.fullmatch(word):
        return Read(None, "nothing, and left out")
    return None


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but small letters, blanks and line breaks."""
    return one.casefold().split() == other.casefold().split()


def _line(cell: Cell, column: Column, _lists: Lists) -> Read:
    text = text_of(cell)
    joined = " ".join(text.split()) if re.search(r"[\n\t]", text) else text
    if column.way == _HOW and (ways := ways_within(joined)):
        if {joined, f"https://{joined}"} & {*ways.values()}:
            return Read(None, f"how to reach you, {listed(ways.values(), 'and')}", ways)
        return Read(joined, f"what to do, and {listed(ways.values(), 'and')} from it", ways)
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


def _day(cell: Cell, column: Column, lists: Lists) -> Read:
    text = text_of(cell)
    if column.way in (_STARTS, _ENDS):
        if is_any_time(text):
            return Read(None, "join any week, and no day", {_ROLLING: True})
        if span := dates.read_span(cell, lists.today):
            first, last = span
            here, other = (first, last) if column.way == _STARTS else (last, first)
            also: dict[Way, Any] = {_ENDS if column.way == _STARTS else _STARTS: str(other)}
            return Read(str(here), f"{dates.said(first)} to {dates.said(last)}", also)
    day = dates.read_day(cell, lists.today)
    if column.way == _STARTS and _BY_AN_END.match(text):
        raise Unsure(f"“{text}” says when something ends. When does it start?")
    return Read(str(day), dates.said(day) if text != str(day) else "")


def _days(cell: Cell, _column: Column, lists: Lists) -> Read:
    days = dates.read_days(cell, lists.today)
    plain = ", ".join(map(str, days)) == text_of(cell)
    return Read(list(map(str, days)), "" if plain else "; ".join(map(dates.said, days)))


def _meetings(cell: Cell, _column: Column, lists: Lists) -> Read:
    read = meetings.read_meetings(text_of(cell), has_24_hours=lists.has_24_hours)
    return replace(read, said="") if read.said == text_of(cell) else read


def _ids(cell: Cell, _column: Column, _lists: Lists) -> Read:
    return Read(parts(text_of(cell)))


def _price(cell: Cell, _column: Column, lists: Lists) -> Read:
    return read_price(text_of(cell), lists)


_READERS: Mapping[str, Callable[[Cell, Column, Lists], Read]] = {
    "line": _line,
    "id": _line,
    "email": read_email,
    "link": read_link,
    "paragraphs": _text,
    "lines": _lines,
    "term": read_term,
    "terms": read_terms,
    "answer": read_answer,
    "word": read_word,
    "postcode": _postcode,
    "yes": read_yes,
    "whole": read_number,
    "number": read_number,
    "money": read_money,
    "day": _day,
    "days": _days,
    "groups": _meetings,
    "phone": read_phone,
    "venue": read_venue,
    "courses": _ids,
    "price": _price,
    "lasts": read_length,
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
