"""Pictures of planning: nothing is parted, lost or coloured that should not be, and all is said."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.planning.need_table import need
from catalogue.planning.pictures.bands import STEPS, band_at, bands_of
from catalogue.planning.pictures.charts import bar, dot_strip
from catalogue.planning.pictures.choropleths import Land, Subject, choropleth
from scripts.budgets import NEIGHBOURHOOD_MAP, SMALL_WARD_MAP, WARD_MAP
from tests.conftest import load

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.planning.need_table import NeedRow
    from catalogue.planning.pictures.drawing import Drawing
    from catalogue.planning.table import PlanningTable
    from tests.conftest import Tree

SVG = "{http://www.w3.org/2000/svg}"


def whole(figure: float) -> str:
    return f"{figure:,.0f}"


SUBJECT = Subject("it", "Who <lives> where", "Wards & people.", whole)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()[0]


@pytest.fixture(scope="module")
def land(catalogue: Catalogue) -> Land:
    return Land(catalogue.reference)


@pytest.fixture(scope="module")
def table(catalogue: Catalogue) -> PlanningTable[NeedRow]:
    return need(catalogue)


def figures(table: PlanningTable[NeedRow], level: str, measure: str) -> dict[str, float | None]:
    wanted = (level, measure)
    return {row.id: row.figure for row in table.rows if (row.level, row.measure) == wanted}


def drawn(drawing: Drawing | None) -> ElementTree.Element:
    assert drawing is not None
    return ElementTree.fromstring(drawing.svg)


# ---- classes ----


@given(st.lists(st.one_of(st.none(), st.integers(0, 30), st.floats(0, 1e6, allow_subnormal=False))))
def test_every_figure_is_in_one_class_and_equals_are_never_parted(
    some: list[float | None],
) -> None:
    bands = bands_of(some, str)
    known = {figure for figure in some if figure is not None}
    assert len(bands) <= STEPS
    assert [band.step for band in bands] == sorted({band.step for band in bands})
    for figure in known:
        assert len([band for band in bands if band.low <= figure <= band.high]) == 1
        assert band_at(bands, figure).low <= figure
    assert {0 for band in bands if band.low == 0} == known & {0}
    assert [band for band in bands if band.low == 0 < band.high] == []


def test_classes_are_as_one_would_cut_them_by_hand() -> None:
    bands = bands_of([0, 0, None, 1, 2, 2, 3, 4, 5, 6, 7], whole)
    assert [(band.label, band.step) for band in bands] == [
        ("0", 0),
        ("1 to 2", 1),
        ("3", 2),
        ("4 to 5", 3),
        ("6 to 7", 4),
    ]
    assert bands_of([None], whole) == ()
    assert [band.step for band in bands_of([0], whole)] == [0]


# ---- maps ----


def test_a_map_of_wards_says_each_ward_and_its_figure(
    land: Land, table: PlanningTable[NeedRow]
) -> None:
    some = figures(table, "ward", "deprived")
    picture = drawn(choropleth(land, "ward", some, SUBJECT))
    said = {area.text for area in picture.iterfind(f"{SVG}path/{SVG}title")}
    wards = land.reference.places.wards
    assert said == {
        f"{ward}: {'not known' if some.get(ward) is None else whole(some[ward] or 0)}"
        for ward in wards
    }
    assert picture.findtext(f"{SVG}title") == SUBJECT.title
    assert picture.findtext(f"{SVG}desc") == SUBJECT.words
    assert picture.get("role") == "img"
    labels = (picture.get("aria-labelledby") or "").split()
    assert labels == [picture.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")]  # type: ignore[union-attr]
    assert {"River Mersey", "Speke"} <= {text.text for text in picture.iter(f"{SVG}text")}


def test_where_nothing_is_known_is_hatched_and_in_the_legend(
    land: Land, table: PlanningTable[NeedRow]
) -> None:
    some = figures(table, "ward", "deprived")
    some["Speke"] = None
    drawing = choropleth(land, "ward", some, SUBJECT)
    picture = drawn(drawing)
    hatched = [
        path.findtext(f"{SVG}title")
        for path in picture.iterfind(f"{SVG}path")
        if path.get("fill") == "url(#it-unknown)"
    ]
    # Nobody lives among the docks.
    assert hatched == ["Speke: not known", "Waterfront North: not known"]
    assert drawing is not None
    assert [key.label for key in drawing.legend][-1] == "not known"


def test_shades_are_told_apart_without_colours(land: Land, table: PlanningTable[NeedRow]) -> None:
    picture = drawn(choropleth(land, "ward", figures(table, "ward", "deprived"), SUBJECT))
    dots = [pattern.find(f"{SVG}circle") for pattern in picture.iter(f"{SVG}pattern")]
    sizes = [float(dot.get("r", "0")) for dot in dots if dot is not None]
    assert sizes == sorted(set(sizes))
    assert len(sizes) == STEPS - 2


def test_what_is_known_of_msoas_alone_is_painted_of_none_smaller(
    land: Land, table: PlanningTable[NeedRow]
) -> None:
    assert choropleth(land, "lsoa", figures(table, "lsoa", "little-english"), SUBJECT) is None
    drawing = choropleth(land, "msoa", figures(table, "msoa", "little-english"), SUBJECT)
    areas = [path for path in drawn(drawing) if path.get("class") == "plan-map__areas"]
    # No border is drawn inside an MSOA: its edge has the colour of the shade.
    assert areas
    assert all(area.get("stroke") == area.get("fill") for area in areas)


def test_a_map_of_neighbourhoods_shades_each_once(
    land: Land, table: PlanningTable[NeedRow]
) -> None:
    picture = drawn(choropleth(land, "lsoa", figures(table, "lsoa", "low-skills"), SUBJECT))
    shapes = [path.get("d", "") for path in picture if path.get("class") == "plan-map__parts"]
    rings = sum(len(re.findall("M", shape)) for shape in shapes)
    assert len(land.shapes["lsoa"]) == 302 <= rings


def test_names_in_a_picture_are_unique_and_used(land: Land, table: PlanningTable[NeedRow]) -> None:
    drawing = choropleth(land, "ward", figures(table, "ward", "deprived"), SUBJECT)
    assert drawing is not None
    everything = drawing.svg + "".join(key.swatch for key in drawing.legend)
    ids = re.findall(r' id="([^"]+)"', everything)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", everything)) <= set(ids)


def test_maps_are_light(land: Land, table: PlanningTable[NeedRow]) -> None:
    def packed(layer: str, measure: str, *, small: bool = False) -> int:
        some = figures(table, layer, measure)
        drawing = choropleth(land, layer, some, SUBJECT, small=small)  # type: ignore[arg-type]
        assert drawing is not None
        return len(gzip.compress(drawing.svg.encode()))

    assert packed("ward", "deprived") < WARD_MAP
    assert packed("ward", "deprived", small=True) < SMALL_WARD_MAP
    assert packed("lsoa", "low-skills") < NEIGHBOURHOOD_MAP


def test_there_is_no_blank_map(land: Land, tree: Tree) -> None:
    assert choropleth(land, "ward", {}, SUBJECT) is None
    assert choropleth(land, "ward", {"Speke": None}, SUBJECT) is None
    # A city that knows no neighbourhoods.
    elsewhere = Land(tree.load()[0].reference)
    assert choropleth(elsewhere, "lsoa", {"E01006512": 3.0}, SUBJECT) is None


# ---- charts ----


def test_a_bar_is_as_long_as_its_share_and_unknown_is_no_empty_bar() -> None:
    assert 'class="plan-bar__part" width="25%"' in bar(1, 4)
    assert "plan-bar__part" in bar(0, 4)
    assert "plan-bar__part" not in bar(None, 4)
    assert "plan-bar__unknown" in bar(None, 4)
    assert 'width="0%"' in bar(0, 0)


def test_the_area_of_a_dot_is_as_its_count() -> None:
    strip = ElementTree.fromstring(dot_strip([16, 4, 0], most=16))
    sizes = [float(dot.get("r", "0")) for dot in strip.iter(f"{SVG}circle")]
    assert sizes == [10, 5]
