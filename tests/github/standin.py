"""A stand-in for GitHub's API on this machine: what our scripts use of it, with a real bare git
repository behind it. It is as strict as the real one where a mistake would be ours.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.github.answering import REPOSITORY, TOKEN, Asked, Said, answering

if TYPE_CHECKING:
    from pathlib import Path

BOT = "github-actions[bot]"


class Refused(Exception):
    """What GitHub answers where it does not do what it is asked."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class StandIn:
    """One repository on it: issues, pull requests, labels, and commits in `bare`."""

    bare: Path | None = None
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    review_comments: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    attached: dict[str, bytes | str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    may_open_pulls: bool = True
    pages_url: str = ""
    url: str = ""

    # What each address does. GitHub's own names stand in the groups.

    def answer(self, method: str, path: str, query: Mapping[str, str], values: Any) -> Any:
        """Do what is asked, and return what GitHub would."""
        for verb, pattern, does in _ROUTES:
            if verb == method and (found := re.fullmatch(pattern, path)):
                if method != "GET":
                    self.written.append(f"{method} {path}")
                return does(self, *found.groups(), query=query, values=values)
        raise Refused(404, f"Not Found: {method} {path}")

    def add_issue(self, body: str, labels: list[str], user: str = "a-tutor") -> int:
        """Put an issue there."""
        number = len(self.issues) + len(self.pulls) + 1
        self.issues[number] = {
            "number": number,
            "title": "A course",
            "body": body,
            "state": "open",
            "labels": [{"name": name} for name in labels],
            "user": {"login": user},
        }
        return number

    def said_on(self, number: int) -> list[str]:
        """The comments on an issue or a pull request."""
        return [one["body"] for one in self.comments.values() if one["on"] == number]

    def git(self, *arguments: str, into: bytes | None = None, index: str = "") -> str:
        """Run git in the bare repository."""
        settings = {"GIT_INDEX_FILE": index} if index else {}
        who = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), BOT)
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "bot@github.example")
        done = subprocess.run(
            ("git", "-C", str(self.bare), *arguments),
            input=into,
            capture_output=True,
            check=False,
            env={**os.environ, **settings, **who, **mail},
        )
        if done.returncode:
            raise Refused(422, done.stderr.decode())
        return done.stdout.decode().strip()


def _page(found: list[dict[str, Any]], query: Mapping[str, str]) -> list[dict[str, Any]]:
    size, page = int(query.get("per_page", "30")), int(query.get("page", "1"))
    return found[(page - 1) * size : page * size]


