"""Makes the search index with Pagefind, and makes sure that it is whole.

Called by the build.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from typing import TYPE_CHECKING

import deflate
from pagefind_bin import get_executable

from catalogue.site.processes import BuildFailed, run, why

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1500"}
"""How much is in one part of the index: a search fetches, unpacks and reads whole parts. Pagefind's
own parts are thirteen times as large. It calls the setting unstable: a test counts the parts.
"""
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
_PACKED = ("*.pagefind", "*.pf_*", "*/*.pf_*")
_ENDS = (";", "}")
_CBOR_TEXT = 0x60
"""In Pagefind's list (CBOR, RFC 8949), what the length of a text of up to 23 bytes is added to."""
_NAMED = re.compile(rb"(?P<pair>\x82)[\x60-\x77](?P<language>[a-z-]+_)(?P<name>[0-9a-f]+)")
"""A name in that list, as the first of a pair: the second says how many words the document has."""


def make_index(documents: Path, bundle: Path) -> None:
    """Index a folder of search documents into a new folder, where each is named by its number.
    Raises BuildFailed.
    """
    command = [get_executable(), "--site", documents, "--output-path", bundle, "--quiet"]
    finished = run(list(map(str, command)), documents, SETTINGS)
    if finished.returncode:
        raise BuildFailed(f"The search index could not be made: {why(finished)}")
    _leave_out_unused(bundle)
    if broken := _broken_file(bundle):
        raise BuildFailed(f"The search index could not be made: {broken} is not whole.")
    give_names(bundle, sum(1 for _ in documents.iterdir()))
    _repack(bundle)


def give_names(bundle: Path, courses: int) -> None:
    """Name each document by its number, of as many digits as the last has.

    Pagefind's own names are random, so they do not compress: they would be most of the list that
    every visitor fetches before the first answer. Now and then one of them begins another as well.
    Raises BuildFailed.
    """
    numbers = _numbers(bundle)
    if sorted(numbers.values()) != list(range(courses)):
        raise BuildFailed("The search index could not be made: it does not have every course.")
    digits = len(str(courses - 1))

    def renamed(found: re.Match[bytes]) -> bytes:
        number = numbers.pop(found["name"], None)
        if number is None:
            return found[0]
        name = found["language"] + b"%0*d" % (digits, number)
        return found["pair"] + bytes([_CBOR_TEXT + len(name)]) + name

    (path,) = bundle.glob("*.pf_meta")
    path.write_bytes(_packed(_NAMED.sub(renamed, gzip.decompress(path.read_bytes()))))
    if numbers:
        raise BuildFailed("The search index could not be made: Pagefind's list has another form.")


def _numbers(bundle: Path) -> dict[bytes, int]:
    """Read which document has which name of Pagefind's, in its file of that name. Results are shown
    from files of our own, so these are not needed any more, and removed.
    """
    numbers = {}
    for path in (bundle / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        name = path.stem.partition("_")[2].encode()
        numbers[name] = int(json.loads(text)["url"].strip("/").removesuffix(".html"))
    shutil.rmtree(bundle / "fragment")
    return numbers


def _repack(bundle: Path) -> None:
    for path in (bundle / "wasm.en.pagefind", *bundle.glob("index/*.pf_index")):
        path.write_bytes(_packed(gzip.decompress(path.read_bytes())))


def _packed(text: bytes) -> bytes:
    # A twentieth smaller than Pagefind makes it, and as quick.
    return bytes(deflate.gzip_compress(text, 12))


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
