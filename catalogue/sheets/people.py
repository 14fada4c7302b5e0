"""Recognises lists of people, which are not ours to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.cells import text_of

if TYPE_CHECKING:
    from catalogue.sheets.cells import Sheet


def is_of_people(sheet: Sheet) -> bool:
    """Whether a sheet is a list of learners or tutors."""
    return any(text_of(cell).casefold() == "date of birth" for row in sheet.rows for cell in row)
