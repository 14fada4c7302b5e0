"""Everything as plain JSON for developers: /data/v1/, with its schema and an OpenAPI description.

What nobody has said is left out of an item, and never null, zero or empty. `id` never changes and
is what items name each other by; `slug` is what the file is called now. What there is stays as
long as /data/v1/ does: fields and files are added, never taken away or given another meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.exports.gate import OUR_LICENCE, File, Format, Json, WrittenItem
from catalogue.exports.ids import course_uuid, data_id, run_uuid
from catalogue.exports.json_schema import openapi, schema
from catalogue.exports.paged import known, page_name, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.exports.paged import Item
    from catalogue.records import Address, Course, Provider, Run, Venue
    from catalogue.schemas import Vocabulary

FORMAT = Format(
    name="json",
    title="JSON for developers",
    purpose="All courses, runs, venues, providers and words, to build something with.",
    media_type="application/json",
    addresses=("data/v1/{list}.json",),
    begins_at="data/v1/courses.json",
    checked_by="Its own JSON Schema, data/v1/schema.json.",
    needs_address=True,
)


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield the pages of each list, and what describes them."""
    courses = catalogue.courses.values()
    lists: dict[str, Iterable[Item]] = {
        "courses": (_course(course, catalogue, house) for course in courses),
        "runs": (_run(course, run, catalogue, house) for course in courses for run in course.runs),
        "venues": (_venue(venue, catalogue, house) for venue in catalogue.venues.values()),
        "providers": (_provider(who, house) for who in catalogue.providers.values()),
        "vocabularies": (_words(*named) for named in house.vocabularies.items()),
    }
    for name, items in lists.items():
        yield from _pages(name, items, catalogue, house)
    urls = house.urls
    yield File(urls.data("v1/schema.json"), Json(schema(urls.absolute(urls.data("v1/")))))
    yield File(
        urls.data("v1/openapi.json"), Json(openapi(house.name, urls.absolute(urls.data("v1/"))))
    )


def _pages(name: str, items: Iterable[Item], catalogue: Catalogue, house: House) -> Iterator[File]:
    urls, pages = house.urls, pages_of(map(WrittenItem.of, items))
    addresses = [urls.data(f"v1/{page_name(name, one + 1)}") for one in range(len(pages))]
    total = sum(map(len, pages))
    for page, address, following in zip(pages, addresses, (*addresses[1:], ""), strict=True):
        head = {
            "built": catalogue.today.isoformat(),
            "licence": OUR_LICENCE,
            "total": total,
            "pages": len(pages),
            "next": following and urls.absolute(following),
        }
        yield File(address, Json({**known(head), "total": total}, "items", page))


def _course(course: Course, catalogue: Catalogue, house: House) -> Item:
    history, urls = house.history[course.id], house.urls
    qualification, join, cost = course.qualification, course.join, course.cost
    leads_to = (catalogue.courses[one] for one in course.leads_to if one in catalogue.courses)
    return known(
        {
            "id": course_uuid(house, course),
            "slug": course.id,
            "url": urls.absolute(urls.course(course.id)),
            "example": course.example,
            "title": course.title,
            "summary": course.summary,
            "description": course.description,
            "provider": data_id("provider", course.provider),
            "topics": course.topics,
            "level": course.level,
            "qualification": qualification
            and known(
                {
                    "title": qualification.title,
                    "awarding_body": qualification.awarding_body,
                    "number": qualification.number,
                }
            ),
            "who_for": course.who_for,
            "audiences": course.audiences,
            "only_for_audiences": course.only_for_audiences,
            "you_will_learn": course.you_will_learn,
            "how_you_learn": course.how_you_learn,
            "entry_needs": course.entry_needs,
            "bring": course.bring,
            "assessment": course.assessment,
            "next_steps": course.next_steps,
            "leads_to": [course_uuid(house, one) for one in leads_to],
            "support": course.support,
            "taught_in": course.taught_in,
            "cost": known(
                {
                    "kind": cost.kind,
                    "pounds": _number(cost.pounds),
                    "concession_pounds": _number(cost.concession_pounds),
                    "free_if": cost.free_if,
                    "note": cost.note,
                }
            ),
            "join": known(
                {"how": join.how, "phone": join.phone, "email": join.email, "url": join.url}
            ),
            "runs": [run_uuid(house, course, run) for run in course.runs],
            "first_published": history.first.isoformat(),
            "changed": history.changed.isoformat(),
            "checked": course.checked.isoformat(),
        }
    )


def _run(course: Course, run: Run, catalogue: Catalogue, house: House) -> Item:
    history, urls = house.history[course.id].runs[run.key], house.urls
    return known(
        {
            "id": run_uuid(house, course, run),
            "course": course_uuid(house, course),
            "venue": run.venue and data_id("venue", run.venue),
            "calendar": urls.absolute(urls.calendar(course.id, run.key))
            if catalogue.has_sessions(run)
            else None,
            "example": course.example,
            "state": run.state,
            "delivery": run.delivery,
            "starts": run.starts.isoformat(),
            "ends": run.ends and run.ends.isoformat(),
            "rolling": run.rolling,
            "weekly": [
                {
                    "day": line.day,
                    "start": f"{line.start:%H:%M}",
                    "end": f"{line.end:%H:%M}",
                    "every_weeks": line.every_weeks,
                }
                for line in run.weekly
            ],
            "no_class_on": [day.isoformat() for day in sorted(run.no_class_on)],
            "own_time_hours": _number(run.own_time_hours),
            "places": run.places,
            "apply_by": run.apply_by and run.apply_by.isoformat(),
            "note": run.note,
            "changed": history.changed.isoformat(),
            "version": history.version,
        }
    )


def _venue(venue: Venue, catalogue: Catalogue, house: House) -> Item:
    point = catalogue.places[venue.id].point
    return known(
        {
            "id": data_id("venue", venue.id),
            "slug": venue.id,
            "url": house.urls.absolute(house.urls.venue(venue.id)),
            "example": venue.example,
            "name": venue.name,
            "kind": venue.kind,
            "address": _address(venue.address),
            "point": point and {"latitude": point.latitude, "longitude": point.longitude},
            "areas": catalogue.places[venue.id].areas,
            "access": venue.access,
            "access_note": venue.access_note,
            "getting_there": venue.getting_there,
            "phone": venue.phone,
            "website": venue.website,
            "closed_on": venue.closed_on and venue.closed_on.isoformat(),
        }
    )


def _provider(who: Provider, house: House) -> Item:
    return known(
        {
            "id": data_id("provider", who.id),
            "slug": who.id,
            "url": house.urls.absolute(house.urls.provider(who.id)),
            "example": who.example,
            "name": who.name,
            "short_name": who.short_name,
            "summary": who.summary,
            "about": who.about,
            "address": who.address and _address(who.address),
            "phone": who.phone,
            "email": who.email,
            "website": who.website,
            "charity_number": who.charity_number,
            "company_number": who.company_number,
            "ukprn": who.ukprn,
        }
    )


def _words(name: str, vocabulary: Vocabulary) -> Item:
    terms = vocabulary.terms.values()
    return {
        "name": name,
        "title": vocabulary.title,
        "meaning": vocabulary.meaning,
        "terms": [{"id": one.id, "label": one.label, "meaning": one.meaning} for one in terms],
    }


def _address(address: Address) -> Mapping[str, Any]:
    return known(
        {
            "street": address.street,
            "locality": address.locality,
            "town": address.town,
            "postcode": address.postcode,
        }
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
