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
from functools import cache
from typing import TYPE_CHECKING

from catalogue.exports.durations import duration, interval, patterns_of, study_mode
from catalogue.exports.elements import NOTHING, element, if_said
from catalogue.exports.gate import File, Format
from catalogue.exports.ids import course_uuid, data_id, run_uuid
from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.exports.elements import Element
    from catalogue.exports.house import House
    from catalogue.records import Address, Course, Provider, Qualification, Run, Venue

FORMAT = Format(
    name="xcri",
    title="XCRI-CAP 1.2",
    purpose="The courses of one provider, for sites that collect courses; index.opml names all.",
    media_type="application/xml",
    addresses=("data/xcri-cap/{provider}.xml", "data/xcri-cap/index.opml"),
    begins_at="data/xcri-cap/index.opml",
    checked_by="The standard's XML Schemas; of the index, a reader of XML.",
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

    @cache
    def place(venue_id: str) -> Element:
        return _place(catalogue.venues[venue_id], house)

    told: list[tuple[Provider, str]] = []
    for who in catalogue.providers.values():
        if who.id in of_providers:
            address = house.urls.data(f"xcri-cap/{who.id}.xml")
            told.append((who, house.urls.absolute(address)))
            courses = [_course(one, catalogue, house, place) for one in of_providers[who.id]]
            feed = _catalog(who, courses, catalogue.today, house)
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
    head = element("head", [element("title", f"{house.name}: XCRI-CAP 1.2")])
    outlines = [{"text": who.name, "type": "link", "url": address} for who, address in told]
    # There must be one (OPML 2.0).
    outlines = outlines or [{"text": "There is no course now."}]
    body = element("body", [element("outline", attributes=one) for one in outlines])
    return element("opml", [head, body], {"version": "2.0"})


def _catalog(who: Provider, courses: Sequence[Element], today: date, house: House) -> Element:
    provider = [
        if_said("dc:description", who.summary),
        if_said("dc:identifier", f"urn:uuid:{data_id('provider', who.id)}"),
        if_said("dc:title", who.name),
        if_said("mlo:url", who.website or house.urls.absolute(house.urls.provider(who.id))),
        *courses,
        _location(who.address, who.phone, who.email, who.website),
    ]
    about = element("dc:description", f"Courses of {who.name}, as {house.name} lists them.")
    generated = {**_SPACES, "generated": f"{today}T00:00:00Z"}
    return element("catalog", [about, element("provider", provider)], generated)


def _course(
    course: Course, catalogue: Catalogue, house: House, place: Callable[[str], Element]
) -> Element:
    url = house.urls.absolute(house.urls.course(course.id))
    topics, levels = house.vocabularies["topics"].terms, house.vocabularies["levels"].terms
    runs = [run for run in course.runs if _can_be_told(run, catalogue.today)]
    return element(
        "course",
        [
            if_said("dc:description", _description(course, url, house)),
            if_said("dc:identifier", f"urn:uuid:{course_uuid(house, course)}"),
            *(if_said("dc:subject", topics[topic].label) for topic in course.topics),
            if_said("dc:title", course.title),
            if_said("mlo:url", url),
            if_said("abstract", _short(course.summary, _LONGEST_ABSTRACT)),
            if_said("applicationProcedure", course.join.how),
            _in_div("mlo:assessment", course.assessment),
            if_said("learningOutcome", "; ".join(course.you_will_learn)),
            _in_div("mlo:prerequisite", course.entry_needs),
            if_said("mlo:level", None if course.level == "none" else levels[course.level].label),
            _qualification(course.qualification),
            *(_presentation(course, run, url, catalogue, house, place) for run in runs),
        ],
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


def _qualification(gained: Qualification | None) -> Element:
    if not gained or not gained.awarding_body:
        return NOTHING
    return element(
        "mlo:qualification",
        [
            if_said("dc:identifier", gained.number),
            if_said("dc:title", gained.title),
            if_said("awardedBy", gained.awarding_body),
        ],
    )


def _presentation(
    course: Course,
    run: Run,
    url: str,
    catalogue: Catalogue,
    house: House,
    place: Callable[[str], Element],
) -> Element:
    meetings = catalogue.days_held(run)
    mode, pattern = study_mode(run, meetings), _pattern(run)
    code, words = _ATTENDANCE[run.delivery] if run.venue or run.delivery != "in-person" else _ROOM
    # British Sign Language has no code of two letters (ISO 639-1).
    languages = [language for language in course.taught_in if len(language) == 2]
    return element(
        "presentation",
        [
            if_said("dc:description", run.note),
            if_said("dc:identifier", f"urn:uuid:{run_uuid(house, course, run)}"),
            _day("mlo:start", run.starts, house),
            _day("end", run.ends, house),
            _duration(*duration(run, meetings)),
            _day("applyUntil", run.apply_by, house),
            if_said("applyTo", course.join.url or url),
            element("studyMode", mode or "Not known", {"identifier": _STUDY[mode]}),
            element("attendanceMode", words, {"identifier": code}),
            element("attendancePattern", pattern, {"identifier": _PATTERNS[pattern]}),
            *(element("mlo:languageOfInstruction", language) for language in languages),
            if_said("mlo:places", None if run.places is None else str(run.places)),
            if_said("mlo:cost", _cost(course, house)),
            element("age", "not known"),
            place(run.venue) if run.venue and run.delivery != "online" else NOTHING,
        ],
    )


def _day(name: str, day: date | None, house: House) -> Element:
    return element(name, house.words.day(day), {"dtf": day.isoformat()}) if day else NOTHING


def _duration(number: str, unit: str) -> Element:
    if not number:
        return NOTHING
    words = f"{number} {unit.lower()}" if number != "1" else f"1 {unit.lower().rstrip('s')}"
    return element("mlo:duration", words, {"interval": interval(number, unit)})


def _place(venue: Venue, house: House) -> Element:
    about = [
        if_said("dc:description", venue.getting_there),
        if_said("dc:identifier", f"urn:uuid:{data_id('venue', venue.id)}"),
        if_said("dc:title", venue.name),
        if_said("mlo:url", house.urls.absolute(house.urls.venue(venue.id))),
        _location(venue.address, venue.phone, None, venue.website),
    ]
    return element("venue", [element("provider", about)])


def _cost(course: Course, house: House) -> str:
    return " ".join(filter(None, (f"{house.words.cost(course)}.", course.cost.note)))


def _pattern(run: Run) -> str:
    """Say when a run meets: an evening that begins before eight is twilight here."""
    patterns = patterns_of(run)
    if len(patterns) != 1 or not patterns[0]:
        return "Customised"
    is_early = all(line.start.hour < 20 for line in run.weekly)
    return "Twilight" if patterns[0] == "Evening" and is_early else patterns[0]


def _location(
    address: Address | None, phone: str | None, email: str | None, website: str | None
) -> Element:
    where: list[Element] = []
    if address:
        lines = (address.street, address.locality, address.town)
        where = [
            if_said("mlo:street", address.street),
            if_said("mlo:town", address.town),
            if_said("mlo:postcode", address.postcode),
            *(if_said("mlo:address", line) for line in lines),
        ]
    reached = {"mlo:phone": phone, "mlo:email": email, "mlo:url": website}
    return element(
        "mlo:location", [*where, *(if_said(name, words) for name, words in reached.items())]
    )


def _in_div(name: str, words: str | None) -> Element:
    # Plain text is not valid in these (mlo_xcri_profile.xsd).
    inside = if_said("div", words, {"xmlns": "http://www.w3.org/1999/xhtml"})
    return element(name, [inside]) if inside else NOTHING


def _short(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words = re.match(rf"(?s)(.{{0,{longest - 1}}})\s", text)
    return f"{(words[1] if words else text[: longest - 1]).rstrip(' ,;:.')}…"
