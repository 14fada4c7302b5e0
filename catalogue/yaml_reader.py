"""Reads one YAML file strictly: what the partner typed is what we get, or a problem says why not.

Called by the loader and by the schemas for the vocabularies. It knows YAML and nothing of courses,
and never guesses: text stays text unless it is plainly a number, true, false or empty.
"""

from __future__ import annotations

import re
import sys
from array import array
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from catalogue.characters import (
    as_meant,
    as_read,
    misread_in,
    name_of,
    number_of,
    strange_in,
    with_plain_blanks,
    with_plain_line_ends,
)
from catalogue.problems import Code, Problem, Way
from catalogue.quoting import quoted
from catalogue.sentences import say
from catalogue.yaml_problems import (
    CUT_OFF,
    EMPTY_FILE,
    MISREAD,
    NOT_UTF8,
    NOT_YAML,
    REPEATED_FIELD,
    STRANGE_CHARACTER,
    TOO_BIG,
    TOO_DEEP,
    TWO_DOCUMENTS,
    UNREADABLE,
    YAML_TRICK,
    say_slip,
    say_syntax,
)
from catalogue.yaml_slips import slip_in

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.yaml_slips import Slip

try:
    PARSER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader
except AttributeError as missing:  # pragma: no cover - the locked wheels all have it
    # In a browser there is no other. It reads alike what is there (tests/test_yaml_reader.py), and
    # finds other words for what is broken.
    if sys.platform != "emscripten":
        what = "PyYAML was built without its C parser; install the wheel that requirements/ names."
        raise ImportError(what) from missing
    PARSER = yaml.SafeLoader

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12

# A plain number and nothing else. YAML 1.2 would also read 0151 as 151 and 1e3 as 1000: those stay
# text here, because in these files they are phone numbers and codes. At most 15 digits, so that no
# value loses any.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_BEGINS_A_NUMBER = frozenset("-0123456789")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_SCHEMA_LINE = re.compile(r"# yaml-language-server: [^\n]*\n")
# What stands after a value, and was meant as a part of it, or may have been. Who knows YAML sets a
# remark off by two blanks, or writes it beside a value that is no sentence: a word of our lists, a
# number, a day, an address.
_CUT = re.compile(r" +#(?=[^\s#]| \d)")
_PERHAPS_CUT = re.compile(r" #(?= \S)")
_NO_SENTENCE = re.compile(r"[^\sA-Z]*")
_PUNCTUATION = (NOT_YAML, YAML_TRICK, CUT_OFF)
_MOST_SLIPS = 20
_LIKE_A_COMMENT = re.compile(r"(?:^|\s)#")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's values, and where each of them stands.

    `value` is made of dict, list, str, int, Decimal, bool and None. `_marks` holds a place for each
    key and each value in reading order, a line and a column packed in one number: small enough to
    keep for ten thousand files. `schema_line` is the first line where that tells editors which
    schema the file has; `may_have_comments` says whether anything else looks like a comment.
    """

    value: Any
    _marks: array[int]
    schema_line: str
    may_have_comments: bool

    def place(self, field: Way) -> tuple[int, int]:
        """Return the line and column, from 1, of a field, or of the nearest one around it that is
        there.

        People look for the name of a list or of an empty field, and for the value of any other.
        """
        name_index, value_index, value = self._find(field)
        return self._mark(
            name_index if value is None or isinstance(value, dict | list) else value_index
        )

    def place_of_name(self, field: Way) -> tuple[int, int]:
        """Return the line and column, from 1, of the name of a field."""
        return self._mark(self._find(field)[0])

    def _find(self, field: Way) -> tuple[int, int, Any]:
        value, name_index, index = self.value, 0, 0
        for step in field:
            if isinstance(value, dict) and step in value:
                names = list(value)
                before = names[: names.index(step)]
                name_index = index + 1 + sum(1 + _marks_in(value[name]) for name in before)
                index, value = name_index + 1, value[step]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                name_index = index = index + 1 + sum(_marks_in(child) for child in value[:step])
                value = value[step]
            else:
                break
        return name_index, index, value

    def _mark(self, index: int) -> tuple[int, int]:
        mark = self._marks[index]
        return (mark >> 16) + 1, (mark & 0xFFFF) + 1


def _marks_in(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(1 + _marks_in(child) for child in value.values())
    if isinstance(value, list):
        return 1 + sum(_marks_in(child) for child in value)
    return 1


def read_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Read the file at `path`, called `name` in its problems. There is a document or there are
    problems, never both.
    """
    raw, problems = open_file(path, name)
    return (None, problems) if raw is None else read_bytes(raw, name)


