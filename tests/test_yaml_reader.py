"""The reader gives back what was typed, knows where it stands, and refuses the rest in one go."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from catalogue import yaml_reader
from catalogue.characters import as_read, misread_in
from catalogue.yaml_reader import MAX_BYTES, MAX_DEPTH, Document, read_bytes, read_file
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.problems import Problem, Way

READ = ("content", "providers", "schema", "reference")

# Every character but those that the reader refuses: written out here once more, by class, so that
# a slip in the reader's own list is noticed.
SEEN = st.characters(
    codec="utf-8",
    exclude_categories=("C", "Zl", "Zp"),
    exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164"
    + "".join(
        map(
            chr,
            (*range(0xFE00, 0xFE10), 0xFFA0, 0xFFFC, 0xFFFD, 0x13441, 0x13442, 0x16FE4, 0x1D159),
        )
    )
    + "".join(map(chr, range(0xE0100, 0xE01F0))),
)
_MARKS = st.sampled_from(" :#-'\"[]{},&*!|>%@`?~0123456789")
TEXT = (
    st.text(st.one_of(SEEN, st.just("\n"), _MARKS))
    .map(as_read)
    .filter(lambda text: misread_in(text) is None)
)
NUMBER = st.integers(-(10**15) + 1, 10**15 - 1)
DECIMAL = st.builds(
    lambda whole, part: Decimal(f"{whole}.{part}"),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.text("0123456789", min_size=1, max_size=15),
)
LEAF = st.one_of(st.none(), st.booleans(), NUMBER, DECIMAL, TEXT)
NAME = st.text(SEEN, max_size=20).map(as_read).filter(lambda text: misread_in(text) is None)
TREE = st.recursive(
    LEAF,
    lambda inside: st.one_of(
        st.lists(inside, max_size=4), st.dictionaries(NAME, inside, max_size=4)
    ),
    max_leaves=15,
)


def read(text: str) -> Any:
    """Read a text that has nothing wrong with it."""
    return document_of(text).value


def document_of(text: str) -> Document:
    document, problems = read_bytes(text.encode(), "x.yaml")
    assert document is not None, problems
    return document


def problems_of(raw: str | bytes) -> list[Problem]:
    document, problems = read_bytes(raw if isinstance(raw, bytes) else raw.encode(), "x.yaml")
    assert document is None
    return problems


def as_json(value: Any) -> str:
    """Write JSON, every text of which is YAML 1.2; the json module cannot write a Decimal."""
    if isinstance(value, dict):
        rows = (f"{as_json(name)}: {as_json(child)}" for name, child in value.items())
        return "{" + ", ".join(rows) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def as_yaml(value: Any, *, flow: bool, width: int) -> str:
    """Write YAML 1.2 with ruamel.yaml, which shares no code with our reader."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style, writer.width = flow, width
    writer.allow_unicode = True
    writer.representer.sort_base_mapping_type_on_output = False
    writer.representer.ignore_aliases = lambda _value: True
    writer.representer.add_representer(
        Decimal,
        lambda maker, number: maker.represent_scalar("tag:yaml.org,2002:float", f"{number:f}"),
    )
    out = io.StringIO()
    writer.dump(value, out)
    return out.getvalue()


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of the same kinds: 1 is not true, and 1.0 is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


@given(TREE)
def test_json_reads_back_as_it_was(value: Any) -> None:
    assert same(read(as_json(value)), value)


@given(TREE, st.booleans(), st.sampled_from([100, 4000]))
def test_yaml_of_another_writer_reads_back_as_it_was(value: Any, flow: bool, width: int) -> None:
    text = as_yaml({"a": value}, flow=flow, width=width)
    # libyaml is stricter than YAML 1.2 here: in brackets no plain text may start with : or ?.
    assume(not re.search(r"[\[{,:]\s*[:?]", text))
    assert same(read(text), {"a": value})


@given(TREE)
def test_line_ends_of_windows_and_of_old_macs_change_nothing(value: Any) -> None:
    text = as_yaml({"a": value}, flow=False, width=80)
    assert same(read(text.replace("\n", "\r\n")), read(text))
    assert same(read(text.replace("\n", "\r")), read(text))


