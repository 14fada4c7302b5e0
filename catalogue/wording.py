"""Turns what jsonschema finds into plain sentences, with what its writer may have meant.

Called by the loader for files that could be read. constraint_words and unknown_names have the
sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, cast

from catalogue.constraint_words import (
    LEFT_EMPTY,
    MISSING_FIELD,
    Broken,
    Sentence,
    as_text,
    names_in,
    said_of,
    shown_in_file,
)
from catalogue.problems import Problem, Way
from catalogue.quoting import listed
from catalogue.sentences import phrase
from catalogue.unknown_names import unknown_names
from catalogue.validators import validator_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.schemas import Schema, Schemas


_FEW = 6
"""How many values one sentence offers."""
_MOST = 100
"""How many problems of one file are told: nobody mends more at a time."""
_LOOKED_AT = 3 * _MOST
"""How many are put into words: some are the same thing said twice."""
_GUESSED = 20


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


def _all_said(values: Any, kind: str, schemas: Schemas, meant: Meant | None) -> Iterator[Sentence]:
    schema = schemas.of(kind)
    said: list[Sentence] = []
    for number, error in enumerate(islice(schemas.errors_in(values, kind), _LOOKED_AT)):
        if number == _GUESSED:  # what was meant takes long to find, and these come first
            meant = None
        broken = Broken(
            str(error.validator),
            error.validator_value,
            error.instance,
            cast("Schema", error.schema),
            tuple(error.absolute_path),
            error.message,
        )
        if broken.constraint == "additionalProperties":
            said += unknown_names(broken, schema, partial(meant.field, kind) if meant else None)
        elif guess := meant and _guess(broken, kind, values, meant):
            said += (_offering(one, guess, broken) for one in said_of(broken, schema, schemas))
        else:
            said += said_of(broken, schema, schemas)
    # Who misspelt the name of a field, or put it elsewhere, has not left it out, nor what it is in.
    elsewhere = {one.meant[:depth] for one in said for depth in range(len(one.meant) + 1)}
    yield from _once((one for one in said if _not_there(one) not in elsewhere), values)


def _once(said: Iterable[Sentence], values: Any) -> Iterator[Sentence]:
    """Offer a value of a list only where the list has it not, and once."""
    offered: set[tuple[Way, str]] = set()
    for one in said:
        if one.instead is not None and one.field and isinstance(one.field[-1], int):
            rows = values
            for step in one.field[:-1]:
                rows = rows[step]
            offer = one.field[:-1], repr(one.instead)
            if one.instead in rows or offer in offered:
                mend = phrase("already-in-list", value=shown_in_file(one.instead))
                one = replace(one, mend=mend, instead=None)
            offered.add(offer)
        yield one


def _not_there(said: Sentence) -> Way | None:
    """Return the way to what is missing, or holds nothing, if that is what is said."""
    if said.code is MISSING_FIELD:
        return (*names_in(said.field), said.what.split("“")[1].split("”")[0])
    return (names_in(said.field) or None) if said.code is LEFT_EMPTY else None


def _guess(broken: Broken, kind: str, values: Any, meant: Meant) -> Guess | None:
    """Return what may have been meant by a value, as far as it can stand there."""
    if broken.constraint not in ("pattern", "format", "enum", "type") or not broken.field:
        return None
    if as_text(broken) or str(broken.value).startswith("-"):
        return None
    guess = None if broken.value in (None, "") else meant.value(kind, values, broken.field)
    if guess is None or (not guess.also and not guess.values):
        return None
    fits = validator_of(broken.schema).is_valid
    right = [value for value in guess.values if value is not None and fits(value)]
    return replace(guess, values=right) if right or guess.also else None


def _offering(said: Sentence, guess: Guess, broken: Broken) -> Sentence:
    """Say what may have been meant in place of how to write such a value."""
    values = [shown_in_file(value) for value in guess.values]
    if guess.also.keys() == {"how"} and values:
        return replace(said, mend=phrase("write-rest", value=values[0]))
    if guess.also:
        name = str(names_in(broken.field)[-1])
        fields = ({name: values[0]} if values else {}) | dict(guess.also)
        pairs = listed((f"{name}: {shown_in_file(value)}" for name, value in fields.items()), "and")
        mend, there = phrase("write-fields", fields=pairs), broken.field[:-1]
        return replace(said, mend=mend, meant=(*names_in(there), *list(guess.also)[-1:]))
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
