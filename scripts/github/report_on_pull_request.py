"""Tell a pull request what it changes: one comment, suggestions on its lines, a partner's label.

Run by the workflow “Report”, which may write and so must never run a pull request's code. It is
handed plain files that such code made: nothing in them is trusted. Which pull request it is comes
from GitHub, and is left alone if it has moved on since.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.changes.guard import mixed_in
from catalogue.changes.partners import partner_of
from catalogue.changes.printers import as_markdown
from catalogue.changes.report import MOST_BYTES, BadReport, read_report
from catalogue.reports import one_line
from scripts.github.api import BOT, ApiError, GitHub, the_event
from scripts.github.markdown import fenced
from scripts.github.once import comment_once, mark

_REPORT, _SUGGESTION = "report", "suggestion"
_MOST_SUGGESTIONS = 20
_LONGEST = 5_000
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_WORDS_OF_PARTNERS = ("content/", "providers/")
_HOW = (
    "Nothing is public before somebody of the partnership accepts it. "
    "[The checks and a copy of the site to look at]({run}) are with this change: download “site”, "
    "unpack it, and run `python3 -m http.server` in it."
)
_PREVIEW = "preview.html"
_SEE = "**[See the pages that change]({seen})**, all in one file. GitHub wants you signed in.\n"
_BY_CHANGED_CODE = (
    "> [!CAUTION]\n> This changes how the site works as well, and what stands below was worked out "
    "by the changed code itself: do not rely on it.\n"
)


def main() -> int:
    """Report on every open pull request that the finished run was about."""
    folder = Path(sys.argv[1])
    run = the_event()["workflow_run"]
    github = GitHub.here()
    for pull in pulls_of(github, run):
        tell(github, pull, folder, run["html_url"])
    return 0


def tell(github: GitHub, pull: dict[str, Any], folder: Path, run: str) -> None:
    """Comment on a pull request, label it and suggest, with what the run at an address left."""
    files = list(github.all(f"/pulls/{pull['number']}/files"))
    seen = preview_of(github, run)
    comment_once(github, pull["number"], _REPORT, comment(folder, files, run, seen))
    _label(github, pull["number"], files)
    _suggest(github, pull, files, _read_list(folder / "suggestions.json"))


def pulls_of(github: GitHub, run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The open pull requests into this repository whose newest commit a run was about."""
    if run["head_repository"] is None:  # the fork is gone
        return
    owner = run["head_repository"]["owner"]["login"]
    query = {"state": "open", "head": f"{owner}:{run['head_branch']}"}
    for pull in github.all("/pulls", **query):
        here = pull["base"]["repo"]["full_name"] == github.repository
        if here and pull["head"]["sha"] == run["head_sha"]:
            yield pull


def preview_of(github: GitHub, run: str) -> str:
    """Return where the changed pages can be seen, in one file that the run left; or nothing."""
    number = run.rpartition("/")[2]
    left = github.get(f"/actions/runs/{number}/artifacts", per_page=100)["artifacts"]
    found = (one["id"] for one in left if one["name"] == _PREVIEW and not one["expired"])
    return f"{run}/artifacts/{artifact}" if (artifact := next(found, None)) else ""


def comment(folder: Path, files: list[dict[str, Any]], run: str, seen: str = "") -> str:
    """The words of the comment. Which files are touched is what GitHub says, not what was left."""
    names = sorted(
        {
            name
            for file in files
            for name in (file["filename"], file.get("previous_filename"))
            if name
        }
    )
    try:
        report = read_report(_read(folder / "changes.json"))
        said = as_markdown(replace(report, mixed=mixed_in(names)))
    except BadReport:
        said = "**What this changes could not be worked out.** The checks say why.\n"
    by_others = (
        "" if all(name.startswith(_WORDS_OF_PARTNERS) for name in names) else _BY_CHANGED_CODE
    )
    look = _SEE.format(seen=seen) if seen else ""
    return "\n".join(filter(None, (by_others, said, look, _HOW.format(run=run))))


def _read(path: Path) -> bytes:
    """The bytes of a file, no more than could be right, and nothing that a link leads to."""
    if path.is_symlink() or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _read_list(path: Path) -> list[Any]:
    try:
        found = json.loads(_read(path)[:MOST_BYTES] or b"[]")
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _label(github: GitHub, number: int, files: list[dict[str, Any]]) -> None:
    """Give it the label of each partner whose files it changes, as far as there is one."""
    known = {label["name"] for label in github.all("/labels")}
    labels = sorted({partner_of(file["filename"]) for file in files} & known)
    if labels:
        github.post(f"/issues/{number}/labels", {"labels": labels})


def _suggest(
    github: GitHub, pull: dict[str, Any], files: list[dict[str, Any]], found: list[Any]
) -> None:
    lines = {file["filename"]: commentable(file.get("patch") or "") for file in files}
    wanted = [one for one in found if _is_suggestion(one)]
    comments = [
        review_comment(one)
        for one in wanted
        if set(range(one["first"], one["last"] + 1)) <= lines.get(one["path"], set())
    ]
    there = {
        (old["path"], old["body"])
        for old in github.all(f"/pulls/{pull['number']}/comments")
        if old["user"]["login"] == BOT
    }
    new = [one for one in comments if (one["path"], one["body"]) not in there]
    if not new:
        return
    body = (
        "These put what you wrote in our usual order, and put right what is certain to be a slip. "
        "“Commit suggestion” takes one over."
    )
    review = {"commit_id": pull["head"]["sha"], "event": "COMMENT", "body": body}
    try:
        comments = new[:_MOST_SUGGESTIONS]
        github.post(f"/pulls/{pull['number']}/reviews", {**review, "comments": comments})
    except ApiError as error:
        # Suggestions are a kindness: the comment is there, and says what has to be fixed.
        print(f"No suggestions could be made. {one_line(str(error))}", file=sys.stderr)


def _is_suggestion(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("path"), str)
        and isinstance(one.get("text"), str)
        and len(one["text"]) <= _LONGEST
        and all(type(one.get(name)) is int for name in ("first", "last"))
        and 1 <= one["first"] <= one["last"] <= one["first"] + 200
    )


def review_comment(one: dict[str, Any]) -> dict[str, Any]:
    """A comment with a suggestion, as GitHub takes it."""
    body = f"{mark(_SUGGESTION)}\n{fenced(one['text'], 'suggestion')}"
    made = {"path": one["path"], "line": one["last"], "side": "RIGHT", "body": body}
    if one["first"] < one["last"]:
        made |= {"start_line": one["first"], "start_side": "RIGHT"}
    return made


def commentable(patch: str) -> set[int]:
    """The lines of the new file that a patch shows: GitHub takes comments on no others."""
    lines: set[int] = set()
    number = 0
    for line in patch.split("\n"):
        if hunk := _HUNK.match(line):
            number = int(hunk[1])
        elif line[:1] in ("+", " ") and number:
            lines.add(number)
            number += 1
    return lines


if __name__ == "__main__":
    sys.exit(main())
