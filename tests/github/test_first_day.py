"""`first_day` says of each setting whether it is right, and never more than it knows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from scripts.github import first_day
from scripts.github.settings import SETTINGS
from tests.conftest import PROJECT, TODAY, link
from tests.github.answering import REPOSITORY, TOKEN
from tests.github.settings_standin import SetUp, serving_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OWNERS = 'maintainers: []\nteam: ""\nproviders:\n  stec: ["@partnership/stec"]\n'
Screen = pytest.CaptureFixture[str]


@pytest.fixture
def there() -> Iterator[SetUp]:
    """A repository in which everything is right."""
    with serving_settings(SetUp()) as here:
        yield here


@pytest.fixture
def look(
    there: SetUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> Callable[[], tuple[int, str]]:
    """Looks at it: the exit code, and all that is said."""
    link(tmp_path, "providers", "schema", "reference")
    (tmp_path / ".github").mkdir()
    for name in ("workflows", "labels.yml", "ruleset.json"):
        (tmp_path / ".github" / name).symlink_to(PROJECT / ".github" / name)
    (tmp_path / ".github/owners.yaml").write_text(OWNERS, encoding="utf-8")
    monkeypatch.setattr(first_day, "ROOT", tmp_path)
    monkeypatch.setattr(first_day, "today_in", lambda _zone: TODAY)
    monkeypatch.setattr(sys, "argv", ["first_day", REPOSITORY])
    monkeypatch.setenv("GITHUB_API_URL", there.url)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)

    def run() -> tuple[int, str]:
        code = first_day.main()
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_where_all_is_right_nothing_is_to_do(look: Callable[[], tuple[int, str]]) -> None:
    code, said = look()
    assert code == 0, said
    assert "✗" not in said
    assert "?" not in said
    assert said.count("✓") + said.count("·") == sum(map(len, SETTINGS.values()))
    assert "  ✓ Required checks: “Courses, providers and venues” and “Site”\n" in said
    assert said.endswith("things that can be read are right.\n")


def _set(there: SetUp, way: str, value: Any) -> None:
    inside: Any = there.api
    *before, last = (int(step) if step.isdigit() else step for step in way.split(" "))
    for step in before:
        inside = inside[step]
    inside[last] = value


RUNS = "/actions/workflows/{}.yml/runs workflow_runs"
OLD = {"conclusion": "success", "created_at": "2026-11-01T03:20:00Z", "head_branch": "patch-1"}
PULL = "/rules/branches/main 2 parameters"
CHECKS = "/rules/branches/main 3 parameters required_status_checks"


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        (" owner type", "User", "The repository belongs to: User (Settings → General"),
        ("/orgs/partnership two_factor_requirement_enabled", False, "Two-factor sign-in"),
        ("/orgs/partnership default_repository_permission", "write", "every member may do: write"),
        (
            "/orgs/partnership/actions/permissions/workflow can_approve_pull_request_reviews",
            False,
            "The organisation lets workflows open pull requests: no",
        ),
        (" default_branch", "master", "Main branch: master (Settings → General)"),
        (" visibility", "private", "Who sees it: private"),
        (" archived", True, "Archived: yes"),
        (" has_issues", False, "Issues, for the forms: no"),
        (" has_pull_requests", False, "Pull requests: no"),
        (" has_wiki", True, "Wiki: yes"),
        (" pull_request_creation_policy", "collaborators_only", "Who may open pull requests"),
        (" allow_forking", False, "Forks: no"),
        (" delete_branch_on_merge", False, "Branches are deleted after a merge: no"),
        ("/rules/branches/main", [], "“deletion” is missing, “non_fast_forward” is missing"),
        (f"{PULL} dismiss_stale_reviews_on_push", False, "dismiss_stale_reviews_on_push is no"),
        (f"{PULL} required_review_thread_resolution", True, "resolution is yes and not no"),
        (f"{CHECKS}", [{"context": "Site"}], "“Courses, providers and venues” is not required"),
        (f"{CHECKS} 1 context", "Sight", "“Site” is not required and “Sight” is the name of no"),
        (f"{CHECKS} 1 integration_id", 15368, "“Site” is expected from one source only"),
        ("/rules/branches/main 0", {"type": "merge_queue"}, "there is a merge queue"),
        ("/rulesets/7 enforcement", "disabled", "The ruleset is on: “main” is disabled"),
        ("/rulesets", [], "The ruleset is on: there is none"),
        (
            "/rulesets/7 bypass_actors",
            [{"actor_type": "Team", "bypass_mode": "always"}],
            "Who may pass by: Team may pass by (always)",
        ),
        (
            "/codeowners/errors errors",
            [{"line": 3, "kind": "Unknown owner", "source": "/a @b/c\n"}],
            "Mistakes in CODEOWNERS: line 3: Unknown owner, /a @b/c (",
        ),
        ("/labels", [], "“add a course” is missing"),
        ("/labels 0 color", "000000", "“add a course” has another colour"),
        ("/actions/permissions allowed_actions", "local_only", "Which actions may run: local_only"),
        ("/actions/permissions/selected-actions github_owned_allowed", False, "Which actions may"),
        ("/actions/permissions/workflow default_workflow_permissions", "write", "unasked: write"),
        (
            "/actions/permissions/workflow can_approve_pull_request_reviews",
            False,
            "Workflows may open pull requests: no",
        ),
        (
            "/actions/permissions/fork-pr-contributor-approval approval_policy",
            "first_time_contributors",
            "Whose first pull request waits for a press: first_time_contributors (",
        ),
        (
            "/actions/workflows workflows 0 state",
            "disabled_inactivity",
            "browsers.yml is stopped, after 60 days without a commit",
        ),
        ("/actions/workflows workflows", [], "check.yml is not there"),
        (RUNS.format("check"), [], "Check, last time: never ran on main"),
        (f"{RUNS.format('publish')} 0 conclusion", "failure", "Publish, last time: failure, on 24"),
        (RUNS.format("weekly"), [OLD], "Weekly, last time: success, on 1 November (Actions"),
        ("/actions/runs workflow_runs", [OLD], "wait for a press: patch-1, since 2026-11-01"),
        ("/actions/variables/PUBLISH value", "yes", "What is published (PUBLISH): yes"),
        ("/pages build_type", "legacy", "Published by: legacy"),
        ("/pages https_enforced", False, "Only by https: no"),
        ("/pages cname", "a.example", "Domain: a.example, not verified (Organisation"),
        (
            "/environments/github-pages protection_rules",
            [{"type": "required_reviewers"}],
            "Main may publish: somebody has to say yes",
        ),
        (
            "/environments/github-pages/deployment-branch-policies branch_policies",
            [{"name": "gh-pages"}],
            "Main may publish: main may not publish",
        ),
        ("/teams", [], "Teams: @…/stec has no access here"),
        ("/teams 0 permission", "pull", "Teams: @…/stec may not write"),
        ("/teams 0 privacy", "secret", "Teams: @…/stec is secret"),
        (
            "/interaction-limits",
            {"limit": "existing_users", "expires_at": "2026-11-25"},
            "only existing_users, until 2026-11-25",
        ),
        ("/interaction-limits/pulls/creation-cap max_open_pull_requests", 1, "may have: 1 at once"),
        ("/branches/main/protection", {}, "An older kind of rule: there is one"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_to_put_it_right(
    there: SetUp, look: Callable[[], tuple[int, str]], way: str, value: Any, said: str
) -> None:
    _set(there, way, value)
    code, words = look()
    wrong = [line for line in words.splitlines() if "✗" in line]
    assert code == 1
    assert any(said in line and line.endswith(")") for line in wrong), words
    assert "Put right the first" in words


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("/pages", "✗ Published by: Pages is switched off ("),
        ("/actions/variables/PUBLISH", "✗ What is published (PUBLISH): not set, so nothing ("),
        ("/orgs/partnership", "✗ Two-factor sign-in is required: the repository belongs to a"),
        ("/interaction-limits/pulls/creation-cap", "✓ Open pull requests that one person may have"),
    ],
)
def test_whoever_may_see_all_is_told_what_is_not_there(
    there: SetUp, look: Callable[[], tuple[int, str]], gone: str, said: str
) -> None:
    del there.api[gone]
    assert said in look()[1]
    there.api[""]["permissions"]["admin"] = False
    code, words = look()
    assert code == 1
    assert said not in words
    assert f"? {said[2:].partition(':')[0]}: not known: this token may not read it." in words


def test_what_may_not_be_read_is_never_called_right(
    there: SetUp, look: Callable[[], tuple[int, str]]
) -> None:
    there.refused["/actions"] = (403, "Resource not accessible by personal access token")
    code, said = look()
    assert code == 1
    assert "  ? Workflows: not known: this token may not read it. (Actions → the workflow" in said
    assert said.endswith("0 things to put right, 10 not known.\n")


def test_a_field_that_is_not_told_is_not_known(
    there: SetUp, look: Callable[[], tuple[int, str]]
) -> None:
    del there.api[""]["allow_auto_merge"], there.api["/rulesets/7"]["bypass_actors"]
    del there.api["/environments/github-pages"]["deployment_branch_policy"]
    code, said = look()
    assert code == 1
    assert "? Merges by themselves: not known: GitHub does not tell it to this token." in said
    assert "? Who may pass by: not known" in said
    assert "? Main may publish: not known" in said


@pytest.mark.parametrize(
    ("where", "refusal", "said"),
    [
        ("", (404, "Not Found"), "There is no repository partnership/directory, or this token"),
        ("", (401, "Bad credentials"), "GitHub does not know this token. It may have ended"),
        ("/labels", (403, "API rate limit exceeded for user 1"), "Try again in an hour"),
        ("/labels", (429, "Too many requests"), "GitHub wants fewer questions for now"),
        ("/labels", (502, "Bad gateway"), "GitHub has a fault of its own"),
    ],
)
def test_where_it_is_no_use_to_go_on_it_says_why(
    there: SetUp,
    look: Callable[[], tuple[int, str]],
    where: str,
    refusal: tuple[int, str],
    said: str,
) -> None:
    there.refused[where] = refusal
    code, words = look()
    assert code == 2
    assert said in words.splitlines()[-1]


def test_without_a_network_it_says_so(
    look: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:1")
    code, said = look()
    assert code == 2
    assert said.startswith("GitHub could not be reached:")
    assert len(said.splitlines()) == 1


def test_what_is_not_github_is_told(there: SetUp, look: Callable[[], tuple[int, str]]) -> None:
    there.api[""] = b"<!DOCTYPE html><title>Sign in to the network</title>"
    code, said = look()
    assert code == 2
    assert "What answers there is not GitHub's API." in said


def test_without_a_token_it_asks_and_says_that_it_sees_less(
    look: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.setenv("PATH", str(tmp_path))  # no gh
    _, said = look()
    assert said.startswith("Without a token, so only what everybody may see")


@pytest.mark.parametrize("words", [[], ["directory"], ["a/b", "c"], ["https://github.com/a/b"]])
def test_a_name_that_is_none_is_told(
    look: Callable[[], tuple[int, str]], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["first_day", *words])
    assert look() == (2, "Say which repository: first_day OWNER/REPOSITORY\n")


def test_a_site_that_is_not_ours_or_old_is_told(
    there: SetUp, look: Callable[[], tuple[int, str]]
) -> None:
    there.site.clear()
    assert f"✗ The day the site was built: no site of ours is at {there.url}/site/ (" in look()[1]


def test_what_a_form_proposes_may_wait(there: SetUp, look: Callable[[], tuple[int, str]]) -> None:
    there.api["/actions/runs"]["workflow_runs"] = [{**OLD, "head_branch": "form-12"}]
    assert look()[0] == 0


def test_everything_is_asked_once(there: SetUp, look: Callable[[], tuple[int, str]]) -> None:
    look()
    asked = [path for path in there.asked if path.startswith("/repos")]
    again = {path for path in asked if asked.count(path) > 1}
    assert again <= {f"/repos/{REPOSITORY}/pages"}  # where the site is, as well
