"""Finds which line of a file that cannot be read was most likely meant otherwise, and how.

A parser says where it lost its way, and that is often a line below the slip or a sign beside it.
Here the lines around that place are written as people mean them (the text in quotes, a space after
the colon, …) until the rest can be read: what helps is what was wrong. Called by the reader, and
knows nothing of courses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_NAME = r"[A-Za-z_](?:[\w-]*\w)?"
_FIELD = re.compile(rf"(?P<before> *(?:- +)*(?:{_NAME} *: +|(?<=- )))(?P<value>\S.*)$")
_NO_SPACE = re.compile(rf"(?P<before> *(?:- +)*{_NAME}:)(?P<value>[^\s:/].*)$")
_NO_SPACE_AFTER_HYPHEN = re.compile(r"(?P<before> *-)(?P<value>[^\s-].*)$")
_NO_COLON = re.compile(rf"(?P<before> *(?:- +)*{_NAME}) +(?P<value>\w.*)$")
_OTHER_SIGN = re.compile(rf"(?P<before> *(?:- +)*{_NAME}) *(?P<sign>[^\s\w:'’]) *(?P<value>\S.*)$")
_DECORATED = re.compile(
    rf"(?P<before> *)(?P<sign>[^\s\w])+ *(?P<name>{_NAME})[^\s\w:]* *:(?P<rest> .*|)$"
)
_TEXT_BESIDE = re.compile(
    rf"(?P<before> *(?:- +)*{_NAME}: +)(?P<sign>[|>])[-+]? +(?P<value>[^\s#].*)$"
)
_FENCE = re.compile(r"(?P<sign>```)\s*\w*")
_APOSTROPHE = re.compile(r"\w'\w")
_COMMAS = re.compile(r",(?:\s*,)+")
_NO_COMMA = re.compile(rf"(?<=[^\s,{{\[]) +(?={_NAME}: )")
_CUT = re.compile(r"(?<!\S)#(?=\S| \S)")
_SURELY_CUT = re.compile(r"#(?=\S| \d)")
_CUT_IN_LIST = re.compile(r"(?<=[\[,])(?: *)[^\s\[\],\"'](?:[^\[\],\"']*\s)?#\S[^\[\],\"']*")
_NAME_ALONE = re.compile(r"[&!][\w-]*")
_FIRST_SIGNS = "&*!%@`|>{}[],?#"
_CLOSED_BY = {'"': '"', "'": "'", "[": "]", "{": "}"}
_LONGEST, _LONGEST_LINE = 80, 2000


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong at one place, by the name of its sentence, and the text with that line as it
    was meant. `sure` where it can have been meant in no other way.
    """

    line: int
    column: int
    name: str
    text: str
    shown: str = ""
    sign: str = ""
    sure: bool = True

    @property
    def is_of_structure(self) -> bool:
        """Whether the line may belong elsewhere when it is written so: only its fields tell."""
        names = ("indent", "block-indent", "no-colon", "no-space-hyphen", "beside", "decorated")
        return self.name in names


_Way = tuple[int, str, str, str]
"""A column, the name of the sentence, the sign it is about, and the line as it was meant."""


def slip_in(text: str, near: Iterable[int], reads: Callable[[str], int | None]) -> Slip | None:
    """Return the slip that keeps a text from being read. `near` are the lines, from 1, near which
    it is, the likeliest first; `reads` returns the line where a text cannot be read, or None.
    """
    lines = text.split("\n")
    failed = reads(text) or 0
    numbers = list(_with_lines_above(near, lines))
    best, furthest = None, float(failed)
    for slips in (_punctuated, _block, _with_colon, _plain_name, _indented):
        for number in numbers:
            # What can be read to its end is read up to infinity.
            ways = [(reads(one.text) or inf, one) for one in slips(lines, number)]
            helping = [(far, one) for far, one in ways if far > failed]
            far, slip = max(helping, key=itemgetter(0), default=(0, None))
            if slip and far > furthest:
                furthest = far
                best = replace(slip, sure=slip.sure and len(helping) == 1)
        if furthest == inf:
            break
    return best


