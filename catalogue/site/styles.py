"""Joins style sheets, so that a page asks for two: what all pages share, and what its kind adds.

One file compresses better than several, and costs one request. Templates call it through
`sheet("rows", "course")`; the parts stay apart in theme/static/css, one for each thing on a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sheets:
    """Writes each combination once, the first time a template asks for it."""

    source: Path
    target: Path
    written: set[str] = field(default_factory=set)
    asked: set[tuple[str, ...]] = field(default_factory=set)
    """Which were asked for since somebody has cleared this."""

    def join(self, *names: str) -> str:
        """Write the sheets of these names as one, and return its name. Raises OSError."""
        self.asked.add(names)
        name = f"{'-'.join(names)}.css"
        if name not in self.written:
            parts = [(self.source / f"{one}.css").read_text(encoding="utf-8") for one in names]
            self.target.mkdir(parents=True, exist_ok=True)
            (self.target / name).write_text("\n".join(parts), encoding="utf-8")
            self.written.add(name)
        return name
