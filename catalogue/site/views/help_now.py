"""“Help now”: whom to ring when somebody needs help, on a page of its own and above the courses of
the search.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.phones import tel
from catalogue.site.language import fill
from catalogue.site.views.links import LinkView
from catalogue.site.views.words import DayView, day_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.helplines import Helpline, Need
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class NeedView:
    """A kind of trouble. `first` and `then` are whole sentences, each with a link that rings;
    `words` are those that mean it, with bars between.
    """

    id: str
    title: str
    says: str
    first: tuple[str, ...]
    then: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class HelpNowView:
    """The page. `sources` are the addresses of the pages that the numbers are from."""

    path: str
    needs: tuple[NeedView, ...]
    sources: tuple[str, ...]
    checked: DayView


def help_now_view(site: Site) -> HelpNowView | None:
    """Lay out the page, if we know whom to ring in this city."""
    known = site.reference.helplines
    if not known:
        return None
    sources = (source for one in known.helplines.values() for source in one.sources)
    return HelpNowView(
        path=site.urls.help_now(),
        needs=needs_of(site),
        sources=tuple(dict.fromkeys(sources)),
        checked=day_view(site.language, known.checked),
    )


def needs_of(site: Site) -> tuple[NeedView, ...]:
    """Each kind of trouble, the most pressing first."""
    known = site.reference.helplines
    return tuple(_need(site, need, known.helplines) for need in known.needs) if known else ()


def _need(site: Site, need: Need, helplines: Mapping[str, Helpline]) -> NeedView:
    say = site.language.gettext
    return NeedView(
        id=need.id,
        title=say(need.title),
        says=say(need.says),
        first=_sentences(site, (helplines[name] for name in need.first)),
        then=_sentences(site, (helplines[name] for name in need.then)),
        words="|".join(need.words),
    )


def _sentences(site: Site, helplines: Iterable[Helpline]) -> tuple[str, ...]:
    say, theirs = site.language.gettext, site.language.theirs
    return tuple(
        fill(say(one.says), number=LinkView(theirs(one.phone), tel(one.phone))) for one in helplines
    )