STAYS_TEXT = [
    *["10:30", "09:30", "9:30", "24:00", "190:20:30", "1:60"],
    *[
        "2027-01-12",
        "2027-1-2",
        "12/01/2027",
        "2001-12-14t21:59:43.10-05:00",
        "2001-12-14 21:59:43",
    ],
    *["0151 496 0123", "01514960123", "+44 151 496 0123", "+441514960123", "(0151) 496 0123"],
    *["007", "0151", "00", "-01", "0o14", "0x1F", "0b101", "0777", "08"],
    *["1e3", "1E3", "1.5e3", "12e03", "-2E+05", ".5", "5.", "-.5", "+5", "+5.0", "+0"],
    *["1_000", "1,000", "1_000.5", "£48", "48%", "1/2", "601/4550/1", "1.2.3", "3.11.7", "v2"],
    *["yes", "Yes", "YES", "no", "No", "NO", "on", "On", "off", "OFF", "y", "n", "Y", "N"],
    *["tRUE", "nULL", "none", "None", "undefined", "NaN", ".nan", ".NaN", ".inf", "-.Inf", "inf"],
    *["=", "<<", "-1-", "1-2", "1 000", "L8 1XF", "--", "1234567890123456", "9" * 400],
    *["0.1234567890123456", "1234567890123456.5", "١٢٣", "\uff11\uff12", "a-"],
]


@pytest.mark.parametrize("typed", STAYS_TEXT)
def test_what_is_not_plainly_a_number_stays_as_typed(typed: str) -> None:
    assert read(f"a: {typed}\nb:\n  - {typed}\n") == {"a": typed, "b": [typed]}


