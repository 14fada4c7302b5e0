"""The form says what `catalogue check` says of the same file: the same words, in the same order."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import re
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import constraint_words, files, yaml_problems
from catalogue.problems import Scope
from catalogue.reference import load_reference
from catalogue.rules import ALL_RULES, priorities
from catalogue.sentences import PHRASES, SAYINGS
from catalogue.site.form_file import (
    CHECKED,
    FORM_KINDS,
    UnknownToTheForm,
    form_file,
    keywords_in,
)
from catalogue.yaml_reader import read_bytes, read_file
from catalogue.yaml_writer import to_yaml
from tests.conftest import FROZEN, PROJECT, TODAY, link, load
from tests.form.conftest import as_json
from tests.form.values import TEXTS, values_of_schema

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.problems import Problem
    from tests.form.conftest import Modules

REFERENCE = load_reference(FROZEN)
SCHEMAS = REFERENCE.schemas
FORM = json.loads(form_file(REFERENCE))
PROBLEMS = """({problemsOf}, {form, files, today}) =>
  files.map(([kind, values]) => problemsOf(values, form, {kind, today, provider: "stec"}))"""
MODULES = PROJECT / "theme/static/js/form"
HOLDING_OTHERS = {"required", "properties", "additionalProperties", "items", "allOf", "if", "then"}
"""Keywords about what is in a value, which are followed and not kept."""
MANY = int(os.environ.get("FORM_EXAMPLES", "60"))
OFFERS = ("Did you mean", "Write ", "Move ", "Put ")
"""How the check begins where it can tell what was meant, which needs the readers of sheets."""
Said = tuple[tuple[str | int, ...], str, str, str]

OF_A_FILE = {
    code.name
    for codes in (
        constraint_words.CODES,
        *(rule.CODES for rule in ALL_RULES if rule is not priorities),
    )
    for code in codes
    if code.scope is Scope.FILE
}
"""What can be seen in the values of one file."""
IN_PART = {
    **dict.fromkeys(("not-https", "bad-link", "hidden-link", "odd-site"), "not in a description"),
    **dict.fromkeys(("example-is-real", "real-is-example"), "not in a description"),
    "bad-phone": "not where a number has nine digits: a few such can be rung",
    "costly-phone": "not in a description, nor where a number has fewer than ten digits",
    "no-place": "not where there is a postcode, which may be one we do not know",
    "strange-character": "at its field, where the check has a line and its name",
}
"""What the form finds, though not wherever the check finds it."""
NEVER = {
    **dict.fromkeys(("picture-in-text", "html-in-text"), "it does not read Markdown as such"),
    "leads-to-itself": "it has no word for it: a new course has no name yet",
}
"""What could be seen in the file, and the form does not look for."""
KNOWN = OF_A_FILE - IN_PART.keys() - NEVER.keys()
"""What the form finds wherever the check finds it."""


def test_what_the_form_finds_otherwise_is_of_one_file() -> None:
    as_it_is_written = {code.name for code in (*files.CODES, *yaml_problems.CODES)}
    assert IN_PART.keys() - OF_A_FILE == {"strange-character"} <= as_it_is_written
    assert NEVER.keys() <= OF_A_FILE
    assert len(KNOWN) > 30


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schema, reference and venues of the project, with the provider of the examples."""
    root = tmp_path_factory.mktemp("around")
    link(root, "schema", "reference")
    (root / "providers").mkdir()
    for folder in ("courses", "venues"):
        (root / "content" / folder).mkdir(parents=True)
    shutil.copy(FROZEN / "providers" / "stec.yaml", root / "providers")
    return root


def said_by_the_check(around: Path, files: list[tuple[str, Any]], today: date) -> list[list[Said]]:
    """Check the files as our writer writes them, and return what is said of each."""
    texts = {
        (
            f"content/courses/stec/made-up-{number}.yaml"
            if kind == "course"
            else f"content/venues/made-up-{number}.yaml"
        ): to_yaml(values, SCHEMAS.fields[kind])
        for number, (kind, values) in enumerate(files)
    }
    _, problems = load(around, today, instead=texts)
    return [[_said(problem) for problem in problems if problem.file == file] for file in texts]


def _said(problem: Problem) -> Said:
    return (problem.field, problem.code.name, problem.what, problem.mend)


