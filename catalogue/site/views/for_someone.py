"""The page for staff with somebody beside them: they choose what fits, and hand over one sheet.

It asks what the search asks, of the same files (theme/static/js/someone/page.js), and each course's
own page for what the sheet says. docs/decisions/0043-shared-links-and-lists-to-hand-over.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView
from catalogue.site.views.search import (
    FilterView,
    SearchView,
    choices_of,
    search_view,
    ways_on,
)
from catalogue.site.views.words import day_view

if TYPE_CHECKING:
    from catalogue.site.views.site import Site
    from catalogue.site.views.words import DayView

_ONE_OF = ("topic", "level", "audience", "cost")
_SOME_OF = ("time", "support")
"""Filters of the search, in the order in which somebody would say them."""
_MOST = 5
"""So many courses, each with a note, fit on one side of A4."""


@dataclass(frozen=True, slots=True)
class ForSomeoneView:
    """The page. Of each filter in `one_of` one choice is made, of those in `some_of` any number;
    `ways` are lists that need no script; `most` courses are on a sheet; `home` is the whole address
    of the site, where it has one, and `made` the day on which all of it was published."""

    path: str
    search: SearchView
    one_of: tuple[FilterView, ...]
    some_of: tuple[FilterView, ...]
    ways: tuple[LinkView, ...]
    most: int
    home: str
    made: DayView


def for_someone_view(site: Site) -> ForSomeoneView:
    """Lay out the page."""
    urls, gettext = site.urls, site.language.gettext
    search = search_view(site)
    filters = {one.key: one for one in search.filters}
    taught_in = tuple(
        one for one in choices_of(site, "languages", "language") if one.value != site.language.tag
    )
    language = FilterView("language", "language", gettext("Taught in"), taught_in)
    ways = (way for kind in ("need", "time", "level") for way in site.ways.get(kind, ()))
    return ForSomeoneView(
        path=urls.for_someone(),
        search=search,
        one_of=(
            *(filters[key] for key in _ONE_OF if key in filters),
            *((language,) if len(taught_in) > 1 else ()),
        ),
        some_of=tuple(filters[key] for key in _SOME_OF if key in filters),
        ways=(*(LinkView(way.label, way.href) for way in ways), *ways_on(site)),
        most=_MOST,
        home=urls.absolute(urls.home()) if urls.origin else "",
        made=day_view(site.language, site.today),
    )
