"""What all tests share: one day, a catalogue that stays as it is, and small ones to break."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.sheets.feeds.opened import open_courses
from catalogue.sheets.importing.plan import Plan, plan_import
from catalogue.site.published import edition_of as edition_of
from tests.browser_support import browser, page, serve_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.catalogue import Catalogue
    from catalogue.loading import Kept
    from catalogue.places import Places
    from catalogue.problems import Problem
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas
    from catalogue.sheets.cells import Sheet

__all__ = ["browser", "page", "serve_folder"]  # here, so that a run has one browser

TODAY = date(2026, 11, 24)
LONDON = ZoneInfo("Europe/London")
PROJECT = Path(__file__).resolve().parent.parent
FROZEN = PROJECT / "tests" / "frozen"
"""What tests read in place of what partners write: their files and our lists of words as they were
one day, beside links to the real schemas and reference."""
FEW_POSTCODES = PROJECT / "tests" / "few-postcodes"
"""The real reference with one postcode of each ward: a small catalogue is read in no time."""
_OF_PARTNERS = tuple(f"{PROJECT / folder}{os.sep}" for folder in ("content", "providers"))


def _keep_to_frozen(event: str, given: tuple[Any, ...]) -> None:
    """Stop a test that looks at a partner's file: it would fail when the partner is right."""
    looks = event in ("os.scandir", "os.listdir", "os.symlink") or (
        event == "open" and given[1] is not None  # os.open's names may be below a handle
    )
    if looks and isinstance(given[0], str | os.PathLike):
        path = os.path.join(os.path.abspath(given[0]), "")
        assert not path.startswith(_OF_PARTNERS), f"tests read tests/frozen and not {path}"


sys.addaudithook(_keep_to_frozen)

# The same examples in every run but those of `make fuzz`, which has a seed, and no judging by the
# clock: a slow machine must not fail.
settings.register_profile(
    "steady",
    derandomize="FUZZ_SEED" not in os.environ,
    print_blob=True,
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
    id: q7pt3
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


PRIORITY = """\
title: Fewer classes beside each other
why: Two half-full classes cost as much as two full ones.
need: residents
target:
  counts: overlaps
  figure: 1
  by: 2027-06-30
start:
  on: 2026-09-01
  figure: 5
lead: the-kiln
actions:
  - what: Talk of it each term.
    who: the-kiln
    by: 2026-12-18
example: true
"""
BID = """\
title: Clay for all
fund: An invented fund for crafts
deadline: 2027-01-29
lead: the-kiln
topics: [crafts]
example: true
"""
_READ_OF_FROZEN: defaultdict[date, Kept] = defaultdict(dict)
"""What was read of each file of FROZEN, by the day. They stay as they are, and reading all takes
four times what the rest of loading does."""


def load(root: Path = FROZEN, today: date = TODAY, **given: Any) -> tuple[Catalogue, list[Problem]]:
    """Load a catalogue as on the day of the tests."""
    if root == FROZEN:
        given.setdefault("kept", _READ_OF_FROZEN[today])
    return load_catalogue(load_reference(root), root, today, **given)


def read_sheets(path: Path) -> list[Sheet]:
    """Open a spreadsheet's file, or a feed's."""
    return open_courses(path, LONDON)


def plan_of_file(path: Path, root: Path, provider: str, kept: Kept | None = None) -> Plan:
    """Plan the import of a spreadsheet's file, or of a feed's."""
    sheets, reference = read_sheets(path), load_reference(root)
    return plan_import(sheets, reference, root, provider, TODAY, kept=kept)


def link(folder: Path, *names: str) -> None:
    """Link into a folder what a build needs: of FROZEN where it is there, else of the project."""
    for name in names:
        whole = FROZEN if (FROZEN / name).exists() else PROJECT
        (folder / name).symlink_to(whole / name)


def in_git(root: Path, *arguments: str) -> str:
    """Run git in a folder as somebody of a partner, and return what it prints."""
    who = ("-c", "user.name=A partner", "-c", "user.email=partner@kiln.example")
    command = ("git", "-C", str(root), *who, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


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
        return load(self.root)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `make days` can leave it out."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Look seldom for what can go, and never among what was read so far, as nearly all of it stays
    to the end: a sixth of what tests take in Python.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """One course, its provider and its venue, and nothing wrong with them."""
    return small_tree(tmp_path / "tree")


def small_tree(root: Path) -> Tree:
    """Write the small catalogue of `tree` to a folder."""
    made = Tree(root)
    made.write("content/courses/the-kiln/pottery.yaml", COURSE)
    made.write("content/venues/the-shed.yaml", VENUE)
    made.write("providers/the-kiln.yaml", PROVIDER)
    link(made.root, "schema")
    (made.root / "reference").symlink_to(FEW_POSTCODES)
    return made


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process of a run to need it fills. All others only read it."""
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, whole = run / name, run / f"{name}.whole"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project itself."""
    return PROJECT


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The real schemas and facts, with the words of FROZEN."""
    return load_reference(FROZEN)


@pytest.fixture(scope="session")
def noon() -> datetime:
    """What the clock of a browser shows: sites are built as on that day."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    """The real schemas, with the words of FROZEN."""
    return load_reference(FROZEN).schemas


@pytest.fixture(scope="session")
def places() -> Places:
    """The real postcodes and wards."""
    return load_reference(FROZEN).places
