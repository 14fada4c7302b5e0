"""Joins areas that share borders into one outline.

Used by Places. Works because neighbouring areas in reference/ have exactly the same corners along
the border they share.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.places import Rings

    Corner = tuple[float, float]


def outline_of(shapes: Iterable[Rings]) -> Rings:
    """Return the closed rings around areas that may be neighbours: the sides that only one has."""
    sides: dict[tuple[Corner, Corner], None] = {}
    for rings in shapes:
        for ring in rings:
            for start, end in pairwise((corner[0], corner[1]) for corner in ring):
                if (end, start) in sides:
                    del sides[end, start]
                else:
                    sides[start, end] = None
    onward: defaultdict[Corner, list[Corner]] = defaultdict(list)
    for start, end in sides:
        onward[start].append(end)
    found = []
    while onward:
        found.append(_ring(onward))
    return found


def _ring(onward: defaultdict[Corner, list[Corner]]) -> list[Corner]:
    """Follow sides from corner to corner until they close, taking each out of `onward`."""
    ring = [next(iter(onward))]
    while ends := onward.get(ring[-1]):
        here = ring[-1]
        ring.append(ends.pop())
        if not ends:
            del onward[here]
    return ring
