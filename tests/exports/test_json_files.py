"""/data/v1/: what is in it is what partners wrote, and what its own descriptions say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from catalogue.exports import json_files
from catalogue.exports.paged import MOST_BYTES
from catalogue.records import Cost
from tests.builders import a_course, a_provider, a_run, a_venue
from tests.conftest import load
from tests.exports.open_data import HARD, catalogue_of, written, written_json

LISTS = ("courses", "runs", "venues", "providers", "vocabularies")


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    catalogue, _ = load()
    return written_json(json_files, catalogue)


def pages(files: dict[str, Any]) -> dict[str, Any]:
    """The pages of lists alone."""
    described = ("data/v1/schema.json", "data/v1/openapi.json")
    return {name: value for name, value in files.items() if name not in described}


def faults(files: dict[str, Any]) -> list[str]:
    """What is wrong with any page by the schema, and by that of its list in the OpenAPI."""
    schema, found = files["data/v1/schema.json"], []
    described = files["data/v1/openapi.json"]
    for name, page in pages(files).items():
        kind = name.removeprefix("data/v1/").partition(".")[0].partition("-")[0]
        for root, at in ((schema, "$defs"), (described, "components/schemas")):
            one = {"$ref": f"#/{at}/page-of-{kind}", **root}
            validator = Draft202012Validator(one, format_checker=FormatChecker())
            found += [f"{name}: {error.message}" for error in validator.iter_errors(page)]
        assert f"/{kind}.json" in described["paths"]
    return found


def test_every_page_is_what_the_schema_and_the_openapi_say(whole: dict[str, Any]) -> None:
    assert faults(whole) == []
    assert {name.removeprefix("data/v1/") for name in pages(whole)} >= {
        f"{name}.json" for name in LISTS
    }


def test_the_schema_is_a_schema_and_the_openapi_an_openapi(whole: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(whole["data/v1/schema.json"])
    OpenAPIV31SpecValidator(whole["data/v1/openapi.json"]).validate()


def test_no_field_is_there_that_nobody_described(whole: dict[str, Any]) -> None:
    for name, schema in json_files_items(whole).items():
        for item in whole[f"data/v1/{name}.json"]["items"]:
            assert set(item) <= set(schema["properties"])


def json_files_items(files: dict[str, Any]) -> dict[str, Any]:
    """The schemas of items by their lists."""
    return {name: files["data/v1/schema.json"]["$defs"][name] for name in LISTS}


def test_items_name_each_other_by_ids_that_are_there(whole: dict[str, Any]) -> None:
    ids = {
        name: {one["id"] for one in whole[f"data/v1/{name}.json"]["items"]} for name in LISTS[:4]
    }
    for course in whole["data/v1/courses.json"]["items"]:
        assert course["provider"] in ids["providers"]
        assert set(course.get("runs", ())) <= ids["runs"]
        assert set(course.get("leads_to", ())) <= ids["courses"]
    for run in whole["data/v1/runs.json"]["items"]:
        assert run["course"] in ids["courses"]
        assert run.get("venue") is None or run["venue"] in ids["venues"]


def test_ids_never_change() -> None:
    """What somebody has kept by these must be found by them in ten years."""
    files = written_json(json_files, catalogue_of(a_course()))
    [course] = files["data/v1/courses.json"]["items"]
    assert course["id"] == "3ff0a30e-1472-5154-9816-1a34bc7cfb5a"
    assert course["runs"] == ["0397a41c-23cd-51ac-b094-fdc8b9d56ac8"]


def test_a_long_list_is_in_pages_of_which_none_has_more_than_a_megabyte() -> None:
    courses = [a_course(id=f"the-kiln/{one}", description="a" * 2_000) for one in range(900)]
    files = written(json_files, catalogue_of(*courses))
    assert max(map(len, files.values())) <= MOST_BYTES
    values = written_json(json_files, catalogue_of(*courses))
    first = values["data/v1/courses.json"]
    found, page = [*first["items"]], first
    while "next" in page:
        page = values[page["next"].removeprefix("https://example.org/learn/")]
        found += page["items"]
    assert first["pages"] > 1
    assert first["total"] == len(found) == len({one["id"] for one in found}) == 900
    assert faults(values) == []


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_what_people_write_comes_back_as_it_was(text: str) -> None:
    course = a_course(title=text, summary=text, example=False)
    files = written_json(json_files, catalogue_of(course, a_provider(about=text, example=False)))
    [item] = files["data/v1/courses.json"]["items"]
    whole = text.encode(errors="replace").decode()
    assert (item["title"], item["summary"]) == (whole, whole)
    assert files["data/v1/providers.json"]["items"][0]["about"] == whole
    assert faults(files) == []


def test_what_nobody_knows_is_not_there() -> None:
    bare = a_run(venue=None, delivery="online", weekly=(), ends=None, rolling=True)
    files = written_json(json_files, catalogue_of(a_course(cost=Cost("ask"), runs=(bare,))))
    [course] = files["data/v1/courses.json"]["items"]
    [run] = files["data/v1/runs.json"]["items"]
    assert course["cost"] == {"kind": "ask"}
    assert {"venue", "ends", "weekly", "calendar", "places"} & run.keys() == set()
    assert faults(files) == []


def test_nothing_to_pay_is_said_and_is_not_the_same_as_not_known() -> None:
    course = a_course(cost=Cost("fee", pounds=Decimal("0.00")), runs=(a_run(places=0),))
    files = written_json(json_files, catalogue_of(course))
    assert files["data/v1/courses.json"]["items"][0]["cost"]["pounds"] == 0
    assert files["data/v1/runs.json"]["items"][0]["places"] == 0


def test_a_venue_that_closed_says_when() -> None:
    files = written_json(json_files, catalogue_of(a_course(), a_venue(closed_on=date(2026, 1, 2))))
    assert files["data/v1/venues.json"]["items"][0]["closed_on"] == "2026-01-02"
