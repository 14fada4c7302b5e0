"""Open Referral UK 3.0: each file by the compiled schemas of the standard."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from catalogue.exports import open_referral
from catalogue.exports.open_referral import UNANSWERED
from catalogue.records import Address, Cost, Join, Run
from tests.builders import a_course, a_provider, a_run, a_session, a_venue
from tests.conftest import PROJECT, load
from tests.exports.open_data import HARD, catalogue_of, written_json

if TYPE_CHECKING:
    from catalogue.records import Record

FOLDER = PROJECT / "catalogue/exports/standards/open-referral-uk-3.0"
PLACE = "data/open-referral-uk/"
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"}


def validator(name: str) -> Draft202012Validator:
    """What holds an item to a schema of the standard, formats of ids and days included."""
    schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


VALIDATORS = {
    "services": validator("service"),
    "service_at_locations": validator("service_at_location"),
    "organizations": validator("organization_list"),
}


def checked(files: dict[str, Any]) -> dict[str, list[Any]]:
    """The items of each list, all of them valid and on pages that say what they are."""
    lists: dict[str, list[Any]] = {}
    for name, page in files.items():
        if name == f"{PLACE}index.json":
            continue
        kind = name.removeprefix(PLACE).removesuffix(".json").partition("-")[0]
        assert page.keys() == PAGE | {"contents"}
        assert page["size"] == len(page["contents"])
        for item in page["contents"] if kind in VALIDATORS else ():
            errors = [error.message for error in VALIDATORS[kind].iter_errors(item)]
            assert errors == [], item
        lists.setdefault(kind, []).extend(page["contents"])
    return lists


def lists_of(*records: Record) -> dict[str, list[Any]]:
    """The lists of a catalogue of these records."""
    return checked(written_json(open_referral, catalogue_of(*records)))


def test_a_whole_catalogue_is_valid_and_whole() -> None:
    catalogue, _ = load()
    lists = checked(written_json(open_referral, catalogue))
    assert len(lists["services"]) == len(catalogue.courses)
    assert len(lists["organizations"]) == len(catalogue.providers)
    assert {one["service_id"] for one in lists["service_at_locations"]} <= {
        one["id"] for one in lists["services"]
    }


def test_the_index_says_what_files_cannot_answer() -> None:
    index = written_json(open_referral, load()[0])[f"{PLACE}index.json"]
    assert index["version"] == "3.0"
    assert index["not_answered"] == list(UNANSWERED)
    assert {"postcode", "proximity", "search", "day"} <= set(UNANSWERED)


def test_what_comes_back_is_what_went_in() -> None:
    course = a_course(cost=Cost("fee", pounds=Decimal("12.50")), example=False)
    [service] = lists_of(course, a_provider(charity_number="515060"))["services"]
    [place] = service["service_at_locations"]
    [times] = place["schedules"]
    assert service["name"] == course.title
    assert service["status"] == "active"
    assert service["cost_options"][0]["amount"] == 12.5
    assert service["contacts"][0]["phones"][0]["number"] == "0151 496 0123"
    assert service["organization"]["organization_identifiers"][0]["identifier"] == "515060"
    assert place["location"]["addresses"][0]["postal_code"] == "L8 1XF"
    assert (times["freq"], times["byday"], times["opens_at"]) == ("WEEKLY", "TU", "09:30")
    assert (times["valid_from"], times["valid_to"]) == ("2027-01-12", "2027-03-23")


def test_what_is_invented_says_so_where_people_look() -> None:
    [service] = lists_of(a_course())["services"]
    assert service["name"].startswith("Example: ")
    assert service["alert"] == "Example: this course is invented. You cannot join it."


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_every_text_comes_back(text: str) -> None:
    lists = lists_of(a_course(title=text, example=False), a_venue(name=text, example=False))
    assert lists["services"][0]["name"] == text.encode(errors="replace").decode()


@pytest.mark.parametrize(
    "run",
    [
        a_run(venue=None, delivery="online"),
        a_run(venue=None, weekly=()),
        a_run(state="cancelled"),
        a_run(weekly=(a_session(), a_session("friday", every=2))),
        a_run(ends=None, rolling=True),
    ],
)
def test_what_is_not_known_is_not_there(run: Run) -> None:
    course = a_course(runs=(run,), cost=Cost("ask"), join=Join(how="Come in."))
    [service] = lists_of(course, a_venue(address=Address(town="Liverpool")))["services"]
    assert "amount" not in service["cost_options"][0]
    assert "contacts" not in service
    assert service["status"] == ("inactive" if run.is_off else "active")
    for place in service.get("service_at_locations", ()):
        assert "addresses" not in place["location"]
