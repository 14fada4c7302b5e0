"""Finds the files in a text that somebody sent, as the form writes them into a mail or an issue:
a line that is nothing but the name of a file, then what stands in it.

Mail programs break long lines and put signs before what is quoted. Both is taken back where it is
certain: nothing of ours begins at the margin but the name of a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from catalogue.files import FOLDERS, ID

_ID = ID.pattern
PATH = re.compile(
    rf"{FOLDERS['course']}/{_ID}/{_ID}\.yaml|{FOLDERS['venue']}/{_ID}\.yaml"
    rf"|{FOLDERS['provider']}/{_ID}\.yaml"
)
"""What a file is called that people may send."""
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"(`{3,}|~{3,})\s*(?:ya?ml)?")
_FIELD = re.compile(r"""["']?[A-Za-z_]+["']?\s*:(?:\s|$)|#|-(?:\s|$)|\.\.\.$|---""")
_EARLIER = re.compile(
    r"\s*(?:-{3,} ?(?:Original|Forwarded|Original message|Forwarded message) ?.*|_{20,}\s*"
    r"|On .{6,200} wrote:\s*|From: .+)$",
    re.IGNORECASE,
)
"""The line with which a mail program begins what came before."""
_SENT_ON = re.compile(r"\s*(?:(?:fwd?|wg|tr)\s*:|-{3,} ?forwarded)", re.IGNORECASE | re.MULTILINE)
_BROKEN_AT = 50
"""A line that a mail program broke has at least so many characters: the word that did not fit has
the rest, and programs break at 60 or later."""


@dataclass(slots=True)
class FoundFiles:
    """The texts of files by name, and every other line."""

    files: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def own_words(text: str) -> str:
    """Return what a sender wrote, without what a mail program put below it or quotes of a mail
    before. A mail that is sent on is quoted on purpose, and is whole.
    """
    if _SENT_ON.search(text):
        return text
    lines = _lines(text)
    said = [number for number, line in enumerate(lines) if line.strip() and line[0] != "#"]
    after = (number for number in said[1:] if _EARLIER.match(lines[number]))
    return "\n".join(line for line in lines[: next(after, None)] if not line.startswith(">"))


def files_in(text: str) -> FoundFiles:
    """Find all files in a text. The last words of a file that stands there twice count."""
    found = FoundFiles()
    name = ""
    body: list[str] = []
    for line in [*map(_unquoted, _lines(text)), None]:
        path = PATH.fullmatch(line.strip(" \t\u00a0*`:#")) if line is not None else None
        if name and (line is None or path):
            _keep(found, name, body)
        if path:
            name, body = path[0], []
        elif line is not None:
            (body if name else found.lines).append(line)
    return found


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _unquoted(line: str) -> str:
    """Take the signs off that a mail program puts before what is quoted."""
    quoted = _QUOTED.match(line)
    return line[quoted.end() :] if quoted else line


def _keep(found: FoundFiles, name: str, lines: list[str]) -> None:
    body, rest = _fenced(lines) if (fence := _fence_of(lines)) else _written(lines)
    if fence:
        rest = [line for line in rest if line.strip()]
    if name in found.files and found.files[name] != body:
        found.twice.append(name)
    found.files[name] = body
    found.lines += rest


def _fence_of(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return bool(_FENCE.fullmatch(first.strip()))


def _fenced(lines: list[str]) -> tuple[str, list[str]]:
    """Part what stands in a fence from what comes after it."""
    start = next(number for number, line in enumerate(lines) if line.strip())
    mark = _FENCE.match(lines[start].strip())[1]  # type: ignore[index]
    inside = lines[start + 1 :]
    # At the margin: what a description has of its own stands further in.
    end = next((n for n, line in enumerate(inside) if line.rstrip() == mark), len(inside))
    return _joined(inside[:end]), inside[end + 1 :]


def _written(lines: list[str]) -> tuple[str, list[str]]:
    """Part the text of a file from what its sender wrote below it. Lines that a mail program broke
    are whole again.
    """
    made: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip() or line[0].isspace() or _FIELD.match(line):
            made.append(line)
        elif made and len(made[-1]) >= _BROKEN_AT:
            made[-1] = f"{made[-1].rstrip()} {line}"
        else:
            return _joined(made), lines[number:]
    return _joined(made), []


def _joined(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return f"{text}\n" if text else ""
