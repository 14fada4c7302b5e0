"""Texts without words, and markup where nothing reads it."""

from __future__ import annotations

import pytest

from catalogue.records import Written
from catalogue.rules import texts
from tests.builders import a_course, codes_of


def found_in(**values: object) -> list[str]:
    return codes_of(texts, a_course(written=Written(values)))


@pytest.mark.parametrize(
    "text",
    [
        *("<script>alert(1)</script>", "Make <b>bread</b>", "<!-- a -->", "</p>", "<img src=x"),
        *("Arts &amp; crafts", "&#39;", "&#x27;", "A **bold** start", "[here](https://a.example)"),
    ],
)
def test_markup_in_a_line_is_told(text: str) -> None:
    assert found_in(title=text) == ["markup-in-line"]
    assert found_in(runs=[{"note": text}]) == ["markup-in-line"]
    assert found_in(description=text) == []


@pytest.mark.parametrize(
    "text",
    ["I <3 pottery", "Arts & crafts; music", "5 * 5 ** 2", "Ages < 5", "[Sic] (a)", "C++ > C"],
)
def test_what_only_looks_a_little_like_markup_is_left_alone(text: str) -> None:
    assert found_in(title=text) == []


@pytest.mark.parametrize("text", ["…", "💬", "--", "\u0301"])
def test_a_text_without_words_is_told(text: str) -> None:
    assert found_in(title=text) == ["nothing-to-read"]
    assert found_in(description=text) == ["nothing-to-read"]
