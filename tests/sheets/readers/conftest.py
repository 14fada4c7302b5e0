"""Reads cells for the tests of readers, with the places and words of the frozen catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.cells import NotUnderstood, Unsure
from catalogue.sheets.columns import known_columns
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.values import read_cell
from tests.conftest import FROZEN, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.sheets.cells import Cell
    from catalogue.sheets.columns import Column

FOOTNOTES = {
    "*": "free if you are on benefits or earn less than £25,000, otherwise ask us",
    "**": "free if you are on benefits",
}


@dataclass(frozen=True)
class Reading:
    """Reads cells of a course sheet on 1 December 2026."""

    columns: Mapping[str, Column]
    lists: Lists

    def read(self, heading: str, cell: Cell) -> Read:
        """Return what a cell is read as. Raises NotUnderstood."""
        return read_cell(cell, self.columns[heading], self.lists)

    def ask(self, heading: str, cell: Cell) -> Unsure:
        """Return what is asked about a cell. Each answer is to be read without a doubt, in the
        same column, whatever is asked.
        """
        with pytest.raises(Unsure) as asked:
            self.read(heading, cell)
        for answer in filter(None, (asked.value.offer, *asked.value.choices)):
            self.read(heading, answer)
        return asked.value

    def refuse(self, heading: str, cell: Cell) -> str:
        """Return why a cell is refused, and not asked about."""
        with pytest.raises(NotUnderstood) as refused:
            self.read(heading, cell)
        assert not isinstance(refused.value, Unsure)
        return str(refused.value)


@pytest.fixture(scope="session")
def reading() -> Reading:
    """What reads cells."""
    catalogue, _ = load(FROZEN)
    reference = catalogue.reference
    lists = Lists(reference, catalogue.venues, FOOTNOTES, date(2026, 12, 1))
    return Reading(known_columns(reference.schemas.course), lists)
