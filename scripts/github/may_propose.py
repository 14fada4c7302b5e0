"""Who may have a branch and runs of the checks at once. Anybody can open an issue, so whoever sends
something for the first time, or much at once, waits until somebody of the partnership says yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalogue.github_files import WELCOME
from scripts.github.api import GitHub

_OURS = ("OWNER", "MEMBER", "COLLABORATOR")
_MOST_OPEN = 5
_PRESS = f"They look at it, and then give this page the label “{WELCOME}”, which starts it."
_FIRST = f"This is the first time that you send something, so somebody has a look first. {_PRESS}"
_MANY = (
    f"You have {_MOST_OPEN} other pages open here, so this one waits until somebody of the "
    f"partnership has seen to them. {_PRESS}"
)


def why_it_waits(github: GitHub, issue: Mapping[str, Any]) -> str:
    """Return why nothing is proposed yet, in words for whoever opened an issue; or nothing."""
    labels = {label["name"] for label in issue["labels"]}
    if WELCOME in labels or issue.get("author_association") in _OURS:
        return ""
    others = [
        one
        for one in github.all("/issues", creator=issue["user"]["login"], state="all")
        if "pull_request" not in one and one["number"] != issue["number"]
    ]
    # An issue that a merged pull request closes is “completed”; one that was turned down is not.
    if not any(one.get("state_reason") == "completed" for one in others):
        return _FIRST
    still_open = sum(one["state"] == "open" for one in others)
    return _MANY if still_open >= _MOST_OPEN else ""
