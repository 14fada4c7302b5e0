"""Reads a mail of HTML line by line, as it is seen: what begins further in on the screen begins
with spaces here, since in a file of ours that says what belongs to what.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from catalogue.characters import with_plain_blanks

_OF_A_LINE = re.compile(
    r"address|article|blockquote|br|d[dlt]|div|fig(?:ure|caption)|footer|h[1-6r]|header|li|[ou]l|p|pre"
    r"|section|table|tr"
)
_UNSEEN = frozenset(("head", "script", "style", "title"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
"""What HTML shows as one blank. Those of another kind are there to move a text to the right."""


def lines_of_html(text: str) -> str:
    """Return what people see of a mail, each line as one."""
    reader = _Lines()
    reader.feed(text)
    reader.close()
    return with_plain_blanks("\n".join(reader.lines()))


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._as_typed = 0
        self._unseen = 0

    def lines(self) -> list[str]:
        """What was read until now."""
        return [*self._lines, self._line.rstrip(" ")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self._as_typed += tag == "pre"
        if tag == "br" or (_OF_A_LINE.fullmatch(tag) and self._line):
            self._end_line()
        if tag == "li":
            self._line = "* "

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._as_typed -= tag == "pre" and self._as_typed > 0
        if _OF_A_LINE.fullmatch(tag) and tag != "br" and self._line:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._as_typed:
            *whole, rest = (self._line + data).split("\n")
            self._lines += whole
            self._line = rest
        else:
            words = _BLANKS.sub(" ", data)
            self._line += (
                words if self._line and not self._line.endswith(" ") else words.lstrip(" ")
            )

    def _end_line(self) -> None:
        self._lines.append(self._line.rstrip(" "))
        self._line = ""
