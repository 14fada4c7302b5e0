"""Words as all readers of cells take them: how they are compared, parted and written as a note."""

from __future__ import annotations

import re
from functools import lru_cache

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
NUMBERS = {
    word: number
    for number, word in enumerate(f"{_ONES} sixteen seventeen eighteen nineteen twenty".split(), 1)
}
"""Numbers that people write as words."""
_LONGEST_NOTE = 300


@lru_cache(maxsize=1 << 14)  # more than all words of our lists, which each reading compares
def plain(word: str) -> str:
    """Return the words of a text in small letters, to compare it with others."""
    return " ".join(re.findall(r"\w+", word.casefold())) or word


def parts(text: str) -> list[str]:
    """Return the parts of a text that are listed in it."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def as_note(words: str) -> str:
    """Return words as a sentence of a note: “ask for Jo” is “Ask for Jo.”, and nothing stays so."""
    line = " ".join(words.split()).strip(" ,;:/|–—-")
    if line.startswith("(") and line.endswith(")") and line.count("(") == 1:
        line = line[1:-1].strip()
    if not re.search(r"\w", line):
        return ""
    if not re.match(r"\w+[@.]\w", line):
        line = line[0].upper() + line[1:]
    return line if line.endswith((".", "!", "?", ")", "”")) else f"{line}."


def note_said(note: str) -> str:
    """Say in a sentence that something has become a note."""
    return f"the note “{note.rstrip('.')}”"


def fits_a_note(words: str) -> bool:
    """Whether a line of a course's file can hold the words."""
    return len(words) <= _LONGEST_NOTE


def in_digits(text: str) -> str:
    """Return a text with digits for the numbers that it has as words."""
    pattern = rf"\b(?:{'|'.join(NUMBERS)})\b"
    return re.sub(pattern, lambda found: str(NUMBERS[found[0].lower()]), text, flags=re.I)
