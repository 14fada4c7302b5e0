"""The fields of a file, read once from its schema: whoever asks, shows or explains a field reads it
here, so that a new field is said in schema/ and nowhere else.

Used by the form, the sheets, the hosted editor, GitHub's forms, docs/fields.md, new files and the
YAML writer. What checks values (jsonschema, and check.js in the browser) reads the schema itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.schemas import Schema

    Answers = tuple[str, ...]

KEYWORDS = {
    "x-message": "how to write it, where a pattern or a format refuses it",
    "x-vocabulary": "the vocabulary whose terms it takes",
    "x-vocabulary-keys": "the vocabulary to each of whose terms it gives an answer",
    "x-kind": "what a text is: phone, email, link, postcode, time, venue or course",
    "x-paragraphs": "a text in paragraphs, written as a block",
    "x-short": "a word without blanks, which a list in a file has in brackets",
    "x-hint": "what a form says instead of the description",
    "x-in-order": "a list of terms whose order says something",
    "x-step": "the step of the form that asks for it",
    "x-folded": "few say it, so the form folds it away",
    "x-not-asked": "why the form does not ask for it",
    "x-shown-for": "the form asks for it only for these answers to the field beside it; "
    '"" is no answer',
    "x-needed-mostly": "a file can do without it, and most cannot: the form does not call it extra",
    "x-add-form": "GitHub's form for a new course asks for it",
    "x-change-form": "GitHub's form for a change asks for it, in this place",
    "x-issue-hint": "what GitHub's forms say instead of the description",
}
"""Every keyword of our own that a schema may have, and what it says of a field."""

_SHORT = ("whole", "number", "money", "yes", "term", "word", "answer")
_NO_LIMITS = frozenset(
    (
        *("type", "properties", "items", "required", "enum"),
        *("title", "description", "examples"),
        *KEYWORDS,
    )
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a file, or what each value of a list is.

    `way` has the names that lead to it, without the numbers in lists. `kind` is line, paragraphs,
    phone, email, link, postcode, day, time, venue, course, yes, whole, number, money, term (of a
    vocabulary), word (of a few in the schema), answer (yes, no or ask), answers (one to each term
    of a vocabulary), group, or that of the values of a list with an s: lines, terms, groups.

    `choices` are the words it takes, or the terms that `answers` are to. A group, and answers, have
    `parts`; a list has `each`. `limits` is what else the schema asks of a value, by keyword. One
    that is `short` is a term, an id, a date, a time or a number, and no sentence. The rest is what
    KEYWORDS explain.
    """

    way: tuple[str, ...]
    title: str
    meaning: str
    kind: str
    required: bool = False
    hint: str = ""
    example: Any = field(default=None, compare=False)
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()
    each: Field | None = None
    limits: Mapping[str, Any] = field(default_factory=dict, compare=False)
    message: str = ""
    short: bool = False
    in_order: bool = False
    step: str = ""
    folded: bool = False
    asked: bool = True
    shown_for: tuple[str, Answers] | None = None
    needed_mostly: bool = False
    in_add_form: bool = False
    place_in_change_form: int = 0
    issue_hint: str = ""

    @property
    def name(self) -> str:
        """What it is called in a file."""
        return self.way[-1]

    @property
    def within(self) -> tuple[Field, ...]:
        """The fields of a group, or of each group of a list."""
        return self.each.parts if self.each else self.parts


def fields_of(schema: Schema, way: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """Return the fields of a group, such as a whole file, in the order of the schema."""
    required = schema.get("required", ())
    return tuple(
        _field(part, (*way, name), name in required)
        for name, part in schema.get("properties", {}).items()
    )


def with_parts(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield each field, and after it those within it or within each value of it."""
    for one in fields:
        yield one
        yield from with_parts(one.within)


def _field(schema: Schema, way: tuple[str, ...], required: bool) -> Field:
    each = _field(schema["items"], way, required=True) if "items" in schema else None
    kind, keys = _kind(schema), schema.get("x-vocabulary-keys", "")
    parts = fields_of(schema, way)
    return Field(
        way=way,
        title=schema["title"],
        meaning=schema["description"],
        kind=kind,
        required=required,
        hint=str(schema.get("x-hint", schema["description"])),
        example=next(iter(schema.get("examples", ())), None),
        vocabulary=each.vocabulary if each else keys or schema.get("x-vocabulary", ""),
        choices=each.choices if each else _choices(schema, parts if keys else ()),
        parts=parts,
        each=each,
        limits={word: said for word, said in schema.items() if word not in _NO_LIMITS},
        short="x-short" in schema or kind in _SHORT,
        message=schema.get("x-message", ""),
        in_order="x-in-order" in schema,
        step=schema.get("x-step", ""),
        folded="x-folded" in schema,
        asked="x-not-asked" not in schema,
        shown_for=_shown_for(schema),
        needed_mostly="x-needed-mostly" in schema,
        in_add_form="x-add-form" in schema,
        place_in_change_form=schema.get("x-change-form", 0),
        issue_hint=schema.get("x-issue-hint", ""),
    )


def _kind(schema: Schema) -> str:
    """Tell the kind of a field. Nothing else does."""
    if "items" in schema:
        return f"{_kind(schema['items'])}s"
    if "x-vocabulary-keys" in schema:
        return "answers"
    if "properties" in schema:
        return "group"
    if "x-vocabulary" in schema:
        return "term"
    if "enum" in schema:
        return "answer" if "ask" in schema["enum"] else "word"
    if "multipleOf" in schema:
        return "money"
    if "x-paragraphs" in schema:
        return "paragraphs"
    types = {"boolean": "yes", "integer": "whole", "number": "number"}
    text = "day" if schema.get("format") == "date" else schema.get("x-kind", "line")
    return types.get(schema.get("type", ""), str(text))


def _choices(schema: Schema, answered: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(schema.get("enum", ())) or tuple(one.name for one in answered)


def _shown_for(schema: Schema) -> tuple[str, Answers] | None:
    """Return the name of the field beside it on which it depends, and the answers to that."""
    return next(((name, tuple(to)) for name, to in schema.get("x-shown-for", {}).items()), None)
