"""Where facts about real organisations and places come from."""

from __future__ import annotations

from catalogue.records import Address, Point, Provider, Source, Venue
from catalogue.rules import sources
from tests.builders import a_provider, a_venue, codes_of, mends_of, records_of


def source_for(*fields: str) -> Source:
    """A source that stands behind some fields."""
    return Source(fields, "Their own site", "sure")


def real_provider(*sourced: str) -> Provider:
    """An organisation with a website and a phone, some of it with a source."""
    rows = (source_for(*sourced),) if sourced else ()
    return a_provider(
        example=False, website="https://kiln.example", phone="0151 496 0123", sources=rows
    )


def real_venue(**changes: object) -> Venue:
    """A place that is not an example, with its address from a source."""
    return a_venue(
        **{"example": False, "access": {}, "sources": (source_for("address"),)} | changes
    )


def test_facts_of_a_real_provider_need_a_source() -> None:
    assert codes_of(sources, real_provider()) == ["no-source", "no-source"]
    assert codes_of(sources, real_provider("website")) == ["no-source"]
    assert codes_of(sources, real_provider("website", "phone")) == []


def test_an_example_needs_none() -> None:
    provider = a_provider(website="https://kiln.example", address=Address("Liverpool"))
    assert codes_of(sources, provider, a_venue()) == []


def test_an_answer_about_access_needs_a_source_and_ask_does_not() -> None:
    assert codes_of(sources, real_venue(access={"step-free": "ask"})) == []
    [found] = sources.check(records_of(real_venue(access={"step-free": "ask", "lift": "no"})))
    assert found.code is sources.NO_SOURCE
    assert found.field == ("access",)


def test_a_point_needs_a_source() -> None:
    assert codes_of(sources, real_venue(point=Point(53.39, -2.97))) == ["no-source"]


def test_a_source_names_a_field_that_is_there() -> None:
    provider = real_provider("website", "phone", "emial")
    assert codes_of(sources, provider) == ["stray-source"]
    slip = a_provider(email="sam@kiln.example", sources=(source_for("emial"),))
    assert mends_of(sources, slip) == ["Did you mean email?"]


def test_example_files_may_not_name_stray_fields_either() -> None:
    assert codes_of(sources, a_venue(sources=(source_for("address", "phone"),))) == ["stray-source"]
