"""What names a run for ever: its `id`, or what that would be where its file has none yet.

Calendars follow a run by this name, so it must outlive every mending of dates and places. Whatever
writes a file writes it where it is missing; js/form/yaml.js is the twin of this. Why it is made as
it is: docs/decisions/0024-identities-of-runs.md.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LETTERS = "bcdfghjkmnpqrstvwxz"
_SIGNS = f"23456789{_LETTERS}"
"""No vowel, so that none is a word; nothing that looks like something else."""
_LENGTH = 5
_APART = ("starts", "ends", "reference", "note")
"""What tells runs apart that meet at the same place, days and times, what changes least first."""


def run_keys(runs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the key of each run of a course's file, as in `Run.key`: its id, or the one that
    writing it down would give it.
    """
    taken = {str(row["id"]) for row in runs if "id" in row}
    nameless = [index for index, row in enumerate(runs) if "id" not in row]
    told = {index: _place_and_meetings(runs[index]) for index in nameless}
    for name in _APART:
        often = Counter(told.values())
        told = {
            index: f"{words}|{runs[index].get(name, '')}"
            if often[words] > 1 or short_name(words) in taken
            else words
            for index, words in told.items()
        }
    keys = {}
    for index, words in told.items():
        longer = (words + "|" * more for more in count())
        keys[index] = next(key for key in map(short_name, longer) if key not in taken)
        taken.add(keys[index])
    return [keys.get(index) or str(row["id"]) for index, row in enumerate(runs)]


def with_ids(values: Any) -> Any:
    """Return the values of a course's file with an id for each run that has none; those of any
    other file as they are.
    """
    runs = values.get("runs") if isinstance(values, dict) else None
    if not isinstance(runs, list) or not all(isinstance(row, dict) for row in runs):
        return values
    named = [
        row if "id" in row else {**row, "id": key}
        for row, key in zip(runs, run_keys(runs), strict=True)
    ]
    return {**values, "runs": named}


def _place_and_meetings(run: Mapping[str, Any]) -> str:
    """Say what changes least of a run: no day of the year, nor where it stands in the file."""
    meetings = run.get("sessions")
    rows = [row for row in meetings if isinstance(row, dict)] if isinstance(meetings, list) else []
    times = sorted(
        " ".join(str(row.get(name, "")) for name in ("day", "from", "to")) for row in rows
    )
    return "|".join((str(run.get("venue", "online")), *times))


def short_name(words: str) -> str:
    """Return a few letters and digits that stand for some words (the hash is 32-bit FNV-1a)."""
    number = 2166136261
    for byte in words.encode():
        number = (number ^ byte) * 16777619 & 0xFFFFFFFF
    name = ""
    for signs in (_LETTERS, *(_SIGNS,) * (_LENGTH - 1)):
        number, place = divmod(number, len(signs))
        name += signs[place]
    return name
