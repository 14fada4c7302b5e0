"""Sheets as people keep them, whose truth is known: nothing is written wrongly or lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.sheets.messy_sheets import LOST, RIGHT, WRONG, catalogue_with_places, counted

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = 12


def test_nothing_is_written_wrongly_or_lost_and_most_goes_in_with_our_offers(
    tmp_path: Path,
) -> None:
    root = catalogue_with_places(tmp_path / "tree")
    answered: Counter[str] = Counter()
    for seed in range(SHEETS):
        as_they_are, with_offers, answers = counted(root, seed)
        assert answers <= 6, f"seed {seed}"
        for found in (as_they_are, with_offers):
            assert (found[WRONG], found[LOST]) == (0, 0), f"seed {seed}"
        answered += with_offers
    assert answered[RIGHT] >= 0.8 * answered.total()
