"""Makes the search index with Pagefind, and makes sure that it is whole.

Called by the build.
"""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING

from pagefind_bin import get_executable

from catalogue.site.processes import BuildFailed, run, why

if TYPE_CHECKING:
    from pathlib import Path

_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
_PACKED = ("*.pagefind", "*.pf_*", "*/*.pf_*")
_ENDS = (";", "}")


def make_index(documents: Path, bundle: Path) -> list[str]:
    """Index a folder of search documents into a new folder, and return Pagefind's name of each, in
    the order of their numbers. Raises BuildFailed.
    """
    command = [get_executable(), "--site", documents, "--output-path", bundle, "--quiet"]
    finished = run(list(map(str, command)), documents)
    if finished.returncode:
        raise BuildFailed(f"The search index could not be made: {why(finished)}")
    _leave_out_unused(bundle)
    if broken := _broken_file(bundle):
        raise BuildFailed(f"The search index could not be made: {broken} is not whole.")
    return _names(bundle, sum(1 for _ in documents.iterdir()))


def _names(bundle: Path, courses: int) -> list[str]:
    # A result has a name, and the file of that name says which document it is. Results are shown
    # from files of our own, so these are not needed any more.
    names = {}
    for path in (bundle / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        names[int(json.loads(text)["url"].strip("/").removesuffix(".html"))] = _name_of(path)
    if sorted(names) != list(range(courses)):
        raise BuildFailed("The search index could not be made: it does not have every course.")
    shutil.rmtree(bundle / "fragment")
    return [names[number] for number in range(courses)]


def _name_of(fragment: Path) -> str:
    return fragment.stem.partition("_")[2]


def _leave_out_unused(bundle: Path) -> None:
    # Pagefind's own search boxes, which we do not show, are most of the bundle.
    for path in bundle.glob("pagefind-*"):
        if path.name not in _NEEDED:
            path.unlink()


def _broken_file(bundle: Path) -> str | None:
    # Pagefind says that all is well when the disk is full, and leaves files that end too soon.
    for name in _NEEDED:
        if not (bundle / name).is_file():
            return name
    for path in (path for pattern in _PACKED for path in bundle.glob(pattern)):
        try:
            gzip.decompress(path.read_bytes())
        except (EOFError, gzip.BadGzipFile):
            return path.name
    for path in (*bundle.glob("*.js"), bundle / "pagefind-entry.json"):
        if not path.read_text(encoding="utf-8", errors="replace").rstrip().endswith(_ENDS):
            return path.name
    return None
