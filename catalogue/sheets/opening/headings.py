"""What a heading may mean, by its words: ours, those that a provider has told us, and other
people's.

Other people's headings are reduced to the few words that carry a sense: “Course start date(s)” and
“When does it start?” both say start. A heading with a word that we do not know means nothing to us.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.letters import plain as without_accents
from catalogue.problems import SchemaError
from catalogue.sheets.columns import Column, known_columns
from catalogue.sheets.opening.senses import FILLING, IDIOMS, MEANINGS, SAYS_LITTLE, SENSES
from catalogue.sheets.readers.weekdays import day_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.problems import Way
    from catalogue.schemas import Schema

NOT_KEPT = "not kept"
TOLD, SURE, LIKELY, ASKED, UNKNOWN = 4, 3, 2, 1, 0
"""How well a heading is known: somebody has said it; it is ours or a program's; by its name, which
is told; it is asked; or not at all.
"""

_SENSE_OF = {word: sense for sense, words in SENSES.items() for word in words.split()}
_FILLING = frozenset(FILLING.split())
_CHANGES_IT = re.compile(
    r"\b(?:per|each|weekly|hourly|monthly|sessions?|hours?|weeks?|conc\w*|reduced|unwaged)\b", re.I
)
_LONG = 5
_SESSIONS = ("runs", "sessions")
_PAIRED_WITH_TO = frozenset(("from", "time", "times", "date", "dates", "day", "days"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: columns of ours, the likeliest first, each with its rank among the
    names of that column; None is what is not kept.
    """

    columns: tuple[tuple[Column | None, int], ...] = ()
    certainty: int = UNKNOWN


class Headings:
    """Every way in which a column can be called. `remembered` has what a provider's headings mean,
    already looked up.
    """

    def __init__(self, schema: Schema, remembered: Mapping[str, Column | None]) -> None:
        ours = known_columns(schema)
        self._by_way = {column.way: column for column in ours.values()}
        self._ours = {plain(heading): column for heading, column in ours.items()}
        self._told = {plain(heading): column for heading, column in remembered.items()}
        self._answers = {
            column: frozenset(_words(column.field.title)) - _FILLING
            for column in ours.values()
            if column.kind == "answer"
        }
        self._likely: dict[frozenset[str], list[tuple[Column | None, int]]] = {}
        for way, names in MEANINGS:
            for rank, name in enumerate(names.split(", ")):
                if way and way not in self._by_way:
                    raise SchemaError(f"schema/: there is no field “{'.'.join(map(str, way))}”")
                column = self.at(way)
                self._likely.setdefault(frozenset(name.split()), []).append((column, rank))

    def at(self, way: Way | None) -> Column | None:
        """Return our column of a field."""
        return self._by_way[way] if way else None

    def meaning(self, heading: str, family: Mapping[str, Way | None]) -> Meaning:
        """Return what a heading means. `family` has those of the program that wrote the sheet."""
        name = plain(heading)
        if not name:
            return Meaning()
        if name in self._told:
            return Meaning(((self._told[name], 0),), TOLD)
        if name in self._ours:
            return Meaning(((self._ours[name], 0),), SURE)
        if name in family:
            return Meaning(((self.at(family[name]), 0),), SURE)
        if day_named(heading):  # a column of crosses, or of times, for each day of the week
            return Meaning(((self.at(_SESSIONS), 0),), LIKELY)
        if (idiom := re.sub(r" \d$", "", name)) in IDIOMS:
            return Meaning(((self.at(IDIOMS[idiom]), 0),), LIKELY)
        whole, bare = _words(heading), _words(_without_brackets(heading))
        # What comes after a question says how to answer it: “Where? Please give the postcode”.
        question = _words(heading.partition("?")[0])
        by_senses = filter(None, map(self._by_senses, (whole, bare, question)))
        found = next(by_senses, []) or self._by_answer(bare)
        is_asked = heading.rstrip().endswith("?") or "?" in heading or len(whole) > _LONG
        is_asked = is_asked or "note" in map(_SENSE_OF.get, whole)
        if not any(column for column, _ in found):  # whose courses they are need not be asked
            return Meaning(tuple(found), SURE if found else UNKNOWN)
        return Meaning(tuple(found), ASKED if is_asked else LIKELY)

    def _by_senses(self, words: list[str]) -> list[tuple[Column | None, int]]:
        if len(words) > 1 and not _PAIRED_WITH_TO & set(words):
            words = [word for word in words if word != "to"]
        known = [word for word in words if word in _SENSE_OF]
        if not known or any(word not in _SENSE_OF and word not in _FILLING for word in words):
            return []
        senses = frozenset(_SENSE_OF[word] for word in known)
        for said in (None, *SAYS_LITTLE):
            senses = senses - {said} if len(senses) > 1 else senses
            if senses in self._likely:
                return self._likely[senses]
        return []

    def _by_answer(self, words: list[str]) -> list[tuple[Column | None, int]]:
        """A question about one of the things that help people take part: “Is there a creche?”"""
        asked = set(words) - _FILLING
        found = [column for column, label in self._answers.items() if asked and asked <= label]
        return [(found[0], 0)] if len(found) == 1 else []


def plain(heading: str) -> str:
    """Return the words of a heading, to compare it with others letter by letter."""
    return " ".join(re.findall(r"\w+", _unmarked(heading).casefold()))


def _unmarked(heading: str) -> str:
    """Return a heading without tags of HTML or a plural that one may choose, and “startDate” with
    its words apart.
    """
    text = html.unescape(re.sub(r"<[^<>]*>", " ", heading)).replace("_", " ")
    text = re.sub(r"\A\W*£\W*\Z", "price", text)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"\(e?s\)", "", text))


def _without_brackets(heading: str) -> str:
    """Return a heading without its unit or an example; what makes it mean another thing stays."""
    return re.sub(
        r"\([^()]*\)|\[[^\[\]]*\]",
        lambda found: found[0] if _CHANGES_IT.search(found[0]) else " ",
        heading,
    )


def _words(heading: str) -> list[str]:
    text = without_accents(_unmarked(heading)).replace("&", " and ").replace("web site", "website")
    text = re.sub(r"\be-mail", "email", re.sub(r"['’]s\b|['’]", "", text))
    return list(_split(text))


def _split(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W_]+", text):
        if not word.isdigit():
            yield word
