"""One issue a partner and one about links: written once, edited, closed, opened again."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from scripts.github import accepted_loss, labels, site_address, weekly
from tests.conftest import FROZEN, TODAY, in_git
from tests.github.standin import StandIn, a_pull

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.conftest import Happens

OVERDUE = {"provider": "stec", "course": "stec/a", "title": "A @b", "why": "ended on Monday"}
DEAD = {"url": "https://a.test/x", "state": "dead", "why": "no page (404)", "files": ["f.yaml"]}


@pytest.fixture(autouse=True)
def repository(github: StandIn, tmp_path: Path) -> None:
    """Branches of forms, and one that is nobody's business."""
    github.bare = tmp_path / "bare.git"
    subprocess.run(("git", "init", "-q", "--bare", str(github.bare)), check=True)
    tree = github.git("mktree", into=b"")
    commit = github.git("commit-tree", tree, into=b"empty")
    for branch in ("form-1", "form-2", "form-3", "form-of-ours"):
        github.git("update-ref", f"refs/heads/{branch}", commit)


@pytest.fixture
def tell(github: StandIn, happens: Happens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets a week go by, with what the two commands found."""
    happens("workflow_run")
    monkeypatch.chdir(FROZEN)

    def week(overdue: list[dict[str, Any]], links: list[dict[str, Any]]) -> None:
        for name, rows in (("overdue", overdue), ("links", links)):
            (tmp_path / name).write_text(json.dumps(rows), encoding="utf-8")
        monkeypatch.setattr(
            sys, "argv", ["weekly", str(tmp_path / "overdue"), str(tmp_path / "links")]
        )
        assert weekly.main(TODAY) == 0

    return week


def test_nothing_to_say_writes_nothing(github: StandIn, tell: Any) -> None:
    tell([], [])
    assert github.written == []


def test_a_partner_is_told_once_and_the_issue_is_renewed(github: StandIn, tell: Any) -> None:
    tell([OVERDUE], [])
    tell([OVERDUE, {**OVERDUE, "course": "stec/b"}], [])
    (issue,) = github.issues.values()
    assert issue["title"] == "Please look these courses over: stec"
    assert {"name": "stec"} in issue["labels"]
    assert "2 courses to look over" in issue["body"]
    assert "`content/courses/stec/b.yaml`" in issue["body"]
    assert "@b" not in issue["body"]
    assert "issues/new?template=3-send-in.yml" in issue["body"]
    assert "text=stec%2Fb%3A+still+right" in issue["body"]


def test_the_same_week_again_changes_nothing(github: StandIn, tell: Any) -> None:
    tell([OVERDUE], [DEAD])
    before = list(github.written)
    tell([OVERDUE], [DEAD])
    assert github.written == before


def test_it_closes_by_itself_and_opens_again(github: StandIn, tell: Any) -> None:
    tell([OVERDUE], [])
    tell([], [])
    assert github.issues[1]["state"] == "closed"
    before = list(github.written)
    tell([], [])
    assert github.written == before
    tell([OVERDUE], [])
    assert github.issues[1]["state"] == "open"
    assert len(github.issues) == 1


def test_nobody_elses_issue_is_edited(github: StandIn, tell: Any) -> None:
    github.add_issue("<!-- catalogue: links -->\nmine", [], user="a-tutor")
    tell([], [DEAD])
    assert github.issues[1]["body"].endswith("mine")
    assert len(github.issues) == 2


def test_links_are_told_by_how_they_fail(github: StandIn, tell: Any) -> None:
    tell([], [DEAD, {**DEAD, "state": "unsure", "why": "no answer"}])
    body = github.issues[1]["body"]
    assert body.index("not there any more") < body.index("may be all right")


def test_a_site_that_was_away_for_a_moment_is_no_issue(github: StandIn, tell: Any) -> None:
    tell([], [{**DEAD, "state": "unsure"}])
    assert github.issues == {}


LABELS = """\
- {name: stec, color: 5b6470, description: About Speke Training and Education Centre}
- {name: wea, color: 9fb3c8, description: About the WEA}
"""


def test_branches_of_forms_that_are_done_with_are_taken_away(github: StandIn, tell: Any) -> None:
    for number, branch in enumerate(("form-1", "form-2", "form-of-ours"), 11):
        github.pulls[number] = a_pull(number, "0" * 40, branch) | {"state": "closed"}
    github.pulls[12]["state"] = "open"
    tell([], [])
    left = github.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    assert left == ["form-2", "form-3", "form-of-ours"]  # of form-3 there is no pull request yet


def test_checks_that_wait_for_a_nod_are_told(github: StandIn, tell: Any) -> None:
    run = {
        "head_sha": "0" * 40,
        "head_branch": "add-knitting",
        "created_at": "2026-11-20T09:00:00Z",
        "html_url": "https://github.example/runs/5",
    }
    github.runs = [run, {**run, "created_at": "2026-11-23T09:00:00Z"}, {**run, "head_sha": "1"}]
    tell([], [])
    assert github.issues == {}
    github.pulls[12] = a_pull(12, "0" * 40, "add-knitting")
    tell([], [])
    (issue,) = github.issues.values()
    assert issue["body"].count("https://github.example/runs/5") == 1
    github.runs = []
    tell([], [])
    assert issue["state"] == "closed"


def test_labels_are_made_and_changed_and_others_left(
    github: StandIn, happens: Happens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("workflow_run")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/labels.yml").write_text(LABELS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    github.labels = [
        {"name": "bug", "color": "ff0000", "description": ""},
        {"name": "STEC", "color": "000000", "description": "old"},
    ]
    assert labels.main() == 0
    named = {label["name"]: label for label in github.labels}
    assert named["bug"]["color"] == "ff0000"
    assert named["stec"]["description"] == "About Speke Training and Education Centre"
    assert "wea" in named
    before = list(github.written)
    assert labels.main() == 0
    assert github.written == before


def test_the_address_of_the_site_is_that_of_pages_unless_one_is_set(
    github: StandIn,
    happens: Happens,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happens("workflow_run")
    assert site_address.main() == 1
    assert "switch GitHub Pages on" in capsys.readouterr().err
    github.pages_url = "https://partnership.example/directory/"
    assert site_address.main() == 0
    assert capsys.readouterr().out == "https://partnership.example/directory\n"
    monkeypatch.setattr("pelicanconf.SITEURL", "https://courses.example/")
    assert site_address.main() == 0
    assert capsys.readouterr().out == "https://courses.example\n"


def test_loss_is_accepted_by_words_or_by_a_label_on_the_pull_request(
    github: StandIn,
    happens: Happens,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happens("workflow_run")
    monkeypatch.setenv("GITHUB_SHA", "a1b2")
    github.pulls[7] = {"number": 7, "merge_commit_sha": "a1b2", "labels": [{"name": "stec"}]}
    assert accepted_loss.main() == 0
    assert capsys.readouterr().out == "\n"
    github.pulls[7]["labels"].append({"name": "loss accepted"})
    assert accepted_loss.main() == 0
    assert capsys.readouterr().out == "pull request 7 has the label “loss accepted”\n"
    monkeypatch.setenv("TYPED", " The hall\n has closed. ")
    assert accepted_loss.main() == 0
    assert capsys.readouterr().out == "The hall has closed.\n"


def test_addresses_are_proposed_once_and_the_proposal_is_renewed(
    github: StandIn, happens: Happens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("workflow_run")
    here = tmp_path / "checkout"
    (here / "content").mkdir(parents=True)
    (here / "providers").mkdir()
    in_git(here, "init", "-q")
    monkeypatch.chdir(here)
    main = github.git("rev-parse", "form-1")
    github.git("update-ref", "refs/heads/main", main)
    nothing = tmp_path / "nothing.json"
    nothing.write_text("[]", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["weekly", str(nothing), str(nothing)])
    assert weekly.main(TODAY) == 0
    assert not github.pulls
    for text in ("first\n", "second\n"):
        (here / "content/addresses.csv").write_text(text, encoding="utf-8")
        assert weekly.main(TODAY) == 0
    [pull] = github.pulls.values()
    assert pull["title"] == "site: list the addresses that were published"
    assert github.git("show", "addresses:content/addresses.csv") == "second"
