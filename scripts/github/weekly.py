"""Keep one issue about broken links, one about checks that wait for a nod, and one a partner about
courses to look over; propose the addresses that were published; and take branches of forms away
whose pull request is closed.

    python -m scripts.github.weekly overdue.json links.json

The files are what `catalogue overdue` and `catalogue links` print as JSON. An issue is written
once, then edited, closed when there is nothing left, and opened again when there is. Addresses are
proposed where `catalogue addresses` has changed their list in the checkout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from catalogue.clock import today_in
from catalogue.files import ADDRESSES, FOLDERS
from catalogue.github_files import CONFIRM, HELD, LINKS
from catalogue.reference import load_reference
from catalogue.reports import cell, count
from scripts.github.api import GitHub
from scripts.github.once import issue_once
from scripts.github.proposing import propose_once

Rows = list[dict[str, Any]]
_NEW_ADDRESSES = "site: list the addresses that were published"
_WHY_LISTED = (
    "These addresses are on the site since the last list. Once they are in it, each answers for "
    "ever, and its short address is never given to another. Lines are only added: if one is taken "
    "out or changed here, do not accept this, and ask why.\n\nPress “Approve workflows to run” "
    "if the checks wait.\n"
)
_STATES = {
    "dead": "These pages are not there any more",
    "moved": "These pages have moved for good",
    "unsure": "These did not answer this week, and may be all right",
}


def main(today: date) -> int:
    """Write, renew or close every issue."""
    overdue, links = (json.loads(Path(path).read_bytes()) for path in sys.argv[1:3])
    github = GitHub.here()
    for provider in sorted(path.stem for path in Path(FOLDERS["provider"]).glob("*.yaml")):
        rows = [row for row in overdue if row["provider"] == provider]
        body = to_look_over(rows) if rows else None
        title = f"Please look these courses over: {provider}"
        issue_once(github, f"overdue {provider}", title, body, [CONFIRM, provider])
    body = broken(links) if any(row["state"] != "unsure" for row in links) else None
    issue_once(github, "links", "Links that lead nowhere", body, [LINKS])
    held = list(waiting(github, today))
    issue_once(github, "held", "Changes that wait for a nod", to_let_run(held) or None, [HELD])
    if is_changed(ADDRESSES):
        text = Path(ADDRESSES).read_text(encoding="utf-8")
        propose_once(github, "addresses", _NEW_ADDRESSES, _WHY_LISTED, {ADDRESSES: text})
    for branch in done_with(github):
        github.delete(f"/git/refs/heads/{branch}")
    return 0


def is_changed(file: str) -> bool:
    """Whether a file of the checkout is new, or other than in its commit."""
    asked = ("git", "status", "--porcelain", "--", file)
    return bool(subprocess.run(asked, check=True, capture_output=True).stdout)


def waiting(github: GitHub, today: date) -> Iterator[dict[str, Any]]:
    """Yield the runs of open pull requests that have waited for a nod for days."""
    open_now = {pull["head"]["sha"] for pull in github.all("/pulls", state="open")}
    held = github.get("/actions/runs", status="action_required", event="pull_request", per_page=100)
    for run in held["workflow_runs"]:
        age = today - date.fromisoformat(run["created_at"][:10])
        # Those of forms have been checked without it.
        if run["head_sha"] in open_now and age.days > 2 and not _is_of_form(run["head_branch"]):
            yield run


def to_let_run(runs: Iterable[Mapping[str, Any]]) -> str:
    """The words of the issue about checks that wait."""
    lines = {f"- {cell(run['head_branch'])}: {run['html_url']}\n": None for run in runs}
    if not lines:
        return ""
    return (
        "Somebody sent a change for the first time, and its checks wait. Open each, look that it "
        f"touches nothing but courses, and press “Approve workflows to run”:\n\n{''.join(lines)}"
    )


def done_with(github: GitHub) -> Iterator[str]:
    """Yield the branches of forms that no open pull request is of, once there was one."""
    owner = github.repository.partition("/")[0]
    for ref in list(github.all("/git/matching-refs/heads/form-")):
        branch = ref["ref"].removeprefix("refs/heads/")
        pulls = list(github.all("/pulls", state="all", head=f"{owner}:{branch}"))
        if _is_of_form(branch) and pulls and all(pull["state"] == "closed" for pull in pulls):
            yield branch


def _is_of_form(branch: str) -> bool:
    return re.fullmatch(r"form-\d+", branch) is not None


def to_look_over(rows: Rows) -> str:
    """The words of the issue of one partner."""
    lines = "".join(
        f"- [ ] {cell(row['title'])}, {cell(row['why'])} (`{_file(row)}`). "
        f"[It is still right]({_to_send(row, 'still right')})\n"
        for row in rows
    )
    return (
        f"{count(len(rows), 'course')} to look over. For each, please do one of these:\n\n"
        "- **All is still right:** press the link beside it, then the green button.\n"
        "- **It is on again:** say from when to when in such a message: "
        "“again from 13 April 2027 to 22 June 2027”.\n"
        "- **It has ended:** leave it as it is. It keeps its page, and leaves the lists.\n\n"
        f"{lines}\n"
        "This list is renewed every week, and closes by itself when nothing is left. Ticking a "
        "box is only for you to see how far you are.\n"
    )


def _to_send(row: Mapping[str, Any], says: str) -> str:
    """Return the link that fills in a form with a short message about a course."""
    message = f"{row['course']}: {says}"
    filled = urlencode({"template": "3-send-in.yml", "title": message, "text": message})
    server, repository = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_REPOSITORY"]
    return f"{server}/{repository}/issues/new?{filled}"


def _file(row: Mapping[str, Any]) -> str:
    return f"{FOLDERS['course']}/{row['course']}.yaml"


def broken(rows: Rows) -> str:
    """The words of the issue about links."""
    parts = [_of_state(rows, state, heading) for state, heading in _STATES.items()]
    end = "This list is renewed every week, and closes by itself when nothing is left.\n"
    return "\n".join((*filter(None, parts), end))


def _of_state(rows: Iterable[Mapping[str, Any]], state: str, heading: str) -> str:
    lines = [
        f"- {cell(row['url'])}: {cell(row['why'])}, in {', '.join(map(cell, row['files']))}\n"
        for row in rows
        if row["state"] == state
    ]
    return f"**{heading}**\n\n{''.join(lines)}" if lines else ""


if __name__ == "__main__":
    sys.exit(main(today_in(load_reference(Path()).city.zone)))
