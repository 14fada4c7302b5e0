"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.language import fill
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import (
    GroupView,
    course_count,
    starts_soon,
    with_qualification,
)
from catalogue.site.views.map import LocatorView, city_locator
from catalogue.site.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_SHOWN_SOON = 2


@dataclass(frozen=True, slots=True)
class GoalView:
    """What somebody wants to do, after “I want to …”. `picture` names its picture."""

    label: str
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """A well-known part of the city; a `main` one is named on small screens too."""

    text: str
    href: str
    main: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """The ways in, for people who know what to type and for people who do not. `picture` is the
    city's own; `try_near` are examples of where one can be near; `areas` are those
    that are named on the map.
    """

    path: str
    feed: str
    picture: str
    try_near: str
    count: str
    goals: tuple[GoalView, ...]
    ways: tuple[GroupView, ...]
    when_href: str
    free_for_me_href: str
    locator: LocatorView
    areas: tuple[AreaView, ...]
    areas_href: str
    topics: tuple[GroupView, ...]
    topics_words: str
    topics_href: str
    soon: tuple[CardView, ...]
    soon_heading: str
    soon_href: str
    teaching: str
    providers: tuple[LinkView, ...]
    providers_href: str


def home_view(site: Site) -> HomeView:
    """Lay out the home page."""
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
    city = site.reference.city
    soon = catalogue.starting_soon
    topics = tuple(_topics(site))
    teaching = [who for who in catalogue.providers.values() if _number(site, "provider", who.id)]
    providers = counted(site.language, "{count} provider", "{count} providers", len(teaching))
    return HomeView(
        path=urls.home(),
        feed=urls.feed(urls.home()),
        picture=f"{urls.assets()}/images/{city.picture}",
        try_near=fill(
            gettext("Such as {district} or {place}"),
            district=site.language.theirs(city.district),
            place=site.term("areas", city.area).label,
        ),
        count=gettext("{courses} from {providers}").format(
            courses=course_count(site, catalogue.current), providers=providers
        ),
        goals=tuple(_goals(site)),
        ways=tuple(way for way, number in _ways(site) if number),
        when_href=urls.whens(),
        free_for_me_href=urls.free_for_me(),
        locator=city_locator(site),
        areas=tuple(
            AreaView(site.term("areas", name.area).label, urls.area(name.area), name.main)
            for name in city.map.areas
            if _number(site, "area", name.area)
        ),
        areas_href=urls.areas(),
        topics=topics,
        topics_words=counted(
            site.language, "See {count} topic", "See all {count} topics", len(topics)
        ),
        topics_href=urls.topics(),
        soon=tuple(
            site.card(course, lambda run: starts_soon(site, run))
            for course in (soon or catalogue.current)[:_SHOWN_SOON]
        ),
        soon_heading=gettext("Starting soon") if soon else gettext("You could join these"),
        soon_href=urls.starting_soon() if soon else urls.courses(),
        teaching=counted(
            site.language,
            "{count} provider teaches these courses. You join with them, not with us.",
            "{count} providers teach these courses. You join with them, not with us.",
            len(teaching),
        ),
        providers=tuple(
            LinkView(site.language.theirs(who.name), urls.provider(who.id)) for who in teaching
        ),
        providers_href=urls.providers(),
    )


def _goals(site: Site) -> Iterator[GoalView]:
    """Yield the goals that have courses. But for one, each is a topic in the words of somebody who
    wants it, so that its address is that of the topic."""
    gettext, urls = site.language.gettext, site.urls
    goals = (
        (gettext("Get a job"), "work-skills"),
        (gettext("Speak English"), "esol"),
        (gettext("Help my children"), "family-learning"),
        (gettext("Feel better and meet people"), "wellbeing"),
        (gettext("Get a qualification"), ""),
        (gettext("Use a computer or phone"), "digital-skills"),
        (gettext("Read and write better"), "english"),
        (gettext("Get better at maths"), "maths"),
        (gettext("Learn a trade"), "construction"),
    )
    for label, topic in goals:
        if topic and _number(site, "topic", topic):
            yield GoalView(label, urls.topic(topic), topic)
        if not topic and with_qualification(site):
            yield GoalView(label, urls.with_qualification(), "qualification")


def _topics(site: Site) -> Iterator[GroupView]:
    for term in site.vocabularies["topics"].terms.values():
        if courses := site.catalogue.courses_in("topic", term.id):
            count = course_count(site, courses)
            yield GroupView(term.label, site.urls.topic(term.id), "", count)


def _ways(site: Site) -> Iterator[tuple[GroupView, int]]:
    """Yield the lists that help people whose time, money or freedom is short, each with how many
    courses it has."""
    gettext, urls = site.language.gettext, site.urls
    soon = len(site.catalogue.starting_soon)
    ways = (
        (gettext("Free"), gettext("Free for everyone"), urls.free(), _number(site, "cost", "free")),
        (
            gettext("Evenings"),
            gettext("From 5pm"),
            urls.when("evenings"),
            _number(site, "time", "evenings"),
        ),
        (
            gettext("Weekends"),
            gettext("Saturday or Sunday"),
            urls.when("weekends"),
            _number(site, "time", "weekends"),
        ),
        (
            gettext("With childcare"),
            gettext("Or help to pay for it"),
            urls.with_childcare(),
            _number(site, "support", "creche", "childcare-costs"),
        ),
        (
            gettext("Online"),
            gettext("Learn from home"),
            urls.online(),
            _number(site, "delivery", "online", "blended"),
        ),
        (gettext("Starting soon"), gettext("In the next four weeks"), urls.starting_soon(), soon),
    )
    for label, meaning, href, number in ways:
        count = counted(site.language, "{count} course", "{count} courses", number)
        yield GroupView(label, href, meaning, count), number


def _number(site: Site, facet: str, *values: str) -> int:
    """Say how many courses have any of these values."""
    return len(
        {course.id for value in values for course in site.catalogue.courses_in(facet, value)}
    )
