"""The page of each public library: what one can learn there and near it, for those who stand at its
counter, and on either side of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from catalogue.catalogue import begins_soon
from catalogue.places import METRES_A_MILE, metres_between
from catalogue.site.views.groups import GroupsView
from catalogue.site.views.links import GroupView, LinkView
from catalogue.site.views.paper import qr_view
from catalogue.site.views.ways import childcare_of, meets_when
from catalogue.site.views.words import course_count, joined, near_day, number_words, times_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.libraries import Library
    from catalogue.records import Course, Run
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.paper import QrView
    from catalogue.site.views.site import Site
    from catalogue.site.views.words import DayView

_A_WALK = METRES_A_MILE
"""How far from a library is near it, in a straight line."""
_WEEK = timedelta(days=7)
_SHOWN = 6
"""So many courses stand under one heading: the rest is a link away."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A course at a place near a library, by the best of its runs there, and how many metres that
    is from it: none is in the library itself."""

    course: Course
    run: Run
    metres: float


@dataclass(frozen=True, slots=True)
class ShelfView:
    """Courses under one heading of a library's page; `more` leads to all of them."""

    id: str
    heading: str
    cards: tuple[CardView, ...]
    more: LinkView | None
    empty: str


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class of the next seven days in a library."""

    day: DayView
    times: str
    title: str
    href: str
    state: str
    example: bool


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The page of a library. `week` is what takes place there in the next seven days, in order;
    feed and calendar are of what is taught in it, and empty where nothing ever was.
    """

    path: str
    name: str
    crumbs: tuple[LinkView, ...]
    address: tuple[str, ...]
    intro: str
    jumps: tuple[LinkView, ...]
    week: tuple[ClassView, ...]
    shelves: tuple[ShelfView, ...]
    feed: str
    calendar: str
    see_also: tuple[LinkView, ...]
    qr: QrView | None

    @property
    def cards(self) -> tuple[CardView, ...]:
        """All cards of the page."""
        return tuple(card for shelf in self.shelves for card in shelf.cards)


def library_pages(site: Site) -> Iterator[GroupsView | LibraryView]:
    """All libraries that are open, and the page of each; none where no library is known."""
    urls, gettext = site.urls, site.language.gettext
    if not site.reference.libraries:
        return
    near = {library.id: chances(site, library) for library in site.reference.libraries}
    yield GroupsView(
        path=urls.libraries(),
        section="areas",
        heading=gettext("Libraries"),
        intro=gettext("Choose your library to see what you can learn there and nearby."),
        groups=tuple(
            _group(site, library, near[library.id]) for library in site.reference.libraries
        ),
        see_also=(
            LinkView(gettext("For staff: find courses for someone"), urls.for_someone()),
            LinkView(gettext("Map of places to learn"), urls.map()),
            LinkView(gettext("All places"), urls.venues()),
        ),
    )
    for library in site.reference.libraries:
        yield _library_view(site, library, near[library.id])


def chances(site: Site, library: Library) -> list[Chance]:
    """Find every current course in a library or within a mile of it, the nearest first; those that
    are as near stand in the order of lists."""
    far = {
        venue: metres_between(library.point, place.point)
        for venue, place in site.catalogue.places.items()
        if place.point
    } | {library.id: 0.0}
    found = []
    for course in site.catalogue.current:
        runs = [
            run for run in site.live_runs[course.id] if far.get(run.venue or "", 2e9) <= _A_WALK
        ]
        if runs:
            run = min(runs, key=lambda run: far[run.venue or ""])
            found.append(Chance(course, run, far[run.venue or ""]))
    return sorted(found, key=lambda chance: chance.metres)


def _group(site: Site, library: Library, near: Sequence[Chance]) -> GroupView:
    gettext = site.language.gettext
    here = [chance for chance in near if not chance.metres]
    words = gettext("{here} here, {near} within a mile")
    count = words.format(
        here=course_count(site.language, here), near=number_words(site.language, len(near))
    )
    theirs = site.language.theirs
    return GroupView(
        theirs(library.name), site.urls.library(library.id), theirs(str(library.address)), count
    )


