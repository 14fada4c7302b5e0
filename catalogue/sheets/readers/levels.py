"""Reads how hard a course is, as people write it: “L2”, “Entry level three”, “Level 1-2”.

Where the number is named, the level is certain. “Beginners” and “advanced” say how hard a course
feels, which is no place in the national order: there the writer is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.quoting import listed
from catalogue.sheets.cells import Unsure
from catalogue.sheets.readers.words import in_digits, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.schemas import Term

_ENTRY = r"(?:entry(?: level)?|el|e)"
_LEVEL = r"(?:(?:nvq|rqf|qcf|btec)? ?(?:level|lvl|lev|l|nvq))"
_NAMED = re.compile(rf"(?P<what>{_ENTRY}|{_LEVEL}) ?(?P<number>\d)(?: (?:course|qualification))?")
_SEVERAL = re.compile(
    rf"(?P<what>{_ENTRY}|{_LEVEL})s? ?(?P<first>\d) ?(?P<between>(?:to|and|or|through) |)"
    rf"(?P<other>{_ENTRY}|{_LEVEL})? ?(?P<last>\d)"
)
_AND_MORE = re.compile(r"\+|\b(?:and|or) (?:above|over|higher|below)\b|\bup to\b|\bupwards\b", re.I)
_TOP, _HIGHEST = 4, 8


def read_level(word: str, terms: Mapping[str, Term]) -> str | None:
    """Return the id of the level that a text names by its number, or None where it names none.
    Raises Unsure where it names several, or says only how hard the course feels.
    """
    wanted = plain(in_digits(word))
    if _AND_MORE.search(word) and re.search(r"\d", wanted):
        labels = [term.label for term in terms.values()]
        raise Unsure(f"“{word}” is more than one level. Write one.", "", labels)
    if found := _NAMED.fullmatch(wanted):
        level = _id(found["what"], int(found["number"]))
        if level in terms and int(found["number"]) <= _HIGHEST:
            return level
        labels = [term.label for term in terms.values()]
        raise Unsure(f"“{word}” is no level. Choose {listed(map(_quoted, labels))}.", "", labels)
    if found := _SEVERAL.fullmatch(wanted):
        ends = [
            _id(found["what"], int(found["first"])),
            _id(found["other"] or found["what"], int(found["last"])),
        ]
        if all(one in terms for one in ends):
            raise _several(word, ends, terms)
    feels = [term for term in terms.values() if term.rank is not None and _is_for(wanted, term)]
    if feels:
        offers = [term.label for term in (*feels, *(t for t in terms.values() if t.rank is None))]
        what = f"“{word}” says how hard it feels, and not which level it is."
        raise Unsure(f"{what} Write {listed(map(_quoted, offers))}.", "", offers)
    return None


def _quoted(label: str) -> str:
    return f"“{label}”"


def _is_for(wanted: str, term: Term) -> bool:
    """Whether a word is one for a level and no name, such as A level or HNC: those are certain."""
    words = [plain(word) for word in term.other_words if word.islower()]
    return wanted in {word + end for word in words for end in ("", "s")}


def _id(what: str, number: int) -> str:
    if what.startswith("e"):
        return f"entry-{number}"
    return f"level-{number}" if number < _TOP else f"level-{_TOP}-plus"


def _several(word: str, ends: list[str], terms: Mapping[str, Term]) -> Unsure:
    names = list(terms)
    first, last = sorted(map(names.index, ends))
    labels = [terms[name].label for name in names[first : last + 1]]
    mixed = [terms["mixed"].label] if "mixed" in terms else []
    what = f"“{word}” is more than one level."
    offers = [*labels, *mixed]
    return Unsure(f"{what} Write {listed(map(_quoted, offers))}.", offers[-1], offers)
