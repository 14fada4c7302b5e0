"""Which real English words look or sound like words that can be found: the browser must know them,
so that nobody who types one is taken to have mistyped another.

Those that are like none of ours need not be known: nothing would be made of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

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


@lru_cache(maxsize=_BUILDS)
def real_words(known: frozenset[str], english: tuple[str, ...]) -> tuple[str, ...]:
    """Return the English words that are like words which can be found, in the order given."""
    if not english:
        return ()  # nobody says which words are real
    ours = {word for word in known if word.isascii()}
    long = {word for word in ours if len(word) > _LONG}
    said = {(first_sound(word), spoken(word)) for word in ours}
    written: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    alike: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for word in ours:
        sound = first_sound(word)
        alike[sound, without_vowels(spoken(word))].add(word)
        for part in shortened(word):
            written[sound][part].add(word)

    def is_like(word: str) -> bool:
        sound, most = first_sound(word), _reach(word)
        if (sound, spoken(word)) in said or any(word[:-more] in long for more in (1, 2, 3)):
            return True
        others = written[sound]
        return any(
            # A vowel more may be wrong where the rest is right.
            steps_between(word, other) <= most + 1
            for other in alike.get((sound, without_vowels(spoken(word))), ())
        ) or any(
            steps_between(word, other) <= most
            for part in shortened(word)
            if part in others
            for other in others[part]
        )

    places = {word: place for place, word in enumerate(english, 1)}

    def is_as_spoken(word: str) -> bool:
        whole = places.get(f"{word}g")
        return bool(_SPOKEN_ING.search(word) and whole and whole * _COMMONER < places[word])

    # An h that is not said is not written either.
    return tuple(
        word
        for word in english
        if word not in ours
        and not is_as_spoken(word)
        and (is_like(word) or (word[0] in "aeiou" and is_like(f"h{word}")))
    )


def most_steps(word: str) -> int:
    """Say in how many letters a word that is typed may differ from the one that is meant."""
    return min(MOST_STEPS, (len(word) + 1) // LETTERS_A_STEP)


def _reach(word: str) -> int:
    return most_steps(word) + (len(word) > _OFFERED)


def shortened(word: str) -> set[str]:
    """Return what is left of a word without as many letters as may be wrong: two words that are
    near have something of it in common.
    """
    left = made = {word}
    for _ in range(_reach(word)):
        made = {part[:out] + part[out + 1 :] for part in made for out in range(len(part))}
        left = left | made
    return left


def steps_between(one: str, other: str) -> int:
    """Count letters to add, leave out, change or swap with the next (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        following = [row]
        for column, wanted in enumerate(other, 1):
            step = min(
                last[column - 1] + (letter != wanted), last[column] + 1, following[column - 1] + 1
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                step = min(step, before[column - 2] + 1)
            following.append(step)
        before, last = last, following
    return last[-1]
