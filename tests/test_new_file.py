"""A file to start from explains every field and is right as it stands."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import wording
from catalogue.files import FOLDERS
from catalogue.formatting import format_text
from catalogue.new_file import new_file
from catalogue.records import course_from
from catalogue.reference import load_reference
from catalogue.schemas import KINDS
from catalogue.yaml_reader import read_bytes
from tests.conftest import FROZEN, PROJECT, TODAY

if TYPE_CHECKING:
    from catalogue.yaml_reader import Document

SCHEMAS = load_reference(FROZEN).schemas


def made(kind: str, today: date = TODAY) -> str:
    return new_file(kind, SCHEMAS.of(kind), today)


def read(text: str) -> Document:
    document, problems = read_bytes(text.encode(), "x.yaml")
    assert document is not None, problems
    return document


def problems_in(text: str, kind: str) -> list[Any]:
    return list(wording.problems_in(read(text), kind, "x.yaml", SCHEMAS))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_valid_and_says_that_it_is_an_example(kind: str) -> None:
    text = made(kind)
    assert problems_in(text, kind) == []
    assert read(text).value["example"] is True


@pytest.mark.parametrize("kind", KINDS)
def test_its_first_line_leads_editors_to_the_schema(kind: str) -> None:
    folder = FROZEN / FOLDERS[kind] / ("stec" if kind == "course" else "")
    mark, _, way = made(kind).splitlines()[0].partition("=")
    assert mark == "# yaml-language-server: $schema"
    assert (folder / way).resolve() == PROJECT / "schema" / f"{kind}.schema.json"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_there_with_its_meaning(kind: str) -> None:
    text = made(kind)
    words = " ".join(re.sub("(?m)^ *# ?", "", text).split())
    for name, part in SCHEMAS.of(kind)["properties"].items():
        assert re.search(rf"(?m)^(# )?{name}:", text), name
        assert f"{part['title']}" in words, name
        assert " ".join(part["description"].split()) in words, name


@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_that_are_not_read_would_be_right_too(kind: str) -> None:
    schema = SCHEMAS.of(kind)
    text = made(kind)
    names = [name for name in schema["properties"] if re.search(rf"(?m)^# {name}:", text)]
    assert names
    for name in names:
        wanted = re.search(rf"(?m)^# {name}:.*\n(# +.*\n|# -.*\n)*", text)
        assert wanted
        field = re.sub("(?m)^# ", "", wanted.group())
        assert problems_in(text + field, kind) == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_a_screen(kind: str) -> None:
    assert [line for line in made(kind).splitlines() if len(line) > 110] == []


@pytest.mark.parametrize("kind", KINDS)
def test_tidying_it_loses_no_explanation(kind: str) -> None:
    new, problems = format_text(made(kind).encode(), SCHEMAS.of(kind), "x.yaml")
    assert problems == []
    assert new is not None
    assert read(new).value == read(made(kind)).value


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_its_dates_lie_ahead_on_the_right_days(today: date) -> None:
    values = read(made("course", today)).value
    course = course_from(values, "x.yaml", "a/b")
    (run,) = course.runs
    assert course.checked == today
    assert today + timedelta(weeks=6) <= run.starts < today + timedelta(weeks=7)
    assert run.ends == run.starts + timedelta(weeks=10)
    assert [line.weekday for line in run.weekly] == [run.starts.weekday()]
