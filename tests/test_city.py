"""A mistake about the city is named, and a changed file of reference/ is never missed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue.problems import SchemaError
from catalogue.reference import load_reference
from tests.conftest import FROZEN, PROJECT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a reference of its own, and the schema and words of FROZEN."""
    shutil.copytree(PROJECT / "reference", tmp_path / "reference")
    (tmp_path / "schema").symlink_to(FROZEN / "schema")
    return tmp_path


def write(root: Path, right: str, wrong: str) -> None:
    path = root / "reference" / "city.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("name: Liverpool\n", "", "reference/city.yaml:3: 'name' is a required property"),
        ("Europe/London", "Europe/Mersey", "there is no time zone called “Europe/Mersey”"),
        ("example: 0151", "example: 0161", "is not one of the invented ones"),
        ("bounds: [-3.045", "bounds: [3.045", "bounds are west, south, east and north"),
        ("area: speke", "area: spoke", "there is no area called “spoke”"),
        ("area: toxteth}", "area: tocksteth}", "there is no area called “tocksteth”"),
        ("region:", "region", "reference/city.yaml:"),
    ],
)
def test_a_mistake_is_named_with_its_place(root: Path, right: str, wrong: str, says: str) -> None:
    write(root, right, wrong)
    with pytest.raises(SchemaError, match=re.escape(says)):
        _ = load_reference(root).city


def test_the_reference_is_kept_until_a_file_of_it_changes(root: Path) -> None:
    first = load_reference(root)
    assert load_reference(root) is first
    write(root, "name: Liverpool\n", "name: Lyrpole\n")
    again = load_reference(root)
    assert again is not first
    assert again.city.name == "Lyrpole"
