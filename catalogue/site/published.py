"""What a publish leaves for the next one: a record of what was on the site, beside the site.

The next build reads it where the site is live: in output/, or at its address. It carries the
history on, keeps the folders that open tabs still fetch from, shows the last good text in the place
of a file that has just been broken, and is held against it by the guard.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from catalogue.history import CourseHistory, history_from_json, history_to_json
from catalogue.problems import unpublished_files
from catalogue.site.lasting import below_home
from catalogue.site.urls import RECORD, Urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from catalogue.problems import Problem
    from catalogue.site.views.site import Site

BUILDS_KEPT = 2
"""How many earlier folders of each kind stay on the host, for tabs that were open."""
DAYS_KEPT = timedelta(days=14)
"""How long they stay at most, and how long a broken file's last good text is shown."""
_FORMAT = 1
_SHAPES: Mapping[str, Any] = {
    **{"day": str, "address": str, "current": int},
    **{name: [str] for name in ("editions", "invented", "pages")},
    **{name: {str: str} for name in ("kept", "broken", "renamed", "shorts", "venues", "texts")},
    **{name: {str: int} for name in ("files", "counts")},
    **{"courses": {str: [str]}, "sizes": {str: {str: int}}},
}
"""What a record has in JSON. The history reads its own."""
_FOLDER = re.compile(r"[a-z]+/[0-9a-f]+")


class BadRecord(ValueError):
    """A record is not one that this version can go on from. The message says why."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published on `day`, at an `address` that is empty where the site has none.

    `editions` are the folders that its pages lead to, `kept` those of earlier builds that were left
    for open tabs, the oldest first, with the last day of each; `sizes` has the bytes of every file
    in both, by folder and name, and `files` those of every other. `courses` are the ids of the
    courses with a page, each with the venues where it is; `invented` are those that are examples,
    `renamed` says what earlier ids lead to, and `current` counts the courses on lists. `venues`
    have their names. `shorts` are the short names of all addresses that last, by address; `pages`
    are the addresses of everything else that has to stay, and `counts` what the site has much of.
    `texts` are partners' files as they were when they were last right, and `broken` says since when
    a file is not.
    """

    day: date
    address: str = ""
    editions: tuple[str, ...] = ()
    kept: Mapping[str, date] = field(default_factory=dict)
    sizes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    courses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    invented: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    current: int = 0
    venues: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, date] = field(default_factory=dict)
    history: Mapping[str, CourseHistory] = field(default_factory=dict)

    @property
    def urls(self) -> Urls:
        """The addresses of the site, with the folders of this build."""
        editions = dict(folder.split("/", 1) for folder in self.editions)
        return replace(Urls.of(self.address), editions=editions)

    def last_good(self, problems: Iterable[Problem], today: date) -> dict[str, str]:
        """Return the texts to show in the place of files that have an error in them, and were right
        not long ago.
        """
        broken = unpublished_files(problems)
        return {
            file: self.texts[file]
            for file in sorted(broken & self.texts.keys())
            if today - self.broken.get(file, today) <= DAYS_KEPT
        }


def record_of(site: Site, texts: Mapping[str, str]) -> Published:
    """Return the record of a site as far as its catalogue tells it. `texts` are partners' files as
    they are shown.
    """
    catalogue, urls = site.catalogue, site.urls
    courses = catalogue.courses
    lasting = [link.href for link in site.footer]
    lasting += [urls.provider(who) for who in catalogue.providers]
    return Published(
        day=site.today,
        address=f"{urls.origin}{urls.base}",
        editions=tuple(f"{folder}/{name}" for folder, name in urls.editions.items()),
        courses={
            course.id: tuple(sorted({run.venue for run in course.runs if run.venue}))
            for course in courses.values()
        },
        invented=frozenset(course.id for course in courses.values() if course.example),
        renamed={old: course.id for course in courses.values() for old in course.previously},
        current=len(catalogue.current),
        venues={venue.id: venue.name for venue in catalogue.venues.values()},
        shorts={
            **{listed.address: listed.short for listed in catalogue.addresses},
            **{below_home(site, href): short for href, short in site.shorts.items()},
        },
        pages=tuple(sorted(lasting)),
        counts={"postcodes": len(site.reference.places.postcodes)},
        texts=texts,
        broken=site.broken,
        history=site.history,
    )