def said_by_the_form(
    modules: Modules, files: list[tuple[str, Any]], today: date
) -> list[list[Said]]:
    files = [(kind, as_json(values)) for kind, values in files]
    told = {"form": FORM, "files": files, "today": today.isoformat()}
    return [
        [(tuple(row["field"]), row["code"], row["what"], row["mend"]) for row in rows]
        for rows in modules.run("check.js", PROBLEMS, told)
    ]


def compare(
    modules: Modules, around: Path, files: list[tuple[str, Any]], today: date = TODAY
) -> list[list[Said]]:
    """Hold what the form says beside what the check says, and return the latter."""
    wanted = said_by_the_check(around, files, today)
    got = said_by_the_form(modules, files, today)
    for (_, values), check, told in zip(files, wanted, got, strict=True):
        form = _without_what_is_misspelt(told, check)
        parts = [row for row in _all(form) if row[1] in IN_PART]
        expected = [row for row in check if row[1] in KNOWN or _same(row) in parts]
        assert _all(form) == [_same(row) for row in expected], values
        for said, row in zip(form, expected, strict=True):
            assert said[3] == row[3] or row[3].startswith(OFFERS), values
    return wanted


def _without_what_is_misspelt(form: list[Said], check: list[Said]) -> list[Said]:
    """Leave out the missing fields that the check has found under another name."""
    misspelt = any(row[1] == "unknown-field" and row[3].startswith(OFFERS) for row in check)
    told = _all(check)
    return [row for row in form if not misspelt or row[1] != "missing-field" or _same(row) in told]


def _same(said: Said) -> tuple[Any, ...]:
    return said[:3]


def _all(rows: list[Said]) -> list[tuple[Any, ...]]:
    return [_same(row) for row in rows]


NO_FORM = ("providers", "priorities", "bids")
"""What nobody writes in the form."""


def examples() -> list[tuple[str, str, Any]]:
    found = []
    for folder in ("valid", "warned", "invalid"):
        for path in sorted((PROJECT / "tests/examples" / folder).rglob("*.yaml")):
            kind = "venue" if path.parent.name == "venues" else "course"
            document, _ = read_file(path, path.name)
            if path.parent.name not in NO_FORM and document and isinstance(document.value, dict):
                found.append((path.name, kind, document.value))
    return found


NOT_TYPED = ("time-without-quotes.yaml",)
"""A decimal where there should be text: the form has text there, and writes it in quotes."""


def test_of_every_example_the_form_says_what_the_check_says(modules: Modules, around: Path) -> None:
    files = [(kind, values) for name, kind, values in examples() if name not in NOT_TYPED]
    assert len(files) > 60
    said = compare(modules, around, files)
    shown = {row[1] for rows in said for row in rows}
    assert {*KNOWN, *IN_PART} - shown <= {"no-source", "stray-source", "strange-character"}


def test_of_every_real_file_the_form_says_what_the_check_says(
    modules: Modules, around: Path
) -> None:
    files = []
    for kind, folder in (("course", "content/courses"), ("venue", "content/venues")):
        for path in sorted((FROZEN / folder).rglob("*.yaml")):
            document, _ = read_file(path, path.name)
            assert document is not None
            files.append((kind, document.value))
    assert len(files) > 200
    compare(modules, around, files, date(2028, 3, 1))


WHOLE = {
    kind: [values for _, example, values in examples() if example == kind] for kind in FORM_KINDS
}


@st.composite
def _spoilt(draw: st.DrawFn, kind: str) -> Any:
    """A course or venue with one to three things changed, taken away or added."""
    values = copy.deepcopy(draw(st.sampled_from(WHOLE[kind])))
    for _ in range(draw(st.integers(1, 3))):
        _spoil(draw, values, SCHEMAS.of(kind))
    return values


def _spoil(draw: st.DrawFn, values: dict[str, Any], schema: Any) -> None:
    name = draw(st.sampled_from([*schema["properties"], "surprise"]))
    part = schema["properties"].get(name)
    inside = values.get(name)
    if part is None:
        values[name] = draw(TEXTS)
    elif isinstance(inside, dict) and draw(st.booleans()):
        _spoil(draw, inside, part)
    elif isinstance(inside, list) and [*map(type, inside[:1])] == [dict] and draw(st.booleans()):
        _spoil(draw, draw(st.sampled_from(inside)), part["items"])
    elif draw(st.integers(0, 3)) == 0:
        values.pop(name, None)
    else:
        values[name] = draw(_near(part) | values_of_schema(part))


