"""Docs cannot lie: what a text says is there, is there."""

from __future__ import annotations

import re

import pytest

from tests.claims import files_that_speak, lies_in
from tests.conftest import PROJECT

HACKING = (PROJECT / "HACKING.md").read_text(encoding="utf-8")
SECURITY = (PROJECT / "docs/security.md").read_text(encoding="utf-8")
HOUSE = HACKING.split("```")[1]
DAYS = {"Four": 4, "Five": 5}


def test_what_a_text_says_is_there_is_there() -> None:
    lies = [
        lie
        for file in files_that_speak()
        for lie in lies_in(file, (PROJECT / file).read_text(encoding="utf-8"))
    ]
    assert lies == [], "\n".join(lies)


@pytest.mark.parametrize(
    ("file", "text", "lie"),
    [
        ("catalogue/a.py", '"""Used by preview_file.py."""', "1: the path preview_file.py"),
        ("catalogue/a.py", "# see docs/nowhere.md", "1: the path docs/nowhere.md"),
        ("catalogue/a.py", "# docs/decisions/0099 says", "1: the path docs/decisions/0099"),
        ("catalogue/a.py", 'say("Run scripts/gone.py")', "1: the path scripts/gone.py"),
        ("theme/static/js/a.js", "go();\n/* As\n * gone.py does. */", "3: the path gone.py"),
        ("theme/templates/a.html", "{# theme/gone.html #}", "1: the path theme/gone.html"),
        ("docs/a.md", "so (0014, 0099).", "1: decision 0099"),
        ("docs/a.md", "\n`js/form/gone.js`", "2: the path js/form/gone.js"),
        ("docs/a.md", "`make tea`", "1: make tea; there are help, setup"),
        ("docs/a.md", "`make site COLOUR=red`", "1: make COLOUR=red"),
        ("docs/a.md", "```sh\nmake tea # at once\n```", "2: make tea"),
        ("docs/a.md", "`catalogue bake`", "1: catalogue bake; there are addresses, begin"),
        ("docs/a.md", "`catalogue check --gently`", "1: catalogue check --gently; there are"),
        ("docs/a.md", "`catalogue plan tea`", "1: catalogue plan tea; there are access"),
        ("docs/a.md", "`catalogue plan need --gently`", "1: catalogue plan need --gently"),
        ("docs/a.md", "`format --gently`", "1: catalogue format --gently"),
        ("docs/a.md", "`python -m scripts.gone`", "1: the module scripts.gone"),
        ("docs/a.md", "`UPDATE_NOTHING=1 make test`", "1: UPDATE_NOTHING=; nothing reads it"),
        ("docs/a.md", "`--no-such-colour`", "1: --no-such-colour"),
        ("docs/a.md", "`/nowhere/`", "1: the address /nowhere/"),
        ("docs/a.md", "`Course.hat_size`", "1: the name hat_size"),
        ("docs/a.md", "`STEPS` of\n`site/pages.py`", "1: STEPS in site/pages.py"),
        ("docs/a.md", "a line in\n`site/pages.py`", "1: a lines in pages.py; a page takes four"),
        ("docs/a.md", "It never opens a\npartner's file.", "1: nobody reads a partner's file"),
        ("docs/a.md", "[it](github.md#nowhere)", "1: a link to github.md#nowhere; there are"),
        ("docs/a.md", "[it](gone.md)", "1: a link to gone.md"),
        (".github/workflows/a.yml", "  - run: make tea", "1: make tea"),
        ("Makefile", "\t@$(BIN)/python -m scripts.gone", "1: the module scripts.gone"),
    ],
)
def test_a_lie_is_found(file: str, text: str, lie: str) -> None:
    found = list(lies_in(file, text))
    assert any(one.startswith(f"{file}:{lie}") for one in found), found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("catalogue/site/a.py", '"""Called by the generator (pages.py, `rules/duplicates`)."""'),
        ("docs/a.md", "`content/courses/<your organisation>/<course>.yaml`, `requirements/*.in`"),
        ("docs/a.md", "`output/` and `.venv/bin/catalogue build --public`, `form.json`"),
        ("docs/a.md", "[one](github.md#on-a-fork), [two](https://example.org/gone.md)"),
        (
            "docs/a.md",
            "`make clean test`, `UPDATE_EXAMPLES=1 make test ARGS=tests/test_examples.py`",
        ),
        ("docs/a.md", "`STEPS` of `site/views/form.py` (0014), `/add/preview/`, `--space-xl`"),
        ("theme/static/js/a.js", 'fetch("gone.json"); // and nothing said'),
    ],
)
def test_the_truth_is_left_alone(file: str, text: str) -> None:
    assert list(lies_in(file, text)) == []


def test_every_module_of_the_domain_has_its_place_in_the_house() -> None:
    named = set(re.findall(r"\w+", HOUSE))
    there = {path.stem for path in (PROJECT / "catalogue").glob("[!_]*.py")}
    assert there - named == set()


def test_every_name_at_the_front_of_the_house_is_there() -> None:
    folder, missing = PROJECT, []
    for indent, names in re.findall(r"^( {0,2})(\S+?(?:, \w+)*)/? {2,}\S", HOUSE, re.MULTILINE):
        if not indent:
            folder = PROJECT / names
        for name in names.split(", ") if indent else ["."]:
            if not (folder / name).exists() and not (folder / f"{name}.py").exists():
                missing.append(f"{folder.name}/{name}")
    assert missing == []


def test_the_house_can_be_read_in_the_days_that_are_named() -> None:
    said = re.search(r"(\w+) days are enough", HACKING)
    assert said
    lines = sum(
        bool(line.strip())
        for pattern in ("catalogue/**/*.py", "scripts/**/*.py", "theme/**/*.js", "editor/*.mjs")
        for path in PROJECT.glob(pattern)
        for line in path.read_text(encoding="utf-8").split("\n")
    )
    assert lines <= DAYS[said[1]] * 8 * 1500, f"{lines} lines; at 1,500 an hour"


def test_every_test_that_a_text_names_is_there() -> None:
    for file in files_that_speak():
        text = (PROJECT / file).read_text(encoding="utf-8") if file.endswith(".md") else ""
        for path, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text):
            tests = (PROJECT / path).read_text(encoding="utf-8")
            assert f"\ndef {name}(" in tests, f"{file}: {path} has no {name}"


def test_each_row_of_what_stops_an_attack_names_a_test() -> None:
    rows = re.findall(r"^\| (?!What|---)(.*) \|$", SECURITY, re.M)
    rows = [row for row in rows if not row.startswith("-")]
    assert len(rows) > 15
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py::test_\w+`$", row)] == []
