"""Whom to ring when somebody needs help: a mistake in the file stops the build, and where no file
is, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.helplines import FILE, Helplines, load_helplines
from catalogue.phones import tel
from catalogue.problems import SchemaError
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def known(project: Path) -> Helplines:
    read = load_helplines(project / "reference", FROZEN / "schema")
    assert read
    return read


def test_every_kind_of_trouble_of_the_issue_has_somebody_to_ring(known: Helplines) -> None:
    needs = [need.id for need in known.needs]
    assert needs == ["suicide", "abuse", "homelessness", "hunger", "debt", "bereavement"]
    assert known.needs[0].first == ("samaritans", "emergency")
    assert tel(known.helplines["samaritans"].phone) == "tel:116123"


def test_words_that_people_type_for_something_else_call_for_no_help(known: Helplines) -> None:
    """Also where they stand among others, as every one of the words is looked for anywhere."""
    harmless = (
        *("cant go on a monday evening", "run 5 kms", "life drawing", "food hygiene", "debit card"),
        *("hit the gym", "dye clothes", "killer whales", "refugees", "home repairs", "free lunch"),
        *("first aid if a child is hurt", "liverpool streets", "take photos", "cheap food"),
    )
    for typed in harmless:
        for need in known.needs:
            assert not [words for words in need.words if f" {words} " in f" {typed} "], typed


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("first: [grief]", "first: [sorrow]", "“sorrow” is no helpline here"),
        ("then: [loan-sharks]", "then: [debt]", "“loan-sharks” is rung for no need"),
        ("words:\n      [homeless,", "words:\n      [Suicide,", "means “suicide” and “homel"),
        ("words:\n      [homeless,", "words:\n      [“…”,", "“homelessness” has words that say no"),
        ("Call Cruse on {number}.", "Call Cruse.", "reference/help.yaml:"),
        ("[https://www.trusselltrust.org/get-help-1/]", "[hearsay]", "reference/help.yaml:"),
    ],
)
def test_a_file_that_contradicts_itself_is_none_to_rely_on(
    project: Path, tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    text = (project / "reference" / FILE).read_text(encoding="utf-8")
    assert right in text
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / FILE).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"reference/help\.yaml") as caught:
        load_helplines(folder, FROZEN / "schema")
    assert says in str(caught.value)


def test_a_city_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert load_helplines(tmp_path, FROZEN / "schema") is None
