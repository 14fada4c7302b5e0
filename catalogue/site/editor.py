"""What the hosted editor at /edit/ has to know, made from the schema, the providers and the venues.

Called by its maker where `make editor` has built the editor (editor/) and the settings name a
repository on GitHub. One collection a provider, one for all venues. The form of the result is that
of Sveltia CMS (docs/decisions/0018-the-hosted-editor.md); a test holds it to the editor's own
schema, and its fields to ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.schemas import Schema, Vocabulary
    from catalogue.site.views.site import Site

_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")
_PLACES = "places"
_LONGEST_NAME = 60
_HANDLED = {
    *("title", "description", "type", "properties", "required", "items", "enum", "format"),
    *("pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"),
    *("x-hint", "x-message", "x-vocabulary", "x-vocabulary-keys", "x-paragraphs"),
}
"""What of a schema becomes part of a field."""
_CHECKED = {
    *("$schema", "$id", "additionalProperties", "allOf", "const", "examples", "minProperties"),
    *("multipleOf", "uniqueItems", "x-input", "x-short"),
}
"""What of a schema the editor cannot say beforehand; the check before saving does."""

_OPTIONAL = {"required": False}

Field = dict[str, Any]
Way = tuple[str, ...]


class UnknownKeyword(Exception):
    """The schema says something that no field of the editor can."""


def repository_of(repository_url: str) -> str | None:
    """Return owner/name of a repository on GitHub, or None for other hosts."""
    found = _GITHUB.fullmatch(repository_url.removesuffix(".git"))
    return found[1] if found else None


def editor_config(site: Site) -> dict[str, Any]:
    """Return {"config": the editor's settings, "files": by collection the kind of its files and
    whose they are}. Raises UnknownKeyword.
    """
    venues = {venue.id: venue.name for venue in site.catalogue.venues.values()}
    make = _Fields(site.catalogue.vocabularies, {("runs", "venue"): venues})
    fields = make.of(site.schemas.course)
    collections = [
        _collection(provider.id, provider.name, "course", fields)
        for provider in site.catalogue.providers.values()
    ]
    places = _collection(_PLACES, "Places where people learn", "venue", make.of(site.schemas.venue))
    files = {one["name"]: {"kind": "course", "provider": one["name"]} for one in collections} | {
        _PLACES: {"kind": "venue"}
    }
    config = {
        "backend": {
            "name": "github",
            "repo": repository_of(site.repository_url),
            "branch": "main",
            "auth_methods": ["token"],
            "squash_merges": True,
            "commit_messages": {
                "create": "course: add {{path}}",
                "update": "course: change {{path}}",
                "delete": "course: remove {{path}}",
            },
        },
        "publish_mode": "editorial_workflow",
        "site_url": site.urls.absolute(site.urls.home()) if site.urls.origin else "",
        "logo": {"src": f"{site.urls.assets()}/images/icon.svg"},
        "media_folder": "content/pictures",  # asked for by the editor; no field takes a picture
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _LONGEST_NAME},
        "editor": {"preview": False},  # it would show a list of values, not a page of the site
        "output": {"omit_empty_optional_fields": True},
        "collections": [*collections, places],
    }
    return {"config": config, "files": files}


def _collection(name: str, label: str, kind: str, fields: Sequence[Field]) -> dict[str, Any]:
    folder, title = {
        "course": (f"content/courses/{name}", "title"),
        "venue": ("content/venues", "name"),
    }[kind]
    return {
        "name": name,
        "label": label,
        "label_singular": kind,
        "folder": folder,
        "create": True,
        "delete": False,  # an address once published answers for ever
        "publish": False,  # that is for the maintainers, on GitHub
        "extension": "yaml",
        "format": kind,
        "slug": f"{{{{fields.{title}}}}}",
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "fields": fields,
    }


@dataclass(frozen=True, slots=True)
class _Fields:
    """Makes fields of schemas. `choices` has the words to choose from that no vocabulary has, by
    the way to a field.
    """

    vocabularies: Mapping[str, Vocabulary]
    choices: Mapping[Way, Mapping[str, str]]

    def of(self, schema: Schema, way: Way = ()) -> list[Field]:
        required = schema.get("required", ())
        fields = (
            (name, self._field(name, part, (*way, name)))
            for name, part in schema["properties"].items()
        )
        always = (*required, "example")
        return [field | ({} if name in always else _OPTIONAL) for name, field in fields]

    def _field(self, name: str, schema: Schema, way: Way) -> Field:
        if unknown := set(schema) - _HANDLED - _CHECKED:
            raise UnknownKeyword(
                f"The editor has no field for {', '.join(sorted(unknown))} at {' › '.join(way)}."
            )
        if name == "example":
            return {"name": name, "widget": "hidden"}
        named = {
            "name": name,
            "label": schema["title"],
            "hint": schema.get("x-hint", schema["description"]),
        }
        if schema["type"] == "object":
            return {**named, "widget": "object", "fields": self.of(schema, way)}
        if schema["type"] == "array":
            return {**named, **self._list(schema, way)}
        if "enum" in schema or way in self.choices:
            return {**named, "widget": "select", "options": self._options(schema, way)}
        return {**named, **_one_value(schema)}

    def _list(self, schema: Schema, way: Way) -> Field:
        size = _renamed(schema, {"minItems": "min", "maxItems": "max"})
        inside = schema["items"]
        if "enum" in inside:
            options = self._options(inside, way)
            return {"widget": "select", "multiple": True, "options": options, **size}
        shown = {"widget": "list", "label_singular": inside["title"], **size}
        if inside["type"] == "object":
            return {**shown, "fields": self.of(inside, way)}
        return {**shown, "field": self._field("value", inside, way)}

    def _options(self, schema: Schema, way: Way) -> list[dict[str, str]]:
        labels = self.choices.get(way) or dict.fromkeys(schema["enum"])
        if "x-vocabulary" in schema:
            terms = self.vocabularies[schema["x-vocabulary"]].terms
            labels = {term.id: term.label for term in terms.values()}
        return [{"label": label or word, "value": word} for word, label in labels.items()]


def _one_value(schema: Schema) -> Field:
    if schema["type"] == "boolean":
        return {"widget": "boolean"}
    if schema["type"] in ("number", "integer"):
        whole = schema["type"] == "integer"
        limits = _renamed(schema, {"minimum": "min", "maximum": "max"})
        kind = {"value_type": "int", "step": 1} if whole else {"value_type": "float", "step": 0.01}
        return {"widget": "number", **kind, **{name: float(most) for name, most in limits.items()}}
    if schema.get("format") == "date":
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    field = _renamed(schema, {"minLength": "minlength", "maxLength": "maxlength"})
    if "pattern" in schema:
        field["pattern"] = [schema["pattern"], schema["x-message"]]
    return {"widget": "text" if "x-paragraphs" in schema else "string", **field}


def _renamed(schema: Schema, names: Mapping[str, str]) -> Field:
    return {theirs: schema[ours] for ours, theirs in names.items() if ours in schema}


def field_ways(fields: Sequence[Field]) -> Iterator[tuple[str, ...]]:
    """Yield the way to each field of a collection, for the test that none is left out."""
    for field in fields:
        yield (field["name"],)
        for way in field_ways(field.get("fields", ())):
            yield (field["name"], *way)
