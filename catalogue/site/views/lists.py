"""Lists of courses, and the pages that lead to lists (all topics, all areas …)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue.catalogue import begins_soon, can_join, order_of
from catalogue.site.language import plain
from catalogue.site.pagination import paged
from catalogue.site.views import course_words
from catalogue.site.views.follow import not_yet
from catalogue.site.views.levels import can_do, for_whom, goes_by_levels
from catalogue.site.views.links import LinkView
from catalogue.site.views.map import LocatorView, area_locator
from catalogue.site.views.runs import state_view
from catalogue.site.views.ways import CHILDCARE, FEW, areas_near, childcare_of, courses_with
from catalogue.site.views.words import counted, joined, near_month, number_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from catalogue.records import Course, Run
    from catalogue.site.language import Language
    from catalogue.site.pagination import Pagination
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site
    from catalogue.site.views.ways import Pair, Way

_SECTIONS = {"topic": "topics", "area": "areas", "level": "levels", "time": "when", "day": "when"}
"""Which link of the menu leads to lists of each kind."""

_NEAREST = 3
"""So many areas nearby are named on the page of one."""


@dataclass(frozen=True, slots=True)
class PartView:
    """Courses of a list that stand alike: one can join them now, or in a month, or not."""

    heading: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """Links that make a list shorter, each with how many courses are left."""

    heading: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class NarrowView:
    """What a list has been made shorter by (`chosen`; each link takes one away again), what makes
    it shorter, and where the search shows the same courses; empty where it cannot."""

    chosen: tuple[LinkView, ...] = ()
    links: tuple[LinkView, ...] = ()
    choices: tuple[ChoicesView, ...] = ()
    search: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of courses. `section` names the link of the menu it belongs to; `feed`
    tells of new courses, if anything does. `count` is of the whole list, on all its pages; a list
    of `few` has one part, which says it. `levels` are those of the topic, where people ask for
    theirs first.
    """

    path: str
    section: str
    heading: str
    page_title: str
    intro: str
    crumbs: tuple[LinkView, ...]
    count: str
    parts: tuple[PartView, ...]
    few: bool
    pagination: Pagination | None
    see_also: tuple[LinkView, ...]
    empty: str
    locator: LocatorView | None
    feed: str
    narrow: NarrowView
    levels: tuple[GroupView, ...]

    @property
    def cards(self) -> tuple[CardView, ...]:
        """All cards of the page."""
        return tuple(card for part in self.parts for card in part.cards)


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
    fact: Callable[[Course], str] | None = None,
    narrow: NarrowView | None = None,
    levels: tuple[GroupView, ...] = (),
) -> Iterator[ListView]:
    """Yield the pages of one list of courses. Each course shows the best of its runs that fits, and
    the `fact` that the list is about.
    """
    gettext = site.language.gettext
    whole = ListView(
        path=href,
        section=section,
        heading=heading,
        page_title=plain(heading),
        intro=intro,
        crumbs=(LinkView(gettext("Home"), site.urls.home()), *crumbs),
        count=course_count(site, courses),
        parts=(),
        few=len(courses) <= FEW,
        pagination=None,
        see_also=see_also,
        empty=empty,
        locator=locator,
        feed=feed,
        narrow=narrow or NarrowView(),
        levels=levels,
    )
    shown = sorted(
        ((course, site.shown_run(course, fits)) for course in courses), key=partial(_order, site)
    )
    for pagination, some in paged(shown, href, site.urls):
        parts = tuple(_parts(site, some, fact, whole.count if whole.few else ""))
        if pagination is None or pagination.number == 1:
            yield replace(whole, parts=parts, pagination=pagination)
        else:
            yield replace(
                whole,
                path=site.urls.numbered(href, pagination.number),
                page_title=gettext("{heading}, page {number} of {total}").format(
                    heading=site.language.together(plain(heading)),
                    number=pagination.number,
                    total=pagination.total,
                ),
                parts=parts,
                pagination=pagination,
            )


def _order(site: Site, shown: tuple[Course, Run]) -> tuple[object, ...]:
    # As all courses are, but by the run that this list shows. What did not take place stands apart.
    course, run = shown
    over, *others = order_of(run, site.today)
    return (
        over,
        run.state if over and run.is_off else "",
        *others,
        course.title.casefold(),
        course.id,
    )


def _parts(
    site: Site,
    shown: Sequence[tuple[Course, Run]],
    fact: Callable[[Course], str] | None,
    heading: str,
) -> Iterator[PartView]:
    for standing, some in groupby(shown, lambda one: heading or _standing(site, one[1])):
        yield PartView(standing, tuple(_card(site, *one, fact) for one in some))


def _card(site: Site, course: Course, run: Run, fact: Callable[[Course], str] | None) -> CardView:
    card = site.card_of(course, run)
    return replace(card, fact=fact(course)) if fact else card


def _standing(site: Site, run: Run) -> str:
    """Say what one can do about a run: the heading above all that stand as it does."""
    gettext, state = site.language.gettext, state_view(site, run)
    if not can_join(run, site.today):
        return gettext("Ask if you can still join") if state.kind == "late" else state.text
    if run.starts <= site.today:
        return gettext("You can join now")
    month = near_month(site.language, run.starts, site.today)
    return gettext("Starts in {month}").format(month=month)


