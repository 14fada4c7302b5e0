"""The people's words, from schema/vocabularies/peoples-words.csv: what they type, and what of ours
it means. The topics' own words stand in topics.yaml, in the same three relations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.letters import compared
from catalogue.reference_files import built_right, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from catalogue.schemas import Term

FILE = "vocabularies/peoples-words.csv"
SAME, NARROWER, WAY_IN = "same", "narrower", "way-in"
"""It means the very thing; a part of it; or who says so would be glad of it."""
RELATIONS = (SAME, NARROWER, WAY_IN)
_COLUMNS = ("typed", "relation", "means")
_TOPIC = "topic:"


@dataclass(frozen=True, slots=True)
class PeoplesWord:
    """What somebody types, and the id of a `topic` that it means, or `words` that courses may have:
    one of the two is empty.
    """

    typed: str
    relation: str
    topic: str = ""
    words: str = ""


def load_peoples_words(schema: Path, topics: Mapping[str, Term]) -> tuple[PeoplesWord, ...]:
    """Read the table; nothing where there is none, as in another city. Raises SchemaError."""
    path = schema / FILE
    return tuple(_rows(path, topics)) if path.exists() else ()


def of_topics(topics: Mapping[str, Term]) -> Iterator[PeoplesWord]:
    """Yield the topics' own words, as rows of that table would say them."""
    for topic in topics.values():
        lists = (topic.synonyms, topic.narrower, topic.ways_in)
        for relation, words in zip(RELATIONS, lists, strict=True):
            for typed in words:
                yield PeoplesWord(typed, relation, topic=topic.id)


def _rows(path: Path, topics: Mapping[str, Term]) -> Iterator[PeoplesWord]:
    lines: dict[tuple[str, str], int] = {}
    for line, row in read_rows(path, _COLUMNS):
        with built_right(path, line):
            word = _word(row, topics)
            key = (compared(word.typed), word.topic or compared(word.words))
            if before := lines.get(key):
                raise ValueError(f"“{word.typed}” means this in line {before} already")
            lines[key] = line
            yield word


def _word(row: Mapping[str, str], topics: Mapping[str, Term]) -> PeoplesWord:
    typed, relation, means = (row[column] for column in _COLUMNS)
    for column, text in (("typed", typed), ("means", means.removeprefix(_TOPIC))):
        if not compared(text):
            raise ValueError(f"there is no word under “{column}”")
    if relation not in RELATIONS:
        raise ValueError(f"“{relation}” is not one of {', '.join(RELATIONS)}")
    if not means.startswith(_TOPIC):
        if compared(typed) == compared(means):
            raise ValueError(f"“{typed}” is found without this")
        return PeoplesWord(typed, relation, words=means)
    topic = means.removeprefix(_TOPIC)
    if topic not in topics:
        raise ValueError(f"there is no topic called “{topic}”")
    return PeoplesWord(typed, relation, topic=topic)
