"""What names things in what leaves the house, for ever: a UUID made of a name that lasts.

Feeds and calendars have namespaces of their own, from before there were others; all other data has
one. Another namespace would show every reader every course anew.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from catalogue.exports.house import House
    from catalogue.records import Course, Run

_DATA = UUID("a3b1f0c4-52d7-4c86-8f0e-7d9b6c2e1a58")


def lasting(names: UUID, *parts: str) -> UUID:
    """Return the UUID of a name within a namespace. The parts of the name never change."""
    return uuid5(names, " ".join(parts))


# A course is named in many places, and each of its names takes a hash.
@cache
def data_id(kind: str, *parts: str) -> str:
    """Name something in data: its kind, such as venue, and what names it among those."""
    return str(lasting(_DATA, kind, *parts))


def course_key(house: House, course: Course) -> str:
    """Return what names a course for ever, whatever its file is called now."""
    return house.history[course.id].key


def course_uuid(house: House, course: Course) -> str:
    """Name a course in data."""
    return data_id("course", course_key(house, course))


def run_uuid(house: House, course: Course, run: Run) -> str:
    """Name a run in data."""
    return data_id("run", course_key(house, course), run.key)
