"""What pages say to search engines and assistants, in the words of schema.org (JSON-LD).

The page of a course has all of the course; a list has where its courses are, as Google's list of
courses asks for (three or more, each with a page of its own); a provider and a venue say what they
are; every page says where it stands below the home page, and that one whose site it is. Runs that
are over are not told. What is invented is called an example by name and by its status, and a build
for the public has none of it.

`catalogue export json-ld` writes the same courses into files of their own.
https://schema.org/Course, https://developers.google.com/search/docs/appearance/structured-data/course
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.exports.gate import File, Format, Json, WrittenItem
from catalogue.exports.ids import course_uuid, data_id, run_uuid
from catalogue.exports.paged import known, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.exports.paged import Item
    from catalogue.records import Address, Course, Provider, Run, Venue, Weekly

FORMAT = Format(
    name="json-ld",
    title="JSON-LD (schema.org)",
    purpose="Courses as search engines and assistants read them.",
    media_type="application/ld+json",
    needs_address=True,
    on_pages=True,
)
_VOCABULARY = "https://schema.org"
_MODES = {"in-person": "Onsite", "online": "Online", "blended": "Blended"}
_ATTENDANCE = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "blended": "MixedEventAttendanceMode",
}
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_PAYS = {"free": "Free", "free-if": "Partially Free", "fee": "Paid"}
_LEAST_OF_A_LIST = 3
"""How many courses Google asks of a list."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page is about: the names and addresses of the pages above it and its own, and the
    course, provider or venue (ids) that it is of, or the courses that it lists; the home page,
    which has none above it, of the whole site.
    """

    trail: Sequence[tuple[str, str]] = ()
    course: str = ""
    provider: str = ""
    venue: str = ""
    listed: Sequence[str] = ()


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield all courses, in files of at most a megabyte."""
    courses = (_course(course, catalogue, house) for course in catalogue.courses.values())
    for number, page in enumerate(pages_of(map(WrittenItem.of, courses)), 1):
        name = "courses.jsonld" if number == 1 else f"courses-{number}.jsonld"
        yield File(name, Json({"@context": _VOCABULARY}, "@graph", page))


def of_page(facts: PageFacts, catalogue: Catalogue, house: House) -> Item:
    """Return what a page says; nothing where there is nothing to say."""
    parts = [*_parts(facts, catalogue, house)]
    return {"@context": _VOCABULARY, "@graph": parts} if parts else {}


def _parts(facts: PageFacts, catalogue: Catalogue, house: House) -> Iterator[Item]:
    if len(facts.trail) > 1:
        *above, (name, href) = facts.trail
        yield _trail([*above, (_called(facts, catalogue) or name, href)], house)
    elif facts.trail:
        yield _site(house)
    if facts.course:
        yield _course(catalogue.courses[facts.course], catalogue, house)
    if facts.provider:
        yield _whole_provider(catalogue.providers[facts.provider], house)
    if facts.venue:
        yield _place(catalogue.venues[facts.venue], catalogue, house)
    if len(facts.listed) >= _LEAST_OF_A_LIST:
        yield _list(facts.listed, house)


def _site(house: House) -> Item:
    address = house.urls.absolute(house.urls.home())
    return {
        **{"@type": "WebSite", "@id": address, "url": address},
        **{"name": house.name, "inLanguage": house.language.tag},
    }


def _called(facts: PageFacts, catalogue: Catalogue) -> str:
    """Return what a page is named after, marked where that is invented."""
    if facts.course:
        return catalogue.courses[facts.course].title
    if facts.provider:
        return catalogue.providers[facts.provider].name
    return catalogue.venues[facts.venue].name if facts.venue else ""


def _trail(trail: Sequence[tuple[str, str]], house: House) -> Item:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": house.urls.absolute(href),
            }
            for position, (name, href) in enumerate(trail, 1)
        ],
    }


def _list(courses: Sequence[str], house: House) -> Item:
    urls = house.urls
    return {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": urls.absolute(urls.course(course)),
            }
            for position, course in enumerate(courses, 1)
        ],
    }


