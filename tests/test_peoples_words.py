"""The table of people's words: each row means what is there; a mistake is told with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from catalogue.letters import words_in
from catalogue.peoples_words import FILE, PeoplesWord, load_peoples_words, of_topics
from catalogue.problems import SchemaError
from catalogue.reference import load_reference
from catalogue.schemas import Term
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = {
    "maths": Term("maths", "Maths", "Numbers.", ("sums",), ("algebra",), ("check my payslip",)),
    "crafts": Term("crafts", "Crafts", "Making things."),
}


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A folder for a table."""
    (tmp_path / "schema/vocabularies").mkdir(parents=True)
    return tmp_path / "schema"


def read(schema: Path, *rows: str) -> tuple[PeoplesWord, ...]:
    text = "\n".join(("typed,relation,means", *rows, ""))
    (schema / FILE).write_text(text, encoding="utf-8")
    return load_peoples_words(schema, TOPICS)


def test_row_means_a_topic_or_words(schema: Path) -> None:
    assert read(schema, "sums,same,topic:maths", '"nip, tuck",way-in,sewing') == (
        PeoplesWord("sums", "same", topic="maths"),
        PeoplesWord("nip, tuck", "way-in", words="sewing"),
    )


def test_one_word_may_mean_two_things(schema: Path) -> None:
    assert len(read(schema, "pots,narrower,pottery", "pots,narrower,topic:crafts")) == 2


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        (["sums,same,topic:math"], 2, "there is no topic called “math”"),
        (["a,same,topic:maths", "sums,like,topic:maths"], 3, "“like” is not one of same, narrower"),
        ([",same,topic:maths"], 2, "there is no word under “typed”"),
        (["!?,same,topic:maths"], 2, "there is no word under “typed”"),
        (["sums,same,"], 2, "there is no word under “means”"),
        (["sums,same,topic:"], 2, "there is no word under “means”"),
        (["sums,same,topic:maths", "Sums!,narrower,topic:maths"], 3, "in line 2 already"),
        (["Café,same,cafe"], 2, "is found without this"),
        (["sums,same"], 2, "too many or too few cells"),
    ],
)
def test_mistake_is_told_with_its_line(schema: Path, rows: list[str], line: int, says: str) -> None:
    with pytest.raises(SchemaError, match=re.escape(says)) as told:
        read(schema, *rows)
    assert str(told.value).startswith(f"schema/{FILE}:{line}: ")


def test_city_without_a_table_has_no_such_words(schema: Path) -> None:
    assert load_peoples_words(schema, TOPICS) == ()


def test_words_of_topics_are_told_in_the_same_relations() -> None:
    assert list(of_topics(TOPICS)) == [
        PeoplesWord("sums", "same", topic="maths"),
        PeoplesWord("algebra", "narrower", topic="maths"),
        PeoplesWord("check my payslip", "way-in", topic="maths"),
    ]


def test_the_real_table_can_be_read_and_each_row_says_something() -> None:
    for word in load_reference(PROJECT).peoples_words:
        assert list(words_in(word.typed)), word
