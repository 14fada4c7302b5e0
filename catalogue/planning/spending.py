"""What money buys: pounds by ward, topic and fund, beside hours and beside need.

The pounds of a grant are spread evenly over the dated hours that it pays for. What pays for nothing
that is listed stands apart, so that the pounds always add up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from catalogue.planning.slots import NOT_KNOWN, ONLINE, slots_of
from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.funding import Grant
    from catalogue.planning.slots import Slot

_NEED = "low-skills"
_NOTHING_LISTED = "nothing that is listed"


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """Pounds, and the hours that they pay for. Where no places are known, learner-hours are not."""

    by: str = says("By")
    id: str = says("Id")
    name: str = says("Name")
    pounds: float = says("Pounds", "pounds")
    hours: float = says("Hours they pay for", "hours")
    pounds_an_hour: float | None = says("Pounds an hour", "pounds")
    learner_hours: float = says("Learner-hours, where places are known", "hours × places")
    pounds_a_learner_hour: float | None = says("Pounds a learner-hour", "pounds")
    share_of_pounds: float | None = says("Share of the pounds", "0 to 1")
    share_of_need: float | None = says("Share of the city's adults with low skills", "0 to 1")


@dataclass(slots=True)
class _Sum:
    """Pounds and minutes; each minute once, though several grants may pay for it."""

    pounds: Fraction = Fraction(0)
    with_places: Fraction = Fraction(0)
    minutes: dict[tuple[str, str, int, str], int] = field(default_factory=dict)
    learner_minutes: dict[tuple[str, str, int, str], int] = field(default_factory=dict)


def spending(catalogue: Catalogue, grants: Sequence[Grant]) -> PlanningTable[SpendingRow]:
    """Return what the grants pay for: all together, by fund, by ward and by main topic."""
    sums: defaultdict[tuple[str, str], _Sum] = defaultdict(_Sum)
    slots = [slot for slot in slots_of(catalogue) if not slot.run.is_off and not slot.is_open_ended]
    for grant in grants:
        _spread(grant, slots, sums)
    need = _need_by_ward(catalogue)
    whole = sums["all", "all"].pounds
    rows = tuple(
        _row(catalogue, by, value, found, whole, need if by == "ward" else {})
        for (by, value), found in sorted(sums.items(), key=lambda pair: _order(*pair[0]))
        if grants
    )
    return PlanningTable("spending", "What money buys", SpendingRow, rows, _NOTES)


_NOTES = (
    "From a file that partners keep private, and of no use without asking them: figures here are "
    "what they said.",
    "The pounds of a grant are spread evenly over the dated hours it pays for. Open-ended runs, "
    "and those cancelled or postponed, are in no figure.",
    "An hour that two grants pay for counts once, and the pounds of both.",
    "The share of need is of adults with few or no qualifications, or little English, by the ward "
    "they live in and not the one they learn in: a weight for comparing.",
)
_BYS = ("all", "fund", "ward", "topic")


def _order(by: str, value: str) -> tuple[int, str]:
    return _BYS.index(by), value


def _spread(grant: Grant, slots: Sequence[Slot], sums: defaultdict[tuple[str, str], _Sum]) -> None:
    paid = [
        (slot, number, minutes)
        for number, slot in enumerate(slots)
        if _pays_for(grant, slot) and (minutes := slot.meets_in(grant.term) * slot.minutes)
    ]
    everything = sum(minutes for _slot, _number, minutes in paid)
    if not everything:
        for key in (("all", "all"), ("fund", grant.fund)):
            sums[key].pounds += Fraction(grant.pounds)
        for by in ("ward", "topic"):
            sums[by, _NOTHING_LISTED].pounds += Fraction(grant.pounds)
        return
    for slot, number, minutes in paid:
        pounds = Fraction(grant.pounds) * minutes / everything
        line = (slot.course.id, slot.run.key, number, grant.term.name)
        for by, value in _values(grant, slot):
            found = sums[by, value]
            found.pounds += pounds
            found.minutes[line] = minutes
            if slot.run.places is not None:
                found.with_places += pounds
                found.learner_minutes[line] = minutes * slot.run.places


def _pays_for(grant: Grant, slot: Slot) -> bool:
    areas = slot.place.areas if slot.place else ()
    return (
        slot.course.provider == grant.provider
        and (not grant.topics or any(topic in grant.topics for topic in slot.course.topics))
        and (not grant.areas or any(area in grant.areas for area in areas))
    )


def _values(grant: Grant, slot: Slot) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "fund", grant.fund
    yield "ward", slot.ward
    yield "topic", slot.course.topics[0]


def _row(
    catalogue: Catalogue,
    by: str,
    value: str,
    found: _Sum,
    whole: Fraction,
    need: Mapping[str, float],
) -> SpendingRow:
    hours = Fraction(sum(found.minutes.values()), 60)
    learner_hours = Fraction(sum(found.learner_minutes.values()), 60)
    everybody = sum(need.values())
    return SpendingRow(
        by=by,
        id=value,
        name=_name(catalogue, by, value),
        pounds=round(float(found.pounds), 2),
        hours=float(hours),
        pounds_an_hour=round(float(found.pounds / hours), 2) if hours else None,
        learner_hours=float(learner_hours),
        pounds_a_learner_hour=(
            round(float(found.with_places / learner_hours), 2) if learner_hours else None
        ),
        share_of_pounds=float(found.pounds / whole) if whole else None,
        share_of_need=need[value] / everybody if everybody and value in need else None,
    )


def _need_by_ward(catalogue: Catalogue) -> Mapping[str, float]:
    needs = catalogue.reference.needs
    sums: defaultdict[str, float] = defaultdict(float)
    for code, figure in (needs.figures.get(_NEED, {}) if needs else {}).items():
        if needs:
            sums[needs.neighbourhoods[code].ward] += figure
    return sums


def _name(catalogue: Catalogue, by: str, value: str) -> str:
    if by == "topic" and value in catalogue.vocabularies["topics"].terms:
        return catalogue.term("topics", value).label
    words = {"all": "Everything", ONLINE: "Online", NOT_KNOWN: "Not known"}
    return words.get(value, value)
