"""Every address is where it says it is, and every venue can be found by people who live near."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from catalogue.places import metres_between
from catalogue.problems import Code, Scope, Severity
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.city import Region
    from catalogue.places import Places, Postcode
    from catalogue.records import Point, Provider, Venue

UNKNOWN_POSTCODE = Code(
    "unknown-postcode",
    Severity.ERROR,
    "There is no such postcode",
    "Maps and buses would send people to the wrong place. If the postcode is new, ask us to bring "
    "our list up to date.",
    scope=Scope.CATALOGUE,
)
OUTSIDE_REGION = Code(
    "outside-region",
    Severity.WARNING,
    "The place is outside the city and its region",
    "Most people look for a course near their home. If it is right, leave it as it is.",
    scope=Scope.CATALOGUE,
)
POINT_FAR_OFF = Code(
    "point-far-off",
    Severity.ERROR,
    "The point on the map is far from the postcode",
    "Either the point or the postcode is wrong, and people would walk to the wrong place. Latitude "
    "is the number near 53, longitude the one near -3.",
    scope=Scope.CATALOGUE,
)
POINT_NEEDED = Code(
    "point-needed",
    Severity.WARNING,
    "The postcode does not say where the place is",
    "Some postcodes are only for post and stand for a sorting office on the map. With a point "
    "people can find the place near them.",
    scope=Scope.CATALOGUE,
)
NO_PLACE = Code(
    "no-place",
    Severity.WARNING,
    "Nobody can find the place near them",
    "Without a postcode that we know, a point or an area it is in no list of what is near. One of "
    "the three is enough.",
)
CODES = (UNKNOWN_POSTCODE, OUTSIDE_REGION, POINT_FAR_OFF, POINT_NEEDED, NO_PLACE)
_FAR_METRES = 1000
_LOOK_ALIKE = {letter: pair for pair in ("O0", "I1", "S5", "B8", "Z2", "G6") for letter in pair}


def check(records: Records) -> Iterator[Finding]:
    """Look at where every venue is, and at the postcode of every provider."""
    for provider in records.providers.values():
        yield from _postcode(provider, None, records.reference.places)
    for venue in records.venues.values():
        unknown = list(_postcode(venue, venue.point, records.reference.places))
        yield from unknown
        known = records.reference.places.postcodes.get(venue.address.postcode or "")
        if known:
            yield from _known(venue, known, records.reference.city.region)
        elif not (unknown or venue.point or venue.areas):
            yield Finding(NO_PLACE, venue, ("address",), *say("no-place"))


def _postcode(record: Provider | Venue, point: Point | None, places: Places) -> Iterator[Finding]:
    postcode = record.address.postcode if record.address else None
    if not postcode or postcode in places.postcodes or not places.knows_area_of(postcode):
        return
    meant = nearest_postcode(postcode, point, places)
    mend = f"Did you mean {meant}?" if meant else "Look it up once more, above all its first half."
    what = f"There is no postcode {postcode}."
    yield Finding(UNKNOWN_POSTCODE, record, ("address", "postcode"), what, mend)


def _known(venue: Venue, postcode: Postcode, region: Region) -> Iterator[Finding]:
    field = ("address", "postcode")
    if postcode.council not in region.councils:
        what = f"{postcode.text} is outside the {region.name}."
        yield Finding(OUTSIDE_REGION, venue, field, what, "See whether the postcode is right.")
    if venue.point is None:
        if not postcode.trusted:
            what = (
                f"{postcode.text} is shared by so many addresses that it has no place of its own."
            )
            mend = "Add the point on the map where the door is."
            yield Finding(POINT_NEEDED, venue, field, what, mend)
    elif postcode.trusted:
        metres = metres_between(venue.point, postcode.point)
        if metres > _FAR_METRES:
            what = f"The point is {metres / 1000:,.1f} km from the postcode {postcode.text}."
            mend = "Correct the point or the postcode, or leave the point out."
            yield Finding(POINT_FAR_OFF, venue, ("point",), what, mend)


def nearest_postcode(wrong: str, point: Point | None, places: Places) -> str | None:
    """Return the live postcode that was most likely meant: one that looks alike, else one with two
    letters swapped, else one with one letter wrong. Of several, the nearest to `point`, else the
    first.
    """
    close = [text for text in _look_alikes(wrong) if text in places.postcodes]
    if not close:
        start = wrong.split(" ")[0] + " "
        same = [text for text in places.postcodes if text.startswith(start)]
        close = [text for text in same if _is_swap(text, wrong)]
        close = close or [text for text in same if _differences(text, wrong) == 1]

    def order(text: str) -> tuple[float, str]:
        return (metres_between(point, places.postcodes[text].point) if point else 0, text)

    return min(close, key=order, default=None)


def _look_alikes(text: str) -> Iterator[str]:
    choices = [_LOOK_ALIKE.get(letter, letter) for letter in text]
    return ("".join(letters) for letters in product(*choices))


def _differences(one: str, other: str) -> int:
    if len(one) != len(other):
        return len(one)
    return sum(left != right for left, right in zip(one, other, strict=True))


def _is_swap(one: str, other: str) -> bool:
    return any(
        one == other[:index] + other[index + 1] + other[index] + other[index + 2 :]
        for index in range(len(other) - 1)
    )
