"""Writes docs/fields.md, problems.md and formats.md from the schema, vocabularies, rules and
formats.

Called by `catalogue docs`; a test holds the files in docs/ to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.codes import ALL_CODES
from catalogue.exports import FORMATS
from catalogue.schemas import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.exports.gate import Format
    from catalogue.fields import Field
    from catalogue.schemas import Schemas

_MADE = "<!-- Made by `catalogue docs` from {source}: change that, and run it again. -->\n\n"


def docs_files(schemas: Schemas) -> dict[str, str]:
    """Return the text of every page that is made, by its name."""
    return {
        "docs/fields.md": fields_page(schemas),
        "docs/problems.md": problems_page(),
        "docs/formats.md": formats_page(export.FORMAT for export in FORMATS),
    }


def fields_page(schemas: Schemas) -> str:
    """Return the page that explains every field and every word one may use, in Markdown."""
    parts = [_MADE.format(source="schema/"), "# Fields\n\n"]
    parts.append(
        "What each field of a course, provider, venue, priority and bid means. "
        "**Bold** names must be there; the others may be left out.\n\n"
    )
    for kind in KINDS:
        schema = schemas.of(kind)
        parts += [f"## {schema['title']}\n\n{_text(schema['description'])}\n\n"]
        parts += [
            "| Field | What to write | Like this |\n| --- | --- | --- |\n",
            *_rows(schemas.fields[kind]),
        ]
        parts.append("\n")
    parts.append("# Words to choose from\n\n")
    fields = "".join(parts)
    for name, vocabulary in schemas.vocabularies.items():
        if f"(#{name})" not in fields:
            continue  # words that people search with, which no file names
        parts += [f"## {name}\n\n{vocabulary.title}: {vocabulary.meaning}\n\n"]
        parts += ["| Write | People see | Meaning |\n| --- | --- | --- |\n"]
        parts += [
            f"| `{term.id}` | {term.label} | {term.meaning} |\n"
            for term in vocabulary.terms.values()
        ]
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _rows(fields: Iterable[Field], around: str = "") -> Iterator[str]:
    for field in fields:
        way = f"{around}{field.name}"
        shown = f"**`{way}`**" if field.required else f"`{way}`"
        words = field.vocabulary
        choose = f" Choose from [{words}](#{words})." if words else ""
        yield f"| {shown} | {_text(field.meaning)}{choose} | {_example(field)} |\n".replace(
            "\n\n", " "
        )
        if field.kind in ("group", "groups"):
            yield from _rows(field.within, f"{way} › ")


def _text(words: str) -> str:
    return words.replace("<", "\\<").replace("|", "\\|")


def _example(field: Field) -> str:
    example = field.example
    if field.kind in ("group", "groups", "answers"):
        return ""
    if isinstance(example, list):
        return f"`[{', '.join(map(str, example))}]`"
    return f"`{'true' if example is True else str(example).splitlines()[0]}`"


def problems_page() -> str:
    """Return the page that explains every kind of problem, in Markdown."""
    rows = [
        f"| `{code.name}` | {code.severity.word} | {code.title}. {_text(code.explanation)} |\n"
        for code in sorted(ALL_CODES.values(), key=lambda code: (code.severity, code.name))
    ]
    return (
        _MADE.format(source="the rules")
        + "# Problems\n\nWhat `catalogue check` can say. An error keeps a file off the site; "
        "a warning or a notice does not.\n\n"
        "| Code | | What it is and why it matters |\n| --- | --- | --- |\n" + "".join(rows)
    )


def formats_page(formats: Iterable[Format]) -> str:
    """Return the page that lists every format that leaves the house, in Markdown."""
    return (
        _MADE.format(source="catalogue/exports/")
        + "# Formats\n\nHow other programs get the courses. What stands in {braces} is an id. "
        "What is invented is called an example in every format, or is not in it.\n\n"
        "| Format | What it is for | Where it is | Type | Examples | Licence |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        + "".join(map(_format_row, formats))
        + "\n## What comes in\n\n`catalogue import` reads calendars, JSON-LD, XCRI-CAP and "
        "Open Referral files, of whoever wrote them (CONTRIBUTING.md). "
        "What comes back of our own files is in docs/decisions/0044-feeds-come-in.md.\n"
    )


def _format_row(one: Format) -> str:
    where = [f"`/{address}`" for address in one.addresses] or [
        "in every page" if one.on_pages else f"`catalogue export {one.name}`"
    ]
    invented = "marked" if one.takes_examples else "left out"
    return (
        f"| {one.title} | {_text(one.purpose)} | {', '.join(where)} "
        f"| `{one.media_type}` | {invented} | <{one.licence}> |\n"
    )
