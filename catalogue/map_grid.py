"""The paper of a map: from degrees to whole units of a grid.

Equirectangular, narrowed by the cosine of the middle latitude: over 20 km that is right to within a
few metres. Whole units are what keeps a map small, and rounding moves the corners that neighbours
share in the same way.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.city import Bounds
    from catalogue.places import Rings
    from catalogue.records import Point

_MARGIN = 0.05
"""How far beyond the edge corners are kept, as a share of the height."""


@dataclass(frozen=True)
class Grid:
    """A map's paper: its bounds, and how many units high it is. North is up."""

    bounds: Bounds
    height: int

    @cached_property
    def _scale(self) -> float:
        return self.height / (self.bounds.north - self.bounds.south)

    @cached_property
    def _narrowed(self) -> float:
        return math.cos(math.radians((self.bounds.south + self.bounds.north) / 2))

    @cached_property
    def width(self) -> int:
        """How many units wide it is."""
        return self._across(self.bounds.east)

    def _across(self, east: float) -> int:
        return round((east - self.bounds.west) * self._scale * self._narrowed)

    def at(self, east: float, north: float) -> tuple[int, int]:
        """Say where a place is, in units from the left and from the top."""
        return self._across(east), round((self.bounds.north - north) * self._scale)

    def holds(self, point: Point) -> bool:
        """Whether a point is on the paper."""
        west, south, east, north = astuple(self.bounds)
        return bool(west < point.longitude < east and south < point.latitude < north)

    def path(self, rings: Rings) -> str:
        """Draw rings as the `d` of an SVG path; what is far outside is drawn along the edge."""
        drawn = []
        for ring in rings:
            corners = [self._near(*self.at(*corner)) for corner in ring]
            corners = [
                corner
                for corner, before in zip(corners[1:], corners, strict=False)
                if corner != before
            ]
            if len(corners) > 2:
                drawn.append(_steps(corners))
        return "".join(drawn)

    def _near(self, x: int, y: int) -> tuple[int, int]:
        margin = round(self.height * _MARGIN)
        return (
            min(max(x, -margin), self.width + margin),
            min(max(y, -margin), self.height + margin),
        )


def _steps(corners: Sequence[tuple[int, int]]) -> str:
    """Write a closed ring with each corner as a step from the one before: far fewer digits."""
    (x, y), *others = corners
    text = f"M{x} {y}l"
    for next_x, next_y in others:
        text += f"{next_x - x} {next_y - y} "
        x, y = next_x, next_y
    return f"{text.rstrip().replace(' -', '-')}z"
