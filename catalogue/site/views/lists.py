"""Lists of courses, and the pages that lead to lists (all topics, all areas …)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from catalogue.catalogue import TIMES, can_join, times_of
from catalogue.site.pagination import paged
from catalogue.site.views.links import LinkView
from catalogue.site.views.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from catalogue.records import Course, Run
    from catalogue.schemas import Term
    from catalogue.site.pagination import Pagination
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_TIME_WORDS = {
    "mornings": ("Mornings", "Classes that start before midday."),
    "afternoons": ("Afternoons", "Classes that start between midday and 5pm."),
    "evenings": ("Evenings", "Classes that start at 5pm or later."),
    "weekends": ("Weekends", "Classes on Saturday or Sunday."),
}


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of courses. `section` names the link of the menu it belongs to."""

    path: str
    section: str
    heading: str
    page_title: str
    intro: str
    crumbs: tuple[LinkView, ...]
    count: str
    cards: tuple[CardView, ...]
    pagination: Pagination | None
    see_also: tuple[LinkView, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One way into the catalogue: a topic, an area, a level, a day."""

    label: str
    href: str
    meaning: str
    count: str


@dataclass(frozen=True, slots=True)
class GroupsView:
    """A page of ways in. `after` is said below them."""

    path: str
    section: str
    heading: str
    intro: str
    groups: tuple[GroupView, ...]
    after: str
    see_also: tuple[LinkView, ...]


def list_views(
    site: Site,
    href: str,
    courses: Sequence[Course],
    *,
    heading: str,
    intro: str,
    section: str,
    crumbs: tuple[LinkView, ...] = (),
    see_also: tuple[LinkView, ...] = (),
    empty: str = "",
    fits: Callable[[Run], bool] | None = None,
) -> Iterator[ListView]:
    """Yield the pages of one list of courses. Each course shows the best of its runs that fits."""
    whole = ListView(
        path=href,
        section=section,
        heading=heading,
        page_title=heading,
        intro=intro,
        crumbs=(LinkView("Home", site.urls.home()), *crumbs),
        count=counted(len(courses), "course"),
        cards=(),
        pagination=None,
        see_also=see_also,
        empty=empty,
    )
    for pagination, part in paged(courses, href, site.urls):
        cards = tuple(site.card(course, fits) for course in part)
        if pagination is None or pagination.number == 1:
            yield replace(whole, cards=cards, pagination=pagination)
        else:
            yield replace(
                whole,
                path=site.urls.numbered(href, pagination.number),
                page_title=f"{heading}, page {pagination.number} of {pagination.total}",
                cards=cards,
                pagination=pagination,
            )


def all_courses(site: Site) -> Iterator[ListView]:
    """Every course one can still do something about."""
    urls = site.urls
    ended = (
        (LinkView("Courses that are not running now", urls.not_running()),)
        if site.catalogue.ended
        else ()
    )
    return list_views(
        site,
        urls.courses(),
        site.catalogue.current,
        heading="All courses",
        intro="Every course we know of. The ones you can join soonest come first.",
        section="courses",
        see_also=(LinkView("Search", urls.search()), LinkView("Topics", urls.topics()), *ended),
    )


def special_lists(site: Site) -> Iterator[ListView]:
    """The lists that are not a facet of their own: free, online, starting soon, childcare, not
    running now."""
    catalogue, urls = site.catalogue, site.urls
    for_some = LinkView("Free for some people", urls.free_for_some())
    free = LinkView("Free courses", urls.free())
    yield from list_views(
        site,
        urls.free(),
        catalogue.courses_in("cost", "free"),
        heading="Free courses",
        intro="These courses are free for everyone. Many others are free for some people.",
        section="free",
        see_also=(for_some,),
        empty="No course is free for everyone just now. Many are free for some people.",
    )
    yield from list_views(
        site,
        urls.free_for_some(),
        catalogue.courses_in("cost", "free-if"),
        heading="Free for some people",
        intro=(
            "Many people pay nothing for these courses. It can depend on your pay, your benefits "
            "or the exams you have. The provider will check for you."
        ),
        section="free",
        crumbs=(free,),
        see_also=(free,),
        empty="There are no such courses just now. Look at the free courses.",
    )
    yield from list_views(
        site,
        urls.online(),
        _with_any(site, "delivery", ("online", "blended")),
        fits=lambda run: run.delivery in ("online", "blended"),
        heading="Online courses",
        intro="Learn from home, all of the time or part of the time.",
        section="online",
        empty="There are no online courses just now.",
    )
    yield from list_views(
        site,
        urls.starting_soon(),
        catalogue.starting_soon,
        fits=lambda run: starts_soon(site, run),
        heading="Starting soon",
        intro="Courses that start in the next four weeks and still have places.",
        section="starting-soon",
        see_also=(LinkView("All courses", urls.courses()),),
        empty="No course with places starts in the next four weeks. Look at all courses instead.",
    )
    yield from list_views(
        site,
        urls.with_childcare(),
        _with_any(site, "support", ("creche", "childcare-costs")),
        heading="Courses with childcare",
        intro="Somebody looks after your child while you learn, or you get help to pay for it.",
        section="with-childcare",
        see_also=(LinkView("All courses", urls.courses()),),
        empty="No course says that it has childcare just now. Ask the provider: there may be help.",
    )
    yield from list_views(
        site,
        urls.not_running(),
        catalogue.ended,
        heading="Not running now",
        intro="These courses are over. They may come back: ask the provider.",
        section="courses",
        crumbs=(LinkView("All courses", urls.courses()),),
        empty="All our courses are running or will start again.",
    )


def _with_any(site: Site, facet: str, values: Sequence[str]) -> tuple[Course, ...]:
    wanted = {course.id for value in values for course in site.catalogue.courses_in(facet, value)}
    return tuple(course for course in site.catalogue.current if course.id in wanted)


def topic_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All topics that have courses, and the courses of each."""
    urls = site.urls
    terms = _used(site, "topics", "topic")
    yield GroupsView(
        path=urls.topics(),
        section="topics",
        heading="Topics",
        intro="Choose a topic to see its courses.",
        groups=tuple(_group(site, term, "topic", urls.topic(term.id)) for term in terms),
        after="",
        see_also=(LinkView("Levels", urls.levels()), LinkView("All courses", urls.courses())),
    )
    for term in terms:
        yield from list_views(
            site,
            urls.topic(term.id),
            site.catalogue.courses_in("topic", term.id),
            heading=term.label,
            intro=term.meaning,
            section="topics",
            crumbs=(LinkView("Topics", urls.topics()),),
            see_also=(LinkView("All topics", urls.topics()),),
        )


def area_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All areas that have courses, and the courses of each."""
    urls = site.urls
    terms = _used(site, "areas", "area")
    used = {term.id for term in terms}
    unused = [
        term.label
        for term in site.catalogue.vocabularies["areas"].terms.values()
        if term.id not in used
    ]
    yield GroupsView(
        path=urls.areas(),
        section="areas",
        heading="Courses near you",
        intro="Choose a part of the city to see the courses there.",
        groups=tuple(_group(site, term, "area", urls.area(term.id)) for term in terms),
        after=_without_courses(unused),
        see_also=(LinkView("Online courses", urls.online()), LinkView("All places", urls.venues())),
    )
    for term in terms:
        venues = [
            LinkView(venue.name, urls.venue(venue.id))
            for venue in site.catalogue.venues.values()
            if term.id in site.catalogue.places[venue.id].areas
        ]
        yield from list_views(
            site,
            urls.area(term.id),
            site.catalogue.courses_in("area", term.id),
            fits=partial(_is_in_area, site, term.id),
            heading=f"Courses in {term.label}",
            intro=term.meaning,
            section="areas",
            crumbs=(LinkView("Areas", urls.areas()),),
            see_also=(*venues, LinkView("All areas", urls.areas())),
        )


def level_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All levels that have courses, and the courses of each."""
    urls = site.urls
    terms = _used(site, "levels", "level")
    yield GroupsView(
        path=urls.levels(),
        section="levels",
        heading="Levels",
        intro="Levels say how hard a course is. Not sure? The provider will help you find yours.",
        groups=tuple(_group(site, term, "level", urls.level(term.id)) for term in terms),
        after="",
        see_also=(LinkView("Topics", urls.topics()),),
    )
    for term in terms:
        yield from list_views(
            site,
            urls.level(term.id),
            site.catalogue.courses_in("level", term.id),
            heading=term.label,
            intro=term.meaning,
            section="levels",
            crumbs=(LinkView("Levels", urls.levels()),),
            see_also=(LinkView("All levels", urls.levels()),),
        )


def when_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """Times of day and days of the week that have classes, and the courses of each."""
    urls = site.urls
    groups = [
        *(("time", name, *_TIME_WORDS[name]) for name in TIMES),
        *(
            ("day", term.id, f"{term.label}s", f"Classes on a {term.label}.")
            for term in _terms(site, "days")
        ),
    ]
    used = [group for group in groups if site.catalogue.courses_in(group[0], group[1])]
    yield GroupsView(
        path=urls.whens(),
        section="when",
        heading="Days and times",
        intro="Choose a time that suits you.",
        groups=tuple(
            GroupView(label, urls.when(value), meaning, _count(site, facet, value))
            for facet, value, label, meaning in used
        ),
        after="",
        see_also=(
            LinkView("Online, in your own time", urls.online()),
            LinkView("Starting soon", urls.starting_soon()),
        ),
    )
    for facet, value, label, meaning in used:
        yield from list_views(
            site,
            urls.when(value),
            site.catalogue.courses_in(facet, value),
            fits=partial(_meets, value),
            heading=label,
            intro=meaning,
            section="when",
            crumbs=(LinkView("Days and times", urls.whens()),),
            see_also=(LinkView("All days and times", urls.whens()),),
        )


def starts_soon(site: Site, run: Run) -> bool:
    """Whether a run can be joined and begins from today on: the first of these begins soonest."""
    return run.starts >= site.today and can_join(run, site.today)


def _is_in_area(site: Site, area: str, run: Run) -> bool:
    return run.venue is not None and area in site.catalogue.places[run.venue].areas


def _meets(when: str, run: Run) -> bool:
    return any(when == line.day or when in times_of(line.day, line.start) for line in run.weekly)


def _without_courses(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    places = joined(labels, "or")
    return f"We know of no courses in {places} yet. Try a place nearby, or learn online."


def _terms(site: Site, vocabulary: str) -> Sequence[Term]:
    return tuple(site.catalogue.vocabularies[vocabulary].terms.values())


def _used(site: Site, vocabulary: str, facet: str) -> Sequence[Term]:
    return tuple(
        term for term in _terms(site, vocabulary) if site.catalogue.courses_in(facet, term.id)
    )


def _group(site: Site, term: Term, facet: str, href: str) -> GroupView:
    return GroupView(term.label, href, term.meaning, _count(site, facet, term.id))


def _count(site: Site, facet: str, value: str) -> str:
    return counted(len(site.catalogue.courses_in(facet, value)), "course")
