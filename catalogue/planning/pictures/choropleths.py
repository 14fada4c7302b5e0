"""Choropleths: maps of the city whose wards, MSOAs or neighbourhoods are shaded by a figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from catalogue.map_grid import Grid
from catalogue.planning.pictures.bands import band_at, bands_of
from catalogue.planning.pictures.drawing import (
    UNKNOWN,
    Drawing,
    add,
    add_shades,
    begin,
    fill_of,
    legend_of,
    say,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from catalogue.city import AreaName
    from catalogue.places import Rings
    from catalogue.planning.pictures.bands import Band
    from catalogue.reference import Reference

    Layer = Literal["ward", "msoa", "lsoa"]

_HEIGHT, _SMALL_HEIGHT = 400, 200
"""In units; one is about 45 m on the ground, and 90 m on a small map."""
_FONT = "Atkinson Hyperlegible Next, sans-serif"
_WATER, _BORDER, _HALO, _WORDS = "#cfe3e6", "#62737a", "#ffffff", "#12262c"


@dataclass(frozen=True)
class Land:
    """What a map of the city is drawn of: the outlines of each layer, by the code or, of wards, the
    name that tables have; and the names of a few places, to find one's way.
    """

    reference: Reference

    @cached_property
    def shapes(self) -> Mapping[Layer, Mapping[str, Rings]]:
        """The outlines of each layer. What the city has no outlines of is empty."""
        outlines = self.reference.neighbourhood_outlines
        needs = self.reference.needs
        areas: defaultdict[str, list[Sequence[tuple[float, float]]]] = defaultdict(list)
        for code, one in sorted(needs.neighbourhoods.items() if needs else ()):
            areas[one.msoa] += outlines.get(code, ())
        wards = self.reference.places.rings
        return {"ward": wards, "msoa": {**areas}, "lsoa": outlines}

    def paper(self, *, small: bool) -> Grid:
        """Return what a map is drawn on."""
        return Grid(self.reference.city.map.bounds, _SMALL_HEIGHT if small else _HEIGHT)

    def paths(self, layer: Layer | Literal["water"], *, small: bool) -> Mapping[str, str]:
        """Return the paths of each area of a layer, which are drawn once for all maps."""
        if (layer, small) not in self._paths:
            paper = self.paper(small=small)
            shapes = {"": self.reference.places.water} if layer == "water" else self.shapes[layer]
            drawn = {code: paper.path(rings) for code, rings in shapes.items()}
            self._paths[layer, small] = drawn
        return self._paths[layer, small]

    @cached_property
    def _paths(self) -> dict[tuple[str, bool], Mapping[str, str]]:
        return {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people call each area of each layer, by its code."""
        needs = self.reference.needs
        around = needs.neighbourhoods.values() if needs else ()
        return {one.msoa: one.msoa_name for one in around} | {one.code: one.name for one in around}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a map is about: `name` is unique on a page, `title` and `words` say it, `said`
    writes a figure, and `unit` is what it counts.
    """

    name: str
    title: str
    words: str
    said: Callable[[float], str]
    unit: str = ""


def choropleth(
    land: Land,
    layer: Layer,
    figures: Mapping[str, float | None],
    subject: Subject,
    *,
    bands: Sequence[Band] | None = None,
    small: bool = False,
) -> Drawing | None:
    """Draw a map of the figures of a layer, by the code or the name of each area; an area without
    one is not known, and hatched. `bands` are given where maps beside each other share them. A
    `small` map has no names. None where there is nothing to draw: no figure, or no outlines.
    """
    shapes = land.paths(layer, small=small)
    shaded = bands or bands_of(figures.values(), subject.said)
    if not shapes or not shaded:
        return None
    paper = land.paper(small=small)
    steps = {
        code: UNKNOWN if (figure := figures.get(code)) is None else band_at(shaded, figure).step
        for code in shapes
    }
    picture = begin(paper.width, paper.height, f"plan-map plan-map--{layer}")
    say(picture, subject.name, subject.title, subject.words)
    add_shades(picture, subject.name, sorted({*steps.values()}, key=str))
    water = "".join(land.paths("water", small=small).values())
    add(picture, "path", css="plan-map__water", d=water, fill=_WATER)
    if layer == "ward" and not small:
        names = {code: _named(land, code, figures.get(code), subject) for code in shapes}
        _shade_each(picture, shapes, steps, subject, names)
    else:
        _shade_alike(picture, layer, shapes, steps, subject)
    if layer != "ward":
        border: dict[str, str | float] = {"stroke": _BORDER, "stroke_width": 0.7, "fill": "none"}
        wards = "".join(land.paths("ward", small=small).values())
        add(picture, "path", css="plan-map__ward", d=wards, **border)
    if not small:
        _add_names(picture, paper, land.reference)
    legend = legend_of(subject.name, shaded, unknown=UNKNOWN in steps.values())
    return Drawing(written(picture), legend)


def _named(land: Land, code: str, figure: float | None, subject: Subject) -> str:
    said = "not known" if figure is None else f"{subject.said(figure)} {subject.unit}".rstrip()
    return f"{land.names.get(code, code)}: {said}"


def _shade_each(
    picture: Element,
    shapes: Mapping[str, str],
    steps: Mapping[str, int | str],
    subject: Subject,
    names: Mapping[str, str],
) -> None:
    """Draw each area by itself, with its name and figure for whoever points at it."""
    for code, path in shapes.items():
        fill = fill_of(subject.name, steps[code])
        border: dict[str, str | float] = {"stroke": _BORDER, "stroke_width": 0.6}
        shape = add(picture, "path", css="plan-map__area", d=path, fill=fill, **border)
        add(shape, "title", names[code])


def _shade_alike(
    picture: Element,
    layer: Layer,
    shapes: Mapping[str, str],
    steps: Mapping[str, int | str],
    subject: Subject,
) -> None:
    """Draw all areas of a shade as one shape, which is far lighter. Parts of an MSOA have no border
    between them, as nothing is known of each.
    """
    alike: defaultdict[int | str, list[str]] = defaultdict(list)
    for code, path in shapes.items():
        alike[steps[code]].append(path)
    for step in sorted(alike, key=str):
        fill = fill_of(subject.name, step)
        border: dict[str, str | float] = (
            {"stroke": fill, "stroke_width": 0.6, "css": "plan-map__areas"}
            if layer == "msoa"
            else {"stroke": _HALO, "stroke_width": 0.4, "css": "plan-map__parts"}
        )
        add(picture, "path", d="".join(alike[step]), fill=fill, **border)


def _add_names(picture: Element, paper: Grid, reference: Reference) -> None:
    drawn = reference.city.map
    areas = reference.vocabularies["areas"].terms
    named = [
        *((one.text, one.at, one.turned, one.kind) for one in drawn.labels),
        *((areas[one.area].label, one.at, 0, _kind(one)) for one in drawn.areas),
    ]
    for text, at, turned, kind in named:
        x, y = paper.at(*at)
        about: dict[str, str | float] = {"css": f"plan-map__name plan-map__name--{kind}"}
        about |= {"transform": f"translate({x} {y}) rotate({turned})", "font_size": 11}
        about |= {"text_anchor": "middle", "font_family": _FONT, "fill": _WORDS}
        about |= {"stroke": _HALO, "stroke_width": 2.5, "paint_order": "stroke"}
        add(picture, "text", text, stroke_linejoin="round", **about)


def _kind(name: AreaName) -> str:
    return "main" if name.main else "area"
