"""Pages of what people choose courses by (all topics, all areas …), and the list of each and of two
together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.follow import not_yet
from catalogue.site.views.levels import can_do, for_whom, goes_by_levels
from catalogue.site.views.links import GroupView, LinkView
from catalogue.site.views.lists import ListView, list_views
from catalogue.site.views.map import LocatorView, area_locator
from catalogue.site.views.narrow import NarrowView, asked, narrow_view
from catalogue.site.views.ways import areas_near
from catalogue.site.views.words import course_count, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.site.language import Language
    from catalogue.site.views.site import Site
    from catalogue.site.views.ways import Pair, Way

_SECTIONS = {"topic": "topics", "area": "areas", "level": "levels", "time": "when", "day": "when"}
"""Which link of the menu leads to lists of each kind."""

_NEAREST = 3
"""So many areas nearby are named on the page of one."""


@dataclass(frozen=True, slots=True)
class GroupsView:
    """A page of ways in. `after` is said below them; `not_yet` are the feeds of what has no course
    yet.
    """

    path: str
    section: str
    heading: str
    intro: str
    groups: tuple[GroupView, ...]
    see_also: tuple[LinkView, ...]
    after: str = ""
    not_yet: tuple[LinkView, ...] = ()


def topic_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All topics that have courses, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    ways = site.ways.get("topic", ())
    yield GroupsView(
        path=urls.topics(),
        section="topics",
        heading=gettext("Topics"),
        intro=gettext("Choose a topic to see its courses."),
        groups=tuple(_group(site, way) for way in ways),
        see_also=(
            LinkView(gettext("Levels"), urls.levels()),
            LinkView(gettext("All courses"), urls.courses()),
        ),
        not_yet=not_yet(site, "topic"),
    )
    for way in ways:
        yield from _way_list(
            site,
            way,
            see_also=(LinkView(gettext("All topics"), urls.topics()),),
            feed=urls.feed(way.href),
            calendar=urls.list_calendar(way.href),
            levels=_levels(site, way),
        )


def _levels(site: Site, topic: Way) -> tuple[GroupView, ...]:
    if not goes_by_levels(topic.id):
        return ()
    return tuple(
        GroupView(
            pair.other.label,
            pair.href,
            can_do(site, topic.id, site.term("levels", pair.other.id)),
            course_count(site.language, pair.courses),
        )
        for pair in site.pairs.get(topic, ())
        if pair.other.kind == "level"
    )


def area_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All areas that have courses, and the courses of each."""
    urls, gettext, areas = site.urls, site.language.gettext, site.vocabularies["areas"].terms
    ways = site.ways.get("area", ())
    used = {way.id for way in ways}
    yield GroupsView(
        path=urls.areas(),
        section="areas",
        heading=gettext("Courses near you"),
        intro=gettext("Choose a part of the city to see the courses there."),
        groups=tuple(_group(site, way) for way in ways),
        after=_without_courses(
            site.language, [term.label for term in areas.values() if term.id not in used]
        ),
        see_also=(
            LinkView(gettext("Map of places to learn"), urls.map()),
            LinkView(gettext("Online courses"), urls.online()),
            LinkView(gettext("All places"), urls.venues()),
        ),
        not_yet=not_yet(site, "area"),
    )
    for way in ways:
        venues = [
            LinkView(site.language.theirs(venue.name), urls.venue(venue.id))
            for venue in site.catalogue.venues.values()
            if way.id in site.catalogue.places[venue.id].areas
        ]
        nearest = [
            LinkView(gettext("Courses in {place}").format(place=other.label), other.href)
            for other in areas_near(site, way)[:_NEAREST]
        ]
        yield from _way_list(
            site,
            way,
            heading=gettext("Courses in {place}").format(place=way.label),
            see_also=(*venues, *nearest, LinkView(gettext("All areas"), urls.areas())),
            locator=area_locator(site, areas[way.id]),
            feed=urls.feed(way.href),
            calendar=urls.list_calendar(way.href),
        )


def level_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All levels that have courses, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    ways = site.ways.get("level", ())
    yield GroupsView(
        path=urls.levels(),
        section="levels",
        heading=gettext("Levels"),
        intro=gettext(
            "Levels say how hard a course is. Not sure? The provider will help you find yours."
        ),
        groups=tuple(_group(site, way) for way in ways),
        see_also=(LinkView(gettext("Topics"), urls.topics()),),
    )
    for way in ways:
        yield from _way_list(site, way, see_also=(LinkView(gettext("All levels"), urls.levels()),))


def when_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """Times of day and days of the week that have classes, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    ways = (*site.ways.get("time", ()), *site.ways.get("day", ()))
    yield GroupsView(
        path=urls.whens(),
        section="when",
        heading=gettext("Days and times"),
        intro=gettext("Choose a time that suits you."),
        groups=tuple(_group(site, way) for way in ways),
        see_also=(
            LinkView(gettext("Online, in your own time"), urls.online()),
            LinkView(gettext("Starting soon"), urls.starting_soon()),
        ),
    )
    for way in ways:
        yield from _way_list(
            site, way, see_also=(LinkView(gettext("All days and times"), urls.whens()),)
        )


def _group(site: Site, way: Way) -> GroupView:
    return GroupView(way.label, way.href, way.meaning, course_count(site.language, way.courses))


def _way_list(
    site: Site,
    way: Way,
    *,
    see_also: tuple[LinkView, ...],
    heading: str = "",
    locator: LocatorView | None = None,
    feed: str = "",
    calendar: str = "",
    levels: tuple[GroupView, ...] = (),
) -> Iterator[ListView]:
    return list_views(
        site,
        way.href,
        way.courses,
        fits=way.fits,
        fact=way.fact,
        heading=heading or way.label,
        intro=way.meaning,
        section=_SECTIONS[way.kind],
        crumbs=(_parent(site, way),),
        see_also=see_also,
        locator=locator,
        feed=feed,
        calendar=calendar,
        narrow=narrow_view(site, way),
        levels=levels,
    )


def pair_pages(site: Site) -> Iterator[ListView]:
    """The lists of two things together, such as Saturdays in Speke: those that another leads to."""
    for pair in dict.fromkeys(pair for pairs in site.pairs.values() for pair in pairs):
        one, other = pair.one, pair.other
        yield from list_views(
            site,
            pair.href,
            pair.courses,
            fits=pair.fits,
            fact=pair.fact,
            heading=pair.heading(site.language),
            intro=_pair_intro(site, pair),
            section=_SECTIONS[one.kind],
            crumbs=(_parent(site, one), LinkView(one.label, one.href)),
            narrow=NarrowView(
                chosen=tuple(LinkView(way.label, pair.beside(way).href) for way in (one, other)),
                search=asked(site, one, other),
            ),
        )


def _parent(site: Site, way: Way) -> LinkView:
    urls, gettext = site.urls, site.language.gettext
    parents = {
        "topics": LinkView(gettext("Topics"), urls.topics()),
        "areas": LinkView(gettext("Areas"), urls.areas()),
        "levels": LinkView(gettext("Levels"), urls.levels()),
        "when": LinkView(gettext("Days and times"), urls.whens()),
    }
    return parents[_SECTIONS[way.kind]]


def _pair_intro(site: Site, pair: Pair) -> str:
    if pair.other.kind != "level":
        return ""
    return for_whom(site, pair.one.id, site.term("levels", pair.other.id))


def _without_courses(language: Language, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return language.gettext(
        "We know of no courses in {places} yet. Try a place nearby, or learn online."
    ).format(places=joined(language, labels, "or"))