@given(
    st.one_of(
        st.from_regex(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", fullmatch=True),
        st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
        st.from_regex(r"(\+44|0)[0-9 ]{2,12}[0-9]", fullmatch=True),
        st.from_regex(r"0[0-9]{1,20}", fullmatch=True),
        st.from_regex(r"-?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+", fullmatch=True),
        st.from_regex(r"0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+", fullmatch=True),
        st.from_regex(r"[1-9][0-9]*(_[0-9]+)+", fullmatch=True),
        st.from_regex(r"[0-9]+(\.[0-9]+){2,4}", fullmatch=True),
        st.from_regex(r"\+[0-9]+(\.[0-9]+)?|-?\.[0-9]+|-?[0-9]+\.", fullmatch=True),
        st.from_regex(r"-?[1-9][0-9]{15,60}(\.[0-9]+)?", fullmatch=True),
    )
)
def test_whatever_looks_like_a_number_in_another_yaml_stays_as_typed(typed: str) -> None:
    assert read(f"a: {typed}") == {"a": typed}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        ("0", 0),
        ("-3", -3),
        ("999999999999999", 999999999999999),
        ("48.50", Decimal("48.50")),
        ("-2.97156", Decimal("-2.97156")),
        ("0.0", Decimal("0.0")),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_numbers_and_words_are_values_unless_quoted(typed: str, meant: Any) -> None:
    assert same(read(f"a: {typed}"), {"a": meant})
    assert same(read(f'a: "{typed}"'), {"a": typed})
    assert same(read(f"a: '{typed}'"), {"a": typed})
    assert same(read(f"a: |-\n  {typed}\n"), {"a": typed})


def test_names_are_always_text() -> None:
    assert read("1: a\ntrue: b\n~: c\n2027-01-12: d\n") == {
        "1": "a",
        "true": "b",
        "~": "c",
        "2027-01-12": "d",
    }


def lines_of(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")


def document_or_problems(raw: bytes) -> None:
    document, problems = read_bytes(raw, "x.yaml")
    assert (document is None) == bool(problems)
    lines = lines_of(raw)
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.file == "x.yaml"
        assert problem.what.endswith(".")
        assert problem.mend.endswith(".") or ": " in problem.mend  # the line as it was meant


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_problems(raw: bytes) -> None:
    document_or_problems(raw)


@settings(max_examples=400)
@given(st.text("ab:- []{}&*!|>'\"#%@`,?\n~0\\.é", max_size=60))
def test_any_punctuation_gives_a_document_or_problems(text: str) -> None:
    document_or_problems(text.encode())


@given(st.text(max_size=100))
def test_any_text_gives_a_document_or_problems(text: str) -> None:
    document_or_problems(text.encode("utf-8", "surrogatepass"))


def test_the_start_of_every_real_file_gives_a_document_or_problems(project: Path) -> None:
    raw = (project / "schema/course.schema.json").read_bytes()[:4000]
    for end in range(0, len(raw), 7):
        document_or_problems(raw[:end])


# Where things stand


STYLES = (str, DoubleQuotedScalarString, SingleQuotedScalarString, LiteralScalarString)
BRANCHES = st.recursive(
    st.integers(0, 3),
    lambda inside: st.one_of(st.lists(inside, max_size=4), st.lists(inside, max_size=4).map(tuple)),
    max_leaves=25,
)


def with_words(shape: Any, count: Iterator[int], flow: bool) -> Any:
    """Turn lists, tuples and numbers into lists, groups and texts, no two of which are the same."""
    if isinstance(shape, list):
        return [with_words(child, count, flow) for child in shape]
    if isinstance(shape, tuple):
        return {f"name{next(count)}x": with_words(child, count, flow) for child in shape}
    style = STYLES[shape % 3 if flow else shape]
    return style(f"wörd{next(count)}x💬")


def ways(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    yield way, value
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, dict | list):
        for step, child in steps:
            yield from ways(child, (*way, step))


def rest_of(text: str, line: int, column: int) -> str:
    return text.split("\n")[line - 1][column - 1 :]


@settings(max_examples=200)
@given(BRANCHES, st.booleans(), st.sampled_from([(2, 2, 0), (2, 4, 2), (4, 6, 3)]))
def test_every_value_is_where_its_place_says(
    shape: Any, flow: bool, indents: tuple[int, int, int]
) -> None:
    value = {"top": with_words(shape, iter(range(1000)), flow)}
    writer = YAML()
    writer.width = 60
    writer.default_flow_style = flow
    writer.indent(mapping=indents[0], sequence=indents[1], offset=indents[2])
    out = io.StringIO()
    writer.dump(value, out)
    text = out.getvalue()
    document = document_of(text)
    for way, child in ways(value):
        if not way:
            continue
        rest = rest_of(text, *document.place(way))
        if isinstance(way[-1], str):
            assert rest_of(text, *document.place_of_name(way)).startswith(way[-1])
        if isinstance(child, str):
            assert rest.lstrip("\"'").startswith(child) or rest.startswith("|")
        elif isinstance(way[-1], str):
            assert rest.startswith(way[-1])
        else:
            assert rest[0] in "[{-n"


def test_a_field_that_is_not_there_stands_where_the_one_around_it_does() -> None:
    document = document_of("cost:\n  kind: free\nruns:\n  - starts: 2027-01-12\n    ends:\n")
    assert document.place(()) == (1, 1)
    assert document.place(("nowhere", "at", 9, "all")) == (1, 1)
    assert document.place(("cost", "pounds")) == (1, 1)
    assert document.place(("cost", "kind")) == (2, 9)
    assert document.place(("runs", 0, "venue")) == (4, 5)
    assert document.place(("runs", 7)) == (3, 1)
    assert document.place(("runs", 0, "ends")) == (5, 5)


def test_the_place_is_right_on_the_last_line_of_the_longest_file() -> None:
    text = "\n" * (MAX_BYTES - 10) + "long: line"
    assert document_of(text).place(("long",)) == (MAX_BYTES - 9, 7)


def test_the_place_is_right_at_the_end_of_the_longest_line() -> None:
    text = "a:" + " " * (MAX_BYTES - 3) + "b"
    assert document_of(text).place(("a",)) == (1, MAX_BYTES)


def test_first_line_for_editors_is_told_apart_from_comments() -> None:
    line = "# yaml-language-server: $schema=x.json\n"
    assert document_of(line + "a: b\n").schema_line == line
    assert not document_of(line + "a: b#c\n").may_have_comments
    assert document_of(line + "a: b # ask Sam\n").may_have_comments
    assert document_of("a: b\n" + line).schema_line == ""


# What is refused


REFUSED: list[tuple[str | bytes, str, int, int]] = [
    ("a: b\n\tc: d\n", "strange-character", 2, 1),
    ("a: b\tc\n", "strange-character", 1, 5),
    ("# a\tcomment\na: b\n", "strange-character", 1, 4),
    ("é: b\n💬💬\x07", "strange-character", 2, 3),
    ("a: b\x85c\n", "strange-character", 1, 5),
    ("a: b\rc: d\n", "strange-character", 1, 5),
    ("a: \u202eb\n", "strange-character", 1, 4),
    ("a: x\u2066y\n", "strange-character", 1, 5),
    ("a: x\u2028y\n", "strange-character", 1, 5),
    ("a: x\ufeffy\n", "strange-character", 1, 5),
    ("a: x\x00y\n", "strange-character", 1, 5),
    ('a: "x\\ty"\n', "strange-character", 1, 4),
    ('a: b\nc: ["x", "\\u202e"]\n', "strange-character", 2, 10),
    ('a: "\\0"\n', "strange-character", 1, 4),
    ('a: "\\e[31mred"\n', "strange-character", 1, 4),
    ('a: "\\N\\L\\P"\n', "strange-character", 1, 4),
    ('"na\\u200fme\\u2069": b\n', "strange-character", 1, 1),
    ("\ufeffa: b\n", "not-utf-8", 1, 1),
    ("a: b\n".encode("utf-16"), "not-utf-8", 1, 1),
    ("a: b\nc: £5\n".encode("latin-1"), "not-utf-8", 2, 4),
    ("é: caf".encode() + b"\xe9\n", "not-utf-8", 1, 7),
    (b"a: b\r\nd: 1\r\nc: \xff\r\n", "not-utf-8", 3, 4),
    (b"a: \xed\xa0\x80\n", "not-utf-8", 1, 4),
    (b"a: \xc0\xaf\n", "not-utf-8", 1, 4),
    ("", "empty-file", 1, 1),
    ("\n\n", "empty-file", 1, 1),
    ("# only this\n", "empty-file", 1, 1),
    ("a: b\n---\nc: d\n", "two-documents", 2, 1),
    ("---\na: b\n...\n---\nc: d\n", "two-documents", 4, 1),
    ("a: b\nc: d\na: e\n", "repeated-field", 3, 1),
    ("a: b\nc:\n  - {d: 1, e: 2, d: 3}\n", "repeated-field", 3, 18),
    ('a: b\n"a": c\n', "repeated-field", 2, 1),
    ("a: &x b\n", "yaml-trick", 1, 4),
    ("a: &x\n  b: c\n", "yaml-trick", 1, 4),
    ("a: b\nc: *x\n", "yaml-trick", 2, 4),
    ("<<: *x\n", "yaml-trick", 1, 5),
    ("a: !b c\n", "yaml-trick", 1, 4),
    ("a: !!python/object:os.system x\n", "yaml-trick", 1, 4),
    ("a: ! b\n", "yaml-trick", 1, 4),
    ("a: !!str 5\n", "yaml-trick", 1, 4),
    ("a:\n  - !x [b]\n", "yaml-trick", 2, 5),
    ("[" * 13 + "]" * 13, "too-deep", 1, 13),
    ("? [a]\n: b\n", "not-yaml", 1, 3),
    ("a: b: c\n", "not-yaml", 1, 5),
    ("a: b\nc\n", "not-yaml", 2, 1),
    ('a: "b\n', "not-yaml", 1, 4),
    ("a: [b, c\n", "not-yaml", 1, 4),
    ("a: [b,\n\n\n", "not-yaml", 1, 4),
    ("a: [", "not-yaml", 1, 4),
    ("a: @b\n", "not-yaml", 1, 4),
    ("a: `b`\n", "not-yaml", 1, 4),
    ('a: "\\q"\n', "not-yaml", 1, 5),
    ("a: b\n   c: d\n", "not-yaml", 2, 4),
    ("  a: b\nc: d\n", "not-yaml", 2, 1),
    ('a: "\\ud800"\n', "not-yaml", 1, 5),
]


@pytest.mark.parametrize(("raw", "code", "line", "column"), REFUSED)
def test_each_refused_thing_gives_one_problem_in_its_place(
    raw: str | bytes, code: str, line: int, column: int
) -> None:
    found = [(problem.code.name, problem.line, problem.column) for problem in problems_of(raw)]
    assert found == [(code, line, column)]


def test_tricks_and_repeats_are_all_told_at_once() -> None:
    text = 'a: &x b\nc: *x\nd: !t e\nf: "\\t"\na: g\n'
    found = [(problem.code.name, problem.line) for problem in problems_of(text)]
    assert found == [
        ("yaml-trick", 1),
        ("yaml-trick", 2),
        ("yaml-trick", 3),
        ("strange-character", 4),
        ("repeated-field", 5),
    ]


def test_repeated_field_is_told_with_the_line_of_the_first() -> None:
    (problem,) = problems_of("a: b\nc: d\ne: f\nc: g\n")
    assert problem.what == "“c” is here twice; the first is on line 2."


def test_a_character_nobody_can_see_is_named_and_not_repeated() -> None:
    (problem,) = problems_of("a: \u202eb\n")
    assert "U+202E" in problem.what
    assert "\u202e" not in problem.what + problem.mend


def test_the_longest_file_is_read_and_one_byte_more_is_not() -> None:
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert read(text)["a"] == text[3:]
    (problem,) = problems_of(text + "x")
    assert (problem.code.name, problem.line, problem.column) == ("file-too-big", 1, 1)
    assert problem.what == "The file is bigger than 64 KB."


def test_file_on_disk_that_is_one_byte_too_long_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 2))
    assert [problem.code.name for problem in read_file(path, "a.yaml")[1]] == ["file-too-big"]


