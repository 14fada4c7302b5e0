"""Reads content/pages/*.md: lines like "title: Help", an empty line, then Markdown.

Called by the loader and, for the pages that may be published, by Pelican's reader. What the first
lines must say is in schema/page.schema.json; what the text may not, in rules/pages.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.problems import Code, Problem, Severity, Way
from catalogue.records import ContentPage
from catalogue.yaml_problems import EMPTY_FILE, REPEATED_FIELD
from catalogue.yaml_reader import open_file, text_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE_HEAD = Code(
    "page-head",
    Severity.ERROR,
    "The first lines of the page cannot be read",
    "A page begins with lines like title: Help. An empty line ends them, and the text comes after.",
)
CODES = (PAGE_HEAD,)
OF_EXAMPLES = re.compile(r"^::: examples\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
"""What a page says only where there are invented examples."""
_LINE = re.compile(r"\s*([^\s:]+)\s*:\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page's first lines say, by name in small letters; the text; and where each stands."""

    value: Mapping[str, str]
    text: str
    places: Mapping[str, tuple[int, int]]
    """The line of each name and the column of its value; the text is under “text”."""

    def place(self, field: Way) -> tuple[int, int]:
        """Return the line and column of a value, or of a line of the text, counted from 0."""
        name, *more = field or ("",)
        line, column = self.places.get(str(name), (1, 1))
        return (line + int(more[0]), 1) if more else (line, column)

    def place_of_name(self, field: Way) -> tuple[int, int]:
        """Return the line of a name."""
        return self.place(field)[0], 1


def read_page(path: Path, name: str) -> tuple[PageText | None, list[Problem]]:
    """Read the file at `path`, called `name` in its problems. There is a page or there are
    problems, never both.
    """
    raw, problems = open_file(path, name)
    return (None, problems) if raw is None else page_in(raw, name)


def page_in(raw: bytes, name: str) -> tuple[PageText | None, list[Problem]]:
    """Read the bytes of a page, in the same way."""
    text, wrong = text_in(raw, name)
    if text is None:
        return None, wrong
    if not text.strip():
        what = "There is nothing in this file."
        mend = "Write a title, a slug, an order, a description, an empty line and the text."
        return None, [Problem(name, 1, 1, EMPTY_FILE, (), what, mend)]
    return _page_in(text.split("\n"), name)


def _page_in(lines: list[str], name: str) -> tuple[PageText | None, list[Problem]]:
    said: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    for number, line in enumerate(lines[:end], 1):
        found = _LINE.fullmatch(line)
        if found is None:
            what = "This line is among the first lines of the page, and is no name with a colon."
            mend = (
                "Write it like order: 6, or put an empty line between the first lines and the text."
            )
            problems.append(Problem(name, number, 1, PAGE_HEAD, (), what, mend))
            continue
        key = found[1].lower()
        if key in said:
            what = f"“{key}” is here twice; the first is on line {places[key][0]}."
            mend = "Keep the one that is right and delete the other."
            problems.append(Problem(name, number, 1, REPEATED_FIELD, (), what, mend))
        said[key], places[key] = found[2], (number, found.start(2) + 1)
    places["text"] = (min(end + 2, len(lines)), 1)
    page = PageText(said, "\n".join(lines[end + 1 :]), places)
    return (None, problems) if problems else (page, [])


def page_from(page: PageText, file: str) -> ContentPage:
    """Make a record of a page whose first lines the schema has passed."""
    values: dict[str, Any] = {**page.value}
    values |= {"order": int(values["order"]), "contact": values.get("contact") == "yes"}
    return ContentPage(file=file, text=page.text, **values)
