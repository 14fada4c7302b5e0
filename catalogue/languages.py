"""Reads languages/<tag>/messages.po, our words in another language, and says what would break a
page.

Used by the loader, for `catalogue check`, and by the site for the language it speaks.
"""

from __future__ import annotations

import re
from gettext import c2py
from io import BytesIO
from typing import TYPE_CHECKING

from catalogue.problems import Code, Problem, Severity
from catalogue.yaml_reader import open_file, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

BAD_LANGUAGE = Code(
    "bad-language",
    Severity.ERROR,
    "The file of a language cannot be read",
    "It is written by programs such as Poedit and pybabel. languages/README.md says how to make "
    "one and what its folder is called.",
)
BAD_MESSAGE = Code(
    "bad-message",
    Severity.ERROR,
    "A translation would break a page",
    "What stands in {braces} or as %(name)s is filled in later, so each translation has just the "
    "same, and no markup.",
)
CODES = (BAD_LANGUAGE, BAD_MESSAGE)

_MOST = 5_000_000
_PLACE = re.compile(r"\{[^{}]*\}|%\(\w+\)s|[{}%]")
_MARKUP = frozenset('<>&"')
# Babel takes half a line for a whole one.
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?'
)
_MEND_FILE = "Make it anew with pybabel update, or take the last version that was right."


def read_messages(path: Path, name: str) -> tuple[Catalog | None, list[Problem]]:
    """Read the messages of the language that the folder of `path` is named after. There are
    messages or there are problems, never both.
    """
    raw, problems = open_file(path, name, most=_MOST)
    text, wrong = (None, problems) if raw is None else text_in(raw, name, most=_MOST)
    if text is None:
        return None, wrong
    catalog, problem = _parsed(text, path.parent.name, name)
    if catalog is None:
        return None, [problem] if problem else []
    problems = list(_problems_in(catalog, name))
    return (None, problems) if problems else (catalog, [])


def _parsed(text: str, tag: str, name: str) -> tuple[Catalog | None, Problem | None]:
    # Here, because most projects have no other language, and Babel is slow to start.
    from babel import Locale, UnknownLocaleError
    from babel.messages.pofile import read_po

    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        what = f"There is no language with the tag “{tag}”."
        mend = "Name the folder like ar, so or zh-Hans."
        return None, Problem(name, 1, 1, BAD_LANGUAGE, (), what, mend)
    for line, words in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(words):
            what = (
                "This line is not written as such files are: a word, a blank and a text in quotes."
            )
            return None, Problem(name, line, 1, BAD_LANGUAGE, (), what, _MEND_FILE)
    try:
        catalog = read_po(BytesIO(text.encode()), abort_invalid=True)
        c2py(catalog.plural_expr)
        return catalog, None
    # Babel answers a broken file with whatever went wrong in it first.
    except Exception:
        what = "The first lines, or the marks around the words, do not add up."
        return None, Problem(name, 1, 1, BAD_LANGUAGE, (), what, _MEND_FILE)


def _problems_in(catalog: Catalog, name: str) -> Iterator[Problem]:
    if catalog.charset.lower() not in ("utf-8", "utf8"):
        what = f"The first lines say that the file is stored as {catalog.charset}."
        yield Problem(name, 1, 1, BAD_LANGUAGE, (), what, "Write charset=UTF-8 there.")
    for message in catalog:
        line = message.lineno or 1
        if message.id and not _is_safe(message):
            what = "This translation has lost what is filled in later, or has a mark of its own."
            mend = 'Keep what stands in {braces} or as %(name)s, and write no <, >, & or ".'
            yield Problem(name, line, 1, BAD_MESSAGE, (), what, mend)


def _is_safe(message: Message) -> bool:
    """Whether a page can hold a translation: templates print it as it is, in attributes as well."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    places = set(_PLACE.findall("".join(ids)))
    if isinstance(message.string, str):
        said = [message.string]
        whole = not message.string or set(_PLACE.findall(message.string)) == places
    else:
        # A plural may leave its number out: one course, a course.
        said = [words or "" for words in message.string or ()]
        whole = all(places.issuperset(_PLACE.findall(words)) for words in said)
    return whole and not any(_MARKUP.intersection(words) for words in said)
