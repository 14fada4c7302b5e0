"""A stand-in for the parts of GitHub's API that the editor uses, with a real git repository behind.

It is our reading of the API, not GitHub: branches and commits are real and can be checked out,
pull requests and labels are remembered.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

WHEN = "2026-11-24T10:00:00Z"
AUTHOR = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")


@dataclass
class GitHub:
    """One repository, acme/courses, in which the person signed in may make branches."""

    repository: Path
    asked: list[str] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def git(self, *words: str, **more: Any) -> str:
        """Run git in the repository and return what it prints."""
        command = ("git", *AUTHOR, *words)
        done = subprocess.run(
            command, cwd=self.repository, check=False, capture_output=True, text=True, **more
        )
        assert done.returncode == 0, done.stderr
        said: str = done.stdout
        return said.strip()

    def answer(self, route: Route) -> None:
        """Answer a request of the browser."""
        request = route.request
        path = urlsplit(request.url).path
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=_ALLOWED)
            return
        body = json.loads(request.post_data or "{}")
        self.asked.append(f"{request.method} {path}")
        said = self._graphql(body) if path == "/graphql" else self._rest(request.method, path, body)
        status = 404 if said is None else 200
        route.fulfill(status=status, headers=_ALLOWED, json=said or {"message": "Not Found"})

    # ---- the addresses of the REST API ----

    def _rest(self, method: str, path: str, body: dict[str, Any]) -> Any:
        if path == "/user":
            return {"id": 1, "login": "ana", "name": "Ana", "avatar_url": "", "html_url": ""}
        below = path.removeprefix("/repos/acme/courses")
        if below == "":
            permissions = {"admin": False, "push": True, "pull": True}
            return {"default_branch": "main", "permissions": permissions, "private": False}
        if below.startswith("/collaborators/"):
            return {"permission": "write"}
        if found := re.match(r"/git/trees/([^?]+)", below):
            return {"tree": self._tree(found[1]), "truncated": False}
        if method == "POST" and below == "/pulls":
            return self._open_pull(body)
        if found := re.match(r"/issues/\d+/labels", below):
            self.labels += body["labels"]
            return [{"name": name} for name in body["labels"]]
        if found := re.match(r"/pulls/(\d+)/files", below):
            return []
        return None

    def _tree(self, branch: str) -> list[dict[str, Any]]:
        rows = self.git("ls-tree", "-r", "-l", branch).splitlines()
        return [
            {"type": kind, "sha": sha, "size": int(size), "path": path}
            for _, kind, sha, size, path in (row.split(None, 4) for row in rows)
        ]

    def _open_pull(self, body: dict[str, Any]) -> dict[str, Any]:
        number = len(self.pulls) + 1
        self.pulls.append(body)
        return {
            "number": number,
            "node_id": f"pull-{number}",
            "title": body["title"],
            "html_url": f"https://github.com/acme/courses/pull/{number}",
            "head": {"sha": self.git("rev-parse", body["head"])},
            "created_at": WHEN,
            "updated_at": WHEN,
        }

    # ---- the queries of the GraphQL API ----

    def _graphql(self, body: dict[str, Any]) -> dict[str, Any]:
        query, variables = body["query"], body.get("variables", {})
        self.asked[-1] += " " + " ".join(query.split())[:1500]
        if "createRef" in query:
            asked = variables["input"]
            self.git("update-ref", asked["name"], asked["oid"])
            return {"data": {"createRef": {"ref": {"name": asked["name"]}}}}
        if "createCommitOnBranch" in query:
            return {"data": {"createCommitOnBranch": {"commit": self._commit(variables["input"])}}}
        if "createLabel" in query:
            return {"data": {"createLabel": {"label": {"id": "label-1"}}}}
        repository = self._repository(query)
        return {"data": dict.fromkeys(("repository", "fork", "base"), repository)}

    def _commit(self, asked: dict[str, Any]) -> dict[str, Any]:
        branch = asked["branch"]["branchName"]
        assert self.git("rev-parse", branch) == asked["expectedHeadOid"]
        index = {"GIT_INDEX_FILE": str(self.repository / "stand-in.index"), "PATH": "/usr/bin:/bin"}
        self.git("read-tree", branch, env=index)
        for added in asked["fileChanges"]["additions"]:
            text = base64.b64decode(added["contents"]).decode()
            blob = self.git("hash-object", "-w", "--stdin", input=text)
            self.git(
                "update-index", "--add", "--cacheinfo", f"100644,{blob},{added['path']}", env=index
            )
        tree = self.git("write-tree", env=index)
        message = asked["message"]["headline"]
        commit = self.git("commit-tree", tree, "-p", branch, "-m", message)
        self.git("update-ref", f"refs/heads/{branch}", commit)
        blobs = {
            f"file_{place}": {"oid": self.git("rev-parse", f"{commit}:{added['path']}")}
            for place, added in enumerate(asked["fileChanges"]["additions"])
        }
        return {"oid": commit, "committedDate": WHEN, **blobs}

    def _repository(self, query: str) -> dict[str, Any]:
        answer: dict[str, Any] = {"id": "repository-1"}
        if "pullRequests(" in query:
            answer["pullRequests"] = {"nodes": [], "totalCount": 0}
        if "labels(" in query:
            answer["labels"] = {"nodes": []}
        if "defaultBranchRef" in query:
            answer["defaultBranchRef"] = {"name": "main"}
        head = self.git("rev-parse", "main")
        commit = {
            "oid": head,
            "message": "The courses",
            "committedDate": WHEN,
            "author": {"name": "Ana", "email": "ana@example.org", "user": None},
        }
        last = {"nodes": [commit]}
        answer["ref"] = {"id": "ref-1", "name": "main", "target": {**commit, "history": last}}
        for name, sha in re.findall(r'(\w+):\s+object\(oid: "([0-9a-f]{40})"\)', query):
            is_blob = self.git("cat-file", "-t", sha) == "blob"
            if is_blob:
                text = self.git("cat-file", "blob", sha) + "\n"
                answer[name] = {"text": text, "isTruncated": False}
            else:
                answer[name] = commit
        for name in re.findall(r"(\w+):\s+ref\(", query):
            answer[name] = answer["ref"]
        return answer


_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "*",
}
