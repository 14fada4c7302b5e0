"""People can reach a person about every course, on a number that can exist."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from catalogue.phones import can_be_rung, costs_extra
from catalogue.problems import Code, Severity
from catalogue.rules.findings import Finding, Records
from catalogue.rules.links import text_of
from catalogue.rules.markdown import links_in
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Way
    from catalogue.records import Record

NO_CONTACT = Code(
    "no-contact",
    Severity.ERROR,
    "There is no way to reach a person",
    "Many people will not fill in a form on a web page. Give a phone number or an e-mail address "
    "that somebody answers.",
)
BAD_PHONE = Code(
    "bad-phone",
    Severity.ERROR,
    "The phone number cannot exist",
    "A UK number has ten or eleven digits with its area code. Numbers from spreadsheets often lose "
    "the 0 at the start.",
)
COSTLY_PHONE = Code(
    "costly-phone",
    Severity.WARNING,
    "Ringing the number costs people extra",
    "Calls to 084, 087, 09 and 070 cost more than others, and no bundle of minutes has them. Those "
    "who most need a free course may not dare to ring. The page warns them.",
)
CODES = (NO_CONTACT, BAD_PHONE, COSTLY_PHONE)


def check(records: Records) -> Iterator[Finding]:
    """Look at every course's way to join, and at every phone number, in texts as well."""
    example = records.reference.city.phone_example
    for course in records.courses.values():
        if not (course.join.phone or course.join.email):
            yield Finding(NO_CONTACT, course, ("join",), *say("no-contact"))
        yield from _phone(course, ("join", "phone"), course.join.phone, example)
        yield from _links(course)
    for record in records.providers_and_venues:
        yield from _phone(record, ("phone",), record.phone, example)
        yield from _links(record)


def _links(record: Record) -> Iterator[Finding]:
    name, text = text_of(record)
    for link in links_in(text or ""):
        scheme, _, phone = link.address.partition(":")
        if scheme.casefold() == "tel" and costs_extra(unquote(phone)):
            yield Finding(COSTLY_PHONE, record, (name,), *say("costly-phone", phone=phone))


def _phone(record: Record, field: Way, phone: str | None, example: str) -> Iterator[Finding]:
    if phone is None:
        return
    if not can_be_rung(phone):
        yield Finding(BAD_PHONE, record, field, *say("bad-phone", phone=phone, example=example))
    elif costs_extra(phone):
        yield Finding(COSTLY_PHONE, record, field, *say("costly-phone", phone=phone))
