"""What a pull request is told, though all that was handed over may be a lie."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.changes.report import ChangeRow, Hit, Line, Report, as_json
from scripts.github import report_on_pull_request
from scripts.github.api import ApiError, GitHub
from scripts.github.report_on_pull_request import commentable, review_comment
from tests.github.answering import REPOSITORY, TOKEN
from tests.github.standin import StandIn, a_pull

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.conftest import Happens

SHA = "5f1d0c6b7a8e9f00112233445566778899aabbcc"
FILE = "content/courses/stec/knitting.yaml"
PATCH = """\
@@ -1,3 +1,4 @@
 title: Knitting
-level: one
+level: none
+topics: [crafts]
 who_for: All
"""
REPORT = Report(
    "1 course added; 1 page to look at.",
    (
        ChangeRow(
            "Added", "Knitting", "STEC", "courses/stec/knitting/", (Line("Cost", "", "Free"),)
        ),
    ),
    (Hit("error", f"{FILE}:3", "No x.", "Add it."),),
)
SUGGESTION = {"path": FILE, "first": 2, "last": 3, "text": "topics: [crafts]\nlevel: none\n"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the workflow “Check” hands over."""
    made = tmp_path / "report"
    made.mkdir()
    (made / "changes.json").write_text(as_json(REPORT), encoding="utf-8")
    (made / "suggestions.json").write_text(json.dumps([SUGGESTION]), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["report", str(made)])
    return made


@pytest.fixture
def pull(github: StandIn, happens: Happens) -> int:
    """A pull request from a fork, whose checks have just finished."""
    happens("workflow_run")
    github.pulls[7] = a_pull(7, SHA, "add-knitting", "a-tutor")
    github.files = [{"filename": FILE, "status": "added", "patch": PATCH}]
    github.labels = [{"name": "stec"}]
    return 7


def report(github: StandIn, number: int) -> str:
    assert report_on_pull_request.main() == 0
    (said,) = github.said_on(number)
    return said


def test_one_comment_says_what_changes(github: StandIn, pull: int, folder: Path) -> None:
    said = report(github, pull)
    assert "**1 course added; 1 page to look at.**" in said
    assert "Knitting<br>`/courses/stec/knitting/`<br>STEC" in said
    assert f"- error, {FILE}:3: No x. Add it." in said
    assert "actions/runs/4100200300" in said


def test_the_comment_is_edited_in_place(github: StandIn, pull: int, folder: Path) -> None:
    report(github, pull)
    (folder / "changes.json").write_text(as_json(Report("Other.")), encoding="utf-8")
    assert "**Other.**" in report(github, pull)
    before = list(github.written)
    report(github, pull)
    assert [one for one in github.written[len(before) :] if "labels" not in one] == []


def test_nobody_elses_comment_is_edited(github: StandIn, pull: int, folder: Path) -> None:
    body = "<!-- catalogue: report -->\nmine"
    github.comments[1] = {"id": 1, "on": pull, "user": {"login": "a-tutor"}, "body": body}
    assert report_on_pull_request.main() == 0
    assert github.said_on(pull)[0] == body
    assert len(github.said_on(pull)) == 2


def test_a_pull_request_that_moved_on_is_left_alone(
    github: StandIn, pull: int, folder: Path
) -> None:
    github.pulls[pull]["head"]["sha"] = "0" * 40
    assert report_on_pull_request.main() == 0
    assert github.written == []


def test_a_fork_that_is_gone_is_left_alone(github: StandIn, happens: Happens, folder: Path) -> None:
    happens("workflow_run", workflow_run__head_repository=None)
    assert report_on_pull_request.main() == 0
    assert github.written == []


def test_a_pull_request_into_another_repository_is_left_alone(
    github: StandIn, pull: int, folder: Path
) -> None:
    github.pulls[pull]["base"]["repo"]["full_name"] = "a-tutor/directory"
    assert report_on_pull_request.main() == 0
    assert github.written == []


def test_the_partners_label_is_given(github: StandIn, pull: int, folder: Path) -> None:
    report(github, pull)
    assert github.pulls[pull]["labels"] == [{"name": "stec"}]


def test_no_label_is_made_up(github: StandIn, pull: int, folder: Path) -> None:
    github.labels = []
    report(github, pull)
    assert github.pulls[pull]["labels"] == []


def test_a_suggestion_is_made_once(github: StandIn, pull: int, folder: Path) -> None:
    report(github, pull)
    report(github, pull)
    (review,) = github.reviews
    assert (review["commit_id"], review["event"]) == (SHA, "COMMENT")
    (comment,) = review["comments"]
    assert (comment["path"], comment["start_line"], comment["line"]) == (FILE, 2, 3)
    assert comment["body"].endswith("```suggestion\ntopics: [crafts]\nlevel: none\n```\n")


