"""What a message shows of a link to each page: a picture, and when and where in plain words.

Written into the head as Open Graph (https://ogp.me), which WhatsApp, Facebook and phones read. The
pictures are drawn once (scripts/pictures.py).
docs/decisions/0043-shared-links-and-lists-to-hand-over.md
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from catalogue.site.language import fill, plain
from catalogue.site.views.course import CourseView
from catalogue.site.views.libraries import LibraryView
from catalogue.site.views.people_and_places import VenueView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.pages import View
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_ANYWHERE = "sun"
"""The picture of a city that has none of its own."""


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """The whole address of a picture, what it shows, and what is told where that is more than the
    page's own description."""

    picture: str
    alt: str
    told: str = ""


def preview_of(view: View | None, site: Site) -> LinkPreview | None:
    """Return what is shown of a page, or of a content page, which has no view; None while the site
    has no address: a picture has to be named by the whole of its own."""
    if not site.urls.origin:
        return None
    name, shown = next(_pictures(view, site))
    alt = fill(site.language.gettext("A drawing: {subject}"), subject=shown)
    return LinkPreview(site.urls.absolute(site.urls.picture(name)), alt, _told(view, site))


def _pictures(view: View | None, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name of each picture that would do, the best first, and what it shows."""
    for topic in _topics(view, site):
        if topic in site.pictures:
            yield topic, site.term("topics", topic).label
    city = PurePosixPath(site.reference.city.picture).stem
    yield city if city in site.pictures else _ANYWHERE, site.frame.city


def _topics(view: View | None, site: Site) -> tuple[str, ...]:
    if isinstance(view, CourseView):
        return site.catalogue.courses[view.id].topics
    of_topics, path = site.urls.topics(), view.path if view else ""
    return (path.removeprefix(of_topics).split("/")[0],) if path.startswith(of_topics) else ()


def _told(view: View | None, site: Site) -> str:
    gettext = site.language.gettext
    match view:
        case CourseView():
            return _when_and_where(site.card(site.catalogue.courses[view.id]), site)
        case LibraryView() | VenueView():
            where = site.language.together(", ".join(view.address))
            return gettext("{where}. Courses for adults there.").format(where=where)
        case _:
            return ""


def _when_and_where(card: CardView, site: Site) -> str:
    language = site.language
    told = language.gettext("{when}. {begins}. {where}. {cost}.").format(
        when=", ".join(f"{line.days} {line.times}".strip() for line in card.meetings),
        begins=plain(card.begins),
        where=language.together(plain(card.where)),
        cost=plain(card.cost),
    )
    says_so = card.state.shut and card.state.kind != "over"  # which its dates say
    return f"{card.state.text}. {told}" if says_so else told
