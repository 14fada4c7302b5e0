"""The colours in tokens.css keep the contrast that the design promises, in light and in dark."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "link", "link-hover", "sandstone")
        for ground in ("paper", "paper-tint", "surface")
    ),
    *(
        (state, ground)
        for state in ("good", "careful", "wait", "stop")
        for ground in ("paper", "surface", "paper-tint")
    ),
    ("on-mersey", "mersey"),
    ("on-mersey", "mersey-deep"),
    ("on-mersey-soft", "mersey"),
    ("on-mersey-soft", "mersey-deep"),
    ("sandstone-light", "mersey"),
    ("sandstone-light", "mersey-deep"),
    ("on-sandstone-light", "sandstone-light"),
    ("on-button", "button"),
    ("on-button", "button-hover"),
    ("on-example", "example"),
]
EDGES = [("edge", "surface"), ("edge", "paper"), ("sandstone-light", "mersey")]


def _tokens(scheme: str) -> dict[str, str]:
    css = (PROJECT / "theme/static/css/tokens.css").read_text(encoding="utf-8")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return (
        tokens | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
        if scheme == "dark"
        else tokens
    )


def _luminance(colour: str) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_a_contrast_of_at_least_seven(text: str, ground: str, scheme: str) -> None:
    tokens = _tokens(scheme)
    assert _contrast(tokens[text], tokens[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_have_a_contrast_of_at_least_three(
    edge: str, ground: str, scheme: str
) -> None:
    tokens = _tokens(scheme)
    assert _contrast(tokens[edge], tokens[ground]) >= 3
