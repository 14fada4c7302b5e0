"""The schemas are complete, agree with themselves, and say what the code takes for granted."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
import shutil
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from catalogue import catalogue, constraint_words, records
from catalogue.fields import KEYWORDS, with_parts
from catalogue.problems import SchemaError
from catalogue.schemas import KINDS, load_schemas
from catalogue.sentences import PHRASES
from catalogue.validators import validator_of
from catalogue.yaml_reader import read_file
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.places import Places
    from catalogue.schemas import Schema, Schemas

FILES = sorted((PROJECT / "schema").glob("*.schema.json"))
VOCABULARIES = sorted(path.stem for path in (PROJECT / "schema/vocabularies").glob("*.yaml"))

# What is not a constraint, or holds constraints that are walked into.
NOTES = {
    *("$schema", "$id", "$defs", "title", "description", "examples", "properties", "items"),
    *KEYWORDS,
    *("allOf", "if", "then", "const"),
}


def parts_of(schema: Schema, way: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every schema of a value inside a whole schema, with the way to it."""
    yield way or "all of it", schema
    for name, part in schema.get("properties", {}).items():
        yield from parts_of(part, f"{way} › {name}".strip(" ›"))
    if "items" in schema:
        yield from parts_of(schema["items"], f"{way} › one of them")


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    """The real ones, with the words as they are: what must be true of any words stands here."""
    return load_schemas(PROJECT / "schema")


@pytest.fixture(scope="module")
def parts(schemas: Schemas) -> list[tuple[str, Schema]]:
    """Every part of the three schemas."""
    return [(f"{kind}: {way}", part) for kind in KINDS for way, part in parts_of(schemas.of(kind))]


