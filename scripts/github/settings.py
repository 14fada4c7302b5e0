"""What has to be set in a repository on GitHub, in one table: where it is asked, what is right, and
where it is put right. Read by first_day.py; docs/owner.md goes through the same in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.github import asked, judged
from scripts.github.asked import Answer, Asks
from scripts.github.judged import Found, Wanted


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to look at: what it is called, how it is asked, and where it is put right. `absent`
    is what it means that there is no such thing.
    """

    what: str
    asks: Asks
    judge: Callable[[Answer, Wanted], Found]
    mend: str = ""
    absent: Found | None = None


# What is asked more than once.

REPOSITORY = asked.one("")
_RULES_OF_MAIN = asked.one("/rules/branches/main")
_WORKFLOW_RIGHTS = asked.one("/actions/permissions/workflow")
_PAGES = asked.one("/pages")

_GENERAL = "Settings → General"
_ACTIONS = "Settings → Actions → General"
_RULESET = (
    "Settings → Rules → Rulesets: delete it, then New ruleset → Import → .github/ruleset.json"
)
_ORGANISATION = "Organisation → Settings"
_A_PERSONS = Found(False, "the repository belongs to a person and not to an organisation")
_NO_PAGES = Found(False, "Pages is switched off")
_NO_RUN = Found(False, "there is no such workflow")

