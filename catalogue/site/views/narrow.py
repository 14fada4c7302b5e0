"""What makes a list of courses shorter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView
from catalogue.site.views.ways import areas_near
from catalogue.site.views.words import number_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from catalogue.site.views.site import Site
    from catalogue.site.views.ways import Way


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """Links that make a list shorter, each with how many courses are left."""

    heading: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class NarrowView:
    """What a list has been made shorter by (`chosen`; each link takes one away again), what makes
    it shorter, and where the search shows the same courses; empty where it cannot."""

    chosen: tuple[LinkView, ...] = ()
    links: tuple[LinkView, ...] = ()
    choices: tuple[ChoicesView, ...] = ()
    search: str = ""


def narrow_view(site: Site, way: Way) -> NarrowView:
    """Say what makes the list of a way shorter."""
    links = [
        (other.kind, _link(site, other.label, pair.href, pair.courses))
        for pair in site.pairs.get(way, ())
        for other in (pair.beside(way),)
    ]
    if way.kind == "area":
        links += (("nearby", link) for link in _nearby(site, way))
    return _view(site, links, asked(site, way))


def narrow_all(site: Site) -> NarrowView:
    """Say what makes the list of all courses shorter: every way."""
    links = [
        (way.kind, _link(site, way.label, way.href, way.courses))
        for ways in site.ways.values()
        for way in ways
    ]
    return _view(site, links, site.urls.search())


def asked(site: Site, *ways: Way) -> str:
    """Say where the search has the courses of all these ways; empty where it cannot be asked."""
    return site.urls.asked(*(way.asks for way in ways)) if all(way.asks for way in ways) else ""


def _nearby(site: Site, area: Way) -> Iterator[LinkView]:
    """Yield the nearest lists of the days and times at which there is nothing in an area."""
    built = {(pair.one.id, pair.other.id): pair for pairs in site.pairs.values() for pair in pairs}
    runs = [run for course in area.courses for run in site.live_runs[course.id] if area.fits(run)]
    for when in (*site.ways.get("time", ()), *site.ways.get("day", ())):
        if not any(map(when.fits, runs)):
            near = (built.get((other.id, when.id)) for other in areas_near(site, area))
            if pair := next(filter(None, near), None):
                yield _link(site, pair.heading(site.language), pair.href, pair.courses)


def _link(site: Site, label: str, href: str, courses: Collection[object]) -> LinkView:
    words = site.language.gettext("{label} ({number})")
    return LinkView(
        words.format(label=label, number=number_words(site.language, len(courses))), href
    )


def _view(site: Site, links: Sequence[tuple[str, LinkView]], search: str) -> NarrowView:
    """Sort links by the kinds of their ways."""
    gettext = site.language.gettext

    def of(*kinds: str) -> tuple[LinkView, ...]:
        return tuple(link for kind in kinds for found, link in links if found == kind)

    choices = (
        ChoicesView(gettext("Days and times"), of("time", "day", "nearby")),
        ChoicesView(gettext("Parts of the city"), of("area")),
        ChoicesView(gettext("Topics"), of("topic")),
    )
    return NarrowView(
        links=of("need"), choices=tuple(one for one in choices if one.links), search=search
    )
