"""What stands on paper only: the way back to the page, which may have changed since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.site import Site

_MARGIN = 4
"""How many modules stay white all round: ISO/IEC 18004 wants four."""


@dataclass(frozen=True, slots=True)
class QrView:
    """A QR code that leads to `address`, as the strokes of an SVG `path`, one unit wide, in a
    square of `size` units."""

    address: str
    size: int
    path: str


def qr_view(site: Site, href: str) -> QrView | None:
    """Make the code of a page; None while the site has no address that a phone could open."""
    return _code(site.urls.absolute(site.short_address(href))) if site.urls.origin else None


@cache
def _code(address: str) -> QrView:
    # Level M, and no higher one where there is room: large modules stand a copier better.
    code = segno.make_qr(address, error="m", boost_error=False)
    rows = [list(row) for row in code.matrix]
    return QrView(address, len(rows) + 2 * _MARGIN, "".join(_strokes(rows)))


def _strokes(rows: list[list[int]]) -> Iterator[str]:
    """Draw each row from left to right: to its beginning, then dark and light by turns."""
    for y, row in enumerate(rows):
        yield f"M{_MARGIN} {y + _MARGIN}.5"
        for dark, modules in groupby(row):
            yield f"{'h' if dark else 'm'}{len(list(modules))}{'' if dark else ' 0'}"
