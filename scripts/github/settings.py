"""What has to be set in a repository on GitHub, in one table: where it is asked, what is right, and
where it is put right. Read by first_day.py; docs/owner.md goes through the same in order.

The addresses and fields: https://docs.github.com/rest
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pelicanconf
from catalogue.quoting import listed
from catalogue.site.live import live_at, read_record
from catalogue.site.processes import BuildFailed
from scripts.github.api import GitHub

Answer = Any
"""What GitHub says, as JSON."""
Asks = Callable[[GitHub], Answer]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the project's own files say should be on GitHub, and what day it is."""

    today: date
    labels: list[dict[str, str]]
    workflows: frozenset[str]
    jobs: frozenset[str]
    rules: list[dict[str, Any]]
    teams: frozenset[str]
    site_url: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `right` is None where it is told and not judged."""

    right: bool | None
    words: str


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


# How things are asked.


def _one(path: str, **query: str | int) -> Asks:
    return lambda github: github.get(path, **query)


def _all(path: str, **query: str | int) -> Asks:
    return lambda github: list(github.all(path, **query))


def _of_owner(path: str = "") -> Asks:
    return lambda github: github.get_of_owner(path)


def _last_run_of(workflow: str) -> Asks:
    return _one(f"/actions/workflows/{workflow}/runs", branch="main", per_page=1)


def _rulesets(github: GitHub) -> Answer:
    found = github.get("/rulesets", includes_parents="true")
    return [github.get(f"/rulesets/{one['id']}") for one in found]


def _actions_allowed(github: GitHub) -> Answer:
    answer = github.get("/actions/permissions")
    if answer.get("allowed_actions") == "selected":
        answer |= github.get("/actions/permissions/selected-actions")
    return answer


def _environment(github: GitHub) -> Answer:
    answer = github.get("/environments/github-pages")
    if (answer["deployment_branch_policy"] or {}).get("custom_branch_policies"):
        found = github.get("/environments/github-pages/deployment-branch-policies")
        answer["branches"] = [one["name"] for one in found["branch_policies"]]
    return answer


def _site(github: GitHub) -> Answer:
    address = pelicanconf.SITEURL or github.get("/pages")["html_url"]
    try:
        live = live_at(address)
        record = read_record(live, needed=False)
        pages = {name: live.read(f"{name}/index.html") is not None for name in ("add", "edit")}
    except BuildFailed as failed:
        return {"address": address, "why": str(failed).partition(" Try again")[0]}
    return {"address": address, "day": record and record.day, **pages}


# What is right.


def _yes_or_no(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _field(way: str, *right: object) -> Callable[[Answer, Wanted], Found]:
    """Judge a field by what it may be. A KeyError says that GitHub did not tell it."""

    def judge(answer: Answer, _: Wanted) -> Found:
        for step in way.split("."):
            answer = answer[step]
        return Found(answer in right if right else None, _yes_or_no(answer))

    return judge


def _none_of(wrong: Iterable[str], fine: str) -> Found:
    wrong = list(wrong)
    return Found(not wrong, listed(wrong, "and") if wrong else fine)


def _rules(answer: Answer, wanted: Wanted) -> Found:
    there = {rule["type"]: rule.get("parameters", {}) for rule in answer}
    wrong = [
        *(f"“{rule['type']}” is missing" for rule in wanted.rules if rule["type"] not in there),
        *(
            f"{name} is {_yes_or_no(there[rule['type']].get(name))} and not {_yes_or_no(value)}"
            for rule in wanted.rules
            for name, value in rule.get("parameters", {}).items()
            if rule["type"] in there
            and name != "required_status_checks"
            and there[rule["type"]].get(name) != value
        ),
    ]
    if "merge_queue" in there:
        wrong.append("there is a merge queue, which would wait for ever")
    return _none_of(wrong, "as in .github/ruleset.json")


def _checks(answer: Answer, wanted: Wanted) -> Found:
    (ours,) = _required(wanted.rules)
    found = [check for checks in _required(answer) for check in checks]
    names = {check["context"] for check in found}
    wrong = [f"“{one['context']}” is not required" for one in ours if one["context"] not in names]
    wrong += [f"“{name}” is the name of no job" for name in sorted(names - wanted.jobs)]
    wrong += [
        f"“{check['context']}” is expected from one source only"
        for check in found
        if check.get("integration_id")
    ]
    return _none_of(wrong, listed([f"“{one['context']}”" for one in ours], "and"))


def _required(rules: Iterable[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    of_checks = (rule for rule in rules if rule["type"] == "required_status_checks")
    return [rule["parameters"]["required_status_checks"] for rule in of_checks]


def _bypass(answer: Answer, _: Wanted) -> Found:
    past = [actor for ruleset in answer for actor in ruleset["bypass_actors"]]
    wrong = [
        f"{actor['actor_type']} may pass by ({actor['bypass_mode']})"
        for actor in past
        if (actor["actor_type"], actor["bypass_mode"]) != ("OrganizationAdmin", "pull_request")
    ]
    return _none_of(wrong, "nobody but the owners, in a pull request")


def _enforced(answer: Answer, _: Wanted) -> Found:
    if not answer:
        return Found(False, "there is none")
    wrong = [f"“{one['name']}” is {one['enforcement']}" for one in answer if not _is_active(one)]
    return _none_of(wrong, listed([f"“{one['name']}”" for one in answer], "and"))


def _is_active(ruleset: Mapping[str, Any]) -> bool:
    return bool(ruleset["enforcement"] == "active")


def _owners(answer: Answer, _: Wanted) -> Found:
    lines = (
        f"line {one['line']}: {one['kind']}, {one['source'].strip()}" for one in answer["errors"]
    )
    return _none_of(lines, "no mistake")


def _labels(answer: Answer, wanted: Wanted) -> Found:
    there = {label["name"].casefold(): label["color"].casefold() for label in answer}
    wrong = [
        f"“{label['name']}” {'has another colour' if label['name'] in there else 'is missing'}"
        for label in wanted.labels
        if there.get(label["name"].casefold()) != label["color"].casefold()
    ]
    return _none_of(wrong, f"all {len(wanted.labels)}")


def _workflows(answer: Answer, wanted: Wanted) -> Found:
    states = {one["path"].rpartition("/")[2]: one["state"] for one in answer["workflows"]}
    words = {"disabled_inactivity": "stopped, after 60 days without a commit"}
    wrong = [
        f"{name} is {words.get(state, state)}"
        for name in sorted(wanted.workflows)
        if (state := states.get(name, "not there")) != "active"
    ]
    return _none_of(wrong, f"all {len(wanted.workflows)} on")


def _last_run(days: int | None = None) -> Callable[[Answer, Wanted], Found]:
    def judge(answer: Answer, wanted: Wanted) -> Found:
        if not answer["workflow_runs"]:
            return Found(False, "never ran on main")
        (run, *_) = answer["workflow_runs"]
        began = datetime.fromisoformat(run["created_at"])
        said = f"{run['conclusion'] or run.get('status')}, on {began.day} {began:%B}"
        fresh = days is None or (wanted.today - began.date()).days <= days
        return Found(run["conclusion"] == "success" and fresh, said)

    return judge


def _held(answer: Answer, wanted: Wanted) -> Found:
    old = [
        f"{run['head_branch']}, since {run['created_at'][:10]}"
        for run in answer["workflow_runs"]
        # What a form proposes has its checks without it (docs/owner.md).
        if not run["head_branch"].startswith("form-")
        and (wanted.today - datetime.fromisoformat(run["created_at"]).date()).days > 2
    ]
    return _none_of(old, "none for more than two days")


def _address(answer: Answer, wanted: Wanted) -> Found:
    there = answer["html_url"].rstrip("/")
    if not wanted.site_url:
        return Found(None, f"{there}, and SITEURL in pelicanconf.py is not set")
    same = there == wanted.site_url.rstrip("/")
    return Found(same, there if same else f"{there}, and pelicanconf.py says {wanted.site_url}")


def _domain(answer: Answer, _: Wanted) -> Found:
    if not answer["cname"]:
        return Found(None, "none of your own")
    state = answer["protected_domain_state"] or "not verified"
    return Found(state == "verified", f"{answer['cname']}, {state}")


def _certificate(answer: Answer, _: Wanted) -> Found:
    if not answer["cname"]:
        return Found(True, "GitHub's")
    certificate = answer.get("https_certificate") or {}
    state, until = certificate.get("state", "none"), certificate.get("expires_at", "")
    return Found(state == "approved", f"{state}{f', until {until}' if until else ''}")


def _may_publish(answer: Answer, _: Wanted) -> Found:
    kinds = {"required_reviewers": "somebody has to say yes", "wait_timer": "it waits a while"}
    wrong = [kinds[one["type"]] for one in answer["protection_rules"] if one["type"] in kinds]
    policy = answer["deployment_branch_policy"] or {}
    if policy.get("custom_branch_policies") and "main" not in answer["branches"]:
        wrong.append("main may not publish")
    return _none_of(wrong, "main may, and waits for nobody")


def _teams(answer: Answer, wanted: Wanted) -> Found:
    there = {team["slug"]: team for team in answer}
    wrong = [f"@…/{slug} has no access here" for slug in sorted(wanted.teams - there.keys())]
    for slug in sorted(wanted.teams & there.keys()):
        if there[slug]["permission"] not in ("push", "maintain", "admin"):
            wrong.append(f"@…/{slug} may not write")
        if there[slug]["privacy"] != "closed":
            wrong.append(f"@…/{slug} is secret")
    if not wanted.teams:
        wrong.append(".github/owners.yaml names no team yet")
    return _none_of(wrong, f"all {len(wanted.teams)} can be seen and may write")


def _outsiders(answer: Answer, _: Wanted) -> Found:
    return Found(None, listed([one["login"] for one in answer], "and") if answer else "nobody")


def _limits(answer: Answer, _: Wanted) -> Found:
    limit = (answer or {}).get("limit")
    return Found(not limit, f"only {limit}, until {answer['expires_at']}" if limit else "none")


def _cap(answer: Answer, _: Wanted) -> Found:
    most = (answer or {}).get("max_open_pull_requests")
    return Found(most is None or most >= 5, "no limit" if most is None else f"{most} at once")


def _old_rule(_answer: Answer, _: Wanted) -> Found:
    return Found(False, "there is one beside the ruleset")


def _github_owned(answer: Answer, _: Wanted) -> Found:
    allowed = answer["allowed_actions"]
    ours = allowed == "all" or (allowed == "selected" and answer["github_owned_allowed"])
    return Found(answer["enabled"] and ours, allowed)


def _day_built(answer: Answer, wanted: Wanted) -> Found:
    if not answer.get("day"):
        return Found(False, answer.get("why") or f"no site of ours is at {answer['address']}")
    old = (wanted.today - answer["day"]).days
    return Found(old <= 1, f"{answer['day'].day} {answer['day']:%B}")


def _form_there(answer: Answer, _: Wanted) -> Found:
    return Found(answer["add"], "yes" if answer["add"] else "no page there")


def _editor_there(answer: Answer, _: Wanted) -> Found:
    return Found(None, "published (docs/decisions/0018)" if answer["edit"] else "not published")


# What is asked more than once.

REPOSITORY = _one("")
_RULES_OF_MAIN = _one("/rules/branches/main")
_WORKFLOW_RIGHTS = _one("/actions/permissions/workflow")
_PAGES = _one("/pages")

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
            _field("owner.type", "Organization"),
            f"{_GENERAL} → Transfer",
        ),
        Setting(
            "Two-factor sign-in is required",
            _of_owner(),
            _field("two_factor_requirement_enabled", True),
            f"{_ORGANISATION} → Authentication security",
            _A_PERSONS,
        ),
        Setting(
            "What every member may do",
            _of_owner(),
            _field("default_repository_permission", "read"),
            f"{_ORGANISATION} → Member privileges → Base permissions: Read",
            _A_PERSONS,
        ),
        Setting(
            "The organisation lets workflows open pull requests",
            _of_owner("/actions/permissions/workflow"),
            _field("can_approve_pull_request_reviews", True),
            f"{_ORGANISATION} → Actions → General → Workflow permissions",
            _A_PERSONS,
        ),
    ),
    "The repository": (
        Setting("Main branch", REPOSITORY, _field("default_branch", "main"), _GENERAL),
        Setting("Who sees it", REPOSITORY, _field("visibility", "public"), _GENERAL),
        Setting("Archived", REPOSITORY, _field("archived", False), _GENERAL),
        Setting("Issues, for the forms", REPOSITORY, _field("has_issues", True), _GENERAL),
        Setting("Pull requests", REPOSITORY, _field("has_pull_requests", True), _GENERAL),
        Setting(
            "Who may open pull requests",
            REPOSITORY,
            _field("pull_request_creation_policy", "all"),
            f"{_GENERAL} → Pull requests",
        ),
        Setting("Forks", REPOSITORY, _field("allow_forking", True), _GENERAL),
        Setting("Wiki", REPOSITORY, _field("has_wiki", False), f"{_GENERAL} → Features"),
        Setting(
            "Branches are deleted after a merge",
            REPOSITORY,
            _field("delete_branch_on_merge", True),
            f"{_GENERAL} → Pull requests",
        ),
        Setting("Merges by themselves", REPOSITORY, _field("allow_auto_merge")),
        Setting("A button to update a branch", REPOSITORY, _field("allow_update_branch")),
        Setting("You may change settings", REPOSITORY, _field("permissions.admin")),
        Setting(
            "Limits on who may write here now",
            _one("/interaction-limits"),
            _limits,
            "Settings → Moderation options → Interaction limits",
            Found(True, "none"),
        ),
        Setting(
            "Open pull requests that one person may have",
            _one("/interaction-limits/pulls/creation-cap"),
            _cap,
            f"{_GENERAL} → Pull requests: 5 or more, as a new place is two files",
            Found(True, "no limit"),
        ),
        Setting("Labels", _all("/labels"), _labels, "Actions → Labels → Run workflow"),
    ),
    "The people": (
        Setting("Teams", _all("/teams"), _teams, "Settings → Collaborators and teams; owners.yaml"),
        Setting(
            "Mistakes in CODEOWNERS",
            _one("/codeowners/errors", ref="main"),
            _owners,
            "each name there must be a team that can be seen and may write",
            Found(False, "there is no such file"),
        ),
        Setting(
            "People from outside, who cannot use an editor with a token",
            _all("/collaborators", affiliation="outside"),
            _outsiders,
        ),
    ),
    "Actions": (
        Setting("Which actions may run", _actions_allowed, _github_owned, _ACTIONS),
        Setting(
            "What a workflow may do unasked",
            _WORKFLOW_RIGHTS,
            _field("default_workflow_permissions", "read"),
            f"{_ACTIONS} → Workflow permissions: Read",
        ),
        Setting(
            "Workflows may open pull requests",
            _WORKFLOW_RIGHTS,
            _field("can_approve_pull_request_reviews", True),
            f"{_ACTIONS} → Allow GitHub Actions to create and approve pull requests",
        ),
        Setting(
            "Whose first pull request waits for a press",
            _one("/actions/permissions/fork-pr-contributor-approval"),
            _field(
                "approval_policy",
                "all_external_contributors",
                "first_time_contributors_new_to_github",
            ),
            f"{_ACTIONS} → Approval for running fork pull request workflows (docs/owner.md)",
        ),
        Setting(
            "Workflows",
            _one("/actions/workflows", per_page=100),
            _workflows,
            "Actions → the workflow → Enable workflow",
        ),
        Setting(
            "Check, last time",
            _last_run_of("check.yml"),
            _last_run(),
            "Actions → Check → Run workflow",
            _NO_RUN,
        ),
        Setting(
            "Weekly, last time",
            _last_run_of("weekly.yml"),
            _last_run(8),
            "Actions → Weekly → Run workflow",
            _NO_RUN,
        ),
        Setting(
            "Pull requests that wait for a press",
            _one("/actions/runs", status="action_required", event="pull_request", per_page=100),
            _held,
            "open each, look at what it changes, press “Approve workflows to run”",
        ),
    ),
    "The rules for main": (
        Setting("The ruleset is on", _rulesets, _enforced, _RULESET),
        Setting("Its rules", _RULES_OF_MAIN, _rules, _RULESET),
        Setting("Required checks", _RULES_OF_MAIN, _checks, _RULESET),
        Setting("Who may pass by", _rulesets, _bypass, _RULESET),
        Setting(
            "An older kind of rule",
            _one("/branches/main/protection"),
            _old_rule,
            "Settings → Branches: delete it",
            Found(True, "none"),
        ),
    ),
    "The site": (
        Setting(
            "What is published (PUBLISH)",
            _one("/actions/variables/PUBLISH"),
            _field("value", "courses", "examples"),
            "Settings → Secrets and variables → Actions → Variables",
            Found(False, "not set, so nothing"),
        ),
        Setting(
            "Published by",
            _PAGES,
            _field("build_type", "workflow"),
            "Settings → Pages → Source: GitHub Actions",
            _NO_PAGES,
        ),
        Setting("Address", _PAGES, _address, "SITEURL in pelicanconf.py", _NO_PAGES),
        Setting(
            "Domain",
            _PAGES,
            _domain,
            f"{_ORGANISATION} → Pages → Add a domain, before anything else",
            _NO_PAGES,
        ),
        Setting(
            "Certificate", _PAGES, _certificate, "wait a day; then Settings → Pages", _NO_PAGES
        ),
        Setting(
            "Only by https",
            _PAGES,
            _field("https_enforced", True),
            "Settings → Pages → Enforce HTTPS",
            _NO_PAGES,
        ),
        Setting(
            "Main may publish",
            _environment,
            _may_publish,
            "Settings → Environments → github-pages",
            Found(False, "never published yet"),
        ),
        Setting(
            "Publish, last time",
            _last_run_of("publish.yml"),
            _last_run(2),
            "Actions → Publish: read why, then Run workflow",
            _NO_RUN,
        ),
        Setting("The day the site was built", _site, _day_built, "Actions → Publish", _NO_PAGES),
        Setting("The form at /add/", _site, _form_there, "Actions → Publish", _NO_PAGES),
        Setting("The editor at /edit/", _site, _editor_there, absent=_NO_PAGES),
    ),
}
"""All there is to look at, in the order of docs/owner.md."""
