"""Prints problems: for people, for GitHub, for programs. Same problems, five printers.

Called by the command line and the build. Each printer turns a list of problems into one text and
decides nothing.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from catalogue.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from catalogue.problems import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Say each problem in three lines: where, what, how to mend it."""
    lines = []
    for problem in problems:
        field = f" {problem.field_text}:" if problem.field else ""
        where = f"{problem.file}:{problem.line}:{problem.column}"
        lines += [
            f"{where}: {problem.severity.word}:{field} [{problem.code.name}]",
            f"    {problem.what}",
            f"    {problem.mend}",
        ]
    return "".join(f"{one_line(line)}\n" for line in lines)


# A file or a field may have a line break, or a terminal's control codes, in its name.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


_UNSEEN_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# What GitHub's runner obeys in whatever a step prints: a line that begins with two colons, and two
# hashes and a bracket anywhere (TryParseV2 and TryParse of ActionCommand.cs in actions/runner).
_COLONS = re.compile(r"^(\s*):(?=:)")


def one_line(text: str) -> str:
    """Leave out what would break a line or steer a terminal, and part what would command a runner
    of CI.
    """
    text = _UNSEEN.sub(" ", text).replace("##[", "## [")
    return _COLONS.sub(r"\1: ", text)


def for_a_log(text: str) -> str:
    """Write a text of several lines so that each is as harmless as one_line makes it."""
    return "\n".join(map(one_line, text.split("\n")))


def in_json(values: Any) -> str:
    """Write values as JSON that holds all of each text and that no runner obeys, nor a terminal."""
    text = json.dumps(values, ensure_ascii=False, indent=2).replace("##[", "#\\u0023[")
    return _UNSEEN_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Say each problem as a workflow command, which GitHub shows beside the line.

    The format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = []
    for problem in problems:
        place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
        title = _property(problem.code.title)
        lines.append(
            f"::{problem.severity.word} {place},title={title}::{_message(_sentence(problem))}\n"
        )
    return "".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """Give the problems as a list of plain objects."""
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.word,
            "code": problem.code.name,
            "field": list(problem.field),
            "what": problem.what,
            "mend": problem.mend,
        }
        for problem in problems
    ]
    return in_json(rows)


def as_rdjson(problems: Sequence[Problem]) -> str:
    """Give the problems in the Reviewdog Diagnostic Format, for tools that comment on pull
    requests.

    The format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
    """
    severities = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTICE: "INFO"}
    diagnostics = [
        {
            "message": _sentence(problem),
            "location": {
                "path": problem.file,
                "range": {"start": {"line": problem.line, "column": problem.column}},
            },
            "severity": severities[problem.severity],
            "code": {"value": problem.code.name},
        }
        for problem in problems
    ]
    report = {"source": {"name": "catalogue check"}, "diagnostics": diagnostics}
    return in_json(report)


def as_markdown(problems: Sequence[Problem]) -> str:
    """Give the problems as a table for a comment on a pull request."""
    if not problems:
        return "No problems found.\n"
    rows = [
        f"| {problem.severity.word} | {cell(f'{problem.file}:{problem.line}')} | "
        f"{cell(problem.field_text)} "
        f"| {cell(problem.what)} | {cell(problem.mend)} |\n"
        for problem in problems
    ]
    return (
        "| | Where | Field | What is wrong | How to fix it |\n| --- | --- | --- | --- | --- |\n"
        + "".join(rows)
    )


# What a partner typed is quoted in the table: it must not become markup or a link, or end the cell.
_MARKUP = re.compile(r"[&\\`*_{}\[\]<>|~$@#]|(?<=www)\.|:(?=//)", re.IGNORECASE)


def cell(text: str) -> str:
    """Write what somebody typed into a table, so that it is neither markup nor a link."""
    return _MARKUP.sub(lambda found: _spelt_out(found.group()), one_line(text))


def _spelt_out(character: str) -> str:
    # GitHub looks for @mentions and #numbers after reading the markup; an unseen blank stops it.
    return f"&#{ord(character)};{'&#8203;' if character in '@#' else ''}"


def _sentence(problem: Problem) -> str:
    field = f"{problem.field_text}: " if problem.field else ""
    return f"{field}{problem.what} {problem.mend}"


def summary(problems: Sequence[Problem], files: int) -> str:
    """Say in one line how many problems there are, and in how many of the files."""
    if not problems:
        return f"No problems in {count(files, 'file')}."
    kinds = [
        count(sum(problem.severity is severity for problem in problems), severity.word)
        for severity in Severity
        if any(problem.severity is severity for problem in problems)
    ]
    wrong = len({problem.file for problem in problems})
    return f"{', '.join(kinds)} in {wrong} of {count(files, 'file')}."


def count(number: int, noun: str) -> str:
    """Say a number of things: 1 course, 2 courses, 10,000 courses."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "rdjson": as_rdjson,
    "markdown": as_markdown,
}
