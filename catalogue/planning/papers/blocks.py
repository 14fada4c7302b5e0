"""What a paper is made of. Each block has a `kind`, by which the templates know it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from catalogue.planning.pictures.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, from 1 to 3; one of level 1 begins a part that the list of contents names, on a
    page of its own if it is a `new_page`.
    """

    text: str
    level: Literal[1, 2, 3] = 1
    new_page: bool = False
    kind: str = field(default="title", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str
    kind: str = field(default="words", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    """Short sentences, one under the other."""

    points: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class BigNumbers:
    """A few figures, each with the words that it belongs to."""

    numbers: tuple[tuple[str, str], ...]
    kind: str = field(default="numbers", init=False)


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: what it is of, its headings and its rows, whose first cell names the row. `right`
    says which columns are figures; `widths` are their shares of the page. A short one is kept
    `together` on a page.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    widths: tuple[int, ...]
    together: bool
    kind: str = field(default="cells", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with what it shows in words, and its legend: a small drawing for each label."""

    caption: str
    words: str
    svg: str
    legend: tuple[tuple[str, str], ...]
    kind: str = field(default="picture", init=False)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines for those who agree to it."""

    names: tuple[str, ...]
    kind: str = field(default="signatures", init=False)


_SHORT = 12
"""How many rows at most are kept together."""

Block = Title | Paragraph | Points | BigNumbers | Cells | Picture | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `file` is what it is called, without an ending; `warning` stands on every page if
    there is any; `made_on` is a day as ISO writes it, and `day` in words.
    """

    file: str
    title: str
    subtitle: str
    warning: str
    made_on: str
    day: str
    blocks: tuple[Block, ...]

    def values(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return asdict(self)


def cells(
    caption: str, columns: dict[str, tuple[int, bool]], rows: list[tuple[str, ...]]
) -> Cells | Paragraph:
    """Make a table of headings, each with its share of the page and whether it is of figures; or
    say that there is nothing in it.
    """
    if not rows:
        return Paragraph(f"{caption}: none.")
    widths, right = zip(*columns.values(), strict=True)
    return Cells(caption, tuple(columns), tuple(rows), right, widths, len(rows) <= _SHORT)


def picture(drawing: Drawing | None, caption: str, words: str) -> Picture | Paragraph:
    """Make a block of a drawing; or say that there is nothing to draw."""
    if drawing is None:
        return Paragraph(f"{caption}: there is nothing known to draw a map of.")
    legend = tuple((key.swatch, key.label) for key in drawing.legend)
    return Picture(caption, words, drawing.svg, legend)
