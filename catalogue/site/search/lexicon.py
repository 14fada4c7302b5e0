"""The words that can be found, in small files by the sound they begin with, to correct spelling.

A word that people type and that is in none of these files is misspelt, or about something nobody
teaches. Since the words come from the catalogue itself, a correction never leads nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from catalogue.letters import without_accents, words_in
from catalogue.site.search.documents import is_common

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.site.search.documents import SearchDocument

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
    plain = without_accents(word)
    if plain[:2] in _TWO_LETTERS:
        return _TWO_LETTERS[plain[:2]]
    if plain[:1] == "c":
        return "s" if plain[1:2] in tuple("eiy") else "k"
    letter = _SOUNDS.get(plain[:1], plain[:1])
    return letter if letter.isascii() and letter.isalpha() else "other"


def lexicon_of(documents: Iterable[SearchDocument], phrases: Iterable[str]) -> Mapping[str, str]:
    """Sort every word into files by its first sound, the commonest first, one a line.

    `phrases` are the words that filters are known by: they can be typed wrongly as well.
    """
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update(set(document.all_words))
    counted.update({word for phrase in phrases for word in words_in(phrase)})
    files: defaultdict[str, list[str]] = defaultdict(list)
    for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(word) > 2 and not word.isdigit() and not is_common(word):
            files[first_sound(word)].append(word)
    return {sound: "\n".join(words) for sound, words in sorted(files.items())}
