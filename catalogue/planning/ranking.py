"""High need, little provision: all measures together, ward by ward, by weights that can be changed.

Of each measure a ward has a part of what the city is short of: people in need there, times how far
what is within their reach is below the city's mean. These parts, as shares of the city's, are what
measures of different units can be weighed by.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.planning.catchments import AccessRow


@dataclass(frozen=True, slots=True)
class RankRow:
    """What one measure adds to the score of a ward. `part` is None where nobody in the city is
    short of anything; the score, over all measures, is the same in each row of a ward.
    """

    ward: str = says("Ward")
    rank: int = says("Rank: high need and little provision first")
    score: float = says("Score", "0 to 100")
    measure: str = says("Measure")
    weight: float = says("Weight")
    people: float = says("People in need, or weight", "people or weight")
    hours_within_reach: float = says("Hours a year for each of them", "hours a person")
    city_hours: float = says("The same in the whole city", "hours a person")
    short: float = says("Short of the city's mean", "hours")
    part: float | None = says("Part of what the city is short of", "0 to 1")
    is_estimate: bool = says("An estimate")


class BadWeights(ValueError):
    """Weights that cannot be used: one sentence."""


def weights_given(catalogue: Catalogue) -> dict[str, float]:
    """Return the weights that reference/need.yaml gives, by measure."""
    needs = catalogue.reference.needs
    return {one.id: one.weight for one in needs.measures.values()} if needs else {}


def read_weights(text: str, catalogue: Catalogue) -> dict[str, float]:
    """Read weights as people write them, `low-skills=2,disabled=0`; a measure not named keeps what
    it is given. Raises BadWeights.
    """
    weights = weights_given(catalogue)
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (part.strip() for part in pair.partition("="))
        if name not in weights:
            raise BadWeights(f"“{name}” is no measure. They are {', '.join(weights)}.")
        if not value.replace(".", "", 1).isdecimal() or float(value) > 10:
            raise BadWeights(f"“{pair}” is no weight. Write a number from 0 to 10: {name}=2.")
        weights[name] = float(value)
    return weights


def ranking(
    catalogue: Catalogue,
    access: PlanningTable[AccessRow],
    weights: Mapping[str, float] | None = None,
) -> PlanningTable[RankRow]:
    """Return each ward with what each measure that counts adds to its score, the highest first."""
    given = weights_given(catalogue) if weights is None else weights
    rows = [row for row in access.rows if row.level == "ward" and row.people is not None]
    means = {measure: _mean(rows, measure) for measure in given}
    shorts: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        below = max(0.0, means[row.measure] - row.hours_within_reach)
        shorts[row.measure][row.id] = (row.people or 0.0) * below
    city = {measure: sum(found.values()) for measure, found in shorts.items()}
    weighed = sum(weight for measure, weight in given.items() if city.get(measure))

    def part(row: AccessRow) -> float | None:
        return shorts[row.measure][row.id] / city[row.measure] if city[row.measure] else None

    scores: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        scores[row.id] += given[row.measure] * (part(row) or 0.0) / weighed * 100 if weighed else 0
    order = sorted(scores, key=lambda ward: (-scores[ward], ward))
    ranks = {ward: rank for rank, ward in enumerate(order, 1)}
    found = sorted(rows, key=lambda row: ranks[row.id])
    made = tuple(
        RankRow(
            ward=row.id,
            rank=ranks[row.id],
            score=scores[row.id],
            measure=row.measure,
            weight=given[row.measure],
            people=row.people or 0.0,
            hours_within_reach=row.hours_within_reach,
            city_hours=means[row.measure],
            short=shorts[row.measure][row.id],
            part=part(row),
            is_estimate=row.is_estimate,
        )
        for row in found
    )
    return PlanningTable("ranking", _TITLE, RankRow, made, (*_NOTES, *access.notes))


_TITLE = "High need, little provision"
_NOTES = (
    "A ward is short of what its people in need would have more if the city's mean were within "
    "their reach: people times hours. Its part is that, as a share of what all wards are short of.",
    "The score is the mean of a ward's parts by the weights of the measures, times 100. A measure "
    "of which no ward is short counts for nothing.",
)


def _mean(rows: list[AccessRow], measure: str) -> float:
    own = [row for row in rows if row.measure == measure]
    people = sum(row.people or 0.0 for row in own)
    return (
        sum((row.people or 0.0) * row.hours_within_reach for row in own) / people if people else 0
    )
