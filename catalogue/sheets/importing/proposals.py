"""What a sheet proposes for one course, and how its cells are set in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.records import Course, Run
from catalogue.sheets.columns import PRICE, Column, value_at
from catalogue.sheets.importing.rows import ASK, REFUSE, WRITE
from catalogue.sheets.readers import dates
from catalogue.sheets.readers.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.problems import Way
    from catalogue.sheets.importing.rows import Row, Said
    from catalogue.sheets.readers.terms import Lists, Read

_PAGE = ("join", "url")
_BESIDE_A_PRICE = {"fee": ("free_if", "concession_pounds")}
"""What a price of a kind says nothing of."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a row sets. `old` is empty where there was nothing. `run` says which run."""

    row: Row
    heading: str
    old: str
    new: str
    run: int | None = None


@dataclass(slots=True)
class Proposal:
    """What a sheet says of one course, over what its file says. `before` is None for a new one."""

    id: str
    rows: list[Row]
    before: Mapping[str, Any] | None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    named: set[int] = field(default_factory=set)

    @property
    def old_runs(self) -> int:
        """How many runs there were before."""
        return len(self.before["runs"]) if self.before else 0

    @property
    def outcome(self) -> str:
        """How its rows end together: refused where one is, and asked where one is."""
        outcomes = {row.outcome for row in self.rows}
        return next((one for one in (REFUSE, ASK) if one in outcomes), WRITE)

    def drop(self, row: Row, run: int) -> None:
        """Leave out the last run, which a row added."""
        assert run == len(self.values["runs"]) - 1
        del self.values["runs"][run]
        self.named.discard(run)
        self.changes = [change for change in self.changes if change.run != run]
        row.why_not = "left out, as you said"

    def is_offered(self) -> bool:
        """Whether it waits for answers only, and each of them can be offered."""
        questions = [question for row in self.rows for question in row.questions]
        return self.outcome == ASK and all(question.offer for question in questions)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a row are set: in the course, or in the run of this index."""

    proposal: Proposal
    row: Row
    run: int | None
    by_way: Mapping[Way, Column]
    lists: Lists

    def set(self, said: Said) -> None:
        """Set the field of one cell, unless the cell says what the file says already. Where
        somebody is asked about it first, it is set to what is offered, and the row waits.
        """
        column, row = said.column, self.row
        current = value_at(self._around(column), column.inner_way)
        # Whatever a cell says, if an export would write it for what is there, it changes nothing.
        is_same = current is not None and self._written(current, column) == said.text
        if is_same and column is not PRICE:
            return
        if column.way == _PAGE and self._is_ours(said.text):
            what = "is not kept: it is the page of this course here"
            row.notes.append(f"{said.heading}: “{said.text}” {what}.")
            return
        if said.fault:
            row.faults.append(f"{said.heading}: {said.fault}")
        if said.question:
            row.questions.append(said.question)
        read = said.read or said.offered
        if read is None:
            return
        if read.said and said.read:
            row.notes.append(f"{said.heading}: “{said.text}” read as {read.said.rstrip('.')}.")
        self._set_besides(read)
        value = read.value
        if value is None or value == current:
            return
        if current is None and value == self._default(column):
            what = "is what is meant where nothing is said"
            row.notes.append(f"{said.heading}: “{said.text}” {what}.")
        elif column is PRICE:
            self._set_cost(value)
        else:
            self._put(column, value, self._shown(current, column))

    def _is_ours(self, page: str) -> bool:
        """Whether a web page is the course's own on this site, as our exports give it to others:
        nobody books there.
        """
        ours = rf"https?://\S+/courses/[\w-]+/{re.escape(self.proposal.id)}/?"
        return re.fullmatch(ours, page) is not None

    def _set_besides(self, read: Read) -> None:
        """Set what the words of a cell say of other fields, where nothing says these themselves."""
        for way, value in read.also.items():
            column = self.by_way[way]
            current = value_at(self._around(column), column.inner_way)
            if self.row.at(way) or current == value:
                continue
            if current is None:
                self._put(column, value, "")
            else:
                what = f"“{self._shown(value, column)}” is not kept: it says something already"
                self.row.notes.append(f"{column.heading}: {what}.")

    def _set_cost(self, cost: dict[str, Any]) -> None:
        """Set a price, and keep what it does not speak of: who pays nothing, who less, the note."""
        values = self.proposal.values
        old = dict(values.get("cost", {}))
        if "kind" in old and cost == {"kind": "ask"}:
            self.row.notes.append("Price: it says none, and the one that is here already stays.")
            return
        kept = ("note", *_BESIDE_A_PRICE.get(cost["kind"], ()))
        new = {name: old[name] for name in kept if name in old} | cost
        if "free_if" in old and cost["kind"] == "fee":
            new["kind"] = old["kind"]
        values["cost"] = new
        for name in {**old, **new}:
            if old.get(name) != new.get(name):
                column = self.by_way["cost", name]
                was, will = (self._written(one.get(name), column) for one in (old, new))
                self.proposal.changes.append(Change(self.row, column.heading, was, will))

    def _default(self, column: Column) -> Any:
        """Return what a field means where a file does not have it, and need not have it. Feeds say
        by themselves in which language courses are.
        """
        default = _default(column)
        is_list = isinstance(default, tuple) and self.row.layout.sheet.each
        return list(default) if is_list else default

    def _around(self, column: Column) -> dict[str, Any]:
        """Return the values of the run or the course that a column is of."""
        values = self.proposal.values
        return values if self.run is None or not column.is_of_run else values["runs"][self.run]

    def _put(self, column: Column, value: Any, old: str) -> None:
        values = self._around(column)
        for step in column.inner_way[:-1]:
            values = values.setdefault(str(step), {})
        values[str(column.inner_way[-1])] = value
        new = self._shown(value, column)
        self.proposal.changes.append(Change(self.row, column.heading, old, new, self.run))

    def _written(self, value: Any, column: Column) -> str:
        return written(value, column, self.lists)

    def _shown(self, value: Any, column: Column) -> str:
        """Say a value as people read it: days in words."""
        if value is None or column.kind not in ("day", "days"):
            return self._written(value, column)
        days = [value] if column.kind == "day" else value
        return "; ".join(dates.said(date.fromisoformat(day)) for day in days)


def _default(column: Column) -> Any:
    """Return what a field means where a file does not have it."""
    kind = Run if column.is_of_run else Course
    known = {one.name: one.default for one in fields(kind)}
    return known.get(str(column.inner_way[0])) if len(column.inner_way) == 1 else None
