"""Our workflows keep the rules of docs/decisions/0015, read as plain YAML."""

from __future__ import annotations

import os
import re
import subprocess
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from catalogue.github_files import WELCOME
from catalogue.issue_forms import ADD, CHANGE, SEND_IN, SEND_SHEET
from scripts.github.statuses import CHECKED, NOT_NEEDED
from tests.conftest import PROJECT, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(path.name for path in FOLDER.iterdir())
MAY_WRITE = {
    "report.yml": {"pull-requests"},
    "publish.yml": {"attestations", "pages", "id-token"},
    "weekly.yml": {"contents", "issues", "pull-requests"},
    "labels.yml": {"issues"},
    "forms.yml": {"contents", "issues", "pull-requests", "statuses"},
}


def workflow(name: str) -> dict[str, Any]:
    # BaseLoader, because YAML 1.1 takes the word `on` for true.
    loaded: dict[str, Any] = yaml.load(
        (FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return loaded


def steps(name: str) -> Iterator[dict[str, Any]]:
    return chain.from_iterable(job.get("steps", ()) for job in workflow(name)["jobs"].values())


@pytest.mark.parametrize("name", FILES)
def test_every_permission_is_asked_for_by_name(name: str) -> None:
    read = workflow(name)
    assert read["permissions"] in ({}, "", {"contents": "read"}) or read["permissions"] == "{}"
    asked: set[str] = set()
    for job in read["jobs"].values():
        permissions = job.get("permissions", {})
        assert isinstance(permissions, dict)
        asked |= {what for what, how in permissions.items() if how == "write"}
    assert asked == MAY_WRITE.get(name, set())


@pytest.mark.parametrize("name", FILES)
def test_every_action_is_githubs_own_and_pinned_by_its_commit(name: str) -> None:
    for line in (FOLDER / name).read_text(encoding="utf-8").split("\n"):
        if re.search(r"\buses: (?!\./\.github/workflows/)", line):
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_an_action_is_the_same_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for name in FILES:
        for step in steps(name):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault(action, set()).add(commit)
    assert {action: len(commits) for action, commits in pins.items()} == dict.fromkeys(pins, 1)


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_an_event_reaches_a_shell(name: str) -> None:
    for step in steps(name):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("name", FILES)
def test_every_job_ends_in_time_and_says_what_it_does(name: str) -> None:
    jobs = workflow(name)["jobs"].values()
    for job in (job for job in jobs if "uses" not in job):
        assert 0 < int(job["timeout-minutes"]) <= 120
        assert job["name"]


@pytest.mark.parametrize("name", FILES)
def test_no_checkout_leaves_a_token_behind(name: str) -> None:
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", FILES)
def test_no_workflow_may_write_where_a_proposals_code_runs(name: str) -> None:
    read = workflow(name)
    assert "pull_request_target" not in read["on"]
    if "pull_request" in read["on"]:
        assert name not in MAY_WRITE
    if "workflow_run" in read["on"]:
        # What it runs is what is on main: nothing checks out the proposal.
        checkouts = [step for step in steps(name) if "checkout" in step.get("uses", "")]
        assert all("ref" not in step["with"] for step in checkouts)


@pytest.mark.parametrize("name", FILES)
def test_no_secret_is_needed(name: str) -> None:
    assert "secrets." not in (FOLDER / name).read_text(encoding="utf-8")


def test_the_report_waits_for_the_check() -> None:
    assert workflow("report.yml")["on"]["workflow_run"]["workflows"] == [
        workflow("check.yml")["name"]
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_script_and_command_that_is_called_is_there(name: str) -> None:
    from catalogue.cli import commands

    for step in steps(name):
        run = step.get("run", "")
        for module in re.findall(r"-m scripts\.github\.(\w+)", run):
            assert (PROJECT / "scripts" / "github" / f"{module}.py").is_file()
        for command in re.findall(r"catalogue ([\w-]+)", run):
            assert command in commands.commands
        for target in re.findall(r"make ([\w-]+)", run):
            assert f"\n{target}:" in (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_what_a_form_made_is_checked_by_who_may_only_read() -> None:
    jobs = workflow("forms.yml")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["check"]["permissions"] == {"contents": "read"}
    assert jobs["tell"]["needs"] == ["read", "check"]
    assert jobs["tell"]["if"].startswith("always()")
    for step in steps("forms.yml"):  # nothing here runs what was sent in
        assert "ref" not in step.get("with", {})


def test_each_checkout_of_the_check_is_of_what_it_is_called_for() -> None:
    checkouts = [step for step in steps("check.yml") if "checkout" in step.get("uses", "")]
    assert all(step["with"]["ref"].startswith("${{ inputs.ref") for step in checkouts)
    assert "inputs.ref" in workflow("check.yml")["concurrency"]["group"]


def test_the_names_that_are_told_are_those_of_jobs() -> None:
    named = {
        file: {job["name"] for job in workflow(file)["jobs"].values()}
        for file in ("check.yml", "test.yml")
    }
    assert set(CHECKED) <= named["check.yml"]
    assert set(NOT_NEEDED) <= named["test.yml"]


def test_every_form_starts_the_workflow() -> None:
    condition = workflow("forms.yml")["jobs"]["read"]["if"]
    assert all(f"'{form}'" in condition for form in (ADD, CHANGE, SEND_IN, SEND_SHEET))
    assert f"== '{WELCOME}'" in condition


def test_a_run_that_waits_for_a_nod_is_not_reported_on() -> None:
    (job,) = workflow("report.yml")["jobs"].values()
    assert "conclusion != 'action_required'" in job["if"]
    assert "concurrency" in job
    assert "concurrency" not in workflow("report.yml")


REQUIRED = {
    "Courses, providers and venues": "check.yml",
    "Site": "check.yml",
    "Tests": "test.yml",
}
"""The names of the jobs that docs/github.md tells owners to require, and where they are."""


@pytest.mark.parametrize(("job", "name"), REQUIRED.items())
def test_a_required_check_reports_on_every_pull_request(job: str, name: str) -> None:
    """One that is skipped counts as passed; one that never starts, as its workflow is skipped by
    `paths`, is waited for without end."""
    assert f"“{job}”" in (PROJECT / "docs/github.md").read_text(encoding="utf-8")
    read = workflow(name)
    assert not read["on"]["pull_request"]
    assert "branches" in read["on"]["push"]
    assert job in [one["name"] for one in read["jobs"].values()]


def test_tests_run_where_nobody_could_say_what_changed() -> None:
    jobs = workflow("test.yml")["jobs"]
    assert jobs["test"]["needs"] == "changed"
    assert "!cancelled() && needs.changed.outputs.code != 'false'" in jobs["test"]["if"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["content/courses/stec/a.yaml", "providers/stec.yaml", "content/pages/help.md"], "false"),
        (["content/courses/stec/a.yaml", "theme/static/css/a.css"], "true"),
        (["schema/vocabularies/topics.yaml"], "true"),
        (["tests/frozen/content/courses/stec/a.yaml"], "true"),
        (['content/courses/stec/café "new".yaml'], "true"),  # Git quotes it: in doubt they run
        ([], "true"),
    ],
)
def test_only_partners_files_leave_the_tests_out(
    tmp_path: Path, files: list[str], code: str
) -> None:
    tree = Tree(tmp_path / "clone")
    tree.write("theme/old.css", "old")
    before = commit(tree.root)
    for file in files:
        tree.write(file, "new")
    commit(tree.root)
    assert code_changed(tree.root, before) == code


@pytest.mark.parametrize("before", ["", "0" * 40, "nonsense"])
def test_without_a_beginning_the_tests_run(tmp_path: Path, before: str) -> None:
    tree = Tree(tmp_path / "clone")
    tree.write("content/courses/stec/a.yaml", "a")
    commit(tree.root)
    assert code_changed(tree.root, before) == "true"


def test_a_file_that_moves_from_the_code_to_the_courses_is_code(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "clone")
    old = tree.write("theme/old.css", "the same words, moved")
    before = commit(tree.root)
    (tree.root / "content").mkdir()
    old.rename(tree.root / "content/old.css")
    commit(tree.root)
    assert code_changed(tree.root, before) == "true"


def commit(folder: Path) -> str:
    """Commit all that is there, and return the commit."""
    who = ("-c", "user.name=A partner", "-c", "user.email=partner@kiln.example")
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("commit", "-q", "--allow-empty", "-m", "as it is"),
    ):
        subprocess.run(("git", *who, *words), cwd=folder, check=True)
    command = ("git", "rev-parse", "HEAD")
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def code_changed(folder: Path, before: str) -> str:
    """What the workflow says of the changes in a folder since a commit, run as GitHub does."""
    (look,) = (step for step in steps("test.yml") if step.get("id") == "look")
    told = folder.parent / "told"
    subprocess.run(
        ("bash", "-e", "-c", look["run"]),
        cwd=folder,
        env={**os.environ, "BEFORE": before, "GITHUB_OUTPUT": str(told)},
        check=True,
    )
    return told.read_text(encoding="utf-8").strip().removeprefix("code=")


def test_only_a_job_that_builds_nothing_may_sign() -> None:
    jobs = workflow("publish.yml")["jobs"].items()
    signing = {name for name, job in jobs if "attestations" in job.get("permissions", {})}
    assert signing == {"attest"}
    attest = workflow("publish.yml")["jobs"]["attest"]
    assert all("run" not in step for step in attest["steps"])


def test_new_versions_are_looked_for_wherever_something_is_pinned() -> None:
    read = yaml.safe_load((PROJECT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    looked = {
        (one["package-ecosystem"], folder.strip("/"))
        for one in read["updates"]
        for folder in one.get("directories", [one.get("directory")])
    }
    listed = ["git", "ls-files", "*/package-lock.json"]
    ours = subprocess.run(listed, cwd=PROJECT, check=True, capture_output=True, text=True)
    locks = {("npm", file.removesuffix("/package-lock.json")) for file in ours.stdout.split()}
    assert looked == {("pip", "requirements"), ("github-actions", ""), *locks}
    assert all(one["groups"] and one["schedule"]["interval"] == "weekly" for one in read["updates"])
