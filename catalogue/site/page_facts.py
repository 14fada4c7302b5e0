"""What each page is about, for what it says to search engines (exports/json_ld.py)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from catalogue.exports.json_ld import PageFacts, of_page
from catalogue.site.language import plain
from catalogue.site.views.course import CourseView
from catalogue.site.views.groups import GroupsView
from catalogue.site.views.libraries import LibraryView
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import ListView
from catalogue.site.views.people_and_places import ProviderView, VenueView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.exports.gate import Gate
    from catalogue.site.pages import View
    from catalogue.site.views.site import Site

_Trail = list[tuple[str, str]]


@dataclass(frozen=True)
class PageData:
    """What pages say to search engines, ready to stand in a script; empty without an address."""

    site: Site
    gate: Gate

    def of(self, view: View) -> Markup:
        """Return what a page says that is about something; empty for all others."""
        return self._script(facts_of(view, self.site))

    def below_home(self, title: str, path: str) -> Markup:
        """Return what a page says that is about none of what partners write: where it stands.
        `title` is as it stands in the page.
        """
        home = _home(self.site)
        above = () if path == home.href else (home,)
        return self._script(PageFacts(_trail(above, Markup(title).unescape(), path)))

    def _script(self, facts: PageFacts) -> Markup:
        return Markup(self.gate.script(partial(of_page, facts)))  # which has escaped it


def facts_of(view: View, site: Site) -> PageFacts:
    """Return what a page is about: the trail that people see on it, and what it shows."""
    match view:
        case CourseView():
            above = (_home(site), *view.topics[:1])
            return PageFacts(_trail(above, view.title, view.path), course=view.id)
        case ListView():
            trail = _trail(view.crumbs, plain(view.heading), view.path)
            return PageFacts(trail, listed=_listed(view))
        case ProviderView() | VenueView():
            trail = _trail(view.courses.crumbs, plain(view.name), view.path)
            this, listed = view.path.rstrip("/").rpartition("/")[2], _listed(view.courses)
            if isinstance(view, ProviderView):
                return PageFacts(trail, provider=this, listed=listed)
            return PageFacts(trail, venue=this, listed=listed)
        case LibraryView():
            listed = list(dict.fromkeys(card.id for card in view.cards))
            return PageFacts(_trail(view.crumbs, plain(view.name), view.path), listed=listed)
        case GroupsView():
            return PageFacts(_trail((_home(site),), plain(view.heading), view.path))
        case _:
            return PageFacts()


def _home(site: Site) -> LinkView:
    return LinkView(site.language.gettext("Home"), site.urls.home())


def _trail(above: Iterable[LinkView], name: str, path: str) -> _Trail:
    return [*((plain(link.text), link.href) for link in above), (name, path)]


def _listed(view: ListView) -> list[str]:
    return list(dict.fromkeys(card.id for part in view.parts for card in part.cards))
