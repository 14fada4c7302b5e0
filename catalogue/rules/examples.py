"""Invented courses and places never point at real people, and real ones never at nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from catalogue.phones import can_be_rung, national_number
from catalogue.problems import Code, Scope, Severity
from catalogue.quoting import quoted
from catalogue.records import Course, Provider
from catalogue.rules.findings import Finding, Records
from catalogue.rules.links import addresses_of, text_of
from catalogue.rules.markdown import links_in
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.problems import Way
    from catalogue.records import Record

EXAMPLE_IS_REAL = Code(
    "example-is-real",
    Severity.ERROR,
    "An example leads to somebody real",
    "An example is invented, and a stranger must not be rung or written to about it. Use one of "
    "the phone numbers that are kept free for drama, and addresses that end in .example.",
)
REAL_IS_EXAMPLE = Code(
    "real-is-example",
    Severity.ERROR,
    "The way to reach you is an invented one",
    "Phone numbers that are kept free for drama and addresses that end in .example belong to "
    "nobody. Give the ones that you answer, or write example: true.",
)
INVENTED_VENUE = Code(
    "invented-venue",
    Severity.ERROR,
    "A real course is at an invented place",
    "Nobody can go there, and the public site leaves invented places out. Choose a real venue, or "
    "write example: true if the course is invented too.",
    scope=Scope.CATALOGUE,
)
CODES = (EXAMPLE_IS_REAL, REAL_IS_EXAMPLE, INVENTED_VENUE)


def check(records: Records) -> Iterator[Finding]:
    """Look at every phone number and address, and at the venues of real courses."""
    for course, index, run in records.runs:
        venue = records.venues.get(run.venue or "")
        if venue is not None and venue.example and not course.example:
            what = f"{venue.name} is an invented place, and this course is not an example."
            mend = "Choose a real venue, or write example: true if all of it is invented."
            yield Finding(INVENTED_VENUE, course, ("runs", index, "venue"), what, mend)
    city = records.reference.city
    for record in records.everything:
        for field, said, invented in _ways(record, city.invented_phones):
            if record.example and not invented:
                words = say("example-is-real", said=quoted(said), phone=city.phone_example)
                yield Finding(EXAMPLE_IS_REAL, record, field, *words)
            elif invented and not record.example:
                words = say("real-is-example", said=quoted(said))
                yield Finding(REAL_IS_EXAMPLE, record, field, *words)


def _ways(record: Record, drama: Iterable[range]) -> Iterator[tuple[Way, str, bool]]:
    """Yield each way to reach somebody: its field, what it says, and whether it is invented."""
    if isinstance(record, Course):
        yield from of_phone(("join", "phone"), record.join.phone, drama)
        yield from of_email(("join", "email"), record.join.email)
    else:
        yield from of_phone(("phone",), record.phone, drama)
        yield from of_email(("email",), record.email if isinstance(record, Provider) else None)
    for field, address in addresses_of(record):
        # An invented place may tell where the idea for it came from.
        if not (record.example and field[0] == "sources"):
            yield from of_page(field, address)
    name, text = text_of(record)
    for link in links_in(text or ""):
        scheme, _, rest = link.address.partition(":")
        rest = unquote(rest).partition("?")[0]
        if scheme == "tel":
            yield from of_phone((name,), rest, drama)
        elif scheme == "mailto":
            yield from of_email((name,), rest)
        elif scheme in ("http", "https"):
            yield from of_page((name,), link.address)


def of_phone(
    field: Way, phone: str | None, drama: Iterable[range]
) -> Iterator[tuple[Way, str, bool]]:
    """Yield a field with the phone number in it, and whether it is invented."""
    if phone and can_be_rung(phone):
        yield field, phone, any(national_number(phone) in numbers for numbers in drama)


def of_email(field: Way, email: str | None) -> Iterator[tuple[Way, str, bool]]:
    """Yield a field with the e-mail address in it, and whether it is invented."""
    if email:
        yield field, email, _is_invented(email.rpartition("@")[2])


def of_page(field: Way, address: str) -> Iterator[tuple[Way, str, bool]]:
    """Yield a field with the address of a page in it, and whether it is invented."""
    host = _host(address)
    if "." in host:
        yield field, address, _is_invented(host)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_invented(host: str) -> bool:
    return host.casefold().rstrip(".").endswith(".example")
