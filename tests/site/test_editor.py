"""The settings of the hosted editor hold what the schema says; without Node the site builds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.site.editor import UnknownKeyword, editor_config, field_ways, repository_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.conftest import PROJECT, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.schemas import Schema
    from tests.site.conftest import TinySite

REPOSITORY = "https://github.com/owner/courses"


@pytest.fixture(scope="module")
def site() -> Site:
    """The real site, with a repository."""
    catalogue, _ = load()
    return Site(catalogue, Urls(), "", repository_url=REPOSITORY)


def ways_in(schema: Schema, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the way to each field of a schema."""
    for name, part in schema.get("properties", {}).items():
        yield (*way, name)
        yield from ways_in(part.get("items", part), (*way, name))


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in config["config"]["collections"] if one["name"] == name
    )
    return found


@pytest.mark.parametrize(("name", "kind"), [("stec", "course"), ("places", "venue")])
def test_every_field_of_the_schema_is_a_field_of_the_editor(
    site: Site, name: str, kind: str
) -> None:
    fields = collection(editor_config(site), name)["fields"]
    assert list(field_ways(fields)) == list(ways_in(site.reference.schemas.of(kind)))


def test_each_provider_has_the_folder_that_is_theirs(site: Site) -> None:
    config = editor_config(site)
    folders = {one["name"]: one["folder"] for one in config["config"]["collections"]}
    assert folders == {
        **{name: f"content/courses/{name}" for name in site.catalogue.providers},
        "places": "content/venues",
    }
    assert config["kinds"] == {name: "venue" if name == "places" else "course" for name in folders}


def test_words_to_choose_from_are_those_of_the_vocabularies_and_venues(site: Site) -> None:
    fields = {field["name"]: field for field in collection(editor_config(site), "stec")["fields"]}
    topics = site.catalogue.vocabularies["topics"].terms.values()
    assert fields["topics"]["options"] == [{"label": t.label, "value": t.id} for t in topics]
    venue = next(field for field in fields["runs"]["fields"] if field["name"] == "venue")
    assert {"label": "Toxteth Library", "value": "toxteth-library"} in venue["options"]


def test_what_the_schema_newly_says_stops_the_build_until_the_editor_can_say_it(
    site: Site,
) -> None:
    schemas, reference = site.reference.schemas, replace(site.reference)
    course = {**schemas.course, "properties": {**schemas.course["properties"]}}
    course["properties"]["title"] = {**course["properties"]["title"], "dependentRequired": {}}
    vars(reference)["schemas"] = replace(schemas, course=course)
    with pytest.raises(UnknownKeyword, match="dependentRequired at title"):
        editor_config(replace(site, catalogue=replace(site.catalogue, reference=reference)))


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        (REPOSITORY, "owner/courses"),
        (f"{REPOSITORY}.git", "owner/courses"),
        ("https://codeberg.org/owner/courses", None),
        ("", None),
    ],
)
def test_only_a_repository_on_github_has_an_editor(url: str, repository: str | None) -> None:
    assert repository_of(url) == repository


def test_nobody_is_promised_an_editor_that_was_not_built(tiny: TinySite) -> None:
    settings = tiny.root / "pelicanconf.py"
    settings.unlink()
    text = (PROJECT / "pelicanconf.py").read_text("utf-8")
    settings.write_text(text.replace('REPOSITORY_URL = ""', f'REPOSITORY_URL = "{REPOSITORY}"'))
    result = tiny.build()
    assert [note for note in result.notes if "editor" in note] == []
    assert not (tiny.root / "output/edit").exists()
    assert "/edit/" not in tiny.text("add/index.html")
