"""Arrows point one way (HACKING.md): what only some modules may know, no other imports."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Whoever reads YAML, and so might read a partner's file, and why.
READS_YAML = {
    "catalogue/changes/revisions.py": "looks for comments that a change would lose",
    "catalogue/cli/file_commands.py": "hands `catalogue format` the bytes of each file",
    "catalogue/fixing.py": "looks what a fixed file says before it is written",
    "catalogue/formatting.py": "rewrites a file, and reads it again to see that it says the same",
    "catalogue/github_files.py": "who looks after what, in .github/owners.yaml",
    "catalogue/languages.py": "our words in other languages, which are no YAML",
    "catalogue/loading.py": "makes the Catalogue",
    "catalogue/page_files.py": "the content pages, which are no YAML",
    "catalogue/schemas.py": "our own vocabularies, and files in reference/",
    "catalogue/sheets/importing/plan.py": "puts a sheet's rows into the files that are there",
    "catalogue/sheets/importing/venues.py": "compares a sheet's places with the files here",
    "catalogue/sheets/opening/memory.py": "remembers what a provider said of its sheets",
    "catalogue/yaml_writer.py": "reads what it has just written",
    "scripts/generate_courses.py": "makes courses like the examples for the benchmark",
    "scripts/github/issue_to_pull_request.py": "names a pull request after the courses in it",
    "scripts/partner_changes.py": "changes files as partners would",
}
MAY_IMPORT = {
    "babel": {
        "catalogue/languages.py": "checks translations",
        "catalogue/site/language.py": "translations",
        "catalogue/site/views/words.py": "dates, numbers and lists",
        "scripts/messages.py": "collects the words to translate",
    },
    "catalogue.site": {
        "catalogue/changes/": "says what changes in the words of the pages",
        "catalogue/cli/": "`catalogue build` and its like, once one is asked for",
        "catalogue/site/": "itself",
        "scripts/bench_browser.py": "reads the record of a built site",
        "scripts/bench_parts.py": "measures formats for the benchmark, in the words of the site",
        "scripts/github/asked.py": "asks what is live which day it was built",
        "scripts/pages_alone.py": "measures the pages of courses and lists beside other programs",
        "scripts/resident.py": "builds for make serve, line by line",
        "scripts/spelling.py": "asks for no word that the search passes over",
        "scripts/spreadsheet_engine.py": "builds what the page for sheets fetches",
        "scripts/time_writes.py": "measures its writer for the benchmark",
        "scripts/whole_index.py": "finds the data of a built site",
    },
    "pelican": {
        "catalogue/site/": "the only part of the project that knows it",
        "scripts/time_writes.py": "measures it for the benchmark",
    },
    "ruamel": {"catalogue/yaml_writer.py": "writes YAML"},
    "yaml": {
        "catalogue/formatting.py": "finds where texts stand",
        "catalogue/github_files.py": "writes GitHub's own files",
        "catalogue/yaml_reader.py": "its parser",
        "scripts/github/labels.py": "reads a file of GitHub's",
        "scripts/messages.py": "reads GitHub's and our own files",
        "scripts/mutants.py": "reads what was read of its survivors",
    },
}

OURS = [
    path for folder in ("catalogue", "scripts") for path in sorted((PROJECT / folder).rglob("*.py"))
]
FIRST = ("files", "quoting", "records", "schemas", "yaml_problems", "yaml_reader")
BEFORE = (
    *FIRST,
    "city",
    "constraint_words",
    "places",
    "reference",
    "rules",
    "sentences",
    "sessions",
    "wording",
)
AFTER = ("changes", "cli", "exports", "planning", "site")
ARROWS = {
    "what is read first knows no rule": (FIRST, ["rules", "loading"]),
    "nothing before the Catalogue knows it": (BEFORE, ["catalogue", "sheets", *AFTER]),
    "the Catalogue knows nothing that is made of it": (["catalogue", "history", "loading"], AFTER),
    "exports and planning know no site": (["exports", "planning"], ["site", "changes", "cli"]),
    "the site does not know what compares two of it": (["site"], ["changes", "cli"]),
    "a cell is read alike in whatever sheet": (
        ["sheets/readers"],
        ["sheets.opening", "sheets.importing"],
    ),
    "a sheet is opened before it is imported": (["sheets/opening"], ["sheets.importing"]),
    "no partner's file is opened again": (["exports", "planning", "site"], ["yaml_reader"]),
}
"""Parts of catalogue/, by their names, that do not know others."""


@cache
def imports(source: str) -> list[str]:
    """Every name a module imports, whole: `catalogue.yaml_reader.read_file`."""
    return list(_imports(source))


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{one.name}" for one in names)


def importing(*wanted: str) -> list[str]:
    """The modules of catalogue/ and scripts/ that import one of the names, or a part of it."""
    return [
        str(path.relative_to(PROJECT))
        for path in OURS
        if any(
            f"{name}.".startswith(tuple(f"{one}." for one in wanted))
            for name in imports(path.read_text(encoding="utf-8"))
        )
    ]


def test_only_these_read_yaml() -> None:
    readers = ("open_file", "read_bytes", "read_file")
    assert importing(*(f"catalogue.yaml_reader.{name}" for name in readers)) == list(READS_YAML)


@pytest.mark.parametrize("what", MAY_IMPORT)
def test_only_these_import(what: str) -> None:
    known = tuple(MAY_IMPORT[what])
    found = importing(what)
    assert [file for file in found if not file.startswith(known)] == []
    assert [one for one in known if not any(file.startswith(one) for file in found)] == []


def files_of(part: str) -> Iterator[Path]:
    """The modules of a part, which is a module itself or a folder of them."""
    yield from (PROJECT / "catalogue").glob(f"{part}.py")
    yield from (PROJECT / "catalogue" / part).rglob("*.py")


@pytest.mark.parametrize("arrow", ARROWS)
def test_no_import_goes_against_an_arrow(arrow: str) -> None:
    parts, unknown = ARROWS[arrow]
    found = {
        f"{file.relative_to(PROJECT)} imports {name}"
        for part in parts
        for file in files_of(part)
        for name in imports(file.read_text(encoding="utf-8"))
        if name.startswith(tuple(f"catalogue.{one}." for one in unknown))
    }
    assert found == set()


def test_every_part_that_an_arrow_names_is_there() -> None:
    assert {part for part in (*BEFORE, *AFTER) if not list(files_of(part))} == set()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import yaml", ["yaml"]),
        ("from catalogue.yaml_reader import read_file", ["catalogue.yaml_reader.read_file"]),
        ("def later():\n    import pelican.signals as s", ["pelican.signals"]),
    ],
)
def test_an_import_is_found(source: str, names: list[str]) -> None:
    assert imports(source) == names


def test_the_name_of_a_class_stands_for_one_thing() -> None:
    names = Counter(
        node.name
        for file in OURS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_the_name_of_a_module_stands_for_one_thing() -> None:
    """A rule or a view is named after what it is about, and so may be called as that is."""
    names = Counter(
        file.stem
        for file in OURS
        if file.parent.name not in ("rules", "views") and not file.stem.startswith("__")
    )
    assert [name for name, number in names.items() if number > 1] == []
