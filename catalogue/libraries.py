"""The public libraries of the city, from reference/libraries.csv.

Loaded for the site, which has a page for each that is open. A library in which there are courses is
a venue as well, whose file has the same name and says what is known of getting in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.records import Address, Point
from catalogue.reference_files import built_right, read_rows

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = ("id", "name", "address", "locality", "town", "postcode", "lat", "lon", "closed")


@dataclass(frozen=True, slots=True)
class Library:
    """A branch. Its `id` is that of its venue, where there is one."""

    id: str
    name: str
    address: Address
    point: Point


def load_libraries(reference: Path) -> tuple[Library, ...]:
    """Read the branches that are open, by name; none where there is no file, as in another city.
    Raises SchemaError.
    """
    path = reference / "libraries.csv"
    if not path.exists():
        return ()
    found = []
    for line, row in read_rows(path, _COLUMNS):
        with built_right(path, line):
            locality = "" if row["locality"] == row["town"] else row["locality"]
            library = Library(
                id=row["id"],
                name=row["name"],
                address=Address(row["town"], row["address"], locality or None, row["postcode"]),
                point=Point(float(row["lat"]), float(row["lon"])),
            )
        if not row["closed"]:
            found.append(library)
    return tuple(sorted(found, key=lambda library: library.name))
