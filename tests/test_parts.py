"""The arrows of HACKING.md point one way: who may not import whom, wherever in a file it stands."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = ("files", "records", "schemas", "yaml_problems", "yaml_reader")
BEFORE = (*FIRST, "places", "rules", "sentences", "sessions", "wording")
AFTER = ("changes", "cli", "exports", "planning", "site")
ALL = tuple(file.stem for file in (PROJECT / "catalogue").iterdir())

ARROWS = {
    "only the site knows Pelican": ([part for part in ALL if part != "site"], ["pelican"]),
    "what is read first knows no rule": (FIRST, ["rules", "loading"]),
    "nothing before the Catalogue knows it": (BEFORE, ["catalogue", "sheets", *AFTER]),
    "the Catalogue knows nothing that is made of it": (["catalogue", "loading"], AFTER),
    "exports and planning know no site": (["exports", "planning"], ["site", "changes", "cli"]),
    "the site does not know what compares two of it": (["site"], ["changes", "cli"]),
    "no partner's file is opened again": (["exports", "planning", "site"], ["yaml_reader"]),
}
"""Parts of catalogue/ that do not know others, or a library."""


def imported_by(file: Path) -> Iterator[str]:
    """What a file imports, also where only a type or a function asks for it: parts of catalogue/ by
    their name alone.
    """
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name.name}" for name in node.names]
        for name in names:
            yield name.removeprefix("catalogue.").partition(".")[0]


def files_of(part: str) -> Iterator[Path]:
    """The modules of a part, which is a module itself or a folder of them."""
    yield from (PROJECT / "catalogue").glob(f"{part}.py")
    yield from (PROJECT / "catalogue" / part).rglob("*.py")


@pytest.mark.parametrize("arrow", ARROWS)
def test_no_import_goes_against_an_arrow(arrow: str) -> None:
    parts, unknown = ARROWS[arrow]
    wrong = [
        f"{file.relative_to(PROJECT)} imports {name}"
        for part in parts
        for file in files_of(part)
        for name in imported_by(file)
        if name in unknown
    ]
    assert wrong == []


def test_every_part_that_an_arrow_names_is_there_but_planning() -> None:
    assert {part for part in (*BEFORE, *AFTER) if not list(files_of(part))} == {"planning"}
