"""What the JSON of /data/v1/ is made of: one table, from which come its JSON Schema and OpenAPI.

The JSON Schema is of draft 2020-12, the OpenAPI of version 3.1, which takes the same schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.exports.gate import OUR_LICENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

Made = dict[str, Any]

_TEXT, _DAY, _FLAG = {"type": "string"}, {"type": "string", "format": "date"}, {"type": "boolean"}
_ID, _LINK = {"type": "string", "format": "uuid"}, {"type": "string", "format": "uri"}
_TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
_MONEY = {"type": "number", "minimum": 0}
_COUNT = {"type": "integer", "minimum": 0}
_ANSWERS = {"type": "object", "additionalProperties": {"enum": ["yes", "no", "ask"]}}


def _each(items: Made) -> Made:
    return {"type": "array", "items": items}


def _object(rows: Mapping[str, tuple[Made, str]], *may_be_left_out: str) -> Made:
    """Make the schema of an object. What may be left out is not known of every item."""
    return {
        "type": "object",
        "properties": {name: {**kind, "description": said} for name, (kind, said) in rows.items()},
        "required": [name for name in rows if name not in may_be_left_out],
    }


_ADDRESS = _object(
    {
        "street": (_TEXT, "Number and street."),
        "locality": (_TEXT, "Part of the city."),
        "town": (_TEXT, "Town or city."),
        "postcode": (_TEXT, "Postcode."),
    },
    *("street", "locality", "postcode"),
)
_QUALIFICATION = _object(
    {
        "title": (_TEXT, "Its name on the certificate."),
        "awarding_body": (_TEXT, "Who gives the certificate."),
        "number": (_TEXT, "Ofqual's number."),
    },
    *("awarding_body", "number"),
)
_COST = _object(
    {
        "kind": (_TEXT, "A term of cost-kinds: who pays."),
        "pounds": (_MONEY, "The full price of the whole course, in pounds."),
        "concession_pounds": (_MONEY, "The reduced price, in pounds."),
        "free_if": (_each(_TEXT), "Terms of free-if: who pays nothing."),
        "note": (_TEXT, "What else there is to say of the cost."),
    },
    *("pounds", "concession_pounds", "free_if", "note"),
)
_JOIN = _object(
    {
        "how": (_TEXT, "How to join, in words."),
        "phone": (_TEXT, "A number to call."),
        "email": (_TEXT, "An address to write to."),
        "url": (_LINK, "The page where people ask or book."),
    },
    *("how", "phone", "email", "url"),
)
_MEETING = _object(
    {
        "day": (_TEXT, "A term of days."),
        "start": (_TIME, "On the city's clock."),
        "end": (_TIME, "On the city's clock."),
        "every_weeks": ({"type": "integer", "minimum": 1}, "1 is each week, 2 every second."),
    }
)
_POINT = _object(
    {
        "latitude": ({"type": "number"}, "Degrees north (WGS84)."),
        "longitude": ({"type": "number"}, "Degrees east (WGS84)."),
    }
)
_TERM = _object(
    {
        "id": (_TEXT, "What items say."),
        "label": (_TEXT, "What people read."),
        "meaning": (_TEXT, "What it means."),
    }
)
_EXAMPLE = (_FLAG, "Whether it is invented. Then its name says so too, and nobody should use it.")

ITEMS: Mapping[str, Made] = {
    "courses": _object(
        {
            "id": (_ID, "Names the course for ever."),
            "slug": (_TEXT, "Provider and course, as in its address. It may change."),
            "url": (_LINK, "Its page."),
            "example": _EXAMPLE,
            "title": (_TEXT, "What it is called."),
            "summary": (_TEXT, "One sentence on it."),
            "description": (_TEXT, "What it is like: paragraphs, lists and links in Markdown."),
            "provider": (_ID, "The provider that teaches it."),
            "topics": (_each(_TEXT), "Terms of topics; the main one first."),
            "level": (_TEXT, "A term of levels."),
            "qualification": (_QUALIFICATION, "What people can gain."),
            "who_for": (_TEXT, "Whom it is for, in words."),
            "audiences": (_each(_TEXT), "Terms of audiences."),
            "only_for_audiences": (_FLAG, "Whether nobody but these audiences may join."),
            "you_will_learn": (_each(_TEXT), "Each ends the sentence: you will learn to …"),
            "how_you_learn": (_TEXT, "What happens in class."),
            "entry_needs": (_TEXT, "What people need before they start."),
            "bring": (_TEXT, "What to bring."),
            "assessment": (_TEXT, "Tests and exams."),
            "next_steps": (_TEXT, "What people do next."),
            "leads_to": (_each(_ID), "Courses that people can take next."),
            "support": (_ANSWERS, "Terms of support. What is not said is not known: ask."),
            "taught_in": (_each(_TEXT), "Terms of languages (BCP 47)."),
            "cost": (_COST, "What people pay for the whole course."),
            "join": (_JOIN, "How to join."),
            "runs": (_each(_ID), "The times it is given."),
            "first_published": (_DAY, "Since when it is here."),
            "changed": (_DAY, "When what residents are told of it last changed."),
            "checked": (_DAY, "When its provider last looked it over."),
        },
        *("qualification", "you_will_learn", "how_you_learn", "entry_needs", "bring"),
        *("assessment", "next_steps", "leads_to", "support", "join", "audiences", "taught_in"),
        *("description", "who_for", "summary", "topics", "runs"),
    ),
    "runs": _object(
        {
            "id": (_ID, "Names the run for ever."),
            "course": (_ID, "The course that is given."),
            "venue": (_ID, "Where. A run online has none."),
            "calendar": (_LINK, "Its dates as a calendar (iCalendar)."),
            "example": _EXAMPLE,
            "state": (_TEXT, "A term of states: whether one can join."),
            "delivery": (_TEXT, "A term of delivery."),
            "starts": (_DAY, "The first day."),
            "ends": (_DAY, "The last day."),
            "rolling": (_FLAG, "Whether people may join in any week."),
            "weekly": (_each(_MEETING), "When it meets."),
            "no_class_on": (_each(_DAY), "Days within it without a class."),
            "own_time_hours": (_MONEY, "Hours of one's own a week, or in all where online."),
            "places": (_COUNT, "How many can take part."),
            "apply_by": (_DAY, "The last day to apply."),
            "note": (_TEXT, "What else there is to say of it."),
            "changed": (_DAY, "When it last changed."),
            "version": (_COUNT, "Goes up whenever it changes."),
        },
        *("venue", "calendar", "ends", "weekly", "no_class_on", "own_time_hours", "places"),
        *("apply_by", "note"),
    ),
    "venues": _object(
        {
            "id": (_ID, "Names the venue for ever."),
            "slug": (_TEXT, "As in its address."),
            "url": (_LINK, "Its page."),
            "example": _EXAMPLE,
            "name": (_TEXT, "The name on the door."),
            "kind": (_TEXT, "What sort of place it is."),
            "address": (_ADDRESS, "Where it is."),
            "point": (_POINT, "Where it is on a map: its door, or else its postcode."),
            "areas": (_each(_TEXT), "Terms of areas."),
            "access": (_ANSWERS, "Terms of access. What is not said is not known: ask."),
            "access_note": (_TEXT, "What people should know before they come."),
            "getting_there": (_TEXT, "The way there, in words."),
            "phone": (_TEXT, "The number of the place itself."),
            "website": (_LINK, "The page of the place itself."),
            "closed_on": (_DAY, "The day it closed for good."),
        },
        *("point", "areas", "access", "access_note", "getting_there", "phone", "website"),
        *("closed_on", "address"),
    ),
    "providers": _object(
        {
            "id": (_ID, "Names the provider for ever."),
            "slug": (_TEXT, "As in its address."),
            "url": (_LINK, "Its page."),
            "example": _EXAMPLE,
            "name": (_TEXT, "What it is called."),
            "short_name": (_TEXT, "What people call it for short."),
            "summary": (_TEXT, "One sentence on it."),
            "about": (_TEXT, "More on it."),
            "address": (_ADDRESS, "Where it is."),
            "phone": (_TEXT, "Its number."),
            "email": (_TEXT, "Its e-mail address."),
            "website": (_LINK, "Its own site."),
            "charity_number": (_TEXT, "Its number in the register of charities."),
            "company_number": (_TEXT, "Its number at Companies House."),
            "ukprn": (_TEXT, "Its number in the UK register of learning providers."),
        },
        *("short_name", "about", "address", "phone", "email", "website", "charity_number"),
        *("company_number", "ukprn", "summary"),
    ),
    "vocabularies": _object(
        {
            "name": (_TEXT, "What the list is called in these descriptions."),
            "title": (_TEXT, "What people call it."),
            "meaning": (_TEXT, "What it is of."),
            "terms": (_each(_TERM), "Its words, in the order in which people see them."),
        }
    ),
}
"""The schema of an item of each list."""


def schema(folder: str) -> Made:
    """Return the JSON Schema of every page of every list, which are in `folder`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{folder}schema.json",
        "title": "A page of a list of /data/v1/",
        "anyOf": [{"$ref": f"#/$defs/{_page(name)}"} for name in ITEMS],
        "$defs": _definitions("#/$defs/"),
    }


