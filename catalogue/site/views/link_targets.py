"""The lists that others can take something of: a link, a code, a frame, a poster."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from catalogue.site.views.libraries import chances
from catalogue.site.views.words import course_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.libraries import Library
    from catalogue.records import Course, Provider, Run
    from catalogue.site.views.site import Site
    from catalogue.site.views.ways import Way


class Offer(NamedTuple):
    """A course by the run that fits a list best, and what the list says of it and its card does
    not."""

    course: Course
    run: Run
    fact: str = ""


@dataclass(frozen=True)
class LinkTarget:
    """A list that others may link to. `offers` are its courses in the order of the list, and
    `number` says how many there are in words; `has_near` where some are nearby and not in it."""

    href: str
    label: str
    heading: str
    number: str
    feed: str
    offers: tuple[Offer, ...]
    has_near: bool = False

    @property
    def name(self) -> str:
        """What names it among all lists: toxteth-library."""
        return self.href.strip("/").rpartition("/")[2]


def targets(site: Site) -> Iterator[tuple[str, str, list[LinkTarget]]]:
    """Yield each kind of list that one can link to: its name, its heading and its lists."""
    gettext, ways = site.language.gettext, site.ways
    libraries = [_of_library(site, library) for library in site.reference.libraries]
    providers = [_of_provider(site, who) for who in site.catalogue.providers.values()]
    yield "libraries", gettext("Libraries"), libraries
    yield "areas", gettext("Areas"), [_of_way(site, way) for way in ways.get("area", ())]
    yield "topics", gettext("Topics"), [_of_way(site, way) for way in ways.get("topic", ())]
    times = (*ways.get("time", ()), *ways.get("day", ()), *ways.get("need", ()))
    yield "times", gettext("Times and needs"), [_of_way(site, way) for way in times]
    yield "providers", gettext("Who teaches"), providers


def _of_way(site: Site, way: Way) -> LinkTarget:
    offers = tuple(
        Offer(course, site.shown_run(course, way.fits), way.fact(course) if way.fact else "")
        for course in way.courses
    )
    gettext = site.language.gettext
    words = gettext("Courses in {place}").format(place=way.label) if way.kind == "area" else ""
    number = course_count(site.language, way.courses)
    feed = site.urls.feed(way.href) if way.kind in ("topic", "area") else ""
    return LinkTarget(way.href, way.label, words or way.named, number, feed, offers)


def _of_provider(site: Site, who: Provider) -> LinkTarget:
    courses = site.catalogue.courses_in("provider", who.id)
    offers = tuple(Offer(course, site.shown_run(course)) for course in courses)
    return _called(site, site.urls.provider(who.id), who.name, offers)


def _of_library(site: Site, library: Library) -> LinkTarget:
    offers = tuple(Offer(one.course, one.run) for one in chances(site, library))
    href = site.urls.library(library.id)
    return replace(_called(site, href, library.name, offers), has_near=True)


def _called(site: Site, href: str, name: str, offers: tuple[Offer, ...]) -> LinkTarget:
    """Make a list that is called by a name of its own."""
    words = site.language.theirs(name)
    number = course_count(site.language, offers)
    return LinkTarget(href, words, words, number, "", offers)
