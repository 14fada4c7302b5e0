"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.catalogue import begins_soon
from catalogue.site.language import fill
from catalogue.site.views.links import GroupView, LinkView
from catalogue.site.views.map import LocatorView, city_locator
from catalogue.site.views.ways import CHILDCARE, ONLINE, courses_with, with_qualification
from catalogue.site.views.words import counted, course_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.records import Course
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


def home_view(site: Site) -> HomeView:
    """Lay out the home page."""
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
    city, courses_in = site.reference.city, catalogue.courses_in
    soon = catalogue.starting_soon
    topics = tuple(
        GroupView(way.label, way.href, "", course_count(site.language, way.courses))
        for way in site.ways.get("topic", ())
    )
    teaching = [who for who in catalogue.providers.values() if courses_in("provider", who.id)]
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
            courses=course_count(site.language, catalogue.current), providers=providers
        ),
        goals=tuple(_goals(site)),
        ways=tuple(_ways(site)),
        when_href=urls.whens(),
        free_for_me_href=urls.free_for_me(),
        locator=city_locator(site),
        areas=tuple(
            AreaView(site.term("areas", name.area).label, urls.area(name.area), name.main)
            for name in city.map.areas
            if courses_in("area", name.area)
        ),
        areas_href=urls.areas(),
        topics=topics,
        topics_words=counted(
            site.language, "See {count} topic", "See all {count} topics", len(topics)
        ),
        topics_href=urls.topics(),
        soon=tuple(
            site.card(course, lambda run: begins_soon(run, site.today))
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
        if topic and site.catalogue.courses_in("topic", topic):
            yield GoalView(label, urls.topic(topic), topic)
        if not topic and with_qualification(site):
            yield GoalView(label, urls.with_qualification(), "qualification")


def _ways(site: Site) -> Iterator[GroupView]:
    """Yield the lists with courses that help people whose time, money or freedom is short."""
    gettext, urls, courses_in = site.language.gettext, site.urls, site.catalogue.courses_in
    ways: tuple[tuple[str, str, str, Sequence[Course]], ...] = (
        (gettext("Free"), gettext("Free for everyone"), urls.free(), courses_in("cost", "free")),
        (
            gettext("Evenings"),
            gettext("From 5pm"),
            urls.when("evenings"),
            courses_in("time", "evenings"),
        ),
        (
            gettext("Weekends"),
            gettext("Saturday or Sunday"),
            urls.when("weekends"),
            courses_in("time", "weekends"),
        ),
        (
            gettext("With childcare"),
            gettext("Or help to pay for it"),
            urls.with_childcare(),
            courses_with(site, "support", *CHILDCARE),
        ),
        (
            gettext("Online"),
            gettext("Learn from home"),
            urls.online(),
            courses_with(site, "delivery", *ONLINE),
        ),
        (
            gettext("Starting soon"),
            gettext("In the next four weeks"),
            urls.starting_soon(),
            site.catalogue.starting_soon,
        ),
    )
    for label, meaning, href, courses in ways:
        if courses:
            yield GroupView(label, href, meaning, course_count(site.language, courses))
