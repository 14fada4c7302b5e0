"""`make partner-changes` makes changes that are right: whatever goes red is not their fault."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

from catalogue.problems import has_errors
from scripts.partner_changes import CHANGES, Partner, no_examples
from tests.conftest import FROZEN, TODAY, load

if TYPE_CHECKING:
    from pathlib import Path


def test_every_change_is_right_and_without_examples_what_is_left_is_real(tmp_path: Path) -> None:
    root = shutil.copytree(FROZEN, tmp_path / "theirs")
    partner = Partner(root, TODAY, random.Random(3))
    said = [change(partner) for change in CHANGES if change is not no_examples]
    catalogue, problems = load(root)
    assert not has_errors(problems), problems
    assert len(set(said)) == len(CHANGES) - 1
    assert "beekeeping" in catalogue.vocabularies["topics"].terms
    real = {course.id for course in catalogue.courses.values() if not course.example}
    assert len(real) == 2
    no_examples(partner)
    catalogue, problems = load(root)
    assert not has_errors(problems), problems
    assert set(catalogue.courses) == real
