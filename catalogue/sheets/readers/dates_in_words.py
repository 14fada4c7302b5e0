"""Words in a day, in digits: “the twelfth of Jan '27”, “w/c 12 Jan”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.quoting import nearest
from catalogue.records import WEEKDAYS
from catalogue.sheets.readers.weekdays import days_in

_TENTHS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
_ORDINALS = (
    f"first second third fourth fifth sixth seventh eighth ninth {_TENTHS} nineteenth".split()
)
_ORDINAL = {word: number for number, word in enumerate(_ORDINALS, 1)}
_ORDINAL |= {"twentieth": 20, "thirtieth": 30, "thirty first": 31}
_ORDINAL |= {f"twenty {word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}
_NAMES = "january february march april may june july august september october november december"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WEEK = re.compile(
    r"^\s*(?:w/?c|w/?b|wk|week)\.?(?:\s+(?:com|beg|start)\w*\.?|\s+of)?[.:]?\s+(?=\S)", re.I
)
_FILLING = re.compile(
    r"\b(?:from|starts?|starting|begins?|beginning|commenc(?:es|ing)|on|ends?|ending|until|till|by"
    r"|finish(?:es)?|date|the|of)\b:?",
    re.I,
)
_VAGUE = re.compile(
    rf"\b(?:spring|summer|autumn|winter|term|easter|christmas|new year|asap|soon|early|half[ -]?"
    rf"term"
    rf"|mid|late|end of|week|weekly|monthly|every|next|various|dates?|now|immediate)"
    rf"|^\D*\b(?:{MONTHS})[a-z]*\b\D*(?:\d{{4}})?\D*$|^[^\W\d_]+days?$",
    re.I,
)
_NOT_SURE = re.compile(r"\(?\b(?:t\.?b\.?[ca]|provisional(?:ly)?|to be confirmed)\b\)?|\?", re.I)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+")  # and not the end of “12th”


@dataclass(frozen=True, slots=True)
class Digits:
    """A text with digits for its words; whether it names a week, or a day with a slip in it."""

    text: str
    is_week: bool = False
    slip: bool = False


def as_digits(text: str) -> Digits:
    """Return a text as a reader of dates knows it."""
    less = _WEEK.sub("", text)
    if less != text:
        return Digits(less, is_week=True)
    if (sure := _NOT_SURE.sub("", text)) != text and re.search(r"\d", sure):
        return Digits(sure, slip=True)
    words = _FILLING.sub(" ", re.sub(r"[()]", " ", text))
    words = re.sub(r"[’'](\d\d)\b", r"20\1", words)
    words = re.sub(r"\b(twenty|thirty)-(?=[a-z])", r"\1 ", words, flags=re.I)
    for word in sorted(_ORDINAL, key=len, reverse=True):
        words = re.sub(rf"\b{word}\b", str(_ORDINAL[word]), words, flags=re.I)
    words = " ".join(re.sub(r"\bSept\b", "Sep", words, flags=re.I).split()).strip(" ,.")
    for word in _WORD.findall(words):
        month = nearest(word, dict.fromkeys(_NAMES.split(), ())) if len(word) > 4 else None
        if month and not month.startswith(word.lower()) and not days_in(word):
            return Digits(words.replace(word, month), slip=True)
    return Digits(words)


def weekday_in(text: str) -> int | None:
    """Return the day of the week that a text names, as Python counts it."""
    named = [days_in(word) for word in _WORD.findall(text) if len(word) > 1]
    found = {WEEKDAYS.index(days[0]) for days in named if len(days) == 1}
    return found.pop() if len(found) == 1 else None


def without_weekday(text: str) -> str:
    """Return a text without its day of the week."""
    return _WORD.sub(
        lambda found: "" if len(found[0]) > 1 and days_in(found[0]) else found[0], text
    ).strip(" ,.")


def is_vague(text: str) -> bool:
    """Whether a text says when in words that only its writer can make a day of."""
    return bool(_VAGUE.search(text))
