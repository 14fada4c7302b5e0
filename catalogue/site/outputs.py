"""What leaves as files of the built site: each with its address, and all through one writer.

Made by makers.py, written by the generator. The files of the theme go their own way: Pelican copies
them as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from catalogue.exports import FORMATS
from catalogue.site.unchanged import link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.site.urls import Urls

PAGE, FOR_OTHERS = "page", "for other sites"
SHARED = frozenset({FOR_OTHERS, *(export.FORMAT.name for export in FORMATS)})
KINDS = SHARED | {
    *(
        PAGE,
        "sitemap",
        "robots",
        "search",
        "partners",
        "planning",
        "print",
        "legal",
        "manifest",
        "worker",
        "editor",
        "python",
        "hosting",
    ),
}
"""What an output can be: a part of the site itself, or a file of a format, by the format's name,
which other sites and programs share."""


class BadOutput(Exception):
    """An output may not be written: a fault of ours, or of the address of a content page."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site. `href` is its address, as in links to it, and its `body` what is in it,
    or a file of the last site that has just this in it.
    """

    href: str
    body: bytes | Path
    kind: str


def write_outputs(
    outputs: Iterable[Output], folder: Path, urls: Urls, taken: Iterable[str] = ()
) -> dict[str, tuple[str, int]]:
    """Write each output below `folder` and return the kind and the bytes of each file. `taken` are
    addresses that are written elsewhere. Raises BadOutput and OSError.
    """
    written: dict[str, tuple[str, int]] = {}
    files = {urls.file_of(href) for href in taken}
    for output in outputs:
        file = urls.file_of(output.href)
        if wrong := _wrong_with(output, file, urls, files):
            raise BadOutput(f"{output.href} ({output.kind}) cannot be written: {wrong}.")
        files.add(file)
        if isinstance(output.body, Path):
            link(output.body, folder / file)
            written[file] = (output.kind, output.body.stat().st_size)
        else:
            write_file(folder / file, output.body)
            written[file] = (output.kind, len(output.body))
    return written


def _wrong_with(output: Output, file: str, urls: Urls, files: set[str]) -> str | None:
    if output.kind not in KINDS:
        return "there is no such kind"
    if not output.href.startswith(f"{urls.base}/") or ".." in PurePosixPath(file).parts:
        return "it is not below the site"
    return "something else has this address" if file in files else None


def write_file(path: Path, body: bytes) -> None:
    """Write a file, and the folders above it. Raises OSError."""
    try:
        path.write_bytes(body)
    except FileNotFoundError:  # the first in its folder
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
