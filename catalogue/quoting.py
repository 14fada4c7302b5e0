"""How words are quoted and listed, and which word was most likely meant, in all our sentences."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def nearest(word: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the name (a key) that somebody who wrote `word` most likely meant; the values are
    other words for it.
    """
    wanted = word.casefold()
    ways = {
        way.casefold(): name
        for name, other in names.items()
        for way in (*other, name.replace("-", " "), name)
    }
    close = difflib.get_close_matches(wanted, ways, n=1, cutoff=0.7)
    return ways[close[0]] if close else None


def listed(words: Iterable[str], last: str = "or") -> str:
    """Join words as a person would: a, b or c."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def quoted(value: Any) -> str:
    """Quote a value as the partner sees it, shortened to what a line can hold."""
    text = " ".join(str(value).split())
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"
