"""Puts what somebody typed into a comment so that it stays what they typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.reports import cell


def fenced(text: str, kind: str = "") -> str:
    """A block of code that nothing in the text can end."""
    runs = (len(run) for run in re.findall("`+", text))
    fence = "`" * max(3, 1 + max(runs, default=0))
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{fence}{kind}\n{text}{end}{fence}\n"


def bullets(lines: Iterable[str]) -> str:
    """A list, one thing a line."""
    return "".join(f"- {cell(line)}\n" for line in lines)
