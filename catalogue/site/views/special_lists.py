"""Lists of courses that no topic, area, level or time makes: all, free, online, starting soon …"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.catalogue import begins_soon
from catalogue.site.views import course_words
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import ListView, list_views
from catalogue.site.views.narrow import NarrowView, narrow_all, narrow_view
from catalogue.site.views.ways import (
    CHILDCARE,
    ONLINE,
    childcare_of,
    courses_with,
    with_qualification,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.site import Site


def all_courses(site: Site) -> Iterator[ListView]:
    """Every course one can still do something about."""
    urls, gettext = site.urls, site.language.gettext
    ended = (
        (LinkView(gettext("Courses that are not running now"), urls.not_running()),)
        if site.catalogue.ended
        else ()
    )
    return list_views(
        site,
        urls.courses(),
        site.catalogue.current,
        heading=gettext("All courses"),
        intro=gettext("Every course we know of. The ones you can join soonest come first."),
        section="courses",
        empty=gettext("There are no courses here just now."),
        narrow=narrow_all(site),
        see_also=(
            LinkView(gettext("Search"), urls.search()),
            LinkView(gettext("Topics"), urls.topics()),
            *ended,
        ),
        feed=urls.feed(urls.home()),
    )


def special_lists(site: Site) -> Iterator[ListView]:
    """The lists that are not a facet of their own."""
    yield from _free(site)
    yield from _free_for_some(site)
    yield from _online(site)
    yield from _starting_soon(site)
    yield from _with_childcare(site)
    yield from _with_qualification(site)
    yield from _not_running(site)


def _free(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.free(),
        site.catalogue.courses_in("cost", "free"),
        narrow=_narrow_need(site, "free"),
        heading=gettext("Free courses"),
        intro=gettext("These courses are free for everyone. Many others are free for some people."),
        section="free",
        see_also=(LinkView(gettext("Free for some people"), urls.free_for_some()),),
        empty=gettext("No course is free for everyone just now. Many are free for some people."),
    )


def _free_for_some(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    free = LinkView(gettext("Free courses"), urls.free())
    return list_views(
        site,
        urls.free_for_some(),
        site.catalogue.courses_in("cost", "free-if"),
        narrow=NarrowView(search=urls.asked("cost=free-if")),
        heading=gettext("Free for some people"),
        intro=gettext(
            "Many people pay nothing for these courses. It can depend on your pay, your benefits "
            "or the exams you have. The provider will check for you."
        ),
        section="free",
        crumbs=(free,),
        see_also=(free,),
        empty=gettext("There are no such courses just now. Look at the free courses."),
    )


def _online(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.online(),
        courses_with(site, "delivery", *ONLINE),
        narrow=NarrowView(search=urls.asked("delivery=online", "delivery=blended")),
        fits=lambda run: run.delivery in ONLINE,
        heading=gettext("Online courses"),
        intro=gettext("Learn from home, all of the time or part of the time."),
        section="online",
        empty=gettext("There are no online courses just now."),
    )


def _starting_soon(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.starting_soon(),
        site.catalogue.starting_soon,
        fits=lambda run: begins_soon(run, site.today),
        heading=gettext("Starting soon"),
        intro=gettext("Courses that start in the next four weeks. Some may be full by now."),
        narrow=NarrowView(search=urls.asked("starts=soon")),
        section="starting-soon",
        see_also=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext("No course starts in the next four weeks. Look at all courses instead."),
    )


def _with_childcare(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.with_childcare(),
        courses_with(site, "support", *CHILDCARE),
        fact=partial(childcare_of, site),
        narrow=_narrow_need(site, "childcare"),
        heading=gettext("Courses with childcare"),
        intro=gettext(
            "Somebody looks after your child while you learn, or you get help to pay for it."
        ),
        section="with-childcare",
        see_also=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext(
            "No course says that it has childcare just now. Ask the provider: there may be help."
        ),
    )


def _with_qualification(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.with_qualification(),
        with_qualification(site),
        heading=gettext("Courses with a qualification"),
        intro=gettext("At the end you can gain a certificate that employers and colleges know."),
        section="with-qualification",
        see_also=(LinkView(gettext("Levels"), urls.levels()),),
        empty=gettext("No course says that it ends with a qualification just now."),
    )


def _not_running(site: Site) -> Iterator[ListView]:
    urls, gettext = site.urls, site.language.gettext
    return list_views(
        site,
        urls.not_running(),
        site.catalogue.ended,
        heading=gettext(course_words.NOT_NOW),
        intro=gettext(
            "These courses have ended or did not take place. They may come back: ask the provider."
        ),
        section="courses",
        crumbs=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext("All our courses are running or will start again."),
    )


def _narrow_need(site: Site, need: str) -> NarrowView | None:
    way = next((way for way in site.ways.get("need", ()) if way.id == need), None)
    return narrow_view(site, way) if way else None