def narrow_view(site: Site, way: Way) -> NarrowView:
    """Say what makes the list of a way shorter."""
    pairs = [(pair.beside(way), pair) for pair in site.pairs.get(way, ())]

    def links(kind: str) -> tuple[LinkView, ...]:
        return tuple(
            _choice(site, other.label, pair.href, pair.courses)
            for other, pair in pairs
            if other.kind == kind
        )

    nearby = tuple(_nearby(site, way)) if way.kind == "area" else ()
    return NarrowView(
        links=links("need"), choices=_choices(site, links, nearby), search=_asked(site, way)
    )


def _nearby(site: Site, area: Way) -> Iterator[LinkView]:
    """Yield the nearest lists of the days and times at which there is nothing in an area."""
    built = {(pair.one.id, pair.other.id): pair for pairs in site.pairs.values() for pair in pairs}
    runs = [run for course in area.courses for run in site.live_runs[course.id] if area.fits(run)]
    for when in (*site.ways.get("time", ()), *site.ways.get("day", ())):
        if not any(map(when.fits, runs)):
            near = (built.get((other.id, when.id)) for other in areas_near(site, area))
            if pair := next(filter(None, near), None):
                yield _choice(site, _pair_heading(site, pair), pair.href, pair.courses)


def _choices(
    site: Site,
    links: Callable[[str], tuple[LinkView, ...]],
    nearby: tuple[LinkView, ...] = (),
) -> tuple[ChoicesView, ...]:
    gettext = site.language.gettext
    made = (
        ChoicesView(gettext("Days and times"), (*links("time"), *links("day"), *nearby)),
        ChoicesView(gettext("Parts of the city"), links("area")),
        ChoicesView(gettext("Topics"), links("topic")),
    )
    return tuple(choices for choices in made if choices.links)


def _choice(site: Site, label: str, href: str, courses: Collection[object]) -> LinkView:
    words = site.language.gettext("{label} ({number})")
    return LinkView(
        words.format(label=label, number=number_words(site.language, len(courses))), href
    )


def _asked(site: Site, *ways: Way) -> str:
    return site.urls.asked(*(way.asks for way in ways)) if all(way.asks for way in ways) else ""


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
            heading=_pair_heading(site, pair),
            intro=_pair_intro(site, pair),
            section=_SECTIONS[one.kind],
            crumbs=(_parent(site, one), LinkView(one.label, one.href)),
            narrow=NarrowView(
                chosen=tuple(LinkView(way.label, pair.beside(way).href) for way in (one, other)),
                search=_asked(site, one, other),
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


def _pair_heading(site: Site, pair: Pair) -> str:
    gettext = site.language.gettext
    for area in (pair.one, pair.other):
        if area.kind == "area":
            what = pair.beside(area).named
            return gettext("{what} in {place}").format(what=what, place=area.label)
    return gettext("{first}: {second}").format(first=pair.one.label, second=pair.other.label)


def all_courses(site: Site) -> Iterator[ListView]:
    """Every course one can still do something about."""
    urls, gettext = site.urls, site.language.gettext
    ended = (
        (LinkView(gettext("Courses that are not running now"), urls.not_running()),)
        if site.catalogue.ended
        else ()
    )

    def links(kind: str) -> tuple[LinkView, ...]:
        return tuple(
            _choice(site, way.label, way.href, way.courses) for way in site.ways.get(kind, ())
        )

    return list_views(
        site,
        urls.courses(),
        site.catalogue.current,
        heading=gettext("All courses"),
        intro=gettext("Every course we know of. The ones you can join soonest come first."),
        section="courses",
        narrow=NarrowView(links=links("need"), choices=_choices(site, links), search=urls.search()),
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
        narrow=_narrow_need(site, "free"),
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
    yield from list_views(
        site,
        urls.online(),
        courses_with(site, "delivery", "online", "blended"),
        narrow=NarrowView(search=urls.asked("delivery=online", "delivery=blended")),
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
        intro=gettext("Courses that start in the next four weeks. Some may be full by now."),
        narrow=NarrowView(search=urls.asked("starts=soon")),
        section="starting-soon",
        see_also=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext("No course starts in the next four weeks. Look at all courses instead."),
    )
    yield from list_views(
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
        intro=gettext(
            "These courses have ended or did not take place. They may come back: ask the provider."
        ),
        section="courses",
        crumbs=(LinkView(gettext("All courses"), urls.courses()),),
        empty=gettext("All our courses are running or will start again."),
    )


def _narrow_need(site: Site, need: str) -> NarrowView | None:
    return next(
        (narrow_view(site, way) for way in site.ways.get("need", ()) if way.id == need), None
    )


def with_qualification(site: Site) -> tuple[Course, ...]:
    """The current courses at whose end one can gain a qualification."""
    return tuple(course for course in site.catalogue.current if course.qualification)


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
        after="",
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
            course_count(site, pair.courses),
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
        after="",
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
        after="",
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
    return GroupView(way.label, way.href, way.meaning, course_count(site, way.courses))


def _way_list(
    site: Site,
    way: Way,
    *,
    see_also: tuple[LinkView, ...],
    heading: str = "",
    locator: LocatorView | None = None,
    feed: str = "",
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
        narrow=narrow_view(site, way),
        levels=levels,
    )


def starts_soon(site: Site, run: Run) -> bool:
    """Whether a run begins within four weeks from today."""
    return begins_soon(run, site.today)


def _without_courses(language: Language, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return language.gettext(
        "We know of no courses in {places} yet. Try a place nearby, or learn online."
    ).format(places=joined(language, labels, "or"))


def course_count(site: Site, courses: Collection[object]) -> str:
    """Say how many courses there are."""
    return counted(site.language, "{count} course", "{count} courses", len(courses))
