"""What everything printed has in common: who it is from, the way to the page, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from catalogue.press import printed
from catalogue.site.language import plain
from catalogue.site.prints.wording_on_paper import bound, said
from catalogue.site.views.paper import code_of
from catalogue.site.views.words import short_date

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class Print:
    """Something to print. `name` is its kind and its size, such as poster-a4; the template of its
    kind is given the `values`."""

    name: str
    values: Mapping[str, Any]

    def pdf(self) -> bytes:
        """Write it. Raises CannotPrint."""
        return printed(f"{self.name.rpartition('-')[0]}.typ", self.values)


def common(
    site: Site, href: str, heading: str, size: str, until: date, invented: Collection[bool]
) -> dict[str, Any]:
    """Return the values that every template asks for. `heading` is what it is of, `until` the day
    to which it is right to show it, and `invented` says which there are among its courses: that
    are invented, or are not, or both. The site has an address."""
    gettext, urls = site.language.gettext, site.urls
    whole = site.language.together(plain(heading))
    title = gettext("Courses for adults: {list}").format(list=whole)
    marked = (
        gettext("{title} (invented examples)").format(title=title) if True in invented else title
    )
    address = urls.absolute(site.short_address(href))
    times = gettext("Times can change. Printed on {day}. Use it until {until}.")
    return {
        "size": size,
        "language": site.language.tag,
        "direction": site.language.direction,
        "site": site.name,
        "title": marked,
        "made_on": site.today.isoformat(),
        "heading": said(heading),
        "kicker": gettext("Courses for adults"),
        "example": _example(site, invented),
        "check": gettext("Check before you travel."),
        "printed": times.format(
            day=bound(short_date(site.language, site.today)),
            until=bound(short_date(site.language, until)),
        ),
        "join": {
            "words": gettext("All about it, and how to join:"),
            "address": address.partition("://")[2].removesuffix("/"),
            "href": address,
            "help": gettext("No computer or phone? Your local library can help.")
            if site.reference.libraries
            else "",
            "qr": _code(address),
            "alt": gettext("QR code: opens {address}").format(address=address),
        },
        "groups": [],
        "more": [""],
        "facts": [],
        "sections": [],
    }


def _example(site: Site, invented: Collection[bool]) -> str:
    gettext = site.language.gettext
    if True not in invented:
        return ""
    if False in invented:
        return gettext("What is marked “Example” is invented. You cannot join it.")
    return gettext("Example: these courses are invented. You cannot join them.")


def _code(address: str) -> str:
    drawn = BytesIO()
    code_of(address).save(drawn, kind="svg", light="white", xmldecl=False)
    return drawn.getvalue().decode()
