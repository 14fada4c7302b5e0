"""Reads words of our lists: terms of a vocabulary by name or by a synonym, yes and no.

A word that could mean two terms is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed, nearest
from catalogue.sheets.cells import Cell, NotUnderstood, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from catalogue.problems import Way
    from catalogue.records import Venue
    from catalogue.reference import Reference
    from catalogue.schemas import Vocabulary
    from catalogue.sheets.columns import Column

_YES = ("yes", "y", "true", "1", "✓", "✔")
_NO = ("no", "n", "false", "0", "✗", "✘")


@dataclass(frozen=True, slots=True)
class Lists:
    """The words that a cell may name: those of our vocabularies, and the places."""

    reference: Reference
    venues: Mapping[str, Venue]
    footnotes: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None

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
    return _one_term(text_of(cell), column.field.vocabulary, lists)


def _one_term(word: str, name: str, lists: Lists) -> Read:
    terms = lists.vocabularies[name].terms
    wanted = plain(word)
    for term in terms.values():
        if wanted in (plain(term.id), plain(term.label)):
            return Read(term.id)
    meant = [term for term in terms.values() if wanted in map(plain, term.other_words)]
    if len(meant) == 1:
        return Read(meant[0].id, meant[0].label)
    if meant:
        labels = listed(f"“{term.label}”" for term in meant)
        raise NotUnderstood(f"“{word}” can mean {labels}. Write the one you mean.")
    close = nearest(word, {term.label: (term.id, *term.other_words) for term in terms.values()})
    labels = listed(f"“{term.label}”" for term in terms.values())
    mend = f"Did you mean “{close}”?" if close else f"Choose {labels}."
    raise NotUnderstood(f"“{word}” is not one of our words for this. {mend}")


def plain(word: str) -> str:
    """Return the words of a text in small letters, to compare it with others."""
    return " ".join(re.findall(r"\w+", word.casefold())) or word


def read_terms(cell: Cell, column: Column, lists: Lists) -> Read:
    """Read several terms, with semicolons, commas or line breaks between them."""
    name = column.field.vocabulary
    found: list[Read] = []
    for part in re.split(r"[;\n]", text_of(cell)):
        try:
            found += [_one_term(part, name, lists)] if part.strip() else []
        except NotUnderstood:  # a label may have a comma in it
            found += [_one_term(word, name, lists) for word in parts(part)]
    said = [one.said for one in found if one.said]
    return Read(list(dict.fromkeys(one.value for one in found)), ", ".join(said))


def parts(text: str) -> list[str]:
    """Return the parts of a text that are listed in it."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def read_answer(cell: Cell, _column: Column, _lists: Lists) -> Read:
    """Read yes, no or ask."""
    text = text_of(cell)
    if text.casefold() == "ask":
        return Read("ask")
    return Read("yes" if _is_yes(text) else "no")


def read_word(cell: Cell, column: Column, _lists: Lists) -> Read:
    """Read one of the few words that the schema itself allows."""
    words = column.field.choices
    if (word := text_of(cell).casefold()) in words:
        return Read(word)
    raise NotUnderstood(
        f"“{text_of(cell)}” is not one of our words for this. Choose {listed(words)}."
    )


def read_yes(cell: Cell, _column: Column, _lists: Lists) -> Read:
    """Read yes or no as true or false."""
    return Read(_is_yes(text_of(cell)))


def _is_yes(text: str) -> bool:
    if text.casefold() in _YES + _NO:
        return text.casefold() in _YES
    raise NotUnderstood(f"“{text}” is neither yes nor no. Write yes or no.")


def labels(ids: Iterable[str], name: str, lists: Lists) -> str:
    """Return the labels of terms, as one cell lists them."""
    terms = lists.vocabularies[name].terms
    labels = [terms[one].label if one in terms else one for one in ids]
    return "; ".join(labels)
