"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import GroupView, course_count, starts_soon
from catalogue.site.views.words import counted

if TYPE_CHECKING:
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_SHOWN_SOON = 4


@dataclass(frozen=True, slots=True)
class HomeView:
    """The ways in, for people who know what to type and for people who do not."""

    path: str
    feed: str
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
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
    soon = catalogue.starting_soon
    teaching = catalogue.groups.get("provider", {})
    organisations = counted(
        site.language, "{count} organisation", "{count} organisations", len(teaching)
    )
    return HomeView(
        path=urls.home(),
        feed=urls.feed(urls.home()),
        count=gettext("{courses} from {organisations}").format(
            courses=course_count(site, catalogue.current), organisations=organisations
        ),
        ways=_ways(site),
        topics=tuple(
            GroupView(
                term.label,
                urls.topic(term.id),
                term.meaning,
                course_count(site, catalogue.courses_in("topic", term.id)),
            )
            for term in site.vocabularies["topics"].terms.values()
            if catalogue.courses_in("topic", term.id)
        ),
        areas=tuple(
            LinkView(term.label, urls.area(term.id))
            for term in site.vocabularies["areas"].terms.values()
            if catalogue.courses_in("area", term.id)
        ),
        times=tuple(
            GroupView(
                term.label,
                urls.when(term.id),
                "",
                course_count(site, catalogue.courses_in("time", term.id)),
            )
            for term in site.vocabularies["times"].terms.values()
            if catalogue.courses_in("time", term.id)
        ),
        soon=tuple(
            site.card(course, lambda run: starts_soon(site, run))
            for course in (soon or catalogue.current)[:_SHOWN_SOON]
        ),
        soon_heading=gettext("Starting soon") if soon else gettext("You could join these"),
        soon_href=urls.starting_soon() if soon else urls.courses(),
        providers=tuple(
            GroupView(
                site.language.theirs(who.name),
                urls.provider(who.id),
                "",
                course_count(site, catalogue.courses_in("provider", who.id)),
            )
            for who in catalogue.providers.values()
        ),
        topics_href=urls.topics(),
        areas_href=urls.areas(),
        when_href=urls.whens(),
        providers_href=urls.providers(),
    )


def _ways(site: Site) -> tuple[GroupView, ...]:
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
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
            gettext("Free"),
            urls.free(),
            gettext("Free for everyone"),
            course_count(site, catalogue.courses_in("cost", "free")),
        ),
        GroupView(
            gettext("Evenings"),
            urls.when("evenings"),
            gettext("From 5pm"),
            course_count(site, catalogue.courses_in("time", "evenings")),
        ),
        GroupView(
            gettext("With childcare"),
            urls.with_childcare(),
            gettext("Or help to pay for it"),
            course_count(site, childcare),
        ),
        GroupView(
            gettext("Online"),
            urls.online(),
            gettext("Learn from home"),
            course_count(site, online),
        ),
    )
