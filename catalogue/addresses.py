"""Every address that the site has ever had, from content/addresses.csv, and the short one of each.

Made by `catalogue addresses` from what was published; nobody writes it by hand but to say where
people should be led. An address in it answers for ever, and its short name is never given to
another (docs/decisions/0040-addresses-for-ever.md). Addresses are those below the site's own, such
as `courses/wea/english-for-beginners/`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from catalogue.files import ADDRESSES
from catalogue.reference_files import built_right, read_rows
from catalogue.run_ids import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_COLUMNS = ("short", "address", "leads_to")
_ADDRESS = re.compile(r"(?:[a-z0-9-]+/)+")
_SHORT = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that was published. `leads_to` is empty, or another address to which people are
    led where there is no page any more."""

    short: str
    address: str
    leads_to: str = ""


def read_addresses(root: Path) -> tuple[Listed, ...]:
    """Read the list; there is none before the first publish. Raises SchemaError, which names the
    line: nothing is published that could give an address away twice.
    """
    path = root / ADDRESSES
    if not path.exists():
        return ()
    found: list[Listed] = []
    taken: set[str] = set()
    for line, row in read_rows(path, _COLUMNS):
        with built_right(path, line):
            listed = Listed(*(row[name] for name in _COLUMNS))
            _look_at(listed)
            if twice := {listed.short, listed.address} & taken:
                raise ValueError(f"{min(twice)} is here twice")
        taken |= {listed.short, listed.address}
        found.append(listed)
    return tuple(found)


def _look_at(listed: Listed) -> None:
    if not _SHORT.fullmatch(listed.short):
        raise ValueError(f"“{listed.short}” is no short name")
    for address in filter(None, (listed.address, listed.leads_to)):
        if not _ADDRESS.fullmatch(address):
            raise ValueError(f"“{address}” is no address, like topics/maths/")


def short_names(addresses: Iterable[str], listed: Iterable[Listed]) -> dict[str, str]:
    """Return the short name of each address: that of the list, or the one that it will be given.

    The same addresses always get the same names, and each a name that no other ever had.
    """
    given = {one.address: one.short for one in listed}
    taken = set(given.values())
    found = {}
    for address in sorted(set(addresses)):
        words, name = address, given.get(address, "")
        while not name:
            if (made := short_name(words)) not in taken:
                name = made
            words += "|"
        taken.add(name)
        found[address] = name
    return found


def with_published(listed: Iterable[Listed], published: Mapping[str, str]) -> tuple[Listed, ...]:
    """Add what is `published`, short names by address, to the list: nothing that is in it changes.
    In the order of the addresses.
    """
    known = {one.address: one for one in listed}
    new = {address: Listed(short, address) for address, short in published.items()}
    return tuple(one for _, one in sorted({**new, **known}.items()))


def addresses_csv(listed: Iterable[Listed]) -> str:
    """Write the list."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows((one.short, one.address, one.leads_to) for one in listed)
    return text.getvalue()
