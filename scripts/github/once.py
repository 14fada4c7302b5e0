"""Says a thing in one place and keeps it up to date: one comment, one issue, found by a mark that
nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scripts.github.api import BOT, GitHub

_LONGEST = 60_000
"""GitHub takes 65,536 characters."""


def mark(name: str) -> str:
    """The mark of a comment or an issue."""
    return f"<!-- catalogue: {name} -->"


def comment_once(github: GitHub, number: int, name: str, body: str) -> None:
    """Write a comment on an issue or a pull request, or put its new words in place of the old."""
    text = _marked(name, body)
    for comment in github.all(f"/issues/{number}/comments"):
        if _is_ours(comment, name):
            if comment["body"] != text:
                github.patch(f"/issues/comments/{comment['id']}", {"body": text})
            return
    github.post(f"/issues/{number}/comments", {"body": text})


def issue_once(
    github: GitHub, name: str, title: str, body: str | None, labels: Iterable[str] = ()
) -> None:
    """Write an issue, or put new words in place of its old ones. Without a body there is nothing
    to say: then it is closed.
    """
    ours = [
        issue
        for issue in github.all("/issues", state="all")
        if "pull_request" not in issue and _is_ours(issue, name)
    ]
    known = max(ours, key=lambda issue: int(issue["number"]), default=None)
    if body is None:
        if known and known["state"] == "open":
            closed = {"state": "closed", "state_reason": "completed"}
            github.patch(f"/issues/{known['number']}", closed)
        return
    text = _marked(name, body)
    if known is None:
        github.post("/issues", {"title": title, "body": text, "labels": list(labels)})
    elif known["state"] != "open" or (known["title"], known["body"]) != (title, text):
        new = {"title": title, "body": text, "state": "open"}
        github.patch(f"/issues/{known['number']}", new)


def _marked(name: str, body: str) -> str:
    cut = body if len(body) <= _LONGEST else f"{body[:_LONGEST]}\n\n…"
    return f"{mark(name)}\n{cut}"


def _is_ours(said: dict[str, Any], name: str) -> bool:
    return said["user"]["login"] == BOT and (said["body"] or "").startswith(mark(name))
