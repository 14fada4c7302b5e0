"""What was read and checked before, kept below .cache/ so that it is not worked out again: the
documents of files that nothing is wrong with, and all problems of a catalogue that is still the
same (docs/decisions/0046-what-was-checked-is-kept.md).

Whatever went in is part of the key, by what it says and not by its time. What is cut off, of
another key or cannot be read was never kept; what cannot be written is worked out again. All of it
is safe to delete.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pickle
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.files import ADDRESSES, OURS, find_beside, find_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from catalogue.page_files import PageText
    from catalogue.problems import Problem
    from catalogue.yaml_reader import Document

_SIZE = sha256().digest_size
_KNOWN = {
    ("array", "_array_reconstructor"),
    ("array", "array"),
    ("catalogue.page_files", "PageText"),
    ("catalogue.problems", "Code"),
    ("catalogue.problems", "Problem"),
    ("catalogue.problems", "Scope"),
    ("catalogue.problems", "Severity"),
    ("catalogue.yaml_reader", "Document"),
    ("decimal", "Decimal"),
}
"""What may be made of what is kept. A file that names anything else is not believed."""


def cache_in(root: Path) -> Path | None:
    """Return where what was checked is kept: in a clone, where people check again and again. Not in
    CI, where somebody's proposal may have brought the folder along.
    """
    is_kept = "CI" not in os.environ and (root / ".git").exists()
    return root / ".cache" / "checked" if is_kept else None


class CheckedDocuments:
    """The documents of files that can be read and that their schema passes, by what the files say:
    a file that is moved is known again. Nothing else tells what is in a document, so neither does
    the day. Files with problems are always read anew: what is said of them may name a place.
    """

    def __init__(self, root: Path) -> None:
        cache = cache_in(root)
        self._file = cache / "documents" if cache else None
        self._basis = _basis(root) if cache else b""
        kept = _kept(self._file, self._basis) if self._file else None
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
        if self._file and self._used.keys() != self._known.keys() and _basis(root) == self._basis:
            _keep(self._file, self._basis, self._used)


class CheckedCatalogue:
    """All problems of a catalogue as it is now, on a day and with its newcomers, if they were told
    before.
    """

    def __init__(self, root: Path, today: date, newcomers: Iterable[str]) -> None:
        self._root, self._more = root, (today.isoformat(), *newcomers)
        cache = cache_in(root)
        self._file = cache / "problems" if cache else None
        self._key = self._all_of_it() if cache else b""

    @property
    def problems(self) -> list[Problem] | None:
        """The problems, in their order, or None where they have to be worked out."""
        problems: list[Problem] | None = _kept(self._file, self._key) if self._file else None
        return problems

    def keep(self, problems: list[Problem]) -> None:
        """Keep the problems, unless something has changed since this was made."""
        if self._file and self._all_of_it() == self._key:
            _keep(self._file, self._key, problems)

    def _all_of_it(self) -> bytes:
        (sources, misnamed), (beside, stray) = find_files(self._root), find_beside(self._root)
        digest = sha256(_basis(self._root))
        _add_all(digest, (*self._more, *map(repr, (*misnamed, *stray))))
        for source in (*sources, *beside):
            _add_all(digest, (source.kind, source.file, _digest_of(source.path)))
        _add_all(digest, [_digest_of(self._root / ADDRESSES)])
        return digest.digest()


def _basis(root: Path) -> bytes:
    """Return what all that is kept rests on: schema/ and reference/, our code, and what runs it."""
    ours = [path.resolve() for path in (Path(__file__).parent, *(root / name for name in OURS))]
    digest = sha256(sys.version.encode())
    _add_all(digest, sorted(_installed()))
    for folder in ours:
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                _add_all(digest, (str(path.relative_to(folder)), _digest_of(path)))
    return digest.digest()


def _installed() -> Iterator[str]:
    """Yield the libraries and their versions, by which their folders are called."""
    for place in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(place) if name.endswith((".dist-info", ".egg")))


def _add_all(digest: Any, texts: Iterable[str]) -> None:
    """Add texts to a digest, so that none can be mistaken for two."""
    digest.update(repr(tuple(texts)).encode("utf-8", "backslashreplace"))


def _digest_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"cannot be opened: {error.strerror}"


def _name(kind: str, raw: bytes) -> bytes:
    return sha256(kind.encode() + b"\0" + raw).digest()


class _Plain(pickle.Unpickler):
    """Makes values and nothing else: what is kept cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is not kept here")
        return super().find_class(module, name)


def _kept(file: Path, key: bytes) -> Any:
    """Return what is kept under a key, or None."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    whole = memoryview(raw)[2 * _SIZE :]
    if raw[:_SIZE] != key or raw[_SIZE : 2 * _SIZE] != sha256(whole).digest():
        return None
    was_on = gc.isenabled()
    gc.disable()  # all of it stays, and looking through it takes six times what reading does
    try:
        return _Plain(io.BytesIO(whole)).load()
    except Exception:  # pickle says that anything may be raised
        return None
    finally:
        if was_on:
            gc.enable()


def _keep(file: Path, key: bytes, value: Any) -> None:
    """Write a whole file and move it into its place, where two at once do each other no harm."""
    whole = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / ".gitignore").write_text("*\n")
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            new = Path(folder, file.name)
            new.write_bytes(key + sha256(whole).digest() + whole)
            new.replace(file)