def open_file(
    path: Path, name: str, *, most: int = MAX_BYTES
) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of a file (of one of more than `most`, only as many as show that), or why
    there are none.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1), []
    except OSError as error:
        what = f"The file cannot be opened ({error.strerror or 'unknown reason'})."
        mend = "See that it is there and that you may read it."
        return None, [Problem(name, 1, 1, UNREADABLE, (), what, mend)]


def read_bytes(
    raw: bytes, name: str, *, told: bool = True
) -> tuple[Document | None, list[Problem]]:
    """Read the bytes of a file, as `read_file` does. Where the problems are not `told` to anybody,
    it is not looked for what was meant.
    """
    text, problems = text_in(raw, name)
    if text is None:
        return None, problems
    document, problems = _Builder(text, name).build()
    return document, _told(text, name) if problems and told else problems


def _told(text: str, name: str) -> list[Problem]:
    """Return what is wrong in a text that cannot be read: its slips, and what else there is when
    they are put right.
    """
    told: list[Problem] = []
    while len(told) < _MOST_SLIPS:
        builder = _Builder(text, name)
        builder.build()
        if not builder.problems or not (slip := _slip(text, builder)):
            # Where the end of a text is cut off, what stands below it does not fit either.
            cut = [problem for problem in builder.problems if problem.code is CUT_OFF]
            return told + (cut or builder.problems)
        told.append(_said_of(slip, builder.problems[0]))
        text = slip.text
    return told


def slips_of(text: str) -> list[Slip] | None:
    """Return the slips that keep a text from being read, each with the text of the one before put
    right, or None where it is not certain how one was meant.
    """
    slips: list[Slip] = []
    while len(slips) < _MOST_SLIPS:
        builder = _Builder(text, "")
        builder.build()
        if not builder.problems:
            return slips
        slip = _slip(text, builder)
        if slip is None or not slip.sure:
            return None
        slips.append(slip)
        text = slip.text
    return None


def _slip(text: str, builder: _Builder) -> Slip | None:
    """Return which line was meant otherwise, where the first problem is one of punctuation."""
    first, *_ = builder.problems
    if first.code not in _PUNCTUATION or _is_used(text, first):
        return None
    slip = slip_in(text, (*builder.near, first.line), _first_line)
    return slip if slip and (slip.name == "cut-off" or first.code is not CUT_OFF) else None


def _first_line(text: str) -> int | None:
    builder = _Builder(text, "")
    builder.build()
    found = (problem for problem in builder.problems if problem.code in _PUNCTUATION)
    return next((problem.line for problem in found), None)


def _is_used(text: str, problem: Problem) -> bool:
    """Whether a trick of YAML is there on purpose: what has a name is used by that name."""
    used = set(re.findall(r"(?<=\*)[\w-]+", text)) & set(re.findall(r"(?<=&)[\w-]+", text))
    return problem.code is YAML_TRICK and any(f"{name} " in f"{problem.what} " for name in used)


def _said_of(slip: Slip, problem: Problem) -> Problem:
    what, mend = say_slip(slip.name, slip.sign, slip.shown)
    code = CUT_OFF if slip.name == "cut-off" else problem.code
    return Problem(problem.file, slip.line, slip.column, code, (), what, mend)


