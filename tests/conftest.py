"""What all tests share: one day, the real schemas and places, and small catalogues to break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from catalogue.loading import load_catalogue
from catalogue.places import load_places
from catalogue.schemas import load_schemas
from tests.browser_support import browser, page, serve_folder

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.places import Places
    from catalogue.problems import Problem
    from catalogue.schemas import Schemas

__all__ = ["browser", "page", "serve_folder"]  # here, so that a run has one browser

TODAY = date(2026, 11, 24)
PROJECT = Path(__file__).resolve().parent.parent

# The same examples in every run, and no judging by the clock: a slow machine must not fail.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")

COURSE = """\
title: Pottery for beginners
summary: Make a bowl and a mug with your own hands.
description: |
  We start with a lump of clay.
topics: [crafts]
level: none
who_for: Adults who have never made a pot.
cost:
  kind: free
join:
  phone: 0151 496 0123
runs:
  - venue: the-shed
    starts: 2027-01-12
    ends: 2027-03-23
    sessions:
      - {day: tuesday, from: 09:30, to: 11:30}
checked: 2026-11-20
example: true
"""
PROVIDER = """\
name: The Kiln
summary: An invented place where people learn to make things.
example: true
"""
VENUE = """\
name: The Shed
kind: community centre
address:
  town: Liverpool
  postcode: L8 1XF
access:
  step-free: yes
example: true
"""


@dataclass(frozen=True, slots=True)
class Tree:
    """A small catalogue in a folder of its own, with the real schema and reference."""

    root: Path

    def write(self, file: str, text: str) -> Path:
        """Write a file below the root and return where it is."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self) -> tuple[Catalogue, list[Problem]]:
        """Load it as on the day of the tests."""
        return load_catalogue(self.root, TODAY)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `make days` can leave it out."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """One course, its provider and its venue, and nothing wrong with them."""
    made = Tree(tmp_path / "tree")
    made.write("content/courses/the-kiln/pottery.yaml", COURSE)
    made.write("content/venues/the-shed.yaml", VENUE)
    made.write("providers/the-kiln.yaml", PROVIDER)
    for folder in ("schema", "reference"):
        (made.root / folder).symlink_to(PROJECT / folder)
    return made


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project itself."""
    return PROJECT


@pytest.fixture(scope="session")
def noon() -> datetime:
    """What the clock of a browser shows: sites are built as on that day."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    """The real schemas and vocabularies."""
    return load_schemas(PROJECT / "schema")


@pytest.fixture(scope="session")
def places() -> Places:
    """The real postcodes and wards."""
    return load_places(PROJECT / "reference")
