"""Reads where a class is: a place of ours by its name, however it is written, or that it is online.

A place is read where it can be no other: its name with its address after it, its words in another
order, a part that is a name by itself. What is near is asked.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed
from catalogue.sheets.cells import Cell, Unsure, text_of
from catalogue.sheets.readers.terms import Lists, Read, find_term
from catalogue.sheets.readers.words import as_note, note_said, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.problems import Way
    from catalogue.records import Venue
    from catalogue.sheets.columns import Column

_DELIVERY = ("runs", "delivery")
_PROGRAMS = "zoom teams skype google whatsapp youtube facebook"
_ONLINE = {"online", "virtual", "virtually", "remote", "remotely", "webinar", "distance"}
_ONLINE |= set(re.findall(r"\w+", _PROGRAMS))
_AROUND_ONLINE = (
    "on line via by using through from over internet live learning class classes course courses"
    " session sessions delivery only microsoft ms meet e home link sent room"
)
_WITH_ONLINE = set(re.findall(r"\w+", _AROUND_ONLINE))
_PARTLY = {"partly", "blended", "hybrid"}
_SHORT = {
    "lib": "library",
    "st": "street",
    "rd": "road",
    "ave": "avenue",
    "ln": "lane",
    "dr": "drive",
    "ctr": "centre",
    "center": "centre",
    "coll": "college",
}
_SAYS_NO_MORE = {"the", "at", "in", "and", "liverpool", "of", "uk", "merseyside"}
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.I)
_ROOM = re.compile(
    r"\b(room|rm|floor|suite|studio|lab|main hall|upstairs|downstairs|block|kitchen|caf[eé]"
    r"|meeting)\b",
    re.I,
)
_BETWEEN = r"\s*[,;:\n(]\s*|\s+[-–—|]\s*|\s*\)"
_NEAR, _VERY_NEAR = 0.75, 0.9
_MOST_CHOICES = 8
_LONGEST = 300


def read_venue(cell: Cell, _column: Column, lists: Lists) -> Read:
    """Read which of our places a cell names."""
    text = text_of(cell)
    for venue in lists.venues.values():
        if plain(text) in (plain(venue.id), plain(venue.name)):
            return Read(venue.id)
    if read := _online(_words(text)) or _way_to_learn(text, lists):
        return read
    if len(text) > _LONGEST:
        raise Unsure(f"“{text}” says more than a place. Write its name.")
    found = _certain(text, lists.venues)
    if len(found) == 1:
        return Read(found[0].id)
    parts = [part for part in re.split(_BETWEEN, text) if part]
    for part in parts:
        here = _certain(part, lists.venues)
        others = [other for other in parts if other is not part]
        if len(here) == 1 and others and (read := _with_more(here[0], others)):
            return read
    if mixed := _or_online(text, lists):
        raise mixed
    near = found or _near(text, lists.venues) or _near(parts[0] if parts else "", lists.venues)
    offers = [_name(venue, lists.venues) for venue in near]
    named = listed(f"“{offer}”" for offer in offers) if offers else ""
    mend = f"Did you mean {named}?" if named else "Choose one of ours; a new place is added first."
    offer = offers[0] if len(offers) == 1 else ""
    raise Unsure(f"We do not know a place called “{text}”. {mend}", offer, offers)


def _words(text: str) -> list[str]:
    words = plain(re.sub(r"['’]", "", text)).split()
    return [_SHORT.get(word, word) for word in words if word not in _SAYS_NO_MORE]


def _online(words: Iterable[str]) -> Read | None:
    said = set(words)
    if said and said <= _ONLINE | _WITH_ONLINE | _PARTLY and said & (_ONLINE | _PARTLY | {"line"}):
        way = "blended" if said & _PARTLY else "online"
        how = "partly online" if said & _PARTLY else "online"
        return Read(None, f"{how}, and no place", {_DELIVERY: way})
    return None


def _way_to_learn(text: str, lists: Lists) -> Read | None:
    """Read a word of ours for the way to learn, such as “at home”, where no place is named."""
    try:
        way = find_term(text, "delivery", lists)
    except Unsure:
        return None
    label = lists.vocabularies["delivery"].terms[way].label if way else ""
    return Read(None, f"{label}, and no place", {_DELIVERY: way}) if way else None


def _with_more(venue: Venue, others: list[str]) -> Read | None:
    """Return a place that has more said after its name, where that is certain."""
    address = _address(venue)
    rest = [part for part in others if not _without_numbers(part) <= address]
    if not rest:
        return Read(venue.id)
    also: dict[Way, Any] = {}
    for part in rest:
        words = set(_words(part))
        if words & _PARTLY and words <= _PARTLY | {"online"}:
            also[_DELIVERY] = "blended"
        elif _ROOM.search(part) and not _POSTCODE.search(part):
            also["runs", "note"] = f"{also.get(('runs', 'note'), '')} {as_note(part)}".strip()
        else:
            return None
    notes = [f"with {note_said(also['runs', 'note'])}"] if ("runs", "note") in also else []
    notes += ["partly online"] if _DELIVERY in also else []
    return Read(venue.id, ", ".join([venue.name, *notes]), also)


def _without_numbers(text: str) -> set[str]:
    return {word for word in _words(text) if not word.isdigit()}


def _or_online(text: str, lists: Lists) -> Unsure | None:
    """Ask where a text names a place and says online as well."""
    parts = re.split(r"\s*(?:/|\bor\b|\band\b|&|\+|,|\(|\))\s*", text, flags=re.I)
    places = [
        found[0] for part in parts if part and len(found := _certain(part, lists.venues)) == 1
    ]
    if len({place.id for place in places}) != 1 or not any(_online(_words(part)) for part in parts):
        return None
    name = _name(places[0], lists.venues)
    what = f"“{text}” is a place and online. Is it one of the two, or some of it at the place?"
    return Unsure(what, "", [name, "Online", f"{name}, partly online"])


def _certain(text: str, venues: Mapping[str, Venue]) -> list[Venue]:
    """Return the places that a text names and nothing else."""
    said = _words(_POSTCODE.sub(" ", text))
    code = _POSTCODE.search(text)
    postcode = f"{code[1]} {code[2]}".upper() if code else ""
    there = [one for one in venues.values() if postcode and one.address.postcode == postcode]
    alike = [one for one in there if set(said) <= {*_words(one.name), *_address(one)}]
    if alike or not said:
        return alike
    found = []
    for venue in venues.values():
        for name in _names(venue):
            words = _words(name)
            rest = said[len(words) :] if said[: len(words)] == words else None
            same = sorted(said) == sorted(words)
            if words and (same or (rest and set(rest) <= _address(venue))):
                found.append(venue)
                break
    right = [one for one in found if not postcode or one.address.postcode in (postcode, None)]
    longest = max((len(_words(one.name)) for one in right), default=0)
    # “Dovecot Multi Activity Centre, Dovecot” begins with no other name; the longer one is meant.
    return [one for one in right if len(_words(one.name)) == longest] if len(right) > 1 else right


def _address(venue: Venue) -> set[str]:
    return {word for line in venue.address.lines for word in _words(line)}


def _names(venue: Venue) -> Iterable[str]:
    """Yield the name of a place, and those of its parts that are a name by themselves."""
    yield venue.name
    yield re.sub(r"\s*\([^)]*\)", "", venue.name)
    if short := re.search(r"\(([A-Z]{3,})\)", venue.name):
        yield short[1]


def _near(text: str, venues: Mapping[str, Venue]) -> list[Venue]:
    """Return the places that a text may mean: those whose names are all in it, or have all of it;
    else those that are written nearly so.
    """
    words = _words(text)
    names = {venue.id: _words(_name_alone(venue)) for venue in venues.values()}
    within = [
        one for one, name in names.items() if set(words) <= set(name) or set(name) <= set(words)
    ]
    if within and words:
        return [venues[one] for one in within][:_MOST_CHOICES]
    ways = {" ".join(name): one for one, name in names.items()}
    close = difflib.get_close_matches(" ".join(words), ways, n=_MOST_CHOICES, cutoff=_NEAR)
    best = difflib.get_close_matches(" ".join(words), ways, n=1, cutoff=_VERY_NEAR)
    return [venues[ways[way]] for way in best or close]


def _name_alone(venue: Venue) -> str:
    return venue.name.replace("(example)", "")


def _name(venue: Venue, venues: Mapping[str, Venue]) -> str:
    """Return what names a place and no other."""
    same = [one for one in venues.values() if plain(one.name) == plain(venue.name)]
    return venue.name if len(same) == 1 else venue.id
