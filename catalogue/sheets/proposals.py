"""What a sheet proposes for one course, and how one cell is set in it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.records import Course, Run
from catalogue.sheets import dates
from catalogue.sheets.columns import PRICE, Column, value_at
from catalogue.sheets.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.sheets.rows import Row, Said
    from catalogue.sheets.terms import Lists


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

    def is_faulty(self) -> bool:
        """Whether anything of it cannot be read, so that none of it is written."""
        return any(row.faults for row in self.rows)


def set_cell(
    proposal: Proposal,
    row: Row,
    said: Said,
    values: dict[str, Any],
    run: int | None,
    by_way: Mapping[Any, Column],
    lists: Lists,
) -> None:
    """Set the field of one cell, unless the cell says what the file says already."""
    column = said.column
    current = value_at(values, column.inner_way)
    # Whatever a cell says, if an export would write it for what is there, it changes nothing.
    if column is not PRICE and current is not None and written(current, column, lists) == said.text:
        return
    if said.read is None:
        row.faults.append(f"{said.heading}: {said.fault}")
        return
    value = said.read.value
    if said.read.said:
        row.notes.append(f"{said.heading}: “{said.text}” read as {said.read.said}.")
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
    kept = ("free_if", "note", *(("concession_pounds",) if cost["kind"] == "fee" else ()))
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
