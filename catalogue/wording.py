"""Turns what jsonschema finds into plain sentences, using the words that stand in the schema
itself.

Called by the loader for files that could be read. The words "instance", "property", "enum", "null",
"schema" and "JSON" never reach a partner.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, cast

from catalogue.problems import Code, Problem, Severity, Way
from catalogue.quoting import listed, nearest, quoted
from catalogue.schemas import validator_of
from catalogue.sentences import PHRASES, phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from catalogue.schemas import Schema, Schemas, Term, Vocabulary


def _code(name: str, title: str, explanation: str) -> Code:
    return Code(name, Severity.ERROR, title, explanation)


MISSING_FIELD = _code(
    "missing-field",
    "A field is missing",
    "People cannot decide on a course without this, so it must be there.",
)
UNKNOWN_FIELD = _code(
    "unknown-field",
    "There is no field of this name",
    "Only the names in docs/fields.md are read. Often it is a slip of the keyboard, or the field "
    "stands in the wrong place.",
)
LEFT_EMPTY = _code(
    "left-empty",
    "A field is left empty",
    "Write something after the colon, or delete the whole line.",
)
WRONG_KIND = _code(
    "wrong-kind",
    "The value is of another kind than it should be",
    "A list where one value should be, a number where text should be, and so on. Text that looks "
    "like a number "
    "(a code, say) goes in double quotes.",
)
NOT_IN_LIST = _code(
    "not-in-list",
    "The word is not one of those we use",
    "Some fields take only words from our lists, so that courses of all partners can be found in "
    "the same way. "
    "The lists are in schema/vocabularies; ask if you miss a word.",
)
WRONG_FORM = _code(
    "wrong-form",
    "It is not written the way it should be",
    "Dates, times, numbers and names of files have one way of writing each.",
)
TOO_LONG = _code(
    "too-long",
    "The text or list is too long",
    "Short texts are read, long ones are not; and lists show only so much.",
)
TOO_SHORT = _code(
    "too-short", "The text or list is too short", "There should be at least one value here."
)
TWICE_IN_LIST = _code(
    "twice-in-list", "The same value is in a list twice", "Each value counts once."
)
OUT_OF_RANGE = _code(
    "out-of-range",
    "The number is too small, too big or too exact",
    "Prices are in pounds and pence, and numbers have limits that catch slips.",
)
CODES = (
    MISSING_FIELD,
    UNKNOWN_FIELD,
    LEFT_EMPTY,
    WRONG_KIND,
    NOT_IN_LIST,
    WRONG_FORM,
    TOO_LONG,
    TOO_SHORT,
    TWICE_IN_LIST,
    OUT_OF_RANGE,
)

_MOST = 100
"""How many problems of one file are told: nobody mends more at a time."""


@dataclass(frozen=True, slots=True)
class _Broken:
    """A constraint of the schema that a value breaks, as jsonschema found it."""

    constraint: str
    limit: Any
    value: Any
    schema: Schema
    field: Way
    message: str

    @property
    def title(self) -> str:
        """What the field is called."""
        return str(self.schema.get("title", phrase("untitled")))

    @property
    def example(self) -> str:
        """A sentence that shows an example of a value, if the schema has a short one."""
        shown = self.schema.get("examples", [])
        if not shown or isinstance(shown[0], dict | list):
            return ""
        return phrase("like", example="true" if shown[0] is True else shown[0])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a problem says, before it has a place in a file. `name` is set where a name is wrong,
    not its value.
    """

    code: Code
    field: Way
    what: str
    mend: str
    name: bool = False


class Placed(Protocol):
    """The values of a file, and where each stands: a Document of YAML, or the head of a page."""

    @property
    def value(self) -> Any: ...

    def place(self, field: Way, /) -> tuple[int, int]: ...

    def place_of_name(self, field: Way, /) -> tuple[int, int]: ...


def problems_in(document: Placed, kind: str, file: str, schemas: Schemas) -> list[Problem]:
    """Return what the schema of `kind` finds wrong in a document, at most a hundred problems."""
    found: dict[tuple[Way, str, str], Problem] = {}
    for said in _all_said(document.value, kind, schemas):
        if len(found) == _MOST:
            break
        line, column = (
            document.place_of_name(said.field) if said.name else document.place(said.field)
        )
        problem = Problem(file, line, column, said.code, said.field, said.what, said.mend)
        # An empty text breaks several constraints, and is empty only once.
        found.setdefault((said.field, said.code.name, said.what), problem)
    return list(found.values())


def _all_said(value: Any, kind: str, schemas: Schemas) -> Iterator[_Sentence]:
    schema = schemas.of(kind)
    for error in schemas.errors_in(value, kind):
        broken = _Broken(
            str(error.validator),
            error.validator_value,
            error.instance,
            cast("Schema", error.schema),
            tuple(error.absolute_path),
            error.message,
        )
        yield from _say(broken, schema, schemas.vocabularies)


def _say(
    broken: _Broken, schema: Schema, vocabularies: Mapping[str, Vocabulary]
) -> Iterator[_Sentence]:
    if broken.value is None or broken.value == "":
        # An empty value breaks every constraint there is; that it is empty is all there is to say.
        if broken.constraint == "type" or broken.value == "":
            what, mend = say("left-empty", title=broken.title)
            what = what if broken.field else "The file has no fields."
            yield _Sentence(LEFT_EMPTY, broken.field, what, broken.example or mend)
    elif broken.constraint == "required":
        yield from _missing(broken, schema)
    elif broken.constraint == "enum":
        yield from _not_in_list(broken, vocabularies)
    else:
        yield from _SAYINGS[broken.constraint](broken)


