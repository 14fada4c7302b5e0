"""Writes times with a colon where people have words for them or a program has a part of a day:
“half past six”, “7 o'clock”, 0.416666666666667.
"""

from __future__ import annotations

import re
from functools import partial

from catalogue.sheets.readers.words import NUMBERS, in_digits

_DAY = 24 * 60
_FRACTION = re.compile(r"(?<![\d.:,£])0\.\d+(?![\d.:])")
_SURE_DIGITS = 3
"""With fewer digits after the point a part of a day is rounded to several minutes."""
_FIRST_DAY = re.compile(r"\b(?:1899-12-3[01]|1900-01-0[01])[T ](?=\d)")
_HOUR = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_IN_WORDS = (
    (re.compile(rf"\bhalf(?: past)? {_HOUR}\b", re.I), 0, 30),
    (re.compile(rf"\bquarter past {_HOUR}\b", re.I), 0, 15),
    (re.compile(rf"\bquarter to {_HOUR}\b", re.I), -1, 45),
    (re.compile(rf"\b{_HOUR} ?o[’']?clock\b", re.I), 0, 0),
)
_FROM_WORD_TO_WORD = re.compile(
    rf"\b({'|'.join(NUMBERS)})(?= ?(?:-|–|to\b|til|until\b|[ap]m\b))", re.I
)
_TO_WORD = re.compile(rf"(?<=\d)( ?(?:-|–|to|till?|until) ?)({'|'.join(NUMBERS)})\b", re.I)


def as_clock_times(text: str) -> tuple[str, bool]:
    """Return a text with its times in digits, and whether each of them is certain."""
    certain = True

    def of_fraction(found: re.Match[str]) -> str:
        nonlocal certain
        minutes = float(found[0]) * _DAY
        whole = round(minutes)
        exact = abs(minutes - whole) < 0.01 and whole % 5 == 0
        if not exact and len(found[0]) - 2 < _SURE_DIGITS:
            certain = False
            whole = round(minutes / 15) * 15
        return f"{whole // 60:02}:{whole % 60:02}"

    text = _FRACTION.sub(of_fraction, _FIRST_DAY.sub("", text))
    for pattern, hours, minutes in _IN_WORDS:
        text = pattern.sub(partial(_clock, hours, minutes), text)
    text = _FROM_WORD_TO_WORD.sub(lambda found: in_digits(found[0]), text)
    return _TO_WORD.sub(lambda found: found[1] + in_digits(found[2]), text), certain


def _clock(more: int, minutes: int, found: re.Match[str]) -> str:
    number = int(in_digits(found[1])) + more
    return f"{number or 12}:{minutes:02}" if minutes else str(number)
