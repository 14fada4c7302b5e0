"""Reads how long a course lasts: “10 weeks”, “10 x 2 hours”, “half a day”."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.words import in_digits

if TYPE_CHECKING:
    from catalogue.sheets.columns import Column

_UNITS = {
    "minutes": r"min(?:ute)?s?",
    "hours": r"(?:h(?:ou)?rs?|h)",
    "days": r"days?",
    "weeks": r"w(?:ee)?ks?",
    "months": r"m(?:on)?ths?",
    "years": r"y(?:ea)?rs?",
    "sessions": r"(?:session|class(?:es)?|meeting|workshop|lesson|evening|morning|afternoon)s?",
}
_ANY = "|".join(f"(?:{unit})" for unit in _UNITS.values())
_LENGTH = re.compile(rf"(\d{{1,3}}(?:\.\d+)?)\s*-?\s*({_ANY})?\b\.?")
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:-|–|to|or)\s*(\d{{1,3}})\s*({_ANY})?")
_TIMES = re.compile(rf"(\d{{1,3}})\s*({_ANY})?\s*(?:x|×|\*|of|at)\s*{_LENGTH.pattern}.*")
_EACH = re.compile(
    rf"(?:for\s+)?{_LENGTH.pattern}\s*(?:a|per|each|every|/)\s*(?:week|wk|session|class|day)\b[\s,;]*"
    rf"(?:for|over|x)?\s*(\d{{1,3}})\s*({_ANY})\.?"
)
_MORE = re.compile(
    r"[\s,;:(–-]+.*\d.*(?:week|hour|hr|session|day|min).*|\s*(?:courses?|long|in total)"
)
_NO_END = re.compile(r"ongoing|rolling|flexible|continuous|open[- ]ended|all year(?: round)?")
_HOW_LONG = re.compile(r"\bterms?\b|academic year|semester|\bvar(?:y|ies|ious)\b")
_HOW = "Write it like 10 weeks."


def read_length(cell: Cell, _column: Column, _lists: Lists) -> Read:
    """Read a number and its unit. Of “10 x 2 hours” it is how often people meet: nobody says
    whether that is once a week.
    """
    text = text_of(cell)
    words = re.sub(r"\b(?:about|approx\.?|a total of|total of)\s+", "", _plain(text))
    if _NO_END.fullmatch(words):
        return Read(None, "join any week", {("runs", "rolling"): True})
    if found := _RANGE.fullmatch(words):
        unit = _unit(found[3])
        choices = [f"{number} {unit}" for number in found.groups()[:2]]
        raise Unsure(f"“{text}” is two lengths. {_HOW}", "", choices)
    weeks = re.findall(rf"(\d{{1,3}})\s*-?\s*{_UNITS['weeks']}\b", words)
    if len(weeks) == 1 and re.search(rf"\d\s*{_UNITS['hours']}\b", words):
        return _length(weeks[0], "weeks", text)  # how many hours is said of each week, or of all
    if found := _TIMES.fullmatch(words):
        return _length(found[1], _unit(found[2]) if found[2] else "sessions", text)
    if found := _EACH.fullmatch(words):
        return _length(found[3], _unit(found[4]), text)
    found = _LENGTH.match(words)
    rest = words[found.end() :] if found else words
    if found and (not rest or _MORE.fullmatch(rest)):
        return _length(found[1], _unit(found[2]), text)
    named = [one for one in _LENGTH.finditer(words) if one[2]]
    if len(named) == 1:
        read = _length(named[0][1], _unit(named[0][2]), text)
        offer = f"{read.value[0]} {read.value[1]}"
        raise Unsure(f"“{text}” says more than a length. Did you mean {offer}?", offer)
    if found or _HOW_LONG.search(words):
        raise Unsure(f"“{text}”: how many weeks is that? {_HOW}")
    raise NotUnderstood(f"“{text}” is not a length. {_HOW}")


def _plain(text: str) -> str:
    words = " ".join(text.lower().split())
    words = re.sub(r"\b(?:one|single)[- ](?:off|session)(?: session)?\b", "1 session", words)
    words = re.sub(
        r"^(?:an? )?(?:half|full|all|whole)[- ](?:an? )?day\b", "1 day", in_digits(words)
    )
    words = re.sub(
        rf"(\d+)\s*{_UNITS['hours']}\s*(?:and\s*)?(\d+)\s*{_UNITS['minutes']}\b",
        lambda found: f"{int(found[1]) * 60 + int(found[2])} minutes",
        words,
    )
    words = re.sub(r"\b(?:half an?|1/2|½)\s*(day|hour)\b", r"0.5 \1", words)
    words = re.sub(r"(\d)\s*(?:½|1/2|and a half)", r"\1.5", words)
    words = re.sub(r"^an?\s+(?=\w)", "1 ", words)
    return re.sub(r"\b(?:full|whole|consecutive)\s+(?=day|week|hour)", "", words).rstrip(".")


def _unit(word: str | None) -> str:
    found = [unit for unit, way in _UNITS.items() if word and re.fullmatch(way, word)]
    return found[0] if found else "weeks"


def _length(number: str, unit: str, text: str) -> Read:
    size = float(number)
    if not size:
        raise NotUnderstood(f"“{text}” is not a length. {_HOW}")
    if unit == "hours" and size % 1:
        size, unit = size * 60, "minutes"
    if size % 1 and unit not in ("days", "minutes"):
        raise Unsure(f"“{text}” is no whole number of {unit}. {_HOW}")
    whole = math.ceil(size)  # half a day is on one day
    return Read([whole, unit], f"{whole} {unit if whole > 1 else unit.removesuffix('s')}")
