"""What the form in the browser knows, in one file: the schemas, our words and our sentences.

Called by its maker, which puts it at urls.form_file(). theme/static/js/form/ reads it, and
has no word for people of its own.
"""

from __future__ import annotations

import calendar
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.codes import ALL_CODES
from catalogue.fields import KEYWORDS
from catalogue.files import SCHEMA_LINES
from catalogue.problems import Severity
from catalogue.records import Venue
from catalogue.rules import links, sources, texts, titles
from catalogue.sentences import PHRASES, SAYINGS
from catalogue.site.form_words import words_in_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.reference import Reference
    from catalogue.schemas import Schema

FORM_KINDS = ("course", "venue")

CHECKED = frozenset(
    (
        *("type", "enum", "const", "required", "properties", "additionalProperties", "items"),
        *("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "multipleOf"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "allOf", "if", "then"),
    )
)
"""What constraints.js can check, as it lists it."""
_USELESS = {
    *("$schema", "$id"),
    *(KEYWORDS.keys() - {"x-message", "x-vocabulary", "x-paragraphs", "x-short"}),
}
"""What the scripts do not read: how the page is laid out, it says itself."""
_TOLD = frozenset(("$schema", "$id", "title", "description", "examples"))


class UnknownToTheForm(Exception):
    """The schema asks for something that the form cannot check. A fault of ours."""


def form_file(reference: Reference) -> str:
    """Return the text of the file. Raises UnknownToTheForm."""
    schemas = reference.schemas
    for kind in FORM_KINDS:
        unknown = sorted(set(keywords_in(schemas.of(kind))) - CHECKED - _TOLD)
        if unknown:
            raise UnknownToTheForm(
                f"The form cannot check {', '.join(unknown)} in schema/{kind}.schema.json: teach "
                "it in theme/static/js/form/constraints.js, and name it in "
                "catalogue/site/form_file.py."
            )
    return json.dumps(form_of(reference), ensure_ascii=False, separators=(",", ":"), default=_plain)


def form_of(reference: Reference) -> dict[str, Any]:
    """Return what the file holds: schemas, vocabularies, words, calendar, warnings and rules, by
    name.
    """
    schemas, city = reference.schemas, reference.city
    return {
        "schemas": {kind: _light(schemas.of(kind)) for kind in FORM_KINDS},
        "schema_lines": {kind: SCHEMA_LINES[kind] for kind in FORM_KINDS},
        "vocabularies": {
            name: [{"id": term.id, "label": term.label} for term in vocabulary.terms.values()]
            for name, vocabulary in schemas.vocabularies.items()
        },
        "words": {**SAYINGS, **PHRASES},
        "words_in_form": words_in_form(schemas),
        "calendar": {"days": list(calendar.day_name), "months": list(calendar.month_name)[1:]},
        "warnings": [
            code.name for code in ALL_CODES.values() if code.severity is not Severity.ERROR
        ],
        "rules": {
            "spokenInCapitals": sorted(titles.SPOKEN_IN_CAPITALS),
            "shorteners": sorted(links.SHORTENERS),
            "drama": [[numbers.start, numbers.stop] for numbers in city.invented_phones],
            "phoneExample": city.phone_example,
            "venueFacts": sources.VENUE_FACTS,
            "markup": texts.MARKUP,
            "quoted": f"^{texts.QUOTED}$",
            "venueFields": sources.fields_in(Venue),
        },
    }


def keywords_in(schema: Schema) -> Iterator[str]:
    """Yield every keyword of JSON Schema in a schema and the parts of it, but not our own x-…."""
    for keyword, value in schema.items():
        if not keyword.startswith("x-"):
            yield keyword
        for part in _parts(keyword, value):
            yield from keywords_in(part)
    if schema.get("format", "date") != "date":
        yield f"format: {schema['format']}"
    if "multipleOf" in schema and schema["multipleOf"] != Decimal("0.01"):
        yield f"multipleOf: {schema['multipleOf']}"
    if schema.get("additionalProperties") not in (None, False):
        yield "additionalProperties with a schema"


def _parts(keyword: str, value: Any) -> Iterator[Schema]:
    if keyword == "properties":
        yield from value.values()
    elif keyword in ("items", "if", "then"):
        yield value
    elif keyword == "allOf":
        yield from value


def _light(schema: Any) -> Any:
    """Leave out what the form has no use for: all examples but the one that our words show."""
    if isinstance(schema, list):
        return [_light(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    light = {name: _light(part) for name, part in schema.items() if name not in _USELESS}
    examples = schema.get("examples")
    if isinstance(examples, list):
        light.pop("examples")
        if not isinstance(examples[0], list | dict):
            light["examples"] = examples[:1]
    return light


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} cannot be written as JSON")
