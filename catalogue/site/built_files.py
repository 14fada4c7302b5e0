"""Which files a built site has, listed once for all who ask."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def files_in(folder: Path) -> Mapping[str, os.DirEntry[str]]:
    """Return every file below a folder, by its name there with slashes, in the order of names.
    Raises OSError.
    """
    return dict(sorted(_files_in(folder, "")))


def _files_in(folder: str | os.PathLike[str], below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(entry.path, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry
