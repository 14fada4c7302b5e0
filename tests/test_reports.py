"""The same problems in five forms, none of which a partner's file can break out of."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from catalogue import reports
from catalogue.problems import Code, Problem, Severity, field_text, has_errors
from tests.hostile import HOSTILE

ERROR = Code("some-error", Severity.ERROR, "A title, with: marks", "Why it matters.")
WARNING = Code("some-warning", Severity.WARNING, "A warning", "Why it matters.")
NOTICE = Code("some-notice", Severity.NOTICE, "A notice", "Why it matters.")


def problem(code: Code = ERROR, file: str = "a/b.yaml", what: str = "It is wrong.") -> Problem:
    return Problem(file, 3, 7, code, ("runs", 1, "starts"), what, "Mend it.")


THREE = [problem(), problem(WARNING), problem(NOTICE, file="c.yaml")]
MARKS = st.text("ab|`@#\n\r:%,<>&\\*_[]()$~ é\u202e", max_size=30)
TYPED = st.one_of(st.sampled_from(HOSTILE), MARKS)


def test_text_says_where_what_and_how() -> None:
    assert reports.as_text(THREE[:1]) == (
        "a/b.yaml:3:7: error: runs 2 › starts: [some-error]\n    It is wrong.\n    Mend it.\n"
    )
    whole = Problem("a.yaml", 1, 1, ERROR, (), "It is wrong.", "Mend it.")
    assert reports.as_text([whole]).startswith("a.yaml:1:1: error: [some-error]\n")


def test_github_shows_each_beside_its_line() -> None:
    assert reports.as_github(THREE).splitlines() == [
        "::error file=a/b.yaml,line=3,col=7,title=A title%2C with%3A marks::"
        "runs 2 › starts: It is wrong. Mend it.",
        "::warning file=a/b.yaml,line=3,col=7,title=A warning::"
        "runs 2 › starts: It is wrong. Mend it.",
        "::notice file=c.yaml,line=3,col=7,title=A notice::runs 2 › starts: It is wrong. Mend it.",
    ]


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def decoded(text: str) -> str:
    for code, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(TYPED, TYPED)
def test_nothing_typed_can_forge_a_workflow_command(file: str, what: str) -> None:
    out = reports.as_github([problem(file=file, what=what), problem()])
    # What GitHub takes for line breaks, and no more: a mark like U+2028 is none for it.
    lines = re.split("\r\n|\r|\n", out)
    assert lines.pop() == ""
    assert len(lines) == 2
    found = COMMAND.fullmatch(lines[0])
    assert found
    values = dict(part.split("=", 1) for part in found.group(2).split(","))
    assert decoded(values["file"]) == file
    assert values.keys() == {"file", "line", "col", "title"}
    assert decoded(found.group(3)) == f"runs 2 › starts: {what} Mend it."


def commands_in(out: str) -> list[str]:
    """The lines that GitHub's runner would obey."""
    return [line for line in out.split("\n") if line.strip().startswith("::") or "##[" in line]


@given(TYPED)
def test_nothing_that_is_printed_commands_a_runner(typed: str) -> None:
    one = Problem(typed, 1, 1, ERROR, (typed,), typed, typed)
    for name, write in reports.FORMATS.items():
        if name != "github":  # whose own commands are meant
            assert commands_in(write([one])) == []
    for text in (typed, f"  {typed}", f"a\n{typed}"):
        assert commands_in(reports.for_a_log(text)) == []
    assert json.loads(reports.in_json([typed, {typed: typed}])) == [typed, {typed: typed}]


@given(TYPED, TYPED)
def test_text_is_three_lines_whatever_is_typed(file: str, what: str) -> None:
    one = Problem(file, 1, 1, ERROR, (what,), what, what)
    out = reports.as_text([one])
    assert len(out.splitlines()) == 3
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", out)
    out.encode()
    assert commands_in(out) == []


@given(TYPED)
def test_json_holds_all_of_each_problem(typed: str) -> None:
    one = problem(what=typed)
    (row,) = json.loads(reports.as_json([one]))
    assert row == {
        "file": "a/b.yaml",
        "line": 3,
        "column": 7,
        "severity": "error",
        "code": "some-error",
        "field": ["runs", 1, "starts"],
        "what": typed,
        "mend": "Mend it.",
    }