def _library_view(site: Site, library: Library, near: Sequence[Chance]) -> LibraryView:
    urls, gettext = site.urls, site.language.gettext
    path, around = urls.library(library.id), _around(library)
    there = library.id in site.catalogue.venues
    venue = (
        (LinkView(gettext("Getting in: the address and access"), urls.venue(library.id)),)
        if there
        else ()
    )
    shelves = tuple(shelf for shelf in _shelves(site, library, near) if shelf.cards or shelf.empty)
    return LibraryView(
        path=path,
        name=library.name,
        crumbs=(
            LinkView(gettext("Home"), urls.home()),
            LinkView(gettext("Libraries"), urls.libraries()),
        ),
        address=library.address.lines,
        intro=gettext("Courses for adults in this library and within a mile of it."),
        jumps=(
            LinkView(gettext("This week"), "#week"),
            *(LinkView(shelf.heading, f"#{shelf.id}") for shelf in shelves),
        ),
        week=tuple(_week(site, library, near)),
        shelves=shelves,
        feed=urls.feed(urls.venue(library.id)) if there else "",
        calendar=urls.list_calendar(urls.venue(library.id)) if there else "",
        see_also=(
            *venue,
            LinkView(
                gettext("For staff: find courses for someone"), f"{urls.for_someone()}?{around}"
            ),
            *(
                (LinkView(gettext("Posters and leaflets to print"), urls.link_to(path)),)
                if site.prints
                else ()
            ),
            LinkView(gettext("All libraries"), urls.libraries()),
        ),
        qr=qr_view(site, path),
    )


def _around(library: Library) -> str:
    """How the search is asked for what is near."""
    return f"near={quote_plus(library.address.postcode or '')}"


def _shelves(site: Site, library: Library, near: Sequence[Chance]) -> Iterator[ShelfView]:
    """Yield what is here and near, and of both what people ask for most, where there is any."""
    urls, gettext = site.urls, site.language.gettext
    around = _around(library)
    yield _shelf(
        site,
        LinkView(gettext("In this library"), urls.venue(library.id)),
        "here",
        [chance for chance in near if not chance.metres],
        empty=gettext("We know of no courses in this library just now."),
    )
    yield _shelf(
        site,
        LinkView(gettext("Within a mile"), urls.asked(around, "sort=nearest")),
        "near",
        [chance for chance in near if chance.metres],
        empty=gettext("We know of no courses within a mile just now."),
    )
    soon = LinkView(gettext("Starting soon"), urls.asked(around, "starts=soon"))
    yield _shelf(site, soon, "soon", _fitting(site, near, partial(begins_soon, today=site.today)))
    evenings = LinkView(gettext("In the evening"), urls.asked(around, "when=evenings"))
    yield _shelf(site, evenings, "evenings", _fitting(site, near, partial(meets_when, "evenings")))
    childcare = partial(childcare_of, site)
    yield _shelf(
        site,
        LinkView(gettext("With childcare"), urls.with_childcare()),
        "childcare",
        [chance for chance in near if childcare(chance.course)],
        fact=childcare,
    )


def _fitting(site: Site, near: Iterable[Chance], fits: Callable[[Run], bool]) -> list[Chance]:
    """Keep what has a run of which something is true at the place that is near."""
    found = []
    for chance in near:
        runs = (run for run in site.live_runs[chance.course.id] if run.venue == chance.run.venue)
        if run := next(filter(fits, runs), None):
            found.append(replace(chance, run=run))
    return found


def _shelf(
    site: Site,
    whole: LinkView,
    name: str,
    those: Sequence[Chance],
    *,
    empty: str = "",
    fact: Callable[[Course], str] | None = None,
) -> ShelfView:
    """Make a shelf of the first of `those`; `whole` is its heading, and leads to all of them."""
    gettext = site.language.gettext
    cards = []
    for chance in islice(those, _SHOWN):
        said = [fact(chance.course)] if fact else []
        said += [_miles(site, chance.metres)] if chance.metres else []
        card = site.card_of(chance.course, chance.run)
        cards.append(replace(card, fact=joined(site.language, said)))
    words = gettext("See all: {heading}") if cards else gettext("Look further away")
    is_more = len(those) > _SHOWN or (not those and name == "near")
    more = LinkView(words.format(heading=whole.text), whole.href) if is_more else None
    return ShelfView(name, whole.text, tuple(cards), more, empty)


def _miles(site: Site, metres: float) -> str:
    miles = max(Decimal("0.1"), round(Decimal(metres / METRES_A_MILE), 1))
    words = site.language.gettext("about {miles} miles away")
    return words.format(miles=number_words(site.language, miles))


def _week(site: Site, library: Library, near: Iterable[Chance]) -> Iterator[ClassView]:
    first, last = site.today, site.today + _WEEK
    found = [
        (session, course, run)
        for course in (chance.course for chance in near if not chance.metres)
        for run in site.live_runs[course.id]
        if run.venue == library.id and not run.is_off
        for session in site.catalogue.sessions(run)
        if first <= session.starts.date() < last
    ]
    for session, course, run in sorted(found, key=lambda one: (one[0], one[1].id)):
        yield ClassView(
            day=near_day(site.language, session.starts.date(), site.today),
            times=times_words(site.language, session.starts.time(), session.ends.time()),
            title=course.title,
            href=site.urls.course(course.id),
            state=site.card_of(course, run).state.text,
            example=course.example,
        )
