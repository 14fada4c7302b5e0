"""The same import as the command's, for the page /add/spreadsheet/: what it would do, as JSON.

Run in the browser, with the project's files beside it (site/spreadsheet.py packs them). Nothing is
written: the page hands over what it is given.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from catalogue.loading import load_catalogue
from catalogue.quoting import listed
from catalogue.reference import load_reference
from catalogue.reports import for_a_log
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.mending import why
from catalogue.sheets.plan import plan_import
from catalogue.sheets.reading import sheets_in
from catalogue.sheets.telling import report, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.loading import Kept
    from catalogue.sheets.plan import Plan
    from catalogue.sheets.rows import Row, Said

WRITE, ASK, REFUSE, SAME = "write", "ask", "refuse", "same"
_ENDS = {
    WRITE: ("can go in now", "can go in now"),
    ASK: ("needs an answer", "need an answer"),
    REFUSE: ("cannot go in yet", "cannot go in yet"),
    SAME: ("is here already as it is", "are here already as they are"),
}
"""How a course can end, of one and of several."""


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
        self, name: str, raw: bytes, provider: str, today: date, _answers: Mapping[str, str]
    ) -> dict[str, Any]:
        try:
            sheets = sheets_in(raw, PurePath(name).stem)
            reference = load_reference(self.root)
            plan = plan_import(sheets, reference, self.root, provider, today, kept=self.kept)
        except Unreadable as error:
            return {"error": for_a_log(str(error)), "exit": 1}
        rows = list(_rows(plan))
        copy = plan.copy(name)
        return {
            "error": "",
            "exit": 1 if plan.faulty else 0,
            "verdict": _verdict(rows),
            "report": for_a_log(report(plan)),
            "summary": for_a_log(summary(plan)),
            "questions": [],
            "rows": rows,
            "files": (files := plan.files),
            "there": [file for file in files if (self.root / file).exists()],
            "copy": copy and {"name": copy[0], "bytes": b64encode(copy[1]).decode()},
        }


def _day(today: str) -> date:
    return date.fromisoformat(today)


def _verdict(rows: Iterable[Mapping[str, Any]]) -> str:
    """Say in one sentence how many courses go in, wait for an answer, or cannot go in."""
    ends = {row["course"] or (row["sheet"], row["number"]): row["outcome"] for row in rows}
    numbers = Counter(ends.values())
    parts = [f"{numbers[end]:,} {_ENDS[end][numbers[end] != 1]}" for end in _ENDS if numbers[end]]
    if not parts:
        return "Nothing in this sheet is about a course."
    first, _, words = parts[0].partition(" ")
    noun = "course" if first == "1" else "courses"
    return f"{listed([f'{first} {noun} {words}', *parts[1:]], 'and')}."


def _rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield every row that was read, sheet by sheet: how it ends, and what was read in it."""
    good = {id(row): plan.file_of(one) for one in plan.proposals for row in one.rows}
    good |= {id(row): file for file, row in plan.venues.items()}
    every = [row for one in plan.proposals for row in one.rows]
    every += [*plan.venues.values(), *plan.nameless]
    faulty = {id(row) for row in plan.faulty}
    for row in sorted(every, key=lambda row: (_place(plan, row), row.number)):
        outcome = WRITE if good.get(id(row)) in plan.texts else SAME
        outcome = REFUSE if id(row) in faulty else outcome
        title = row.at(("title",)) or row.at(("name",))
        yield {
            "outcome": outcome,
            "number": row.number,
            "sheet": row.layout.sheet.name,
            "course": row.course,
            "title": title.text if title else plan.titles.get(row.course, ""),
            "said": [_said(said) for said in row.said],
            "faults": why(row, plan.faulty).split("\n") if outcome == REFUSE else [],
        }


def _place(plan: Plan, row: Row) -> int:
    return next(place for place, layout in enumerate(plan.layouts) if layout is row.layout)


def _said(said: Said) -> dict[str, str]:
    read = said.read.said if said.read else ""
    return {"heading": said.heading, "text": said.text, "read": read}
