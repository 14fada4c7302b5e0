"""Reads yes, no and ask, as people say them or tick them.

An x is a tick for one and a no for another, and “yes, but …” is neither: both are asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.quoting import listed
from catalogue.sheets.cells import Cell, Unsure, text_of
from catalogue.sheets.readers.terms import Lists, Read

if TYPE_CHECKING:
    from catalogue.sheets.columns import Column

_YES = re.compile(r"yes|y|true|1|[✓✔☑✅]|tick(?:ed)?|yep|yeah|available|included|provided", re.I)
_NO = re.compile(r"no|n|false|0|[✗✘]|none|nope|never|not available", re.I)
_ASK = re.compile(
    r"(please )?(ask|enquire|contact us)( us| first)?|(on|by) (request|arrangement|application)"
    r"|maybe|possibly|perhaps|limited|sometimes",
    re.I,
)
_ANY_TIME = re.compile(
    r"(?:(?:rolling|flexible|continuous|ongoing|open)[ -]?(?:start|enrolment|intake|programme)?"
    r"|(?:start |join )?any ?(?:time|week|day)|all year(?:[ -]round)?)(?: (?:start|dates?))?",
    re.I,
)
_YES_AND_MORE = re.compile(r"(yes|no|✓|✔)\s*(?:[-–—,:;(]|\s)\s*(.+)", re.I | re.DOTALL)
_ON_CONDITION = re.compile(
    r"\b(but|not|only|if|some|except|ask|until|till|from|limited|unless|or|please|may|might|subject"
    r"|longer|problem|sometimes|usually|normally)\b|\?",
    re.I,
)


def read_answer(cell: Cell, _column: Column, _lists: Lists) -> Read:
    """Read yes, no or ask."""
    text = text_of(cell)
    if _ASK.fullmatch(text.rstrip(".!")):
        return Read("ask")
    return Read("yes" if _is_yes(text, ("yes", "no", "ask")) else "no")


def read_yes(cell: Cell, column: Column, _lists: Lists) -> Read:
    """Read yes or no as true or false."""
    text = text_of(cell)
    if column.way == ("runs", "rolling") and is_any_time(text):
        return Read(True)
    return Read(_is_yes(text, ("yes", "no")))


def is_any_time(text: str) -> bool:
    """Whether a text says that people can start whenever they like."""
    return bool(_ANY_TIME.fullmatch(text.strip(" .!")))


def _is_yes(text: str, choices: tuple[str, ...]) -> bool:
    word = text.rstrip(".! ")
    if _YES.fullmatch(word) or _NO.fullmatch(word):
        return bool(_YES.fullmatch(word))
    more = _YES_AND_MORE.fullmatch(text)
    if more and not _ON_CONDITION.search(more[2]):
        return more[1].casefold() != "no"
    offer = "ask" if more and "ask" in choices else ""
    what = f"“{text}” is neither yes nor no."
    raise Unsure(f"{what} Write {listed(choices)}.", offer, choices)
