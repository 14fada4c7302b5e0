"""`.github/ruleset.json`, which owners import, asks for what our workflows can give."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import PROJECT
from tests.github.test_workflows import FILES, workflow

RULESET: dict[str, Any] = json.loads((PROJECT / ".github/ruleset.json").read_bytes())
RULES = {rule["type"]: rule.get("parameters", {}) for rule in RULESET["rules"]}
CHECKS = RULES["required_status_checks"]


@pytest.mark.parametrize("check", CHECKS["required_status_checks"])
def test_a_required_check_is_a_job_that_reports_on_every_pull_request(check: Any) -> None:
    """One that never starts, as its workflow is left out by `paths`, is waited for without end."""
    assert set(check) == {"context"}, "from any source: for a form it is a status"
    always = [workflow(name) for name in FILES if "pull_request" in workflow(name)["on"]]
    jobs = [
        job for read in always if not read["on"]["pull_request"] for job in read["jobs"].values()
    ]
    assert check["context"] in [job["name"] for job in jobs if "if" not in job]


def test_words_that_change_after_the_yes_need_another() -> None:
    asked = RULES["pull_request"]
    assert asked["required_approving_review_count"] == 1
    assert asked["dismiss_stale_reviews_on_push"]
    assert asked["require_last_push_approval"]


def test_nothing_waits_for_ever() -> None:
    assert "merge_queue" not in RULES
    assert not CHECKS["strict_required_status_checks_policy"]
    # Each suggestion of the report would be such a thread.
    assert not RULES["pull_request"]["required_review_thread_resolution"]


def test_it_is_for_main_and_on() -> None:
    assert RULESET["enforcement"] == "active"
    assert RULESET["conditions"]["ref_name"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []}
    assert {"deletion", "non_fast_forward"} <= RULES.keys()