def to_values(published: Published) -> dict[str, Any]:
    """Return a record as values that JSON can hold."""
    rest = {one.name: getattr(published, one.name) for one in fields(published)} | {
        "day": published.day.isoformat(),
        "kept": {folder: day.isoformat() for folder, day in published.kept.items()},
        "broken": {file: day.isoformat() for file, day in published.broken.items()},
        "invented": sorted(published.invented),
        "history": history_to_json(dict(published.history)),
    }
    return {"format": _FORMAT, **rest}


def from_values(values: Any) -> Published:
    """Return the record of which these are the values. Raises BadRecord."""
    if not isinstance(values, dict) or values.get("format") != _FORMAT:
        raise BadRecord(f"{RECORD} was left by another version, or is something else.")
    values = {"files": {}, "shorts": {}, **values}
    for name, shape in _SHAPES.items():
        if not _has_shape(values.get(name), shape):
            raise BadRecord(f"{RECORD} cannot be read: its {name} are not written as ours.")
    _refuse_other_folders(values)
    try:
        Urls.of(values["address"])
        return Published(
            day=date.fromisoformat(values["day"]),
            address=values["address"],
            editions=tuple(values["editions"]),
            kept=_days(values["kept"]),
            sizes=values["sizes"],
            files=values["files"],
            courses={name: tuple(venues) for name, venues in values["courses"].items()},
            invented=frozenset(values["invented"]),
            renamed=values["renamed"],
            current=values["current"],
            venues=values["venues"],
            shorts=values["shorts"],
            pages=tuple(values["pages"]),
            counts=values["counts"],
            texts=values["texts"],
            broken=_days(values["broken"]),
            history=history_from_json(values.get("history")),
        )
    except ValueError as error:
        raise BadRecord(f"{RECORD} cannot be read: {error}") from error


def _has_shape(value: object, shape: Any) -> bool:
    if isinstance(shape, list):
        return isinstance(value, list) and all(_has_shape(one, shape[0]) for one in value)
    if isinstance(shape, dict):
        inside = shape[str]
        return isinstance(value, dict) and all(_has_shape(one, inside) for one in value.values())
    return type(value) is shape


def _refuse_other_folders(values: Mapping[str, Any]) -> None:
    # They become paths: of nothing but these folders.
    names = {name for files in values["sizes"].values() for name in files}
    wrong = [name for name in names if {"", "..", "."} & set(name.split("/"))]
    folders = (*values["editions"], *values["sizes"])
    wrong += [folder for folder in folders if not _FOLDER.fullmatch(folder)]
    if wrong:
        raise BadRecord(f"{RECORD} names a file that no build makes: {wrong[0]}.")


def _days(values: Mapping[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(day) for name, day in values.items()}


def pack_record(published: Published) -> bytes:
    """Return the bytes of a record: the same record always has the same bytes."""
    text = json.dumps(to_values(published), ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def unpack_record(body: bytes) -> Published:
    """Read the bytes of a record. Raises BadRecord."""
    try:
        return from_values(json.loads(gzip.decompress(body)))
    except BadRecord:
        raise
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise BadRecord(f"{RECORD} is not a whole file of ours.") from error


def edition_of(site: Path, kind: str) -> Path:
    """The folder of what the pages of a built site read: of `assets`, `search`, `add` or `edit`.
    What stands beside it is for pages of the site before.
    """
    editions = unpack_record((site / RECORD).read_bytes()).editions
    return next(site / name for name in editions if name.startswith(f"{kind}/"))
