"""Circles on a map that do not hide each other. Used by the views of maps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = 2
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle on a map, in units."""

    x: float
    y: float
    radius: float

    def gap_to(self, other: Circle) -> float:
        """How far apart two circles are; below nought where they overlap."""
        return math.hypot(other.x - self.x, other.y - self.y) - self.radius - other.radius


def spread(circles: Iterable[Circle]) -> list[Circle]:
    """Move circles that overlap apart, as little as will do; the smaller one moves more.

    In a crowd too thick to be parted some overlap remains.
    """
    moved = list(circles)
    # What is far apart now will not meet: of hundreds of venues only neighbours are looked at.
    far = 4 * max((circle.radius for circle in moved), default=0)
    near = [
        (one, other)
        for one, other in combinations(range(len(moved)), 2)
        if moved[one].gap_to(moved[other]) < far
    ]
    for _ in range(_ROUNDS):
        still = True
        for one, other in near:
            if (overlap := _GAP - moved[one].gap_to(moved[other])) > _GAP / 2:
                moved[one], moved[other] = _parted(moved[one], moved[other], overlap)
                still = False
        if still:
            break
    return moved


def _parted(one: Circle, other: Circle, by: float) -> tuple[Circle, Circle]:
    across, down = other.x - one.x, other.y - one.y
    # Two circles on the same spot part sideways.
    if not (apart := math.hypot(across, down)):
        across, apart = 1, 1
    share = by * other.radius / (one.radius + other.radius)
    rest = by - share
    return (
        Circle(one.x - across / apart * share, one.y - down / apart * share, one.radius),
        Circle(other.x + across / apart * rest, other.y + down / apart * rest, other.radius),
    )
