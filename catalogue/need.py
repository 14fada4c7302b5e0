"""Who lives where and what they may need, from reference/need.yaml and the tables that it names.

Neighbourhoods are LSOAs of 2021 (about 1,600 people); MSOAs are made of them (about 8,000). What is
known of an MSOA alone is split over its neighbourhoods by residents: an estimate for adding up,
which no one is ever shown by neighbourhood.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from catalogue.problems import SchemaError
from catalogue.records import Point
from catalogue.reference_files import built_right, read_rows
from catalogue.schemas import read_ours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.schemas import Vocabulary

FILE = "need.yaml"
_PEOPLE, _AREAS = "imd-lsoa.csv", "census-lsoa.csv"
_PEOPLE_COLUMNS = ("lsoa21_code", "lsoa21_name", "ward_name", "lat", "lon", "residents_2021")
_AREA_COLUMNS = ("lsoa21_code", "msoa21_code", "msoa21_name")
_KEYS = {"lsoa": "lsoa21_code", "msoa": "msoa21_code"}
_MOST_DEPRIVED = "1"
_SAID = ("id", "label", "unit", "geography", "source", "caveat")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An LSOA: its point is near where its people live, its ward the one it fits best."""

    code: str
    name: str
    ward: str
    msoa: str
    msoa_name: str
    point: Point
    residents: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that people may need. `unit` is people, or weight for what compares neighbourhoods
    and counts nobody. A course answers it that has one of its topics, levels and audiences, where
    any are named. `weight` is how much it counts in the ranking of all measures together.
    """

    id: str
    label: str
    unit: Literal["people", "weight"]
    geography: Literal["lsoa", "msoa"]
    source: str
    caveat: str
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    weight: float = 0.0

    @property
    def is_estimate(self) -> bool:
        """Whether figures by neighbourhood, and what is added up of them, are estimates."""
        return self.geography == "msoa"


@dataclass(frozen=True, slots=True)
class Needs:
    """All of it. `figures` are by measure and by neighbourhood, `areas` by measure and by MSOA."""

    checked: date
    measures: Mapping[str, Measure]
    neighbourhoods: Mapping[str, Neighbourhood]
    figures: Mapping[str, Mapping[str, float]]
    areas: Mapping[str, Mapping[str, float]]


def load_needs(
    reference: Path, schema: Path, vocabularies: Mapping[str, Vocabulary]
) -> Needs | None:
    """Read them, or nothing where there is no such file, as in another city. Raises SchemaError."""
    path = reference / FILE
    if not path.exists():
        return None
    value = read_ours(path, schema / "need.schema.json")
    neighbourhoods = _neighbourhoods(reference)
    measures, figures, areas = {}, {}, {}
    for row in value["measures"]:
        measure = _measure(row, vocabularies)
        measures[measure.id] = measure
        known = _figures(row, reference, neighbourhoods)
        areas[measure.id] = (
            _added_up(known, neighbourhoods) if measure.geography == "lsoa" else known
        )
        figures[measure.id] = (
            known if measure.geography == "lsoa" else _split(known, neighbourhoods)
        )
    return Needs(date.fromisoformat(value["checked"]), measures, neighbourhoods, figures, areas)


def _measure(row: Mapping[str, Any], vocabularies: Mapping[str, Vocabulary]) -> Measure:
    answered: dict[str, Any] = {name: tuple(ids) for name, ids in row["answered_by"].items()}
    for name, ids in answered.items():
        for unknown in (one for one in ids if one not in vocabularies[name].terms):
            raise SchemaError(
                f"{FILE}: {row['id']} names “{unknown}”, which is none of our {name}."
            )
    said: dict[str, Any] = {name: row[name] for name in _SAID}
    return Measure(**said, **answered, weight=row.get("weight", 0.0))


def _neighbourhoods(reference: Path) -> dict[str, Neighbourhood]:
    areas = {row["lsoa21_code"]: row for _, row in read_rows(reference / _AREAS, _AREA_COLUMNS)}
    found = {}
    for line, row in read_rows(path := reference / _PEOPLE, _PEOPLE_COLUMNS):
        with built_right(path, line):
            area = areas[row["lsoa21_code"]]
            found[row["lsoa21_code"]] = Neighbourhood(
                code=row["lsoa21_code"],
                name=row["lsoa21_name"],
                ward=row["ward_name"],
                msoa=area["msoa21_code"],
                msoa_name=area["msoa21_name"],
                point=Point(float(row["lat"]), float(row["lon"])),
                residents=int(row["residents_2021"]),
            )
    return found


def _figures(
    row: Mapping[str, Any], reference: Path, neighbourhoods: Mapping[str, Neighbourhood]
) -> dict[str, float]:
    """Return the figure of each neighbourhood, or of each MSOA, by its code."""
    key = _KEYS[row["geography"]]
    columns = [*row.get("count", ()), *(row[how] for how in ("share", "tenth") if how in row)]
    found: dict[str, float] = {}
    for line, cells in read_rows(path := reference / row["table"], (key, *columns)):
        with built_right(path, line):
            code = cells[key]
            if "count" in row:
                found[code] = sum(int(cells[column]) for column in columns)
            elif "share" in row:
                found[code] = float(cells[columns[0]]) * neighbourhoods[code].residents
            else:
                is_in = cells[columns[0]] == _MOST_DEPRIVED
                found[code] = neighbourhoods[code].residents if is_in else 0
    return found


def _added_up(
    figures: Mapping[str, float], neighbourhoods: Mapping[str, Neighbourhood]
) -> dict[str, float]:
    areas: defaultdict[str, float] = defaultdict(float)
    for code, figure in figures.items():
        areas[neighbourhoods[code].msoa] += figure
    return dict(areas)


def _split(
    areas: Mapping[str, float], neighbourhoods: Mapping[str, Neighbourhood]
) -> dict[str, float]:
    """Split what is known of MSOAs over their neighbourhoods, by residents."""
    residents: defaultdict[str, int] = defaultdict(int)
    for one in neighbourhoods.values():
        residents[one.msoa] += one.residents
    return {
        one.code: areas.get(one.msoa, 0) * one.residents / residents[one.msoa]
        for one in neighbourhoods.values()
    }
