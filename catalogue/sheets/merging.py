"""Puts what the rows of one course say over what its file says, and tells what that changes.

A blank cell says nothing: nothing is taken away because a sheet does not have it.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.run_ids import run_keys, with_ids
from catalogue.sheets import dates
from catalogue.sheets.columns import LASTS, NAMING, RUN, Column
from catalogue.sheets.doubts import doubts_about
from catalogue.sheets.proposals import Change, Proposal, set_cell
from catalogue.sheets.terms import Lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.sheets.rows import Row, Said

_STARTS, _ENDS, _VENUE = ("runs", "starts"), ("runs", "ends"), ("runs", "venue")


def merged(
    course: str,
    rows: list[Row],
    before: Mapping[str, Any] | None,
    columns: Sequence[Column],
    lists: Lists,
    today: date,
) -> Proposal:
    """Return what a course would be after its rows; what cannot be is a fault of the row."""
    # With the ids that its runs have had so far: what is mended must not give them others.
    proposal = Proposal(course, rows, before, deepcopy(with_ids(before or {"runs": []})))
    by_way = {column.way: column for column in columns}
    first: dict[Column, tuple[Row, Said]] = {}
    for row in rows:
        for said in row.said:
            if said.column not in NAMING and not said.column.is_of_run:
                if said.column not in first:
                    first[said.column] = (row, said)
                    set_cell(proposal, row, said, proposal.values, None, by_way, lists)
                elif (other := first[said.column][1]).text != said.text:
                    number = first[said.column][0].number
                    row.faults.append(
                        f"{said.heading}: “{said.text}” here, and “{other.text}” in row {number}. "
                        "It is the same course: say it once."
                    )
        if any(said.column.is_of_run and said.column != RUN for said in row.said):
            _run(proposal, row, by_way, lists, today)
    if not before:
        _confirm_today(proposal, today)
    return proposal


def _confirm_today(proposal: Proposal, today: date) -> None:
    if "checked" not in proposal.values:
        row = proposal.rows[0]
        proposal.values["checked"] = str(today)
        row.notes.append(f"Checked on: {dates.said(today)}, the day on which you bring it in.")


def _run(
    proposal: Proposal, row: Row, by_way: Mapping[Any, Column], lists: Lists, today: date
) -> None:
    runs: list[dict[str, Any]] = proposal.values["runs"]
    index = _which_run(proposal, row, lists)
    if index is None:
        index = len(runs)
        runs.append({})
    proposal.named.add(index)
    for said in row.said:
        if said.column.is_of_run and said.column not in (RUN, LASTS):
            set_cell(proposal, row, said, runs[index], index, by_way, lists)
    if lasts := row.at(LASTS.way):
        _last_day(proposal, row, lasts, index)
    was = proposal.before["runs"][index] if proposal.before and index < proposal.old_runs else {}
    if any(was.get(name) != runs[index].get(name) for name in ("starts", "sessions")):
        row.faults += doubts_about(runs[index], today)


def _which_run(proposal: Proposal, row: Row, lists: Lists) -> int | None:
    """Return which run of the file a row is about, or None for a new one."""
    before = proposal.before["runs"] if proposal.before else []
    keys = run_keys(before)
    if (key := row.at(RUN.way)) and key.text in keys:
        index = keys.index(key.text)
        if index in proposal.named:
            row.faults.append(
                f"The run “{key.text}” is in another row already. Empty the cell in the column "
                f"“{RUN.heading}” of the row that is new."
            )
        return index
    found = [index for index, run in enumerate(before) if _is_at(run, row, _STARTS, lists)]
    if row.at(_VENUE) or len(found) > 1:
        found = [index for index in found if _is_at(before[index], row, _VENUE, lists)]
    free = [index for index in found if index not in proposal.named]
    if free and key:
        row.notes.append(f"{key.heading}: “{key.text}” is not kept: the first day says which run.")
    elif not free and key and not proposal.before:
        row.notes.append(f"{key.heading}: “{key.text}” is not kept: the run is new.")
    elif not free and key:
        row.faults.append(
            f"There is no run “{key.text}” in the file. Empty the cell in the column "
            f"“{RUN.heading}” to add a new run."
        )
    return free[0] if free else None


def _is_at(run: Mapping[str, Any], row: Row, way: tuple[str, ...], lists: Lists) -> bool:
    said = row.at(way)
    value = said.read.value if said and said.read else None
    return bool(run.get(way[-1]) == value)


def _last_day(proposal: Proposal, row: Row, lasts: Said, index: int) -> None:
    run = proposal.values["runs"][index]
    if row.at(_ENDS) or "ends" in run or lasts.read is None or "starts" not in run:
        row.notes.append(f"{lasts.heading}: “{lasts.text}” is not kept: the last day says it.")
        return
    if lasts.read.value is None:
        return
    number, unit = lasts.read.value
    first = date.fromisoformat(run["starts"])
    last = dates.last_day(first, number, unit)
    if last is None or last <= first:
        row.notes.append(f"{lasts.heading}: “{lasts.text}” does not give another last day.")
    else:
        run["ends"] = str(last)
        proposal.changes.append(Change(row.number, "Last day", "", dates.said(last), index))
        row.notes.append(
            f"{lasts.heading}: “{lasts.text}” read as last day {dates.said(last)}. With a week "
            "off it is later: a column “Last day” says it exactly."
        )
