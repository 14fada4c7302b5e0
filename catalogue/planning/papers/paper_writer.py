"""Writes a paper of planning: as one page of HTML that needs nothing beside it, and as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from catalogue.press import TEMPLATES, printed

if TYPE_CHECKING:
    from catalogue.planning.papers.blocks import Paper


def as_html(paper: Paper) -> str:
    """Write a paper as a page of HTML."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template("paper.html").render(paper=paper)


def as_pdf(paper: Paper) -> bytes:
    """Write a paper as a PDF. Raises CannotPrint where typst is not installed."""
    return printed("paper.typ", paper.values())