def _with_lines_above(near: Iterable[int], lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines, then of those that say something just above them, each once."""
    numbers = [
        number
        for number in near
        if 0 < number <= len(lines) and len(lines[number - 1]) <= _LONGEST_LINE
    ]
    above = []
    for number in numbers:
        said = (one for one in range(number - 1, 0, -1) if lines[one - 1].strip())
        above.append(next(said, number))
    yield from dict.fromkeys((*numbers, *above))


def _punctuated(lines: list[str], number: int) -> Iterator[Slip]:
    line = lines[number - 1]
    for way in (_fenced, _spaced, _closed, _quoted):
        for column, name, sign, meant in way(line):
            yield _slip(lines, number, column, name, sign, [meant])
            return


def _slip(
    lines: list[str], number: int, column: int, name: str, sign: str, meant: list[str]
) -> Slip:
    text = "\n".join([*lines[: number - 1], *meant, *lines[number - 1 + len(meant) :]])
    shown = meant[0].strip() if len(meant[0].strip()) <= _LONGEST else ""
    sure = name != "cut-off" or bool(_SURELY_CUT.match(lines[number - 1], column - 1))
    return Slip(number, column, name, text, shown, sign, sure)


def _quoted(line: str) -> Iterator[_Way]:
    """Put the text of a field in double quotes, where something in it ends it too early."""
    line = line.rstrip()
    if not (found := _FIELD.match(line)):
        return
    start, value = found.start("value"), found["value"]
    first, last, inner = value[0], value[-1], value[1:]
    if first in "\"'":
        end = _end_of_quote(value)
        is_apostrophe = first == "'" and last != first and end and _APOSTROPHE.match(value, end - 1)
        if end is None or is_apostrophe:
            text, column, name = inner.rstrip("”’\"'"), start, "quote-open"
        elif last == first and end < len(value) - 1:
            text, column, name = inner[:-1], start + end, "quote-inside"
            text = text.replace("''", "'") if first == "'" else text.replace('\\"', '"')
        elif end < len(value) - 1:
            text, column, name = value, start + end + 1, "goes-on"
        elif "\\" in value:
            text, column, name = inner[:-1], line.index("\\"), "backslash"
        else:
            return
    elif cut := _CUT.search(value):
        column, name, sign = start + cut.start(), "cut-off", "#"
        if first == "[":
            yield column + 1, name, sign, found["before"] + _CUT_IN_LIST.sub(_in_list, value)
            return
        text = value
    elif value.startswith("!!") or _NAME_ALONE.fullmatch(value):
        return
    elif first in _FIRST_SIGNS or value.startswith("- "):
        if first in "[{" and value.count(first) > value.count(_CLOSED_BY[first]):
            return
        text, column, name = value, start, "goes-on" if first in "[{" else "first-sign"
    elif colon := re.search(r":(?= |$)", value):
        text, column, name = value, start + colon.start(), "colon-inside"
    else:
        return
    yield column + 1, name, line[column], found["before"] + in_quotes(text)


def _in_list(found: re.Match[str]) -> str:
    return in_quotes(found[0])


def _end_of_quote(value: str) -> int | None:
    """Return where a quotation ends that a value begins with, if it ends on this line."""
    pattern = r"'(?:[^']|'')*'" if value[0] == "'" else r'"(?:[^"\\]|\\.)*"'
    found = re.match(pattern, value)
    return found.end() - 1 if found else None


def in_quotes(text: str) -> str:
    """Write a text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fenced(line: str) -> Iterator[_Way]:
    """Leave out a line that marks text as code for other programs, and says nothing of a course."""
    if found := _FENCE.fullmatch(line.strip()):
        yield 1, "fence", found["sign"], ""


def _spaced(line: str) -> Iterator[_Way]:
    for pattern, name in ((_NO_SPACE, "no-space"), (_NO_SPACE_AFTER_HYPHEN, "no-space-hyphen")):
        if found := pattern.match(line):
            meant = f"{found['before']} {found['value']}"
            yield found.start("value") + 1, name, "", meant


def _closed(line: str) -> Iterator[_Way]:
    """Close brackets where the line ends, or put commas between what is in them."""
    open_ones = [sign for sign in line if sign in "[{"]
    if not open_ones or "#" in line:
        return
    start = min(line.find(sign) for sign in open_ones)
    inside = line.rstrip()
    if inside[-1] in ")]}" and inside[-1] != _CLOSED_BY[open_ones[-1]]:
        inside = inside[:-1]
    left: list[str] = []
    for sign in inside:
        if sign in "[{":
            left.append(_CLOSED_BY[sign])
        elif left and sign == left[-1]:
            left.pop()
    if left:
        yield start + 1, "bracket-open", line[start], inside + "".join(reversed(left))
    elif twice := _COMMAS.search(line, start):
        meant = line[:start] + _COMMAS.sub(",", line[start:])
        yield twice.start() + 1, "commas", "", meant.replace(",]", "]")
    elif gap := _NO_COMMA.search(line, start):
        meant = line[:start] + _NO_COMMA.sub(", ", line[start:])
        yield gap.end() + 1, "no-comma", "", meant


def _with_colon(lines: list[str], number: int) -> Iterator[Slip]:
    line = lines[number - 1]
    if ": " in line:
        return
    if found := _OTHER_SIGN.match(line):
        meant = f"{found['before']}: {found['value']}"
        sign = found["sign"]
        yield _slip(lines, number, found.start("sign") + 1, "other-sign", sign, [meant])
    elif found := _NO_COLON.match(line):
        meant = f"{found['before']}: {found['value']}"
        yield _slip(lines, number, found.end("before") + 1, "no-colon", "", [meant])


def _plain_name(lines: list[str], number: int) -> Iterator[Slip]:
    """Leave out what stands before the name of a field, or around it."""
    if found := _DECORATED.match(lines[number - 1]):
        meant = f"{found['before']}{found['name']}:{found['rest']}"
        column = len(found["before"]) + 1
        yield _slip(lines, number, column, "decorated", found["sign"], [meant])


def _indented(lines: list[str], number: int) -> Iterator[Slip]:
    for indent in _indents(lines, number):
        meant = " " * indent + lines[number - 1].lstrip()
        here = _indent(lines[number - 1])
        yield _slip(lines, number, here + 1, "indent", str(indent + 1), [meant])


def _indents(lines: list[str], number: int) -> list[int]:
    """Return in which columns, from 0, a line may have been meant to begin."""
    here = _indent(lines[number - 1])
    around = [
        next((_indent(line) for line in side if line.strip()), here)
        for side in (reversed(lines[: number - 1]), lines[number:])
    ]
    return [indent for indent in dict.fromkeys(around) if indent != here]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(lines: list[str], number: int) -> Iterator[Slip]:
    """Move the lines of a text to the right that begin in the column of its name, or its first
    line to the next where it stands beside the sign for a longer text.
    """
    if beside := _TEXT_BESIDE.match(lines[number - 1]):
        name, indent = beside["before"] + beside["sign"], _indent(lines[number - 1]) + 2
        text = [name, f"{' ' * indent}{beside['value']}"]
        slip = _slip(lines, number, beside.start("value") + 1, "beside", beside["sign"], text[:1])
        rest = [*lines[: number - 1], *text, *lines[number:]]
        yield replace(slip, text="\n".join(rest), shown="")
    for start in range(number - 1, max(number - 4, 0), -1):
        above = lines[start - 1]
        if not re.search(r":\s+[|>][-+]?\s*$", above):
            continue
        most, end = _indent(above), start
        while end < len(lines) and not re.match(rf" {{0,{most}}}{_NAME}:(\s|$)", lines[end]):
            end += 1
        meant = [f"{' ' * (most + 2)}{line}" if line.strip() else "" for line in lines[start:end]]
        if meant:
            yield _slip(lines, start + 1, most + 1, "block-indent", "", meant)
        return
