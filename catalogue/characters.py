"""Which characters a text may have, and how they are read: once for everything that people write.

Allowed by what Unicode says of a character, not by a list of bad ones: letters, marks, numbers,
punctuation, symbols, blanks and line breaks. Refused is what nobody sees or what steers a program:
control, format, private-use and unassigned characters, and letters that show nothing (UAX #44,
Default_Ignorable_Code_Point). The model is FreeformClass of RFC 8264; docs/decisions/0026 says
where we differ. The twin in the browser is in theme/static/js/form/yaml.js.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Most of what is written here is made of these, and looking them up one by one would take longer.
_UNUSUAL = re.compile("[^\n -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201f\u2026\u20ac]")
_REFUSED = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
# Letters, marks and symbols by their category that leave the place empty: the grapheme joiner, the
# fillers of Hangul and Khitan, vowels of Khmer that are not written, variation selectors, the empty
# cell of Braille, the null notehead, the blanks of hieroglyphs (letters since Unicode 15), and what
# stands for an object or a letter that did not come along.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U00013441\U00013442\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2900-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_NEW_EMOJI = re.compile("[\U0001f000-\U0001faff]")  # some come each year, later than our tables
_JOINED = "".join(  # letters and marks of Arabic and of the scripts of India and Sri Lanka
    chr(code) for code in range(0x620, 0xE00) if unicodedata.category(chr(code))[0] in "LM"
)
# Where a character that nobody sees is part of a word or of an emoji: between joined letters
# (Persian می‌خواهم), in emoji of several, after a sign that could also be plain, in the flags of
# England, Scotland and Wales.
_IN_ITS_PLACE = re.compile(
    f"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])"
    f"|(?<=[{_EMOJI}])[\ufe0e\ufe0f]?\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}])[\ufe0e\ufe0f]"
    "|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)\U000e0067\U000e0062[\U000e0061-\U000e007a]{3}\U000e007f"
)
# A letter of UTF-8 that a program took for two, three or four of an old encoding of Windows: of
# these the first is one of a few, and the others are what that encoding has from 80 to BF. A
# quotation mark or a dash after a capital is no such pair, unless a letter follows at once.
_OLD = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x80-\x9f"
_ENDING = "’”…–—»›"
_MISREAD = re.compile(
    f"[ÂÃÄÅ](?:(?![{_ENDING}])[{_OLD}]|[{_ENDING}](?=[^\\W\\d_]))|â[{_OLD}]{{2}}|ð[Ÿ\x9f][{_OLD}]{{2}}"
)
_ODD_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # category Zs but " "


def strange_in(text: str) -> int | None:
    """Return where the first character stands that a text may not have, if there is one."""
    found = _UNUSUAL.search(text)
    while found is not None:
        start, end = found.span()
        if _is_strange(found.group()):
            here = _IN_ITS_PLACE.match(text, start)
            if here is None:
                return start
            end = here.end()
        found = _UNUSUAL.search(text, end)
    return None


@lru_cache(maxsize=4096)
def _is_strange(character: str) -> bool:
    if _SHOWS_NOTHING.match(character):
        return True
    category = unicodedata.category(character)
    return category in _REFUSED and not (category == "Cn" and _NEW_EMOJI.match(character))


def misread_in(text: str) -> tuple[int, str, str] | None:
    """Return the first letter that was read in a wrong way on its road here, if there is one: where
    it stands, what stands there, and what it was: 3, “Ã©” and “é” in “CafÃ©”.
    """
    if text.isascii():
        return None
    for found in _MISREAD.finditer(text):
        if (meant := _as_utf8(found[0])) != found[0]:
            return found.start(), found[0], meant
    return None


def as_meant(text: str) -> str:
    """Return a text with each letter that was read in a wrong way as it was, however often."""
    while misread_in(text):
        text = _MISREAD.sub(lambda found: _as_utf8(found[0]), text)
    return text


def _as_utf8(signs: str) -> str:
    try:
        meant = b"".join(map(_old_byte, signs)).decode()
    except UnicodeDecodeError:
        return signs
    return signs if _is_strange(meant) else meant


def _old_byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")  # of the five bytes for which that encoding has no sign


def with_plain_line_ends(text: str) -> str:
    """Return a text with the line ends of Unix for those of Windows, or of old Macs where it has no
    others.
    """
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def with_plain_blanks(text: str) -> str:
    """Return a text of the same length in which every kind of blank is a plain one."""
    return text if text.isascii() else _ODD_BLANKS.sub(" ", text)


def as_read(text: str) -> str:
    """Return a text as all readers take it: with plain blanks, and each letter composed (NFC), so
    that what looks the same is the same.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", with_plain_blanks(text))


def number_of(character: str) -> str:
    """Return the code point as people look it up: 200B."""
    return f"{ord(character):04X}"


def name_of(character: str) -> str:
    """Return what Unicode calls a character in small letters, or what kind it is without a name."""
    kinds = {"Cc": "control character", "Co": "private character", "Cs": "half a character"}
    other = kinds.get(unicodedata.category(character), "no character yet")
    return unicodedata.name(character, other).lower()


def says_something(text: str) -> bool:
    """Whether a text has a letter or a digit that people can read."""
    return any(unicodedata.category(mark)[0] in "LN" for mark in text)
