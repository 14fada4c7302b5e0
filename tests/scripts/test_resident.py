"""The process that `make serve` builds in: what was saved is shown first, and then all is right."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COURSE, PROJECT, small_tree
from tests.site.conftest import TinySite, tiny_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

POTTERY = "content/courses/the-kiln/pottery.yaml"
PAGE = "courses/the-kiln/pottery/index.html"
LISTS = "courses/index.html"


@contextmanager
def resident(site: TinySite) -> Iterator[Callable[[str, str], str]]:
    """Start the process, and hand on what writes a file and has all built: it returns what the
    process said.
    """
    said = site.root.parent / "said"
    with (
        said.open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "scripts.resident", str(site.root)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        asked, answers = process.stdin, process.stdout
        assert asked
        assert answers

        def save(file: str, text: str) -> str:
            before = len(said.read_text("utf-8"))
            site.tree.write(file, text)
            asked.write(f"{json.dumps([file])}\n")
            asked.flush()
            assert answers.readline() == "done\n"
            return said.read_text("utf-8")[before:]

        yield save
        asked.close()


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    return tiny_site(small_tree(tmp_path / "site"))


def test_what_is_saved_is_shown_in_every_page_and_an_error_is_told(tiny: TinySite) -> None:
    with resident(tiny) as save:
        assert "Built output/: 1 course" in save(POTTERY, COURSE)
        save(POTTERY, COURSE.replace("title: Pottery", "title: Weaving"))
        assert "Weaving for beginners" in tiny.text(PAGE)
        assert "Weaving for beginners" in tiny.text(LISTS)
        assert "2027-13-12" in save(POTTERY, COURSE.replace("2027-01-12", "2027-13-12"))
        assert "Weaving for beginners" in tiny.text(PAGE)


def test_the_page_of_a_course_is_there_before_all_else(tiny: TinySite) -> None:
    with resident(tiny) as save:
        save(POTTERY, COURSE)
        conf = (tiny.root / "pelicanconf.py").read_text("utf-8")
        (tiny.root / "pelicanconf.py").unlink()
        assert "did not finish" in save(POTTERY, COURSE.replace("title: Pottery", "title: Weaving"))
        assert "Weaving for beginners" in tiny.text(PAGE)
        assert "Weaving" not in tiny.text(LISTS)
        assert "did not finish" in save(POTTERY, COURSE.replace("level: none", "level: nine"))
        assert "Weaving for beginners" in tiny.text(PAGE)
        assert "Built output/" in save("pelicanconf.py", conf)
        assert "Pottery for beginners" in tiny.text(LISTS)  # as when all was last right


def test_a_course_that_is_new_has_its_page_at_once(tiny: TinySite) -> None:
    with resident(tiny) as save:
        save(POTTERY, COURSE)
        (tiny.root / "pelicanconf.py").unlink()
        save(POTTERY.replace("pottery", "weaving"), COURSE.replace("Pottery", "Weaving"))
        assert "Weaving for beginners" in tiny.text(PAGE.replace("pottery", "weaving"))
