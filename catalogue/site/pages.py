"""Every page of the site but the content pages: which template shows it, and when it last changed.

Called by their maker. Knows nothing of Pelican.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.lasting import led_to
from catalogue.site.views.course import CourseView, course_view
from catalogue.site.views.data import DataView
from catalogue.site.views.for_someone import ForSomeoneView, for_someone_view
from catalogue.site.views.form import FormView, form_views
from catalogue.site.views.free import FreeView, free_view
from catalogue.site.views.groups import (
    GroupsView,
    area_pages,
    level_pages,
    pair_pages,
    topic_pages,
    when_pages,
)
from catalogue.site.views.help_now import HelpNowView, help_now_view
from catalogue.site.views.home import HomeView, home_view
from catalogue.site.views.libraries import LibraryView, library_pages
from catalogue.site.views.link_to_us import EmbedView, LinkToUsView, LinkToView, link_pages
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import ListView
from catalogue.site.views.map import MapView, map_view
from catalogue.site.views.people_and_places import (
    ProviderView,
    VenueView,
    provider_pages,
    venue_pages,
)
from catalogue.site.views.plan_courses import overlaps_page, pathways_page
from catalogue.site.views.plan_gaps import change_page, quality_page, reach_page, spending_page
from catalogue.site.views.plan_index import PlanIndexView, plan_index_view
from catalogue.site.views.plan_need import access_pages, need_pages
from catalogue.site.views.plan_parts import PlanPageView
from catalogue.site.views.plan_place import PlaceFinderView, place_finder_view
from catalogue.site.views.plan_priorities import priorities_page
from catalogue.site.views.plan_provision import provision_pages
from catalogue.site.views.plan_ranking import ranking_page
from catalogue.site.views.preview import PreviewView, preview_view
from catalogue.site.views.saved import OfflineView, SavedView, offline_view, saved_view
from catalogue.site.views.search import SearchView, search_view, ways_on
from catalogue.site.views.special_lists import all_courses, special_lists
from catalogue.site.views.spreadsheet import SpreadsheetView, spreadsheet_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class RedirectView:
    """The page at an old address of a course."""

    path: str
    title: str
    target: str
    target_address: str


@dataclass(frozen=True, slots=True)
class ShortView:
    """The page at a short address, which leads on at once."""

    path: str
    target: str
    target_address: str


@dataclass(frozen=True, slots=True)
class GoneView:
    """The page at an address that was published and has nothing of its own any more."""

    path: str
    target: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for an address that leads nowhere."""

    path: str
    ways: tuple[LinkView, ...]


View = (
    CourseView
    | EmbedView
    | DataView
    | ForSomeoneView
    | FormView
    | FreeView
    | GoneView
    | GroupsView
    | HelpNowView
    | HomeView
    | LibraryView
    | LinkToUsView
    | LinkToView
    | ListView
    | MapView
    | NotFoundView
    | OfflineView
    | PlaceFinderView
    | PlanIndexView
    | PlanPageView
    | PreviewView
    | ProviderView
    | RedirectView
    | SavedView
    | SearchView
    | ShortView
    | SpreadsheetView
    | VenueView
)

TEMPLATES: dict[type, str] = {
    CourseView: "course",
    EmbedView: "embed",
    DataView: "data",
    ForSomeoneView: "for_someone",
    FormView: "form",
    FreeView: "free",
    GoneView: "gone",
    GroupsView: "groups",
    HelpNowView: "help_now",
    HomeView: "home",
    LibraryView: "library",
    LinkToUsView: "link_to_us",
    LinkToView: "link_to",
    ListView: "list",
    MapView: "map",
    NotFoundView: "not_found",
    OfflineView: "offline",
    PlaceFinderView: "plan_place",
    PlanIndexView: "plan_index",
    PlanPageView: "plan",
    PreviewView: "preview",
    ProviderView: "provider",
    RedirectView: "redirect",
    SavedView: "saved",
    SearchView: "search",
    ShortView: "short",
    SpreadsheetView: "spreadsheet",
    VenueView: "venue",
}
"""Which template shows which kind of view."""


