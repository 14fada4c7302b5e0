"""Builds the site beside the old one and swaps it in when it is whole.

Called by `catalogue build`. Whatever goes wrong, the previous output/ stays as it was; nothing is
ever written anywhere else but beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from catalogue.site.built_files import files_in
from catalogue.site.indexing import make_index
from catalogue.site.live import LiveFolder, keep_folders, live_at, read_record
from catalogue.site.losses import sudden_losses
from catalogue.site.output_folder import OutputFolder
from catalogue.site.packing import pack
from catalogue.site.processes import BuildFailed, run, why
from catalogue.site.published import from_values, pack_record
from catalogue.site.unchanged import keep_times
from catalogue.site.urls import RECORD
from catalogue.site.whole import faults, not_as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path
    from subprocess import CompletedProcess

    from catalogue.site.live import Live
    from catalogue.site.published import Published

__all__ = ["BuildFailed", "BuildResult", "SuddenLoss", "build"]

_SUMMARY = ".build-summary.json"
_SEARCH_DOCUMENTS = ".search-documents"
_BEFORE = ".published-before"
_LASTING = re.compile(r"(?:[^/]+/){0,2}[^/]+\.html|courses/[^/]+/[^/]+/[^/]+\.html")
"""Pages that stay. What is deeper are lists of two things and further pages of a list: they come
and go with the courses in them."""


class SuddenLoss(BuildFailed):
    """Much of what is live would be gone, and nobody has said that this is meant."""


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
    live: str | None = None,
    accept_loss: str = "",
    prints: bool = False,
    pelican: Callable[[list[str], Path], CompletedProcess[str]] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> BuildResult:
    """Build root/output for the day `today`. Raises BuildFailed.

    `site_url` takes the place of the one in the settings. A build that is `public` leaves the
    invented courses out. `live` is the folder or the address of what is live, if that is not
    output/. Where it is named, or the build is public, a sudden loss stops the build, unless
    `accept_loss` says why it is right. One that `prints` makes posters and the like too. `pelican`
    runs Pelican's command in a folder, where that is not to be a process of its own. `say` is told
    what is being done, for people who wait.
    """
    place = OutputFolder.of(root.absolute())
    source = live_at(live) if live else LiveFolder(place.folder)
    publishes = public or live is not None
    try:
        with place.building() as building:
            before = _record_of_last(source, publishes, accept_loss)
            say("Checking files and writing pages")
            settings = _settings(today, site_url, building, before)
            settings |= {"PRINT": prints, "LAST_SITE": str(place.folder)}
            command = _command(root.absolute(), building, settings, public)
            finished = (pelican or run)(command, root.absolute())
            summary = _summary_of(finished, building)
            _stop_at(not_as_written(summary["files"], files_in(building)))
            began = monotonic()
            if summary["indexed"]:
                say("Making the search index")
                make_index(building / _SEARCH_DOCUMENTS, building / summary["index"])
            summary["seconds"]["search"] = monotonic() - began
            pack(building)
            for left in (_SUMMARY, _BEFORE):
                (building / left).unlink(missing_ok=True)
            shutil.rmtree(building / _SEARCH_DOCUMENTS, ignore_errors=True)
            say("Looking it over")
            began = monotonic()
            there = files_in(building)
            now = _counted(from_values(summary["record"]), building, there)
            _stop_at(faults(building, now, there))
            notes = _hold_against(before, now, publishes, accept_loss)
            if publishes and before is None:
                notes.append(
                    f"There is no record of a site at {live or 'output/'}: nothing compared."
                )
            _leave_record(building, source, before, now)
            summary["seconds"]["look"] = monotonic() - began
            keep_times(building, place.folder)
            place.put(building)
    except OSError as error:
        raise BuildFailed(f"{error.filename or 'A file'}: {error.strerror or error}.") from error
    return BuildResult(
        **{
            name: summary[name]
            for name in ("courses", "venues", "pages", "problems", "report", "seconds")
        },
        notes=(*summary["notes"], *notes),
        unset=tuple(summary["unset"]),
    )


def _record_of_last(source: Live, publishes: bool, accept_loss: str) -> Published | None:
    try:
        return read_record(source, needed=publishes)
    except BuildFailed:
        if accept_loss.strip():
            return None  # a person knows that what is live cannot be read, and says to go on
        raise


def _stop_at(found: Iterable[str]) -> None:
    if wrong := list(found):
        more = f" And {len(wrong) - 5} more like these." if len(wrong) > 5 else ""
        raise BuildFailed(f"The site is not whole. {' '.join(wrong[:5])}{more}")


def _counted(record: Published, building: Path, there: Mapping[str, os.DirEntry[str]]) -> Published:
    """Return a record with what only the built site can tell, of which these files are `there`."""
    sizes: dict[str, dict[str, int]] = {
        folder: {} for folder in record.editions if (building / folder).is_dir()
    }
    files = {}
    for file, entry in there.items():
        kind, name, *inside = (*file.split("/"), "")
        size, folder = entry.stat().st_size, f"{kind}/{name}"
        if folder in sizes:
            sizes[folder]["/".join(inside[:-1])] = size
        else:
            files[file] = size
    counts = {
        "pages": sum(1 for file in there if _LASTING.fullmatch(file)),
        "bytes of search": sum(
            size
            for folder, files in sizes.items()
            if folder.startswith("search/")
            for size in files.values()
        ),
    }
    return replace(
        record, editions=tuple(sizes), sizes=sizes, files=files, counts={**record.counts, **counts}
    )


def _hold_against(
    before: Published | None, now: Published, publishes: bool, accept_loss: str
) -> list[str]:
    """Return what is worth knowing of what has gone since the last publish. Raises SuddenLoss."""
    lost = sudden_losses(before, now) if before else []
    if not lost:
        return []
    if publishes and not accept_loss.strip():
        since = f" since {before.day}" if before else ""
        raise SuddenLoss(
            "\n".join(
                (
                    f"This would suddenly take much off the site{since}:",
                    *(f"- {sentence}" for sentence in lost),
                    'If that is right, build again with --accept-loss "why".',
                )
            )
        )
    why = f"Accepted: {accept_loss.strip()}." if publishes else "Publishing this would stop."
    return [*lost, why]


def _leave_record(building: Path, source: Live, before: Published | None, now: Published) -> None:
    kept = keep_folders(source, before, building, now) if before else {}
    old = {folder: before.sizes[folder] for folder in kept} if before else {}
    now = replace(now, kept=kept, sizes={**now.sizes, **old})
    (building / RECORD).write_bytes(pack_record(now))


def _settings(
    today: date, site_url: str | None, building: Path, before: Published | None
) -> dict[str, str | bool]:
    settings: dict[str, str | bool] = {
        "CATALOGUE_TODAY": today.isoformat(),
        "BUILD_SUMMARY": str(building / _SUMMARY),
        "SEARCH_DOCUMENTS": str(building / _SEARCH_DOCUMENTS),
    }
    if before:
        (building / _BEFORE).write_bytes(pack_record(before))
        settings["PUBLISHED_BEFORE"] = str(building / _BEFORE)
    if site_url is not None:
        settings["SITEURL"] = site_url
    return settings


def _command(
    root: Path, building: Path, settings: Mapping[str, str | bool], public: bool
) -> list[str]:
    conf = root / ("publishconf.py" if public else "pelicanconf.py")
    if not conf.is_file():
        raise BuildFailed(
            f"There is no {conf.name} in {root}: run this at the top of the project, or use --root."
        )
    command = [sys.executable, "-m", "pelican", "content", "-s", conf.name, "-o", str(building)]
    # Warnings are fatal as well: a style sheet that could not be copied is only a warning to
    # Pelican.
    command += ["--fatal", "warnings", "--log-handler", "plain", "-e"]
    return command + [f"{name}={json.dumps(value)}" for name, value in settings.items()]


def _summary_of(finished: CompletedProcess[str], building: Path) -> dict[str, Any]:
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
