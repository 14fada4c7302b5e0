"""Parts that several papers have. They repeat the figures of tables and count nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.planning.papers.blocks import Paragraph, Points, Title, cells, picture
from catalogue.planning.pictures.choropleths import Subject, choropleth
from catalogue.planning.priorities import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure
    from catalogue.planning.catchments import AccessRow
    from catalogue.planning.need_table import NeedRow
    from catalogue.planning.overlaps import OverlapRow
    from catalogue.planning.papers.blocks import Block
    from catalogue.planning.pictures.choropleths import Land
    from catalogue.planning.provision import ProvisionRow
    from catalogue.planning.table import PlanningTable

INVENTED = "The figures here describe invented examples, and no real courses, promises or bids."
_LAYERS = {"lsoa": "ward", "msoa": "msoa"}
"""What is drawn of a measure: wards, and never neighbourhoods of what is known of MSOAs alone."""
_PLACES = {"ward": "ward", "msoa": "area of about 8,000 people (MSOA)"}
_NOT_KNOWN = "not known"
_SMALLEST = 0.1


def warning_of(catalogue: Catalogue) -> str:
    """Return what has to stand on every page while anything in it is invented."""
    courses, plan = catalogue.courses.values(), catalogue.priorities.values()
    is_example = (
        any(one.example for one in courses)
        or any(one.example for one in plan)
        or any(one.example for one in catalogue.bids.values())
    )
    return INVENTED if is_example else ""


def whole(figure: float | None) -> str:
    """Write a figure without parts; what is not known is said and never 0."""
    return _NOT_KNOWN if figure is None else f"{figure:,.0f}"


def one_decimal(figure: float | None) -> str:
    """Write a figure to one decimal; a small one is never shown as 0."""
    if figure and 0 < figure < _SMALLEST:
        return f"under {_SMALLEST}"
    return _NOT_KNOWN if figure is None else f"{figure:,.1f}".removesuffix(".0")


def share(figure: float | None) -> str:
    """Write a share from 0 to 1 in percent."""
    return _NOT_KNOWN if figure is None else f"{one_decimal(100 * figure)}%"


def first_capital(label: str) -> str:
    """Begin a line with a label, whose other capitals stay."""
    return label[:1].upper() + label[1:]


def need_map(land: Land, measure: Measure, rows: Iterable[NeedRow], name: str) -> Block:
    """Draw where those live who have a need."""
    layer = _LAYERS[measure.geography]
    figures = {
        row.id: row.figure for row in rows if (row.level, row.measure) == (layer, measure.id)
    }
    where = _PLACES[layer]
    most = sorted(figures, key=lambda code: (-figures[code], code))[:3]
    names = ", ".join(land.names.get(code, code) for code in most)
    unit = "people" if measure.unit == "people" else "as a weight"
    words = f"A map of the city by {where}: {measure.label}, {unit}."
    words += f" Most are in {names}." if any(figures.values()) else ""
    subject = Subject(name, first_capital(measure.label), words, whole)
    drawing = choropleth(land, "ward" if layer == "ward" else "msoa", figures, subject)
    caption = f"{first_capital(measure.label)}, by {where}. “The figures of the maps” has them all."
    return picture(drawing, caption, words)


def figures_of_maps(
    measures: Sequence[Measure], rows: Sequence[NeedRow], land: Land
) -> Iterator[Block]:
    """Yield the tables that have all figures of the maps of some needs."""
    if measures:
        yield Title("The figures of the maps", 1, new_page=True)
    known = {(row.level, row.measure, row.id): row.figure for row in rows}
    for level, geography in (("ward", "lsoa"), ("msoa", "msoa")):
        drawn = [one for one in measures if one.geography == geography]
        places = sorted({row.id for row in rows if row.level == level})
        if drawn:
            yield cells(
                f"By {_PLACES[level]}",
                {"Place": (3, False), **{first_capital(one.label): (2, True) for one in drawn}},
                [
                    (
                        land.names.get(place, place),
                        *(whole(known.get((level, one.id, place))) for one in drawn),
                    )
                    for place in places
                ],
            )


def thin_wards(measure: Measure, rows: Sequence[AccessRow], most: int) -> Block:
    """List the wards where the most people have the least within reach."""
    wards = [row for row in rows if (row.level, row.measure) == ("ward", measure.id) and row.rank]
    wards.sort(key=lambda row: row.rank or 0)
    return cells(
        f"High need and little provision: {measure.label}",
        {
            "Ward": (4, False),
            "Rank": (1, True),
            "In need" if measure.unit == "people" else "In need (weight)": (2, True),
            "Minutes a year within reach of each": (3, True),
        },
        [
            (row.name, str(row.rank), whole(row.people), one_decimal(60 * row.hours_within_reach))
            for row in wards[:most]
        ],
    )


def taught(rows: Iterable[ProvisionRow], by: str, caption: str) -> Block:
    """List what is taught in the next 12 months, by one thing that it is counted by."""
    return cells(
        caption,
        {
            "": (4, False),
            "Courses": (1, True),
            "Meetings": (1, True),
            "Hours": (1, True),
            "Learner-hours": (2, True),
            "Open-ended runs": (2, True),
        },
        [
            (
                row.name,
                whole(row.courses),
                whole(row.meetings),
                whole(row.hours),
                whole(row.learner_hours),
                whole(row.open_ended_runs),
            )
            for row in rows
            if (row.window, row.by) == ("year", by)
        ],
    )


def pairs(rows: Iterable[OverlapRow], catalogue: Catalogue, caption: str) -> Block:
    """List pairs of courses where two partners do the same."""

    def who(course: str) -> str:
        one = catalogue.courses[course]
        return f"{one.title} ({catalogue.providers[one.provider].name})"

    return cells(
        caption,
        {"One": (3, False), "Other": (3, False), "What is alike": (4, False)},
        [(who(row.first), who(row.second), row.why) for row in rows],
    )


def known_pairs(catalogue: Catalogue, wanted: Callable[[str], bool]) -> Block:
    """List the overlaps that partners have talked about, of courses that are wanted."""

    def title(course: str) -> str:
        one = catalogue.courses.get(course)
        return one.title if one else course

    return cells(
        "Overlaps that partners have talked about",
        {
            "One": (3, False),
            "Other": (3, False),
            "Both are wanted, because": (4, False),
            "Who": (2, False),
        },
        [
            (title(one.first), title(one.second), one.because, f"{one.who}, {day_words(one.when)}")
            for one in catalogue.reviewed
            if wanted(one.first) or wanted(one.second)
        ],
    )


def method(tables: Iterable[PlanningTable[Any]]) -> list[Block]:
    """Say how each figure was made, and what it is not."""
    said: list[Block] = [Title("How it is counted", 1, new_page=True)]
    for table in tables:
        said += [Title(table.title, 2), Points(tuple(table.notes))]
    return said


def sources(catalogue: Catalogue, need: PlanningTable[NeedRow]) -> list[Block]:
    """Say where figures come from, what they are not, and who may use them."""
    return [
        Title("Sources, caveats and licence", 1),
        Points(need.notes),
        Paragraph(
            "What is taught comes from the partners’ own listings, as they stood on "
            f"{day_words(catalogue.today)}; listings may be used under CC BY 4.0. Figures of the "
            "Office for National Statistics and of the Ministry of Housing, Communities and Local "
            "Government, and the outlines of wards and neighbourhoods, contain public sector "
            "information licensed under the Open Government Licence v3.0, and Ordnance Survey "
            "data © Crown copyright and database right."
        ),
        Paragraph(
            "Every figure can be worked out again from the files: “catalogue plan all” writes the "
            "tables that this was made of."
        ),
    ]
