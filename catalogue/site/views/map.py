"""The map of the city with its venues, the same as a list, and the small map of one place."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from catalogue.map_grid import Grid
from catalogue.outlines import outline_of
from catalogue.site.maps import Circle, spread
from catalogue.site.views.links import LinkView
from catalogue.site.views.runs import area_words
from catalogue.site.views.ways import ONLINE, courses_with
from catalogue.site.views.words import course_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from catalogue.records import Point, Venue
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site

_HEIGHT, _SMALL_HEIGHT = 1000, 260
_LARGEST, _SMALLEST, _PER_ROOT = 27, 8, 6
"""Radii of circles in units: of the most and the fewest courses, and for each root of a course."""
_MOST_COVERED = 0.05
"""How much of the paper all circles may cover together: with thousands of courses they shrink."""
_REACH, _PHONE_REACH = 36, 67
"""How far from its middle a circle can be tapped at most: 44 px across where the map is 540 px
wide, and on a phone, where it is 288 px wide.
"""
_DOT = 8
"""How wide a dot is on the small map of the whole city, in units."""
_PLATE_LETTERS, _LINE_EMS = 30, 1.25
"""How long a line of a venue's name on the map is, and how far apart lines are."""


@dataclass(frozen=True, slots=True)
class NameView:
    """A name written on the map, `turned` by degrees. `kind` is area, water or beyond; a `main`
    one is there on small screens too.
    """

    text: str
    kind: str
    x: int
    y: int
    turned: int = 0
    main: bool = False


@dataclass(frozen=True, slots=True)
class SpotView:
    """A venue as a circle: where, how big, how far around it one can tap (further on
    a phone), what is read aloud
    (`label`) and what is shown (`lines`, then `count`, whose first line is `rise` ems up)."""

    href: str
    label: str
    lines: tuple[str, ...]
    count: str
    rise: float
    x: int
    y: int
    radius: int
    reach: int
    phone_reach: int
    example: bool


@dataclass(frozen=True, slots=True)
class MapVenueView:
    """A venue in the list. `note` says why it is not on the map, if so."""

    id: str
    name: str
    href: str
    count: str
    note: str
    example: bool


