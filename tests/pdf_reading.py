"""PDFs as readers see them that did not write them: pypdf for the words, pikepdf for the tags."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts_of(raw: bytes) -> list[str]:
    """The words of each page, with one space between them."""
    pages = pypdf.PdfReader(BytesIO(raw)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def tags_of(element: Any) -> Iterator[Any]:
    """Yield every tag of a PDF in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tags_of(child)


def about(raw: bytes) -> dict[str, Any]:
    """What a PDF says of itself: whether it has tags and shows its title, its language and title,
    and the part of PDF/UA by which it was made."""
    with pikepdf.open(BytesIO(raw)) as file:
        shown = file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as said:
            return {
                "tagged": bool(file.Root.MarkInfo.Marked and shown),
                "language": str(file.Root.Lang),
                "title": said["dc:title"],
                "part": said["pdfuaid:part"],
            }


def fonts_left_out(raw: bytes) -> list[str]:
    """The fonts of a PDF that are not in it, or whose letters cannot be copied."""
    with pikepdf.open(BytesIO(raw)) as file:
        fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        return [
            str(font.BaseFont)
            for font in fonts
            if not {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
            or "/ToUnicode" not in font
        ]


def wrong_headings(raw: bytes) -> list[int]:
    """The levels of all headings, if they do not begin with one of level 1 or if one is skipped."""
    with pikepdf.open(BytesIO(raw)) as file:
        names = [str(tag.S) for tag in tags_of(file.Root.StructTreeRoot)]
    levels = [int(name[2]) for name in names if name[:2] == "/H" and name[2:].isdigit()]
    right = levels[:1] == [1] == [one for one in levels if one == 1] and all(
        after <= before + 1 for before, after in pairwise(levels)
    )
    return [] if right else levels


def pictures_of(raw: bytes) -> list[str]:
    """What is said of each picture."""
    with pikepdf.open(BytesIO(raw)) as file:
        tags = tags_of(file.Root.StructTreeRoot)
        return [str(tag.get("/Alt", "")) for tag in tags if tag.S == "/Figure"]


def out_of_order(raw: bytes) -> list[tuple[Any, int]]:
    """The marked contents, by page and number, that are painted before what is read before them."""
    with pikepdf.open(BytesIO(raw)) as file:
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages)}
        found = [
            (pages[page.objgen], mark) for page, mark in _marks(file.Root.StructTreeRoot, None)
        ]
    return [after for before, after in pairwise(found) if after < before]


def _marks(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """Yield the page and the number of each marked content, in reading order."""
    page = element.get("/Pg", page)
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            yield page, child
        elif "/MCID" in child:
            yield child.get("/Pg", page), int(child.MCID)
        elif "/S" in child:
            yield from _marks(child, page)


def pages_in_mm(raw: bytes) -> list[tuple[int, int]]:
    """How wide and high each page is."""
    boxes = [page.mediabox for page in pypdf.PdfReader(BytesIO(raw)).pages]
    return [
        (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes
    ]


def smallest_letters(raw: bytes) -> float:
    """The size in points of the smallest letters."""
    found: list[float] = []

    def note(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.append(abs(size * tm[3] * cm[3]))

    for page in pypdf.PdfReader(BytesIO(raw)).pages:
        page.extract_text(visitor_text=note)
    return min(found)
