"""Loads schema/: the schemas made whole, and the vocabularies.

Used by the loader, by the wording of problems, and by whatever describes the fields to people. A
mistake in schema/ is a mistake of ours, not of a partner: it raises SchemaError and nothing is
checked at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError as InvalidSchema

from catalogue.fields import KEYWORDS, fields_of
from catalogue.problems import SchemaError
from catalogue.validators import is_valid_by, validator_of
from catalogue.yaml_reader import open_file, read_file, text_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

    from catalogue.fields import Field

Schema = dict[str, Any]
KINDS = ("course", "provider", "venue", "priority", "bid")
BESIDE = ("page", "owners", "reviewed")
"""The kinds of file beside these that have a schema."""
_LISTS = ("synonyms", "narrower", "ways_in", "ages", "wards")
_NAMED = ("properties", "$defs", "patternProperties", "dependentSchemas")
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_ONE = ("items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else")
_SAID = ("$schema", "$id", "title", "description", "examples", "default", "format", "$comment")
_KEYWORDS = {*Draft202012Validator.VALIDATORS, *_NAMED, *_LISTED, *_ONE, *_SAID, *KEYWORDS}
_MOST = 50_000_000
"""How many bytes a file of ours may have: postcodes are many."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary. `rank` is for levels, `wards` (names) for areas; for topics are
    `sector_subject_area`, and beside `synonyms`, which say the same, words for a part of it
    (`narrower`) and what people say who would be glad of it (`ways_in`); for audiences `people`
    (what a sentence calls them), `who` (what it says after that word), `kind` and `ages` (the
    first and the last, in years).
    """

    id: str
    label: str
    meaning: str
    synonyms: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    ways_in: tuple[str, ...] = ()
    rank: int | None = None
    wards: tuple[str, ...] = ()
    sector_subject_area: str | None = None
    people: str = ""
    who: str = ""
    kind: str = ""
    ages: tuple[int, ...] = ()

    @property
    def other_words(self) -> tuple[str, ...]:
        """All that people may write for it."""
        return (*self.synonyms, *self.narrower, *self.ways_in)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list of allowed words, in the order in which people see them."""

    title: str
    meaning: str
    terms: Mapping[str, Term]


