"""What is said of a real organisation or place has a source that anyone can check."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from catalogue.problems import Code, Severity
from catalogue.quoting import listed, nearest
from catalogue.records import Provider
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Venue

NO_SOURCE = Code(
    "no-source",
    Severity.ERROR,
    "A fact has no source",
    "We say of real organisations and places only what somebody can check. A wrong phone number or "
    "a step that nobody mentioned costs people a day.",
)
STRAY_SOURCE = Code(
    "stray-source",
    Severity.ERROR,
    "A source is for a field that is not there",
    "The words after for are names of fields in the same file. Often it is a slip of the keyboard, "
    "or the field was deleted.",
)
CODES = (NO_SOURCE, STRAY_SOURCE)
_PROVIDER_FACTS = (
    "about",
    "address",
    "phone",
    "email",
    "website",
    "charity_number",
    "company_number",
    "ukprn",
)
VENUE_FACTS = ("address", "point", "phone", "website", "closed_on")
_OURS = ("id", "file", "example", "sources")


def check(records: Records) -> Iterator[Finding]:
    """Look at the facts and the sources of every provider and venue."""
    for record in records.providers_and_venues:
        if not record.example:
            yield from _facts(record)
        yield from _sources(record)


def _facts(record: Provider | Venue) -> Iterator[Finding]:
    sourced = {name for source in record.sources for name in source.fields}
    for name in _facts_of(record):
        if name not in sourced:
            yield Finding(NO_SOURCE, record, (name,), *say("no-source", name=name))


def _facts_of(record: Provider | Venue) -> list[str]:
    if isinstance(record, Provider):
        return [name for name in _PROVIDER_FACTS if getattr(record, name) is not None]
    facts = [name for name in VENUE_FACTS if getattr(record, name) is not None]
    said = any(answer != "ask" for answer in record.access.values())
    return [*facts, "access"] if said else facts


def fields_in(kind: type[Provider | Venue]) -> list[str]:
    """Return the names of the fields that partners fill in, in order."""
    return [field.name for field in fields(kind) if field.name not in _OURS]


def _sources(record: Provider | Venue) -> Iterator[Finding]:
    there = [name for name in fields_in(type(record)) if getattr(record, name) not in (None, ())]
    for row, source in enumerate(record.sources):
        for index, name in enumerate(source.fields):
            if name not in there:
                meant = nearest(name, dict.fromkeys(there, ()))
                what, mend = say("stray-source", name=name, names=listed(there))
                mend = phrase("meant", name=meant) if meant else mend
                yield Finding(STRAY_SOURCE, record, ("sources", row, "for", index), what, mend)
