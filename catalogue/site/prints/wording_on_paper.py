"""Words as paper takes them: without markup, each with its language where that is not the page's,
and broken into lines where a reader would."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

Said = tuple[tuple[str, str], ...]
"""Parts of a sentence: the language of each, empty where it is that of the page, and its words."""

_THEIRS = re.compile(r"<bdi[^>]*>(.*?)</bdi>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
"""Telephone numbers and postcodes stay on one line."""
_LONG, _LONG_ADDRESS = 24, 60
"""So many letters a narrow column holds, and a wide one."""
_LONG_WORD = re.compile(rf"\S{{{_LONG + 1},}}")
_SHORT_END = re.compile(r" (\S{1,3})$")


def said(words: str) -> Said:
    """Take words apart: what `theirs` marked is English."""
    if not isinstance(words, Markup):
        return (("", _laid_out(words)),) if words else ()
    parts = (
        ("en" if place % 2 else "", _laid_out(unescape(_ANY_TAG.sub("", part))))
        for place, part in enumerate(_THEIRS.split(str(words)))
    )
    return tuple(part for part in parts if part[1])


def bound(words: str) -> str:
    """Keep words on one line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def with_end_bound(title: str) -> str:
    """Keep the short end of a title with the word before it: Level 1."""
    return _SHORT_END.sub("\N{NO-BREAK SPACE}\\1", title)


def _laid_out(words: str) -> str:
    bound_numbers = _IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", words)
    return _LONG_WORD.sub(lambda word: _broken(word[0]), bound_numbers)


def _broken(word: str) -> str:
    # An address is copied, and stands where there is room for it.
    step = _LONG_ADDRESS if "@" in word or "/" in word else _LONG
    return "\N{ZERO WIDTH SPACE}".join(
        word[start : start + step] for start in range(0, len(word), step)
    )
