"""Reads words of our lists: terms of a vocabulary by name or by a synonym.

A word that could mean two terms is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed, nearest
from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, text_of
from catalogue.sheets.readers.levels import read_level
from catalogue.sheets.readers.words import in_digits, parts, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from catalogue.problems import Way
    from catalogue.records import Venue
    from catalogue.reference import Reference
    from catalogue.schemas import Term, Vocabulary
    from catalogue.sheets.columns import Column

_LEVELS = "levels"
_WORDS = 1 << 14
"""More than all words of our lists, which each reading compares: folding them takes long."""
_SAY_NO_MORE = re.compile(
    r"\b(?:learning|based|courses?|class(?:es)?|lessons?|workshops?|delivery|sessions?|only|live)\b"
)
"""What people write after a word of ours, and the column says already."""
_BETWEEN = r"[,;/&+]|\band\b|\bor\b"
_SHORT_FOR = {
    "delivery": {
        **dict.fromkeys(("f2f", "campus", "cm", "nc", "face to face non campus"), "face to face"),
        **dict.fromkeys(("mixed mode", "mm", "da", "distance with attendance"), "blended"),
        **dict.fromkeys(("on", "online no attendance"), "online"),
        **dict.fromkeys(("ds", "distance without attendance"), "distance learning"),
    }
}
"""Other people's words, by our list; those of two letters and their names are XCRI-CAP's."""
_FEW = 15
"""As many words as a sentence can list."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What a cell may name: the words of our vocabularies and the places. And what its sheet says
    beside it: `footnotes` has the words that a mark such as * stands for; in `has_24_hours` the
    clock has no am and pm. `today` tells which year a day without one may be meant in.
    """

    reference: Reference
    venues: Mapping[str, Venue]
    footnotes: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    has_24_hours: bool = False

    @property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The words of our lists, by the name of the list."""
        return self.reference.vocabularies


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a cell, as it stands in a file, and what to tell people of how it was read.

    `also` has what the same words say of other fields, by their ways: “Zoom” in the column of
    places says how people learn.
    """

    value: Any
    said: str = ""
    also: Mapping[Way, Any] = field(default_factory=dict)


def read_term(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read one term of the column's vocabulary."""
    return Read(one_term(text_of(cell), column.field.vocabulary, lists))


def one_term(word: str, name: str, lists: Lists) -> str:
    """Return the id of the term that a word means. Raises Unsure."""
    if found := find_term(word, name, lists):
        return found
    terms = lists.vocabularies[name].terms
    every = [term.label for term in terms.values()]
    several = [part for part in re.split(_BETWEEN, word) if part.strip()]
    if len(several) > 1 and all(_is_term(part, name, lists) for part in several):
        raise Unsure(f"“{word}” is more than one of our words. Write one.", "", every)
    close = nearest(word, {term.label: (term.id, *term.other_words) for term in terms.values()})
    if name == _LEVELS and not re.search(r"\d", in_digits(word)):
        close = None  # “Intermediate” is written like another word, and means something else
    labels = listed(f"“{label}”" for label in every) if len(every) <= _FEW else "one from our list"
    mend = f"Did you mean “{close}”?" if close else f"Choose {labels}."
    raise Unsure(f"“{word}” is not one of our words for this. {mend}", close or "", every)


def find_term(word: str, name: str, lists: Lists) -> str | None:
    """Return the id of the term that a word means, or None. Raises Unsure where it means two."""
    terms = lists.vocabularies[name].terms
    wanted = _SHORT_FOR.get(name, {}).get(plain(word), plain(word))
    for term in terms.values():
        if wanted in (plain(term.id), plain(term.label)):
            return term.id
    if name == _LEVELS and (level := read_level(word, terms)):
        return level
    meant = _meant(wanted, terms) or _meant(_folded(wanted), terms, _folded)
    if len(meant) > 1:
        offers = [term.label for term in meant]
        labels = listed(f"“{label}”" for label in offers)
        raise Unsure(f"“{word}” can mean {labels}. Write the one you mean.", "", offers)
    return meant[0].id if meant else None


def _meant(wanted: str, terms: Mapping[str, Term], how: Any = plain) -> list[Term]:
    return [term for term in terms.values() if wanted in map(how, (term.label, *term.other_words))]


@lru_cache(maxsize=_WORDS)
def _folded(word: str) -> str:
    """Return a word without an s at its end, and without what says no more than its column."""
    less = " ".join(_SAY_NO_MORE.sub(" ", plain(word)).split())
    return re.sub(r"s\b", "", less or plain(word))


def read_terms(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read several terms, with semicolons, commas, strokes or line breaks between them."""
    name = column.field.vocabulary
    found: list[str] = []
    unsure: list[Unsure] = []
    for word in dict.fromkeys(_listed_in(text_of(cell), name, lists)):
        try:
            found.append(one_term(word, name, lists))
        except Unsure as error:
            unsure.append(error)
    if unsure:
        raise _with_the_others(unsure, labels(found, name, lists))
    return Read(list(dict.fromkeys(found)))


def _listed_in(text: str, name: str, lists: Lists) -> Iterator[str]:
    """Yield the words that a text lists. A label may have a comma or an “and” in it."""
    for part in filter(str.strip, re.split(r"[;\n•|]", text)):
        for between in (r"\Z", r",", _BETWEEN):
            words = [word.strip() for word in re.split(between, part) if word.strip()]
            if all(_is_term(word, name, lists) for word in words):
                yield from words
                break
        else:
            yield from parts(part)


def _is_term(word: str, name: str, lists: Lists) -> bool:
    try:
        return bool(find_term(word, name, lists))
    except NotUnderstood:
        return False


def _with_the_others(unsure: list[Unsure], known: str) -> Unsure:
    """Ask about some words of a list. What is offered keeps the others, and leaves out words of
    which nobody can say what they mean.
    """
    offers = [error.offer for error in unsure if error.offer]
    offer = "; ".join(dict.fromkeys(filter(None, (*known.split("; "), *offers))))
    what = " ".join(dict.fromkeys(map(str, unsure)))
    return Unsure(what, offer, unsure[0].choices if len(unsure) == 1 and not known else ())


def read_word(cell: Cell, column: Column, _lists: Lists) -> Read:
    """Read one of the few words that the schema itself allows."""
    words = column.field.choices
    text = text_of(cell)
    if text.casefold() in words:
        return Read(text.casefold())
    what = f"“{text}” is not one of our words for this. Choose {listed(words)}."
    raise Unsure(what, nearest(text, dict.fromkeys(words, ())) or "", words)


def labels(ids: Iterable[str], name: str, lists: Lists) -> str:
    """Return the labels of terms, as one cell lists them."""
    terms = lists.vocabularies[name].terms
    labels = [terms[one].label if one in terms else one for one in ids]
    return "; ".join(labels)
