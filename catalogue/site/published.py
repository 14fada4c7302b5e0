"""What a publish leaves for the next one: a record of what was on the site, beside the site.

The next build reads it where the site is live: in output/, or at its address. It goes on from the
record's history, keeps what open tabs still fetch, puts the last good text in the place of a file
that has just been broken, and is held against it by the guard.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from catalogue.history import CourseHistory, history_from_json, history_to_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem

RECORD = "published.json.gz"
"""The record's file in the built site."""
BUILDS_KEPT = 2
"""How many earlier folders of each kind stay on the host, for tabs that were open."""
DAYS_KEPT = timedelta(days=14)
"""How long they stay at most, and how long a file that is broken shows its last good version."""
_FORMAT = 1


class BadRecord(ValueError):
    """A record is not one that this version can go on from. The message says why."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published on `day`.

    `editions` names the folders that pages lead to (urls.py), `kept` those of earlier builds that
    were left for open tabs, each with its last day; `folders` has the size of every file in both.
    `courses` are the courses with a page, by id, each with the venues where it is and whether it is
    invented; `current` counts those on lists. `pages` are the addresses that have to stay, and
    `counts` what the site has much of. `texts` are the partners' files as they were when they were
    right, and `broken` says since when one is not.
    """

    day: date
    editions: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, date] = field(default_factory=dict)
    folders: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    courses: Mapping[str, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    current: int = 0
    venues: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, date] = field(default_factory=dict)
    history: Mapping[str, CourseHistory] = field(default_factory=dict)

    def last_good(self, problems: Collection[Problem], today: date) -> dict[str, str]:
        """Return the texts to show in the place of files that have an error in them now, and were
        right not long ago.
        """
        unpublished = unpublished_files(problems)
        return {
            file: self.texts[file]
            for file in sorted(unpublished & self.texts.keys())
            if today - self.broken.get(file, today) <= DAYS_KEPT
        }
