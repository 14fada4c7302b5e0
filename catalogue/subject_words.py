"""What courses are about within their topics, from schema/vocabularies/subjects.csv: a thesaurus of
subjects, each with words that courses on it use and others of its topic do not.

By them planning tells pottery from sewing, though both are crafts, and “Knead to know” to be bread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from catalogue.letters import words_in
from catalogue.reference_files import built_right, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.schemas import Term

FILE = "vocabularies/subjects.csv"
_COLUMNS = ("topic", "subject", "words")
_ENDING = re.compile(r"(.{3,}?)(?:ings?|ers?|ed|es|e|s)")

Phrase = tuple[str, ...]
"""The stems of some words."""
SubjectWords = dict[str, dict[Phrase, tuple[str, ...]]]
"""By topic and phrase, the subjects that it tells of."""


def load_subject_words(schema: Path, topics: Mapping[str, Term]) -> SubjectWords:
    """Read the table; nothing where there is none, as in another city. Raises SchemaError."""
    path = schema / FILE
    found: defaultdict[str, defaultdict[Phrase, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str]] = set()
    for line, row in read_rows(path, _COLUMNS) if path.exists() else ():
        with built_right(path, line):
            topic, subject = topics[row["topic"]].id, row["subject"]
            if (topic, subject) in seen:
                raise ValueError(f"“{subject}” is there already")
            seen.add((topic, subject))
            phrases = {phrase_of(text) for text in (subject, *row["words"].split(";"))}
            for phrase in sorted(phrases - {()}):
                found[topic][phrase].append(subject)
    return {
        topic: {phrase: tuple(subjects) for phrase, subjects in phrases.items()}
        for topic, phrases in found.items()
    }


def phrase_of(text: str) -> Phrase:
    """Return the stems of the words of a text."""
    return tuple(stem(word) for word in words_in(text))


@lru_cache(maxsize=65_536)  # courses say the same words
def stem(word: str) -> str:
    """Return a word without the commonest endings: sewing and sew are one."""
    found = _ENDING.fullmatch(word)
    return found[1] if found else word
