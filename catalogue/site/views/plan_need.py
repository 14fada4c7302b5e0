"""Who may need what, what is within their reach, and where need is high and provision little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.planning.pictures.bands import RULE
from catalogue.planning.pictures.choropleths import Subject, choropleth
from catalogue.site.views.links import LinkView
from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import (
    PlanSection,
    barred,
    figure,
    headings,
    hours,
    listed,
    most_of,
    people,
    percent,
    picture,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.need import Measure, Needs
    from catalogue.planning.catchments import AccessRow
    from catalogue.planning.need_table import NeedRow
    from catalogue.planning.pictures.choropleths import Layer
    from catalogue.site.views.plan_parts import Cells, PictureView, PlanPageView
    from catalogue.site.views.site import Site

_TOP = 10
_NOTHING = "Nothing is known here of who lives where."
_LAYERS: dict[Layer, tuple[str, str]] = {
    "ward": ("By ward", "ward"),
    "msoa": ("By area of about 8,000 people (MSOA)", "MSOA"),
    "lsoa": ("By neighbourhood of about 1,600 people (LSOA)", "neighbourhood"),
}
_THOUSAND = 1000


def need_pages(site: Site) -> Iterator[PlanPageView]:
    """Yield the page of need, and one of each measure."""
    needs = site.reference.needs
    measures = list(needs.measures.values()) if needs else []
    links = tuple(LinkView(_name(one), site.urls.plan_page("need", one.id)) for one in measures)
    city = [row for row in site.planned.need.rows if row.level == "city"]
    yield plan_page(
        site,
        "need",
        lead="Figures of neighbourhoods, from the Census of 2021 and the Indices of Deprivation of "
        "2025. They say something of places, and nothing of any person."
        if needs
        else _NOTHING,
        sections=(_city(site, city, measures), *_multiples(site, measures)),
        see_also=links,
    )
    for one in measures:
        yield _of_measure(site, one)


def _name(measure: Measure) -> str:
    return measure.label[:1].upper() + measure.label[1:]


def _city(site: Site, rows: Sequence[NeedRow], measures: Sequence[Measure]) -> PlanSection:
    known = {one.id: one for one in measures}
    return PlanSection(
        id="city",
        heading="In the whole city",
        says="Each measure has a page with its maps.",
        headings=headings("Measure", "Figure", "Share of all residents", "Counts in"),
        rows=tuple(
            (
                words(_name(known[row.measure]), site.urls.plan_page("need", row.measure)),
                figure(people(row.figure)),
                barred(percent(row.share), row.share, 1)
                if row.unit == "people"
                else figure("no number of people"),
                figure("people" if row.unit == "people" else "a weight"),
            )
            for row in rows
        ),
        nothing=_NOTHING,
    )


def _multiples(site: Site, measures: Sequence[Measure]) -> Iterator[PlanSection]:
    """Yield small maps of all measures beside each other, each in shades of its own."""
    pictures: list[PictureView] = []
    for one in measures:
        rows = _need(site, "ward", one.id)
        about = Subject(
            f"small-{one.id}", f"Map by ward: {one.label}", "Its page has the figures.", people
        )
        figures = {row.id: row.figure for row in rows}
        drawing = choropleth(site.planned.land, "ward", figures, about, small=True)
        pictures += picture(drawing, f"{_name(one)}{_rough(one)}")
    if pictures:
        yield PlanSection(
            id="beside",
            heading="All measures beside each other",
            says="Each map has a key of its own, from least to most. Many of the same wards are "
            "high, and not all.",
            pictures=tuple(pictures),
        )


def _rough(measure: Measure) -> str:
    return ". An estimate by ward" if measure.is_estimate else ""


def _need(site: Site, level: str, measure: str) -> list[NeedRow]:
    rows = site.planned.need.rows
    return [row for row in rows if (row.level, row.measure) == (level, measure)]


def _of_measure(site: Site, measure: Measure) -> PlanPageView:
    layers: tuple[Layer, ...] = ("ward", "msoa" if measure.is_estimate else "lsoa")
    return plan_page(
        site,
        "need",
        address=site.urls.plan_page("need", measure.id),
        title=_name(measure),
        lead=f"{measure.caveat} Source: {measure.source}.",
        below=(LinkView("Who may need what", site.urls.plan_page("need")),),
        sections=tuple(_layer(site, measure, layer) for layer in layers),
        see_also=(
            LinkView("What is within their reach", site.urls.plan_page("access", measure.id)),
        ),
    )


def _layer(site: Site, measure: Measure, layer: Layer) -> PlanSection:
    rows = _need(site, layer, measure.id)
    heading, one = _LAYERS[layer]
    unit = "people" if measure.unit == "people" else "as a weight"
    about = Subject(
        f"map-{layer}",
        f"Map: {measure.label}, {heading.lower()}",
        f"Each {one} is shaded by its figure. The table has them all.",
        people,
        unit,
    )
    drawing = choropleth(site.planned.land, layer, {row.id: row.figure for row in rows}, about)
    return PlanSection(
        id=layer,
        heading=heading,
        says=_says(measure, rows, one, estimate=layer == "ward" and measure.is_estimate),
        pictures=picture(drawing, f"{RULE} {_lines(layer)}"),
        headings=headings(one[0].upper() + one[1:], "Figure", "Share of residents"),
        rows=_need_cells(rows),
        folded="" if layer == "ward" else f"All {len(rows)} as a table",
        nothing=_NOTHING,
    )


def _lines(layer: Layer) -> str:
    return "" if layer == "ward" else "Lines are the bounds of wards."


def _says(measure: Measure, rows: Sequence[NeedRow], one: str, *, estimate: bool) -> str:
    most = sorted(rows, key=lambda row: (-row.figure, row.name))[:3]
    said = f"Most are in {listed([row.name for row in most])}." if most and most[0].figure else ""
    rough = (
        " Wards are an estimate: what is known of MSOAs is split by residents." if estimate else ""
    )
    if one == "ward" and not estimate:
        rough = " A neighbourhood counts to the ward that it fits best, so wards are rough."
    weight = (
        " Figures compare places, and count nobody." if measure.unit == "weight" and said else ""
    )
    return f"{said}{rough}{weight}"


def _need_cells(rows: Sequence[NeedRow]) -> tuple[Cells, ...]:
    most = most_of(row.figure for row in rows)
    return tuple(
        (
            words(row.name),
            barred(people(row.figure), row.figure, most),
            figure(percent(row.share) if row.unit == "people" else "no share"),
        )
        for row in rows
    )


# ---- what is within reach ----


def access_pages(site: Site) -> Iterator[PlanPageView]:
    """Yield the page of what is within reach, and one of each measure."""
    needs = site.reference.needs
    measures = list(needs.measures.values()) if needs else []
    yield plan_page(
        site,
        "access",
        lead="Courses are shared out among the people in need who live near them, the nearer the "
        "more. What each neighbourhood gets of all courses is added up."
        if needs
        else _NOTHING,
        sections=(_measures(site, measures),),
        see_also=(LinkView("High need, little provision", site.urls.plan_page("ranking")),),
    )
    for one in measures:
        yield _access_page(site, one, needs)


def _measures(site: Site, measures: Sequence[Measure]) -> PlanSection:
    first = {
        row.measure: row
        for row in site.planned.access.rows
        if row.level == "ward" and row.rank == 1
    }
    return PlanSection(
        id="measures",
        heading="By measure",
        says="The ward where most people in need have least within their reach.",
        headings=headings("Measure", "Answered by", "First ward", figures_from=3),
        rows=tuple(
            (
                words(_name(one), site.urls.plan_page("access", one.id)),
                words(_answered(site, one)),
                words(first[one.id].name if one.id in first else "none"),
            )
            for one in measures
        ),
        nothing=_NOTHING,
    )


def _answered(site: Site, measure: Measure) -> str:
    term = site.catalogue.term
    topics = [term("topics", one).label for one in measure.topics]
    levels = [term("levels", one).label for one in measure.levels]
    who = [term("audiences", one).label for one in measure.audiences]
    parts = [listed(topics), f"at {listed(levels)}" if levels else "", listed(who)]
    return ", ".join(filter(None, parts)) or "all courses"


def _access_page(site: Site, measure: Measure, needs: Needs | None) -> PlanPageView:
    rows = [row for row in site.planned.access.rows if row.measure == measure.id]
    layers: tuple[Layer, ...] = ("ward",) if measure.is_estimate else ("ward", "lsoa")
    return plan_page(
        site,
        "access",
        address=site.urls.plan_page("access", measure.id),
        title=f"Within reach: {measure.label}",
        lead=f"Hours a year of {_answered(site, measure)}, within reach of every 1,000 of them. "
        f"{measure.caveat}",
        below=(LinkView("Need beside what is taught", site.urls.plan_page("access")),),
        sections=tuple(
            _access_layer(site, measure, layer, [row for row in rows if row.level == layer])
            for layer in layers
        ),
        see_also=(LinkView("Who they are and where", site.urls.plan_page("need", measure.id)),),
    )


def _per_thousand(row: AccessRow) -> float | None:
    return row.hours_within_reach * _THOUSAND if row.people else None


def _access_layer(
    site: Site, measure: Measure, layer: Layer, rows: Sequence[AccessRow]
) -> PlanSection:
    heading, one = _LAYERS[layer]
    about = Subject(
        f"map-{layer}",
        f"Map: hours within reach of every 1,000, {heading.lower()}: {measure.label}",
        f"Each {one} is shaded by its hours. The table has them all.",
        hours,
        "hours for every 1,000",
    )
    figures = {row.id: _per_thousand(row) for row in rows}
    drawing = choropleth(site.planned.land, layer, figures, about)
    most = most_of(figures.values())
    order = sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))
    first = listed([row.name for row in order[:3] if row.rank])
    says = f"Where most people have least: {first}." if first else "Nobody is in need."
    return PlanSection(
        id=layer,
        heading=heading,
        says=f"{says} Where nobody is in need, hours for each of them are not known.",
        pictures=picture(drawing, f"{RULE} {_lines(layer)}"),
        headings=headings(
            one[0].upper() + one[1:], "Rank", "In need", "Hours for every 1,000 of them"
        ),
        rows=tuple(
            (
                words(row.name),
                figure(people(row.rank) if row.rank else "none"),
                figure(people(row.people)),
                barred(hours(_per_thousand(row)), _per_thousand(row), most),
            )
            for row in order
        ),
        folded="" if layer == "ward" else f"All {len(rows)} as a table",
        nothing=_NOTHING,
    )
