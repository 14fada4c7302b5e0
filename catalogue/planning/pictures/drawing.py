"""What pictures are drawn with: elements of SVG, and shades that are told apart without colours.

Each shape has a class, by which a page colours it in light, in dark and in a person's own colours,
and beside it the colours for paper. The darker a shade, the more of it is ink: dots grow until they
meet, so that order is seen in grey too. What is not known is hatched, as no shade is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.planning.pictures.bands import Band

UNKNOWN = "unknown"
_COLOURS = ("#fbf3ec", "#f3cdb4", "#dd9575", "#b2533b", "#6b1a10")
"""The shades on paper, from light to dark. The pages' style sheet has its own."""
_DOTS = (0.0, 1.1, 1.9, 2.7, 0.0)
"""How big the dots of each shade are; `_TILE` apart. The first has none, the last is all ink."""
_TILE, _HATCH = 8, 7
_INK, _GROUND, _EDGE = _COLOURS[-1], "#ffffff", "#62737a"
_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a legend: a small drawing of a shade, and what it means."""

    swatch: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, with its legend; none for what needs none."""

    svg: str
    legend: tuple[Key, ...] = ()


def begin(width: float, height: float, css: str) -> Element:
    """Begin a picture of so many units."""
    given = {"xmlns": _NAMESPACE, "class": css, "viewBox": f"0 0 {width:g} {height:g}"}
    return Element("svg", given)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str | float) -> Element:
    """Add an element: `css` is its class, and underscores stand for hyphens."""
    names = {"css": "class"}
    given = {
        names.get(name, name.replace("_", "-")): value if isinstance(value, str) else f"{value:g}"
        for name, value in attributes.items()
    }
    made = SubElement(parent, tag, given)
    made.text = text or None
    return made


def say(picture: Element, name: str, title: str, words: str) -> None:
    """Give a picture its title and what it shows, in words, for those who cannot see it."""
    picture.attrib |= {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    add(picture, "title", title, id=f"{name}-title")
    add(picture, "desc", words, id=f"{name}-desc")


def written(picture: Element) -> str:
    """Write a picture."""
    return tostring(picture, encoding="unicode")


def add_shades(picture: Element, name: str, steps: Sequence[int | str]) -> None:
    """Add the patterns of shades, which `fill_of` refers to. `name` is unique on a page."""
    defs = add(picture, "defs")
    for step in steps:
        size = _HATCH if isinstance(step, str) else _TILE
        about: dict[str, str | float] = {"id": f"{name}-{step}", "width": size, "height": size}
        tile = add(defs, "pattern", patternUnits="userSpaceOnUse", **about)
        box = {"x": -1, "y": -1, "width": size + 2, "height": size + 2}
        if isinstance(step, str):
            tile.set("patternTransform", "rotate(45)")
            add(tile, "rect", css="shade shade--unknown", fill=_GROUND, **box)
            add(tile, "path", css="shade-hatch", d=f"M0 0v{size}", stroke=_EDGE, stroke_width=2.4)
            continue
        add(tile, "rect", css=f"shade shade--{step}", fill=_COLOURS[step], **box)
        if dot := _DOTS[step]:
            middle = size / 2
            add(tile, "circle", css="shade-dot", cx=middle, cy=middle, r=dot, fill=_INK)


def fill_of(name: str, step: int | str) -> str:
    """Return how a shape is filled with a shade."""
    return f"url(#{name}-{step})"


def legend_of(name: str, bands: Sequence[Band], *, unknown: bool) -> tuple[Key, ...]:
    """Return the legend of some bands, and of what is not known where there is any."""
    keys = [Key(_swatch(f"{name}-key", band.step), band.label) for band in bands]
    if unknown:
        keys.append(Key(_swatch(f"{name}-key", UNKNOWN), "not known"))
    return tuple(keys)


def _swatch(name: str, step: int | str) -> str:
    picture = begin(32, 20, "plan-swatch")
    picture.set("aria-hidden", "true")
    add_shades(picture, name, [step])
    box = {"x": 0.5, "y": 0.5, "width": 31, "height": 19}
    add(picture, "rect", css="plan-swatch__box", fill=fill_of(name, step), stroke=_EDGE, **box)
    return written(picture)
