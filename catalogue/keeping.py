"""Keeps what was worked out below .cache/, for checked.py and what the site made before.

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

from catalogue.files import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """Return where what was done is kept: in a clone, where people do it again and again. Not in
    CI, where somebody's proposal may have brought the folder along.
    """
    is_kept = "CI" not in os.environ and (root / ".git").exists()
    return root / ".cache" if is_kept else None


def basis_of(root: Path) -> bytes:
    """Return what all that is kept rests on: schema/ and reference/, our code, and what runs it."""
    ours = [path.resolve() for path in (Path(__file__).parent, *(root / name for name in OURS))]
    digest = sha256(sys.version.encode())
    add_all(digest, sorted(_installed()))
    for folder in ours:
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                add_all(digest, (str(path.relative_to(folder)), digest_of(path)))
    return digest.digest()


def _installed() -> Iterator[str]:
    """Yield the libraries and their versions, by which their folders are called."""
    for place in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(place) if name.endswith((".dist-info", ".egg")))


def add_all(digest: Any, texts: Iterable[str]) -> None:
    """Add texts to a digest, so that none can be mistaken for two."""
    digest.update(repr(tuple(texts)).encode("utf-8", "backslashreplace"))


def digest_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"cannot be opened: {error.strerror}"


class _Plain(pickle.Unpickler):
    """Makes values and nothing else: what is kept cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is not kept here")
        return super().find_class(module, name)


def taken(file: Path, key: bytes) -> Any:
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


def put(file: Path, key: bytes, value: Any) -> None:
    """Write a whole file and move it into its place, where two at once do each other no harm."""
    whole = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / ".gitignore").write_text("*\n")
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            new = Path(folder, file.name)
            new.write_bytes(key + sha256(whole).digest() + whole)
            new.replace(file)
