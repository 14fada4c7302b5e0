"""The page that finds places for a new course, in the browser (theme/static/js/plan/place.js)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.place_finder import FoundPlace, places_for, whom_for
from catalogue.planning.reach import NEAR
from catalogue.records import WEEKDAYS
from catalogue.site.views.plan_frame import crumbs_to
from catalogue.site.views.plan_parts import PlanSection, figure, headings, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from catalogue.site.views.links import LinkView
    from catalogue.site.views.site import Site

_SHOWN = (("esol", "entry-1", "evening"), ("digital-skills", "entry-1", "morning"))
"""What the tables show that are there without a script: a topic, a level and a time of day."""
_ROUNDED = 10


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One answer of a list: its value, and what people call it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PlaceFinderView:
    """The page. `data` is what it fetches, and empty where nothing is known of who lives where."""

    path: str
    crumbs: tuple[LinkView, ...]
    invented: bool
    data: str
    venues: str
    topics: tuple[PlaceChoice, ...]
    levels: tuple[PlaceChoice, ...]
    days: tuple[PlaceChoice, ...]
    sections: tuple[PlanSection, ...]
    method: str


def place_finder_view(site: Site) -> PlaceFinderView:
    """Lay out the page."""
    urls, terms = site.urls, site.catalogue.vocabularies
    data = site.planned.finder
    return PlaceFinderView(
        path=urls.place_finder(),
        crumbs=crumbs_to(site),
        invented=site.planned.invented,
        data=urls.places_data() if data else "",
        venues=urls.venues(),
        topics=tuple(PlaceChoice(one.id, one.label) for one in terms["topics"].terms.values()),
        levels=tuple(PlaceChoice(one.id, one.label) for one in terms["levels"].terms.values()),
        days=tuple(PlaceChoice(day, terms["days"].terms[day].label) for day in WEEKDAYS),
        sections=tuple(_sections(site, data)) if data else (),
        method=f"{urls.plan()}#method",
    )


def _sections(site: Site, data: Mapping[str, Any]) -> Iterator[PlanSection]:
    terms = site.catalogue.vocabularies
    for topic, level, time in _SHOWN:
        if topic not in terms["topics"].terms or level not in terms["levels"].terms:
            continue
        what = f"{terms['topics'].terms[topic].label}, {terms['levels'].terms[level].label}"
        yield _section(site, data, (topic, level, time), what)


def _section(
    site: Site, data: Mapping[str, Any], asked: tuple[str, str, str], what: str
) -> PlanSection:
    topic, level, time = asked
    return PlanSection(
        id=f"{topic}-{time}",
        heading=f"{what}, on a weekday {time}",
        says=f"People are {whom_for(data, topic, level)['label']}.",
        headings=headings(
            *("Place", "Ward", f"Nothing like it within {NEAR:g} mile", "All within a mile"),
            figures_from=2,
        ),
        rows=_rows(site, places_for(data, topic, level, time)),
        nothing="There is no place whose point on the map is known.",
    )


def _rows(site: Site, found: Sequence[FoundPlace]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (
            words(site.catalogue.venues[one.venue].name, site.urls.venue(one.venue)),
            words(site.catalogue.places[one.venue].ward or "outside the city"),
            figure(f"about {rounded(one.without)}"),
            figure(f"about {rounded(one.people)}"),
        )
        for one in found
    )


def rounded(people: float) -> str:
    """Round to ten people, as `catalogue plan try` does."""
    return f"{round(people / _ROUNDED) * _ROUNDED:,}"