def _list_issues(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    found = [
        issue
        for issue in here.issues.values()
        if query.get("state", "open") in ("all", issue["state"])
        and query.get("creator", issue["user"]["login"]) == issue["user"]["login"]
    ]
    return _page(found, query)


def _new_issue(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    number = here.add_issue(values["body"], values["labels"], BOT)
    here.issues[number]["title"] = values["title"]
    return here.issues[number]


def _change_issue(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    here.issues[int(number)] |= values
    return here.issues[int(number)]


def _list_comments(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    return _page([one for one in here.comments.values() if one["on"] == int(number)], query)


def _new_comment(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    made = {"id": len(here.comments) + 1, "on": int(number), "user": {"login": BOT}, **values}
    here.comments[made["id"]] = made
    return made


def _change_comment(here: StandIn, comment: str, query: Mapping[str, str], values: Any) -> Any:
    here.comments[int(comment)] |= values
    return here.comments[int(comment)]


def _add_labels(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    on = here.pulls.get(int(number)) or here.issues[int(number)]
    names = {label["name"] for label in on["labels"]} | set(values["labels"])
    on["labels"] = [{"name": name} for name in sorted(names)]
    return on["labels"]


def _list_labels(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    return _page(here.labels, query)


def _new_label(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    here.labels.append(values)
    return values


def _change_label(here: StandIn, name: str, query: Mapping[str, str], values: Any) -> Any:
    label = next(one for one in here.labels if one["name"] == unquote(name))
    label |= values
    return label


def _pulls_of_commit(here: StandIn, sha: str, query: Mapping[str, str], values: Any) -> Any:
    return [pull for pull in here.pulls.values() if pull["merge_commit_sha"] == sha]


def _list_pulls(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    found = [
        pull
        for pull in here.pulls.values()
        if query["state"] in ("all", pull["state"])
        and query.get("head", name := f"{pull['head']['user']['login']}:{pull['head']['ref']}")
        == name
    ]
    return _page(found, query)


def _new_pull(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    if not here.may_open_pulls:
        raise Refused(403, "GitHub Actions is not permitted to create or approve pull requests.")
    number = len(here.issues) + len(here.pulls) + 1
    sha = here.git("rev-parse", f"refs/heads/{values['head']}")
    here.pulls[number] = a_pull(number, sha, values["head"]) | {
        "title": values["title"],
        "body": values["body"],
    }
    return here.pulls[number]


def _change_pull(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    here.pulls[int(number)] |= values
    return here.pulls[int(number)]


def _pull_files(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    return _page(here.files, query)


def _review_comments(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    return _page(here.review_comments, query)


def _new_review(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    known = {file["filename"] for file in here.files}
    if not values["body"] or any(one["path"] not in known for one in values["comments"]):
        raise Refused(422, "Unprocessable Entity")
    here.reviews.append(values)
    here.review_comments += [{**one, "user": {"login": BOT}} for one in values["comments"]]
    return values


def _repository(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    return {"full_name": REPOSITORY, "default_branch": "main"}


def _ref(here: StandIn, name: str, query: Mapping[str, str], values: Any) -> Any:
    try:
        return {"object": {"sha": here.git("rev-parse", "--verify", f"refs/heads/{name}")}}
    except Refused:
        raise Refused(404, "Not Found") from None


def _new_tree(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    assert here.bare
    index = str(here.bare / "index-of-the-tests")
    here.git("read-tree", values["base_tree"], index=index)
    for one in values["tree"]:
        blob = here.git("hash-object", "-w", "--stdin", into=one["content"].encode())
        entry = f"{one['mode']},{blob},{one['path']}"
        here.git("update-index", "--add", "--cacheinfo", entry, index=index)
    return {"sha": here.git("write-tree", index=index)}


def _a_commit(here: StandIn, sha: str, query: Mapping[str, str], values: Any) -> Any:
    return {"tree": {"sha": here.git("rev-parse", f"{sha}^{{tree}}")}}


def _new_commit(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    parents = [word for parent in values["parents"] for word in ("-p", parent)]
    tree, message = values["tree"], values["message"].encode()
    return {"sha": here.git("commit-tree", tree, *parents, into=message)}


def _new_ref(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    here.git("update-ref", values["ref"], values["sha"], "0" * 40)
    return values


def _change_ref(here: StandIn, name: str, query: Mapping[str, str], values: Any) -> Any:
    here.git("update-ref", f"refs/heads/{name}", values["sha"])
    return values


def _compare(here: StandIn, base: str, head: str, query: Mapping[str, str], values: Any) -> Any:
    spans = here.git("log", "--format=%an", f"{base}..{head}").split("\n")
    authors = [name for name in spans if name]
    return {
        "ahead_by": len(authors),
        "commits": [{"commit": {"author": {"name": name}}} for name in authors],
    }


def _new_status(here: StandIn, sha: str, query: Mapping[str, str], values: Any) -> Any:
    if len(values["description"]) > 140:
        raise Refused(422, "description is too long (maximum is 140 characters)")
    here.statuses.append({**values, "sha": sha})
    return values


def _list_jobs(here: StandIn, run: str, query: Mapping[str, str], values: Any) -> Any:
    return {"total_count": len(here.jobs), "jobs": here.jobs}


def _list_artifacts(here: StandIn, run: str, query: Mapping[str, str], values: Any) -> Any:
    return {"total_count": len(here.artifacts), "artifacts": here.artifacts}


def _list_runs(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    return {"total_count": len(here.runs), "workflow_runs": here.runs}


def _a_pull(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    return here.pulls[int(number)]


def _list_reviews(here: StandIn, number: str, query: Mapping[str, str], values: Any) -> Any:
    return _page([one for one in here.reviews if one.get("on") == int(number)], query)


def _matching_refs(here: StandIn, start: str, query: Mapping[str, str], values: Any) -> Any:
    refs = here.git("for-each-ref", "--format=%(refname)", f"refs/heads/{start}*")
    return _page([{"ref": ref} for ref in refs.split("\n") if ref], query)


def _delete_ref(here: StandIn, name: str, query: Mapping[str, str], values: Any) -> None:
    here.git("update-ref", "-d", f"refs/heads/{name}")


def _pages(here: StandIn, query: Mapping[str, str], values: Any) -> Any:
    if not here.pages_url:
        raise Refused(404, "Not Found")
    return {"html_url": here.pages_url}


_ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("GET", "", _repository),
    ("GET", "/pages", _pages),
    ("GET", "/issues", _list_issues),
    ("POST", "/issues", _new_issue),
    ("PATCH", r"/issues/(\d+)", _change_issue),
    ("GET", r"/issues/(\d+)/comments", _list_comments),
    ("POST", r"/issues/(\d+)/comments", _new_comment),
    ("PATCH", r"/issues/comments/(\d+)", _change_comment),
    ("POST", r"/issues/(\d+)/labels", _add_labels),
    ("GET", "/labels", _list_labels),
    ("POST", "/labels", _new_label),
    ("PATCH", "/labels/(.+)", _change_label),
    ("GET", "/pulls", _list_pulls),
    ("GET", "/commits/([0-9a-f]+)/pulls", _pulls_of_commit),
    ("POST", "/pulls", _new_pull),
    ("PATCH", r"/pulls/(\d+)", _change_pull),
    ("GET", r"/pulls/(\d+)/files", _pull_files),
    ("GET", r"/pulls/(\d+)/comments", _review_comments),
    ("POST", r"/pulls/(\d+)/reviews", _new_review),
    ("GET", "/git/ref/heads/(.+)", _ref),
    ("POST", "/git/trees", _new_tree),
    ("POST", "/git/commits", _new_commit),
    ("GET", "/git/commits/([0-9a-f]{40})", _a_commit),
    ("POST", "/git/refs", _new_ref),
    ("PATCH", "/git/refs/heads/(.+)", _change_ref),
    ("GET", r"/compare/([\w.-]+)\.\.\.([\w.-]+)", _compare),
    ("POST", "/statuses/([0-9a-f]{40})", _new_status),
    ("GET", r"/actions/runs/(\d+)/jobs", _list_jobs),
    ("GET", r"/actions/runs/(\d+)/artifacts", _list_artifacts),
    ("GET", "/actions/runs", _list_runs),
    ("GET", r"/pulls/(\d+)", _a_pull),
    ("GET", r"/pulls/(\d+)/reviews", _list_reviews),
    ("GET", "/git/matching-refs/heads/(.+)", _matching_refs),
    ("DELETE", "/git/refs/heads/(.+)", _delete_ref),
)


def a_pull(number: int, sha: str, branch: str, owner: str = "partnership") -> dict[str, Any]:
    """A pull request into this repository, with the fields our scripts read."""
    return {
        "number": number,
        "state": "open",
        "head": {"sha": sha, "ref": branch, "user": {"login": owner}},
        "base": {"ref": "main", "repo": {"full_name": REPOSITORY}},
        "labels": [],
    }


@contextmanager
def serving(here: StandIn) -> Iterator[StandIn]:
    """Answer on this machine until the end of the block."""
    with answering(partial(_said, here)) as here.url:
        yield here


def _said(here: StandIn, asked: Asked) -> Said:
    if (attached := here.attached.get(asked.path)) is not None:
        return _handed_out(attached, asked)
    try:
        if asked.headers["Authorization"] != f"Bearer {TOKEN}":
            raise Refused(401, "Bad credentials")
        if not asked.path.startswith(prefix := f"/repos/{REPOSITORY}"):
            raise Refused(404, "Not Found")
        path = asked.path.removeprefix(prefix)
        said = here.answer(asked.method, path, asked.query, asked.values)
    except Refused as refused:
        return Said({"message": str(refused)}, refused.status)
    return Said(said, 204 if said is None else 200)


def _handed_out(attached: bytes | str, asked: Asked) -> Said:
    """Answer with what is attached, or send on to where it lies. No token may come here."""
    if asked.headers["Authorization"]:
        return Said(None, 400)
    if isinstance(attached, str):
        return Said(None, 302, {"Location": attached})
    return Said(attached)
