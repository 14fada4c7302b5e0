"""Makes one branch, one commit and one pull request of the files that came of an issue, and renews
them when the issue is edited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.github.api import BOT, ApiError, GitHub
from scripts.github.markdown import fenced

_LONGEST_BODY = 60_000
_LONGEST_TITLE = 200
_BANNER = (
    "For whoever accepts it: this is what was written in #{number} by @{login}, and a workflow "
    "brought it here. The checks have run already, so “Approve workflows to run” need not be "
    "pressed."
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of some files, in words; and the commit and the pull request, if there are."""

    words: str
    commit: str = ""
    pull: int = 0


def propose(
    github: GitHub, issue: Mapping[str, Any], title: str, texts: Mapping[str, str]
) -> Proposed:
    """Put files on the branch of an issue, open a pull request or renew it, and say where it is."""
    number = issue["number"]
    branch, main_branch = f"form-{number}", github.get("")["default_branch"]
    owner = github.repository.partition("/")[0]
    head = _head(github, branch)
    if head and _somebody_else_worked_on(github, main_branch, branch):
        return Proposed(
            f"Somebody has worked on the branch `{branch}` since, so it is left as it is. They "
            "will see what you have written here."
        )
    known = next(github.all("/pulls", state="open", head=f"{owner}:{branch}"), None)
    if known and (who := _who_accepted(github, known)):
        return Proposed(
            f"@{who} has accepted what was in #{known['number']}, so it is left as it is. Is "
            "something else to change? Write it in a comment, or send it anew."
        )
    names = ", ".join("/".join(Path(file).with_suffix("").parts[-2:]) for file in texts)
    message = f"course: {names[:_LONGEST_TITLE]}, from #{number}"
    commit = _commit(github, main_branch, branch, message, texts)
    said = {
        "title": f"{_harmless(title)[:_LONGEST_TITLE]}, from #{number}",
        "body": _body(issue, texts),
    }
    try:
        if known:
            pull = github.patch(f"/pulls/{known['number']}", said)
        else:
            pull = github.post("/pulls", {**said, "head": branch, "base": main_branch})
    except ApiError as error:
        if error.status != 403:
            raise
        return Proposed(
            f"It is ready on the branch `{branch}`, and somebody of the partnership will make a "
            "pull request of it. (This repository does not let workflows do so: docs/owner.md.)",
            commit,
        )
    return Proposed(f"This is now proposed in #{pull['number']}.", commit, pull["number"])


def propose_once(
    github: GitHub, branch: str, title: str, body: str, texts: Mapping[str, str]
) -> None:
    """Propose files that no issue asked for, in one pull request that is renewed until somebody
    accepts it.
    """
    main_branch, owner = github.get("")["default_branch"], github.repository.partition("/")[0]
    _commit(github, main_branch, branch, title, texts)
    if not any(github.all("/pulls", state="open", head=f"{owner}:{branch}")):
        said = {"title": title, "body": body, "head": branch, "base": main_branch}
        github.post("/pulls", said)


def _harmless(title: str) -> str:
    """A title may become the message of a commit, where “closes #1” or a name does something."""
    return re.sub("[#@]", "", title)


def _body(issue: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    number, login = issue["number"], issue["user"]["login"]
    files = "".join(f"`{file}`\n\n{fenced(text, 'yaml')}\n" for file, text in texts.items())
    said = f"Closes #{number}.\n\n{_BANNER.format(number=number, login=login)}\n\n"
    if len(said) + len(files) > _LONGEST_BODY:
        files = f"{len(texts)} files: see “Files changed”.\n"
    return said + files


def _who_accepted(github: GitHub, pull: Mapping[str, Any]) -> str:
    """Who has said yes to what a pull request says now, if anybody."""
    reviews = github.all(f"/pulls/{pull['number']}/reviews")
    accepted = (
        review["user"]["login"]
        for review in reviews
        if review["state"] == "APPROVED" and review["commit_id"] == pull["head"]["sha"]
    )
    return next(accepted, "")


def _somebody_else_worked_on(github: GitHub, main_branch: str, branch: str) -> bool:
    commits = github.get(f"/compare/{main_branch}...{branch}")["commits"]
    return any(one["commit"]["author"]["name"] != BOT for one in commits)


def _head(github: GitHub, branch: str) -> str | None:
    try:
        return str(github.get(f"/git/ref/heads/{branch}")["object"]["sha"])
    except ApiError as error:
        if error.status == 404:
            return None
        raise


def _commit(
    github: GitHub, main_branch: str, branch: str, message: str, texts: Mapping[str, str]
) -> str:
    """Make one commit on top of main, and let the branch be just that."""
    base = _head(github, main_branch)
    tree = [
        {"path": file, "mode": "100644", "type": "blob", "content": text}
        for file, text in texts.items()
    ]
    base_tree = github.get(f"/git/commits/{base}")["tree"]["sha"]
    made = github.post("/git/trees", {"base_tree": base_tree, "tree": tree})
    values = {"message": message, "tree": made["sha"], "parents": [base]}
    sha = str(github.post("/git/commits", values)["sha"])
    if _head(github, branch) is None:
        github.post("/git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})
    else:
        github.patch(f"/git/refs/heads/{branch}", {"sha": sha, "force": True})
    return sha
