"""The sectors that the city region wants to grow, from reference/sectors.yaml: for planning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalogue.schemas import read_ours

if TYPE_CHECKING:
    from pathlib import Path

FILE = "sectors.yaml"


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector, and the sector subject areas (tier 2 codes of Ofqual) that lead into it."""

    id: str
    label: str
    sector_subject_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sectors:
    """All of them; which `plan` names them, and the addresses that say so."""

    checked: date
    plan: str
    sources: tuple[str, ...]
    sectors: tuple[Sector, ...]


def load_sectors(reference: Path, schema: Path) -> Sectors | None:
    """Read them, or nothing where there is no such file, as in another city. Raises SchemaError."""
    path = reference / FILE
    if not path.exists():
        return None
    value = read_ours(path, schema / "sectors.schema.json")
    return Sectors(
        date.fromisoformat(value["checked"]),
        value["plan"],
        tuple(value["sources"]),
        tuple(
            Sector(row["id"], row["label"], tuple(row["sector_subject_areas"]))
            for row in value["sectors"]
        ),
    )
