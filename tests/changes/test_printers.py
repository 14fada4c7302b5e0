"""A report written by somebody unknown stays a report: no markup, no links, no pings, no end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from catalogue.changes.printers import as_markdown, as_text
from catalogue.changes.report import (
    MOST_BYTES,
    BadReport,
    ChangeRow,
    Hit,
    Line,
    Report,
    as_json,
    read_report,
)

ROW = ChangeRow(
    "Changed", "Pottery", "The Kiln", "courses/the-kiln/pottery/", (Line("Cost", "Free", "£48"),)
)
HIT = Hit("error", "content/venues/x.yaml", "Gone.", "Put it back.", ("a.yaml",), ("The Kiln",))
REPORT = Report(
    "1 course changed; 1 page to look at.",
    (ROW,),
    (HIT,),
    look_alikes=("Twice.",),
    effects=("Near it live 10.",),
    mixed=("Mixed.",),
    lost=("L.",),
)
NASTY = "<img src=x> | [a](https://bad.example) @everyone #1 `x` **b** <!-- --> https://b.example\n"


def test_a_report_is_read_as_it_was_written() -> None:
    assert read_report(as_json(REPORT).encode()) == REPORT


def test_a_table_links_each_thing_to_its_page() -> None:
    markdown = as_markdown(REPORT, "https://preview.example")
    assert "[Pottery](https://preview.example/courses/the-kiln/pottery/)" in markdown
    assert "Cost: Free → £48" in markdown
    assert "**Who lives near what is new:**\n\n- Near it live 10." in markdown
    assert "`/courses/the-kiln/pottery/`" in as_markdown(REPORT)


def test_nothing_that_was_typed_becomes_markup() -> None:
    line = Line(NASTY, NASTY, NASTY)
    row = ChangeRow(NASTY, NASTY, NASTY, "courses/](https://bad.example)/", (line,))
    hit = Hit(NASTY, NASTY, NASTY, NASTY, (NASTY,), (NASTY,))
    report = Report(NASTY, (row,), (hit,), (NASTY,), (NASTY,), (NASTY,))
    markdown = as_markdown(report, "https://p.example")
    for mark in ("<img", "](", "@everyone", "#1 ", "<!--", "https://bad", "https://b."):
        assert mark not in markdown
    assert markdown.count("\n| ") == 3
    assert as_text(Report(NASTY)).count("\n") == 1


def test_whom_a_problem_hits_is_told() -> None:
    assert "This hits 1 file of The Kiln: a.yaml" in as_text(REPORT)
    assert "Gone. Put it back." in as_markdown(REPORT)


def test_a_long_report_is_cut_and_says_so() -> None:
    lines = tuple(Line(str(number), "", "x" * 900) for number in range(40))
    markdown = as_markdown(
        Report("Much.", tuple(ChangeRow("A", "t", "", "", lines) for _ in range(300)))
    )
    assert "and 28 more" in markdown
    assert "And 200 more." in markdown


def test_a_report_that_is_too_much_is_still_one() -> None:
    lines = tuple(Line("Cost", "x" * 900, "x" * 900) for _ in range(300))
    much = Report("Much.", tuple(ChangeRow("Added", "t", "", "", lines) for _ in range(20)))
    assert 0 < len(read_report(as_json(much).encode()).rows) < 20


@pytest.mark.parametrize(
    "change",
    [
        {"summary": 1},
        {"summary": "x" * 3000},
        {"rows": "all"},
        {"rows": [{}] * 500},
        {"rows": [7]},
        {"rows": [{"kind": "Added", "title": "t", "whose": "", "page": "", "lines": [{}]}]},
        {"look_alikes": [None]},
        {"mixed": None},
        {"problems": [{"severity": "error"}]},
    ],
)
def test_what_is_no_report_is_refused(change: dict[str, Any]) -> None:
    values = json.loads(as_json(REPORT)) | change
    with pytest.raises(BadReport):
        read_report(json.dumps(values).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"[" * 100_000, b" " * (MOST_BYTES + 1)])
def test_what_is_no_json_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(BadReport):
        read_report(raw)
