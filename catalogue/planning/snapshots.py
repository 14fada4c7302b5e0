"""What was known of a term while it was on: from git's history, or from files that were put aside.

`catalogue plan snapshot` writes such a file, for whoever has no history.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import git
from catalogue.files import NothingToLoad
from catalogue.loading import load_catalogue
from catalogue.planning.provision import ProvisionRow, provision_in
from catalogue.planning.windows import Window, term_at
from catalogue.reference import load_reference
from catalogue.schemas import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.catalogue import Catalogue

_FOLDERS = ("content", "providers", "schema", "reference")
_VERSION = 1


class BadSnapshot(Exception):
    """The file is none that `catalogue plan snapshot` wrote."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was taught in a term, as known on the day it was `taken`."""

    term: Window
    taken: date
    rows: tuple[ProvisionRow, ...]


def snapshot_of(catalogue: Catalogue) -> Snapshot:
    """Return what is taught in the term that today is in."""
    term = term_at(catalogue.today, "this-term")
    return Snapshot(term, catalogue.today, provision_in(catalogue, [term]))


def written(snapshot: Snapshot) -> str:
    """Write one as JSON."""
    value = {
        "version": _VERSION,
        "term": snapshot.term.name,
        "first": snapshot.term.first.isoformat(),
        "taken": snapshot.taken.isoformat(),
        "rows": [asdict(row) for row in snapshot.rows],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read_snapshot(path: Path) -> Snapshot:
    """Read one. Raises BadSnapshot and OSError."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        if value["version"] != _VERSION:
            raise ValueError(value["version"])
        term = term_at(date.fromisoformat(value["first"]), "this-term")
        rows = tuple(ProvisionRow(**row) for row in value["rows"])
        return Snapshot(term, date.fromisoformat(value["taken"]), rows)
    except (KeyError, TypeError, ValueError):
        raise BadSnapshot(
            f"{path} is no snapshot. `catalogue plan snapshot FILE` writes one."
        ) from None


def from_history(root: Path, terms: Iterable[Window]) -> Iterator[Snapshot]:
    """Yield what git knows of terms: how things stood at the end of each. A term from before there
    was a catalogue, or when it could not be read as it is now, is left out.
    """
    for term in terms:
        try:
            commit = git.last_commit_by(root, term.last)
            if commit is None:
                continue
            with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
                git.extract(root, commit, _FOLDERS, Path(folder))
                reference = load_reference(Path(folder))
                catalogue, _ = load_catalogue(reference, Path(folder), term.last)
                yield Snapshot(term, term.last, provision_in(catalogue, [term]))
        except (git.NoHistory, NothingToLoad, SchemaError):
            continue
