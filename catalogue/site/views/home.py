"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.catalogue import TIMES
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import GroupView, starts_soon
from catalogue.site.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalogue.records import Course
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_SHOWN_SOON = 4


@dataclass(frozen=True, slots=True)
class HomeView:
    """The ways in, for people who know what to type and for people who do not."""

    path: str
    count: str
    ways: tuple[GroupView, ...]
    topics: tuple[GroupView, ...]
    areas: tuple[LinkView, ...]
    times: tuple[GroupView, ...]
    soon: tuple[CardView, ...]
    soon_heading: str
    soon_href: str
    providers: tuple[GroupView, ...]
    topics_href: str
    areas_href: str
    when_href: str
    providers_href: str


def home_view(site: Site) -> HomeView:
    """Lay out the home page."""
    catalogue, urls = site.catalogue, site.urls
    soon = catalogue.starting_soon
    teaching = catalogue.groups.get("provider", {})
    return HomeView(
        path=urls.home(),
        count=f"{_count(catalogue.current)} from {counted(len(teaching), 'organisation')}",
        ways=_ways(site),
        topics=tuple(
            GroupView(
                term.label,
                urls.topic(term.id),
                term.meaning,
                _count(catalogue.courses_in("topic", term.id)),
            )
            for term in catalogue.vocabularies["topics"].terms.values()
            if catalogue.courses_in("topic", term.id)
        ),
        areas=tuple(
            LinkView(term.label, urls.area(term.id))
            for term in catalogue.vocabularies["areas"].terms.values()
            if catalogue.courses_in("area", term.id)
        ),
        times=tuple(
            GroupView(
                name.capitalize(), urls.when(name), "", _count(catalogue.courses_in("time", name))
            )
            for name in TIMES
            if catalogue.courses_in("time", name)
        ),
        soon=tuple(
            site.card(course, lambda run: starts_soon(site, run))
            for course in (soon or catalogue.current)[:_SHOWN_SOON]
        ),
        soon_heading="Starting soon" if soon else "You could join these",
        soon_href=urls.starting_soon() if soon else urls.courses(),
        providers=tuple(
            GroupView(
                who.name,
                urls.provider(who.id),
                "",
                _count(catalogue.courses_in("provider", who.id)),
            )
            for who in catalogue.providers.values()
        ),
        topics_href=urls.topics(),
        areas_href=urls.areas(),
        when_href=urls.whens(),
        providers_href=urls.providers(),
    )


def _ways(site: Site) -> tuple[GroupView, ...]:
    catalogue, urls = site.catalogue, site.urls
    childcare = {
        course.id
        for name in ("creche", "childcare-costs")
        for course in catalogue.courses_in("support", name)
    }
    online = {
        course.id
        for name in ("online", "blended")
        for course in catalogue.courses_in("delivery", name)
    }
    return (
        GroupView(
            "Free", urls.free(), "Free for everyone", _count(catalogue.courses_in("cost", "free"))
        ),
        GroupView(
            "Evenings",
            urls.when("evenings"),
            "From 5pm",
            _count(catalogue.courses_in("time", "evenings")),
        ),
        GroupView(
            "With childcare", urls.with_childcare(), "Or help to pay for it", _count(childcare)
        ),
        GroupView("Online", urls.online(), "Learn from home", _count(online)),
    )


def _count(courses: Sequence[Course] | Iterable[str]) -> str:
    return counted(len(tuple(courses)), "course")
