"""What in a course is kept for examples: an invented place, or a way to reach nobody.

It is looked for before the check does, because an example is asked for other things than a real
course: its telephone must be an invented one.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from catalogue.rules.examples import of_email, of_page, of_phone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.sheets.readers.terms import Lists


def invention_in(values: Mapping[str, Any], lists: Lists) -> str:
    """Return what is invented in a course, as people would say it; or "" where nothing is, or where
    it leads to somebody real as well and so can be no example.
    """
    ways = list(_ways(values.get("join", {}), lists))
    if not all(is_invented for _, is_invented in ways):
        return ""
    venues = (lists.venues.get(run.get("venue", "")) for run in values["runs"])
    places = (venue.name for venue in venues if venue and venue.example)
    return next(chain(places, (said for said, _ in ways)), "")


def _ways(join: Mapping[str, Any], lists: Lists) -> Iterator[tuple[str, bool]]:
    """Yield each way to reach somebody, and whether it is invented."""
    drama = lists.reference.city.invented_phones
    for _, said, is_invented in chain(
        of_phone(("phone",), join.get("phone"), drama),
        of_email(("email",), join.get("email")),
        of_page(("url",), join.get("url", "")),
    ):
        yield said, is_invented