def test_the_three_schemas_have_all_the_parts_they_should(parts: list[tuple[str, Schema]]) -> None:
    ways = {way for way, _ in parts}
    assert "course: runs › one of them › sessions › one of them › from" in ways
    assert "course: support › creche" in ways
    assert "venue: access › step-free" in ways
    assert "provider: sources › one of them › for › one of them" in ways


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_valid_by_the_metaschema(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == path.name


def test_every_part_has_a_title_a_description_and_examples(
    parts: list[tuple[str, Schema]],
) -> None:
    bad = [
        f"{way}: {word}"
        for way, part in parts
        for word in ("title", "description", "examples")
        if not part.get(word)
    ]
    assert bad == []


def test_every_description_is_sentences(parts: list[tuple[str, Schema]]) -> None:
    assert [
        way for way, part in parts if not re.search(r"[.…][\"”]?\.?$", part["description"])
    ] == []


def test_every_example_is_valid_by_its_own_part(parts: list[tuple[str, Schema]]) -> None:
    bad = [
        f"{way}: {example!r}: {error.message}"
        for way, part in parts
        for example in part["examples"]
        for error in validator_of(part).iter_errors(example)
    ]
    assert bad == []


def test_every_group_of_fields_refuses_unknown_names(parts: list[tuple[str, Schema]]) -> None:
    groups = [(way, part) for way, part in parts if part["type"] == "object"]
    assert len(groups) > 10
    assert [way for way, part in groups if part["additionalProperties"] is not False] == []
    assert [
        way for way, part in groups if not set(part.get("required", ())) <= {*part["properties"]}
    ] == []


def test_every_part_has_one_known_type(parts: list[tuple[str, Schema]]) -> None:
    kinds = {"string", "array", "object", "integer", "number", "boolean"}
    assert {part["type"] for _, part in parts} == kinds <= PHRASES.keys()


def test_every_pattern_and_format_has_its_own_words(parts: list[tuple[str, Schema]]) -> None:
    shaped = [(way, part) for way, part in parts if {"pattern", "format"} & part.keys()]
    assert len(shaped) > 20
    assert [way for way, part in shaped if not part.get("x-message")] == []


def test_the_form_that_words_name_is_one_that_the_pattern_accepts(
    parts: list[tuple[str, Schema]],
) -> None:
    named = {}
    for way, part in parts:
        found = re.search(r", like (.+)\.$", part.get("x-message", ""))
        for form in re.split(r", | or ", found.group(1)) if found else ():
            named[way, form.strip('"')] = part
    assert len(named) > 20
    bad = [key for key, part in named.items() if list(validator_of(part).iter_errors(key[1]))]
    assert bad == []


def test_every_constraint_can_be_said(parts: list[tuple[str, Schema]]) -> None:
    said = {*constraint_words._SAYINGS, "required", "enum", "additionalProperties"}
    assert {key for _, part in parts for key in part} - NOTES <= said
    for _, part in parts:
        for condition in part.get("allOf", ()):
            assert condition.keys() == {"if", "then"}
            assert condition["then"].keys() == {"required"}


def test_our_own_keywords_are_those_that_are_explained_and_each_is_used(
    parts: list[tuple[str, Schema]],
) -> None:
    used = {key for _, part in parts for key in part if key.startswith("x-")}
    assert used == set(KEYWORDS)


def test_a_field_is_shown_for_answers_that_can_be_given_beside_it(schemas: Schemas) -> None:
    fields = list(with_parts(schemas.fields["course"]))
    by_way = {field.way: field for field in fields}
    shown = [(field, *field.shown_for) for field in fields if field.shown_for]
    assert len(shown) == 4
    for field, beside, answers in shown:
        other = by_way[*field.way[:-1], beside]
        assert set(answers) <= {*other.choices, *([] if other.required else [""])}


def test_the_form_for_a_change_asks_each_thing_in_a_place_of_its_own(schemas: Schemas) -> None:
    fields = with_parts(schemas.fields["course"])
    places = sorted(field.place_in_change_form for field in fields if field.place_in_change_form)
    assert places == [*range(1, len(places) + 1)]


def test_every_list_of_words_is_of_text(parts: list[tuple[str, Schema]]) -> None:
    listed = [part for _, part in parts if "enum" in part]
    assert all(part["type"] == "string" for part in listed)
    # A longer list is looked up in the file of its vocabulary, so it must have one.
    assert all("x-vocabulary" in part or len(part["enum"]) <= 20 for part in listed)


def test_the_dollar_of_a_pattern_is_the_end_of_the_text(schemas: Schemas) -> None:
    line = validator_of(schemas.course["properties"]["title"])
    assert not list(line.iter_errors("English"))
    assert list(line.iter_errors("English\n"))
    assert list(line.iter_errors("English "))


def test_prices_are_reckoned_in_whole_pennies(schemas: Schemas) -> None:
    pounds = validator_of(schemas.course["properties"]["cost"]["properties"]["pounds"])
    price: Any
    for price in (0, 48, Decimal("48.1"), Decimal("48.10"), Decimal("0.29"), Decimal("19999.99")):
        assert not list(pounds.iter_errors(price)), price
    for price in (Decimal("48.105"), Decimal("0.001"), -1, 20001, Decimal("20000.01")):
        assert list(pounds.iter_errors(price)), price


@pytest.mark.parametrize(
    ("way", "good", "bad"),
    [
        (
            ("checked",),
            ["2028-02-29", "0001-01-01"],
            [
                "2027-02-29",
                "20270112",
                "2027-W02-2",
                "12/01/2027",
                "2027-1-2",
                "0000-01-01",
                "2027-01-12T00:00",
            ],
        ),
        (
            ("join", "phone"),
            ["0151 496 0123", "+44 151 496 0123", "(0151) 496 0123"[1:]],
            ["ring us", "0151-496", "(0151) 496 0123 ext", "+"],
        ),
        (
            ("join", "email"),
            ["a@b.example"],
            ["a@b", "a b@c.example", "<a@b.example>", "a@b.example\n", "@b.example"],
        ),
        (
            ("join", "url"),
            ["https://a.example/b?c=d#e"],
            [
                "a.example",
                "javascript:alert(1)",
                "https://a b",
                "ftp://a.example",
                'https://a.example/"x',
            ],
        ),
        (("qualification", "number"), ["601/4550/1", "601/4550/X"], ["60145501", "601/4550/x"]),
        (("title",), ["é", "a b", "💬"], ["", " a", "a ", "a\nb", "x" * 81]),
    ],
)
def test_forms(schemas: Schemas, way: tuple[str, ...], good: list[str], bad: list[str]) -> None:
    part = schemas.course
    for step in way:
        part = part["properties"][step]
    assert [value for value in good if list(validator_of(part).iter_errors(value))] == []
    assert [value for value in bad if not list(validator_of(part).iter_errors(value))] == []


@pytest.mark.parametrize("postcode", ["L8 1XF", "L1 0AA", "CH41 6AA", "M1 1AE", "EC1A 1BB"])
def test_postcodes(schemas: Schemas, postcode: str) -> None:
    part = validator_of(schemas.venue["properties"]["address"]["properties"]["postcode"])
    assert not list(part.iter_errors(postcode))
    for wrong in (
        postcode.lower(),
        postcode.replace(" ", ""),
        postcode.replace(" ", "  "),
        postcode + "A",
        "",
    ):
        assert list(part.iter_errors(wrong))


@pytest.mark.parametrize("time", ["00:00", "09:30", "19:05", "23:59"])
def test_times(schemas: Schemas, time: str) -> None:
    session = schemas.course["properties"]["runs"]["items"]["properties"]["sessions"]["items"]
    part = validator_of(session["properties"]["from"])
    assert not list(part.iter_errors(time))
    for wrong in (
        time + ":00",
        time[1:],
        time.replace(":", "."),
        "24:00",
        "12:60",
        time + "\n",
        "",
    ):
        assert list(part.iter_errors(wrong))


# Records

MADE = {"id", "file", "provider", "key", "written"}
RECORDS: list[tuple[type, str, tuple[str, ...], dict[str, str]]] = [
    (records.Course, "course", (), {}),
    (records.Cost, "course", ("cost",), {}),
    (records.Join, "course", ("join",), {}),
    (records.Qualification, "course", ("qualification",), {}),
    (records.Run, "course", ("runs", "items"), {"sessions": "weekly"}),
    (
        records.Weekly,
        "course",
        ("runs", "items", "sessions", "items"),
        {"from": "start", "to": "end"},
    ),
    (records.Provider, "provider", (), {}),
    (records.Venue, "venue", (), {}),
    (records.Address, "venue", ("address",), {}),
    (records.Point, "venue", ("point",), {}),
    (records.Source, "provider", ("sources", "items"), {"for": "fields", "from": "origin"}),
]


@pytest.mark.parametrize(("record", "kind", "way", "renamed"), RECORDS)
def test_a_record_has_the_fields_of_its_schema(
    schemas: Schemas, record: type, kind: str, way: tuple[str, ...], renamed: dict[str, str]
) -> None:
    part = schemas.of(kind)
    for step in way:
        part = part["items"] if step == "items" else part["properties"][step]
    made = MADE - part["properties"].keys()
    fields = {field.name: field for field in dataclasses.fields(record) if field.name not in made}
    assert {renamed.get(name, name) for name in part["properties"]} == fields.keys()
    without_default = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    required = {renamed.get(name, name) for name in part.get("required", ())}
    # The record of a run always has a last day: its only day, or None where people join any week.
    # That of a venue may lack access facts: where its file is broken, only its name is known.
    never_known = {records.Run: {"starts"}, records.Venue: {"address", "kind", "name"}}
    assert without_default - {"ends"} == never_known.get(record, required)


# Vocabularies


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_words_of_a_vocabulary_are_unambiguous(schemas: Schemas, name: str) -> None:
    terms = schemas.vocabularies[name].terms.values()
    assert [term for term, count in Counter(term.id for term in terms).items() if count > 1] == []
    assert [
        label for label, count in Counter(term.label for term in terms).items() if count > 1
    ] == []
    for term in terms:
        synonyms = [synonym.casefold() for synonym in term.synonyms]
        assert [word for word, count in Counter(synonyms).items() if count > 1] == [], term.id
        assert term.meaning.endswith("."), term.id


def test_every_vocabulary_is_used_and_every_used_one_is_there(
    parts: list[tuple[str, Schema]], schemas: Schemas
) -> None:
    used = {
        part[key]
        for _, part in parts
        for key in ("x-vocabulary", "x-vocabulary-keys")
        if key in part
    }
    # Times, starts and lengths are worked out from a run: no file names them, people who search do.
    assert used == set(schemas.vocabularies) - {"times", "starts", "lengths"}


def test_a_repeated_word_stops_everything(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    with (folder / "vocabularies/levels.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: level-1, label: Level one again, meaning: The same once more.}\n")
    with pytest.raises(SchemaError, match="level-1"):
        load_schemas(folder)


def test_areas_are_made_of_real_wards_and_leave_none_out(schemas: Schemas, places: Places) -> None:
    in_areas = {
        ward for area in schemas.vocabularies["areas"].terms.values() for ward in area.wards
    }
    assert in_areas == places.wards
    assert all(area.wards for area in schemas.vocabularies["areas"].terms.values())


def test_topics_are_mapped_to_sector_subject_areas(schemas: Schemas, project: Path) -> None:
    with (project / "reference/ssa.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["tier2_code"] for row in csv.DictReader(file)}
    used = {
        topic.id: topic.sector_subject_area
        for topic in schemas.vocabularies["topics"].terms.values()
    }
    assert {topic: code for topic, code in used.items() if code not in codes} == {}


def test_levels_rise_in_their_order(schemas: Schemas) -> None:
    ranks = [
        term.rank for term in schemas.vocabularies["levels"].terms.values() if term.rank is not None
    ]
    assert ranks == sorted(set(ranks))
    assert len(ranks) >= 6


def test_the_words_that_the_code_relies_on_are_these(schemas: Schemas) -> None:
    words = {name: tuple(listed.terms) for name, listed in schemas.vocabularies.items()}
    assert words["days"] == records.WEEKDAYS
    assert set(words["states"]) == catalogue._STATE_ORDER.keys()
    assert words["delivery"] == ("in-person", "online", "blended")
    assert words["cost-kinds"] == ("free", "free-if", "fee", "ask")
    assert "step-free" in words["access"]
    defaults: dict[str, Any] = {
        field.name: field.default for field in dataclasses.fields(records.Course)
    }
    assert set(defaults["audiences"]) <= set(words["audiences"])
    assert set(defaults["taught_in"]) <= set(words["languages"])
    runs = {field.name: field.default for field in dataclasses.fields(records.Run)}
    assert runs["state"] in words["states"]
    assert runs["delivery"] in words["delivery"]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_ids_of_vocabularies_are_read_as_text(project: Path, name: str) -> None:
    document, _ = read_file(project / f"schema/vocabularies/{name}.yaml", name)
    assert document is not None
    assert all(isinstance(row["id"], str) for row in document.value["values"])


# A mistake in schema/ is said as one


def break_json(text: str) -> str:
    return text.replace('"required"', "required", 1)


def unknown_type(text: str) -> str:
    return text.replace('"type": "string"', '"type": "strng"', 1)


def unknown_reference(text: str) -> str:
    return text.replace("#/$defs/line", "#/$defs/lime", 1)


def unknown_vocabulary(text: str) -> str:
    return text.replace('"x-vocabulary": "topics"', '"x-vocabulary": "topic"', 1)


@pytest.mark.parametrize("spoil", [break_json, unknown_type, unknown_reference, unknown_vocabulary])
def test_a_broken_schema_is_a_schema_error(tmp_path: Path, spoil: Any) -> None:
    folder = shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    path = folder / "course.schema.json"
    text = path.read_text(encoding="utf-8")
    assert spoil(text) != text
    path.write_text(spoil(text), encoding="utf-8")
    with pytest.raises(SchemaError):
        load_schemas(folder)


@pytest.mark.parametrize(
    "name",
    [
        "shared.schema.json",
        "venue.schema.json",
        "vocabulary.schema.json",
        "vocabularies/topics.yaml",
    ],
)
def test_a_missing_schema_is_a_schema_error(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    (folder / name).unlink()
    with pytest.raises(SchemaError):
        load_schemas(folder)


@pytest.mark.parametrize(
    "text",
    ["", "title: [", "- a\n", "title: Days\n", "title: D\nmeaning: M.\nvalues: [{id: A b}]\n"],
)
def test_a_broken_vocabulary_is_a_schema_error(tmp_path: Path, text: str) -> None:
    folder = shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    (folder / "vocabularies/days.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match="days"):
        load_schemas(folder)
