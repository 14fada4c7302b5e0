"""What `catalogue format` would change in a file, as the fewest lines to put in place of others.

Made for reviews: each suggestion names whole lines of the file as it is, and no two overlap.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from catalogue.reports import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Put `text` in place of the lines from `first` to `last`, counted from 1, both included."""

    path: str
    first: int
    last: int
    text: str


def suggestions(path: str, old: str, new: str) -> Iterator[Suggestion]:
    """Say how one text becomes the other. None for a file with line breaks of Windows: all of its
    lines would differ.
    """
    if "\r" in old or not old:
        return
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for first, last, start, end in _spans(before, after):
        yield Suggestion(path, first + 1, last, "".join(after[start:end]))


def _spans(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    spans: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if tag == "insert":  # a suggestion takes the place of a line: of the one above, or below
            i1, j1, i2, j2 = (i1 - 1, j1 - 1, i2, j2) if i1 else (0, j1, 1, j2 + 1)
        if spans and i1 < spans[-1][1]:
            i1, _, j1, _ = spans.pop()
        spans.append((i1, i2, j1, j2))
    return spans


def as_json(found: Iterable[Suggestion]) -> str:
    """Write suggestions for the program that makes them part of a review."""
    return in_json([asdict(one) for one in found])
