"""What git knows of another version: which files differ, and what they said.

The only place that runs git. Names of files come from it between zero bytes, so that none can be
mistaken for two.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TOO_LONG = 120


class NoHistory(Exception):
    """git has no such version, or this is no clone; says what to do."""


def base_of(root: Path, revision: str) -> str:
    """Return the commit at which the work here parted from a revision. Raises NoHistory."""
    if revision.startswith("-"):
        raise NoHistory(f"“{revision}” is not the name of a version.")
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return _git(root, "merge-base", commit.decode().strip(), "HEAD").decode().strip()


def changed_files(root: Path, commit: str) -> list[str]:
    """Return every file that differs from a commit, new ones and deleted ones too, sorted."""
    known = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    names = (known + new).decode("utf-8", "replace").split("\0")
    return sorted({name for name in names if name})


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


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ("git", "-C", str(root), *arguments),
            capture_output=True,
            timeout=_TOO_LONG,
            check=False,
        )
    except FileNotFoundError:
        raise NoHistory("git is not installed here, and only git knows other versions.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        # It says nothing at all where the history does not reach back far enough.
        said = said or "the history here is too short. `git fetch --unshallow` fetches all of it."
        raise NoHistory(f"git cannot find that version: {said}")
    return done.stdout
