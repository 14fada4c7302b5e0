"""Rows below the headings that are no courses: totals, headings within the sheet, notes.

Where it is not certain, a row may be one: a course that has just its title so far must not vanish.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, cell_at, text_of
from catalogue.sheets.columns import FILE
from catalogue.sheets.opening.contents import kind_of
from catalogue.sheets.opening.headings import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.sheets.opening.layouts import Layout

_TOTAL = re.compile(
    r"(?:grand |sub-? ?|over-?all )?(?:totals?|sum)\b"
    r"(?: (?:number )?(?:of )?(?:courses|classes|places|learners|costs?|fees|hours|income|rows))?"
    r"\W*[\d£.,]*",
    re.I,
)
_COUNT = re.compile(
    r"\d+ (?:courses|classes|rows|records|events|entries)(?: in total| listed)?\.?", re.I
)
_MARKED = re.compile(r"([*†‡§¹²³^]+|\(?\d\)|\[\d\])\s*[-–=:]?\s*(.*)", re.S)
_NOTE = re.compile(
    r"(?:please )?note\b|n\.?b\.?\W|e ?& ?o ?e\b|errors and omissions|\(?(?:all )?(?:prices|fees|"
    r"details|dates|courses|times) (?:are |is |may be |were )?(?:correct|accurate|subject|liable)|"
    r"(?:last )?updated\b|printed (?:on|by)\b|source:|key:|disclaimer|terms and conditions|"
    r"for (?:more|further) (?:information|details)|page \d+ of|© ?\d|copyright",
    re.I,
)
_HEADS = re.compile(
    r"section\b.*|part \d+.*|.*:|.*\b(?:courses|classes|workshops|term|department)\W*|"
    r"(?:(?:early |late )?(?:spring|summer|autumn|winter|easter)|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|mondays?|tuesdays?|wednesdays?|"
    r"thursdays?|fridays?|saturdays?|sundays?)\b(?: term)?\W*(?:\d{2,4}(?:[/-]\d{2,4})?)?\W*",
    re.I | re.S,
)
_EXAMPLE = re.compile(
    r"\(?(?:e\.? ?g\.?[\s,:]|"
    r"(?:for example|example|sample)(?: (?:course|row|only)\b)?(?:\)|\s*[:–—]| -|$))",
    re.I,
)
_HOW_TO = re.compile(
    r"(?:dd?[/.-]mm?|yyyy|hh:mm|enter |type |choose |select |please (?:enter|write|choose|give)|"
    r"e\.g\.|max(?:imum|\.)? \d+ (?:characters|words)|optional$|mandatory$|required$|free text$|"
    r"drop-?down)",
    re.I,
)
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*?(?:.*[.!]\W*|.*[a-z\d][.!]\s+[A-Z].*)", re.S)
_FEW, _FULL = 2, 3
_TITLE_AT_MOST = 80


def why_no_course(layout: Layout, number: int) -> str:
    """Return why a row below the headings is no course, in a clause for people, or "" where it may
    be one. A row in which nothing stands is none to tell of.
    """
    cells = layout.sheet.rows[number - 1]
    said = {index: text for index, cell in enumerate(cells) if (text := text_of(cell))}
    if not said:
        return ""
    first = next(iter(said.values()))
    title = said.get(_title(layout), "")
    if _are_headings(layout, said):
        return "the headings again"
    if _is_total(layout, cells, said):
        return "a total"
    if len(said) <= _FEW and _MARKED.fullmatch(first) and not first[:1].isalnum():
        return "a note to a star" if "*" in first else "a note to a mark"
    if len(said) <= _FEW and (_NOTE.match(first) or (not title and len(first) > _TITLE_AT_MOST)):
        return "a note"
    if len(said) == 1 and _SENTENCE.fullmatch(first) and _is_full(layout):
        return "a note"
    if _EXAMPLE.match(title) or sum(bool(_HOW_TO.match(text)) for text in said.values()) >= _FEW:
        return "an example of how to fill it in"
    return "a heading within the sheet" if _heads_others(layout, number, said) else ""


def _is_full(layout: Layout) -> bool:
    """Whether most rows of a sheet say more than one thing, so that one that does not is odd."""
    rows = [len(_said(row)) for _, row in layout.rows_below() if _said(row)]
    return sum(number >= _FULL for number in rows) * 2 >= len(rows)


def footnotes(layout: Layout) -> dict[str, str]:
    """Return what a mark such as * stands for, from the notes above the headings and below."""
    found: dict[str, str] = {}
    for cells in _notes(layout):
        text = " ".join(filter(None, map(text_of, cells)))
        for line in text.split("\n"):
            marked = _MARKED.fullmatch(line.strip())
            if marked and marked[2]:
                found.setdefault(marked[1], marked[2].strip())
    return found


def _notes(layout: Layout) -> Iterator[Sequence[Cell]]:
    yield from (cells for _, cells in layout.rows_above())
    for _, cells in layout.rows_below():
        if len(list(filter(None, map(text_of, cells)))) <= _FEW:
            yield cells


def _title(layout: Layout) -> int:
    index = layout.index_of("title")
    return -1 if index is None else index


def _are_headings(layout: Layout, said: dict[int, str]) -> bool:
    rows: list[Sequence[Cell]] = [layout.sheet.rows[layout.header], layout.headings]
    if layout.upper is not None:
        rows.append(layout.sheet.rows[layout.upper])
    same = (
        all(plain(text) == plain(text_of(cell_at(list(row), at))) for at, text in said.items())
        for row in rows
    )
    return len(said) > 1 and any(same)


def _is_total(layout: Layout, cells: Sequence[Cell], said: dict[int, str]) -> bool:
    """Whether a row has only numbers, and none in the place of a title; or a word for a sum and
    nothing but numbers beside it.
    """
    words = [index for index in said if not _is_number(cells[index])]
    if not words:
        return _title(layout) not in said
    named = _TOTAL.fullmatch(said[words[0]]) or _COUNT.fullmatch(said[words[0]])
    return len(words) == 1 and bool(named)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, date | datetime | time | timedelta | bool):
        return False
    text = text_of(cell)
    return bool(re.fullmatch(r"[£(]?\s*-?[\d,]+(?:\.\d+)?\s*[%)]?|=\s*SUM\(.*\)", text, re.I))


def _heads_others(layout: Layout, number: int, said: dict[int, str]) -> bool:
    """Whether the one text of a row is a heading of those below: it says so, it is written so, or
    the sheet begins with such a row and has more of them.
    """
    places = (0, _title(layout))
    if len(said) > 1 or next(iter(said)) not in places:
        return False
    rows = {at: row for at, row in layout.rows_below() if _said(row)}
    alike = [at for at, row in rows.items() if len(_said(row)) == 1 and _said(row)[0] in places]
    full = [row for row in rows.values() if len(_said(row)) >= _FULL]
    below = next((row for at, row in rows.items() if at > number), None)
    if len(full) * 2 < len(alike) or below not in full:
        return False
    index, text = next(iter(said.items()))
    if index != _title(layout):
        return kind_of(text) == "line" and layout.columns[0] != FILE
    if (number, index + 1) in layout.sheet.wide or _HEADS.fullmatch(text):
        return True
    titles = [text_of(cell_at(row, index)) for row in full]
    if text.isupper() and not any(map(str.isupper, titles)):
        return True
    return len(alike) > 1 and alike[0] == next(iter(rows))


def _said(row: Sequence[Cell]) -> list[int]:
    return [index for index, cell in enumerate(row) if text_of(cell)]