SETTINGS: Mapping[str, tuple[Setting, ...]] = {
    "The organisation": (
        Setting(
            "The repository belongs to",
            REPOSITORY,
            judged.field("owner.type", "Organization"),
            f"{_GENERAL} → Transfer",
        ),
        Setting(
            "Two-factor sign-in is required",
            asked.of_owner(),
            judged.field("two_factor_requirement_enabled", True),
            f"{_ORGANISATION} → Authentication security",
            _A_PERSONS,
        ),
        Setting(
            "What every member may do",
            asked.of_owner(),
            judged.field("default_repository_permission", "read"),
            f"{_ORGANISATION} → Member privileges → Base permissions: Read",
            _A_PERSONS,
        ),
        Setting(
            "The organisation lets workflows open pull requests",
            asked.of_owner("/actions/permissions/workflow"),
            judged.field("can_approve_pull_request_reviews", True),
            f"{_ORGANISATION} → Actions → General → Workflow permissions",
            _A_PERSONS,
        ),
    ),
    "The repository": (
        Setting("Main branch", REPOSITORY, judged.field("default_branch", "main"), _GENERAL),
        Setting("Who sees it", REPOSITORY, judged.field("visibility", "public"), _GENERAL),
        Setting("Archived", REPOSITORY, judged.field("archived", False), _GENERAL),
        Setting("Issues, for the forms", REPOSITORY, judged.field("has_issues", True), _GENERAL),
        Setting("Pull requests", REPOSITORY, judged.field("has_pull_requests", True), _GENERAL),
        Setting(
            "Who may open pull requests",
            REPOSITORY,
            judged.field("pull_request_creation_policy", "all"),
            f"{_GENERAL} → Pull requests",
        ),
        Setting("Forks", REPOSITORY, judged.field("allow_forking", True), _GENERAL),
        Setting("Wiki", REPOSITORY, judged.field("has_wiki", False), f"{_GENERAL} → Features"),
        Setting(
            "Branches are deleted after a merge",
            REPOSITORY,
            judged.field("delete_branch_on_merge", True),
            f"{_GENERAL} → Pull requests",
        ),
        Setting("Merges by themselves", REPOSITORY, judged.field("allow_auto_merge")),
        Setting("A button to update a branch", REPOSITORY, judged.field("allow_update_branch")),
        Setting("You may change settings", REPOSITORY, judged.field("permissions.admin")),
        Setting(
            "Limits on who may write here now",
            asked.one("/interaction-limits"),
            judged.limits,
            "Settings → Moderation options → Interaction limits",
            Found(True, "none"),
        ),
        Setting(
            "Open pull requests that one person may have",
            asked.one("/interaction-limits/pulls/creation-cap"),
            judged.cap,
            f"{_GENERAL} → Pull requests: 5 or more, as a new place is two files",
            Found(True, "no limit"),
        ),
        Setting("Labels", asked.every("/labels"), judged.labels, "Actions → Labels → Run workflow"),
    ),
    "The people": (
        Setting(
            "Teams",
            asked.every("/teams"),
            judged.teams,
            "Settings → Collaborators and teams; owners.yaml",
        ),
        Setting(
            "Mistakes in CODEOWNERS",
            asked.one("/codeowners/errors", ref="main"),
            judged.owners,
            "each name there must be a team that can be seen and may write",
            Found(False, "there is no such file"),
        ),
        Setting(
            "People from outside, who cannot use an editor with a token",
            asked.every("/collaborators", affiliation="outside"),
            judged.outsiders,
        ),
    ),
    "Actions": (
        Setting("Which actions may run", asked.actions_allowed, judged.github_owned, _ACTIONS),
        Setting(
            "What a workflow may do unasked",
            _WORKFLOW_RIGHTS,
            judged.field("default_workflow_permissions", "read"),
            f"{_ACTIONS} → Workflow permissions: Read",
        ),
        Setting(
            "Workflows may open pull requests",
            _WORKFLOW_RIGHTS,
            judged.field("can_approve_pull_request_reviews", True),
            f"{_ACTIONS} → Allow GitHub Actions to create and approve pull requests",
        ),
        Setting(
            "Whose first pull request waits for a press",
            asked.one("/actions/permissions/fork-pr-contributor-approval"),
            judged.field(
                "approval_policy",
                "all_external_contributors",
                "first_time_contributors_new_to_github",
            ),
            f"{_ACTIONS} → Approval for running fork pull request workflows (docs/owner.md)",
        ),
        Setting(
            "Workflows",
            asked.one("/actions/workflows", per_page=100),
            judged.workflows,
            "Actions → the workflow → Enable workflow",
        ),
        Setting(
            "Check, last time",
            asked.last_run_of("check.yml"),
            judged.last_run(),
            "Actions → Check → Run workflow",
            _NO_RUN,
        ),
        Setting(
            "Weekly, last time",
            asked.last_run_of("weekly.yml"),
            judged.last_run(8),
            "Actions → Weekly → Run workflow",
            _NO_RUN,
        ),
        Setting(
            "Pull requests that wait for a press",
            asked.one(
                "/actions/runs", status="action_required", event="pull_request", per_page=100
            ),
            judged.held,
            "open each, look at what it changes, press “Approve workflows to run”",
        ),
    ),
    "The rules for main": (
        Setting("The ruleset is on", asked.rulesets, judged.enforced, _RULESET),
        Setting("Its rules", _RULES_OF_MAIN, judged.rules, _RULESET),
        Setting("Required checks", _RULES_OF_MAIN, judged.checks, _RULESET),
        Setting("Who may pass by", asked.rulesets, judged.bypass, _RULESET),
        Setting(
            "An older kind of rule",
            asked.one("/branches/main/protection"),
            judged.old_rule,
            "Settings → Branches: delete it",
            Found(True, "none"),
        ),
    ),
    "The site": (
        Setting(
            "What is published (PUBLISH)",
            asked.one("/actions/variables/PUBLISH"),
            judged.field("value", "courses", "examples"),
            "Settings → Secrets and variables → Actions → Variables",
            Found(False, "not set, so nothing"),
        ),
        Setting(
            "Published by",
            _PAGES,
            judged.field("build_type", "workflow"),
            "Settings → Pages → Source: GitHub Actions",
            _NO_PAGES,
        ),
        Setting("Address", _PAGES, judged.address, "SITEURL in pelicanconf.py", _NO_PAGES),
        Setting(
            "Domain",
            _PAGES,
            judged.domain,
            f"{_ORGANISATION} → Pages → Add a domain, before anything else",
            _NO_PAGES,
        ),
        Setting(
            "Certificate",
            _PAGES,
            judged.certificate,
            "wait a day; then Settings → Pages",
            _NO_PAGES,
        ),
        Setting(
            "Only by https",
            _PAGES,
            judged.field("https_enforced", True),
            "Settings → Pages → Enforce HTTPS",
            _NO_PAGES,
        ),
        Setting(
            "Main may publish",
            asked.environment,
            judged.may_publish,
            "Settings → Environments → github-pages",
            Found(False, "never published yet"),
        ),
        Setting(
            "Publish, last time",
            asked.last_run_of("publish.yml"),
            judged.last_run(2),
            "Actions → Publish: read why, then Run workflow",
            _NO_RUN,
        ),
        Setting(
            "The day the site was built",
            asked.site,
            judged.day_built,
            "Actions → Publish",
            _NO_PAGES,
        ),
        Setting("The form at /add/", asked.site, judged.form_there, "Actions → Publish", _NO_PAGES),
        Setting("The editor at /edit/", asked.site, judged.editor_there, absent=_NO_PAGES),
    ),
}
"""All there is to look at, in the order of docs/owner.md."""
