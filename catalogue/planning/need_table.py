"""Who lives where and may need what: the city, its wards, MSOAs and neighbourhoods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure, Needs

NOBODY_KNOWS = "Nothing is known here of who lives where: reference/ has no need.yaml."


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One figure of one place. An estimate is one that is split or added up by residents."""

    level: str = says("Level")
    id: str = says("Code")
    name: str = says("Name")
    measure: str = says("Measure")
    label: str = says("What it counts")
    figure: float = says("Figure", "people or weight")
    unit: str = says("Unit")
    share: float | None = says("Share of all residents", "0 to 1")
    is_estimate: bool = says("An estimate")


def need(catalogue: Catalogue) -> PlanningTable[NeedRow]:
    """Return each measure of the city, each ward, MSOA and, where it is known, neighbourhood."""
    needs = catalogue.reference.needs
    if needs is None:
        return PlanningTable("need", _TITLE, NeedRow, (), (NOBODY_KNOWS,))
    rows = tuple(row for measure in needs.measures.values() for row in _rows(needs, measure))
    notes = [
        f"{one.label[0].upper()}{one.label[1:]}: {one.source}. {one.caveat}"
        for one in needs.measures.values()
    ]
    return PlanningTable("need", _TITLE, NeedRow, rows, (*notes, *_NOTES))


_TITLE = "Who lives where, and may need what"
_NOTES = (
    "A neighbourhood (LSOA) counts to the one ward that it fits best: figures of wards are rough.",
    "What is known of MSOAs alone is never shown by neighbourhood; by ward it is an estimate.",
)


def _rows(needs: Needs, measure: Measure) -> Iterator[NeedRow]:
    residents = {code: float(one.residents) for code, one in needs.neighbourhoods.items()}
    figures = needs.figures[measure.id]

    def row(level: str, code: str, name: str, figure: float, of: float, *, rough: bool) -> NeedRow:
        share = figure / of if of and measure.unit == "people" else None
        about = (measure.id, measure.label, figure, measure.unit)
        return NeedRow(level, code, name, *about, share, rough)

    yield row(
        "city",
        "",
        "The city",
        sum(needs.areas[measure.id].values()),
        sum(residents.values()),
        rough=False,
    )
    by_ward, people = _by(needs, figures, "ward"), _by(needs, residents, "ward")
    for ward, figure in sorted(by_ward.items()):
        yield row("ward", ward, ward, figure, people[ward], rough=measure.is_estimate)
    people = _by(needs, residents, "msoa")
    names = {one.msoa: one.msoa_name for one in needs.neighbourhoods.values()}
    for code, figure in sorted(needs.areas[measure.id].items()):
        yield row("msoa", code, names[code], figure, people[code], rough=False)
    if measure.geography == "lsoa":
        for code, one in sorted(needs.neighbourhoods.items()):
            yield row("lsoa", code, one.name, figures[code], residents[code], rough=False)


def _by(needs: Needs, figures: Mapping[str, float], what: str) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for code, figure in figures.items():
        sums[getattr(needs.neighbourhoods[code], what)] += figure
    return dict(sums)
