"""Takes over from the last site what would be made the same again.

What is printed is made of a view, and of what all of a site share: templates, words, settings, our
code. Nothing else goes in, so what is made of the same is the same
(docs/decisions/0048-what-is-the-same-is-not-made-again.md). Which files were made of what is kept
below .cache/ (keeping.py); the files themselves are those of the last site, if nobody has touched
them since.
"""

from __future__ import annotations

import copyreg
import io
import os
import pickle
import shutil
from dataclasses import fields, is_dataclass
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.keeping import add_all, basis_of, cache_in, digest_of, put, taken
from catalogue.site.built_files import files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from catalogue.site.styles import Sheets

_Made = tuple[bytes, int, int, tuple[tuple[str, ...], ...]]
"""Of a file: the digest of what it was made of, its bytes, when it was written, and the style
sheets that it asked for."""


class LastSite:
    """What was made for the site in `folder`, of a project in `root`. All that goes into every page
    is `shared`, and what is in the folders `beside`. `sheets` joins the style sheets that pages ask
    for. Without a folder, and where nothing is kept, all is made.
    """

    def __init__(
        self,
        root: Path,
        folder: Path | None,
        sheets: Sheets,
        shared: object,
        beside: Iterable[Path],
    ) -> None:
        cache = cache_in(root)
        self._file = cache / "site" if cache and folder else None
        self._folder = folder or root
        self._sheets = sheets
        self._now: dict[str, _Made] = {}
        self._new: dict[str, tuple[bytes, tuple[tuple[str, ...], ...]]] = {}
        self._before: dict[str, _Made] = {}
        if self._file:
            self._basis = _basis(root, shared, beside)
            self._before = taken(self._file, self._basis) or {}

    def body(self, file: str, made_of: object, make: Callable[[], bytes]) -> bytes | Path:
        """Return the file of the last site that is made of the same, or make it."""
        if not self._file:
            return make()
        digest = _digest(made_of)
        before = self._before.get(file)
        if before and before[0] == digest and _is_untouched(self._folder / file, before):
            for names in before[3]:
                self._sheets.join(*names)
            self._now[file] = before
            return self._folder / file
        self._sheets.asked.clear()
        made = make()
        self._new[file] = digest, tuple(sorted(self._sheets.asked))
        last = self._folder / file
        return last if _has(last, made) else made

    def keep(self, building: Path) -> None:
        """Keep what the files below `building` were made of."""
        if self._file:
            for file, (digest, sheets) in self._new.items():
                stat = (building / file).stat()
                self._now[file] = digest, stat.st_size, stat.st_mtime_ns, sheets
            put(self._file, self._basis, self._now)


def _basis(root: Path, shared: object, beside: Iterable[Path]) -> bytes:
    digest = sha256(basis_of(root) + _digest(shared))
    for folder in beside:
        for path in sorted(path for path in folder.resolve().rglob("*") if path.is_file()):
            add_all(digest, (path.name, digest_of(path)))
    return digest.digest()


def _digest(value: object) -> bytes:
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # says what is equal in the same way, whether or not it is one object
    pickler.dispatch_table = _HOW_TO_WRITE
    pickler.dump(value)
    return sha256(written.getbuffer()).digest()


class _Writers(dict[type, "Callable[[Any], Any]"]):
    """Of each class of ours its name and its fields: pickle's own way with slots takes as long as
    all the rest."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        # Also its class, so that there are always several, and all come as a tuple.
        values = attrgetter("__class__", *(field.name for field in fields(kind)))
        return self.setdefault(kind, lambda one: (kind, values(one)))


_HOW_TO_WRITE = _Writers(copyreg.dispatch_table)


def _is_untouched(path: Path, made: _Made) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == made[1:3]


def _has(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False


def link(old: Path, new: Path) -> None:
    """Let a file of the last site be one of the new, with its time. Raises OSError."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:  # a disk that knows no links
        shutil.copy2(old, new)


def keep_times(building: Path, last: Path) -> None:
    """Give each file that is as it was in the last site its time again, by which hosts and browsers
    tell what is new. Raises OSError.
    """
    before = files_in(last) if last.is_dir() else {}
    for file, new in files_in(building).items():
        old = before.get(file)
        if old and old.inode() != new.inode() and _has(Path(old), Path(new).read_bytes()):
            Path(new).unlink()
            link(Path(old), Path(new))
