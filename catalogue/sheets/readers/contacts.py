"""Reads how to reach somebody: a phone number, an e-mail address or the address of a page.

Words beside it (“07700 900123 ask for Jo”) are a part of how people join. Two of a kind are asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher

from catalogue.phones import as_written, can_be_rung, number_in
from catalogue.quoting import listed
from catalogue.sentences import say
from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.words import as_note, fits_a_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.problems import Way
    from catalogue.sheets.columns import Column

_EXTENSION = re.compile(r"[\s,;(]*\b(?:ext(?:ension)?|x)\.?\s*:?\s*\d", re.I)
_LAST_DIGITS = re.compile(r"\s*(?:/|&|\bor\b|\band\b)\s*(\d{1,4})(?!\d)")
_LETTER_O = re.compile(r"\b[Oo](?=\d)|(?<=\d)[Oo]|(?<=\d )[Oo](?=\d)")
_BARE = re.compile(r"(?<![\d+])(44(?=[\s()-]*\d)|[1-9](?=\d|\s|-|\)))[\d\s()-]*\d")
_LABELS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|number|no|call|ring|e-?mail|mail|web(?:site)?|link|url"
    r"|t|m|e|w|to|on|at|or|us|please|book|online|via|visit|see|go|the)\b",
    re.I,
)
_EMAIL = re.compile(r"[^\s@<>\"'(),;:/]+@[^\s@<>\"'(),;:/]*[^\s@<>\"'(),;:/.]")
_ENDINGS = "uk|org|com|net|info|edu|gov|liverpool|co|io|eu|me|link|london|scot|wales|example"
_LINK = re.compile(
    rf"https?://[^\s<>\"']*[^\s<>\"'.,;:)]/?|(?<![@\w.])(?:www\.[\w.-]*\w|(?:[\w-]+\.)+(?:{_ENDINGS})\b)"
    r"(?:[/?#][^\s<>\"']*[^\s<>\"'.,;:)]|/)?",
    re.I,
)
_SLIPS = re.compile(r"^(?:https?|htp|http?s)?\s*[:;]?\s*/+\s*(?=\S+\.\S)", re.I)
_A_FILE = re.compile(r"^[^\s/]+( [^\s/]+)*\.(pdf|docx?|html?|aspx?|php)$", re.I)


def read_phone(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read a number that people can ring, and what to say there."""
    text = text_of(cell)
    if re.fullmatch(r"[+0][0-9 ()]+", text) and can_be_rung(text):
        return Read(text)
    if (meant := _LETTER_O.sub("0", text)) != text and list(_numbers(meant)):
        raise Unsure(f"“{text}” has a letter O for a 0. Did you mean {meant}?", meant)
    whole = _with_what_was_lost(text)
    spans = [(one.start, one.start + len(one.raw_string)) for one in _numbers(whole)]
    found = [_EXTENSION.split(whole[start:end])[0] for start, end in spans]
    if len(found) == 1 and (last := _LAST_DIGITS.match(whole, spans[0][0] + len(found[0]))):
        found.append(found[0][: -len(last[1])] + last[1])
    shown = list(dict.fromkeys(_shown(number) for number in found))
    if not shown:
        _, mend = say("bad-phone", phone=text, example=lists.reference.city.phone_example)
        raise NotUnderstood(f"“{text}” is not a phone number. {mend}")
    if len(shown) > 1:
        raise _several(text, shown)
    start, after = spans[0][0], whole[spans[0][0] + len(found[0]) :]
    return _with_words(shown[0], whole[:start], after.replace(found[0], ""), text, column)


def _numbers(text: str) -> list[PhoneNumberMatch]:
    found = PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE)
    return [one for one in found if can_be_rung(_EXTENSION.split(one.raw_string)[0].lstrip("("))]


def _with_what_was_lost(text: str) -> str:
    """Return a text with the 0 that a spreadsheet drops before a number, and the + before 44."""

    def mended(found: re.Match[str]) -> str:
        number = ("+" if found[1] == "44" and len(digits(found)) > 10 else "0") + found[0]
        return number if len(digits(found)) >= 9 and can_be_rung(number) else found[0]

    def digits(found: re.Match[str]) -> str:
        return re.sub(r"\D", "", found[0])

    return _BARE.sub(mended, text)


def _shown(number: str) -> str:
    parsed = number_in(number)
    plain = re.fullmatch(r"[+0][0-9 ()]+", number)
    kept = plain and " " in number and not number.startswith("+")
    return number if kept or parsed is None else as_written(parsed)


def _several(text: str, found: Sequence[str]) -> Unsure:
    return Unsure(f"“{text}” has more than one: write {listed(found)}.", "", found)


