"""How words are compared: in small letters, without what keyboards and hands write differently.

theme/static/js/letters.js does the same; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITTEN = (
    "\u0649\u06cc\u06d0\u06ce\u06d2\u06a9\u06aa\u06d5\u06c1\u06be\u0629\u06c3\u0671\u06c6"
    "\u06c7\u06b5\u0695\u0691\u06ba\u0679\u0688"
    "ıłøđ\u2019\u2018\u02bc\u02bb`"
)
READ = (
    "\u064a\u064a\u064a\u064a\u064a\u0643\u0643\u0647\u0647\u0647\u0647\u0647\u0627\u0648"
    "\u0648\u0644\u0631\u0631\u0646\u062a\u062f"
    "ilod'''''"
)
"""What is written and what it is read as, one by one: letters that keyboards for Persian, Urdu and
Kurdish have in place of Arabic's, Latin ones that no accent can be taken off, and apostrophes.
"""
_DIGITS = {first + digit: str(digit) for first in (0x660, 0x6F0) for digit in range(10)}
_READ_AS = str.maketrans(WRITTEN, READ) | _DIGITS
_LENGTHENS = "\u0640"  # a line in a word of Arabic script, as wide as one likes
_SIGNS = (
    (re.compile(r"(^|[\W_])([a-z])\+\+"), r"\1\2plusplus"),
    (re.compile(r"(^|[\W_])([a-z])#"), r"\1\2sharp"),
    (re.compile(r"(^|\s)\.(?=[a-z])"), r"\1dot"),
    (re.compile(r"(^|[\W_])([0-9])-([0-9])-([0-9])(?![^\W_])"), r"\1\2\3\4"),
)
"""Where a sign is a part of the word: C++, C#, .NET and 1-2-1."""
_SIGN = re.compile(r"[+#.-]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared."""
    said = plain(text)
    if _SIGN.search(said):
        for sign, letters in _SIGNS:
            said = sign.sub(letters, said)
    for found in _WORD.finditer(said):
        yield found[0]


@lru_cache(maxsize=65_536)  # a check asks of all that people type, and each sheet and build again
def compared(text: str) -> str:
    """Return the words of a text as they are compared, with blanks between."""
    return " ".join(words_in(text))


def plain(text: str) -> str:
    """Return a text in small letters, without accents: café is looked for as cafe."""
    if text.isascii():
        return text.lower().replace("`", "'")
    apart = unicodedata.normalize("NFKD", text)
    bare = (one for one in apart if one != _LENGTHENS and unicodedata.category(one)[0] != "M")
    return "".join(bare).lower().translate(_READ_AS)
