"""Builds the site beside the old one and swaps it in when it is whole.

Called by `catalogue build`. Whatever goes wrong, the previous output/ stays as it was; nothing is
ever written anywhere else but beside it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from catalogue.site.indexing import make_index
from catalogue.site.packing import pack
from catalogue.site.processes import BuildFailed, run, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

__all__ = ["BuildFailed", "BuildResult", "build"]

_BUILDING, _OLD = ".output-building-", ".output-old-"
_SUMMARY = ".build-summary.json"
_SEARCH_DOCUMENTS = ".search-documents"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    `problems` counts by severity; `report` tells the errors, file by file; `notes` are sentences
    for the owner, `unset` the owner's settings without a value; `seconds` are by step.
    """

    courses: int
    venues: int
    pages: int
    problems: Mapping[str, int]
    report: str
    notes: tuple[str, ...]
    unset: tuple[str, ...]
    seconds: Mapping[str, float]


def build(
    root: Path,
    today: date,
    *,
    site_url: str | None = None,
    public: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> BuildResult:
    """Build root/output for the day `today`. Raises BuildFailed.

    `site_url` takes the place of the one in the settings. A build that is `public` leaves the
    invented courses out. `say` is told what is being done, for people who wait.
    """
    root = root.absolute()
    _tidy(root)
    building = root / f"{_BUILDING}{os.getpid()}"
    try:
        say("Checking files and writing pages")
        summary = _write_pages(root, building, _settings(today, site_url, building), public)
        began = monotonic()
        if summary["indexed"]:
            say("Making the search index")
            make_index(building / _SEARCH_DOCUMENTS, building / summary["index"])
        summary["seconds"]["search"] = monotonic() - began
        pack(building)
        (building / _SUMMARY).unlink()
        shutil.rmtree(building / _SEARCH_DOCUMENTS, ignore_errors=True)
        _swap(root, building)
    except OSError as error:
        raise BuildFailed(f"{error.filename or 'A file'}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return BuildResult(
        **{
            name: summary[name]
            for name in ("courses", "venues", "pages", "problems", "report", "seconds")
        },
        notes=tuple(summary["notes"]),
        unset=tuple(summary["unset"]),
    )


def _settings(today: date, site_url: str | None, building: Path) -> dict[str, str]:
    settings = {
        "CATALOGUE_TODAY": today.isoformat(),
        "BUILD_SUMMARY": str(building / _SUMMARY),
        "SEARCH_DOCUMENTS": str(building / _SEARCH_DOCUMENTS),
    }
    if site_url is not None:
        settings["SITEURL"] = site_url
    return settings


def _write_pages(
    root: Path, building: Path, settings: Mapping[str, str], public: bool
) -> dict[str, Any]:
    conf = root / ("publishconf.py" if public else "pelicanconf.py")
    if not conf.is_file():
        raise BuildFailed(
            f"There is no {conf.name} in {root}: run this at the top of the project, or use --root."
        )
    command = [sys.executable, "-m", "pelican", "content", "-s", conf.name, "-o", str(building)]
    # Warnings are fatal as well: a style sheet that could not be copied is only a warning to
    # Pelican.
    command += ["--fatal", "warnings", "--log-handler", "plain", "-e"]
    command += [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    finished = run(command, root)
    summary = _read_summary(building)
    if "failed" in summary:
        raise BuildFailed(f"{summary.get('report', '')}{summary['failed']}")
    if finished.returncode or "pages" not in summary:
        raise BuildFailed(f"The pages could not be written: {why(finished)}")
    return summary


def _read_summary(building: Path) -> dict[str, Any]:
    try:
        summary: dict[str, Any] = json.loads((building / _SUMMARY).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return summary


def _swap(root: Path, building: Path) -> None:
    """Put the new folder in the place of the old; if that fails midway, put the old one back."""
    output, old = root / "output", root / f"{_OLD}{os.getpid()}"
    with _alone(root):
        with suppress(FileNotFoundError):
            output.rename(old)
        try:
            building.rename(output)
        except BaseException:
            if old.exists() and not output.exists():
                old.rename(output)
            raise
    shutil.rmtree(old, ignore_errors=True)


def _tidy(root: Path) -> None:
    """Remove what builds left that were killed, and put back an output that one had moved aside."""
    with _alone(root):
        for folder in sorted(root.glob(".output-*-*")):
            made = re.fullmatch(rf"({re.escape(_BUILDING)}|{re.escape(_OLD)})(\d+)", folder.name)
            if made is None or _is_running(int(made[2])):
                continue
            if made[1] == _OLD and not (root / "output").exists():
                folder.rename(root / "output")
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let no other build swap or tidy at the same time. Locks the folder itself, so leaves no
    file."""
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
