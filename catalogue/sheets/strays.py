"""Tells which rows of a sheet are no courses, and what the marks in it stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.cells import text_of

if TYPE_CHECKING:
    from catalogue.sheets.layouts import Layout


def why_no_course(layout: Layout, number: int) -> str:
    """Return why a row is no course, or ""."""
    cells = [text_of(cell) for cell in layout.sheet.rows[number - 1]]
    return "the headings again" if cells == layout.headings else ""


def footnotes(layout: Layout) -> dict[str, str]:
    """Return what each mark in a sheet stands for."""
    lines = [text_of(cell) for row in layout.sheet.rows for cell in row[:1]]
    return {line[0]: line[1:].strip() for line in lines if line.startswith("*")}


def is_ours(layout: Layout) -> bool:
    """Whether the headings are those of our own template."""
    return not layout.guessed