def _missing(broken: _Broken, schema: Schema) -> Iterator[_Sentence]:
    # One error for each missing name, but its message is the only place where jsonschema says
    # which.
    missing = broken.message.split("'")[1]
    # Where a condition in the schema asks for it, the error knows only the condition: the
    # description is at the field itself.
    around = schema
    for step in broken.field:
        around = around["items"] if isinstance(step, int) else around["properties"][step]
    description = around["properties"][missing]["description"]
    said = say("missing-field", name=missing, description=description)
    yield _Sentence(MISSING_FIELD, broken.field, *said)


def _unknown(broken: _Broken) -> Iterator[_Sentence]:
    known = broken.schema["properties"]
    for name in broken.value:
        if name in known:
            continue
        meant = nearest(name, {key: (part["title"],) for key, part in known.items()})
        what, mend = say("unknown-field", name=quoted(name), names=listed(known, "and"))
        mend = phrase("meant", name=meant) if meant else mend
        yield _Sentence(UNKNOWN_FIELD, (*broken.field, name), what, mend, name=True)


def _wrong_kind(broken: _Broken) -> Iterator[_Sentence]:
    wanted = broken.limit
    got = _kind_of(broken.value)
    if not broken.field:
        mend = "Start with a line like title: English for beginners."
        yield _Sentence(
            WRONG_KIND, broken.field, f"The file holds {got}, not fields with names.", mend
        )
        return
    if wanted == "string" and "enum" in broken.schema:
        mend = _choose(str(broken.value), dict.fromkeys(broken.schema["enum"], ()), broken.schema)
    elif wanted == "string" and isinstance(broken.value, bool | int | Decimal):
        typed = str(broken.value).lower() if broken.value in (True, False) else str(broken.value)
        quotes_help = validator_of(broken.schema).is_valid(typed)
        mend = phrase("put-in-quotes") if quotes_help else broken.schema["x-message"]
    elif wanted == "array":
        mend = phrase("as-list")
    elif wanted == "object":
        names = broken.schema.get("properties")
        mend = phrase("as-fields", names=listed(names)) if names else broken.schema["description"]
    else:
        mend = broken.example or broken.schema.get("description", "")
    said = say("wrong-kind", title=broken.title, wanted=PHRASES[wanted], got=got, mend=mend)
    yield _Sentence(WRONG_KIND, broken.field, *said)


def _choose(word: str, words: Mapping[str, Iterable[str]], schema: Schema) -> str:
    """Say which of our words to use instead of `word`."""
    if meant := nearest(word, words):
        return phrase("meant", name=meant)
    if len(words) <= 20:
        return phrase("choose", names=listed(words))
    return phrase("choose-from", vocabulary=schema["x-vocabulary"])


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return PHRASES["boolean"]
    if isinstance(value, int | Decimal):
        return PHRASES["number"]
    types: dict[type, str] = {str: "string", list: "array", dict: "object"}
    return PHRASES[types[type(value)]]


def _not_in_list(broken: _Broken, vocabularies: Mapping[str, Vocabulary]) -> Iterator[_Sentence]:
    value = broken.value
    if not isinstance(value, str):
        return  # that it is not text at all is said by its type
    name = broken.schema.get("x-vocabulary")
    terms: Mapping[str, Term] = vocabularies[name].terms if name else {}
    words = {
        word: (terms[word].label, *terms[word].other_words) if terms else ()
        for word in broken.limit
    }
    mend = _choose(value, words, broken.schema)
    said = say("not-in-list", value=quoted(value), title=broken.title.lower(), mend=mend)
    yield _Sentence(NOT_IN_LIST, broken.field, *said)


def _wrong_form(broken: _Broken) -> Iterator[_Sentence]:
    name = "no-such-day" if broken.schema.get("format") == "date" else "wrong-form"
    said = say(name, value=quoted(broken.value), mend=broken.schema["x-message"])
    yield _Sentence(WRONG_FORM, broken.field, *said)


def _too_long(broken: _Broken) -> Iterator[_Sentence]:
    size, most = len(broken.value), broken.limit
    name = "too-many-characters" if isinstance(broken.value, str) else "too-many-values"
    said = say(name, title=broken.title, size=size, most=most, over=size - most)
    yield _Sentence(TOO_LONG, broken.field, *said)


def _too_short(broken: _Broken) -> Iterator[_Sentence]:
    what, mend = say("too-short" if broken.value else "nothing-in-it", title=broken.title)
    yield _Sentence(TOO_SHORT, broken.field, what, broken.example or mend)


def _twice(broken: _Broken) -> Iterator[_Sentence]:
    seen: set[str] = set()
    for index, value in enumerate(broken.value):
        if repr(value) in seen:
            shown = phrase("same-group") if isinstance(value, dict | list) else quoted(value)
            said = say("twice-in-list", value=shown)
            yield _Sentence(TWICE_IN_LIST, (*broken.field, index), *said)
            return
        seen.add(repr(value))


def _out_of_range(broken: _Broken) -> Iterator[_Sentence]:
    said = say(broken.constraint, value=broken.value, limit=broken.limit)
    yield _Sentence(OUT_OF_RANGE, broken.field, *said)


_SAYINGS: dict[Any, Callable[[_Broken], Iterator[_Sentence]]] = {
    "additionalProperties": _unknown,
    "type": _wrong_kind,
    "pattern": _wrong_form,
    "format": _wrong_form,
    "maxLength": _too_long,
    "maxItems": _too_long,
    "minLength": _too_short,
    "minItems": _too_short,
    "minProperties": _too_short,
    "uniqueItems": _twice,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "multipleOf": _out_of_range,
}
"""How each constraint is said that is said in the same way everywhere."""