# The parts of the Reviewdog Diagnostic Format (DiagnosticResult) that we use.
NUMBER = {"type": "integer", "minimum": 1}
POSITION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"line": NUMBER, "column": NUMBER},
}
RDJSON = {
    "type": "object",
    "additionalProperties": False,
    "required": ["diagnostics"],
    "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                    },
                    "location": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["path"],
                        "properties": {
                            "path": {"type": "string"},
                            "range": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["start"],
                                "properties": {"start": POSITION, "end": POSITION},
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_rdjson_has_the_form_that_reviewdog_reads() -> None:
    report = json.loads(reports.as_rdjson(THREE))
    assert list(Draft202012Validator(RDJSON).iter_errors(report)) == []
    assert [row["severity"] for row in report["diagnostics"]] == ["ERROR", "WARNING", "INFO"]
    assert [row["code"]["value"] for row in report["diagnostics"]] == [
        "some-error",
        "some-warning",
        "some-notice",
    ]
    first = report["diagnostics"][0]
    assert first["location"]["path"] == "a/b.yaml"
    assert first["location"]["range"]["start"]["line"] == 3
    assert first["message"] == "runs 2 › starts: It is wrong. Mend it."


def shown(cell: str) -> str:
    """What a reader of the table sees in a cell of its HTML."""
    return unescape(re.sub("<[^>]*>", "", cell)).replace("\u200b", "").strip()


@given(TYPED, TYPED)
def test_the_table_holds_its_form_whatever_is_typed(file: str, what: str) -> None:
    table = reports.as_markdown([problem(file=file, what=what), problem()])
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(table)
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    assert len(rows) == 3
    cells = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    assert [len(row) for row in cells] == [5, 5, 5]
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert shown(cells[1][3]).split() == reports.one_line(what).replace("\u200b", "").split()
    assert shown(cells[1][1]).endswith(":3")


@pytest.mark.parametrize("typed", ["ask @somebody", "ask &#64;somebody", "see #12", "see &#35;12"])
def test_nobody_is_called_and_no_issue_is_meant(typed: str) -> None:
    table = reports.as_markdown([problem(what=typed)])
    # GitHub looks for these in what is left when the markup is read.
    read = re.sub("<[^>]*>", "", MarkdownIt("gfm-like", {"linkify": False}).render(table))
    assert not re.search(r"[@#]\w", read)


@pytest.mark.parametrize("typed", ["https://a.example", "www.a.example", "WWW.a.example"])
def test_nothing_is_linked(typed: str) -> None:
    table = reports.as_markdown([problem(what=typed)])
    # GitHub links addresses while it reads the markup, so none may stand there as it is.
    assert "://" not in table
    assert "www." not in table.lower()


def test_no_problems_are_said_too() -> None:
    assert reports.as_text([]) == ""
    assert reports.as_github([]) == ""
    assert json.loads(reports.as_json([])) == []
    assert json.loads(reports.as_rdjson([]))["diagnostics"] == []
    assert reports.as_markdown([]) == "No problems found.\n"


@given(st.lists(st.sampled_from(THREE), max_size=5))
def test_every_form_tells_every_problem(problems: list[Problem]) -> None:
    assert reports.as_text(problems).count("\n") == 3 * len(problems)
    assert reports.as_github(problems).count("\n") == len(problems)
    assert len(json.loads(reports.as_json(problems))) == len(problems)
    assert len(json.loads(reports.as_rdjson(problems))["diagnostics"]) == len(problems)
    assert len(reports.as_markdown(problems).splitlines()) == (len(problems) + 2 if problems else 1)


def test_the_summary_counts() -> None:
    assert reports.summary([], 0) == "No problems in 0 files."
    assert reports.summary([], 1) == "No problems in 1 file."
    assert reports.summary(THREE, 216) == "1 error, 1 warning, 1 notice in 2 of 216 files."
    assert reports.summary([problem(WARNING)] * 2, 1) == "2 warnings in 1 of 1 file."
    assert reports.count(10_000, "course") == "10,000 courses"


def test_fields_are_counted_from_one() -> None:
    assert field_text(("runs", 0, "sessions", 1, "day")) == "runs 1 › sessions 2 › day"
    assert field_text(()) == ""
    assert field_text(("title",)) == "title"


def test_only_errors_are_errors() -> None:
    assert has_errors(THREE)
    assert not has_errors(THREE[1:])
    assert not has_errors([])
