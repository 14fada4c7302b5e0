"""The pages a person's own device fills: saved courses, and no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView
from catalogue.site.views.search import ways_on

if TYPE_CHECKING:
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class SavedView:
    """The page of saved courses. `courses` is what a course's address begins with; `ways` lead on
    where nothing is saved."""

    path: str
    courses: str
    ways: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class OfflineView:
    """The page shown where there is neither a network nor a copy."""

    path: str
    saved: LinkView


def saved_view(site: Site) -> SavedView:
    """Lay out the page of saved courses."""
    urls = site.urls
    return SavedView(
        path=urls.saved(),
        courses=urls.courses(),
        ways=ways_on(site),
    )


def offline_view(site: Site) -> OfflineView:
    """Lay out the page for when there is no network."""
    saved = LinkView(site.language.gettext("Your saved courses"), site.urls.saved())
    return OfflineView(site.urls.offline(), saved)
