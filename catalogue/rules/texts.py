"""Every text says something, and lines of plain words hold no markup."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from catalogue.characters import says_something
from catalogue.problems import Code, Severity
from catalogue.quoting import quoted
from catalogue.records import Course
from catalogue.rules.findings import Finding, Records
from catalogue.rules.links import text_of
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Way
    from catalogue.records import ContentPage, Record

NOTHING_TO_READ = Code(
    "nothing-to-read",
    Severity.ERROR,
    "There are no words",
    "A text of nothing but signs or little pictures cannot be read out, searched for or tapped by "
    "its name.",
)
MARKUP_IN_LINE = Code(
    "markup-in-line",
    Severity.WARNING,
    "There is markup in a line of plain words",
    "It is shown as it is typed. Only a description takes **bold**, lists and links.",
)
QUOTED_WHOLE = Code(
    "quoted-whole",
    Severity.WARNING,
    "There are quotation marks around a whole text",
    "Some programs put them there by themselves, and they are shown. Where the text is what "
    "somebody said, leave them as they are.",
)
CODES = (NOTHING_TO_READ, MARKUP_IN_LINE, QUOTED_WHOLE)

MARKUP = (
    r"<[A-Za-z/!][^<>]*>?|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
    r"|\*\*[^*]+\*\*|\[[^\]]*\]\([^)]*\)"
)
"""HTML, and what is most common of Markdown. The form reads it too, so it is plain for both."""
_MARKUP = re.compile(MARKUP)
QUOTED = '["“‘\'«][^"“”«»]*["”’\'»]'
_QUOTED = re.compile(QUOTED)
_MAY_BE_ODD = re.compile(r"""^[^0-9A-Za-z]*$|[<&*\[]|^["“‘'«]""")
"""What is not so is none of these: to look no closer at it is most of what this costs."""
_OTHER_NAMES = {"origin": "from"}
"""What a record calls otherwise than its file does."""


def check(records: Records) -> Iterator[Finding]:
    """Look at every text of every file."""
    for record in (*records.everything, *records.pages.values()):
        paragraphs, _ = text_of(record)
        values = _values(record)
        if not any(map(_MAY_BE_ODD.search, _all_in(values))):
            continue
        for field, text in _texts(values, ()):
            if not says_something(text):
                yield Finding(NOTHING_TO_READ, record, field, *say("nothing-to-read"))
            elif field != (paragraphs,) and (found := _MARKUP.search(text)):
                said = say("markup-in-line", markup=quoted(found.group()))
                yield Finding(MARKUP_IN_LINE, record, field, *said)
            elif field != (paragraphs,) and _QUOTED.fullmatch(text):
                yield Finding(QUOTED_WHOLE, record, field, *say("quoted-whole"))


def _values(record: Record | ContentPage) -> Any:
    if isinstance(record, Course):
        return record.written.values if record.written else {}
    return asdict(record)


def _all_in(values: Any) -> Iterator[str]:
    """Yield every text, wherever it is."""
    waiting = [values]
    for value in waiting:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _texts(child, (*way, _OTHER_NAMES.get(name) or name))
    elif isinstance(value, list | tuple):
        for index, child in enumerate(value):
            yield from _texts(child, (*way, index))
