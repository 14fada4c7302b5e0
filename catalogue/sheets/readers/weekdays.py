"""The days of the week as people write them: “Tues”, “Weds.”, “Th”, “M/W/F”, “weekdays”."""

from __future__ import annotations

import re
from itertools import product

from catalogue.quoting import nearest
from catalogue.records import WEEKDAYS

_SHORT = {"m": 0, "mo": 0, "tu": 1, "w": 2, "we": 2, "th": 3, "f": 4, "fr": 4, "sa": 5, "su": 6}
_COULD_BE = {"t": (1, 3), "s": (5, 6)}
_LEAST_LETTERS = 3
"""Fewer letters run together are as often something else: “MS Teams”."""
_SEVERAL = {
    "weekday": WEEKDAYS[:5],
    "weekdays": WEEKDAYS[:5],
    "weekend": WEEKDAYS[5:],
    "weekends": WEEKDAYS[5:],
    "wkdays": WEEKDAYS[:5],
    "wkends": WEEKDAYS[5:],
    "daily": WEEKDAYS,
}


def days_in(word: str) -> tuple[str, ...]:
    """Return the days that a word is certain to name: one, several of “weekdays”, or none."""
    word = word.casefold()
    if word in _SEVERAL:
        return _SEVERAL[word]
    if word in _SHORT:
        return (WEEKDAYS[_SHORT[word]],)
    for way in (word, word.removesuffix("s")):
        named = tuple(day for day in WEEKDAYS if len(way) >= 3 and day.startswith(way))
        if named:
            return named
    return ()


def day_named(text: str) -> str:
    """Return the one day that a text is, as over a column of crosses, or ""."""
    days = days_in(text.strip(" ."))
    return days[0] if len(days) == 1 and len(text) > 1 else ""


def days_by_letters(word: str) -> tuple[tuple[str, ...], ...]:
    """Return each way in which letters run together may name days in their order: “MTW”, “TuTh”."""
    letters = re.findall(r"T[hu]|S[au]|TH|[MTWFS]", word)
    if len(letters) < _LEAST_LETTERS or "".join(letters) != word:
        return ()
    ways = product(*(days_in(one) or could_be(one) for one in letters))
    places = ([WEEKDAYS.index(day) for day in days] for days in ways)
    return tuple(
        tuple(WEEKDAYS[place] for place in those) for those in places if those == sorted(set(those))
    )


def names_a_day(text: str) -> bool:
    """Whether a word of a text is a day, or could be one."""
    return any(
        days_in(word) or could_be(word) or days_by_letters(word)
        for word in re.findall(r"[^\W\d_]+", text)
    )


def could_be(word: str) -> tuple[str, ...]:
    """Return the days that a word may name: one letter that begins two, or a slip of a key."""
    word = word.casefold()
    if word in _COULD_BE:
        return tuple(WEEKDAYS[day] for day in _COULD_BE[word])
    ways = {day: (f"{day}s", day[:3], day[:4]) for day in WEEKDAYS}
    close = nearest(word, ways) if len(word) >= 4 else None
    return (close,) if close else ()
