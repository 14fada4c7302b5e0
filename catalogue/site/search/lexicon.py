"""The words that can be found, in small files by the sound they begin with, to correct spelling and
to understand what people call things.

A word that people type and that is in none of these files is misspelt, or about something nobody
teaches. Since the words come from the catalogue itself, a correction never leads nowhere. The file
of a sound has three parts with an empty line between: the words that courses have, the commonest
first; others that phrases of another file have; and what phrases mean (meanings.py). Another file,
fetched only for a word that is in none of these parts, has the real words that are like one of
ours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from catalogue.letters import words_in
from catalogue.site.search.documents import COMMON_WORDS, is_common
from catalogue.site.search.real_words import real_words
from catalogue.site.search.sounds import first_sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.site.search.documents import SearchDocument

_SHORTEST_SLIP = 4
"""So many letters has a common word that can be mistyped: js/search/spelling.js."""


def counted_words(documents: Iterable[SearchDocument], phrases: Iterable[str]) -> Mapping[str, int]:
    """Count in how many courses each word is, or that it is in a phrase that filters are known by:
    these can be typed wrongly as well.
    """
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update(set(document.all_words))
    counted.update({word for phrase in phrases for word in words_in(phrase)})
    return {word: count for word, count in counted.items() if _can_be_looked_for(word)}


def lexicon_of(
    counted: Mapping[str, int],
    meanings: Mapping[str, Sequence[str]],
    english: Sequence[str],
) -> Mapping[str, str]:
    """Write each file by its name. `english` are the real words."""
    said = set(_words_of(meanings)) - counted.keys()
    slips = {word for word in COMMON_WORDS.split() if len(word) >= _SHORTEST_SLIP}
    real = real_words(frozenset({*counted, *said, *slips}), tuple(english))
    parts = (
        _by_sound(sorted(counted, key=lambda word: (-counted[word], word))),
        _by_sound(sorted(said - _in_their_own_files(meanings))),
        meanings,
    )
    files = {
        sound: "\n\n".join("\n".join(part.get(sound, ())) for part in parts)
        for sound in sorted({sound for part in parts for sound in part})
    }
    others = _by_sound(sorted(word for word in real if not is_common(word)))
    return files | {f"{sound}-english": "\n".join(words) for sound, words in others.items()}


def _in_their_own_files(meanings: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the words that the browser finds in the phrases of their file (spelling.js)."""
    files = {sound: set(_words_of({sound: lines})) for sound, lines in meanings.items()}
    return {word for sound, words in files.items() for word in words if first_sound(word) == sound}


def _by_sound(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    files: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        files[first_sound(word)].append(word)
    return files


def _words_of(meanings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for lines in meanings.values():
        for line in lines:
            for phrase in line.split("|")[1:]:
                yield from filter(_can_be_looked_for, phrase.split())


def _can_be_looked_for(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and not is_common(word)
