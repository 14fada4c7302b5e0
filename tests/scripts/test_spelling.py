"""`make spelling` makes typing errors as people make them, and judges what became of words."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from rich.console import Console

from scripts.spelling import TypingError, changed_words, errors_of, report, site_and_ours, slips

if TYPE_CHECKING:
    from pathlib import Path


class First(random.Random):
    """A chance that always takes the first there is."""

    def randrange(self, start: int, *_: object) -> int:
        return start

    def choice(self, seq: Any) -> Any:
        return seq[0]


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("phone", "pohne pone phhone pgone phoni"),
        ("teacher", "taecher tacher teeacher twacher teecher"),
        ("drum", "durm dum drrum deum droom"),
    ],
)
def test_word_is_typed_wrongly_in_each_way(word: str, typed: str) -> None:
    kinds = ("swapped", "left out", "doubled", "neighbour", "as it sounds")
    assert list(slips(word, First())) == list(zip(kinds, typed.split(), strict=True))


def test_word_that_nobody_hears_otherwise_is_not_written_as_it_sounds() -> None:
    assert "as it sounds" not in dict(slips("drama", First()))


def test_errors_are_always_the_same_in_whatever_order_words_are_known() -> None:
    assert list(errors_of(["cake", "baking"], [])) == list(errors_of(["baking", "cake"], []))


def test_real_word_is_no_error_that_anybody_could_see() -> None:
    errors, unseen = set(errors_of(["cake"], [])), TypingError("neighbour", "cake", "cale")
    assert set(errors_of(["cake"], ["cale"])) == errors - {unseen}
    assert unseen in errors


def test_short_words_and_those_with_other_signs_are_not_mistyped() -> None:
    assert list(errors_of(["esl", "café", "1to1"], [])) == []


def test_word_that_is_read_as_nothing_or_as_itself_is_not_changed() -> None:
    read = {"form": "farm", "baker": "baker", "zebra": ""}
    assert changed_words(read) == {"form": "farm"}


@pytest.mark.parametrize(
    ("changed", "mended", "is_right"), [(5, 10, True), (6, 10, False), (5, 9, False)]
)
def test_too_many_changed_or_too_few_mended_are_wrong(
    changed: int, mended: int, *, is_right: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    error = TypingError("swapped", "cake", "caek")
    read = [(error, "cake")] * mended + [(error, "")] * (10 - mended)
    table, said = report(1_000, {str(number): "other" for number in range(changed)}, read)
    assert said == is_right
    Console(width=100).print(table)
    rows = capsys.readouterr().out
    assert f"0.{changed}0" in rows
    assert f"{mended}0.00" in rows


def test_built_site_is_served_beside_the_modules_as_we_write_them(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("Learn something", encoding="utf-8")
    with site_and_ours(tmp_path) as address:
        for path in ("/", "/ours/search/spelling.js"):
            with urlopen(f"{address}{path}") as answer:
                assert answer.status == 200
