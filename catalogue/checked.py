"""What was read and checked before, kept below .cache/ so that it is not worked out again: the
documents of files that nothing is wrong with, and all problems of a catalogue that is still the
same (docs/decisions/0046-what-was-checked-is-kept.md).

How it is kept is keeping.py.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from catalogue.files import ADDRESSES, find_beside, find_files
from catalogue.keeping import add_all, basis_of, cache_in, digest_of, put, taken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from catalogue.page_files import PageText
    from catalogue.problems import Problem
    from catalogue.yaml_reader import Document


class CheckedDocuments:
    """The documents of files that can be read and that their schema passes, by what the files say:
    a file that is moved is known again. Nothing else tells what is in a document, so neither does
    the day. Files with problems are always read anew: what is said of them may name a place.
    """

    def __init__(self, root: Path) -> None:
        cache = cache_in(root)
        self._file = cache / "checked" / "documents" if cache else None
        self._basis = basis_of(root) if cache else b""
        kept = taken(self._file, self._basis) if self._file else None
        self._known: dict[bytes, Document | PageText] = kept or {}
        self._used: dict[bytes, Document | PageText] = {}

    def get(self, kind: str, raw: bytes) -> Document | PageText | None:
        """Return the document of a file of a kind that says just this, if it is known."""
        if found := self._known.get(name := _name(kind, raw)):
            self._used[name] = found
        return found

    def add(self, kind: str, raw: bytes, document: Document | PageText) -> None:
        """Take note of a document that nothing is wrong with."""
        if self._file:
            self._used[_name(kind, raw)] = document

    def keep(self, root: Path) -> None:
        """Keep what was asked for and added, and forget the rest."""
        if self._file and self._used.keys() != self._known.keys() and basis_of(root) == self._basis:
            put(self._file, self._basis, self._used)


class CheckedCatalogue:
    """All problems of a catalogue as it is now, on a day and with its newcomers, if they were told
    before.
    """

    def __init__(self, root: Path, today: date, newcomers: Iterable[str]) -> None:
        self._root, self._more = root, (today.isoformat(), *newcomers)
        cache = cache_in(root)
        self._file = cache / "checked" / "problems" if cache else None
        self._key = self._all_of_it() if cache else b""

    @property
    def problems(self) -> list[Problem] | None:
        """The problems, in their order, or None where they have to be worked out."""
        problems: list[Problem] | None = taken(self._file, self._key) if self._file else None
        return problems

    def keep(self, problems: list[Problem]) -> None:
        """Keep the problems, unless something has changed since this was made."""
        if self._file and self._all_of_it() == self._key:
            put(self._file, self._key, problems)

    def _all_of_it(self) -> bytes:
        (sources, misnamed), (beside, stray) = find_files(self._root), find_beside(self._root)
        digest = sha256(basis_of(self._root))
        add_all(digest, (*self._more, *map(repr, (*misnamed, *stray))))
        for source in (*sources, *beside):
            add_all(digest, (source.kind, source.file, digest_of(source.path)))
        add_all(digest, [digest_of(self._root / ADDRESSES)])
        return digest.digest()


def _name(kind: str, raw: bytes) -> bytes:
    return sha256(kind.encode() + b"\0" + raw).digest()