def text_in(
    raw: bytes, name: str, *, most: int | None = MAX_BYTES
) -> tuple[str | None, list[Problem]]:
    """Return the text of a file of ours or of partners, or what keeps it from being one: more than
    `most` bytes, not UTF-8, or a character that nobody can see. Every blank is a plain one.
    """
    problem = _problem_in_bytes(raw, name, most)
    if problem is None:
        written = with_plain_line_ends(raw.decode())
        if misread := misread_in(written):
            return None, [_misread(written, name, misread)]
        text = with_plain_blanks(written)
        place = strange_in(text)
        if place is None:
            return text, []
        line, column = _end_of(text[:place])
        what, mend = _strange_words(text[place])
        problem = Problem(name, line, column, STRANGE_CHARACTER, (), what, mend)
    return None, [problem]


def _misread(text: str, name: str, misread: tuple[int, str, str]) -> Problem:
    place, signs, meant = misread
    start = place - len(re.split(r"\s", text[:place])[-1])
    word = re.split(r"\s", text[start:])[0]
    line, column = _end_of(text[:place])
    what = f"“{signs}” was “{meant}”: a program has mixed up two ways of storing letters."
    mend = f"Write {quoted(as_meant(word))}, not {quoted(word)}; look for others in this file."
    return Problem(name, line, column, MISREAD, (), what, mend)


def _problem_in_bytes(raw: bytes, name: str, most: int | None) -> Problem | None:
    if most is not None and len(raw) > most:
        what = f"The file is bigger than {most // 1024} KB."
        return Problem(
            name, 1, 1, TOO_BIG, (), what, "Keep what people need to know, and link to the rest."
        )
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        what = "The file starts with a byte order mark, which many Windows programs add."
        return Problem(
            name,
            1,
            1,
            NOT_UTF8,
            (),
            what,
            "Save it again as “UTF-8”, not “UTF-8 with BOM” or “Unicode”.",
        )
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        line, column = _end_of(raw[: error.start].decode())
        what = "There is a letter here that is not stored as UTF-8."
        return Problem(
            name, line, column, NOT_UTF8, (), what, "Save the file again with the encoding UTF-8."
        )
    return None


