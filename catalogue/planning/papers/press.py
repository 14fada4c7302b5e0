"""Writes a paper: as one page of HTML that needs nothing beside it, and as a tagged PDF (PDF/UA-1).

typst writes the PDF, and refuses to where it would break the rules of PDF/UA-1 that it knows. It is
given the paper as JSON: nothing that partners wrote is ever read as markup. The same paper is the
same bytes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from typst import Fonts

    from catalogue.planning.papers.blocks import Paper

_TEMPLATES = Path(__file__).resolve().parents[3] / "theme" / "papers"
_SURE_TO_PRINT = 0x17F
"""Our typeface has the letters up to here, the accents of Polish, Czech and Turkish among them."""
_IN_PLACE_OF = "\N{REPLACEMENT CHARACTER}"


class CannotPrint(Exception):
    """There is nothing here that writes PDFs."""


def as_html(paper: Paper) -> str:
    """Write a paper as a page of HTML."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template("paper.html").render(paper=paper)


def as_pdf(paper: Paper) -> bytes:
    """Write a paper as a PDF. Raises CannotPrint where typst is not installed."""
    values = _printable(paper.values())
    return _pressed(json.dumps(values, ensure_ascii=False), "paper.typ")


def _pressed(values: str, template: str) -> bytes:
    try:
        import typst
    except ImportError:
        what = "PDFs are written by typst, which is not installed. Run `make papers` first."
        raise CannotPrint(what) from None
    written, warnings = typst.compile_with_warnings(
        _TEMPLATES / template,
        root=_TEMPLATES,
        format="pdf",
        sys_inputs={"paper": values},
        pdf_standards="ua-1",
        font_paths=_fonts(),
    )
    if warnings:
        raise RuntimeError(f"{template}: {warnings[0].message}")
    return bytes(written)


@cache
def _fonts() -> Fonts:
    """Ours, and those that typst brings for letters that ours has not; none of the machine's."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[_TEMPLATES / "fonts"],
    )


def _printable(value: Any) -> Any:
    """Return values with a mark in place of each letter that no font here has."""
    match value:
        case str():
            return "".join(
                mark if ord(mark) <= _SURE_TO_PRINT or _can_print(mark) else _IN_PLACE_OF
                for mark in value
            )
        case dict():
            return {name: _printable(one) for name, one in value.items()}
        case list() | tuple():
            return [_printable(one) for one in value]
        case _:
            return value


@cache
def _can_print(mark: str) -> bool:
    """Ask the press itself, as fonts do not say it to Python."""
    import typst

    try:
        _pressed(json.dumps(mark), "letter.typ")
    except typst.TypstError:
        return False
    return True