@dataclass(frozen=True, slots=True)
class MapAreaView:
    """The venues of an area and the number of its courses; without a page of its own `href` and
    `count` are empty."""

    name: str
    href: str
    count: str
    venues: tuple[MapVenueView, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The page of the map. Shapes are paths in SVG, in units of `width` and `height`."""

    path: str
    width: int
    height: int
    water: str
    wards: str
    outline: str
    names: tuple[NameView, ...]
    spots: tuple[SpotView, ...]
    has_examples: bool
    areas: tuple[MapAreaView, ...]
    online: LinkView
    online_count: str
    see_also: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LocatorView:
    """The city, small, with a part of it marked, and a spot in it where the point is known."""

    width: int
    height: int
    water: str
    outline: str
    marked: str
    spot: tuple[int, int] | None
    example: bool
    label: str
    href: str


def map_view(site: Site) -> MapView:
    """Draw and list every venue with courses that are not over."""
    urls, geography, gettext = site.urls, site.reference.places, site.language.gettext
    paper = _paper(site)
    areas = tuple(_by_area(site))
    # In the order of the list, each once.
    listed = dict.fromkeys(venue.id for area in areas for venue in area.venues)
    venues = [site.catalogue.venues[venue] for venue in listed]
    return MapView(
        path=urls.map(),
        width=paper.width,
        height=paper.height,
        water=paper.path(geography.water),
        wards=paper.path([ring for rings in geography.rings.values() for ring in rings]),
        outline=paper.path(geography.outline),
        names=_names(site),
        spots=_spots(site, venues),
        has_examples=any(venue.example for venue in venues),
        areas=areas,
        online=LinkView(gettext("Online courses"), urls.online()),
        online_count=course_count(site.language, courses_with(site, "delivery", *ONLINE)),
        see_also=(
            LinkView(gettext("Areas of the city"), urls.areas()),
            LinkView(gettext("All places"), urls.venues()),
        ),
    )


def locator_view(
    site: Site, marked: Iterable[Term], name: str, *, point: Point | None = None, example: bool
) -> LocatorView | None:
    """Draw where in the city areas are, and a point in them; None where neither is known.

    `name` is what people call it.
    """
    geography, paper = site.reference.places, _small_paper(site)
    wards = {ward for area in marked for ward in area.wards}
    spot = (
        paper.at(point.longitude, point.latitude)
        if point is not None and paper.holds(point)
        else None
    )
    if not wards and spot is None:
        return None
    return LocatorView(
        width=paper.width,
        height=paper.height,
        water=paper.path(geography.water),
        outline=paper.path(geography.outline),
        marked=paper.path(
            outline_of(geography.rings[ward] for ward in sorted(wards & geography.wards))
        ),
        spot=spot,
        example=example,
        label=site.language.gettext("Map of {city}, with {place} marked.").format(
            city=site.language.gettext(site.reference.city.map.shows), place=name
        ),
        href=site.urls.map(),
    )


def venue_locator(site: Site, venue: Venue) -> LocatorView | None:
    """Draw where a venue is in the city."""
    place = site.catalogue.places[venue.id]
    areas = (
        ()
        if place.point is not None
        else [site.catalogue.term("areas", area) for area in place.areas]
    )
    return locator_view(
        site, areas, site.language.together(venue.name), point=place.point, example=venue.example
    )


def area_locator(site: Site, area: Term) -> LocatorView | None:
    """Draw where an area is in the city."""
    return locator_view(site, [area], site.language.gettext(area.label), example=False)


def city_locator(site: Site) -> LocatorView:
    """Draw the city with a dot for each real venue that has courses, as a way to the map."""
    geography, paper = site.reference.places, _small_paper(site)
    points = (
        site.catalogue.places[venue.id].point
        for venue in site.catalogue.venues.values()
        if not venue.example and site.catalogue.courses_in("venue", venue.id)
    )
    spots = {
        paper.at(point.longitude, point.latitude)
        for point in points
        if point is not None and paper.holds(point)
    }
    # Dots that would lie on each other are one, so that thousands of courses weigh no more.
    cells = {(x // _DOT, y // _DOT): (x, y) for x, y in sorted(spots)}
    return LocatorView(
        width=paper.width,
        height=paper.height,
        water=paper.path(geography.water),
        outline=paper.path(geography.outline),
        marked="".join(f"M{x - 4} {y}a4 4 0 1 0 8 0 4 4 0 1 0-8 0" for x, y in cells.values()),
        spot=None,
        example=False,
        label=site.language.gettext("Map of {city}, with places to learn marked.").format(
            city=site.language.gettext(site.reference.city.map.shows)
        ),
        href=site.urls.map(),
    )


def _paper(site: Site) -> Grid:
    return Grid(site.reference.city.map.bounds, _HEIGHT)


def _small_paper(site: Site) -> Grid:
    return Grid(site.reference.city.map.small_bounds, _SMALL_HEIGHT)


def _by_area(site: Site) -> Iterator[MapAreaView]:
    """Yield each area with courses and its venues, as its own page has them: a venue stands in each
    area that it counts as. What is in none comes last."""
    taught = [
        venue
        for venue in site.catalogue.venues.values()
        if site.catalogue.courses_in("venue", venue.id)
    ]
    for way in site.ways.get("area", ()):
        there = (one for one in taught if way.id in site.catalogue.places[one.id].areas)
        count = course_count(site.language, way.courses)
        yield MapAreaView(way.label, way.href, count, tuple(_listed(site, one) for one in there))
    elsewhere: defaultdict[str, list[Venue]] = defaultdict(list)
    for venue in taught:
        if not site.catalogue.places[venue.id].areas:
            name = area_words(site, venue) or site.language.gettext("Elsewhere")
            elsewhere[name].append(venue)
    for name, venues in sorted(elsewhere.items()):
        yield MapAreaView(name, "", "", tuple(_listed(site, venue) for venue in venues))


def _listed(site: Site, venue: Venue) -> MapVenueView:
    note = (
        ""
        if _drawn_point(site, venue) is not None
        else site.language.gettext("Not on the map: we do not know the exact spot.")
    )
    return MapVenueView(
        venue.id, venue.name, site.urls.venue(venue.id), _courses(site, venue), note, venue.example
    )


def _drawn_point(site: Site, venue: Venue) -> Point | None:
    point = site.catalogue.places[venue.id].point
    return point if point is not None and _paper(site).holds(point) else None


def _courses(site: Site, venue: Venue) -> str:
    return course_count(site.language, site.catalogue.courses_in("venue", venue.id))


def _names(site: Site) -> tuple[NameView, ...]:
    say, paper, drawn = site.language.gettext, _paper(site), site.reference.city.map
    return (
        *(
            NameView(say(one.text), one.kind, *paper.at(*one.at), one.turned)
            for one in drawn.labels
        ),
        *(
            NameView(site.term("areas", one.area).label, "area", *paper.at(*one.at), main=one.main)
            for one in drawn.areas
        ),
    )


def _spots(site: Site, venues: Iterable[Venue]) -> tuple[SpotView, ...]:
    drawn = {
        venue.id: (venue, point)
        for venue in venues
        if (point := _drawn_point(site, venue)) is not None
    }
    numbers = {key: len(site.catalogue.courses_in("venue", key)) for key in drawn}
    paper = _paper(site)
    per_root = _per_root(tuple(numbers.values()), paper)
    circles = spread(
        Circle(
            *paper.at(point.longitude, point.latitude),
            max(_SMALLEST, per_root * math.sqrt(numbers[key])),
        )
        for key, (_, point) in drawn.items()
    )
    return tuple(
        _spot(site, venue, circle, circles)
        for (venue, _), circle in zip(drawn.values(), circles, strict=True)
    )


def _per_root(numbers: Sequence[int], paper: Grid) -> float:
    """Say how big a circle is for each root of a course, so that its area tells the number."""
    room = _MOST_COVERED * paper.width * paper.height / math.pi
    return min(
        _PER_ROOT,
        _LARGEST / math.sqrt(max(numbers, default=1)),
        math.sqrt(room / max(sum(numbers), 1)),
    )


def _spot(site: Site, venue: Venue, circle: Circle, circles: Iterable[Circle]) -> SpotView:
    # A tap near two circles goes to neither one's neighbour: reach ends where the next one begins.
    room = min(
        (circle.gap_to(other) + circle.radius for other in circles if other is not circle),
        default=_PHONE_REACH,
    )
    count = _courses(site, venue)
    lines = tuple(wrap(venue.name, _PLATE_LETTERS))
    label = (
        site.language.gettext("{place}, {courses}, invented")
        if venue.example
        else site.language.gettext("{place}, {courses}")
    )
    return SpotView(
        href=site.urls.venue(venue.id),
        label=label.format(place=site.language.together(venue.name), courses=count),
        lines=lines,
        count=count,
        rise=len(lines) * _LINE_EMS,
        x=round(circle.x),
        y=round(circle.y),
        radius=round(circle.radius),
        reach=round(max(circle.radius, min(_REACH, room))),
        phone_reach=round(max(circle.radius, min(_PHONE_REACH, room))),
        example=venue.example,
    )
