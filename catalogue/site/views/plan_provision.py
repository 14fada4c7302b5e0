"""What is taught, for planners: all of it, and by partner, topic, level and time of day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from catalogue.planning.pictures.bands import RULE, bands_of
from catalogue.planning.pictures.charts import dot_strip
from catalogue.planning.pictures.choropleths import Subject, choropleth
from catalogue.planning.provision import counted_in, rows_of, time_of
from catalogue.planning.slots import slots_of
from catalogue.planning.windows import windows_of
from catalogue.site.views.links import LinkView
from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import (
    PlanFilterView,
    PlanSection,
    barred,
    drawn,
    figure,
    headings,
    hours,
    most_of,
    people,
    picture,
    several,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.planning.provision import Figures, ProvisionRow
    from catalogue.planning.slots import Slot
    from catalogue.planning.windows import Window
    from catalogue.site.views.plan_parts import Cells, PictureView, PlanPageView
    from catalogue.site.views.site import Site

    Counted = Sequence[tuple[Slot, Figures]]
    Links = Mapping[tuple["Part", str], Sequence[LinkView]]
    """By a part and one more kind of filter, the links to the part with each value of it."""

Part = tuple[tuple[str, str], ...]
"""What a page is of: kinds of filter with the value of each, in the order of `_KINDS`."""
_KINDS = {"partner": "provider", "topic": "topic", "level": "level", "time": "time"}
"""What pages can be narrowed by, and what the table calls it."""
_CALLED = {
    "partner": "One partner",
    "topic": "One topic",
    "level": "One level",
    "time": "One time of day",
}
_EVERY = {
    "partner": "Every partner",
    "topic": "Every topic",
    "level": "Every level",
    "time": "Any time of day",
}
_FEWEST, _ONE_IN = 3, 100
"""How many courses a pair has at least to have a page, as fewer are told apart at a glance; and of
how many courses it has one, so that pages do not grow with them."""
_YEAR = "year"
_WINDOWS = (_YEAR, "this-term", "next-term")
_BY = {
    "ward": "By ward",
    "topic": "By main topic",
    "level": "By level",
    "day": "By day",
    "time": "By time of day",
    "provider": "By partner, in the order of the alphabet",
    "cost": "By cost",
    "delivery": "By way of learning",
}
_BY_ALL = ("all", *_BY)
_MORE = {
    "area": "By area of the city, where two may share a ward",
    "sector": "By sector subject area",
    "audience": "By whom a course is for",
    "support": "By what helps people take part",
}


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """A part of what is taught: its rows, and what people call it."""

    part: Part
    name: str
    windows: Mapping[str, Window]
    orders: Mapping[str, Sequence[str]]
    rows: Sequence[ProvisionRow]

    def by(self, window: str, by: str) -> list[ProvisionRow]:
        order = self.orders.get(by, ())
        rows = [row for row in self.rows if (row.window, row.by) == (window, by)]
        places = {value: place for place, value in enumerate(order)}
        return sorted(rows, key=lambda row: (places.get(row.id, len(places)), row.name))


def provision_pages(site: Site) -> Iterator[PlanPageView]:
    """Yield the page of all that is taught, and those of parts that hold something."""
    catalogue = site.catalogue
    every = list(slots_of(catalogue))
    windows = {one.id: one for one in windows_of(catalogue.today, (slot.run for slot in every))}
    year, *terms = (windows[name] for name in _WINDOWS)
    parts = _parts(counted_in(year, every))
    in_terms = [(term, _by_part(counted_in(term, every))) for term in terms]
    names = {
        (kind, row.id): row.name
        for kind, by in _KINDS.items()
        for row in site.planned.provided(_YEAR, by).values()
    }
    orders = _orders(site)
    links = _links_of(site, parts, names)
    whole = _Narrowed((), "", windows, orders, site.planned.provision.rows)
    yield _page(site, whole, links, _levels_of_partners(site, year, parts))
    for part, counted in parts.items():
        name = ", ".join(names[one] for one in part)
        kept = {_KINDS[kind] for kind, _ in part}
        rows = (  # no more than what such a page shows
            *rows_of(catalogue, year, counted, (by for by in _BY_ALL if by not in kept)),
            *(
                row
                for term, held in in_terms
                for row in rows_of(catalogue, term, held.get(part, ()), ["all"])
            ),
        )
        yield _page(site, _Narrowed(part, name, windows, orders, rows), links)


def _orders(site: Site) -> Mapping[str, Sequence[str]]:
    """Return in which order rows stand: that of our words, of the clock or of the alphabet."""
    terms = site.catalogue.vocabularies
    return {
        "ward": sorted(site.reference.places.wards),
        "level": [*terms["levels"].terms],
        "day": [*terms["days"].terms],
        "time": ("morning", "afternoon", "evening", "weekend"),
        "cost": [*terms["cost-kinds"].terms],
        "delivery": [*terms["delivery"].terms],
        "provider": [*site.catalogue.providers],
    }


def _parts(taught: Counted) -> dict[Part, Counted]:
    """Return the parts that have a page. What does not take place is on it, and makes none."""
    fewest = max(_FEWEST, _courses(taught) / _ONE_IN)
    return {
        part: held
        for part, held in sorted(_by_part(taught).items())
        if _courses(held) >= (fewest if len(part) > 1 else 1)
    }


def _courses(counted: Counted) -> int:
    return len({figures.course for _, figures in counted} - {None})


def _by_part(taught: Counted) -> Mapping[Part, Counted]:
    found: defaultdict[Part, list[tuple[Slot, Figures]]] = defaultdict(list)
    for one in taught:
        slot = one[0]
        course = slot.course
        values = (course.provider, course.topics[0], course.level, time_of(slot))
        own = tuple(zip(_KINDS, values, strict=True))
        for part in (*((value,) for value in own), *combinations(own, 2)):
            found[part].append(one)
    return found


def _address(site: Site, part: Part) -> str:
    return site.urls.plan_page("provision", *(word for one in part for word in one))


def _page(
    site: Site, narrowed: _Narrowed, links: Links, levels: PlanSection | None = None
) -> PlanPageView:
    part = narrowed.part
    whole = next(iter(narrowed.by(_YEAR, "all")), None)
    says = "Nothing is taught in the next 12 months."
    if whole is not None:
        says = (
            f"In the next 12 months {several(whole.courses, 'course meets', 'courses meet')} "
            f"{several(whole.meetings, 'time', 'times')}, {hours(whole.hours)} hours in all."
        )
    return plan_page(
        site,
        "provision",
        address=_address(site, part),
        title=f"What is taught: {narrowed.name}" if part else "What is taught",
        lead=says,
        below=(LinkView("What is taught", _address(site, ())),) if part else (),
        filters=tuple(_filters(site, part, links)),
        sections=tuple(_sections(site, narrowed, levels)),
    )


def _links_of(site: Site, parts: Iterable[Part], names: Mapping[tuple[str, str], str]) -> Links:
    """Return the links from each part, or from the whole, to what it is with one value more."""
    found: defaultdict[tuple[Part, str], list[LinkView]] = defaultdict(list)
    for part in parts:
        address = _address(site, part)
        for one in part:
            rest = tuple(other for other in part if other != one)
            found[rest, one[0]].append(LinkView(names[one], address))
    return {key: sorted(links, key=lambda link: link.text) for key, links in found.items()}


def _filters(site: Site, part: Part, links: Links) -> Iterator[PlanFilterView]:
    chosen = dict(part)
    here = _address(site, part)
    for kind in _KINDS:
        rest = tuple(one for one in part if one[0] != kind)
        others = links.get((rest, kind), ())
        shown = [link for link in others if link.href != here]
        name = ""
        if kind in chosen:
            name = next(link.text for link in others if link.href == here)
            shown.insert(0, LinkView(_EVERY[kind], _address(site, rest)))
        if shown:
            yield PlanFilterView(_CALLED[kind], tuple(shown), name)


def _sections(site: Site, narrowed: _Narrowed, levels: PlanSection | None) -> Iterator[PlanSection]:
    yield _totals(narrowed)
    if len(narrowed.part) < 2:
        yield _wards(site, narrowed)
    if levels:
        yield levels
    kept = {_KINDS[kind] for kind, _ in narrowed.part}
    for by, heading in _BY.items():
        rows = narrowed.by(_YEAR, by)
        if by not in kept and rows and (by != "ward" or len(narrowed.part) > 1):
            yield _table(by, heading, rows)
    for by, heading in _MORE.items() if not narrowed.part else ():
        yield _table(by, heading, narrowed.by(_YEAR, by), folded="Open the table")


def _totals(narrowed: _Narrowed) -> PlanSection:
    rows = [(window, row) for window in _WINDOWS for row in narrowed.by(window, "all")]
    return PlanSection(
        id="totals",
        heading="All together",
        says="Dated meetings only. What goes on until somebody stops it stands apart, as nobody "
        "knows its total.",
        headings=headings(
            *("When", "Courses", "Meetings", "Hours", "Learner-hours"),
            *("Hours without known places", "Open-ended runs", "Runs that do not take place"),
        ),
        rows=tuple(
            (
                words(narrowed.windows[window].name),
                figure(people(row.courses)),
                figure(people(row.meetings)),
                figure(hours(row.hours)),
                figure(hours(row.learner_hours)),
                figure(hours(row.hours_without_places)),
                figure(people(row.open_ended_runs)),
                figure(people(row.not_happening)),
            )
            for window, row in rows
        ),
        nothing="Nothing is taught in the next 12 months.",
    )


def _wards(site: Site, narrowed: _Narrowed) -> PlanSection:
    rows = narrowed.by(_YEAR, "ward")
    return PlanSection(
        id="ward",
        heading="By ward",
        says=_says_of_wards(site, rows),
        pictures=tuple(_maps(site, narrowed)),
        headings=headings("Ward", "Courses", "Meetings", "Hours", "Open-ended runs"),
        rows=_cells(rows),
        nothing="Nothing is taught in the next 12 months.",
    )


def _says_of_wards(site: Site, rows: Sequence[ProvisionRow]) -> str:
    wards = site.reference.places.wards
    taught = [row for row in rows if row.id in wards and row.meetings]
    if not taught:
        return "No meeting is in a ward that we know."
    most = max(taught, key=lambda row: row.hours)
    return (
        f"{several(len(taught), 'ward', 'wards')} of {len(wards)} have dated meetings; most hours, "
        f"{hours(most.hours)}, are in {most.name}. Online, and what has no place that we know, are "
        "in the table and not on the map."
    )


def _maps(site: Site, narrowed: _Narrowed) -> Iterator[PictureView]:
    """Yield the map of the year, and small ones of this term and the next in the same shades."""
    wards = site.reference.places.wards
    figures = {
        window: dict.fromkeys(wards, 0.0)
        | {row.id: row.hours for row in narrowed.by(window, "ward") if row.id in wards}
        for window in (_WINDOWS if not narrowed.part else (_YEAR,))
    }
    together = [hours for found in figures.values() for hours in found.values()]
    bands = bands_of(together, hours)
    for window, found in figures.items():
        name = narrowed.windows[window].name
        about = Subject(
            f"map-{window}",
            f"Map: hours of courses in each ward, {name}",
            "The table has the same figures.",
            hours,
            "hours",
        )
        drawing = choropleth(
            site.planned.land, "ward", found, about, bands=bands, small=window != _YEAR
        )
        rule = f" {RULE}" if window == _YEAR else ""
        yield from picture(drawing, f"{name}: hours in each ward.{rule}")


def _levels_of_partners(site: Site, year: Window, parts: Mapping[Part, Counted]) -> PlanSection:
    levels = site.planned.provided(_YEAR, "level")
    order = [term for term in site.catalogue.vocabularies["levels"].terms if term in levels]
    counts = {}
    for who in site.catalogue.providers:
        own = parts.get((("partner", who),), ())
        rows = rows_of(site.catalogue, year, own, ["level"])
        courses = {row.id: row.courses for row in rows}
        counts[who] = [courses.get(level, 0) for level in order]
    most = max((number for found in counts.values() for number in found), default=0)
    labels = [site.catalogue.term("levels", level).label for level in order]
    return PlanSection(
        id="levels-of-partners",
        heading="Courses of each partner by level",
        says="A dot is as big as the number of courses at a level, from the left: "
        f"{', '.join(labels)}. A short line is none. Partners stand in the order of the alphabet.",
        headings=(*headings("Partner", "Dots", figures_from=2), *headings(*labels, figures_from=0)),
        rows=tuple(
            (
                words(site.catalogue.providers[who].name),
                drawn(dot_strip(found, most)),
                *(figure(people(number)) for number in found),
            )
            for who, found in counts.items()
        )
        if order
        else (),
        nothing="Nothing is taught in the next 12 months.",
    )


def _table(by: str, heading: str, rows: Sequence[ProvisionRow], folded: str = "") -> PlanSection:
    return PlanSection(
        id=by,
        heading=heading,
        says="",
        headings=headings(
            heading.partition(",")[0].removeprefix("By ").capitalize(),
            *("Courses", "Meetings", "Hours", "Open-ended runs"),
        ),
        rows=_cells(rows),
        folded=folded,
        nothing="There is none in the next 12 months.",
    )


def _cells(rows: Sequence[ProvisionRow]) -> tuple[Cells, ...]:
    most = most_of(row.hours for row in rows)
    return tuple(
        (
            words(row.name),
            figure(people(row.courses)),
            figure(people(row.meetings)),
            barred(hours(row.hours), row.hours, most),
            figure(people(row.open_ended_runs)),
        )
        for row in rows
    )