def _near(schema: Any) -> st.SearchStrategy[Any]:
    """Values such as people do write: days near today, times, links, phones and loud titles."""
    days = st.integers(-12_000, 1_500).map(lambda days: str(TODAY + timedelta(days)))
    near = st.integers(-60, 60).map(lambda days: str(TODAY + timedelta(days)))
    if schema.get("format") == "date":
        return days | near | near
    if schema["type"] == "array" and schema["items"].get("format") == "date":
        return st.lists(near, min_size=1, max_size=7, unique=True)
    if schema["type"] == "string" and "enum" not in schema:
        return st.sampled_from(PEOPLE_WRITE)
    return values_of_schema(schema)


PEOPLE_WRITE = (
    *("09:30", "13:00", "12:00", "0151 496 0123", "0151 496 012", "151 496 0123", "0800 1111"),
    *("01697 73555", "(0151) 709 1234", "+44 (0)151 709 1234", "07700 900123", "0844 123 4567"),
    *("+44 151 233 3000", "+44 0151 496 0123", "00 44 151 496 0123", "+33 1 44 55 66 77"),
    *("http://a.example", "https://www.a.example/x", "https://user@a.example", "https://10.0.0.1/"),
    *("https://bit.ly/abc", "https://www.bücher.de", "https://nowhere", "https://a.example:99999/"),
    *("https://liverpool.gov.uk/adult", "https://a..b", "https://A.EXAMPLE.", "https://xn--a.de"),
    *("me@centre.example", "me@centre.org", "ENGLISH FOR EVERYONE", "ESOL with ICT", "IT’S FUN!!"),
    *("Pottery.", "Pottery...", "Pottery!!", "Cooking with LALS at WEA", "toxteth-library"),
    *("Make a bowl and a mug with your own hands.", "Pottery for beginners", "L8 1XF", "stec/a"),
)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_of_whatever_is_spoilt_the_form_says_what_the_check_says(
    kind: str, modules: Modules, around: Path
) -> None:
    made: list[tuple[str, Any]] = []

    @settings(max_examples=MANY * 3)
    @given(_spoilt(kind))
    def gather(values: Any) -> None:
        document, _ = read_bytes(to_yaml(values, SCHEMAS.fields[kind]).encode(), "x.yaml")
        if document is not None:
            made.append((kind, document.value))

    gather()
    said = compare(modules, around, made)
    assert sum(map(bool, said)) > len(said) / 4


def test_the_form_stops_at_a_character_that_nobody_can_see(modules: Modules) -> None:
    values = {"title": "A\u202eB", "runs": [{"note": "a\tb"}]}
    (said,) = said_by_the_form(modules, [("course", values)], TODAY)
    assert [(field, code) for field, code, _, _ in said] == [
        (("title",), "strange-character"),
        (("runs", 0, "note"), "strange-character"),
    ]
    assert said[0][2:] == tuple(part.format(number="202E") for part in SAYINGS["strange-character"])


def test_the_form_checks_exactly_the_keywords_that_the_build_lets_through(modules: Modules) -> None:
    listed = "({KEEPS}) => Object.values(KEEPS).flatMap(Object.keys)"
    keeps = modules.run("constraints.js", listed, None)
    assert sorted(keeps) == sorted(CHECKED - HOLDING_OTHERS)
    followed = re.findall(r'keyword === "(\w+)"', (MODULES / "constraints.js").read_text("utf-8"))
    assert HOLDING_OTHERS - {"then"} <= set(followed)
    for kind in FORM_KINDS:
        assert set(keywords_in(SCHEMAS.of(kind))) > {"type", "properties", "required"}


@pytest.mark.parametrize(
    ("keyword", "value"),
    [("oneOf", []), ("format", "uri"), ("multipleOf", 5), ("additionalProperties", {})],
)
def test_a_keyword_that_the_form_cannot_check_stops_the_build(keyword: str, value: Any) -> None:
    reference = dataclasses.replace(REFERENCE)
    vars(reference)["schemas"] = schemas = copy.deepcopy(SCHEMAS)
    schemas.course["properties"]["runs"]["items"][keyword] = value
    with pytest.raises(UnknownToTheForm, match=keyword):
        form_file(reference)


def test_no_word_is_without_use() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((PROJECT / "catalogue").rglob("*.py"))
        if path.name != "sentences.py"
    )
    assert [name for name in {**SAYINGS, **PHRASES} if f'"{name}"' not in code] == []