@dataclass(frozen=True)
class Schemas:
    """The schemas with every reference and vocabulary filled in, by kind of file, and the
    vocabularies by name.
    """

    course: Schema
    provider: Schema
    venue: Schema
    priority: Schema
    bid: Schema
    page: Schema
    owners: Schema
    reviewed: Schema
    vocabularies: Mapping[str, Vocabulary]

    def of(self, kind: str) -> Schema:
        """Return the schema of a kind of file, one of KINDS or BESIDE."""
        schema: Schema = getattr(self, kind)
        return schema

    @cached_property
    def fields(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields of each kind of file, in the order in which files have them."""
        return {kind: fields_of(self.of(kind)) for kind in KINDS}

    def errors_in(self, value: Any, kind: str) -> Iterator[ValidationError]:
        """Yield what jsonschema finds wrong with the value of a file of this kind, in no order."""
        if not self._are_valid[kind](value):
            yield from self._validators[kind].iter_errors(value)

    @cached_property
    def _validators(self) -> Mapping[str, Validator]:
        return {kind: validator_of(self.of(kind)) for kind in (*KINDS, *BESIDE)}

    @cached_property
    def _are_valid(self) -> Mapping[str, Callable[[Any], bool]]:
        return {kind: is_valid_by(self.of(kind)) for kind in (*KINDS, *BESIDE)}


def load_schemas(folder: Path) -> Schemas:
    """Read every schema and vocabulary in `folder`. Raises SchemaError."""
    shared = _read_schema(folder / "shared.schema.json").get("$defs", {})
    validator = validator_of(_whole(_read_schema(folder / "vocabulary.schema.json"), shared, {}))
    vocabularies = {
        path.stem: _read_vocabulary(path, validator)
        for path in sorted((folder / "vocabularies").glob("*.yaml"))
    }
    whole: dict[str, Schema] = {}
    for kind in (*KINDS, *BESIDE):
        path = folder / f"{kind}.schema.json"
        try:
            whole[kind] = _whole(_read_schema(path), shared, vocabularies)
            Draft202012Validator.check_schema(whole[kind])
            fields_of(whole[kind])
        except InvalidSchema as error:
            raise SchemaError(f"{name_of_ours(path)}: {error.message}") from error
        except (AttributeError, LookupError, TypeError) as error:
            what = f"A part is missing, or is not of the kind it should be ({error})."
            raise SchemaError(f"{name_of_ours(path)}: {what}") from error
    return Schemas(**whole, vocabularies=vocabularies)


def text_of_ours(path: Path) -> str:
    """Return the text of a file of ours. Raises SchemaError."""
    name = name_of_ours(path)
    raw, problems = open_file(path, name, most=_MOST)
    text, wrong = (None, problems) if raw is None else text_in(raw, name, most=_MOST)
    if text is None:
        raise SchemaError(f"{name}:{wrong[0].line}: {wrong[0].what} {wrong[0].mend}")
    return text


def read_json(path: Path, decimals: Callable[[str], Any] = float) -> Any:
    """Return the values of a JSON file of ours. Raises SchemaError."""
    name = name_of_ours(path)
    try:
        return json.loads(text_of_ours(path), parse_float=decimals)
    except json.JSONDecodeError as error:
        what = "The file is cut off, or its punctuation does not add up"
        raise SchemaError(f"{name}:{error.lineno}: {what} ({error.msg}).") from error
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{name}: This is no JSON that can be read.") from error


def _read_schema(path: Path) -> Schema:
    # Decimals, because 48.10 is not a whole number of 0.01 in binary fractions.
    schema = read_json(path, Decimal)
    if not isinstance(schema, dict):
        raise SchemaError(f"{name_of_ours(path)}:1: A schema is a group of keywords.")
    for mistake in _mistakes(schema, schema.get("$defs", {})):
        raise SchemaError(f"{name_of_ours(path)}: {mistake}")
    return schema


def _mistakes(schema: Schema, parts: Schema) -> Iterator[str]:
    """Yield what JSON Schema passes over or finds out too late: a keyword that is none, so that
    nothing is checked by it, and a reference that leads nowhere.
    """
    for key, value in schema.items():
        if key not in _KEYWORDS:
            yield f"“{key}” is no keyword of a schema."
        if key == "$ref" and str(value).startswith("#/$defs/") and str(value)[8:] not in parts:
            yield f"There is no “{value}”."
        for inside in _schemas_in(key, value):
            yield from _mistakes(inside, parts)


def _schemas_in(key: str, value: Any) -> Iterator[Schema]:
    """Yield the schemas that are right inside what a keyword says."""
    said: list[Any] = [value] if key in _ONE else []
    if key in _NAMED and isinstance(value, dict):
        said = [*value.values()]
    if key in _LISTED and isinstance(value, list):
        said = value
    yield from (one for one in said if isinstance(one, dict))


def name_of_ours(path: Path) -> str:
    """Say a file of ours from the top of the project, wherever that is."""
    folders = [folder.name for folder in path.parents]
    ours = (folders.index(name) for name in ("schema", "reference") if name in folders)
    depth = min(ours, default=0)
    return "/".join(path.parts[-depth - 2 :])


def read_ours(path: Path, shape: Path) -> Any:
    """Return the values of a YAML file of ours that has the `shape` of a schema. Raises
    SchemaError, which names the place.
    """
    return _read_valid(path, validator_of(_read_schema(shape)))


def _read_valid(path: Path, validator: Validator) -> Any:
    name = name_of_ours(path)
    document, problems = read_file(path, name)
    if document is None:
        raise SchemaError(f"{name}:{problems[0].line}: {problems[0].what}")
    for error in validator.iter_errors(document.value):
        line, _ = document.place(tuple(error.absolute_path))
        raise SchemaError(f"{name}:{line}: {error.message}")
    return document.value


def _read_vocabulary(path: Path, validator: Validator) -> Vocabulary:
    said = _read_valid(path, validator)
    terms: dict[str, Term] = {}
    for value in said["values"]:
        if value["id"] in terms:
            raise SchemaError(f"{name_of_ours(path)}: “{value['id']}” is there twice")
        lists = {name: tuple(value.get(name, ())) for name in _LISTS}
        terms[value["id"]] = Term(**{**value, **lists})
    return Vocabulary(said["title"], said["meaning"], terms)


def _whole(part: Any, shared: Schema, vocabularies: Mapping[str, Vocabulary]) -> Any:
    """Fill in references to shared.schema.json and to vocabularies, so that readers of a schema
    need nothing else.
    """
    if isinstance(part, list):
        return [_whole(child, shared, vocabularies) for child in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = part["$ref"].removeprefix("shared.schema.json").removeprefix("#/$defs/")
        if name not in shared:
            raise SchemaError(f"schema/: there is no “{part['$ref']}”")
        part = {**shared[name], **{key: value for key, value in part.items() if key != "$ref"}}
    whole = {
        key: value if key in ("examples", "enum", "const") else _whole(value, shared, vocabularies)
        for key, value in part.items()
    }
    if "x-vocabulary" in whole:
        whole["enum"] = list(_terms(whole["x-vocabulary"], vocabularies))
    if "x-vocabulary-keys" in whole:
        terms = _terms(whole["x-vocabulary-keys"], vocabularies)
        kind = whole["additionalProperties"]
        whole["properties"] = {
            term.id: {**kind, "title": term.label, "description": term.meaning}
            for term in terms.values()
        }
        whole["additionalProperties"] = False
    return whole


def _terms(name: str, vocabularies: Mapping[str, Vocabulary]) -> Mapping[str, Term]:
    if name not in vocabularies:
        raise SchemaError(f"schema/vocabularies/{name}.yaml is missing")
    return vocabularies[name].terms
