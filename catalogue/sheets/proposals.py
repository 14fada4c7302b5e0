"""What a sheet proposes for one course, and how one cell is set in it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.records import Course, Run
from catalogue.sheets import dates
from catalogue.sheets.columns import PRICE, Column, value_at
from catalogue.sheets.rows import ASK, REFUSE, WRITE
from catalogue.sheets.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.sheets.rows import Row, Said
    from catalogue.sheets.terms import Lists, Read


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a row sets. `old` is empty where there was nothing. `run` says which run."""

    row: int
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

    def is_offered(self) -> bool:
        """Whether it waits for answers only, and each of them can be offered."""
        questions = [question for row in self.rows for question in row.questions]
        return self.outcome == ASK and all(question.offer for question in questions)


def set_cell(
    proposal: Proposal,
    row: Row,
    said: Said,
    values: dict[str, Any],
    run: int | None,
    by_way: Mapping[Any, Column],
    lists: Lists,
) -> None:
    """Set the field of one cell, unless the cell says what the file says already. Where somebody
    is asked about it first, it is set to what is offered, and the row waits.
    """
    column = said.column
    current = value_at(values, column.inner_way)
    # Whatever a cell says, if an export would write it for what is there, it changes nothing.
    if column is not PRICE and current is not None and written(current, column, lists) == said.text:
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
    _set_besides(proposal, row, read, values, run, by_way, lists)
    value = read.value
    if value is None or value == current:
        return
    if current is None and value == _default(column):
        row.notes.append(f"{said.heading}: “{said.text}” is what is meant where nothing is said.")
        return
    if column is PRICE:
        _set_cost(proposal, row, values, value, by_way, lists)
        return
    _put(values, column.inner_way, value)
    old, new = _shown(current, column, lists), _shown(value, column, lists)
    proposal.changes.append(Change(row.number, column.heading, old, new, run))


def _set_besides(
    proposal: Proposal,
    row: Row,
    read: Read,
    values: dict[str, Any],
    run: int | None,
    by_way: Mapping[Any, Column],
    lists: Lists,
) -> None:
    """Set what the words of a cell say of other fields, where nothing says these themselves."""
    for way, value in read.also.items():
        column = by_way[way]
        around = proposal.values if run is not None and not column.is_of_run else values
        current = value_at(around, column.inner_way)
        if row.at(way) or current == value:
            continue
        shown = _shown(value, column, lists)
        if current is not None:
            row.notes.append(f"{column.heading}: “{shown}” is not kept: it says something already.")
            continue
        _put(around, column.inner_way, value)
        proposal.changes.append(Change(row.number, column.heading, "", shown, run))


def _default(column: Column) -> Any:
    """Return what a field means where a file does not have it."""
    kind = Run if column.is_of_run else Course
    known = {one.name: one.default for one in fields(kind)}
    return known.get(str(column.inner_way[0])) if len(column.inner_way) == 1 else None


def _shown(value: Any, column: Column, lists: Lists) -> str:
    """Say a value as people read it: days in words."""
    if value is None or column.kind not in ("day", "days"):
        return written(value, column, lists)
    days = [value] if column.kind == "day" else value
    return "; ".join(dates.said(date.fromisoformat(day)) for day in days)


def _set_cost(
    proposal: Proposal,
    row: Row,
    values: dict[str, Any],
    cost: dict[str, Any],
    by_way: Mapping[Any, Column],
    lists: Lists,
) -> None:
    """Set a price, and keep what it does not speak of: who pays nothing, who less, and the note."""
    old = dict(values.get("cost", {}))
    if old and cost == {"kind": "ask"}:
        row.notes.append("Price: it says none, and the one that is here already stays.")
        return
    kept = (
        "note",
        *{"fee": ("free_if", "concession_pounds"), "free": ("free_if",)}.get(cost["kind"], ()),
    )
    new = {name: old[name] for name in kept if name in old} | cost
    if "free_if" in old and cost["kind"] == "fee":
        new["kind"] = old["kind"]
    values["cost"] = new
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            column = by_way["cost", name]
            was, will = (written(one.get(name), column, lists) for one in (old, new))
            proposal.changes.append(Change(row.number, column.heading, was, will))


def _put(values: dict[str, Any], field_way: tuple[str | int, ...], value: Any) -> None:
    for step in field_way[:-1]:
        values = values.setdefault(str(step), {})
    values[str(field_way[-1])] = value
