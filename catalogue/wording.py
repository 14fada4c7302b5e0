"""Turns what jsonschema finds into plain sentences, using the words that stand in the schema
itself.

Called by the loader for files that could be read. The words "instance", "property", "enum", "null",
"schema" and "JSON" never reach a partner.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, cast

from catalogue.problems import Code, Problem, Severity, Way
from catalogue.quoting import listed, nearest, quoted
from catalogue.sentences import PHRASES, phrase, say
from catalogue.validators import validator_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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

_FEW = 6
"""How many values one sentence offers."""
_DASH = re.compile("[\u2010-\u2015\u2212]")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MOST = 100
"""How many problems of one file are told: nobody mends more at a time."""
_LOOKED_AT = 3 * _MOST
"""How many are put into words: some are the same thing said twice."""
_GUESSED = 20


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


@dataclass(frozen=True)
class Guess:
    """The values that somebody may have meant, the likeliest first. `also` is what the same words
    say of other fields; `several` is said where none of them is likelier than the others.
    """

    values: Sequence[Any]
    sure: bool = False
    several: bool = False
    also: Mapping[str, Any] = field(default_factory=dict)


class Meant(Protocol):
    """Tells what was meant by what cannot stand in a file of some kind."""

    def value(self, kind: str, values: Any, field: Way, /) -> Guess | None: ...

    def field(self, kind: str, name: str, /) -> Way | None: ...


class Placed(Protocol):
    """The values of a file, and where each stands: a Document of YAML, or the head of a page."""

    @property
    def value(self) -> Any: ...

    def place(self, field: Way, /) -> tuple[int, int]: ...

    def place_of_name(self, field: Way, /) -> tuple[int, int]: ...


def problems_in(
    document: Placed, kind: str, file: str, schemas: Schemas, meant: Meant | None = None
) -> list[Problem]:
    """Return what the schema of `kind` finds wrong in a document, at most a hundred problems.
    `meant` tells what its writer may have meant.
    """
    found: dict[tuple[Way, str, str], Problem] = {}
    for said in _all_said(document.value, kind, schemas, meant):
        if len(found) == _MOST:
            break
        line, column = (
            document.place_of_name(said.field) if said.name else document.place(said.field)
        )
        told = (said.code, said.field, said.what, said.mend, said.instead)
        problem = Problem(file, line, column, *told)
        # An empty text breaks several constraints, and is empty only once.
        found.setdefault((said.field, said.code.name, said.what), problem)
    return list(found.values())


def _all_said(values: Any, kind: str, schemas: Schemas, meant: Meant | None) -> Iterator[_Sentence]:
    schema = schemas.of(kind)
    said: list[_Sentence] = []
    for number, error in enumerate(islice(schemas.errors_in(values, kind), _LOOKED_AT)):
        if number == _GUESSED:  # what was meant takes long to find, and these come first
            meant = None
        broken = _Broken(
            str(error.validator),
            error.validator_value,
            error.instance,
            cast("Schema", error.schema),
            tuple(error.absolute_path),
            error.message,
        )
        if broken.constraint == "additionalProperties":
            said += _unknown(broken, schema, partial(meant.field, kind) if meant else None)
        elif guess := meant and _guess(broken, kind, values, meant):
            said += (_offering(one, guess, broken) for one in _say(broken, schema, schemas))
        else:
            said += _say(broken, schema, schemas)
    # Who misspelt the name of a field, or put it elsewhere, has not left it out, nor what it is in.
    elsewhere = {one.meant[:depth] for one in said for depth in range(len(one.meant) + 1)}
    yield from _once((one for one in said if _not_there(one) not in elsewhere), values)


def _once(said: Iterable[_Sentence], values: Any) -> Iterator[_Sentence]:
    """Offer a value of a list only where the list has it not, and once."""
    offered: set[tuple[Way, str]] = set()
    for one in said:
        if one.instead is not None and one.field and isinstance(one.field[-1], int):
            rows = values
            for step in one.field[:-1]:
                rows = rows[step]
            offer = one.field[:-1], repr(one.instead)
            if one.instead in rows or offer in offered:
                mend = phrase("already-in-list", value=_shown(one.instead))
                one = replace(one, mend=mend, instead=None)
            offered.add(offer)
        yield one


def _not_there(said: _Sentence) -> Way | None:
    """Return the way to what is missing, or holds nothing, if that is what is said."""
    if said.code is MISSING_FIELD:
        return (*_names(said.field), said.what.split("“")[1].split("”")[0])
    return (_names(said.field) or None) if said.code is LEFT_EMPTY else None


def _names(field: Way) -> Way:
    return tuple(step for step in field if isinstance(step, str))


def _guess(broken: _Broken, kind: str, values: Any, meant: Meant) -> Guess | None:
    """Return what may have been meant by a value, as far as it can stand there."""
    if broken.constraint not in ("pattern", "format", "enum", "type") or not broken.field:
        return None
    if _as_text(broken) or str(broken.value).startswith("-"):
        return None
    guess = None if broken.value in (None, "") else meant.value(kind, values, broken.field)
    if guess is None or (not guess.also and not guess.values):
        return None
    fits = validator_of(broken.schema).is_valid
    right = [value for value in guess.values if value is not None and fits(value)]
    return replace(guess, values=right) if right or guess.also else None


def _as_text(broken: _Broken) -> str | None:
    """Return how a number, true or false is written that would be right as a text."""
    if broken.limit != "string" or not isinstance(broken.value, bool | int | Decimal):
        return None
    typed = _shown(broken.value)
    return typed if validator_of(broken.schema).is_valid(typed) else None


def _offering(said: _Sentence, guess: Guess, broken: _Broken) -> _Sentence:
    """Say what may have been meant in place of how to write such a value."""
    values = [_shown(value) for value in guess.values]
    if guess.also.keys() == {"how"} and values:
        return replace(said, mend=phrase("write-rest", value=values[0]))
    if guess.also:
        name = str(_names(broken.field)[-1])
        fields = ({name: values[0]} if values else {}) | dict(guess.also)
        pairs = listed((f"{name}: {_shown(value)}" for name, value in fields.items()), "and")
        mend, there = phrase("write-fields", fields=pairs), broken.field[:-1]
        return replace(said, mend=mend, meant=(*_names(there), *list(guess.also)[-1:]))
    if guess.several and len(values) > _FEW:
        return said
    if guess.several and broken.field[0] == "join":
        return replace(said, mend=phrase("write-one", values=listed(values)))
    if guess.several and broken.field[-1] == "day":
        return replace(said, mend=phrase("one-for-each", values=listed(values, "and")))
    if not guess.sure:
        return replace(said, mend=phrase("meant", name=listed(values)))
    whole = isinstance(guess.values[0], dict)  # which is written in lines of its own
    instead = None if whole else guess.values[0]
    return replace(said, mend=phrase("write", value=values[0]), instead=instead)


def _shown(value: Any) -> str:
    """Write a value as it may stand in a file."""
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_shown(part)}' for name, part in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _say(broken: _Broken, schema: Schema, schemas: Schemas) -> Iterator[_Sentence]:
    if broken.value is None or broken.value == "":
        # An empty value breaks every constraint there is; that it is empty is all there is to say.
        if broken.constraint == "type" or broken.value == "":
            what, mend = say("left-empty", title=broken.title)
            what = what if broken.field else "The file has no fields."
            yield _Sentence(LEFT_EMPTY, broken.field, what, broken.example or mend)
    elif broken.constraint == "required":
        yield from _missing(broken, schema)
    elif broken.constraint == "enum":
        yield from _not_in_list(broken, schemas.vocabularies)
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


def _unknown(
    broken: _Broken, whole: Schema, called: Callable[[str], Way | None] | None
) -> Iterator[_Sentence]:
    known = broken.schema["properties"]
    group = _names(broken.field)
    for name in broken.value:
        if name in known:
            continue
        way = (*broken.field, name)
        what, mend = say("unknown-field", name=quoted(name), names=listed(known, "and"))
        meant, sure = _name_meant(name, known)
        there = (*group, meant) if meant else _elsewhere(name, whole, called)
        if there == group:
            # The group as a whole is called so; of its fields, it is the one that must be there.
            missing = [one for one in _needed(broken) if one not in broken.value]
            there = (*group, missing[0]) if len(missing) == 1 else None
        meant, _, value = name.partition(":")
        if value and meant in known:
            what, mend = say("no-space", name=meant, value=value)
            there = (*group, meant)
            yield _Sentence(UNKNOWN_FIELD, way, what, mend, True, {meant: value}, there)
        elif there and there[:-1] == group:
            sure = sure and there[-1] not in broken.value
            instead = there[-1] if sure else None
            mend = phrase("meant", name=there[-1])
            yield _Sentence(UNKNOWN_FIELD, way, what, mend, True, instead, there)
        elif there:
            inside = " › ".join(map(str, there[:-1]))
            mend = (
                phrase("move-into", group=inside, name=there[-1])
                if inside
                else phrase("move-out", name=there[-1])
            )
            yield _Sentence(UNKNOWN_FIELD, way, what, mend, name=True, meant=there)
        else:
            yield _Sentence(UNKNOWN_FIELD, way, what, mend, name=True)


def _needed(broken: _Broken) -> Iterator[str]:
    """Yield the fields that a group must have, or would need in some case."""
    yield from broken.schema.get("required", ())
    for case in broken.schema.get("allOf", ()):
        if validator_of(case["if"]).is_valid(broken.value):
            yield from case["then"].get("required", ())


def _name_meant(name: str, known: Schema) -> tuple[str | None, bool]:
    """Return which of the names was most likely meant, and whether that is certain: nothing but
    capitals, hyphens, blanks and an s at the end differ.
    """
    for other, part in known.items():
        if _bare(name) in (_bare(other), _bare(part["title"])):
            return other, True
    return nearest(name, {key: (part["title"],) for key, part in known.items()}), False


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold()).removesuffix("s")


def _elsewhere(name: str, whole: Schema, called: Callable[[str], Way | None] | None) -> Way | None:
    """Return the way to the only field of the name in another group, or to what people call so."""
    ways = [way for way in _ways_in(whole) if way[-1] == name]
    if len(ways) == 1:
        return ways[0]
    return called(name) if called and not ways else None


def _ways_in(schema: Schema, way: Way = ()) -> Iterator[Way]:
    for name, part in schema.get("properties", {}).items():
        yield (*way, name)
        yield from _ways_in(part.get("items", part), (*way, name))


def _wrong_kind(broken: _Broken) -> Iterator[_Sentence]:
    wanted, instead = broken.limit, None
    got = _kind_of(broken.value)
    one = broken.value[0] if isinstance(broken.value, list) and len(broken.value) == 1 else None
    if not broken.field:
        mend = "Start with a line like title: English for beginners."
        yield _Sentence(
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
        typed = _as_text(broken)
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
            yield _Sentence(WRONG_KIND, broken.field, what, mend, instead={name: rest})
            return
        mend = phrase("as-fields", names=listed(names)) if names else broken.schema["description"]
    else:
        mend = broken.example or broken.schema.get("description", "")
    said = say("wrong-kind", title=broken.title, wanted=PHRASES[wanted], got=got, mend=mend)
    yield _Sentence(WRONG_KIND, broken.field, *said, instead=instead)


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
    given = {"value": quoted(broken.value), "mend": broken.schema["x-message"]}
    name = "wrong-form"
    if broken.schema.get("format") == "date":
        name, more = fault_of_day(broken.value)
        given |= more
    yield _Sentence(WRONG_FORM, broken.field, *say(name, **given))


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
