"""Signs in a sheet that something in it is not to be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from catalogue.sheets.layouts import Layout


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in a row, or in the whole sheet where `row` is None, and a sentence to ask with."""

    row: int | None
    kind: str
    words: str


def signs_in(layout: Layout, today: date) -> list[Sign]:
    """Return the signs in a sheet."""
    _ = today
    hidden = sorted(layout.sheet.hidden_rows)
    return [Sign(row, "hidden row", "The row is hidden.") for row in hidden]
