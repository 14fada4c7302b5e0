"""What pages for planning are made of: sections with a picture, what it shows, and its table.

Planning speaks English, as its tables do: these pages mark all that they say so, and translate
nothing (docs/decisions/0038-planning-on-pages.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from catalogue.planning.pictures.charts import bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalogue.planning.pictures.drawing import Drawing
    from catalogue.site.views.links import LinkView

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture, its legend as drawings and words, and a line below it."""

    svg: Markup
    legend: tuple[tuple[Markup, str], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """The heading of a column; of figures, whose cells are at the end of theirs, or of words."""

    text: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words, where they lead, and a drawing that says the same."""

    text: str
    href: str = ""
    drawing: Markup | None = None
    is_figure: bool = False


Cells = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A heading, a sentence on what is to be seen, pictures, and the table beside them. A long
    table is `folded` behind these words.
    """

    id: str
    heading: str
    says: str
    pictures: tuple[PictureView, ...] = ()
    headings: tuple[HeadingCell, ...] = ()
    rows: tuple[Cells, ...] = ()
    folded: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class PlanFilterView:
    """Links that narrow a page, or that leave it as it is."""

    label: str
    links: tuple[LinkView, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class WeightView:
    """A measure, and how much it counts."""

    id: str
    label: str
    given: str


@dataclass(frozen=True, slots=True)
class RankedWard:
    """A ward in a ranking: its `parts` of each measure in the order of the weights, as numbers for
    a script (- counts for nothing), and the steps to its score, whose last is `total`.
    """

    name: str
    rank: str
    score: str
    parts: str
    steps: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class RankingView:
    """A ranking whose weights can be changed on the page."""

    weights: tuple[WeightView, ...]
    wards: tuple[RankedWard, ...]


@dataclass(frozen=True, slots=True)
class PlanPageView:
    """A page of planning. `made` are sentences on how its figures come about, `command` prints the
    same, and `files` are to be downloaded.
    """

    path: str
    title: str
    lead: str
    crumbs: tuple[LinkView, ...]
    invented: bool
    sections: tuple[PlanSection, ...]
    made: tuple[str, ...]
    command: str
    files: tuple[LinkView, ...]
    method: str
    filters: tuple[PlanFilterView, ...] = ()
    see_also: tuple[LinkView, ...] = ()
    ranking: RankingView | None = None


def people(figure: float | None) -> str:
    """Write a number of people, or of what is counted in whole."""
    return NOT_KNOWN if figure is None else f"{figure:,.0f}"


def hours(figure: float | None) -> str:
    """Write hours, or what is known to a tenth."""
    return NOT_KNOWN if figure is None else f"{figure:,.1f}".removesuffix(".0")


def percent(share: float | None) -> str:
    """Write a share from 0 to 1."""
    return NOT_KNOWN if share is None else f"{share * 100:.1f}".removesuffix(".0") + "%"


def several(count: int, one: str, many: str) -> str:
    """Say how many there are of something."""
    return f"{count:,} {one if count == 1 else many}"


def picture(drawing: Drawing | None, caption: str = "") -> tuple[PictureView, ...]:
    """Show a drawing, if there is one. Our own modules wrote it, and escaped what is in it."""
    if drawing is None:
        return ()
    legend = tuple((Markup(key.swatch), key.label) for key in drawing.legend)
    return (PictureView(Markup(drawing.svg), legend, caption),)


def words(text: str, href: str = "") -> TableCell:
    """Return a cell of words."""
    return TableCell(text, href)


def figure(text: str) -> TableCell:
    """Return a cell of a figure."""
    return TableCell(text, is_figure=True)


def barred(text: str, value: float | None, most: float) -> TableCell:
    """Return a cell of a figure with a bar beside it."""
    drawing = Markup(bar(value, most))
    return TableCell(text, drawing=drawing, is_figure=True)


def drawn(svg: str, text: str = "") -> TableCell:
    """Return a cell of a drawing."""
    return TableCell(text, drawing=Markup(svg))


def headings(*texts: str, figures_from: int = 1) -> tuple[HeadingCell, ...]:
    """Return headings: of words, and of figures from the column so numbered on."""
    return tuple(HeadingCell(text, place >= figures_from) for place, text in enumerate(texts))


def most_of(values: Iterable[float | None]) -> float:
    """Return the largest of what is known, for bars beside each other."""
    return max((value for value in values if value is not None), default=0.0)


def listed(names: Sequence[str]) -> str:
    """Put names into a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