def _end_of(text: str) -> tuple[int, int]:
    """Return the line and column, from 1, of whatever comes after a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _strange_words(character: str) -> tuple[str, str]:
    if character == "\t":
        return say("tab")
    return say("strange-character-by-name", number=number_of(character), name=name_of(character))


class _Stop(Exception):
    """Raised to leave a file whose rest cannot be understood."""


class _Builder:
    """Builds the values of one text from the events of PyYAML's parser, and collects what is
    wrong.
    """

    def __init__(self, text: str, name: str) -> None:
        self._events: Any = PARSER(text)
        self._name = name
        self._text = text
        self._last_line = text.count("\n")
        self._end = _end_of(text.rstrip())
        self._marks: array[int] = array("I")
        self._lines = text.split("\n") if " #" in text else []
        self.problems: list[Problem] = []
        self.near: list[int] = []

    def build(self) -> tuple[Document | None, list[Problem]]:
        try:
            value = self._stream()
        except _Stop:
            return None, self.problems
        except yaml.YAMLError as error:
            self._syntax(error)
            return None, self.problems
        finally:
            self._events.dispose()
        if self.problems:
            return None, self.problems
        line = _SCHEMA_LINE.match(self._text)
        schema_line = line[0] if line else ""
        rest = self._text[len(schema_line) :]
        return Document(value, self._marks, schema_line, bool(_LIKE_A_COMMENT.search(rest))), []

    def _stream(self) -> Any:
        next_event = self._events.get_event
        next_event()
        event = next_event()
        if isinstance(event, yaml.StreamEndEvent):
            self._problem(
                EMPTY_FILE,
                None,
                "There is nothing in this file.",
                "`catalogue new course` writes a file to start from.",
            )
            raise _Stop
        value = self._value(next_event(), 1)
        next_event()
        event = next_event()
        if not isinstance(event, yaml.StreamEndEvent):
            what = "A second record starts here."
            self._problem(
                TWO_DOCUMENTS,
                event,
                what,
                "Move it to a file of its own, or delete the line of hyphens.",
            )
        return value

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            what = f"*{event.anchor} stands for something written elsewhere."
            self._problem(
                YAML_TRICK,
                event,
                what,
                "Write it out here again, or put the text in double quotes.",
            )
            return None
        if event.anchor or event.tag:
            self._refuse_tricks(event)
        mark = event.start_mark
        self._marks.append(min(mark.line, 0xFFFF) << 16 | min(mark.column, 0xFFFF))
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            what = f"Fields lie more than {MAX_DEPTH} deep in each other here."
            self._problem(TOO_DEEP, event, what, "See whether brackets or hyphens slipped in.")
            raise _Stop
        if kind is yaml.SequenceStartEvent:
            return self._list(depth)
        return self._mapping(depth)

    def _list(self, depth: int) -> list[Any]:
        values = []
        while not isinstance(event := self._events.get_event(), yaml.SequenceEndEvent):
            values.append(self._value(event, depth + 1))
        return values

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self._events.get_event(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                what = "The name of a field is missing, or is not a plain word."
                self._problem(
                    NOT_YAML, event, what, "Write the name, a colon, a space and the value."
                )
                raise _Stop
            self._value(event, depth + 1)
            mark: Any = event.start_mark
            name, line = as_read(event.value), mark.line + 1
            value = self._value(self._events.get_event(), depth + 1)
            if name in lines:
                what = f"“{name}” is here twice; the first is on line {lines[name]}."
                self._problem(
                    REPEATED_FIELD, event, what, "Keep the one that is right and delete the other."
                )
            else:
                values[name], lines[name] = value, line
        return values

    def _scalar(self, event: Any) -> str | int | Decimal | bool | None:
        text: str = event.value
        if event.style:
            place = strange_in(text)
            if place is not None:
                what, mend = _strange_words(text[place])
                self._problem(STRANGE_CHARACTER, event, what, mend)
            return as_read(text)
        if self._lines:
            self._see_the_end(event)
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in _BEGINS_A_NUMBER:
            if _INTEGER.fullmatch(text):
                return int(text)
            if _DECIMAL.fullmatch(text):
                return Decimal(text)
        return as_read(text)

    def _see_the_end(self, event: Any) -> None:
        """Refuse a text after which something stands that only looks like a part of it."""
        mark = event.end_mark
        rest = self._lines[mark.line][mark.column :]
        cut = _CUT.match(rest)
        if cut is None and not _NO_SENTENCE.fullmatch(event.value):
            cut = _PERHAPS_CUT.match(rest)
        if cut:
            what, mend = say_slip("cut-off")
            place = mark.line + 1, mark.column + cut.end()
            self.problems.append(Problem(self._name, *place, CUT_OFF, (), what, mend))

    def _refuse_tricks(self, event: Any) -> None:
        if event.anchor:
            what = f"&{event.anchor} gives this value a name, so that it can be used elsewhere."
            self._problem(YAML_TRICK, event, what, "Delete it, or put the text in double quotes.")
        if event.tag:
            what = "An exclamation mark at the start of a value is a tag."
            self._problem(YAML_TRICK, event, what, "Delete it, or put the text in double quotes.")

    def _problem(self, code: Code, event: Any, what: str, mend: str) -> None:
        line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event else (1, 1)
        self.problems.append(Problem(self._name, line, column, code, (), what, mend))

    def _syntax(self, error: yaml.YAMLError) -> None:
        mark: Any = getattr(error, "problem_mark", None)
        for one in (getattr(error, "context_mark", None), mark):
            if one:
                self.near.append(one.line + 1)
        if mark and mark.line >= self._last_line:
            # What is never closed is noticed only at the end of the file; the start of it is what
            # helps.
            mark = getattr(error, "context_mark", None) or mark
        # The parser may stop on a line that is not there any more.
        line, column = min((mark.line + 1, mark.column + 1), self._end) if mark else (1, 1)
        what, mend = say_syntax(str(getattr(error, "problem", None) or error))
        self.problems.append(Problem(self._name, line, column, NOT_YAML, (), what, mend))
