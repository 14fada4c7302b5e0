"""What is for paper: the way back to the page, which may have changed since, and what the site has
printed of itself (catalogue/site/prints)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import segno

from catalogue.site.language import mark
from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from segno import QRCode

    from catalogue.site.views.runs import StateView
    from catalogue.site.views.site import Site

_MARGIN = 4
"""How many modules stay white all round: ISO/IEC 18004 wants four."""
_ALIKE = re.compile(b"\\x00+|\\x01+")
"""Modules of a row that are all light or all dark."""


OF_LISTS = {
    "poster-a4": mark("Poster, A4 (PDF)"),
    "poster-a5": mark("Small poster, A5 (PDF)"),
    "large-print-a4": mark("Large print, A4 (PDF)"),
    "leaflet-a4": mark("Leaflet: one sheet of A4 to fold once (PDF)"),
    "leaflet-a5": mark("Leaflet with every course: pages of A5 (PDF)"),
}
"""What is printed of a list, and what it is called."""
HANDED_OVER = {
    "handout-a4": mark("A sheet to hand over (PDF)"),
    "large-print-a4": mark("In large print (PDF)"),
}
"""What is printed of a course."""
_NOT_HANDED_OVER = ("over", "cancelled")


@dataclass(frozen=True, slots=True)
class QrView:
    """A QR code that leads to `address`. It is drawn where it is shown: a page that stays as it is
    needs none."""

    address: str

    @property
    def size(self) -> int:
        """The side of its square, in units."""
        return _drawn(self.address)[0]

    @property
    def path(self) -> str:
        """The strokes of an SVG `path`, one unit wide."""
        return _drawn(self.address)[1]


def qr_view(site: Site, href: str) -> QrView | None:
    """Make the code of a page; None while the site has no address that a phone could open."""
    return QrView(site.urls.absolute(site.short_address(href))) if site.urls.origin else None


def code_of(address: str) -> QRCode:
    """Make the code of an address. At level M, 15 in 100 of it may be dirty or torn (ISO/IEC
    18004); no higher one where there is room, as large modules stand a copier better
    (docs/decisions/0041-embedding.md).
    """
    return segno.make_qr(address, error="m", boost_error=False)


@cache
def _drawn(address: str) -> tuple[int, str]:
    code = code_of(address)
    return len(code.matrix) + 2 * _MARGIN, "".join(_strokes(code.matrix))


def _strokes(rows: Iterable[bytearray]) -> Iterator[str]:
    """Draw each row from left to right: to its beginning, then dark and light by turns."""
    for y, row in enumerate(rows):
        yield f"M{_MARGIN} {y + _MARGIN}.5"
        for modules in _ALIKE.findall(row):
            yield f"h{len(modules)}" if modules[0] else f"m{len(modules)} 0"


def links_to_prints(site: Site, folder: str, names: Mapping[str, str]) -> tuple[LinkView, ...]:
    """Link to what was printed into the folder of a page; nothing where the site prints nothing."""
    return tuple(
        LinkView(site.language.gettext(words), site.urls.printed(folder, name))
        for name, words in (names.items() if site.prints else ())
    )


def is_handed_over(state: StateView) -> bool:
    """Whether there is a sheet about a course whose best run is in this state."""
    return state.kind not in _NOT_HANDED_OVER
