"""Collects every word of ours that residents see into languages/messages.pot, for translators.

`make messages` runs it. languages/README.md says what comes next.
"""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    Found = tuple[int, str, str, list[str]]

PROJECT = Path(__file__).resolve().parent.parent


def labels(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield what people read of a vocabulary."""
    for term in yaml.load(source, Loader=yaml.BaseLoader)["values"]:
        for name, called in TERM_WORDS.items():
            if name in term:
                yield 1, "gettext", term[name], [called.format(term["id"])]


def fields(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield the names of the fields that the sources of a page stand behind."""
    for name in json.load(source)["properties"]:
        yield 1, "gettext", name.replace("_", " "), ["The name of a field."]


def described(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield the names and meanings of the fields of a course or venue, which the form shows."""

    def said(part: object) -> Iterator[str]:
        for one in part.values() if isinstance(part, dict) else ():
            yield from said(one)
        if isinstance(part, dict):
            meaning = part.get("x-hint", part.get("description"))
            yield from (one for one in (part.get("title"), meaning) if one and isinstance(one, str))

    whole = json.load(source)
    for words in said(whole.get("properties") or whole["$defs"]):
        yield 1, "gettext", words, ["The name or the meaning of a field, in the form."]


def venue(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield the names of the fields of a venue, for its sources and for the form."""
    text = source.read()
    yield from fields(BytesIO(text), options=options)
    yield from described(BytesIO(text), options=options)


def rules(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield what “Is it free for me?” asks and says."""

    def said(part: object) -> Iterator[str]:
        if isinstance(part, list):
            for one in part:
                yield from said(one)
        elif isinstance(part, dict):
            for name, value in part.items():
                if isinstance(value, str):
                    yield from [value] if name in RULE_WORDS else []
                else:
                    yield from said(value)

    for words in said(yaml.load(source, Loader=yaml.BaseLoader)):
        yield 1, "gettext", words, ["A rule on who pays nothing."]


def helplines(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield what is said to somebody who needs help now."""
    known = yaml.load(source, Loader=yaml.BaseLoader)
    for part in (*known["needs"], *known["helplines"]):
        for words in filter(None, (part.get("title"), part["says"])):
            yield 1, "gettext", words, ["For somebody who needs help now."]


def city(source: IO[bytes], *_: object, options: object) -> Iterator[Found]:
    """Yield the names of the city, of the councils around it and of what is on its map."""
    known = yaml.load(source, Loader=yaml.BaseLoader)
    region = known["region"]
    names = [known["name"], region["name"], *region["councils"].values(), known["map"]["shows"]]
    for name in (*names, *(label["text"] for label in known["map"].get("labels", ()))):
        yield 1, "gettext", name, ["The name of a place."]


TERM_WORDS = {
    "label": "The label of {}.",
    "meaning": "The meaning of {}.",
    "people": "What a sentence calls {}: Only for …",
    "who": "What a sentence says of {}: Only for women who …",
}
RULE_WORDS = frozenset({"text", "hint", "label", "why", "likely", "ask", "reduced"})
METHODS = [
    ("catalogue/**.py", "python"),
    ("theme/templates/**.html", "jinja2"),
    ("reference/free-rules.yaml", "scripts.messages:rules"),
    ("reference/help.yaml", "scripts.messages:helplines"),
    ("reference/city.yaml", "scripts.messages:city"),
    ("schema/provider.schema.json", "scripts.messages:fields"),
    ("schema/venue.schema.json", "scripts.messages:venue"),
    ("schema/course.schema.json", "scripts.messages:described"),
    ("schema/shared.schema.json", "scripts.messages:described"),
]
VOCABULARIES = [("schema/vocabularies/*.yaml", "scripts.messages:labels")]
OPTIONS = {"theme/templates/**.html": {"extensions": "jinja2.ext.i18n", "silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    **{"say": None, "mark": None},
    **{"counted": (2, 3), "Counted": (1, 2)},
}


def collected(locale: str | None = None, words: Path = PROJECT) -> Catalog:
    """Return every message; with a locale, with the plural forms that language has. `words` is the
    folder whose vocabularies count.
    """
    catalog = Catalog(locale, project="Liverpool Community Learning", charset="utf-8")
    for folder, methods in ((PROJECT, METHODS), (words, VOCABULARIES)):
        for file, line, message, comments, context in extract_from_dir(
            folder, methods, OPTIONS, KEYWORDS, directory_filter=_filter(folder, methods)
        ):
            catalog.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalog


def _filter(top: Path, methods: list[tuple[str, str]]) -> Callable[[str], bool]:
    """Return what tells the folders that may hold words from all others."""
    tops = {pattern.partition("/")[0] for pattern, _ in methods}
    return lambda folder: Path(folder).relative_to(top).parts[0] in tops


def main() -> None:
    """Write languages/messages.pot."""
    catalog = collected()
    path = PROJECT / "languages" / "messages.pot"
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True)
    print(f"{path.relative_to(PROJECT)}: {len(catalog)} messages.")


if __name__ == "__main__":
    main()
