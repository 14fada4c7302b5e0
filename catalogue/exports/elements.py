"""Elements of XML as they stand in a file, made from the inside out.

Written straight, as calendars are (ics.py): a tree of what ten thousand courses say takes three
times as long to build and to write as these do, for the same bytes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NONE: Mapping[str, str] = MappingProxyType({})


class Element(str):
    """An element that is written, and may be put into others; or nothing at all. None is made but
    here, where words are escaped.
    """

    __slots__ = ()


def element(
    name: str, inside: str | Iterable[Element] = "", attributes: Mapping[str, str] = _NONE
) -> Element:
    """Write an element with words in it, as people wrote them, or with other elements."""
    written = _in_text(inside) if isinstance(inside, str) else "".join(inside)
    head = "".join([name, *[f' {key}="{_in_quotes(say)}"' for key, say in attributes.items()]])
    return Element(f"<{head}>{written}</{name}>" if written else f"<{head} />")


NOTHING = Element()


def if_said(name: str, words: str | None, attributes: Mapping[str, str] = _NONE) -> Element:
    """Write an element with words in it; nothing where there are none."""
    return element(name, words, attributes) if words else NOTHING


def _in_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_quotes(words: str) -> str:
    words = _in_text(words).replace('"', "&quot;")
    # A reader would take each of these for a blank (XML 1.0, section 3.3.3).
    return words.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
