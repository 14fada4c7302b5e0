"""How far people have to go: from where a neighbourhood's people live to where courses are.

On the ellipsoid of the earth (WGS84), by PROJ's geodesics, times how much longer a way on foot is
than a straight line: the detour factor, which whoever plans says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyproj import Geod

from catalogue.places import METRES_A_MILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.records import Point

_EARTH = Geod(ellps="WGS84")

Miles = dict[str, dict[str, float]]
"""Distances in miles, by where from and where to."""


def miles_between(
    origins: Mapping[str, Point], targets: Mapping[str, Point], detour: float = 1.0
) -> Miles:
    """Return how far it is from each origin to each target. Raises ValueError for a detour factor
    below 1: no way is shorter than a straight line.
    """
    if not detour >= 1:
        raise ValueError(f"A detour factor of {detour} would be shorter than a straight line.")
    names = list(targets)
    east = [targets[name].longitude for name in names]
    north = [targets[name].latitude for name in names]
    found: Miles = {}
    for origin, point in origins.items():
        here = ([point.longitude] * len(names), [point.latitude] * len(names))
        metres = _EARTH.inv(*here, east, north)[2] if names else ()
        found[origin] = {
            name: far * detour / METRES_A_MILE for name, far in zip(names, metres, strict=True)
        }
    return found
