"""What is said of a name that no field has: which was meant, or where the field of that name is.

Called by wording.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.constraint_words import UNKNOWN_FIELD, Broken, Sentence, names_in
from catalogue.quoting import listed, nearest, quoted
from catalogue.sentences import phrase, say
from catalogue.validators import validator_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalogue.problems import Way
    from catalogue.schemas import Schema


def unknown_names(
    broken: Broken, whole: Schema, called: Callable[[str], Way | None] | None
) -> Iterator[Sentence]:
    """Yield what is said of names that there are none of; `called` tells what people call so."""
    known = broken.schema["properties"]
    group = names_in(broken.field)
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
            yield Sentence(UNKNOWN_FIELD, way, what, mend, True, {meant: value}, there)
        elif there and there[:-1] == group:
            sure = sure and there[-1] not in broken.value
            instead = there[-1] if sure else None
            mend = phrase("meant", name=there[-1])
            yield Sentence(UNKNOWN_FIELD, way, what, mend, True, instead, there)
        elif there:
            inside = " › ".join(map(str, there[:-1]))
            mend = (
                phrase("move-into", group=inside, name=there[-1])
                if inside
                else phrase("move-out", name=there[-1])
            )
            yield Sentence(UNKNOWN_FIELD, way, what, mend, name=True, meant=there)
        else:
            yield Sentence(UNKNOWN_FIELD, way, what, mend, name=True)


def _needed(broken: Broken) -> Iterator[str]:
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
