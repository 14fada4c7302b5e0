"""Each provider's courses as XCRI-CAP 1.2, for those who collect courses from many.

One provider a file, as the standard's own checker asks for, and an index of them (OPML 2.0). It
also asks for a provider's telephone number and postcode: where those are not known they are not
there, and whoever writes the file is told.
https://www.xcri.org/wiki/index.php/XCRI_CAP_1.2

The order of elements is the schema's. A UKPRN is not here: its type is of a schema that is no part
of the standard's, and a file that has it is not valid by those that are. What a standard of 2011
has no place for, such as childcare, is not here: the description ends with the course's page,
which has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from catalogue.exports.durations import duration, interval, patterns_of, study_mode
from catalogue.exports.gate import File, Format
from catalogue.exports.ids import course_uuid, data_id, run_uuid
from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.records import Address, Course, Provider, Run

FORMAT = Format(
    name="xcri",
    title="XCRI-CAP 1.2",
    purpose="The courses of one provider, for sites that collect courses; index.opml names all.",
    media_type="application/xml",
    addresses=("data/xcri-cap/{provider}.xml", "data/xcri-cap/index.opml"),
    begins_at="data/xcri-cap/index.opml",
    needs_address=True,
)
_LONGEST_ABSTRACT, _LONGEST_DESCRIPTION = 140, 4_000
_SPACES = {
    "xmlns": "http://xcri.org/profiles/1.2/catalog",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:mlo": "http://purl.org/net/mlo",
}
_STUDY = {"Full time": "FT", "Part time": "PT", "": "NK"}
_ATTENDANCE = {
    "in-person": ("CM", "Campus"),
    "online": ("ON", "Online (no attendance)"),
    "blended": ("MM", "Mixed mode"),
}
_ROOM = ("NC", "Face-to-face non-campus")
"""Where nobody has said yet in which place: a campus would have to be named."""
_PATTERNS = {
    "Daytime": "DT",
    "Evening": "EV",
    "Twilight": "TW",
    "Weekend": "WE",
    "Customised": "CS",
}


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield the file of each provider that can have one, and the index of them."""
    of_providers: dict[str, list[Course]] = {}
    for course in catalogue.courses.values():
        if any(_can_be_told(run, catalogue.today) for run in course.runs):
            of_providers.setdefault(course.provider, []).append(course)
    told: list[tuple[Provider, str]] = []
    for who in catalogue.providers.values():
        if who.id in of_providers:
            address = house.urls.data(f"xcri-cap/{who.id}.xml")
            told.append((who, house.urls.absolute(address)))
            feed = _catalog(who, of_providers[who.id], catalogue, house)
            yield File(address, feed, tuple(_missing(who)))
    yield File(house.urls.data("xcri-cap/index.opml"), _index(told, house))


def _missing(who: Provider) -> Iterator[str]:
    address = who.address
    facts = {
        "a telephone number": who.phone,
        "a street": address and address.street,
        "a postcode": address and address.postcode,
    }
    if missing := [words for words, fact in facts.items() if not fact]:
        yield f"{who.name}: asked for by the standard, and not known: {listed(missing, 'and')}."


def _can_be_told(run: Run, today: date) -> bool:
    """Whether people could still go: who collects courses has no word for one that is off."""
    return not run.is_over(today) and not run.is_off


def _index(told: Sequence[tuple[Provider, str]], house: House) -> Element:
    root = Element("opml", version="2.0")
    _say(SubElement(root, "head"), "title", f"{house.name}: XCRI-CAP 1.2")
    body = SubElement(root, "body")
    for who, address in told:
        SubElement(body, "outline", text=who.name, type="link", url=address)
    if not told:
        # There must be one (OPML 2.0).
        SubElement(body, "outline", text="There is no course now.")
    return root


def _catalog(
    who: Provider, courses: Sequence[Course], catalogue: Catalogue, house: House
) -> Element:
    root = Element("catalog", {**_SPACES, "generated": f"{catalogue.today}T00:00:00Z"})
    _say(root, "dc:description", f"Courses of {who.name}, as {house.name} lists them.")
    provider = SubElement(root, "provider")
    _name_provider(provider, who, house)
    for course in courses:
        _add_course(SubElement(provider, "course"), course, catalogue, house)
    _add_location(provider, who.address, who.phone, who.email, who.website)
    return root


def _name_provider(parent: Element, who: Provider, house: House) -> None:
    _say(parent, "dc:description", who.summary)
    _say(parent, "dc:identifier", f"urn:uuid:{data_id('provider', who.id)}")
    _say(parent, "dc:title", who.name)
    _say(parent, "mlo:url", who.website or house.urls.absolute(house.urls.provider(who.id)))


