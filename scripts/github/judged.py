"""Whether what is set is right: each takes an answer of GitHub and what our files want, and says in
words what was found. A KeyError says that GitHub did not tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalogue.quoting import listed
from scripts.github.asked import Answer


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


def _yes_or_no(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def field(way: str, *right: object) -> Callable[[Answer, Wanted], Found]:
    """Judge a field by what it may be. A KeyError says that GitHub did not tell it."""

    def judge(answer: Answer, _: Wanted) -> Found:
        for step in way.split("."):
            answer = answer[step]
        return Found(answer in right if right else None, _yes_or_no(answer))

    return judge


def _none_of(wrong: Iterable[str], fine: str) -> Found:
    wrong = list(wrong)
    return Found(not wrong, listed(wrong, "and") if wrong else fine)


def rules(answer: Answer, wanted: Wanted) -> Found:
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


def checks(answer: Answer, wanted: Wanted) -> Found:
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


def bypass(answer: Answer, _: Wanted) -> Found:
    past = [actor for ruleset in answer for actor in ruleset["bypass_actors"]]
    wrong = [
        f"{actor['actor_type']} may pass by ({actor['bypass_mode']})"
        for actor in past
        if (actor["actor_type"], actor["bypass_mode"]) != ("OrganizationAdmin", "pull_request")
    ]
    return _none_of(wrong, "nobody but the owners, in a pull request")


def enforced(answer: Answer, _: Wanted) -> Found:
    if not answer:
        return Found(False, "there is none")
    wrong = [f"“{one['name']}” is {one['enforcement']}" for one in answer if not _is_active(one)]
    return _none_of(wrong, listed([f"“{one['name']}”" for one in answer], "and"))


def _is_active(ruleset: Mapping[str, Any]) -> bool:
    return bool(ruleset["enforcement"] == "active")


def owners(answer: Answer, _: Wanted) -> Found:
    lines = (
        f"line {one['line']}: {one['kind']}, {one['source'].strip()}" for one in answer["errors"]
    )
    return _none_of(lines, "no mistake")


def labels(answer: Answer, wanted: Wanted) -> Found:
    there = {label["name"].casefold(): label["color"].casefold() for label in answer}
    wrong = [
        f"“{label['name']}” {'has another colour' if label['name'] in there else 'is missing'}"
        for label in wanted.labels
        if there.get(label["name"].casefold()) != label["color"].casefold()
    ]
    return _none_of(wrong, f"all {len(wanted.labels)}")


def workflows(answer: Answer, wanted: Wanted) -> Found:
    states = {one["path"].rpartition("/")[2]: one["state"] for one in answer["workflows"]}
    words = {"disabled_inactivity": "stopped, after 60 days without a commit"}
    wrong = [
        f"{name} is {words.get(state, state)}"
        for name in sorted(wanted.workflows)
        if (state := states.get(name, "not there")) != "active"
    ]
    return _none_of(wrong, f"all {len(wanted.workflows)} on")


def last_run(days: int | None = None) -> Callable[[Answer, Wanted], Found]:
    def judge(answer: Answer, wanted: Wanted) -> Found:
        if not answer["workflow_runs"]:
            return Found(False, "never ran on main")
        (run, *_) = answer["workflow_runs"]
        began = datetime.fromisoformat(run["created_at"])
        said = f"{run['conclusion'] or run.get('status')}, on {began.day} {began:%B}"
        fresh = days is None or (wanted.today - began.date()).days <= days
        return Found(run["conclusion"] == "success" and fresh, said)

    return judge


def held(answer: Answer, wanted: Wanted) -> Found:
    old = [
        f"{run['head_branch']}, since {run['created_at'][:10]}"
        for run in answer["workflow_runs"]
        # What a form proposes has its checks without it (docs/owner.md).
        if not run["head_branch"].startswith("form-")
        and (wanted.today - datetime.fromisoformat(run["created_at"]).date()).days > 2
    ]
    return _none_of(old, "none for more than two days")


def address(answer: Answer, wanted: Wanted) -> Found:
    there = answer["html_url"].rstrip("/")
    if not wanted.site_url:
        return Found(None, f"{there}, and SITEURL in pelicanconf.py is not set")
    same = there == wanted.site_url.rstrip("/")
    return Found(same, there if same else f"{there}, and pelicanconf.py says {wanted.site_url}")


def domain(answer: Answer, _: Wanted) -> Found:
    if not answer["cname"]:
        return Found(None, "none of your own")
    state = answer["protected_domain_state"] or "not verified"
    return Found(state == "verified", f"{answer['cname']}, {state}")


def certificate(answer: Answer, _: Wanted) -> Found:
    if not answer["cname"]:
        return Found(True, "GitHub's")
    certificate = answer.get("https_certificate") or {}
    state, until = certificate.get("state", "none"), certificate.get("expires_at", "")
    return Found(state == "approved", f"{state}{f', until {until}' if until else ''}")


def may_publish(answer: Answer, _: Wanted) -> Found:
    kinds = {"required_reviewers": "somebody has to say yes", "wait_timer": "it waits a while"}
    wrong = [kinds[one["type"]] for one in answer["protection_rules"] if one["type"] in kinds]
    policy = answer["deployment_branch_policy"] or {}
    if policy.get("custom_branch_policies") and "main" not in answer["branches"]:
        wrong.append("main may not publish")
    return _none_of(wrong, "main may, and waits for nobody")


def teams(answer: Answer, wanted: Wanted) -> Found:
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


def outsiders(answer: Answer, _: Wanted) -> Found:
    return Found(None, listed([one["login"] for one in answer], "and") if answer else "nobody")


def limits(answer: Answer, _: Wanted) -> Found:
    limit = (answer or {}).get("limit")
    return Found(not limit, f"only {limit}, until {answer['expires_at']}" if limit else "none")


def cap(answer: Answer, _: Wanted) -> Found:
    most = (answer or {}).get("max_open_pull_requests")
    return Found(most is None or most >= 5, "no limit" if most is None else f"{most} at once")


def old_rule(_answer: Answer, _: Wanted) -> Found:
    return Found(False, "there is one beside the ruleset")


def github_owned(answer: Answer, _: Wanted) -> Found:
    allowed = answer["allowed_actions"]
    ours = allowed == "all" or (allowed == "selected" and answer["github_owned_allowed"])
    return Found(answer["enabled"] and ours, allowed)


def day_built(answer: Answer, wanted: Wanted) -> Found:
    if not answer.get("day"):
        return Found(False, answer.get("why") or f"no site of ours is at {answer['address']}")
    old = (wanted.today - answer["day"]).days
    return Found(old <= 1, f"{answer['day'].day} {answer['day']:%B}")


def form_there(answer: Answer, _: Wanted) -> Found:
    return Found(answer["add"], "yes" if answer["add"] else "no page there")


def editor_there(answer: Answer, _: Wanted) -> Found:
    return Found(None, "published (docs/decisions/0018)" if answer["edit"] else "not published")
