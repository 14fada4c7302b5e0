"""What other sites and libraries take from us: a link, a short address, a code for paper, and a
list that they show on a page of theirs; and posters, where the site prints.

Only a site that has an address can be linked to: one without has none of these pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from markupsafe import Markup

from catalogue.site.language import plain
from catalogue.site.prints.list_prints import to_start
from catalogue.site.views.link_targets import targets
from catalogue.site.views.links import LinkView
from catalogue.site.views.paper import OF_LISTS, code_of, links_to_prints, qr_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalogue.site.views.cards import CardView
    from catalogue.site.views.link_targets import LinkTarget, Offer
    from catalogue.site.views.paper import QrView
    from catalogue.site.views.site import Site

_SHOWN = 8
"""So many courses stand in a frame on another site."""
_PIXELS = 12
"""Of each module of a picture: about 400 pixels in all, sharp on a poster of A4."""


@dataclass(frozen=True, slots=True)
class LinksOfAKindView:
    """Lists of one kind, each with its page of links."""

    id: str
    heading: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LinkToUsView:
    """The page on which to choose. `for_someone` is where staff find courses for one person, and
    `prints` says whether there are posters too."""

    path: str
    for_someone: str
    choices: tuple[LinksOfAKindView, ...]
    prints: bool


@dataclass(frozen=True, slots=True)
class LinkToView:
    """What there is of one list: addresses in full, markup to copy, and pictures of the code."""

    path: str
    crumbs: tuple[LinkView, ...]
    label: str
    heading: str
    href: str
    address: str
    short: str
    qr: QrView
    qr_svg: str
    qr_png: str
    framed: str
    markup_link: str
    markup_script: str
    markup_frame: str
    feed: str
    prints: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A list as it stands in a frame on another site."""

    path: str
    heading: str
    href: str
    number: str
    cards: tuple[CardView, ...]


def link_pages(site: Site) -> Iterator[LinkToUsView | LinkToView | EmbedView]:
    """The page on which to choose, and for each list what one can take and what a frame shows."""
    if not site.urls.origin:
        return
    found = [kind for kind in targets(site) if kind[2]]
    yield LinkToUsView(
        path=site.urls.link_to_us(),
        for_someone=site.urls.for_someone(),
        prints=site.prints,
        choices=tuple(
            LinksOfAKindView(
                name,
                heading,
                tuple(LinkView(one.label, site.urls.link_to(one.href)) for one in those),
            )
            for name, heading, those in found
        ),
    )
    for target in (target for _, _, those in found for target in those):
        yield _link_to(site, target)
        yield EmbedView(
            path=site.urls.embedded(target.href),
            heading=target.heading,
            href=target.href,
            number=target.number,
            cards=tuple(_card(site, offer) for offer in target.offers[:_SHOWN]),
        )


def _card(site: Site, offer: Offer) -> CardView:
    return replace(site.card_of(offer.course, offer.run), fact=offer.fact)


def _link_to(site: Site, target: LinkTarget) -> LinkToView:
    urls = site.urls
    address, framed = urls.absolute(target.href), urls.embedded(target.href)
    short, qr = urls.absolute(site.short_address(target.href)), qr_view(site, target.href)
    assert qr  # as the site has an address
    title = site.language.gettext("{heading}, from {site}").format(
        heading=plain(target.heading), site=site.name
    )
    link = Markup('<p><a href="{}">{}</a></p>').format(address, title)
    script = Markup('<script src="{}" data-list="{}" async></script>')
    frame = Markup('<iframe src="{}" title="{}" width="100%" height="600" loading="lazy"></iframe>')
    return LinkToView(
        path=urls.link_to(target.href),
        crumbs=(
            LinkView(site.language.gettext("Home"), urls.home()),
            LinkView(site.language.gettext("Link to us"), urls.link_to_us()),
        ),
        label=target.label,
        heading=target.heading,
        href=target.href,
        address=address,
        short=short,
        qr=qr,
        qr_svg=urls.qr(target.href, "svg"),
        qr_png=urls.qr(target.href, "png"),
        framed=framed,
        markup_link=str(link),
        markup_script=f"{link}\n{script.format(urls.absolute(urls.embed_script()), framed)}",
        markup_frame=f"{frame.format(urls.absolute(framed), title)}\n{link}",
        feed=urls.absolute(target.feed) if target.feed else "",
        prints=links_to_prints(site, urls.link_to(target.href), OF_LISTS)
        if to_start(site, target)
        else (),
    )


def qr_pictures(site: Site) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield of each picture of each list's code its address, that to which it leads, and what draws
    it: black on white, with the margin that readers need, as a drawing and as pixels."""
    if not site.urls.origin:
        return
    for target in (target for _, _, those in targets(site) for target in those):
        short = site.urls.absolute(site.short_address(target.href))
        for kind in ("svg", "png"):
            yield site.urls.qr(target.href, kind), short, partial(_qr_picture, short, kind)


def _qr_picture(address: str, kind: str) -> bytes:
    picture, title = BytesIO(), {"title": address} if kind == "svg" else {}
    code_of(address).save(picture, kind=kind, scale=_PIXELS, light="white", **title)
    return picture.getvalue()
