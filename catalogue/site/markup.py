"""Turns what people wrote into markup: the only place where text becomes HTML without being
escaped.

Used by the views (descriptions) and by the reader of content pages. HTML in the text is shown as
text, never as HTML.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup

from catalogue.mail import is_address_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_SCHEMES = frozenset({"https", "mailto", "tel"})


def description_markup(text: str) -> Markup:
    """Make markup of a partner's text: paragraphs, lists, bold, emphasis and links to https,
    mailto and tel."""
    return Markup(_for_descriptions().render(text))


def page_markup(text: str, base: str) -> Markup:
    """Make markup of one of our own pages, which may have headings, tables and links within the
    site (`/help/`)."""
    parser = _for_pages()
    tokens = parser.parse(text)
    _put_base_before(tokens, base)
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@cache
def _for_descriptions() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(
        ["list", "emphasis", "link", "autolink", "newline", "escape"]
    )
    parser.validateLink = _is_allowed  # type: ignore[assignment, method-assign]
    return parser


@cache
def _for_pages() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["image", "html_block", "html_inline"])
    )
    parser.validateLink = _is_allowed_on_pages  # type: ignore[assignment, method-assign]
    return parser


def _is_allowed(link: str) -> bool:
    try:
        scheme = urlsplit(link).scheme
    except ValueError:
        return False
    return scheme in _SCHEMES and (scheme != "mailto" or is_address_alone(link))


def _is_allowed_on_pages(link: str) -> bool:
    return _is_allowed(link) or (link.startswith("/") and not link.startswith("//"))


def _put_base_before(tokens: Sequence[Token], base: str) -> None:
    for token in tokens:
        href = token.attrGet("href")
        if isinstance(href, str) and href.startswith("/"):
            token.attrSet("href", base + href)
        _put_base_before(token.children or (), base)
