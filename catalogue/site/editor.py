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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.fields import Field
    from catalogue.schemas import Vocabulary
    from catalogue.site.views.site import Site

_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")
_PLACES = "places"
_LONGEST_NAME = 60
_SAID = {
    *("format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"),
}
"""What the schema asks of a value that becomes part of a field."""
_CHECKED = {"additionalProperties", "allOf", "minProperties", "multipleOf", "uniqueItems"}
"""What the editor cannot say beforehand; the check before saving does."""

_OPTIONAL = {"required": False}
_OURS = ("example", "id")
"""The fields that nobody fills in by hand."""
_PARTS = {"value_type": "float", "step": 0.01}
_NUMBERS = {"whole": {"value_type": "int", "step": 1}, "number": _PARTS, "money": _PARTS}

Setting = dict[str, Any]


class UnknownKeyword(Exception):
    """The schema says something that no field of the editor can."""


def repository_of(repository_url: str) -> str | None:
    """Return owner/name of a repository on GitHub, or None for other hosts."""
    found = _GITHUB.fullmatch(repository_url.removesuffix(".git"))
    return found[1] if found else None


def editor_config(site: Site) -> dict[str, Any]:
    """Return {"config": the editor's settings, "kinds": by collection the kind of its files}.
    Raises UnknownKeyword.
    """
    venues = {venue.id: venue.name for venue in site.catalogue.venues.values()}
    make = _EditorFields(site.catalogue.vocabularies, venues)
    schemas = site.reference.schemas
    fields = make.of(schemas.fields["course"])
    collections = [
        _collection(provider.id, provider.name, "course", fields)
        for provider in site.catalogue.providers.values()
    ]
    of_places = make.of(schemas.fields["venue"])
    places = _collection(_PLACES, "Places where people learn", "venue", of_places)
    kinds = {one["name"]: "course" for one in collections} | {_PLACES: "venue"}
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
    return {"config": config, "kinds": kinds}


def _collection(name: str, label: str, kind: str, fields: Sequence[Setting]) -> dict[str, Any]:
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
class _EditorFields:
    """Makes the editor's settings of our fields. `venues` are the names of the places, by id."""

    vocabularies: Mapping[str, Vocabulary]
    venues: Mapping[str, str]

    def of(self, fields: Iterable[Field]) -> list[Setting]:
        return [
            self._field(field) | ({} if field.required or field.name in _OURS else _OPTIONAL)
            for field in fields
        ]

    def _field(self, field: Field, name: str = "") -> Setting:
        if unknown := set(field.limits) - _SAID - _CHECKED:
            raise UnknownKeyword(
                f"The editor has no field for {', '.join(sorted(unknown))} at "
                f"{' › '.join(field.way)}."
            )
        if field.name in _OURS:
            return {"name": field.name, "widget": "hidden"}
        named = {"name": name or field.name, "label": field.title, "hint": field.hint}
        if field.parts:
            return {**named, "widget": "object", "fields": self.of(field.parts)}
        if field.each:
            return {**named, **self._list(field, field.each)}
        if options := self._options(field):
            return {**named, "widget": "select", "options": options}
        return {**named, **_one_value(field)}

    def _list(self, field: Field, each: Field) -> Setting:
        size = _renamed(field, {"minItems": "min", "maxItems": "max"})
        if options := self._options(each):
            return {"widget": "select", "multiple": True, "options": options, **size}
        shown = {"widget": "list", "label_singular": each.title, **size}
        if each.parts:
            return {**shown, "fields": self.of(each.parts)}
        return {**shown, "field": self._field(each, "value")}

    def _options(self, field: Field) -> list[dict[str, str]]:
        labels = {choice: choice for choice in field.choices}
        if field.vocabulary:
            terms = self.vocabularies[field.vocabulary].terms
            labels = {term.id: term.label for term in terms.values()}
        if field.kind == "venue":
            labels = dict(self.venues)
        return [{"label": label, "value": word} for word, label in labels.items()]


def _one_value(field: Field) -> Setting:
    if field.kind == "yes":
        return {"widget": "boolean"}
    if field.kind in _NUMBERS:
        limits = _renamed(field, {"minimum": "min", "maximum": "max"})
        limits = {name: float(most) for name, most in limits.items()}
        return {"widget": "number", **_NUMBERS[field.kind], **limits}
    if field.kind == "day":
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    setting = _renamed(field, {"minLength": "minlength", "maxLength": "maxlength"})
    if "pattern" in field.limits:
        setting["pattern"] = [field.limits["pattern"], field.message]
    return {"widget": "text" if field.kind == "paragraphs" else "string", **setting}


def _renamed(field: Field, names: Mapping[str, str]) -> Setting:
    return {theirs: field.limits[ours] for ours, theirs in names.items() if ours in field.limits}


def field_ways(fields: Sequence[Setting]) -> Iterator[tuple[str, ...]]:
    """Yield the way to each field of a collection, for the test that none is left out."""
    for field in fields:
        yield (field["name"],)
        for way in field_ways(field.get("fields", ())):
            yield (field["name"], *way)