_NOBODY_LOOKS_FOR = (
    *(
        EmbedView,
        FormView,
        GoneView,
        LinkToView,
        NotFoundView,
        OfflineView,
        PreviewView,
        RedirectView,
        SavedView,
    ),
    *(ShortView, SpreadsheetView),
    *(PlaceFinderView, PlanIndexView, PlanPageView),
)


def views_of(site: Site) -> Iterator[View]:
    """Yield the view of every page, and of every address that lasts though it has no page now."""
    there = set()
    for view in _views(site):
        there.add(view.path)
        yield view
    for listed in site.catalogue.addresses:
        path = f"{site.urls.home()}{listed.address}"
        if path not in there:
            yield GoneView(path, led_to(site, listed, there))
    yield from shorts(site)


def _views(site: Site) -> Iterator[View]:
    yield home_view(site)
    yield search_view(site)
    yield free_view(site)
    if help_now := help_now_view(site):
        yield help_now
    yield from form_views(site)
    yield spreadsheet_view(site)
    yield preview_view(site)
    yield saved_view(site)
    yield for_someone_view(site)
    yield offline_view(site)
    yield from all_courses(site)
    yield from special_lists(site)
    yield from topic_pages(site)
    yield from area_pages(site)
    yield from level_pages(site)
    yield from when_pages(site)
    yield from pair_pages(site)
    yield from provider_pages(site)
    yield from venue_pages(site)
    yield from library_pages(site)
    yield from link_pages(site)
    yield map_view(site)
    yield from plan_pages(site)
    yield from redirects(site)
    yield NotFoundView(site.urls.not_found(), ways_on(site))
    for course in site.catalogue.courses.values():
        yield course_view(site, course)


def shorts(site: Site) -> Iterator[ShortView]:
    """Yield a page for each short address, also for those whose page has gone."""
    urls = site.urls
    listed = {f"{urls.home()}{one.address}": one.short for one in site.catalogue.addresses}
    for target, name in sorted({**listed, **site.shorts}.items()):
        yield ShortView(urls.short(name), target, urls.absolute(target))


def plan_pages(site: Site) -> Iterator[View]:
    """Yield the pages that partners plan with."""
    yield plan_index_view(site)
    yield from provision_pages(site)
    yield from need_pages(site)
    yield from access_pages(site)
    yield ranking_page(site)
    yield reach_page(site)
    yield overlaps_page(site)
    yield pathways_page(site)
    yield quality_page(site)
    yield change_page(site)
    yield priorities_page(site)
    yield place_finder_view(site)
    if site.planned.grants:
        yield spending_page(site)


def redirects(site: Site) -> Iterator[RedirectView]:
    """Yield a page for each address that a course had before, unless another course has it now."""
    taken = set(site.catalogue.courses)
    for course in site.catalogue.courses.values():
        for old in course.previously:
            if old not in taken:
                taken.add(old)
                target = site.urls.course(course.id)
                yield RedirectView(
                    site.urls.course(old), course.title, target, site.urls.absolute(target)
                )


def is_hidden(view: View) -> bool:
    """Whether search engines are asked not to show a page: nobody should look for it, or all that
    it tells is invented.
    """
    match view:
        case CourseView() | ProviderView() | VenueView():
            return view.example
        case LibraryView() | ListView():
            return bool(view.cards) and all(card.example for card in view.cards)
        case _:
            return isinstance(view, _NOBODY_LOOKS_FOR)


def in_sitemap(view: View) -> bool:
    """Whether search engines should come and look at a page."""
    return not is_hidden(view) and not isinstance(view, SearchView)


def last_changed(site: Site, view: View) -> date | None:
    """Say when what a page tells last changed: the day that of a course did, or the latest of its
    courses. Being looked over changes no page that anybody would want to read again."""
    known = site.history
    match view:
        case CourseView():
            return known[view.id].changed
        case LibraryView() | ListView():
            return _latest(known[card.id].changed for card in view.cards)
        case ProviderView() | VenueView():
            return _latest(known[card.id].changed for card in view.courses.cards)
        case _:
            everywhere = (known[course_id].changed for course_id in site.catalogue.courses)
            return _latest(everywhere) if in_sitemap(view) else None


def _latest(days: Iterable[date]) -> date | None:
    return max(days, default=None)