def schema_of(name: str) -> Made:
    """Return the JSON Schema of a page of one list."""
    return {"$ref": f"#/$defs/{_page(name)}", "$defs": _definitions("#/$defs/")}


def openapi(name: str, folder: str) -> Made:
    """Return the description of /data/v1/ in `folder`, the data of the site that is so called."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{name}: open data",
            "version": "1",
            "description": (
                "Files, made anew with each build. There is no key and no limit, and nothing can "
                "be asked: fetch a list and follow `next`. What is not known is left out. As long "
                "as v1 is here, fields and files are added to it, and none is taken away or comes "
                "to mean something else."
            ),
            "license": {"name": "CC BY 4.0", "url": OUR_LICENCE},
        },
        "servers": [{"url": folder.rstrip("/")}],
        "paths": {
            path: _path(summary, page)
            for name in ITEMS
            for path, summary, page in (
                (f"/{name}.json", f"The first page of {name}", name),
                (f"/{name}-{{page}}.json", f"Another page of {name}", name),
            )
        },
        "components": {"schemas": _definitions("#/components/schemas/")},
    }


def _path(summary: str, name: str) -> Made:
    is_later = summary.startswith("Another")
    get: Made = {
        "summary": summary,
        "operationId": f"{'later_' if is_later else ''}{name}",
        "responses": {
            "200": {
                "description": "The page",
                "content": {
                    "application/json": {"schema": {"$ref": f"#/components/schemas/{_page(name)}"}}
                },
            },
            "404": {"description": "There is no such page"},
        },
    }
    if is_later:
        number = {"type": "integer", "minimum": 2}
        get["parameters"] = [{"name": "page", "in": "path", "required": True, "schema": number}]
    return {"get": get}


def _page(name: str) -> str:
    return f"page-of-{name}"


def _definitions(folder: str) -> Made:
    return dict(ITEMS) | {
        _page(name): _object(
            {
                "built": (_DAY, "The day of the build."),
                "licence": (_LINK, "The licence of the data."),
                "total": (_COUNT, "How many items there are on all pages."),
                "pages": (_COUNT, "How many pages there are."),
                "next": (_LINK, "The next page. The last one has none."),
                "items": (_each({"$ref": f"{folder}{name}"}), "The items of this page."),
            },
            "next",
        )
        for name in ITEMS
    }
