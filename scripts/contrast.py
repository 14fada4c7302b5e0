"""Work out the contrast of every pair of colours that the theme puts together.

    python -m scripts.contrast        write the table of docs/design-language.md anew

The tests hold the figures to what the look promises, and the table to the figures.
"""

from __future__ import annotations

import re
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).resolve().parent.parent
TOKENS = PROJECT / "theme" / "static" / "css" / "tokens.css"
PAGE = PROJECT / "docs" / "design-language.md"
BEGIN, END = "<!-- contrast: begin -->\n", "<!-- contrast: end -->\n"

_GROUNDS = ("paper", "paper-tint", "surface")
TEXT = {
    **dict.fromkeys(("ink", "ink-soft", "link", "link-hover", "sandstone"), _GROUNDS),
    **dict.fromkeys(("good", "careful", "wait", "stop"), _GROUNDS),
    "on-mersey": ("mersey", "mersey-deep"),
    "on-mersey-soft": ("mersey", "mersey-deep"),
    "sandstone-light": ("mersey", "mersey-deep"),
    "on-sandstone-light": ("sandstone-light",),
    "on-button": ("button", "button-hover"),
    "on-example": ("example",),
}
"""The grounds that each colour of text stands on."""
EDGES = {"edge": ("surface", "paper")}
"""The grounds that the edges of controls stand on. Pictures have colours of text."""


def tokens(scheme: str) -> Mapping[str, str]:
    """Return the colours in tokens.css by name, for "light" or "dark", such as #12262c."""
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition(
        "@media (prefers-color-scheme: dark)"
    )
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    return colours


def contrast(one: str, other: str) -> float:
    """Return how far apart two colours are in lightness, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def table() -> str:
    """Return every figure in Markdown, rounded down so that none says too much."""
    head = ("| Colour | On which ground: light, dark | Use |", "| --- | --- | --- |")
    return "\n".join((*head, *_rows(), ""))


def _rows() -> Iterator[str]:
    schemes = (tokens("light"), tokens("dark"))
    for use, pairs in (("text", TEXT), ("edge", EDGES)):
        for colour, grounds in pairs.items():
            figures = (
                f"{ground}: "
                + ", ".join(
                    f"{floor(contrast(scheme[colour], scheme[ground]) * 10) / 10}"
                    for scheme in schemes
                )
                for ground in grounds
            )
            yield f"| `{colour}` | {' · '.join(figures)} | {use} |"


def main() -> None:
    """Write the table between its two marks."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
