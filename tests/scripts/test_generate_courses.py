"""What is measured is a city as it could be: without mistakes, and nothing in it twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from catalogue.problems import Severity
from scripts.generate_courses import generate
from tests.conftest import load

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem

COURSES = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="module")
def words(folder: Path) -> int:
    return generate(folder, COURSES)


@pytest.fixture(scope="module")
def city(words: int, folder: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    catalogue, problems = load(folder)
    return catalogue, tuple(problems)


def test_it_has_as_many_courses_as_were_asked_for_and_no_mistake(
    city: tuple[Catalogue, tuple[Problem, ...]],
) -> None:
    catalogue, problems = city
    assert len(catalogue.courses) == len(catalogue.current) == COURSES
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len(problems) < COURSES / 20


def test_starts_titles_and_places_are_not_all_the_same(
    city: tuple[Catalogue, tuple[Problem, ...]],
) -> None:
    courses = city[0].current
    runs = [run for course in courses for run in course.runs]
    assert len({course.title for course in courses}) > COURSES * 0.9
    assert len({run.starts for run in runs}) > len(runs) / 3
    assert len({run.venue for run in runs}) > 20
    assert max(Counter(course.topics[0] for course in courses).values()) < COURSES / 4


def test_words_are_many_more_than_the_examples_have(words: int) -> None:
    assert words > 2_000


def test_the_same_number_makes_the_same_files(words: int, folder: Path, tmp_path: Path) -> None:
    assert generate(tmp_path, COURSES) == words
    for path in sorted((folder / "content").rglob("*.yaml")):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()
