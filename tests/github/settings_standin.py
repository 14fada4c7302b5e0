"""A repository on GitHub in which everything is set as docs/owner.md wants it, to be set otherwise.
It answers nothing but GET."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from catalogue.site.published import Published, pack_record
from scripts.github import labels
from tests.conftest import PROJECT, TODAY
from tests.github.answering import REPOSITORY, Asked, Said, answering

_WORKFLOWS = sorted(path.name for path in (PROJECT / ".github/workflows").iterdir())
_RULES = json.loads((PROJECT / ".github/ruleset.json").read_bytes())
_RUN = {"conclusion": "success", "created_at": "2026-11-24T03:20:00Z", "head_branch": "main"}


@dataclass
class SetUp:
    """What each address answers. One that is not there is a 404, and `refused` says it otherwise,
    by the beginning of an address."""

    url: str = ""
    refused: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    api: dict[str, Any] = field(default_factory=lambda: json.loads(json.dumps(_AS_IT_SHOULD_BE)))
    site: dict[str, bytes] = field(
        default_factory=lambda: {
            "/published.json.gz": pack_record(Published(TODAY)),
            "/add/index.html": b"the form",
        }
    )

    def answer(self, path: str, page: int) -> tuple[int, Any]:
        """What GitHub would say, with its status."""
        short = path.removeprefix(f"/repos/{REPOSITORY}")
        for beginning, (status, words) in self.refused.items():
            if short.startswith(beginning):
                return status, {"message": words}
        if short not in self.api:
            return 404, {"message": "Not Found"}
        found = self.api[short]
        if short == "/pages":
            found = {**found, "html_url": f"{self.url}/site/"}
        return 200, [] if page > 1 and isinstance(found, list) else found


_AS_IT_SHOULD_BE: dict[str, Any] = {
    "": {
        "owner": {"type": "Organization"},
        "default_branch": "main",
        "visibility": "public",
        "archived": False,
        "has_issues": True,
        "has_pull_requests": True,
        "has_wiki": False,
        "pull_request_creation_policy": "all",
        "allow_forking": True,
        "allow_auto_merge": False,
        "allow_update_branch": True,
        "delete_branch_on_merge": True,
        "permissions": {"admin": True},
    },
    "/orgs/partnership": {
        "two_factor_requirement_enabled": True,
        "default_repository_permission": "read",
    },
    "/orgs/partnership/actions/permissions/workflow": {"can_approve_pull_request_reviews": True},
    "/rules/branches/main": _RULES["rules"],
    "/rulesets": [{"id": 7}],
    "/rulesets/7": {"id": 7, **_RULES},
    "/codeowners/errors": {"errors": []},
    "/labels": labels.wanted(PROJECT),
    "/actions/permissions": {"enabled": True, "allowed_actions": "selected"},
    "/actions/permissions/selected-actions": {"github_owned_allowed": True},
    "/actions/permissions/workflow": {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": True,
    },
    "/actions/permissions/fork-pr-contributor-approval": {
        "approval_policy": "first_time_contributors_new_to_github"
    },
    "/actions/workflows": {
        "workflows": [
            {"path": f".github/workflows/{name}", "state": "active"} for name in _WORKFLOWS
        ]
    },
    **{
        f"/actions/workflows/{name}/runs": {"workflow_runs": [_RUN]}
        for name in ("check.yml", "publish.yml", "weekly.yml")
    },
    "/actions/runs": {"workflow_runs": []},
    "/actions/variables/PUBLISH": {"value": "courses"},
    "/pages": {
        "build_type": "workflow",
        "cname": None,
        "protected_domain_state": None,
        "https_enforced": True,
    },
    "/environments/github-pages": {
        "protection_rules": [{"type": "branch_policy"}],
        "deployment_branch_policy": {"custom_branch_policies": True},
    },
    "/environments/github-pages/deployment-branch-policies": {
        "branch_policies": [{"name": "main"}]
    },
    "/teams": [{"slug": "stec", "permission": "push", "privacy": "closed"}],
    "/collaborators": [],
    "/interaction-limits": {},
    "/interaction-limits/pulls/creation-cap": {"max_open_pull_requests": 10},
}


@contextmanager
def serving_settings(here: SetUp) -> Iterator[SetUp]:
    """Answer on this machine until the end of the block."""
    with answering(partial(_said, here)) as here.url:
        yield here


def _said(here: SetUp, asked: Asked) -> Said:
    here.asked.append(asked.path)
    if asked.path.startswith("/site/"):
        raw = here.site.get(asked.path.removeprefix("/site"))
        return Said(raw, 404 if raw is None else 200)
    status, what = here.answer(asked.path, int(asked.query.get("page", "1")))
    return Said(what, status)
