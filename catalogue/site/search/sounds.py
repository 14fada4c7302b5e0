"""How words sound, near enough to find what was spelt by ear.

theme/static/js/search/spelling.js has the same rules; a test holds the two together.
"""

from __future__ import annotations

import re
from functools import cache

_SOUNDS = {
    **dict.fromkeys("aeiouy", "a"),
    **dict.fromkeys("ckqx", "k"),
    **dict.fromkeys("szc", "s"),
    **dict.fromkeys("gj", "j"),
    **dict.fromkeys("fv", "f"),
    **dict.fromkeys("bp", "p"),
    **dict.fromkeys("dt", "t"),
}
_TWO_LETTERS = {"ph": "f", "kn": "n", "gn": "n", "wr": "r", "ps": "s", "wh": "w", "ch": "k"}


def first_sound(word: str) -> str:
    """Say which sound a word begins with: the name of the file it is in.

    theme/static/js/search/spelling.js has the same rule; a test holds the two together.
    """
    if word[:2] in _TWO_LETTERS:
        return _TWO_LETTERS[word[:2]]
    if word[:1] == "c":
        return "s" if word[1:2] in tuple("eiy") else "k"
    letter = _SOUNDS.get(word[:1], word[:1])
    return letter if letter.isascii() and letter.isalpha() else "other"


_SPOKEN = tuple(
    (re.compile(written), said)
    for written, said in (
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"psych", "syk"),
        (r"^ps", "s"),
        (r"ph", "f"),
        (r"igh", "i"),
        (r"gh(?=t)|g(?=n$)", ""),
        (r"sch", "sk"),
        (r"th", "f"),
        (r"tion|sion|cian|shun", "$n"),
        (r"ch|sh", "$"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|[cq]", "k"),
        (r"g(?=[eiy])|dg", "j"),
        (r"z", "s"),
        (r"wh", "w"),
        (r"(...)in$", r"\1ing"),
        (r"(.)\1+", r"\1"),
        (r"(..)e$", r"\1"),
        (r"(...)(?:ia|[aeou]r|a)$", r"\1a"),
    )
)


def without_vowels(sound: str) -> str:
    """Return what is left of a spoken word where only that there is a vowel in front counts."""
    return re.sub(r"[aeiouyhw']", "", re.sub(r"^[aeiouy]+", "A", sound))


@cache
def spoken(word: str) -> str:
    """Say how a word is said, near enough."""
    for written, said in _SPOKEN:
        word = written.sub(said, word)
    return word
