"""High need, little provision: where we are thin, with every step to each score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.planning.pictures.bands import RULE
from catalogue.planning.pictures.choropleths import Subject, choropleth
from catalogue.site.views.links import LinkView
from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import (
    PlanSection,
    RankedWard,
    RankingView,
    WeightView,
    hours,
    listed,
    people,
    percent,
    picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalogue.need import Needs
    from catalogue.planning.ranking import RankRow
    from catalogue.site.views.plan_parts import PlanPageView
    from catalogue.site.views.site import Site

_THOUSAND = 1000


def ranking_page(site: Site) -> PlanPageView:
    """Lay out the ranking of all wards."""
    needs, rows = site.reference.needs, site.planned.ranking.rows
    wards = {row.ward: row for row in rows}
    first = [ward for ward, row in wards.items() if row.rank <= 3]
    return plan_page(
        site,
        "ranking",
        lead=f"Most people in need have least within their reach in {listed(first)}."
        if needs
        else "Nothing is known here of who lives where.",
        sections=(_map(site, wards.values()),) if needs else (),
        ranking=_ranking(rows, needs) if needs else None,
        see_also=(LinkView("Each measure by itself", site.urls.plan_page("access")),),
    )


def _map(site: Site, rows: Iterable[RankRow]) -> PlanSection:
    figures = {row.ward: row.score for row in rows}
    about = Subject(
        "map-ward",
        "Map: the score of each ward",
        "A higher score is more people in need with less within reach.",
        lambda score: f"{score:.2f}",
    )
    drawing = choropleth(site.planned.land, "ward", figures, about)
    return PlanSection(
        id="map",
        heading="On the map",
        says="Scores with the weights as they are given. The table has them all.",
        pictures=picture(drawing, RULE),
    )


def _ranking(rows: Sequence[RankRow], needs: Needs) -> RankingView:
    own: dict[str, list[RankRow]] = {}
    for row in rows:
        own.setdefault(row.ward, []).append(row)
    order = [row.measure for row in next(iter(own.values()), [])]
    return RankingView(
        weights=tuple(
            WeightView(row.measure, _label(needs, row.measure), f"{row.weight:g}")
            for row in next(iter(own.values()), [])
        ),
        wards=tuple(_ward(ward, found, order, needs) for ward, found in own.items()),
    )


def _ward(ward: str, rows: Sequence[RankRow], order: Sequence[str], needs: Needs) -> RankedWard:
    by = {row.measure: row for row in rows}
    parts = [by[measure].part for measure in order]
    counted = [row for row in (by[one] for one in order) if row.part is not None and row.weight]
    sums = " + ".join(f"{row.weight:g} × {(row.part or 0) * 100:.2f}" for row in counted)
    weighed = sum(row.weight for row in counted)
    return RankedWard(
        name=ward,
        rank=str(rows[0].rank),
        score=f"{rows[0].score:.2f}",
        parts=" ".join("-" if part is None else repr(part) for part in parts),
        steps=tuple(_step(by[measure], needs) for measure in order),
        total=f"({sums}) ÷ {weighed:g} = {rows[0].score:.2f}" if counted else "0.00",
    )


def _label(needs: Needs, measure: str) -> str:
    label = needs.measures[measure].label
    return f"{label[:1].upper()}{label[1:]}"


def _step(row: RankRow, needs: Needs) -> str:
    measure = needs.measures[row.measure]
    label = _label(needs, row.measure)
    if row.part is None:
        return f"{label}: no ward is short of anything, so this counts for nothing."
    rough = " (an estimate)" if row.is_estimate else ""
    who = "people" if measure.unit == "people" else "as a weight"
    return (
        f"{label}: {people(row.people)} {who}{rough}, with "
        f"{hours(row.hours_within_reach * _THOUSAND)} hours a year within reach for every 1,000; "
        f"the whole city has {hours(row.city_hours * _THOUSAND)}. To have as much, "
        f"{hours(row.short)} hours are missing: {percent(row.part)} of what all wards miss."
    )
