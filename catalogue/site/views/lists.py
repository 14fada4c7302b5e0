"""Lists of courses, and the pages that lead to lists (all topics, all areas …)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from catalogue.catalogue import can_join, times_of
from catalogue.site.language import plain
from catalogue.site.pagination import paged
from catalogue.site.views import course_words
from catalogue.site.views.follow import not_yet
from catalogue.site.views.links import LinkView
from catalogue.site.views.map import LocatorView, area_locator
from catalogue.site.views.runs import weekly_day
from catalogue.site.views.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from catalogue.records import Course, Run
    from catalogue.schemas import Term
    from catalogue.site.language import Language
    from catalogue.site.pagination import Pagination
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of courses. `section` names the link of the menu it belongs to; `feed`
    tells of new courses, if anything does.
    """

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
    locator: LocatorView | None
    feed: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One way into the catalogue: a topic, an area, a level, a day."""

    label: str
    href: str
    meaning: str
    count: str


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
    after: str
    see_also: tuple[LinkView, ...]
    not_yet: tuple[LinkView, ...] = ()


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
    locator: LocatorView | None = None,
    feed: str = "",
    fits: Callable[[Run], bool] | None = None,
) -> Iterator[ListView]:
    """Yield the pages of one list of courses. Each course shows the best of its runs that fits."""
    gettext = site.language.gettext
    whole = ListView(
        path=href,
        section=section,
        heading=heading,
        page_title=plain(heading),
        intro=intro,
        crumbs=(LinkView(gettext("Home"), site.urls.home()), *crumbs),
        count=course_count(site, courses),
        cards=(),
        pagination=None,
        see_also=see_also,
        empty=empty,
        locator=locator,
        feed=feed,
    )
    for pagination, part in paged(courses, href, site.urls):
        cards = tuple(site.card(course, fits) for course in part)
        if pagination is None or pagination.number == 1:
            yield replace(whole, cards=cards, pagination=pagination)
        else:
            yield replace(
                whole,
                path=site.urls.numbered(href, pagination.number),
                page_title=gettext("{heading}, page {number} of {total}").format(
                    heading=site.language.together(plain(heading)),
                    number=pagination.number,
                    total=pagination.total,
                ),
                cards=cards,
                pagination=pagination,
            )


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
        see_also=(
            LinkView(gettext("Search"), urls.search()),
            LinkView(gettext("Topics"), urls.topics()),
            *ended,
        ),
        feed=urls.feed(urls.home()),
    )


def special_lists(site: Site) -> Iterator[ListView]:
    """The lists that are not a facet of their own: free, online, starting soon, childcare, not
    running now."""
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
    for_some = LinkView(gettext("Free for some people"), urls.free_for_some())
    free = LinkView(gettext("Free courses"), urls.free())
    yield from list_views(
        site,
        urls.free(),
        catalogue.courses_in("cost", "free"),
        heading=gettext("Free courses"),
        intro=gettext("These courses are free for everyone. Many others are free for some people."),
        section="free",
        see_also=(for_some,),
        empty=gettext("No course is free for everyone just now. Many are free for some people."),
    )
    yield from list_views(
        site,
        urls.free_for_some(),
        catalogue.courses_in("cost", "free-if"),
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
    yield from list_views(
        site,
        urls.online(),
        _with_any(site, "delivery", ("online", "blended")),
        fits=lambda run: run.delivery in ("online", "blended"),
        heading=gettext("Online courses"),
        intro=gettext("Learn from home, all of the time or part of the time."),
        section="online",
        empty=gettext("There are no online courses just now."),
    )
    yield from list_views(
        site,
        urls.starting_soon(),
        catalogue.starting_soon,
        fits=lambda run: starts_soon(site, run),
        heading=gettext("Starting soon"),
        intro=gettext("Courses that start in the next four weeks and still have places."),
        section="starting-soon",
        see_also=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext(
            "No course with places starts in the next four weeks. Look at all courses instead."
        ),
    )
    yield from list_views(
        site,
        urls.with_childcare(),
        _with_any(site, "support", ("creche", "childcare-costs")),
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
    yield from list_views(
        site,
        urls.with_qualification(),
        with_qualification(site),
        heading=gettext("Courses with a qualification"),
        intro=gettext("At the end you can gain a certificate that employers and colleges know."),
        section="with-qualification",
        see_also=(LinkView(gettext("Levels"), urls.levels()),),
        empty=gettext("No course says that it ends with a qualification just now."),
    )
    yield from list_views(
        site,
        urls.not_running(),
        catalogue.ended,
        heading=gettext(course_words.NOT_NOW),
        intro=gettext("These courses are over. They may come back: ask the provider."),
        section="courses",
        crumbs=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext("All our courses are running or will start again."),
    )


def with_qualification(site: Site) -> tuple[Course, ...]:
    """The current courses at whose end one can gain a qualification."""
    return tuple(course for course in site.catalogue.current if course.qualification)


def _with_any(site: Site, facet: str, values: Sequence[str]) -> tuple[Course, ...]:
    wanted = {course.id for value in values for course in site.catalogue.courses_in(facet, value)}
    return tuple(course for course in site.catalogue.current if course.id in wanted)


def topic_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All topics that have courses, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    terms = _used(site, "topics", "topic")
    yield GroupsView(
        path=urls.topics(),
        section="topics",
        heading=gettext("Topics"),
        intro=gettext("Choose a topic to see its courses."),
        groups=tuple(_group(site, term, "topic", urls.topic(term.id)) for term in terms),
        after="",
        see_also=(
            LinkView(gettext("Levels"), urls.levels()),
            LinkView(gettext("All courses"), urls.courses()),
        ),
        not_yet=not_yet(site, "topic"),
    )
    for term in terms:
        yield from list_views(
            site,
            urls.topic(term.id),
            site.catalogue.courses_in("topic", term.id),
            heading=term.label,
            intro=term.meaning,
            section="topics",
            crumbs=(LinkView(gettext("Topics"), urls.topics()),),
            see_also=(LinkView(gettext("All topics"), urls.topics()),),
            feed=urls.feed(urls.topic(term.id)),
        )


def area_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All areas that have courses, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    terms = _used(site, "areas", "area")
    used = {term.id for term in terms}
    unused = [term.label for term in _terms(site, "areas") if term.id not in used]
    yield GroupsView(
        path=urls.areas(),
        section="areas",
        heading=gettext("Courses near you"),
        intro=gettext("Choose a part of the city to see the courses there."),
        groups=tuple(_group(site, term, "area", urls.area(term.id)) for term in terms),
        after=_without_courses(site.language, unused),
        see_also=(
            LinkView(gettext("Map of places to learn"), urls.map()),
            LinkView(gettext("Online courses"), urls.online()),
            LinkView(gettext("All places"), urls.venues()),
        ),
        not_yet=not_yet(site, "area"),
    )
    for term in terms:
        venues = [
            LinkView(site.language.theirs(venue.name), urls.venue(venue.id))
            for venue in site.catalogue.venues.values()
            if term.id in site.catalogue.places[venue.id].areas
        ]
        yield from list_views(
            site,
            urls.area(term.id),
            site.catalogue.courses_in("area", term.id),
            fits=partial(_is_in_area, site, term.id),
            heading=gettext("Courses in {place}").format(place=term.label),
            intro=term.meaning,
            section="areas",
            crumbs=(LinkView(gettext("Areas"), urls.areas()),),
            see_also=(*venues, LinkView(gettext("All areas"), urls.areas())),
            locator=area_locator(site, term),
            feed=urls.feed(urls.area(term.id)),
        )


def level_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """All levels that have courses, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    terms = _used(site, "levels", "level")
    yield GroupsView(
        path=urls.levels(),
        section="levels",
        heading=gettext("Levels"),
        intro=gettext(
            "Levels say how hard a course is. Not sure? The provider will help you find yours."
        ),
        groups=tuple(_group(site, term, "level", urls.level(term.id)) for term in terms),
        after="",
        see_also=(LinkView(gettext("Topics"), urls.topics()),),
    )
    for term in terms:
        yield from list_views(
            site,
            urls.level(term.id),
            site.catalogue.courses_in("level", term.id),
            heading=term.label,
            intro=term.meaning,
            section="levels",
            crumbs=(LinkView(gettext("Levels"), urls.levels()),),
            see_also=(LinkView(gettext("All levels"), urls.levels()),),
        )