def _add_course(parent: Element, course: Course, catalogue: Catalogue, house: House) -> None:
    url = house.urls.absolute(house.urls.course(course.id))
    topics = house.vocabularies["topics"].terms
    _say(parent, "dc:description", _description(course, url, house))
    _say(parent, "dc:identifier", f"urn:uuid:{course_uuid(house, course)}")
    for topic in course.topics:
        _say(parent, "dc:subject", topics[topic].label)
    _say(parent, "dc:title", course.title)
    _say(parent, "mlo:url", url)
    _say(parent, "abstract", _short(course.summary, _LONGEST_ABSTRACT))
    _say(parent, "applicationProcedure", course.join.how)
    _in_div(parent, "mlo:assessment", course.assessment)
    _say(parent, "learningOutcome", "; ".join(course.you_will_learn))
    _in_div(parent, "mlo:prerequisite", course.entry_needs)
    if course.level != "none":
        _say(parent, "mlo:level", house.vocabularies["levels"].terms[course.level].label)
    if course.qualification and course.qualification.awarding_body:
        gained = SubElement(parent, "mlo:qualification")
        _say(gained, "dc:identifier", course.qualification.number)
        _say(gained, "dc:title", course.qualification.title)
        _say(gained, "awardedBy", course.qualification.awarding_body)
    for run in course.runs:
        if _can_be_told(run, catalogue.today):
            _add_presentation(
                SubElement(parent, "presentation"), course, run, url, catalogue, house
            )


def _description(course: Course, url: str, house: House) -> str:
    only_for = house.words.who_may_join(course)
    parts = (
        only_for and f"{only_for}.",
        course.description.strip(),
        course.who_for,
        course.next_steps or "",
    )
    room = _LONGEST_DESCRIPTION - len(url) - 2
    text = "\n\n".join(filter(None, parts))
    return f"{_short(text, room)}\n\n{url}"


def _add_presentation(
    parent: Element, course: Course, run: Run, url: str, catalogue: Catalogue, house: House
) -> None:
    day = house.words.day
    _say(parent, "dc:description", run.note)
    _say(parent, "dc:identifier", f"urn:uuid:{run_uuid(house, course, run)}")
    _say(parent, "mlo:start", day(run.starts), {"dtf": run.starts.isoformat()})
    if run.ends:
        _say(parent, "end", day(run.ends), {"dtf": run.ends.isoformat()})
    sessions = catalogue.sessions(run)
    number, unit = duration(run, sessions)
    if number:
        words = f"{number} {unit.lower()}" if number != "1" else f"1 {unit.lower().rstrip('s')}"
        _say(parent, "mlo:duration", words, {"interval": interval(number, unit)})
    if run.apply_by:
        _say(parent, "applyUntil", day(run.apply_by), {"dtf": run.apply_by.isoformat()})
    _say(parent, "applyTo", course.join.url or url)
    mode = study_mode(run, sessions)
    _say(parent, "studyMode", mode or "Not known", {"identifier": _STUDY[mode]})
    code, words = _ATTENDANCE[run.delivery] if run.venue or run.delivery != "in-person" else _ROOM
    _say(parent, "attendanceMode", words, {"identifier": code})
    pattern = _pattern(run)
    _say(parent, "attendancePattern", pattern, {"identifier": _PATTERNS[pattern]})
    for language in course.taught_in:
        if len(language) == 2:  # British Sign Language has no code of two letters (ISO 639-1)
            _say(parent, "mlo:languageOfInstruction", language)
    _say(parent, "mlo:places", None if run.places is None else str(run.places))
    _say(parent, "mlo:cost", _cost(course, house))
    _say(parent, "age", "not known")
    if run.venue and run.delivery != "online":
        venue = catalogue.venues[run.venue]
        place = SubElement(SubElement(parent, "venue"), "provider")
        _say(place, "dc:description", venue.getting_there)
        _say(place, "dc:identifier", f"urn:uuid:{data_id('venue', venue.id)}")
        _say(place, "dc:title", venue.name)
        _say(place, "mlo:url", house.urls.absolute(house.urls.venue(venue.id)))
        _add_location(place, venue.address, venue.phone, None, venue.website)


def _cost(course: Course, house: House) -> str:
    return " ".join(filter(None, (f"{house.words.cost(course)}.", course.cost.note)))


def _pattern(run: Run) -> str:
    """Say when a run meets: an evening that begins before eight is twilight here."""
    patterns = patterns_of(run)
    if len(patterns) != 1 or not patterns[0]:
        return "Customised"
    is_early = all(line.start.hour < 20 for line in run.weekly)
    return "Twilight" if patterns[0] == "Evening" and is_early else patterns[0]


def _add_location(
    parent: Element,
    address: Address | None,
    phone: str | None,
    email: str | None,
    website: str | None,
) -> None:
    location = SubElement(parent, "mlo:location")
    if address:
        _say(location, "mlo:street", address.street)
        _say(location, "mlo:town", address.town)
        _say(location, "mlo:postcode", address.postcode)
        for line in filter(None, (address.street, address.locality, address.town)):
            _say(location, "mlo:address", line)
    for name, value in (("phone", phone), ("email", email), ("url", website)):
        _say(location, f"mlo:{name}", value)


def _in_div(parent: Element, name: str, words: str | None) -> None:
    # Plain text is not valid in these (mlo_xcri_profile.xsd).
    if words:
        _say(SubElement(parent, name), "div", words, {"xmlns": "http://www.w3.org/1999/xhtml"})


def _short(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words = re.match(rf"(?s)(.{{0,{longest - 1}}})\s", text)
    return f"{(words[1] if words else text[: longest - 1]).rstrip(' ,;:.')}…"


def _say(
    parent: Element, name: str, words: str | None, attributes: dict[str, str] | None = None
) -> None:
    if words:
        SubElement(parent, name, attributes or {}).text = words