def _course(course: Course, catalogue: Catalogue, house: House) -> Item:
    urls = house.urls
    url, level = urls.absolute(urls.course(course.id)), course.level
    who = catalogue.providers[course.provider]
    runs = [run for run in course.runs if not run.is_over(catalogue.today)]
    offer = _offer(course, url, house)
    return known(
        {
            "@type": "Course",
            "@id": url,
            "identifier": f"urn:uuid:{course_uuid(house, course)}",
            "url": url,
            "name": course.title,
            "description": course.summary,
            "creativeWorkStatus": "Example" if course.example else "",
            "provider": _provider(who, house),
            "inLanguage": list(course.taught_in),
            "educationalLevel": ""
            if level == "none"
            else house.vocabularies["levels"].terms[level].label,
            "coursePrerequisites": course.entry_needs,
            "teaches": list(course.you_will_learn),
            "educationalCredentialAwarded": course.qualification and course.qualification.title,
            "isAccessibleForFree": True if course.cost.kind == "free" else None,
            "offers": offer,
            "hasCourseInstance": [_instance(course, run, catalogue, house) for run in runs],
            "dateModified": house.history[course.id].changed.isoformat(),
        }
    )


def _offer(course: Course, url: str, house: House) -> Item:
    """Say the price, as far as it is known: one that is not is no offer."""
    cost = course.cost
    price = 0.0 if cost.kind == "free" else None if cost.pounds is None else float(cost.pounds)
    if cost.kind not in _PAYS:
        return {}
    return known(
        {
            "@type": "Offer",
            "category": _PAYS[cost.kind],
            "price": price,
            "priceCurrency": "GBP" if price is not None else "",
            "description": house.words.cost(course),
            "url": course.join.url or url,
        }
    )


def _instance(course: Course, run: Run, catalogue: Catalogue, house: House) -> Item:
    page = house.urls.absolute(house.urls.course(course.id))
    return known(
        {
            "@type": "CourseInstance",
            "identifier": f"urn:uuid:{run_uuid(house, course, run)}",
            "name": course.title,
            "courseMode": _MODES[run.delivery],
            "eventAttendanceMode": f"{_VOCABULARY}/{_ATTENDANCE[run.delivery]}",
            "eventStatus": f"{_VOCABULARY}/{_STATUS.get(run.state, 'EventScheduled')}",
            "startDate": run.starts.isoformat(),
            "endDate": run.ends and run.ends.isoformat(),
            "courseSchedule": [
                _schedule(run, line, catalogue.reference.city.zone.key) for line in run.weekly
            ],
            "location": _place(catalogue.venues[run.venue], catalogue, house)
            if run.venue
            else {"@type": "VirtualLocation", "url": page}
            if run.delivery == "online"
            else None,
            "maximumAttendeeCapacity": run.places,
        }
    )


def _schedule(run: Run, line: Weekly, zone: str) -> Item:
    return known(
        {
            "@type": "Schedule",
            "byDay": f"{_VOCABULARY}/{line.day.capitalize()}",
            "startTime": f"{line.start:%H:%M:%S}",
            "endTime": f"{line.end:%H:%M:%S}",
            "startDate": run.starts.isoformat(),
            "endDate": run.ends and run.ends.isoformat(),
            "repeatFrequency": f"P{line.every_weeks}W",
            "exceptDate": [day.isoformat() for day in sorted(run.no_class_on)],
            "scheduleTimezone": zone,
        }
    )


def _provider(who: Provider, house: House) -> Item:
    url = house.urls.absolute(house.urls.provider(who.id))
    return known(
        {
            "@type": "EducationalOrganization",
            "@id": url,
            "identifier": f"urn:uuid:{data_id('provider', who.id)}",
            "name": who.name,
            "url": who.website or url,
        }
    )


def _whole_provider(who: Provider, house: House) -> Item:
    return {
        **_provider(who, house),
        **known(
            {
                "description": who.summary,
                "alternateName": who.short_name,
                "address": who.address and _address(who.address),
                "telephone": who.phone,
                "email": who.email,
            }
        ),
    }


def _place(venue: Venue, catalogue: Catalogue, house: House) -> Item:
    url, point = house.urls.absolute(house.urls.venue(venue.id)), catalogue.places[venue.id].point
    geo: dict[str, Any] = {}
    if point:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": point.latitude,
            "longitude": point.longitude,
        }
    return known(
        {
            "@type": "Place",
            "@id": url,
            "identifier": f"urn:uuid:{data_id('venue', venue.id)}",
            "name": venue.name,
            "url": url,
            "address": _address(venue.address),
            "geo": geo,
            "telephone": venue.phone,
        }
    )


def _address(address: Address) -> Item:
    return known(
        {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, (address.street, address.locality))),
            "addressLocality": address.town,
            "postalCode": address.postcode,
            "addressCountry": "GB",
        }
    )
