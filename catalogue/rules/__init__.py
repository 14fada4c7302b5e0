"""The rules beyond the schema: one module each, all in the list below.

A rule module has `CODES`, the kinds of problem it can find, and `check(records)`, which yields a
Finding for each. A code whose problem cannot be seen in its own file alone says so as its `scope`;
the form in the browser finds the others too. A rule reads records and nothing else; it never
prints, opens a file, or asks what day it is, and takes no longer for each course however many there
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from catalogue.rules import (
    contact,
    cost,
    dates,
    duplicates,
    examples,
    links,
    pages,
    pathways,
    places,
    priorities,
    sessions,
    sources,
    texts,
    titles,
    venues,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Code
    from catalogue.rules.findings import Finding, Records


class Rule(Protocol):
    """What every rule module has."""

    @property
    def CODES(self) -> tuple[Code, ...]: ...

    def check(self, records: Records) -> Iterator[Finding]: ...


ALL_RULES: tuple[Rule, ...] = (
    texts,
    titles,
    duplicates,
    pathways,
    cost,
    contact,
    links,
    dates,
    sessions,
    venues,
    places,
    sources,
    examples,
    pages,
    priorities,
)
