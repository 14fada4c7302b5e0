"""Builds one project's site again and again in this process, for `make serve`.

What is imported, the reference, and all that functions keep in mind by its value are there from the
second build on. Pelican is run as its command would be.
"""

from __future__ import annotations

import gc
import os
from contextlib import redirect_stdout, suppress
from subprocess import CompletedProcess
from typing import TYPE_CHECKING
from uuid import uuid4

import pelican
from pelican import signals

from catalogue.clock import today_in
from catalogue.reference import load_reference
from catalogue.site.build import build
from catalogue.site.early import early_pages
from catalogue.site.generator import CatalogueGenerator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pelican.generators import Generator

    from catalogue.site.build import BuildResult


class Resident:
    """Builds the site of the project in `root`, and knows what the last build was made with."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: CatalogueGenerator | None = None
        self._now: CatalogueGenerator | None = None
        signals.all_generators_finalized.connect(self._remember)

    def _remember(self, generators: Sequence[Generator]) -> None:
        self._now = next(one for one in generators if isinstance(one, CatalogueGenerator))

    def build(self, changed: Iterable[str]) -> BuildResult:
        """Build, first of all the pages of the `changed` files that are courses. Raises BuildFailed
        and SchemaError.
        """
        with suppress(Exception):  # the build says what is wrong
            self._write_early(changed)
        gc.unfreeze()  # what the last build froze
        today = today_in(load_reference(self._root).city.zone)
        result = build(self._root, today, pelican=_pelican)
        self._last = self._now
        return result

    def _write_early(self, changed: Iterable[str]) -> None:
        if self._last is None:
            return
        for address, page in early_pages(self._last.press, self._root, changed):
            path = self._root / "output" / self._last.site.urls.file_of(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{uuid4()}")  # nobody is shown half of it
            new.write_bytes(page)
            new.replace(path)


def _pelican(command: list[str], folder: Path) -> CompletedProcess[str]:
    os.chdir(folder)
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        try:
            pelican.main(command[command.index("pelican") + 1 :])
        except SystemExit as ended:
            return CompletedProcess(command, int(bool(ended.code)), str(ended.code))
        except Exception as error:  # a process of its own would end with it
            return CompletedProcess(command, 1, f"{type(error).__name__}: {error}")
    return CompletedProcess(command, 0, "")
