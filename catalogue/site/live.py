"""Reads what is live: from a folder of this machine, or from the site's address.

Called by the build, which goes on from there: the record of the last publish, and the folders of
earlier builds, which stay for tabs that were open.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from catalogue.site.processes import BuildFailed
from catalogue.site.published import (
    BUILDS_KEPT,
    DAYS_KEPT,
    BadRecord,
    Published,
    unpack_record,
)
from catalogue.site.urls import RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_SECONDS = 30.0
_TRIES = 3
_AT_ONCE = 8
_NOT_THERE = (404, 410)


class Live(Protocol):
    """A place where the site is live."""

    def read(self, name: str) -> bytes | None:
        """Return a file of the site, or None where there is no such file. Raises BuildFailed."""

    def bring(self, name: str, target: Path) -> bool:
        """Put a file of the site at `target`, and say whether there is one. Raises BuildFailed and
        OSError.
        """


@dataclass(frozen=True, slots=True)
class LiveFolder:
    """A site in a folder of this machine."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """Return a file, or None."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def bring(self, name: str, target: Path) -> bool:
        """Link a file, which costs no room, or copy it where that cannot be."""
        path = self.folder / name
        if not path.is_file():
            return False
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)
        return True


@dataclass(frozen=True, slots=True)
class LiveSite:
    """A site at its address."""

    address: str

    def read(self, name: str) -> bytes | None:
        """Return a file, past caches, or None where the host says that there is none."""
        # Some hosts keep files for minutes whatever is asked of them, each under its whole address.
        url = f"{self.address.rstrip('/')}/{quote(name)}?{token_hex(4)}"
        for _ in range(_TRIES):
            try:
                with urlopen(
                    Request(url, headers={"Cache-Control": "no-cache"}), timeout=_SECONDS
                ) as answer:
                    body: bytes = answer.read()
                    return body
            except HTTPError as error:
                if error.code in _NOT_THERE:
                    return None
                why = f"it answers {error.code}"
            except (OSError, HTTPException, ValueError) as error:
                why = str(getattr(error, "reason", error))
        raise BuildFailed(
            f"What is live at {self.address} could not be read: {why}. Try again when it answers. "
            'If it never will, build with --accept-loss "why", and nothing is compared.'
        )

    def bring(self, name: str, target: Path) -> bool:
        """Fetch a file."""
        body = self.read(name)
        if body is not None:
            target.write_bytes(body)
        return body is not None


def live_at(where: str) -> Live:
    """Return the live site at an address, or in a folder."""
    return LiveSite(where) if where.startswith(("http://", "https://")) else LiveFolder(Path(where))


def read_record(live: Live, *, needed: bool) -> Published | None:
    """Return the record of the last publish; None where there was none. One that is lost or cannot
    be read counts as none, unless it is `needed`. Raises BuildFailed.
    """
    body = live.read(RECORD)
    try:
        if body is not None:
            return unpack_record(body)
        if needed and live.read("index.html") is not None:
            raise BadRecord(f"A site is live, and it has no {RECORD}.")
    except BadRecord as error:
        if needed:
            raise BuildFailed(
                f"{error} So nobody can tell what this build would take off the site. If that is "
                'right, build with --accept-loss "why", and nothing is compared.'
            ) from error
    return None


def keep_folders(live: Live, before: Published, building: Path, now: Published) -> dict[str, date]:
    """Put the folders of earlier builds into the new site, and return which, with the last day of
    each. One that is not there whole is left out. Raises BuildFailed and OSError.
    """
    kept = {}
    for folder, day in folders_to_keep(before, now).items():
        if _bring_folder(live, building / folder, folder, before.sizes[folder]):
            kept[folder] = day
        else:
            shutil.rmtree(building / folder, ignore_errors=True)
    return kept


def folders_to_keep(before: Published, now: Published) -> dict[str, date]:
    """Return the folders that stay for open tabs, the oldest first: the last few of each kind.

    None stays of a site with examples, where the new one is for the public.
    """
    if before.invented and not now.invented:
        return {}
    ends = {**before.kept, **dict.fromkeys(before.editions, now.day)}
    kinds: dict[str, list[str]] = {}
    for folder in ends:
        if (
            folder not in now.editions
            and folder in before.sizes
            and now.day - ends[folder] <= DAYS_KEPT
        ):
            kinds.setdefault(folder.partition("/")[0], []).append(folder)
    return {folder: ends[folder] for some in kinds.values() for folder in some[-BUILDS_KEPT:]}


def _bring_folder(live: Live, target: Path, folder: str, sizes: Mapping[str, int]) -> bool:
    def bring(name: str) -> bool:
        path = target / name
        return live.bring(f"{folder}/{name}", path) and path.stat().st_size == sizes[name]

    for name in sizes:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        return all(workers.map(bring, sizes))
