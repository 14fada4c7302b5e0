"""Which real English words look or sound like words that can be found: the browser must know them,
so that nobody who types one is taken to have mistyped another.

Those that are like none of ours need not be known: nothing would be made of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import extract_iter

from catalogue.site.search.sounds import first_sound, spoken, without_vowels

MOST_STEPS = 2
LETTERS_A_STEP = 4
"""One letter in four may be wrong, and two in all."""
_OFFERED = 6
"""For a word of more letters, one that is a letter further is offered: howFar in spelling.js."""
_LONG = 5
"""A word of more letters may have up to three more at its end: another language's form of it."""
_SPOKEN_ING = re.compile(r"[aeiou]\w*in$")
_COMMONER = 10
"""“Lookin” is how “looking” is said, as that is ten places before it; a raisin is no raising."""
_BUILDS = 4
"""How many catalogues are kept in mind: looking through all of English takes a second or two."""

steps_between = OSA.distance
"""Counts letters to add, leave out, change or swap with the next (optimal string alignment)."""


@lru_cache(maxsize=_BUILDS)
def real_words(known: frozenset[str], english: tuple[str, ...]) -> tuple[str, ...]:
    """Return the English words that are like words which can be found, in the order given."""
    if not english:
        return ()  # nobody says which words are real
    ours = sorted(word for word in known if word.isascii())
    long = {word for word in ours if len(word) > _LONG}
    heard = {(first_sound(word), spoken(word)) for word in ours}
    written: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word in ours:
        sound = first_sound(word)
        written[sound, len(word)].append(word)
        alike[sound, without_vowels(spoken(word))].append(word)

    @cache
    def as_long(sound: str, letters: int, most: int) -> list[str]:
        lengths = range(letters - most, letters + most + 1)
        return [word for length in lengths for word in written.get((sound, length), ())]

    def is_like(word: str) -> bool:
        sound, most = first_sound(word), _reach(word)
        if any(word[:-more] in long for more in (1, 2, 3)):
            return True
        others = as_long(sound, len(word), most)
        near = extract_iter(word, others, scorer=steps_between, score_cutoff=most)
        if any(_shares_enough(word, other) for other, *_ in near):
            return True
        said = spoken(word)  # last, as it takes the longest to say
        return (sound, said) in heard or any(
            # A vowel more may be wrong where the rest is right.
            steps_between(word, other) <= most + 1
            for other in alike.get((sound, without_vowels(said)), ())
        )

    places = {word: place for place, word in enumerate(english, 1)}

    def is_as_spoken(word: str) -> bool:
        whole = places.get(f"{word}g")
        return bool(_SPOKEN_ING.search(word) and whole and whole * _COMMONER < places[word])

    # An h that is not said is not written either.
    return tuple(
        word
        for word in english
        if word not in known
        and not is_as_spoken(word)
        and (is_like(word) or (word[0] in "aeiou" and is_like(f"h{word}")))
    )


def most_steps(word: str) -> int:
    """Say in how many letters a word that is typed may differ from the one that is meant."""
    return min(MOST_STEPS, (len(word) + 1) // LETTERS_A_STEP)


def _reach(word: str) -> int:
    return most_steps(word) + (len(word) > _OFFERED)


def _shares_enough(one: str, other: str) -> bool:
    """Whether two words have letters in common, in one order, that are all of each but as many as
    may be wrong in it.
    """
    return LCSseq.similarity(one, other) >= max(len(one) - _reach(one), len(other) - _reach(other))