def test_size_is_counted_in_bytes_and_not_in_letters() -> None:
    (problem,) = problems_of("a: " + "é" * (MAX_BYTES // 2))
    assert problem.code.name == "file-too-big"


@pytest.mark.parametrize("inner", ["x", "{}", "[]"])
def test_twelve_deep_is_read_and_thirteen_is_not(inner: str) -> None:
    deepest = MAX_DEPTH - (0 if inner == "x" else 1)
    text = "[" * deepest + inner + "]" * deepest
    assert read(text) is not None
    assert [problem.code.name for problem in problems_of(f"[{text}]")] == ["too-deep"]


def test_depth_counts_groups_and_lists_alike() -> None:
    text = "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH - 1))
    leaf = "  " * (MAX_DEPTH - 1)
    assert read(f"{text}{leaf}a: x\n")
    assert problems_of(f"{text}{leaf}a: [x]\n")[0].line == MAX_DEPTH


def test_thousands_of_brackets_are_refused_like_any() -> None:
    for opened in ("[", "{", "{a: ", "- ", "? "):
        text = opened * (MAX_BYTES // len(opened))
        assert problems_of(text)[0].code.name in ("too-deep", "not-yaml")


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to(tmp_path / "nowhere")
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path in (tmp_path, dangling, loop, tmp_path / "missing.yaml"):
        document, problems = read_file(path, "the/file.yaml")
        assert document is None
        assert [(problem.code.name, problem.file) for problem in problems] == [
            ("unreadable-file", "the/file.yaml")
        ]
        assert (problems[0].line, problems[0].column) == (1, 1)
    assert problems[0].what == "The file cannot be opened (No such file or directory)."


def test_a_file_is_read_from_disk_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: caf\xc3\xa9\r\nb: 2\r\n")
    document, problems = read_file(path, "a.yaml")
    assert problems == []
    assert document is not None
    assert document.value == {"a": "café", "b": 2}


def test_it_is_the_c_parser_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the slow parser was used")

    monkeypatch.setattr(yaml.scanner.Scanner, "fetch_more_tokens", refuse)
    monkeypatch.setattr(yaml.reader.Reader, "peek", refuse)
    assert read("a: [b, {c: d}]") == {"a": ["b", {"c": "d"}]}


# ---- the parser that a browser has ----


def test_both_parsers_read_all_that_is_here_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet is held against these files in a browser, which has no parser in C."""
    files = [path for folder in READ for path in sorted((FROZEN / folder).rglob("*.yaml"))]
    assert len(files) > 200
    ours = [read_file(path, path.name) for path in files]
    monkeypatch.setattr(yaml_reader, "PARSER", yaml.SafeLoader)
    assert [read_file(path, path.name) for path in files] == ours


@pytest.mark.parametrize("text", ['a: "\\ud800"', "a: &b 1", "a: !!str 1", "a: 1\na: 2", "a: ["])
def test_both_parsers_refuse_the_same(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Half a character is a fault for one, and a text that nobody can write for the other."""
    assert read_bytes(text.encode(), "x.yaml")[0] is None
    monkeypatch.setattr(yaml_reader, "PARSER", yaml.SafeLoader)
    assert read_bytes(text.encode(), "x.yaml")[0] is None