@pytest.mark.parametrize(
    "change",
    [
        {"first": 2, "last": 5},
        {"first": 3, "last": 2},
        {"first": 0, "last": 1},
        {"first": "2"},
        {"first": True},
        {"path": "Makefile"},
        {"path": None},
        {"text": 5},
        {"text": "x" * 6_000},
        {"last": 10**9},
    ],
)
def test_a_suggestion_that_does_not_fit_is_not_made(
    github: StandIn, pull: int, folder: Path, change: dict[str, Any]
) -> None:
    found = ["nonsense", SUGGESTION | change]
    (folder / "suggestions.json").write_text(json.dumps(found), encoding="utf-8")
    report(github, pull)
    assert github.reviews == []


def test_a_suggestion_cannot_leave_its_block() -> None:
    body = review_comment({**SUGGESTION, "text": "a: 1\n````\n@everyone\n"})["body"]
    assert "`````suggestion\n" in body
    assert body.endswith("\n`````\n")


def test_a_suggestion_may_take_lines_away() -> None:
    assert "```suggestion\n```\n" in review_comment({**SUGGESTION, "text": ""})["body"]


def test_only_lines_of_the_change_can_be_commented_on() -> None:
    assert commentable(PATCH) == {1, 2, 3, 4}
    two = "@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n@@ -10,2 +10,2 @@\n c\n-d\n+e"
    assert commentable(two) == {1, 10, 11}
    assert commentable("") == set()


@pytest.mark.parametrize("raw", [b"", b"nonsense", b'{"summary": 1}', b"[" * 50_000])
def test_whatever_is_handed_over_there_is_a_comment(
    github: StandIn, pull: int, folder: Path, raw: bytes
) -> None:
    for name in ("changes", "suggestions"):
        (folder / f"{name}.json").write_bytes(raw)
    assert "could not be worked out" in report(github, pull)


def test_without_any_file_there_is_a_comment(github: StandIn, pull: int, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert "could not be worked out" in report(github, pull)


def test_a_link_is_not_followed(github: StandIn, pull: int, folder: Path) -> None:
    secret = folder / "secret"
    secret.write_text(as_json(Report("A secret.")), encoding="utf-8")
    (folder / "changes.json").unlink()
    (folder / "changes.json").symlink_to(secret)
    assert "A secret" not in report(github, pull)


def test_what_is_mixed_is_what_github_says_and_not_what_was_left(
    github: StandIn, pull: int, folder: Path
) -> None:
    lie = replace(REPORT, mixed=("All is well.",))
    (folder / "changes.json").write_text(as_json(lie), encoding="utf-8")
    github.files.append({"filename": "catalogue/loading.py", "status": "modified"})
    said = report(github, pull)
    assert "All is well" not in said
    assert "Please make two changes of it" in said
    assert said.index("do not rely on it") < said.index("1 course added")


def test_the_pages_can_be_seen_where_the_run_left_them(
    github: StandIn, pull: int, folder: Path
) -> None:
    assert "See the pages" not in report(github, pull)
    github.artifacts = [{"id": 5, "name": "preview.html", "expired": False}]
    assert "actions/runs/4100200300/artifacts/5)" in report(github, pull)
    github.artifacts[0]["expired"] = True
    assert "See the pages" not in report(github, pull)


def test_a_file_that_moves_away_from_a_partner_counts(
    github: StandIn, pull: int, folder: Path
) -> None:
    moved = {"filename": FILE, "previous_filename": "content/courses/wea/knitting.yaml"}
    github.files = [{**moved, "status": "renamed"}]
    assert "files of 2 organisations: stec and wea" in report(github, pull)


def test_the_token_is_needed_and_a_refusal_is_told(github: StandIn) -> None:
    with pytest.raises(ApiError, match="GitHub answered 401: Bad credentials"):
        GitHub(github.url, REPOSITORY, "another").get("/labels")
    assert list(GitHub(github.url, REPOSITORY, TOKEN).all("/labels")) == []


def test_a_long_list_is_read_to_its_end(github: StandIn) -> None:
    github.labels = [{"name": str(number)} for number in range(250)]
    assert len(list(GitHub(github.url, REPOSITORY, TOKEN).all("/labels"))) == 250


def test_no_answer_is_told() -> None:
    with pytest.raises(ApiError, match="could not be reached"):
        GitHub("http://127.0.0.1:9", REPOSITORY, TOKEN).get("/labels")
