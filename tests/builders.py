"""Records to break, for tests of the rules: each is right as it is; a test changes one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from catalogue.records import Address, Cost, Course, Join, Provider, Run, Venue, Weekly
from catalogue.reference import load_reference
from catalogue.rules.findings import Records
from tests.conftest import FROZEN, TODAY

if TYPE_CHECKING:
    from catalogue.records import Record
    from catalogue.rules import Rule


def a_session(
    day: str = "tuesday", start: str = "09:30", end: str = "11:30", every: int = 1
) -> Weekly:
    """One line of a weekly pattern."""
    return Weekly(day, time.fromisoformat(start), time.fromisoformat(end), every)


def a_run(**changes: Any) -> Run:
    """Eleven Tuesday mornings in the shed, from 12 January to 23 March 2027."""
    run = Run(
        key="2027-01-12-the-shed",
        starts=date(2027, 1, 12),
        ends=date(2027, 3, 23),
        venue="the-shed",
        weekly=(a_session(),),
    )
    return replace(run, **changes)


def a_course(**changes: Any) -> Course:
    """A free pottery course of the kiln's with one run. Its file and provider follow its id."""
    course_id = changes.get("id", "the-kiln/pottery")
    course = Course(
        id=course_id,
        file=f"content/courses/{course_id}.yaml",
        provider=course_id.partition("/")[0],
        title="Pottery for beginners",
        summary="Make a bowl and a mug with your own hands.",
        description="We start with a lump of clay.",
        topics=("crafts",),
        level="none",
        who_for="Adults who have never made a pot.",
        cost=Cost("free"),
        join=Join(phone="0151 496 0123"),
        runs=(a_run(),),
        checked=date(2026, 11, 20),
        example=True,
    )
    return replace(course, **changes)


def a_venue(**changes: Any) -> Venue:
    """An invented shed at a real postcode."""
    venue_id = changes.get("id", "the-shed")
    venue = Venue(
        id=venue_id,
        file=f"content/venues/{venue_id}.yaml",
        name="The Shed",
        kind="community centre",
        address=Address(town="Liverpool", postcode="L8 1XF"),
        access={"step-free": "yes"},
        example=True,
    )
    return replace(venue, **changes)


def a_provider(**changes: Any) -> Provider:
    """An invented organisation."""
    provider_id = changes.get("id", "the-kiln")
    provider = Provider(
        id=provider_id,
        file=f"providers/{provider_id}.yaml",
        name="The Kiln",
        summary="An invented place where people learn to make things.",
        example=True,
    )
    return replace(provider, **changes)


def records_of(*changed: Record, today: date = TODAY) -> Records:
    """These records, and the shed and the kiln, with the real words, places and bank holidays."""
    records = (a_venue(), a_provider(), *changed)
    return Records(
        courses={one.id: one for one in records if isinstance(one, Course)},
        providers={one.id: one for one in records if isinstance(one, Provider)},
        venues={one.id: one for one in records if isinstance(one, Venue)},
        reference=load_reference(FROZEN),
        today=today,
    )


def codes_of(rule: Rule, *changed: Record, today: date = TODAY) -> list[str]:
    """The names of what a rule finds in these records."""
    return [found.code.name for found in rule.check(records_of(*changed, today=today))]


def mends_of(rule: Rule, *changed: Record) -> list[str]:
    """How a rule says to mend what it finds in these records."""
    return [found.mend for found in rule.check(records_of(*changed))]
