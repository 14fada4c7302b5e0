"""Checks what an import would write as `catalogue check` does, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.loading import load_catalogue
from catalogue.problems import Severity
from catalogue.sheets.questions import LEAVE_CELL_OUT, SheetQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.problems import Problem
    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.importing.proposals import Proposal
    from catalogue.sheets.importing.rows import Row


def check_texts(plan: Plan, before: Iterable[Problem]) -> None:
    """Take back every course that `catalogue check` would refuse, until it refuses none; first of
    those that can go in, then with those that wait for answers, so that people mend all at once.

    `before` has the problems that there are without the import.
    """
    already = {(problem.file, problem.what) for problem in before}
    warnings = _check(plan, plan.texts, {}, already)
    if plan.waiting:
        _check(plan, plan.waiting, plan.texts, already)
    plan.warnings = warnings


def _check(
    plan: Plan, texts: dict[str, str], beside: Mapping[str, str], already: set[tuple[str, str]]
) -> list[Problem]:
    """Take back texts until nothing is refused that was not refused `already`, and return what is
    worth a look. What is `beside` them has been checked.
    """
    while texts:
        _, problems = load_catalogue(
            plan.reference, plan.root, plan.today, instead={**beside, **texts}, kept=plan.kept
        )
        new = [one for one in problems if (one.file, one.what) not in already]
        refused = [
            one
            for one in problems
            if one.severity is Severity.ERROR and (one in new or one.file in texts)
        ]
        if not refused:
            return [one for one in new if one.file in texts]
        for problem in refused:
            _refuse(plan, problem, texts)
    return []


def _refuse(plan: Plan, problem: Problem, texts: dict[str, str]) -> None:
    """Take back what a problem is of. Where it came over another file, that is what the problem
    names, or everything: nothing may break what was right before.
    """
    files = list(texts)
    blamed = [file for file in files if file == problem.file]
    blamed = blamed or [file for file in files if file in problem.what] or files
    proposals = {plan.file_of(proposal): proposal for proposal in plan.proposals}
    if problem.file not in files and problem.file in {*proposals, *plan.venues}:
        # Its text was taken back for another problem of the same file, and this is one more.
        blamed = [problem.file]
    for file in blamed:
        row = plan.venues[file] if file in plan.venues else _row_of(proposals[file], problem)
        other = ""
        if problem.file != file:
            which = "this row" if len(blamed) == 1 else "this row, or another of the sheet"
            other = f"With {which}, {problem.file} would be wrong: "
        texts.pop(file, None)
        if not other and (question := _question_about(row, problem)):
            if all(one.name != question.name for one in row.questions):
                row.questions.append(question)
            continue
        where = f"{_heading_of(plan, row, problem)}: " if problem.field else ""
        fault = f"{other}{where}{problem.what} {problem.mend}"
        if fault not in row.faults:
            row.faults.append(fault)


def _question_about(row: Row, problem: Problem) -> SheetQuestion | None:
    """Return what can be asked in place of a refusal: whether a cell that a course can do without
    is to be left out.
    """
    why = f"{problem.what} {problem.mend}"
    said = row.at(tuple(step for step in problem.field if isinstance(step, str)))
    if said is None or said.column.field.required or said.read is None:
        return None
    # Nobody is offered to leave out what people decide by: it was meant to say something.
    offer = "" if said.column.way[0] in ("runs", "cost") else LEAVE_CELL_OUT
    choices = () if offer else (LEAVE_CELL_OUT,)
    return SheetQuestion(said.heading, f"{said.heading}: {said.text}", why, offer, choices)


def _heading_of(plan: Plan, row: Row, problem: Problem) -> str:
    """Return what the partner calls the field of a problem: the heading of its column."""
    way = tuple(step for step in problem.field if isinstance(step, str))
    for length in range(len(way), 0, -1):
        if said := row.at(way[:length]):
            return said.heading
        if way[:length] in plan.by_way:
            return plan.by_way[way[:length]].heading
    return problem.field_text


def _row_of(proposal: Proposal, problem: Problem) -> Row:
    """Return the row that a problem comes from: that of its run, or the first of the course."""
    run = problem.field[1] if problem.field[:1] == ("runs",) and len(problem.field) > 1 else None
    found = (change.row for change in proposal.changes if run is not None and change.run == run)
    return next(found, proposal.rows[0])
