"""Finds what leads elsewhere, or would not be shown, in a text that partners write in Markdown.

Used by the rules about links. It reads the text as the site does, but lets every address through,
so that the bad ones are seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


def _reader(*, html: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": html})
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _reader(html=False)
_HTML_READER = _reader(html=True)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as people see it, and the address it leads to."""

    shown: str
    address: str


_kept = lru_cache(maxsize=16_384)
"""For what more than one rule asks of a text, or who checks the same texts again and again."""


@_kept
def links_in(text: str) -> tuple[Link, ...]:
    """Return the links of a text, in order."""
    found: list[Link] = []
    shown: list[str] = []
    address = ""
    for token in _tokens(_READER, text, "["):
        if token.type == "link_open":
            shown, address = [], str(token.attrs["href"])
        elif token.type == "link_close":
            found.append(Link("".join(shown).strip(), address))
        else:
            shown.append(token.content)
    return tuple(found)


@_kept
def pictures_in(text: str) -> tuple[str, ...]:
    """Return the address of every picture of a text."""
    return tuple(
        str(token.attrs["src"]) for token in _tokens(_READER, text, "![") if token.type == "image"
    )


@_kept
def html_in(text: str) -> str | None:
    """Return the first bit of HTML of a text, if there is any."""
    found = (
        token.content.strip()
        for token in _tokens(_HTML_READER, text, "<")
        if token.type in ("html_inline", "html_block")
    )
    return next(found, None)


@_kept
def headings_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the level of every heading of a text, and the number of its line."""
    return tuple(
        (int(token.tag[1:]), token.map[0] if token.map else 0)
        for token in _HTML_READER.parse(text)
        if token.type == "heading_open"
    )


def _tokens(reader: MarkdownIt, text: str, sign: str) -> Iterator[Token]:
    # Reading Markdown costs a hundred times more than seeing that there is nothing to find.
    if sign in text or "<" in text:
        for token in reader.parse(text):
            yield token
            yield from token.children or ()
