"""Courses in JSON: schema.org's JSON-LD, also in a web page, and services of Open Referral UK."""

from __future__ import annotations

import json
from typing import Any

import pytest

from catalogue.sheets.cells import Unreadable
from catalogue.sheets.feeds.opened import courses_in
from tests.conftest import LONDON
from tests.sheets.feeds.rows import row_of, rows_of

SHED = {
    "@type": "Place",
    "name": "The Shed",
    "address": {"@type": "PostalAddress", "postalCode": "L8 1XF"},
}
EVENT = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "name": "Throwing",
    "description": "Make a bowl.",
    "startDate": "2027-07-06T18:00:00+01:00",
    "endDate": "2027-07-06T20:00:00+01:00",
    "location": SHED,
    "offers": {
        "@type": "Offer",
        "price": "45.00",
        "priceCurrency": "GBP",
        "url": "https://b.example/",
    },
    "organizer": {"@type": "Organization", "name": "The Kiln"},
}
WEEK = {
    "@type": "Schedule",
    "byDay": "https://schema.org/Tuesday",
    "startTime": "18:00",
    "endTime": "20:00",
    "repeatFrequency": "P1W",
}
COURSE = {
    "@type": "Course",
    "name": "Throwing",
    "teaches": ["shape clay", "glaze it"],
    "inLanguage": "en",
    "hasCourseInstance": [
        {
            "@type": "CourseInstance",
            "startDate": "2027-01-12",
            "endDate": "2027-03-23",
            "courseMode": "onsite",
            "courseSchedule": WEEK,
            "location": {"@id": "#shed"},
        },
        {
            "@type": "CourseInstance",
            "startDate": "2027-04-13",
            "location": {"@type": "VirtualLocation"},
        },
    ],
}
SERVICE = {
    "id": "1",
    "name": "Throwing",
    "status": "active",
    "description": "Make a bowl.",
    "contacts": [{"phones": [{"number": "0151 496 0123"}]}],
    "cost_options": [{"amount": 0}],
    "service_at_locations": [
        {
            "location": {"name": "The Shed", "addresses": [{"postal_code": "L8 1XF"}]},
            "schedules": [
                {
                    **{"freq": "WEEKLY", "byday": day, "opens_at": "18:00", "closes_at": "20:00"},
                    **{"valid_from": "2027-01-12", "valid_to": "2027-03-25"},
                }
                for day in ("TU", "TH")
            ],
        }
    ],
}

BOOKING = "How to join: Booking page"


def as_json(value: Any) -> bytes:
    """A value as the bytes of its file."""
    return json.dumps(value).encode()


def test_an_event_of_schema_org() -> None:
    said = row_of(as_json(EVENT), "a.json")
    assert said == {
        "Title": "Throwing",
        "Description": "Make a bowl.",
        "Organisation": "The Kiln",
        "Price": "£45",
        "How to join: Booking page": "https://b.example/",
        "Venue": "The Shed, L8 1XF",
        "First day": "2027-07-06",
        "Sessions": "Tuesday 6pm to 8pm",
    }


def test_a_course_with_two_runs_whose_place_is_told_elsewhere() -> None:
    first, second = rows_of(as_json({"@graph": [COURSE, {**SHED, "@id": "#shed"}]}), "a.jsonld")
    assert first["You will learn"] == "shape clay\nglaze it"
    assert (first["Sessions"], first["Venue"]) == ("Tuesday 6pm to 8pm", "The Shed, L8 1XF")
    assert (first["Way to learn"], first["Last day"]) == ("In person", "2027-03-23")
    assert (second["First day"], second["Venue"]) == ("2027-04-13", "Online")


def test_a_web_page_with_events_in_it() -> None:
    scripts = f'<script>1</script><script type="application/ld+json">{json.dumps([EVENT])}</script>'
    page = f'<!DOCTYPE html><html><script type="application/ld+json">broken{{</script>{scripts}'
    assert row_of(page.encode(), "events.html")["Title"] == "Throwing"


@pytest.mark.parametrize(
    ("change", "heading", "text"),
    [
        ({"offers": [{"price": 0}]}, "Price", "free"),
        ({"offers": {"price": "12", "priceCurrency": "EUR"}}, "Price", "12 EUR"),
        ({"offers": {"lowPrice": 10, "highPrice": 20}}, "Price", "10 to 20"),
        ({"offers": None, "isAccessibleForFree": True}, "Price", "free"),
        ({"eventStatus": "https://schema.org/EventCancelled"}, "State", "Cancelled"),
        ({"eventStatus": "https://schema.org/EventPostponed"}, "State", "Postponed"),
        ({"eventAttendanceMode": "MixedEventAttendanceMode"}, "Way to learn", "Partly online"),
        ({"startDate": "soon"}, "First day", "soon"),
        ({"endDate": "2027-07-08"}, "Last day", "2027-07-08"),
        ({"location": "The Shed"}, "Venue", "The Shed"),
        ({"name": "Potter&#8217;s wheel &amp; more"}, "Title", "Potter’s wheel & more"),
        (
            {"offers": {"url": "https://b.example/?a=1&copy=2"}},
            BOOKING,
            "https://b.example/?a=1&copy=2",
        ),
        ({"superEvent": EVENT}, "Title", "Throwing"),
    ],
)
def test_what_an_event_may_say(change: dict[str, Any], heading: str, text: str) -> None:
    assert row_of(as_json({**EVENT, **change}), "a.json")[heading] == text


def test_what_is_no_pattern_of_weeks_is_asked() -> None:
    monthly = {**EVENT, "eventSchedule": {**WEEK, "repeatFrequency": "P1M"}}
    [sheet] = courses_in(as_json(monthly), "a.json", LONDON)
    assert "no pattern of weeks" in str(*sheet.doubts.values())


def test_services_of_open_referral() -> None:
    said = row_of(as_json({"contents": [SERVICE]}), "services.json")
    assert said["Sessions"] == "Tuesday 6pm to 8pm; Thursday 6pm to 8pm"
    assert (said["First day"], said["Last day"]) == ("2027-01-12", "2027-03-25")
    assert (said["Venue"], said["Price"]) == ("The Shed, L8 1XF", "free")
    assert said["How to join: Phone"] == "0151 496 0123"
    assert row_of(as_json(SERVICE), "service.json") == said


def test_a_service_that_is_given_no_more_is_no_course() -> None:
    [sheet] = courses_in(as_json([{**SERVICE, "status": "defunct"}]), "a.json", LONDON)
    assert sheet.aside == {2: "its status is defunct"}


def test_that_there_are_more_pages_is_told() -> None:
    page = {"contents": [SERVICE], "page_number": 1, "total_pages": 3, "last_page": False}
    [sheet] = courses_in(as_json(page), "a.json", LONDON)
    assert "This is page 1 of 3" in sheet.told[0]


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        pytest.param(as_json(EVENT)[:-5], "The feed is no JSON", id="cut off"),
        pytest.param(b"[" * 100_000, "parts within parts", id="deep"),
        pytest.param(b'{"contents": ["x"]}', "no services with a name", id="no services"),
        pytest.param(b'{"@type": "Thing"}', "The feed has no run in it", id="no course"),
        pytest.param(b"<html><p>Sign in</p></html>", "This is a web page", id="page"),
        pytest.param(b'{"' + b"x" * 10_000_001, "bigger than 10 MB", id="too big"),
        pytest.param(as_json([EVENT] * 6_000), "more than 4,999 times", id="too many"),
    ],
)
def test_json_that_is_refused(feed: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        courses_in(feed, "a.json", LONDON)
