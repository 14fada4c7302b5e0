"""What `make mutants` breaks and leaves out is there; this needs no cosmic-ray."""

from __future__ import annotations

import re

import yaml

from tests.conftest import PROJECT


def test_every_module_that_is_broken_and_every_test_that_must_notice_is_there() -> None:
    text = (PROJECT / "scripts/mutants.py").read_text(encoding="utf-8")
    named = re.findall(r'"((?:catalogue|tests)/[\w/]+\.py)"', text)
    assert len(named) > 20
    assert [file for file in named if not (PROJECT / file).is_file()] == []


def test_every_mutant_that_is_left_out_is_of_a_line_that_is_there() -> None:
    for row in yaml.safe_load((PROJECT / "tests/equivalent.yaml").read_text(encoding="utf-8")):
        lines = (PROJECT / row["file"]).read_text(encoding="utf-8").splitlines()
        assert row["was"] in map(str.strip, lines)
        assert row["now"] not in map(str.strip, lines)
        assert row["why"].endswith(".")
