"""Whom to ring when somebody needs help now, from reference/help.yaml.

Loaded for the site, whose search page says it above the courses (theme/static/js/search/help.js),
and whose page “Help now” says it to everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalogue.letters import compared
from catalogue.problems import SchemaError
from catalogue.schemas import read_ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FILE = "help.yaml"


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to ring. `says` is a sentence with `{number}` in it; `sources` are the addresses of
    the pages that it is from.
    """

    id: str
    phone: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of trouble: what to say first, whom to ring `first` and `then` (ids of helplines), and
    the `words` that mean it, as they are compared.
    """

    id: str
    title: str
    says: str
    first: tuple[str, ...]
    then: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Helplines:
    """All of them, and the day when somebody last looked whether they are right."""

    checked: date
    helplines: Mapping[str, Helpline]
    needs: Sequence[Need]


def load_helplines(reference: Path, schema: Path) -> Helplines | None:
    """Read the file, or nothing where there is none, as in another city. Raises SchemaError."""
    path = reference / FILE
    if not path.exists():
        return None
    value = read_ours(path, schema / "help.schema.json")
    helplines = [
        Helpline(**{**row, "sources": tuple(row["sources"])}) for row in value["helplines"]
    ]
    needs = tuple(
        Need(
            id=row["id"],
            title=row["title"],
            says=row["says"],
            first=tuple(row["first"]),
            then=tuple(row.get("then", ())),
            # Many leave out the apostrophe of can't: js/search/help.js takes it from what is typed.
            words=tuple(compared(words).replace("'", "") for words in row["words"]),
        )
        for row in value["needs"]
    )
    read = Helplines(
        date.fromisoformat(value["checked"]), {one.id: one for one in helplines}, needs
    )
    for wrong in _contradictions(read):
        raise SchemaError(f"{reference.name}/{FILE}: {wrong}")
    return read


def _contradictions(read: Helplines) -> Iterator[str]:
    named = {name for need in read.needs for name in (*need.first, *need.then)}
    for name in sorted(named - set(read.helplines)):
        yield f"“{name}” is no helpline here"
    for name in sorted(set(read.helplines) - named):
        yield f"“{name}” is rung for no need"
    meant: dict[str, str] = {}
    for need in read.needs:
        for words in need.words:
            if not words:
                yield f"“{need.id}” has words that say nothing"
            if other := meant.get(words):
                yield f"“{words}” means “{other}” and “{need.id}”"
            meant[words] = need.id
