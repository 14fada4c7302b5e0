"""How GitHub, and the site itself, are asked what is set: each returns something that asks.

The addresses and fields: https://docs.github.com/rest
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pelicanconf
from catalogue.site.live import live_at, read_record
from catalogue.site.processes import BuildFailed
from scripts.github.api import GitHub

Answer = Any
"""What GitHub says, as JSON."""
Asks = Callable[[GitHub], Answer]


def one(path: str, **query: str | int) -> Asks:
    return lambda github: github.get(path, **query)


def every(path: str, **query: str | int) -> Asks:
    return lambda github: list(github.all(path, **query))


def of_owner(path: str = "") -> Asks:
    return lambda github: github.get_of_owner(path)


def last_run_of(workflow: str) -> Asks:
    return one(f"/actions/workflows/{workflow}/runs", branch="main", per_page=1)


def rulesets(github: GitHub) -> Answer:
    found = github.get("/rulesets", includes_parents="true")
    return [github.get(f"/rulesets/{one['id']}") for one in found]


def actions_allowed(github: GitHub) -> Answer:
    answer = github.get("/actions/permissions")
    if answer.get("allowed_actions") == "selected":
        answer |= github.get("/actions/permissions/selected-actions")
    return answer


def environment(github: GitHub) -> Answer:
    answer = github.get("/environments/github-pages")
    if (answer["deployment_branch_policy"] or {}).get("custom_branch_policies"):
        found = github.get("/environments/github-pages/deployment-branch-policies")
        answer["branches"] = [one["name"] for one in found["branch_policies"]]
    return answer


def site(github: GitHub) -> Answer:
    address = pelicanconf.SITEURL or github.get("/pages")["html_url"]
    try:
        live = live_at(address)
        record = read_record(live, needed=False)
        pages = {name: live.read(f"{name}/index.html") is not None for name in ("add", "edit")}
    except BuildFailed as failed:
        return {"address": address, "why": str(failed).partition(" Try again")[0]}
    return {"address": address, "day": record and record.day, **pages}
