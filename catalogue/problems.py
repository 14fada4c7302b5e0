"""What can be wrong in a file, and how it is said.

Made by the reader, the schemas and the rules; printed by the reports. Never prints anything itself.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Way = tuple[str | int, ...]
"""The way to a value in a file: field names, and positions in lists counted from 0."""


class Severity(IntEnum):
    """How much a problem matters. Only an error has to be mended."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2

    @property
    def word(self) -> str:
        """The name in small letters, as people and GitHub write it."""
        return self.name.lower()


class Scope(Enum):
    """What has to be read to find a problem: the file it is in, or more of the catalogue: other
    files, or reference/.
    """

    FILE = "one file"
    CATALOGUE = "the catalogue"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its lasting name, how much it matters, and what `catalogue explain` says.

    `from_outside` marks an error that can come over a file because of what somebody did to another.
    It has to be mended like any error, but does not keep the file off the site.
    """

    name: str
    severity: Severity
    title: str
    explanation: str
    from_outside: bool = False
    scope: Scope = Scope.FILE


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place of one file. Lines and columns count from 1.

    `instead` is the value, or the name of a field, that is certain to be meant by the one that
    begins at that place, if any is.
    """

    file: str
    line: int
    column: int
    code: Code
    field: Way
    what: str
    mend: str
    instead: Any = dataclasses.field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.code.severity

    @property
    def field_text(self) -> str:
        """The field as people read it: `runs 2 › starts` for the start of the second run."""
        return field_text(self.field)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by: the file, then the place in it."""
        return (self.file, self.line, self.column, self.code.name, self.what)


def field_text(field: Way) -> str:
    """Say a way into a file in words, counting from 1."""
    words: list[str] = []
    for step in field:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return " › ".join(words)


def unpublished_files(problems: Iterable[Problem]) -> set[str]:
    """Return the files that their own errors keep off the site."""
    return {
        problem.file
        for problem in problems
        if problem.severity is Severity.ERROR and not problem.code.from_outside
    }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems has to be mended before a change is accepted."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class SchemaError(Exception):
    """Something in schema/ or reference/ is wrong, so that nothing can be checked."""


class WouldChange(Exception):
    """Formatting would lose something of a file; nothing was written. A fault of ours, not of the
    file's author.
    """
