"""Takes HTML out of a cell, as programs for web pages export it: what people read of it stays."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_NAMES = (
    "a|abbr|address|article|b|big|blockquote|br|center|div|em|figure|font|h[1-6]|hr|i|img|li|ol|p"
    "|pre|section|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|script|style"
)
_MARKUP = re.compile(
    rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>|<!--|&(?:#\d+|#x[\da-f]+|[a-z]{{2,8}});", re.I
)
_BLOCK = re.compile(r"address|article|blockquote|div|figure|h[1-6r]|ol|p|pre|section|table|ul")
_LINES = frozenset(("br", "li", "tr"))
_UNSEEN = frozenset(("script", "style"))
_SOFT_HYPHEN = "\u00ad"


def has_markup(text: str) -> bool:
    """Whether a text has tags of HTML, or characters by the names that HTML has for them."""
    found = (one[0] for one in _MARKUP.finditer(text))
    return any(one.startswith("<") or unescape(one) != one for one in found)


def without_markup(text: str, in_paragraphs: bool = False) -> str:
    """Return what people read of a text. Each item of a list gets a line; in paragraphs they get a
    star as well, and links stay links.
    """
    reader = _TextOfHtml(in_paragraphs)
    reader.feed(text)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.said).split("\n")]
    said = "\n".join(lines).replace(_SOFT_HYPHEN, "").strip()
    return re.sub(r"\n{3,}", "\n\n", said) if in_paragraphs else re.sub(r"\n+", "\n", said)


class _TextOfHtml(HTMLParser):
    def __init__(self, in_paragraphs: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._in_paragraphs = in_paragraphs
        self._links: list[tuple[str, int]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        self._break(tag)
        if tag == "li" and self._in_paragraphs:
            self.said.append("* ")
        if tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.said)))
        if tag == "img":
            self.said.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag == "a" and self._links:
            self._end_link(*self._links.pop())
        if tag not in _LINES:
            self._break(tag)
        if tag in ("td", "th"):
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data)

    def _break(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self.said.append("\n\n")
        elif tag in _LINES:
            self.said.append("\n")

    def _end_link(self, address: str, begun: int) -> None:
        """Keep where a link leads, where its words do not say it."""
        words = "".join(self.said[begun:]).strip()
        if not re.match(r"https?://|mailto:|www\.", address) or words in address:
            if not words:
                self.said.append(address)
            return
        if self._in_paragraphs:
            self.said[begun:] = [f"[{words}]({address})"]
        else:
            self.said.append(f" ({address})")
