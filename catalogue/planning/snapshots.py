"""What was known of a term while it was on: from git's history, or from files that were put aside.

`catalogue plan snapshot` writes such a file, for whoever has no history.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import git
from catalogue.files import NothingToLoad
from catalogue.loading import load_catalogue
from catalogue.planning.planned import Planned
from catalogue.planning.provision import ProvisionRow, provision_in
from catalogue.planning.standings import Standings, key_of
from catalogue.planning.windows import Window, term_at
from catalogue.problems import SchemaError
from catalogue.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.records import Priority

_FOLDERS = ("content", "providers", "schema", "reference")
_VERSION = 1


class BadSnapshot(Exception):
    """The file is none that `catalogue plan snapshot` wrote."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was taught in a term, as known on the day it was `taken`, and where targets stood then,
    by `key_of`.
    """

    term: Window
    taken: date
    rows: tuple[ProvisionRow, ...]
    standings: Mapping[str, float | None] = field(default_factory=dict)


def snapshot_of(catalogue: Catalogue) -> Snapshot:
    """Return what is taught in the term that today is in."""
    term = term_at(catalogue.today, "this-term")
    return _snapshot(term, catalogue, catalogue.priorities.values())


def _snapshot(term: Window, catalogue: Catalogue, asked: Iterable[Priority]) -> Snapshot:
    standings = Standings(Planned(catalogue))
    stood = {key_of(one.target, one.need): standings.of(one.target, one.need) for one in asked}
    return Snapshot(term, catalogue.today, provision_in(catalogue, [term]), stood)


def written(snapshot: Snapshot) -> str:
    """Write one as JSON."""
    value = {
        "version": _VERSION,
        "term": snapshot.term.name,
        "first": snapshot.term.first.isoformat(),
        "taken": snapshot.taken.isoformat(),
        "rows": [asdict(row) for row in snapshot.rows],
        "standings": dict(snapshot.standings),
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
        stood = {key: _figure(of) for key, of in value.get("standings", {}).items()}
        return Snapshot(term, date.fromisoformat(value["taken"]), rows, stood)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BadSnapshot(
            f"{path} is no snapshot. `catalogue plan snapshot FILE` writes one."
        ) from None


def _figure(value: object) -> float | None:
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(value)


def from_history(
    root: Path, terms: Iterable[Window], asked: Iterable[Priority] = ()
) -> Iterator[Snapshot]:
    """Yield what git knows of terms: how things stood at the end of each, and where the targets of
    what is `asked` for today stood then. A term from before there
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
                yield _snapshot(term, catalogue, asked)
        except (git.NoHistory, NothingToLoad, SchemaError):
            continue
