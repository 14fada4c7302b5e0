"""Which addresses last for ever: what people link to, print and write down. Each has a short one.

What is listed in content/addresses.csv and has no page any more leads to what is nearest to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from catalogue.addresses import Listed
    from catalogue.site.views.site import Site


def lasting_addresses(site: Site) -> Iterator[str]:
    """Yield where each course, list, provider, venue and library is: the first page of each."""
    urls, catalogue = site.urls, site.catalogue
    yield from map(urls.course, catalogue.courses)
    yield from map(urls.provider, catalogue.providers)
    yield from map(urls.venue, catalogue.venues)
    yield from (urls.library(library.id) for library in site.reference.libraries)
    yield from (way.href for ways in site.ways.values() for way in ways)
    yield from (pair.href for pairs in site.pairs.values() for pair in pairs)
    yield from (urls.courses(), urls.free(), urls.free_for_some(), urls.online())
    yield from (urls.starting_soon(), urls.with_childcare(), urls.with_qualification())
    yield urls.not_running()


def below_home(site: Site, href: str) -> str:
    """Return an address as it stands in the list: without the folder that the site is in."""
    return href.removeprefix(site.urls.home())


def led_to(site: Site, listed: Listed, there: Collection[str]) -> str:
    """Return where an address leads whose page is not `there` any more: where the list says, or
    who taught the course, or the list that it was a part of. The home page is always there.
    """
    home = site.urls.home()
    kind, *parts = listed.address.strip("/").split("/")
    wanted = [listed.leads_to] if listed.leads_to else []
    if kind == "courses" and len(parts) > 1:
        wanted.append(f"providers/{parts[0]}/")
    wanted += ["/".join((kind, *parts[:count], "")) for count in range(len(parts) - 1, -1, -1)]
    return next((home + one for one in wanted if home + one in there), home)
