"""Loads the version in the folder and an earlier one, and reports on what differs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import git
from catalogue.changes.compare import Version, report_on
from catalogue.files import FOLDERS
from catalogue.formatting import words_of_comments
from catalogue.loading import load_catalogue
from catalogue.quoting import listed, quoted
from catalogue.reference import load_reference
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from catalogue.yaml_reader import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from catalogue.changes.report import Report
    from catalogue.reference import Reference

_FOLDERS = ("content", "providers", "schema", "reference")


def changes_since(root: Path, revision: str, today: date) -> Report:
    """Report on the files in a folder, as compared with where they parted from a revision. Raises
    NoHistory, NothingToLoad, SchemaError and OSError.
    """
    commit = git.base_of(root, revision)
    files = git.changed_files(root, commit)
    lost = list(_lost_comments(root, commit, files))
    reference = load_reference(root)
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        git.extract(root, commit, _FOLDERS, Path(folder))
        same = not any(file.startswith(("schema/", "reference/")) for file in files)
        old = reference if same else load_reference(Path(folder))
        before = version_of(old, Path(folder), today)
    touched = {file: (root / file).exists() for file in files}
    after = version_of(reference, root, today, newcomers=git.newcomers(root, commit))
    return report_on(before, after, touched, lost)


def changes_with(reference: Reference, root: Path, today: date, texts: Mapping[str, str]) -> Report:
    """Report on what would change if the texts of files, by name, were written. Raises what loading
    raises.
    """
    before = version_of(reference, root, today)
    after = version_of(reference, root, today, texts)
    return report_on(before, after, dict.fromkeys(texts, True))


def version_of(
    reference: Reference,
    root: Path,
    today: date,
    instead: Mapping[str, str] = {},
    newcomers: Iterable[str] = (),
) -> Version:
    """Load one version, with the texts of some files in place of what they say. Raises what loading
    raises.
    """
    catalogue, problems = load_catalogue(
        reference, root, today, instead=instead, newcomers=newcomers
    )
    return Version(Site(catalogue, Urls(), ""), problems)


def _lost_comments(root: Path, commit: str, files: Iterable[str]) -> Iterator[str]:
    """Say which comments are no longer in a file: an editor may have dropped them unasked."""
    for file in files:
        path = root / file
        if not file.startswith(tuple(FOLDERS.values())) or not path.is_file():
            continue
        old, new = git.text_at(root, commit, file), path.read_bytes()
        if lost := comments_lost(old or "", new.decode("utf-8", "replace")):
            yield f"{file} has lost a comment: {listed(map(quoted, lost), 'and')}."


def comments_lost(old: str, new: str) -> list[str]:
    """Return the words of the comments that only the older of two texts has."""
    if any(read_bytes(text.encode(), "")[0] is None for text in (old, new)):
        return []
    kept = list(words_of_comments(new))
    return [words for words in words_of_comments(old) if words not in kept]
