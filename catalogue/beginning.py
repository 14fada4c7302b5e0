"""Takes away what is invented, for good: so a directory of real courses begins.

Called by `catalogue begin`. What is real stays as it is, but for what it says of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from catalogue.files import ADDRESSES, BESIDE
from catalogue.formatting import replace_file, rewrite
from catalogue.page_files import OF_EXAMPLES
from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.records import Bid, Course, Priority, Provider, Venue


class CannotBegin(Exception):
    """Something real needs something invented; says what."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The files that go, and the new texts of those that speak of them. All by name, sorted."""

    gone: tuple[str, ...]
    changed: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether there is anything left to do."""
        return bool(self.gone or self.changed)


def beginning(catalogue: Catalogue, root: Path) -> Beginning:
    """Return what has to be done below `root`. Raises CannotBegin and WouldChange."""
    _nothing_real_needs_what_goes(catalogue)
    everything: Iterator[Course | Venue | Provider | Priority | Bid] = chain(
        catalogue.courses.values(),
        catalogue.venues.values(),
        catalogue.providers.values(),
        catalogue.priorities.values(),
        catalogue.bids.values(),
    )
    gone = [one.file for one in everything if one.example]
    mappings = (f"{BESIDE['mapping']}/{who.id}.yaml" for who in _invented_providers(catalogue))
    gone += [file for file in mappings if (root / file).is_file()]
    pairs = {course for pair in catalogue.reviewed for course in (pair.first, pair.second)}
    if any(catalogue.courses[one].example for one in pairs if one in catalogue.courses):
        gone.append(BESIDE["reviewed"])
    if (root / ADDRESSES).is_file() and any(one.example for one in catalogue.courses.values()):
        gone.append(ADDRESSES)  # what was shown in practice was promised to nobody
    changed = {**dict(_courses(catalogue, root)), **dict(_pages(catalogue, root))}
    return Beginning(tuple(sorted(gone)), dict(sorted(changed.items())))


def carry_out(what: Beginning, root: Path) -> None:
    """Do it. A folder without a file goes too, as git keeps none. Raises OSError."""
    for file, text in what.changed.items():
        replace_file(root / file, text)
    for file in what.gone:
        path = root / file
        path.unlink()
        folder = path.parent
        while not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _invented_providers(catalogue: Catalogue) -> list[Provider]:
    return [who for who in catalogue.providers.values() if who.example]


def _nothing_real_needs_what_goes(catalogue: Catalogue) -> None:
    invented = {who.id for who in _invented_providers(catalogue)}
    real = [course for course in catalogue.courses.values() if not course.example]
    if stuck := sorted(course.file for course in real if course.provider in invented):
        raise CannotBegin(
            f"{listed(stuck, 'and')}: real, and of a provider that is an example. Write `example: "
            "true` in the course, or take it out of the provider's file if that is real too."
        )


def _courses(catalogue: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """Yield the courses that lead to an example, without that."""
    invented = {course.id for course in catalogue.courses.values() if course.example}
    for course in catalogue.courses.values():
        if not course.example and invented & set(course.leads_to):
            raw, schema = (root / course.file).read_bytes(), catalogue.reference.schemas.course
            yield course.file, rewrite(raw, schema, course.file, lambda v: _without(v, invented))


def _without(values: Mapping[str, Any], invented: Set[str]) -> dict[str, Any]:
    left = [course for course in values["leads_to"] if course not in invented]
    others = {name: value for name, value in values.items() if name != "leads_to"}
    return {**others, "leads_to": left} if left else others


def _pages(catalogue: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages that say something of examples alone, without that."""
    for page in catalogue.pages:
        if OF_EXAMPLES.search(page.text):
            text = OF_EXAMPLES.sub("", (root / page.file).read_text(encoding="utf-8"))
            yield page.file, re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"
