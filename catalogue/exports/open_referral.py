"""Courses as services, for councils' directories: Open Referral UK 3.0, as files.

The lists have what an API answers with at the same addresses, page by page, and each item whole.
Files cannot answer questions: index.json names the parameters of the standard that this means
(UNANSWERED). Whoever needs them fetches the lists and asks their own copy.

There is no place in the standard for eligibility, childcare or places left: what there is to say
of who may join is in the description, and the course's page has the rest.
https://openreferraluk.org, github.com/OpenReferralUK/uk-profile
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from catalogue.exports.gate import File, Format, Json, WrittenItem
from catalogue.exports.ids import course_uuid, data_id, run_uuid
from catalogue.exports.paged import known, page_name, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.exports.paged import Item
    from catalogue.records import Course, Provider, Run, Venue, Weekly

FORMAT = Format(
    name="oruk",
    title="Open Referral UK 3.0",
    purpose="Courses as services, for the directories of councils, libraries and link workers.",
    media_type="application/json",
    addresses=("data/open-referral-uk/{list}.json",),
    begins_at="data/open-referral-uk/index.json",
    checked_by=(
        "The standard's JSON Schemas of services, places and organisations; of the rest, a reader "
        "of JSON."
    ),
    needs_address=True,
)
UNANSWERED = (
    *("search", "taxonomy_term_id", "taxonomy_id", "minimum_age", "maximum_age", "start_time"),
    *("end_time", "day", "postcode", "proximity", "page", "per_page"),
)
"""The parameters of the standard's API that files cannot answer."""
_PROFILE = "https://docs.openreferraluk.org/en/3.0/"
_FOLDER = "open-referral-uk/"


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield the pages of each list, and what there is."""
    topics, providers = house.vocabularies["topics"], catalogue.providers.values()
    services, at_locations = _services(catalogue, house)
    lists: dict[str, Iterable[WrittenItem]] = {
        "services": services,
        "service_at_locations": at_locations,
        "organizations": (WrittenItem.of(_organization(who, house)) for who in providers),
        "taxonomies": [
            WrittenItem.of(
                {
                    "id": _TOPICS,
                    "name": topics.title,
                    "description": topics.meaning,
                    "version": "1",
                }
            )
        ],
        "taxonomy_terms": (WrittenItem.of(_term(one, house)) for one in topics.terms),
    }
    addresses = {name: f"{_FOLDER}{name}.json" for name in lists}
    for name, items in lists.items():
        yield from _pages(name, items, house)
    about = {
        "version": "3.0",
        "profile": _PROFILE,
        "openapi_url": f"{_PROFILE}schema/openapi.json",
        "lists": {
            name: house.urls.absolute(house.urls.data(one)) for name, one in addresses.items()
        },
        "not_answered": list(UNANSWERED),
        "pages": "services.json, services-2.json and so on, up to total_pages.",
    }
    yield File(house.urls.data(f"{_FOLDER}index.json"), Json(about))


def _services(catalogue: Catalogue, house: House) -> tuple[list[WrittenItem], list[WrittenItem]]:
    """Return each course as a service, and each place that it is at, which the service has too."""

    @cache
    def location(venue_id: str) -> Item:
        return _location(catalogue.venues[venue_id], catalogue, house)

    @cache
    def organization(provider_id: str) -> Item:
        return _organization(catalogue.providers[provider_id], house)

    services, at_locations = [], []
    for course in catalogue.courses.values():
        places = _places(course, catalogue, house, location)
        services.append(WrittenItem.of(_service(course, places, catalogue, house, organization)))
        short = _in_short(course, catalogue, house)
        at_locations += [WrittenItem.of({**place, "service": short}) for place in places]
    return services, at_locations


def _pages(name: str, items: Iterable[WrittenItem], house: House) -> Iterator[File]:
    pages = pages_of(items)
    for number, page in enumerate(pages, 1):
        values = {
            "total_items": sum(map(len, pages)),
            "total_pages": len(pages),
            "page_number": number,
            "size": len(page),
            "first_page": number == 1,
            "last_page": number == len(pages),
            "empty": not page,
        }
        address = house.urls.data(f"{_FOLDER}{page_name(name, number)}")
        yield File(address, Json(values, "contents", page))


_TOPICS = data_id("taxonomy", "topics")


def _in_short(course: Course, catalogue: Catalogue, house: House) -> Item:
    return {
        "id": course_uuid(house, course),
        "name": course.title,
        "status": "active" if _live(course.runs, catalogue) else "inactive",
    }


def _live(runs: Iterable[Run], catalogue: Catalogue) -> list[Run]:
    """Return the runs that people could still go to."""
    return [run for run in runs if not run.is_over(catalogue.today) and not run.is_off]


def _service(
    course: Course,
    places: Sequence[Item],
    catalogue: Catalogue,
    house: House,
    organization: Callable[[str], Item],
) -> Item:
    key, urls = course_uuid(house, course), house.urls
    page = urls.absolute(urls.course(course.id))
    live = _live(course.runs, catalogue)
    return known(
        {
            **_in_short(course, catalogue, house),
            "organization_id": data_id("provider", course.provider),
            "description": _description(course, house),
            "url": page,
            "email": course.join.email,
            "accreditations": course.qualification and course.qualification.title,
            "assured_date": course.checked.isoformat(),
            "alert": _alert(course, house),
            "last_modified": f"{house.history[course.id].changed}T00:00:00Z",
            "organization": organization(course.provider),
            "schedules": _schedules(course, key, [run for run in live if not run.venue], house),
            "service_at_locations": places,
            "languages": [
                {
                    "id": data_id("language", key, one),
                    "service_id": key,
                    "name": house.vocabularies["languages"].terms[one].label,
                    "code": one,
                }
                for one in course.taught_in
            ],
            "cost_options": [_cost(course, key, house)],
            "contacts": _contacts(course, key),
            "attributes": [
                {
                    "id": data_id("attribute", key, topic),
                    "link_id": key,
                    "link_type": "service",
                    "taxonomy_term_id": data_id("topic", topic),
                    "taxonomy_term": _term(topic, house),
                }
                for topic in course.topics
            ],
        }
    )


def _description(course: Course, house: House) -> str:
    only_for = house.words.who_may_join(course)
    parts = (
        course.summary,
        only_for and f"{only_for}.",
        course.description.strip(),
        course.who_for,
        course.entry_needs,
    )
    return "\n\n".join(filter(None, parts))


def _alert(course: Course, house: House) -> str:
    if not course.example:
        return ""
    return house.language.gettext("Example: this course is invented. You cannot join it.")


def _organization(who: Provider, house: House) -> Item:
    key = data_id("provider", who.id)
    numbers = {
        "GB-CHC": ("Charity number", who.charity_number),
        "GB-COH": ("Company number", who.company_number),
        "GB-UKPRN": ("UKPRN", who.ukprn),
    }
    return known(
        {
            "id": key,
            "name": who.name,
            "description": who.summary,
            "email": who.email,
            "website": who.website,
            "uri": house.urls.absolute(house.urls.provider(who.id)),
            "organization_identifiers": [
                {
                    "id": data_id("identifier", who.id, scheme),
                    "organization_id": key,
                    "identifier_scheme": scheme,
                    "identifier_type": kind,
                    "identifier": number,
                }
                for scheme, (kind, number) in numbers.items()
                if number
            ],
        }
    )


def _places(
    course: Course, catalogue: Catalogue, house: House, location: Callable[[str], Item]
) -> list[Item]:
    """Return where a course is, each place with the times of the runs there that go on."""
    key = course_uuid(house, course)
    by_venue: dict[str, list[Run]] = {}
    for run in course.runs:
        if run.venue:
            by_venue.setdefault(run.venue, []).append(run)
    return [
        known(
            {
                "id": data_id("service-at-location", key, venue),
                "service_id": key,
                "location_id": data_id("venue", venue),
                "location": location(venue),
                "schedules": _schedules(
                    course,
                    key,
                    _live(runs, catalogue),
                    house,
                    data_id("service-at-location", key, venue),
                ),
            }
        )
        for venue, runs in by_venue.items()
    ]


def _location(venue: Venue, catalogue: Catalogue, house: House) -> Item:
    key, point, address = (
        data_id("venue", venue.id),
        catalogue.places[venue.id].point,
        venue.address,
    )
    access, region = house.vocabularies["access"].terms, catalogue.reference.city.name
    whole = address.postcode and {
        "id": data_id("address", venue.id),
        "location_id": key,
        "address_1": address.street or venue.name,
        "address_2": address.locality or "",
        "city": address.town,
        "state_province": region,
        "postal_code": address.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    return known(
        {
            "id": key,
            "location_type": "physical",
            "name": venue.name,
            "description": venue.getting_there,
            "latitude": point and point.latitude,
            "longitude": point and point.longitude,
            "addresses": [whole] if whole else [],
            "accessibility": [
                {
                    "id": data_id("accessibility", venue.id, one),
                    "location_id": key,
                    "description": access[one].label,
                    "details": venue.access_note or "",
                }
                for one, answer in venue.access.items()
                if answer == "yes"
            ],
        }
    )


def _schedules(
    course: Course, service: str, runs: Iterable[Run], house: House, place: str = ""
) -> list[Item]:
    return [
        _schedule(course, run, number, service, place, house)
        for run in runs
        for number in range(1, max(len(run.weekly), 1) + 1)
    ]


def _schedule(
    course: Course, run: Run, number: int, service: str, place: str, house: House
) -> Item:
    line = run.weekly[number - 1] if run.weekly else None
    off = ", ".join(house.words.day(day) for day in sorted(run.no_class_on))
    return known(
        {
            "id": data_id("schedule", run_uuid(house, course, run), str(number)),
            "service_id": service,
            "service_at_location_id": place,
            "valid_from": run.starts.isoformat(),
            "valid_to": run.ends and run.ends.isoformat(),
            "dtstart": run.starts.isoformat(),
            **(_times(line) if line else {}),
            "description": run.note,
            "attending_type": house.vocabularies["delivery"].terms[run.delivery].label,
            "notes": off and f"No class on {off}.",
        }
    )


def _times(line: Weekly) -> Item:
    return {
        "freq": "WEEKLY",
        "interval": line.every_weeks,
        "byday": line.day[:2].upper(),
        "opens_at": f"{line.start:%H:%M}",
        "closes_at": f"{line.end:%H:%M}",
    }


def _cost(course: Course, service: str, house: House) -> Item:
    cost = course.cost
    amount = 0.0 if cost.kind == "free" else None if cost.pounds is None else float(cost.pounds)
    return known(
        {
            "id": data_id("cost", service),
            "service_id": service,
            "option": house.vocabularies["cost-kinds"].terms[cost.kind].label,
            "amount": amount,
            "amount_description": " ".join(
                filter(None, (f"{house.words.cost(course)}.", cost.note))
            ),
        }
    )


def _contacts(course: Course, service: str) -> list[Item]:
    join, key = course.join, data_id("contact", service)
    if not (join.phone or join.email):
        return []
    phones = [{"id": data_id("phone", service), "contact_id": key, "number": join.phone}]
    return [
        known(
            {
                "id": key,
                "service_id": service,
                "email": join.email,
                "phones": phones if join.phone else [],
            }
        )
    ]


def _term(topic: str, house: House) -> Item:
    term = house.vocabularies["topics"].terms[topic]
    return {
        "id": data_id("topic", topic),
        "name": term.label,
        "description": term.meaning,
        "taxonomy": "topics",
        "taxonomy_id": _TOPICS,
        "term_uri": house.urls.absolute(house.urls.topics()),
    }
