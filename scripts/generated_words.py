"""The words of generated courses (generate_courses.py), as many and as rare as in real texts.

A sentence is one of the examples', in which another word stands for each rarer one: it ends alike,
and is drawn by how common it is in English. Most are from the few that a subject has for itself, as
courses on one thing share their words.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from catalogue.reference_files import read_rows
from catalogue.subject_words import FILE

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_COMMON = 1_500
"""So many of the commonest words stay: they hold sentences together."""
_RARER = 1.5
"""How much rarer words get: chosen so that 10,000 courses have 23,000 different ones."""
_OWN, _ANYBODYS = 40, 0.2
"""How many words of each ending a subject has for itself, and how often it takes any other."""
_WORD = re.compile(r"\b[a-z]{4,}\b")
_ANY_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[A-Z][^.!?\n\[(<*/@]{20,200}[.!?](?=\s|$)")
_EVENING = re.compile(r"\bevenings?\b")
_ENDINGS = ("ing", "ed", "ly", "ers", "er", "s", "")
_SAYS_SUBJECT = (
    "We begin with {}, and go on to {}.",
    "There is time for {} and for {}.",
    "Some come for {}, others for {}.",
    "By the end {} and {} will be old friends.",
    "Ask us about {} or {} before you join.",
)


class EnglishWords:
    """Words to draw from. The same chance gives the same words."""

    def __init__(self, chance: random.Random, english: Sequence[str]) -> None:
        self._chance = chance
        self._common = frozenset(english[:_COMMON])
        self._by_ending: dict[str, tuple[list[str], list[float]]] = {}
        ranks: dict[str, list[tuple[str, int]]] = {ending: [] for ending in _ENDINGS}
        for rank, word in enumerate(english[_COMMON:], _COMMON):
            if len(word) > 3:
                ranks[_ending(word)].append((word, rank))
        for ending, ranked in ranks.items():
            weights = accumulate(rank**-_RARER for _, rank in ranked)
            self._by_ending[ending] = ([word for word, _ in ranked], list(weights))
        self._own: dict[tuple[str, str], list[str]] = {}

    def like(self, text: str, subject: str) -> str:
        """Return a text with other words in the place of the rarer ones."""
        return _WORD.sub(lambda found: self._other(found[0], subject), text)

    def name(self) -> str:
        """Return a word that a hall or a street could be called after."""
        return self._drawn("", 1)[0].capitalize()

    def _other(self, word: str, subject: str) -> str:
        if word in self._common:
            return word
        ending = _ending(word)
        if self._chance.random() < _ANYBODYS:
            return self._drawn(ending, 1)[0]
        own = self._own.get((subject, ending))
        if own is None:
            own = self._own[subject, ending] = self._drawn(ending, _OWN)
        return self._chance.choice(own)

    def _drawn(self, ending: str, count: int) -> list[str]:
        words, weights = self._by_ending[ending]
        return self._chance.choices(words, cum_weights=weights, k=count)


def sentences_of(texts: Iterable[str]) -> list[str]:
    """Return the plain sentences of some texts, each once, in the order of the alphabet. What is
    said of evenings is left out: generated courses meet at any time.
    """
    found = {sentence for text in texts for sentence in _SENTENCE.findall(text)}
    return sorted(sentence for sentence in found if not _EVENING.search(sentence))


def subjects_in(schema: Path) -> Mapping[str, Sequence[tuple[str, Sequence[str]]]]:
    """Return what courses are about within each topic, with what people call it."""
    found: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for _, row in read_rows(schema / FILE, ("topic", "subject", "words")):
        phrases = [phrase.strip() for phrase in row["words"].split(";")]
        name = row["subject"].removesuffix(" (general)")
        found.setdefault(row["topic"], []).append((name, phrases))
    return found


def about(chance: random.Random, phrases: Sequence[str]) -> str:
    """Return a sentence on a subject, in its own words."""
    return chance.choice(_SAYS_SUBJECT).format(*chance.sample(phrases, 2))


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the different words of some texts, in small letters."""
    return {word for text in texts for word in _ANY_WORD.findall(text.casefold())}


def _ending(word: str) -> str:
    return next(ending for ending in _ENDINGS if word.endswith(ending))
