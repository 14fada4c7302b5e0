"""A list of courses: its pages, and the parts in which they show its courses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue.catalogue import order_of
from catalogue.site.language import plain
from catalogue.site.pagination import paged
from catalogue.site.views.links import LinkView
from catalogue.site.views.narrow import NarrowView
from catalogue.site.views.ways import FEW
from catalogue.site.views.words import course_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from catalogue.records import Course, Run
    from catalogue.site.pagination import Pagination
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.links import GroupView
    from catalogue.site.views.map import LocatorView
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class PartView:
    """Courses of a list that stand alike: one can join them now, or in a month, or not."""

    heading: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of courses. `section` names the link of the menu it belongs to; `feed`
    tells of new courses and `calendar` has the dates, if anything does. `count` is of the whole
    list, on all its pages; a list of `few` has one part, which says it. `levels` are those of the
    topic, where people ask for theirs first.
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
    calendar: str
    narrow: NarrowView
    levels: tuple[GroupView, ...]

    @property
    def cards(self) -> tuple[CardView, ...]:
        """All cards of the page."""
        return tuple(card for part in self.parts for card in part.cards)


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
    calendar: str = "",
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
        count=course_count(site.language, courses),
        parts=(),
        few=len(courses) <= FEW,
        pagination=None,
        see_also=see_also,
        empty=empty,
        locator=locator,
        feed=feed,
        calendar=calendar,
        narrow=narrow or NarrowView(),
        levels=levels,
    )
    shown = sorted(
        ((course, site.shown_run(course, fits)) for course in courses), key=partial(_order, site)
    )
    for pagination, some in paged(shown, href, site.urls):
        parts = tuple(_parts(site, some, fact, whole.count if whole.few else ""))
        page = replace(whole, parts=parts, pagination=pagination)
        if pagination and pagination.number > 1:
            title = gettext("{heading}, page {number} of {total}").format(
                heading=site.language.together(plain(heading)),
                number=pagination.number,
                total=pagination.total,
            )
            page = replace(page, path=site.urls.numbered(href, pagination.number), page_title=title)
        yield page


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
    cards = (_card(site, *one, fact) for one in shown)
    for standing, some in groupby(cards, lambda card: heading or card.standing):
        yield PartView(standing, tuple(some))


def _card(site: Site, course: Course, run: Run, fact: Callable[[Course], str] | None) -> CardView:
    card = site.card_of(course, run)
    return replace(card, fact=fact(course)) if fact else card
