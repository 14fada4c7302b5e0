"""The way: steps of check.yml as they stand, then what report.yml says of their files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts.github import report_on_pull_request
from tests.conftest import COURSE, FROZEN, PROJECT, PROVIDER, VENUE, Tree, in_git
from tests.github.standin import StandIn, a_pull

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.conftest import Happens

POTTERY = "content/courses/the-kiln/pottery.yaml"
GLASS = "content/courses/the-kiln/glass.yaml"


@pytest.fixture
def proposal(tmp_path: Path) -> Tree:
    """A clone on a branch that changes one course, adds one, and is a little untidy."""
    made = Tree(tmp_path / "clone")
    made.write(POTTERY, COURSE)
    made.write("content/venues/the-shed.yaml", VENUE)
    made.write("providers/the-kiln.yaml", PROVIDER)
    for folder in ("schema", "reference"):
        shutil.copytree(FROZEN / folder, made.root / folder)
    made.write(".gitignore", ".venv\nreport\n")
    in_git(made.root, "init", "-q", "-b", "main")
    in_git(made.root, "add", ".")
    in_git(made.root, "commit", "-q", "-m", "the catalogue")
    in_git(made.root, "switch", "-q", "-c", "add-glass")
    made.write(POTTERY, COURSE.replace("level: none", "level:   'none'"))
    glass = COURSE.replace("Pottery", "Glass").replace("09:30", "9:30").replace("none", "hard")
    made.write(GLASS, glass)
    in_git(made.root, "add", ".")
    in_git(made.root, "commit", "-q", "-m", "glass")
    # In a workflow this is what `make setup` installs.
    shim = made.write(
        ".venv/bin/catalogue",
        f'#!/bin/sh\nPYTHONPATH="{PROJECT}" exec "{sys.executable}" -m catalogue "$@"\n',
    )
    shim.chmod(0o755)
    return made


def test_what_check_finds_is_what_report_tells(
    proposal: Tree,
    github: StandIn,
    happens: Happens,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = yaml.safe_load((PROJECT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    steps = check["jobs"]["changes"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Work out what changes")
    summary = tmp_path / "summary.md"
    settings = {**os.environ, "BASE": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run(("bash", "-e", "-c", script), cwd=proposal.root, env=settings, check=True)
    assert "1 file left out" in summary.read_text(encoding="utf-8")

    sha = in_git(proposal.root, "rev-parse", "HEAD").strip()
    happens("workflow_run", workflow_run__head_sha=sha)
    github.pulls[3] = a_pull(3, sha, "add-knitting", "a-tutor")
    patch = in_git(proposal.root, "diff", "main", "--", POTTERY)
    github.files = [{"filename": POTTERY, "patch": patch}, {"filename": GLASS, "patch": ""}]
    monkeypatch.setattr(sys, "argv", ["report", str(proposal.root / "report")])
    assert report_on_pull_request.main() == 0
    (said,) = github.said_on(3)
    assert "**1 file left out.**" in said
    assert f"- error, {GLASS}:6: " in said
    assert "“hard”" in said
    ((suggestion,),) = (review["comments"] for review in github.reviews)
    assert (suggestion["path"], suggestion["line"]) == (POTTERY, 6)
    assert "suggestion\nlevel: none\n```" in suggestion["body"]


def test_the_script_that_may_write_needs_nothing_installed() -> None:
    """So that those workflows run nothing but Python itself and what is on main."""
    for module in ("report_on_pull_request", "tell_form"):
        command = (sys.executable, "-S", "-c", f"import scripts.github.{module}")
        subprocess.run(command, cwd=PROJECT, check=True)
