"""How words are quoted and listed, and which word was most likely meant, in all our sentences."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_WORD = re.compile(r"[^\W_]+")
_LOOKED_AT = 5
_NEAR = 0.6
"""How near what tells two names apart has to be: “kensington” and “garston” have 0.47 in common,
“begin” and “beginners” 0.71, “digtal” and “digital” 0.92."""
_SHORT = 3
"""So few letters, such as “2” for “two”, say nothing either way."""


def nearest(word: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the name (a key) that somebody who wrote `word` most likely meant; the values are
    other words for it. That both have a word such as “library” makes neither more likely: what is
    left has to be near too.
    """
    wanted = word.casefold()
    ways = {
        way.casefold(): name
        for name, other in names.items()
        for way in (*other, name.replace("-", " "), name)
    }
    close = difflib.get_close_matches(wanted, ways, n=_LOOKED_AT, cutoff=0.7)
    return next((ways[way] for way in close if _is_near_apart(wanted, way)), None)


def _is_near_apart(wanted: str, way: str) -> bool:
    """Whether two names are near without the words that they have in common."""
    words, others = (_WORD.findall(one) for one in (wanted, way))
    left = " ".join(word for word in words if word not in others)
    right = " ".join(word for word in others if word not in words)
    if min(len(left), len(right)) <= _SHORT:
        return True
    return difflib.SequenceMatcher(None, left, right).ratio() >= _NEAR


def listed(words: Iterable[str], last: str = "or") -> str:
    """Join words as a person would: a, b or c."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def quoted(value: Any) -> str:
    """Quote a value as the partner sees it, shortened to what a line can hold."""
    text = " ".join(str(value).split())
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"
