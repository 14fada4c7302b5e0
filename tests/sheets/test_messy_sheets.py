"""Sheets as people keep them, whose truth is known: nothing is written wrongly or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheets.messy_sheets import LOST, WRONG, catalogue_with_places, counted

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_written_wrongly_or_lost(tmp_path: Path, seed: int) -> None:
    root = catalogue_with_places(tmp_path / "tree")
    for found in counted(root, seed):
        assert (found[WRONG], found[LOST]) == (0, 0)
