"""Says on a commit how the checks went, under the names that the ruleset of main requires.

Runs that a workflow asks for do not count there, and those of a workflow's pull request wait until
somebody lets them run; statuses count (docs/decisions/0015).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.github.api import GitHub

CHECKED = ("Courses, providers and venues", "Site")
"""The jobs of check.yml whose end is told."""
NOT_NEEDED = ("Tests", "JavaScript")
"""The jobs of test.yml, which have nothing to do where only courses change."""
_WORDS = {
    "success": "Nothing to fix",
    "failure": "Something has to be fixed: press Details",
    "pending": "Being checked; this takes a few minutes",
}


def run_address() -> str:
    """The page of the run that this is part of."""
    server, run = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_RUN_ID"]
    return f"{server}/{os.environ['GITHUB_REPOSITORY']}/actions/runs/{run}"


def begun(github: GitHub, commit: str) -> None:
    """Say that the checks have begun."""
    for name in CHECKED:
        _post(github, commit, name, "pending", _WORDS["pending"])


def ended(github: GitHub, commit: str, jobs: Iterable[Mapping[str, Any]]) -> None:
    """Say how the jobs of a run went. One that did not end well has failed, whatever it was."""
    ends = {job["name"].rpartition(" / ")[2]: job["conclusion"] for job in jobs}
    for name in CHECKED:
        state = "success" if ends.get(name) == "success" else "failure"
        _post(github, commit, name, state, _WORDS[state])
    for name in NOT_NEEDED:
        _post(github, commit, name, "success", "Not needed: only courses change")


def _post(github: GitHub, commit: str, name: str, state: str, words: str) -> None:
    values = {"context": name, "state": state, "description": words, "target_url": run_address()}
    github.post(f"/statuses/{commit}", values)
