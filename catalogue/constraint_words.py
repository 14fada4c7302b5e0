"""What is said of each constraint of a schema that a value breaks, in the words that stand in the
schema itself.

Called by wording. The words "instance", "property", "enum", "null", "schema" and "JSON" never reach
a partner.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from catalogue.problems import Code, Severity
from catalogue.quoting import listed, nearest, quoted
from catalogue.sentences import PHRASES, phrase, say
from catalogue.validators import validator_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from catalogue.problems import Way
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

_DASH = re.compile("[\u2010-\u2015\u2212]")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Broken:
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
class Sentence:
    """What a problem says, before it has a place in a file. `name` is set where a name is wrong,
    not its value; `instead` where what was meant is certain, and `meant` is the way to the field
    that was meant by a name.
    """

    code: Code
    field: Way
    what: str
    mend: str
    name: bool = False
    instead: Any = None
    meant: Way = ()


def names_in(field: Way) -> Way:
    """Return the names on a way, without places in lists."""
    return tuple(step for step in field if isinstance(step, str))


def as_text(broken: Broken) -> str | None:
    """Return how a number, true or false is written that would be right as a text."""
    if broken.limit != "string" or not isinstance(broken.value, bool | int | Decimal):
        return None
    typed = shown_in_file(broken.value)
    return typed if validator_of(broken.schema).is_valid(typed) else None


def shown_in_file(value: Any) -> str:
    """Write a value as it may stand in a file."""
    if isinstance(value, list):
        return f"[{', '.join(map(shown_in_file, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {shown_in_file(part)}' for name, part in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def said_of(broken: Broken, schema: Schema, schemas: Schemas) -> Iterator[Sentence]:
    """Yield what is said of a constraint; `schema` is that of the whole file."""
    if broken.value is None or broken.value == "":
        # An empty value breaks every constraint there is; that it is empty is all there is to say.
        if broken.constraint == "type" or broken.value == "":
            what, mend = say("left-empty", title=broken.title)
            what = what if broken.field else "The file has no fields."
            yield Sentence(LEFT_EMPTY, broken.field, what, broken.example or mend)
    elif broken.constraint == "required":
        yield from _missing(broken, schema)
    elif broken.constraint == "enum":
        yield from _not_in_list(broken, schemas.vocabularies)
    else:
        yield from _SAYINGS[broken.constraint](broken)


def _missing(broken: Broken, schema: Schema) -> Iterator[Sentence]:
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
    yield Sentence(MISSING_FIELD, broken.field, *said)


def _wrong_kind(broken: Broken) -> Iterator[Sentence]:
    wanted, instead = broken.limit, None
    got = _kind_of(broken.value)
    one = broken.value[0] if isinstance(broken.value, list) and len(broken.value) == 1 else None
    if not broken.field:
        mend = "Start with a line like title: English for beginners."
        yield Sentence(
            WRONG_KIND, broken.field, f"The file holds {got}, not fields with names.", mend
        )
        return
    if isinstance(one, str) and validator_of(broken.schema).is_valid(one):
        mend = phrase("write", value=one)
    elif isinstance(broken.value, list) and broken.field[-1] == "day" and broken.value:
        mend = phrase("one-for-each", values=listed(map(str, broken.value), "and"))
    elif wanted == "string" and "enum" in broken.schema:
        mend = _choose(str(broken.value), dict.fromkeys(broken.schema["enum"], ()), broken.schema)
    elif wanted == "string" and isinstance(broken.value, bool | int | Decimal):
        typed = as_text(broken)
        mend = phrase("put-in-quotes") if typed else broken.schema["x-message"]
        instead = None if isinstance(broken.value, bool) else typed
    elif wanted == "string" and isinstance(broken.value, list | dict) and _is_free(broken.schema):
        mend = phrase("quote-brackets")
    elif wanted == "array":
        mend = phrase("spaces-in-list" if str(broken.value).startswith("-") else "as-list")
    elif wanted == "object":
        names = broken.schema.get("properties")
        name, colon, rest = str(broken.value).partition(":")
        if isinstance(broken.value, str) and colon and rest and name in (names or ()):
            what, mend = say("no-space", name=name, value=rest)
            yield Sentence(WRONG_KIND, broken.field, what, mend, instead={name: rest})
            return
        mend = phrase("as-fields", names=listed(names)) if names else broken.schema["description"]
    else:
        mend = broken.example or broken.schema.get("description", "")
    said = say("wrong-kind", title=broken.title, wanted=PHRASES[wanted], got=got, mend=mend)
    yield Sentence(WRONG_KIND, broken.field, *said, instead=instead)


def _is_free(schema: Schema) -> bool:
    """Whether a text may be any words."""
    return validator_of(schema).is_valid("Any words")


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


def _not_in_list(broken: Broken, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Sentence]:
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
    yield Sentence(NOT_IN_LIST, broken.field, *said)


def _wrong_form(broken: Broken) -> Iterator[Sentence]:
    given = {"value": quoted(broken.value), "mend": broken.schema["x-message"]}
    name = "wrong-form"
    if broken.schema.get("format") == "date":
        name, more = fault_of_day(broken.value)
        given |= more
    yield Sentence(WRONG_FORM, broken.field, *say(name, **given))


def fault_of_day(text: str) -> tuple[str, dict[str, Any]]:
    """Return which sentence says what is wrong with a day, and what it needs."""
    plain = _DASH.sub("-", text)
    found = _YEAR_MONTH_DAY.fullmatch(plain)
    if not found:
        return "wrong-form", {}
    year, month, day = map(int, found.groups())
    if not 1 <= month <= 12:
        return "no-such-month", {"month": month}
    days = calendar.monthrange(year, month)[1] if year else 31
    if day > days or not day:
        return "no-such-day", {"month": calendar.month_name[month], "year": year, "days": days}
    return ("dashes" if plain != text else "wrong-form"), {}


def _too_long(broken: Broken) -> Iterator[Sentence]:
    size, most = len(broken.value), broken.limit
    name = "too-many-characters" if isinstance(broken.value, str) else "too-many-values"
    said = say(name, title=broken.title, size=size, most=most, over=size - most)
    yield Sentence(TOO_LONG, broken.field, *said)


def _too_short(broken: Broken) -> Iterator[Sentence]:
    what, mend = say("too-short" if broken.value else "nothing-in-it", title=broken.title)
    yield Sentence(TOO_SHORT, broken.field, what, broken.example or mend)


def _twice(broken: Broken) -> Iterator[Sentence]:
    seen: set[str] = set()
    for index, value in enumerate(broken.value):
        if repr(value) in seen:
            shown = phrase("same-group") if isinstance(value, dict | list) else quoted(value)
            said = say("twice-in-list", value=shown)
            yield Sentence(TWICE_IN_LIST, (*broken.field, index), *said)
            return
        seen.add(repr(value))


def _out_of_range(broken: Broken) -> Iterator[Sentence]:
    said = say(broken.constraint, value=broken.value, limit=broken.limit)
    yield Sentence(OUT_OF_RANGE, broken.field, *said)


_SAYINGS: dict[Any, Callable[[Broken], Iterator[Sentence]]] = {
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
