"""One cell of text: what is taken away, what is refused, and what a cell says that says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.sheets.cells import Cell, guarded, text_of, unguarded

if TYPE_CHECKING:
    from tests.sheets.readers.conftest import Reading

HTML = (
    "<p>One &amp; two.</p><ul><li>three</li><li>four</li></ul>"
    "<p><a href='https://x.example'>Book</a> now<script>alert()</script></p>"
)


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("Title", "two\nlines", "two lines"),
        ("You will learn", "• sing\n• dance", ["sing", "dance"]),
        ("You will learn", "<ul><li>sing</li><li>dance</li></ul>", ["sing", "dance"]),
        ("You will learn", "None", None),
        ("What you need before you start", "None", "None"),
        ("Note on this run", "None", None),
        ("Places", "TBC", None),
        ("Last day", "N/A", None),
        ("First day", "to be confirmed", None),
        ("Title", "<b>Bold</b>", "Bold"),
        ("Title", "Caf&eacute; &#8217;s", "Café ’s"),
        ("Title", "C++ <intro>, a < b & c", "C++ <intro>, a < b & c"),
        ("Summary", "<p>One.</p><p>Two.</p>", "One. Two."),
        (
            "Description",
            HTML,
            "One & two.\n\n* three\n* four\n\n[Book](https://x.example) now\n",
        ),
        ("Description", "plain\n\ntext", "plain\n\ntext\n"),
        ("Price", "<span>&pound;48</span>", {"kind": "fee", "pounds": 48}),
    ],
)
def test_a_cell_of_text_is_read_as_its_column_asks(
    reading: Reading, heading: str, cell: Cell, value: Any
) -> None:
    assert reading.read(heading, cell).value == value


def test_html_that_is_taken_out_is_told(reading: Reading) -> None:
    assert reading.read("Title", "<b>Bold</b>").said == "Bold"


@pytest.mark.parametrize("heading", ["Summary", "How to join: Phone", "Venue", "First day"])
@pytest.mark.parametrize("text", ["as above", "Same as above", "ditto", '"'])
def test_what_points_to_another_cell_is_asked(reading: Reading, heading: str, text: str) -> None:
    assert reading.ask(heading, text).offer == ""


@pytest.mark.parametrize(
    ("heading", "cell", "word"),
    [
        ("Title", "Pot\x07tery", "cannot be seen"),
        ("Title", "Pot&#8203;tery", "cannot be seen"),
        ("Title", "=HYPERLINK(1)", "is a formula"),
        ("Summary", "=A2&B2", "is a formula"),
        ("Places", "=1+1", "is a formula"),
        ("Summary", "#REF!", "a formula in the sheet failed"),
    ],
)
def test_what_nobody_means_is_refused(
    reading: Reading, heading: str, cell: Cell, word: str
) -> None:
    assert word in reading.refuse(heading, cell)


@given(st.text("=+-@'\t\ra "))
def test_a_formula_is_written_as_text_and_read_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_cell_has_a_text_whatever_it_holds() -> None:
    assert text_of(None) == ""
    assert text_of(" a\r\nb\xa0") == "a\nb"
    assert text_of(48.0) == "48"
    assert text_of(48.5) == "48.5"
    assert text_of(True) == "yes"


def test_letters_that_a_program_mixed_up_are_asked_with_what_they_were(reading: Reading) -> None:
    asked = reading.ask("Title", "Songs at the CafÃ©")
    assert "“Ã©” was “é”" in str(asked)
    assert asked.offer == "Songs at the Café"
    assert reading.ask("Price", "Â£48").offer == "£48"
