"""Writes what is printed as a tagged PDF (PDF/UA-1), of one of the templates in theme/papers.

typst writes it, and refuses to where it would break the rules of PDF/UA-1 that it knows. It is
given values as JSON: nothing that partners wrote is ever read as markup. The same values are the
same bytes. Used by papers of planning and by what the site prints.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typst import Fonts

TEMPLATES = Path(__file__).resolve().parents[1] / "theme" / "papers"
_SURE_TO_PRINT = 0x17F
"""Our typeface has the letters up to here, the accents of Polish, Czech and Turkish among them."""
_IN_PLACE_OF = "\N{REPLACEMENT CHARACTER}"
_DIRECTING = frozenset("\u2068\u2069\u200b\u200c\u200d\xad")
"""Signs without a shape that stay: our own isolates, and what holds words together or parts them.
Any other could turn the text round it."""


class CannotPrint(Exception):
    """There is nothing here that writes PDFs."""


def printed(template: str, values: Mapping[str, Any]) -> bytes:
    """Print values by a template. Raises CannotPrint where typst is not installed."""
    ready()
    return _pressed(json.dumps(printable(values), ensure_ascii=False), template)


def ready() -> None:
    """Look whether PDFs can be written here. Raises CannotPrint."""
    try:
        import_module("typst")
    except ImportError:
        what = "PDFs are written by typst, which is not installed. Run `make papers` first."
        raise CannotPrint(what) from None


def _pressed(values: str, template: str) -> bytes:
    import typst

    written, warnings = typst.compile_with_warnings(
        TEMPLATES / template,
        root=TEMPLATES,
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
        font_paths=[TEMPLATES / "fonts"],
    )


def printable(value: Any) -> Any:
    """Return values with a mark in place of each letter that no font here has, and without signs
    that turn text round.
    """
    match value:
        case str():
            return _in_our_letters(value)
        case dict():
            return {name: printable(one) for name, one in value.items()}
        case list() | tuple():
            return [printable(one) for one in value]
        case _:
            return value


def _in_our_letters(text: str) -> str:
    return "".join(
        mark if ord(mark) <= _SURE_TO_PRINT or _can_print(mark) else _IN_PLACE_OF
        for mark in normalize("NFC", text)
        if mark in _DIRECTING or category(mark) not in ("Cf", "Cc", "Cs") or mark == "\n"
    )


@cache
def _can_print(mark: str) -> bool:
    """Ask the press itself, as fonts do not say it to Python."""
    import typst

    if mark in _DIRECTING:
        return True
    try:
        _pressed(json.dumps(mark), "letter.typ")
    except typst.TypstError:
        return False
    return True
