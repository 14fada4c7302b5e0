"""What git knows: which files differ from another version, what they said, and since when courses
are there.

The only place that runs git. Names of files come from it between zero bytes, so that none can be
mistaken for two.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_COURSES = "content/courses/"
_TOO_LONG = 120
# What some people have set otherwise, and would change what is read here.
_AS_EXPECTED = (
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.follow=false"),
)


class NoHistory(Exception):
    """git has no such version, or this is no clone; says what to do."""


def base_of(root: Path, revision: str) -> str:
    """Return the commit at which the work here parted from a revision. Raises NoHistory."""
    if revision.startswith("-"):
        raise NoHistory(f"“{revision}” is not the name of a version.")
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return _git(root, "merge-base", commit.decode().strip(), "HEAD").decode().strip()


def last_commit_by(root: Path, day: date) -> str | None:
    """Return the last commit that was made up to the end of a day; None where there is none."""
    found = _git(root, "rev-list", "-1", f"--before={day.isoformat()}T23:59:59", "HEAD")
    return found.decode().strip() or None


def changed_files(root: Path, commit: str) -> list[str]:
    """Return every file that differs from a commit, new ones and deleted ones too, sorted."""
    known = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    names = (known + new).decode("utf-8", "replace").split("\0")
    return sorted({name for name in names if name})


def newcomers(root: Path, since: str = "") -> list[str]:
    """Return the files that are new since a commit: if none is named, since the work here parted
    from main or else since the last commit. Empty where git cannot say.
    """
    for revision in (since,) if since else ("origin/HEAD", "main", "HEAD"):
        try:
            commit = since or base_of(root, revision)
            had = _git(root, "ls-tree", "-r", "--name-only", "-z", commit, ".")
            known = had.decode("utf-8", "replace").split("\0")
            return sorted(set(changed_files(root, commit)).difference(known))
        except NoHistory:
            continue
    return []


def extract(root: Path, commit: str, folders: Sequence[str], target: Path) -> None:
    """Write the files of a commit's folders, as far as it has them, below `target`; no links.
    Raises NoHistory.
    """
    here = [
        name
        for name in folders
        if _git(root, "ls-tree", "--name-only", commit, "--", name).decode().strip()
    ]
    if not here:
        raise NoHistory("That version has none of the folders of a catalogue.")
    packed = _git(root, "archive", "--format=tar", commit, "--", *here)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if member.isfile() and (file := archive.extractfile(member)):
                path = target / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())


def text_at(root: Path, commit: str, file: str) -> str | None:
    """Return what a file said at a commit; None where it was not there, or was no text."""
    try:
        return _git(root, "cat-file", "blob", f"{commit}:./{file}").decode()
    except (NoHistory, UnicodeDecodeError):
        return None


def branch_with(root: Path, branch: str, texts: Mapping[str, str], message: str) -> None:
    """Make a branch of one commit on top of what is checked out, with the texts of some files.
    Neither the files here nor what is staged is touched. Raises NoHistory, also where there is such
    a branch.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        top = _git(root, "rev-parse", "--show-prefix").decode().strip()
        _git(root, "read-tree", "HEAD", more=index)
        for file, text in texts.items():
            blob = _git(root, "hash-object", "-w", "--stdin", typed=text.encode()).decode().strip()
            entry = f"100644,{blob},{top}{file}"
            _git(root, "update-index", "--add", "--cacheinfo", entry, more=index)
        tree = _git(root, "write-tree", more=index).decode().strip()
    commit = _git(root, "commit-tree", tree, "-p", "HEAD", "-m", message).decode().strip()
    _git(root, "branch", "--", branch, commit)


def days_in_git(root: Path) -> dict[str, tuple[date, date]]:
    """Return the days of the first and the last commit of each course's file, by course id.

    A file that got another name is followed. Empty where git cannot say: outside a clone, or in
    one without the whole history.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return {}
        log = _git(
            root,
            "log",
            "--format=%cs",
            "--name-status",
            "--relative",
            "-M90%",
            "-z",
            "--",
            _COURSES,
        )
    except NoHistory:
        return {}
    days: dict[str, tuple[date, date]] = {}
    later: dict[str, str] = {}
    for day, before, name in _touched(log.decode("utf-8", "replace")):
        now = later.get(name, name)
        later[before] = now
        first, last = days.get(now, (day, day))
        days[now] = min(first, day), max(last, day)
    return {
        name.removeprefix(_COURSES).removesuffix(".yaml"): found for name, found in days.items()
    }


def _touched(log: str) -> Iterator[tuple[date, str, str]]:
    """Yield the day, the name before and the name after of each file of each commit."""
    words = (word.strip("\n") for word in log.split("\0"))
    day = date.min
    for word in filter(None, words):
        if word[0].isdigit():
            day = date.fromisoformat(word)
        else:
            before = next(words)
            yield day, before, next(words) if word[0] == "R" else before


def _git(
    root: Path, *arguments: str, typed: bytes | None = None, more: Mapping[str, str] = {}
) -> bytes:
    try:
        done = subprocess.run(
            ("git", "-C", str(root), *_AS_EXPECTED, *arguments),
            input=typed,
            env={**os.environ, **more},
            capture_output=True,
            timeout=_TOO_LONG,
            check=False,
        )
    except FileNotFoundError:
        raise NoHistory("git is not installed here, and only git knows other versions.") from None
    except subprocess.TimeoutExpired:
        raise NoHistory(f"git has not answered within {_TOO_LONG} seconds.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        # It says nothing at all where the history does not reach back far enough.
        said = said or "the history here is too short. `git fetch --unshallow` fetches all of it."
        raise NoHistory(f"git cannot do that: {said}")
    return done.stdout