def when_pages(site: Site) -> Iterator[GroupsView | ListView]:
    """Times of day and days of the week that have classes, and the courses of each."""
    urls, gettext = site.urls, site.language.gettext
    on_a_day = gettext("Classes on a {day}.")
    groups = [
        *(("time", term.id, term.label, term.meaning) for term in _terms(site, "times")),
        *(
            ("day", term.id, weekly_day(site.language, number), on_a_day.format(day=term.label))
            for number, term in enumerate(_terms(site, "days"))
        ),
    ]
    used = [group for group in groups if site.catalogue.courses_in(group[0], group[1])]
    yield GroupsView(
        path=urls.whens(),
        section="when",
        heading=gettext("Days and times"),
        intro=gettext("Choose a time that suits you."),
        groups=tuple(
            GroupView(label, urls.when(value), meaning, _count(site, facet, value))
            for facet, value, label, meaning in used
        ),
        after="",
        see_also=(
            LinkView(gettext("Online, in your own time"), urls.online()),
            LinkView(gettext("Starting soon"), urls.starting_soon()),
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
            crumbs=(LinkView(gettext("Days and times"), urls.whens()),),
            see_also=(LinkView(gettext("All days and times"), urls.whens()),),
        )


def starts_soon(site: Site, run: Run) -> bool:
    """Whether a run can be joined and begins from today on: the first of these begins soonest."""
    return run.starts >= site.today and can_join(run, site.today)


def _is_in_area(site: Site, area: str, run: Run) -> bool:
    return run.venue is not None and area in site.catalogue.places[run.venue].areas


def _meets(when: str, run: Run) -> bool:
    return any(when == line.day or when in times_of(line.day, line.start) for line in run.weekly)


def _without_courses(language: Language, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return language.gettext(
        "We know of no courses in {places} yet. Try a place nearby, or learn online."
    ).format(places=joined(language, labels, "or"))


def _terms(site: Site, vocabulary: str) -> Sequence[Term]:
    return tuple(site.vocabularies[vocabulary].terms.values())


def _used(site: Site, vocabulary: str, facet: str) -> Sequence[Term]:
    return tuple(
        term for term in _terms(site, vocabulary) if site.catalogue.courses_in(facet, term.id)
    )


def _group(site: Site, term: Term, facet: str, href: str) -> GroupView:
    return GroupView(term.label, href, term.meaning, _count(site, facet, term.id))


def _count(site: Site, facet: str, value: str) -> str:
    return course_count(site, site.catalogue.courses_in(facet, value))


def course_count(site: Site, courses: Collection[object]) -> str:
    """Say how many courses there are."""
    return counted(site.language, "{count} course", "{count} courses", len(courses))
