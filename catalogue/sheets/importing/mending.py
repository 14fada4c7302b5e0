"""The copy of a sheet that has only the rows to mend, with columns that say what to mend and take
answers.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from catalogue.sheets.cells import as_csv, cell_at
from catalogue.sheets.importing.rows import WRITE
from catalogue.sheets.questions import (
    CELL_IS_LEFT_OUT,
    FOR_ALL,
    OFFERED,
    WHAT_TO_FIX,
    answer_heading,
    is_of_a_copy,
)
from catalogue.sheets.writing import SheetToWrite, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from catalogue.sheets.cells import Cell
    from catalogue.sheets.importing.rows import Row
    from catalogue.sheets.opening.layouts import Layout
    from catalogue.sheets.questions import SheetQuestion


def to_mend(layouts: Iterable[Layout], rows: Sequence[Row]) -> list[SheetToWrite]:
    """Return a table for each sheet that has rows to mend: why, a column for the answers to each
    question that can be chosen from what we offer, and their cells as they were.
    """
    tables = []
    for layout in layouts:
        ours = [row for row in rows if row.layout is layout]
        if ours:
            tables.append(_table(layout, ours, rows))
    return tables


def _table(layout: Layout, ours: Sequence[Row], rows: Sequence[Row]) -> SheetToWrite:
    header = layout.sheet.rows[layout.header]
    kept = [
        index
        for index in range(max(map(len, layout.sheet.rows)))
        if not is_of_a_copy(layout.heading(index))
        and (not layout.sheet.each or layout.columns[index])
    ]
    words = _words(question for row in ours for question in row.questions)
    whole: list[list[Cell]] = [
        [WHAT_TO_FIX, *map(answer_heading, words), *(cell_at(header, index) for index in kept)]
    ]
    if words and len(ours) > 1:
        for_all = ours[0].for_all
        whole.append([FOR_ALL, *map(for_all.get, words)])
    whole += [
        [
            why(row, rows),
            *(row.answers.get(topic) for topic in words),
            *(row.settled.get(index, cell_at(row.cells, index)) for index in kept),
        ]
        for row in ours
    ]
    choices = {index: tuple(offered) for index, offered in enumerate(words.values(), 1) if offered}
    return SheetToWrite(layout.sheet.name, whole, choices)


def _words(questions: Iterable[SheetQuestion]) -> dict[str, list[str]]:
    """Return the words that can be chosen as an answer, by matter and by topic: a matter of more
    than one topic stands before its topics.
    """
    by_matter: dict[str, dict[str, list[str]]] = {}
    closed: dict[str, list[str]] = {}
    for question in questions:
        matter = question.matter if question.offer else ""
        topics = by_matter.setdefault(matter or question.topic, {})
        offered = topics.setdefault(question.topic, [])
        # A cell that can be read takes no “as offered”: what is offered is to leave it out.
        left_out = question.offer in CELL_IS_LEFT_OUT
        first = question.offer if left_out and not matter else OFFERED
        ways = [first, *question.choices] if question.offer else question.choices
        offered += [one for one in ways if one not in offered]
        closed[matter] = [OFFERED, *question.choices] if question.is_closed else [OFFERED]
    found: dict[str, list[str]] = {}
    for matter, topics in by_matter.items():
        found |= {matter: closed[matter]} if len(topics) > 1 else {}
        for topic, offered in topics.items():
            found[topic] = [*found.get(topic, ()), *offered]
    return found


def why(row: Row, rows: Sequence[Row]) -> str:
    """Say what is to be mended or answered in a row, or for which rows it waits."""
    asked = [f"{question.topic}: {in_words(question)}" for question in row.questions]
    if lines := [*row.faults, *asked]:
        return "\n".join(lines)
    others = [
        str(other.shown) for other in rows if other.course == row.course and other.outcome != WRITE
    ]
    word = row.layout.sheet.row_word
    return f"Nothing in this {word}. It is of the same course as {word} {', '.join(others)}."


def in_words(question: SheetQuestion) -> str:
    """Say a question with what is offered."""
    offer = f" We offer “{question.offer}”." if question.offer not in ("", OFFERED) else ""
    return f"{question.why}{offer}"


def copy_to_mend(name: str, tables: Sequence[SheetToWrite]) -> tuple[str, bytes]:
    """Return the copy of a file of this name: what it is called, and its bytes."""
    sheet = PurePath(name)
    is_text = sheet.suffix.lower() in (".csv", ".tsv", ".txt")
    # Only a workbook can offer words to choose from.
    suffix = ".csv" if is_text and not any(table.choices for table in tables) else ".xlsx"
    raw = as_csv(tables[0].rows) if suffix == ".csv" else as_xlsx(tables)
    return f"{sheet.stem.split('-to-fix')[0]}-to-fix{suffix}", raw


def write_beside(sheet: Path, name: str, raw: bytes) -> Path:
    """Write a file beside a sheet, under a name that nothing has yet, and return where it is."""
    first = sheet.with_name(name)
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        copy = first.with_stem(f"{first.stem}{more}")
        try:
            with copy.open("xb") as file:
                file.write(raw)
        except FileExistsError:
            number += 1
        else:
            return copy
