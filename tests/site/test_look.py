"""The colours in tokens.css keep the contrast that the design promises, in light and in dark, and
docs/design-language.md says it truly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.contrast import EDGES, PAGE, TEXT, contrast, table, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping


def pairs(of: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(colour, ground) for colour, grounds in of.items() for ground in grounds]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), pairs(TEXT))
def test_text_has_a_contrast_of_at_least_seven(text: str, ground: str, scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), pairs(EDGES))
def test_edges_of_controls_have_a_contrast_of_at_least_three(
    edge: str, ground: str, scheme: str
) -> None:
    colours = tokens(scheme)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_the_figures_in_the_design_language_are_those_of_the_tokens() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "run: python -m scripts.contrast"
