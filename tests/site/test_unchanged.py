"""What is the same is taken over from the last site, and no site is other than one made anew."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from catalogue.site.build import build
from catalogue.site.styles import Sheets
from catalogue.site.unchanged import LastSite
from tests.conftest import COURSE, TODAY, VENUE
from tests.site.conftest import TinySite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POTTERY = "content/courses/the-kiln/pottery.yaml"
PAGE = "courses/the-kiln/pottery/index.html"
TICKET = "theme/templates/components/ticket.html"


@pytest.fixture
def kept(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> TinySite:
    """The tiny site in a clone, where what was done is kept, and with its own theme; built once."""
    monkeypatch.delenv("CI", raising=False)
    (tiny.root / ".git").mkdir()
    theme = (tiny.root / "theme").resolve()
    (tiny.root / "theme").unlink()
    shutil.copytree(theme, tiny.root / "theme")
    tiny.build()
    return tiny


def files_in(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def times_in(folder: Path) -> dict[str, int]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in found}


def test_after_any_change_the_site_is_as_if_all_had_been_made_anew(
    kept: TinySite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tree, weaving = kept.tree, COURSE.replace("Pottery", "Weaving").replace("q7pt3", "w3v7x")

    ticket = (kept.root / TICKET).read_text("utf-8")
    changes: dict[str, Callable[[], object]] = {
        "nothing": lambda: None,
        "another course comes": lambda: tree.write(POTTERY.replace("pottery", "weaving"), weaving),
        "a description": lambda: tree.write(POTTERY, COURSE.replace("lump", "ball")),
        "a place has another name": lambda: tree.write(
            "content/venues/the-shed.yaml", VENUE.replace("The Shed", "The Barn")
        ),
        "a template": lambda: tree.write(TICKET, ticket.replace("<a ", '<a data-new="" ')),
        "a built page": lambda: tree.write(f"output/{PAGE}", "somebody's own"),
        "a course goes": (kept.root / POTTERY.replace("pottery", "weaving")).unlink,
        "what is kept is broken": lambda: (kept.root / ".cache/site").write_bytes(b"\x80"),
    }
    for what, change in changes.items():
        change()
        anew = TinySite(tree, tmp_path_factory.mktemp("anew") / "site")
        shutil.copytree(
            kept.root, anew.root, symlinks=True, ignore=shutil.ignore_patterns(".git", ".cache")
        )
        kept.build()
        anew.build()
        assert files_in(kept.root / "output") == files_in(anew.root / "output"), what


def test_on_another_day_and_at_another_address_too(kept: TinySite, tmp_path: Path) -> None:
    for number, (day, address) in enumerate(
        [(TODAY + timedelta(60), ""), (TODAY + timedelta(60), "https://example.org/learn")]
    ):
        anew = tmp_path / f"anew-{number}"
        shutil.copytree(
            kept.root, anew, symlinks=True, ignore=shutil.ignore_patterns(".git", ".cache")
        )
        for root in (kept.root, anew):
            build(root, day, site_url=address)
        assert files_in(kept.root / "output") == files_in(anew / "output")


def test_files_in_which_nothing_changes_keep_their_time(kept: TinySite) -> None:
    before = times_in(kept.root / "output")
    kept.tree.write(POTTERY, COURSE.replace("lump", "ball"))
    kept.build()
    after = times_in(kept.root / "output")
    changed = {file for file in after if before.get(file) != after[file]}
    assert PAGE in changed
    lists = {"courses/index.html", "topics/arts-and-crafts/index.html", "venues/index.html"}
    assert not changed & {file for file in before if file in lists or file.startswith("assets/")}


def test_what_is_made_of_the_same_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for folder in (".git", "schema", "reference", "output", "building"):
        (tmp_path / folder).mkdir()
    (tmp_path / "base.css").write_text("p {}")
    made: list[str] = []

    def print_it(words: str, sheets: Sheets) -> bytes:
        made.append(words)
        sheets.join("base")
        return words.encode()

    def build_with(words: str, shared: str) -> bytes | Path:
        sheets = Sheets(tmp_path, tmp_path / "building")
        last = LastSite(tmp_path, tmp_path / "output", sheets, shared, [])
        body = last.body("a.html", {"words": words}, lambda: print_it(words, sheets))
        assert sheets.written == {"base.css"}
        for folder in ("building", "output"):
            (tmp_path / folder / "a.html").write_bytes(words.encode())
        shutil.copystat(tmp_path / "building/a.html", tmp_path / "output/a.html")
        last.keep(tmp_path / "building")
        return body

    assert build_with("Pottery", "blue") == b"Pottery"
    assert build_with("Pottery", "blue") == tmp_path / "output/a.html"
    assert build_with("Weaving", "blue") == b"Weaving"
    build_with("Weaving", "red")
    assert made == ["Pottery", "Weaving", "Weaving"]


def test_a_page_that_somebody_wrote_over_with_as_many_bytes_is_made_again(kept: TinySite) -> None:
    page = kept.root / "output" / PAGE
    right = page.read_bytes()
    page.write_bytes(right.replace(b"Pottery", b"Poetryy"))
    kept.build()
    assert page.read_bytes() == right


def test_where_files_cannot_be_linked_they_are_copied(
    kept: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("not on this disk")

    before = files_in(kept.root / "output")
    monkeypatch.setattr(os, "link", refuse)
    kept.build()
    assert files_in(kept.root / "output") == before
