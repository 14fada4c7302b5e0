"""Puts right what is certain in a file, and nothing else: what a person would see at once.

Called by `catalogue format --fix`, and so for the suggestions on a pull request. What can be meant
in two ways stays as it is, and is asked by `catalogue check`.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from catalogue import wording
from catalogue.characters import as_meant, strange_in, with_plain_blanks, with_plain_line_ends
from catalogue.formatting import with_values
from catalogue.yaml_reader import read_bytes, slips_of
from catalogue.yaml_writer import in_line

if TYPE_CHECKING:
    from catalogue.problems import Problem
    from catalogue.schemas import Schemas
    from catalogue.wording import Meant

_SHOW_NOTHING = frozenset("\u00ad\u200b\u2060\ufeff")
"""Characters that are nothing but a place where a line may break, or may not."""
_MOST_ROUNDS = 5


def fixed(raw: bytes, kind: str, schemas: Schemas, meant: Meant) -> bytes:
    """Return the bytes of a file with what is certain put right, or the same where nothing is."""
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return raw
    seen = _with_signs_seen(with_plain_blanks(with_plain_line_ends(as_meant(text))))
    slips = None if seen is None else slips_of(seen)
    if seen is None or slips is None:
        return raw
    readable = slips[-1].text if slips else seen
    lines = {slip.line for slip in slips}
    anywhere = any(slip.is_of_structure for slip in slips)
    for problem in _problems(readable, kind, schemas, meant) if slips else ():
        if problem.instead is None and (anywhere or problem.line in lines):
            return raw  # what helped the parser was not what was meant
    return _with_values(readable, kind, schemas, meant).encode()


def _with_signs_seen(text: str) -> str | None:
    """Return a text without what cannot be seen, or None where that would change what it says."""
    while (place := strange_in(text)) is not None:
        before, sign, after = text[:place], text[place], text[place + 1 :]
        if sign in _SHOW_NOTHING:
            text = before + after
        elif sign == "\t" and before.rpartition("\n")[2].strip():
            text = f"{before} {after}"
        else:
            return _with_tabs_as_indent(text) if sign == "\t" else None
    return text


def _with_tabs_as_indent(text: str) -> str | None:
    """Return a text with blanks for the tabs that its lines begin with, where it says the same
    however wide they are.
    """
    ways = [text.replace("\t", " " * width) for width in (2, 4, 8)]
    read = [(way, read_bytes(way.encode(), "", told=False)[0]) for way in ways]
    good = [(way, document.value) for way, document in read if document]
    alike = good and all(value == good[0][1] for _, value in good)
    return _with_signs_seen(good[0][0]) if alike else None


def _with_values(text: str, kind: str, schemas: Schemas, meant: Meant) -> str:
    for _ in range(_MOST_ROUNDS):
        sure = {
            (problem.line, problem.column): in_line(problem.instead)
            for problem in _problems(text, kind, schemas, meant)
            if problem.instead is not None
        }
        new = with_values(text, sure)
        if new == text or read_bytes(new.encode(), "", told=False)[0] is None:
            break
        text = new
    return text


def _problems(text: str, kind: str, schemas: Schemas, meant: Meant) -> list[Problem]:
    document, problems = read_bytes(text.encode(), "")
    return wording.problems_in(document, kind, "", schemas, meant) if document else problems
