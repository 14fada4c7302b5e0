"""The words of other people's headings: which of them say one thing, and which columns of ours they
mean. A heading that partners use, and that we do not know, becomes a word here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.columns import LASTS, PRICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.problems import Way

SENSES = {
    "start": "start starts starting begin begins beginning commence commences first from",
    "end": "end ends ending finish finishes finishing last to until till",
    "date": "date dates",
    "day": "day days weekday weekdays",
    "time": "time times timing timings",
    "week": "week",
    "hours": "hours",
    "when": "when schedule timetable",
    "sessions": "sessions session",
    "where": "where venue venues location locations place site centre center campus building",
    "address": "address",
    "postcode": "postcode postcodes",
    "room": "room",
    "title": "title titles name names called",
    "course": "course courses class classes activity activities programme program workshop event",
    "area": "area",
    "subject": "subject subjects topic topics category categories theme curriculum",
    "about": "about description descriptions describe detail details blurb content contents "
    "overview synopsis information info outline",
    "short": "short brief summary strapline tagline teaser excerpt few intro introduction",
    "who": "who whom audience suitable aimed target group groups eligible eligibility",
    "need": "requirement requirements prerequisite prerequisites entry criteria prior previous "
    "knowledge experience",
    "bring": "bring equipment equip",
    "next": "next progression steps",
    "learn": "learn outcome outcomes objective objectives aims",
    "assess": "assessment assessments assessed exam exams",
    "level": "level levels difficulty ability",
    "award": "qualification qualifications accreditation",
    "awarder": "awarding body",
    "cost": "cost costs price prices fee fees charge charges pay much tuition",
    "reduced": "concession concessions conc concessionary reduced discounted unwaged",
    "length": "duration weeks length lasts long",
    "contact": "contact contacts enquiry enquiries",
    "phone": "phone telephone tel telephones phones ring call mobile",
    "email": "email emails mail",
    "web": "website web link links url webpage page",
    "book": "book booking bookings enrol enrolment register registration apply application join",
    "deadline": "deadline closing",
    "code": "code codes ref reference id",
    "number": "no number num nos",
    "places": "capacity max maximum places spaces",
    "learners": "learners learner participants",
    "state": "status availability",
    "delivery": "delivery mode format online face person",
    "break": "breaks break holiday holidays half",
    "note": "notes note comments comment remarks",
    "provider": "provider organisation organization organiser organizer",
}
"""The words that say one thing, whichever of them somebody uses."""

MEANINGS: tuple[tuple[Way | None, str], ...] = (
    (("title",), "title, course title, course"),
    (("summary",), "short, short about, short course"),
    (("description",), "about, course about"),
    (("topics",), "subject, subject area"),
    (("level",), "level"),
    (("who_for",), "who, who book"),
    (("entry_needs",), "need"),
    (("bring",), "bring, need bring"),
    (("next_steps",), "next"),
    (("you_will_learn",), "learn"),
    (("assessment",), "assess"),
    (("qualification", "title"), "award, award title"),
    (("qualification", "awarding_body"), "awarder, awarder provider"),
    (PRICE.way, "cost, course cost, cost learners"),
    (("cost", "concession_pounds"), "reduced, reduced cost"),
    (LASTS.way, "length, length course, number length"),
    (
        ("join", "phone"),
        "phone, contact phone, book phone, contact number, phone number, contact, book",
    ),
    (
        ("join", "email"),
        "email, contact email, book email, email address, contact email address, contact, book",
    ),
    (("join", "url"), "web, book web, course web, contact, book"),
    (("join", "how"), "book, book contact"),
    (
        ("runs", "venue"),
        "where, where room, where address, where title postcode, where address postcode, address",
    ),
    (
        ("runs", "starts"),
        "start date, start, start day, start date time, start sessions, start sessions date, date, "
        "sessions date, day date, date time, start end, "
        "start end date, when",
    ),
    (("runs", "ends"), "end date, end, end day, end date time, end sessions, end sessions date"),
    (
        ("runs", "sessions"),
        "day, time, day time, when, start time, end time, start end time, day date time, hours, "
        "start, end, sessions, date time, date, time when, day when, sessions time, sessions day, "
        "sessions day time, day week, day week time, day date",
    ),
    (("runs", "no_class_on"), "break, break date"),
    (("runs", "places"), "places, number places, places learners"),
    (("runs", "state"), "state"),
    (("runs", "reference"), "code, course code, course number, number code"),
    (("runs", "delivery"), "delivery, course delivery"),
    (("runs", "note"), "room, note"),
    (("runs", "apply_by"), "deadline, deadline date, book deadline, book end, book end date"),
    (None, "provider, provider title, number sessions"),
)
"""What sets of these words mean, by the way of our column, the likeliest first. What stands under
several is told apart by what the column holds: “From” has days or times.
"""
IDIOMS: Mapping[str, Way] = {
    "weekly": ("runs", "sessions"),
    **dict.fromkeys(("am pm", "am or pm"), ("runs", "sessions")),
    "in brief": ("summary",),
    "what it is": ("description",),
    "for whom": ("who_for",),
    "half term": ("runs", "no_class_on"),
    "no class": ("runs", "no_class_on"),
    "online or in person": ("runs", "delivery"),
}
SAYS_LITTLE = ("course", "title", "about", "when", "number")
"""What a heading may say as well: the “name” of a place is the place."""
FILLING = (
    "a an the of for in on at is are it its do does will be what which how many please tell us we "
    "you your our this that can people and or by as with per full total main should would need "
    "know attend come along if any there term further more words held needed ticket tickets run "
    "runs take takes happen dd mm yy yyyy hh gbp inc vat gst"
)
"""Words beside which a heading says the same."""