def _with_words(value: str, before: str, after: str, text: str, column: Column) -> Read:
    """Return what was found, and the words around it as a note of how to join."""
    after = re.sub(r"^[\s,;.]*(?:and|or)\s", "", after)
    says = [as_note(part) for part in (before, after)]
    says = [part for part in says if re.search(r"\w", _LABELS.sub("", part))]
    if not says:
        return Read(value)
    # Words before it go on after it: “Ask Jo on 0151 496 0123 before noon”.
    note = (
        as_note(after)
        if not re.search(r"\w", _LABELS.sub("", before))
        else as_note(re.sub(r"[<>]", "", text))
    )
    if column.way[0] != "join" or not fits_a_note(note):
        raise Unsure(f"“{text}” says more than {value}. Write {value} alone here.", value)
    return Read(value, f"{value}, and “{note.rstrip('.')}” as what to do", {("join", "how"): note})


def read_email(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read an address to write to."""
    text = text_of(cell)
    whole = re.sub(r"\bmailto:\s*", "", text, flags=re.I)
    found = list(dict.fromkeys(one[0] for one in _EMAIL.finditer(whole)))
    right = [one for one in found if _is_email(one)]
    if len(right) > 1:
        raise _several(text, right)
    if right and len(found) == 1:
        before, _, after = whole.partition(right[0])
        after = after.replace(right[0], "").lstrip("> ")
        return _with_words(right[0], before.rstrip("<"), after, text, column)
    if offer := _meant_email(whole):
        raise Unsure(f"“{text}” is not an e-mail address. Did you mean {offer}?", offer)
    if not found and column.way == ("join", "email") and _LINK.search(whole):
        link = read_link(text, column, lists)
        also = {("join", "url"): link.value, **link.also}
        return Read(None, f"a page, {link.value}, and no e-mail", also)
    raise NotUnderstood(f"“{text}” is not an e-mail address. {column.field.message}".rstrip())


def ways_within(text: str) -> dict[Way, str]:
    """Return the number, the e-mail address and the page that a text names, where it names one."""
    phones = {_shown(_EXTENSION.split(one.raw_string)[0]) for one in _numbers(text)}
    emails = {one[0] for one in _EMAIL.finditer(text) if _is_email(one[0])}
    links = {_whole(one[0]) for one in _LINK.finditer(text)}
    found = {"phone": phones, "email": emails, "url": links}
    return {("join", way): next(iter(named)) for way, named in found.items() if len(named) == 1}


def _meant_email(text: str) -> str:
    """Return the address that a text with blanks or words for its marks may mean, or nothing."""
    meant = re.sub(r"\s+at\s+|\s*[(\[]at[)\]]\s*", "@", text, flags=re.I)
    meant = re.sub(r"\s+dot\s+|\s*[(\[]dot[)\]]\s*|,", ".", meant, flags=re.I)
    meant = re.sub(r"\s", "", meant).strip(".")
    return meant if meant != text and _is_email(meant) and "@www." not in meant.lower() else ""


def _is_email(text: str) -> bool:
    return bool(re.fullmatch(rf"{_EMAIL.pattern}", text)) and "." in text.split("@")[-1]


def read_link(cell: Cell, column: Column, _lists: Lists) -> Read:
    """Read the address of a page. One without https:// gets it."""
    text = text_of(cell)
    if re.fullmatch(r"https?://[^\s<>\"']*[^\s<>\"'.,;]", text):
        return Read(text)
    found = list(dict.fromkeys(one[0] for one in _LINK.finditer(text)))
    links = list(dict.fromkeys(_whole(one) for one in found))
    if len(links) > 1:
        raise _several(text, links)
    before, _, after = text.partition(found[0]) if found else (text, "", "")
    slip = _SLIPS.sub("https://", text)
    if slip != text and re.fullmatch(_LINK, slip):
        raise Unsure(f"“{text}” is not quite an address. Did you mean {slip}?", slip)
    if found and _A_FILE.match(after.strip()):
        whole = _whole(found[0]) + after.replace(" ", "%20")
        raise Unsure(f"“{text}” has spaces in it. Did you mean {whole}?", whole)
    if found:
        return _with_words(links[0], before, after, text, column)
    if column.way == ("join", "url") and (email := _EMAIL.search(text)):
        read = read_email(text, column, _lists)
        also = {("join", "email"): email[0], **read.also}
        return Read(None, f"an e-mail address, {email[0]}, and no page", also)
    raise NotUnderstood(f"“{text}” is not the address of a page. {column.field.message}".rstrip())


def _whole(address: str) -> str:
    if re.match(r"https?://", address, re.I):
        return address
    host, mark, path = re.match(r"([^/?#]+)([/?#]?)(.*)", address).groups()  # type: ignore[union-attr]
    return f"https://{host.lower()}{mark}{path}"
