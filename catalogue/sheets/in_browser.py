"""The same import as the command's, for the page /add/spreadsheet/: what it would do, as JSON.

Run in the browser, with the project's files beside it (site/spreadsheet.py packs them). Nothing is
written: the page hands over what it is given.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.loading import load_catalogue
from catalogue.quoting import listed, quoted
from catalogue.reference import load_reference
from catalogue.reports import for_a_log
from catalogue.sheets.cells import Unreadable, text_of
from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.importing.rows import WRITE
from catalogue.sheets.importing.telling import report, rows_in_words, summary, verdict
from catalogue.sheets.opening.headings import NOT_KEPT
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.opening.reading import sheets_in
from catalogue.sheets.questions import COLUMNS, OFFERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.loading import Kept
    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.importing.rows import Row, Said
    from catalogue.sheets.questions import Asked, Matter

_ABOUT_COLUMNS = "We are not sure of these columns. Is that right?"
SAME = "same"
"""How a row ends of which nothing changes."""


@dataclass
class Desk:
    """Where sheets are looked at, one after the other. What the project's files say is kept from
    one to the next, so they may not change meanwhile.
    """

    root: Path
    kept: Kept = field(default_factory=dict)

    def open(self, today: str) -> None:
        """Read the project's files, so that the first sheet need not wait for them."""
        load_catalogue(load_reference(self.root), self.root, _day(today), kept=self.kept)

    def look(self, name: str, raw: bytes, provider: str, today: str, answers: str = "{}") -> str:
        """Return what importing a file of this name would do. `answers` is JSON: what was answered,
        by the names of the questions.
        """
        return json.dumps(self._seen(name, raw, provider, _day(today), json.loads(answers)))

    def _seen(
        self, name: str, raw: bytes, provider: str, today: date, answers: Mapping[str, str]
    ) -> dict[str, Any]:
        try:
            memory, reference = Memory(answers=dict(answers)), load_reference(self.root)
            plan = plan_import(
                sheets_in(raw, name), reference, self.root, provider, today, memory, self.kept
            )
        except Unreadable as error:
            return {"error": for_a_log(str(error)), "exit": 1}
        copy = plan.copy(name)
        return {
            "error": "",
            "exit": 1 if plan.left else 0,
            "verdict": verdict(plan),
            "report": for_a_log(report(plan)),
            "summary": for_a_log(summary(plan)),
            "matters": list(map(_matter, plan.matters)),
            "headings": [NOT_KEPT, *(column.heading for column in plan.by_way.values())],
            "rows": list(_rows(plan)),
            "files": (files := plan.files),
            "there": [file for file in files if (self.root / file).exists()],
            "copy": copy and {"name": copy[0], "bytes": b64encode(copy[1]).decode()},
        }


def _day(today: str) -> date:
    return date.fromisoformat(today)


def _matter(matter: Matter) -> dict[str, Any]:
    """Say what can be answered together. `choices` has the other answers to all of it."""
    return {
        "name": matter.name,
        "why": matter.why,
        "offer": matter.offer,
        "choices": [] if matter.is_single else matter.choices,
        "rows": rows_in_words(matter.rows),
        "questions": list(map(_question, matter.questions)),
    }


def _question(asked: Asked) -> dict[str, Any]:
    """Say one question. `offers` has what is offered for which rows, where that differs, and
    `columns` what each column of which we are not sure may be: it is chosen there, so that the
    question need not list them.
    """
    columns = asked.rows[0].layout.asked if asked.topic == COLUMNS else {}
    offers = [[offer, rows_in_words(rows)] for offer, rows in asked.offers.items() if offer]
    return {
        "name": asked.name,
        "topic": _heading(asked),
        "why": _ABOUT_COLUMNS if columns else asked.why,
        "offer": asked.offer,
        "offers": offers if asked.offer == OFFERED != offers[0][0] else [],
        "columns": list(columns.items()),
        "choices": asked.choices,
        "isClosed": asked.is_closed,
        "rows": rows_in_words(asked.rows),
    }


def _heading(asked: Asked) -> str:
    """Name a question apart from others of its topic: by what stands in the cell, if one is asked
    about, unless the question says it anyway.
    """
    start, text = f"{asked.topic}: ", asked.name
    if not text.startswith(start) or asked.why in text:
        return f"{asked.topic[:1].upper()}{asked.topic[1:]}"
    return f"{start}{quoted(text.removeprefix(start))}"


def _rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield every row that says something: how it ends, and what was read in it."""
    courses = {id(row): one for one in plan.proposals for row in one.rows}
    files = {id(row): plan.file_of(one) for one in plan.proposals for row in one.rows}
    files |= {id(row): file for file, row in plan.venues.items()}
    left = plan.left
    for row in plan.rows:
        title, outcome = row.at(("title",)) or row.at(("name",)), row.outcome
        if outcome == WRITE and id(row) in courses:
            outcome = courses[id(row)].outcome
        if outcome == WRITE and files.get(id(row)) not in plan.texts:
            outcome = SAME
        said = title.text if title else ""
        if not said and id(row) in courses:  # another time of the course of a row above
            said = courses[id(row)].values.get("title", "")
        said = said or plan.titles.get(row.course, "")
        yield {
            "outcome": outcome,
            "number": row.number,
            "sheet": row.layout.sheet.name,
            "course": row.course,
            "title": said or next(filter(None, map(text_of, row.cells)), ""),
            "said": [_said(said) for said in row.said],
            "faults": _faults(row, left),
        }


def _faults(row: Row, left: Sequence[Row]) -> list[str]:
    if row.why_not:
        return [row.why_not]
    if row.questions:
        topics = listed(dict.fromkeys(one.topic for one in row.questions), "and")
        return [*row.faults, f"It waits for your answers: {topics}."]
    return why(row, left).split("\n") if row in left else []


def _said(said: Said) -> dict[str, str]:
    read = said.read.said if said.read else ""
    return {"heading": said.heading, "text": said.text, "read": read}
