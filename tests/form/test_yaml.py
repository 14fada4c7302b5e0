"""What the form writes is what our own writer writes, byte for byte, and is read back unchanged."""

from __future__ import annotations

import itertools
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from catalogue.characters import as_read, strange_in
from catalogue.formatting import _stripped
from catalogue.reference import load_reference
from catalogue.yaml_reader import read_bytes
from catalogue.yaml_writer import to_yaml
from tests.conftest import FROZEN, PROJECT
from tests.form.conftest import as_json
from tests.form.values import AWKWARD, values_of_schema
from tests.test_characters import ALLOWED, REFUSED

if TYPE_CHECKING:
    from tests.form.conftest import Modules

SCHEMAS = load_reference(FROZEN).schemas
TO_YAML = """({toYaml}, {schemas, values}) =>
  values.map(([kind, value]) => toYaml(value, schemas[kind]))"""
MANY = int(os.environ.get("FORM_EXAMPLES", "60"))
"""How many courses and venues are made up: `make fuzz` asks for more."""

SIGNS = "a:-?#, [{!*~.%0\"'\n"
LONGEST = int(os.environ.get("FORM_LONGEST", "2"))
"""Every word of SIGNS up to this length is tried; three take half a minute."""


def written(modules: Modules, values: list[tuple[str, Any]]) -> list[str]:
    """Write each value, of a kind, in the browser; all in one call, for that is what takes time."""
    schemas = as_json({"course": SCHEMAS.course, "venue": SCHEMAS.venue})
    told = {"schemas": schemas, "values": [[kind, as_json(value)] for kind, value in values]}
    texts: list[str] = modules.run("yaml.js", TO_YAML, told)
    return texts


def read(text: str) -> Any:
    document, problems = read_bytes(text.encode(), "x.yaml")
    assert document is not None, (text, problems)
    return document.value


def compare(modules: Modules, values: list[tuple[str, Any]]) -> None:
    for (kind, value), text in zip(values, written(modules, values), strict=True):
        assert text == to_yaml(value, SCHEMAS.fields[kind])
        assert _stripped(read(text)) == _stripped(value)


FILES = [
    (kind, path)
    for kind, folders in {
        "course": (FROZEN / "content/courses", PROJECT / "tests/examples/valid"),
        "venue": (FROZEN / "content/venues", PROJECT / "tests/examples/valid/venues"),
    }.items()
    for folder in folders
    for path in sorted(folder.glob("**/*.yaml" if "content" in folder.parts else "*.yaml"))
]


def test_every_course_and_venue_is_written_as_it_stands_there(modules: Modules) -> None:
    assert len(FILES) > 200
    values = [(kind, read(path.read_text(encoding="utf-8"))) for kind, path in FILES]
    compare(modules, values)


@pytest.mark.parametrize("kind", ["course", "venue"])
def test_whatever_is_typed_into_any_field_is_written_alike(kind: str, modules: Modules) -> None:
    made: list[tuple[str, Any]] = []

    @settings(max_examples=MANY)
    @given(values_of_schema(SCHEMAS.of(kind)))
    def gather(value: Any) -> None:
        made.append((kind, value))

    gather()
    compare(modules, made)


@pytest.mark.parametrize("text", ["short", "line"])
def test_text_that_looks_like_something_else_stays_text(text: str, modules: Modules) -> None:
    lengths = range(1, LONGEST + 1)
    signs = ["".join(word) for n in lengths for word in itertools.product(SIGNS, repeat=n)]
    words = [word for word in (*AWKWARD, *signs) if strange_in(word) is None]
    name = {"short": "leads_to", "line": "you_will_learn"}[text]
    rows = [{name: [word, word]} for word in words] + [{"title": word} for word in words]
    compare(modules, [("course", row) for row in rows])


def test_a_list_too_wide_for_its_brackets_has_a_line_for_each(modules: Modules) -> None:
    lists: list[Any] = [{"leads_to": ["a/" + "b" * length]} for length in range(80, 92)]
    lists += [{"runs": [{"no_class_on": ["2027-01-12"] * count}]} for count in range(1, 14)]
    compare(modules, [("course", row) for row in lists])


def test_what_is_empty_is_taken_away(modules: Modules) -> None:
    given: Any = {
        "title": "",
        "topics": ["", None],
        "cost": {"note": "", "kind": "free"},
        "join": {},
    }
    given |= {"example": False, "runs": [{"sessions": [{}], "places": 0}]}
    kept = modules.run("yaml.js", "({prune}, values) => prune(values)", given)
    assert kept == {"cost": {"kind": "free"}, "example": False, "runs": [{"places": 0}]}


def test_prices_keep_their_pennies(modules: Modules) -> None:
    values: list[tuple[str, Any]] = [("course", {"cost": {"pounds": "48.50"}})]
    assert written(modules, values) == ["cost:\n  pounds: 48.50\n"]


def test_a_character_that_we_refuse_is_refused_still(modules: Modules) -> None:
    signs = ["a\tb", "a\x00", "\ufeffa", "a\u202eb", "a\nb\x07"]
    for text in written(modules, [("course", {"title": sign}) for sign in signs]):
        document, problems = read_bytes(text.encode(), "x.yaml")
        assert document is None
        assert problems[0].code.name == "strange-character"


def test_the_form_refuses_the_characters_that_the_reader_refuses(modules: Modules) -> None:
    """Python 3.11 and the oldest browsers of the form know Unicode 14; a newer browser knows more
    letters, and lets them through to the check. Of the planes with nothing but Han, private and
    unassigned characters, one in a hundred is tried.
    """
    planes = (*range(0x20000), *range(0x20000, sys.maxunicode + 1, 101), *range(0xE0000, 0xE0200))
    texts = [*(f"a{chr(code)}" for code in planes), *ALLOWED, *REFUSED]
    script = "({strangeIn}, texts) => texts.map((text) => strangeIn(text) !== undefined)"
    said = modules.run("yaml.js", script, texts)
    differ = [text for text, form in zip(texts, said, strict=True) if form != is_refused(text)]
    assert [(t, hex(ord(t[-1]))) for t in differ if unicodedata.category(t[-1]) != "Cn"] == []
    assert not set(differ) & {*ALLOWED, *REFUSED}


def is_refused(text: str) -> bool:
    return strange_in(text) is not None


def test_the_form_reads_blanks_and_letters_as_the_reader_does(modules: Modules) -> None:
    texts = ["a\u00a0b", "\u3000a", "Cafe\u0301", "a\u2003\u202fb", "한국", "\ufa19"]
    got = modules.run("yaml.js", "({asRead}, texts) => texts.map((text) => asRead(text))", texts)
    assert got == [as_read(text) for text in texts]
