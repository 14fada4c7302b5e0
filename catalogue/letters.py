"""How words are compared: in small letters, without what keyboards and hands write differently.

theme/static/js/search/text.js does the same; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: in small letters, without accents."""
    small = without_accents(text).lower().replace("’", "'")
    for found in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", small):
        yield found[0]


def without_accents(text: str) -> str:
    """Take accents off letters: café is looked for as cafe."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
