"""Checks what an import would write as `catalogue check` does, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.loading import load_catalogue
from catalogue.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.problems import Problem
    from catalogue.schemas import Schemas
    from catalogue.sheets.plan import Plan
    from catalogue.sheets.proposals import Proposal
    from catalogue.sheets.rows import Row


def tell_what_is_missing(plan: Plan, schemas: Schemas) -> None:
    """Say what a new course that cannot be read lacks as well, so that people mend all at once."""
    for proposal in plan.proposals:
        if not proposal.is_faulty() or proposal.before:
            continue
        rows = proposal.rows
        unread = {said.column.way[0] for row in rows for said in row.said if said.fault}
        for field in schemas.fields["course"]:
            if field.required and field.name not in {*proposal.values, *unread}:
                rows[0].faults.append(f"{field.title}: this is missing. {field.meaning}")


def check_texts(plan: Plan, before: Iterable[Problem]) -> None:
    """Take back every course that `catalogue check` would refuse, until it refuses none.

    `before` has the problems that there are without the import.
    """
    already = {(problem.file, problem.what) for problem in before}
    while plan.texts:
        _, problems = load_catalogue(
            plan.reference, plan.root, plan.today, instead=plan.texts, kept=plan.kept
        )
        ours = [problem for problem in problems if problem.file in plan.texts]
        refused = [problem for problem in ours if problem.severity is Severity.ERROR]
        refused += [
            problem
            for problem in problems
            if problem.severity is Severity.ERROR
            and problem.file not in plan.texts
            and (problem.file, problem.what) not in already
        ]
        if not refused:
            plan.warnings = [
                problem for problem in ours if (problem.file, problem.what) not in already
            ]
            return
        for problem in refused:
            _refuse(plan, problem)


def _refuse(plan: Plan, problem: Problem) -> None:
    """Take back what a problem is of. Where it came over another file, that is what the problem
    names, or everything: nothing may break what was right before.
    """
    files = list(plan.texts)
    blamed = [file for file in files if file == problem.file]
    blamed = blamed or [file for file in files if file in problem.what] or files
    where = f"{problem.field_text}: " if problem.field else ""
    proposals = {plan.file_of(proposal): proposal for proposal in plan.proposals}
    if problem.file not in files and problem.file in {*proposals, *plan.venues}:
        # Its text was taken back for another problem of the same file, and this is one more.
        blamed = [problem.file]
    for file in blamed:
        row = plan.venues[file] if file in plan.venues else _row_of(proposals[file], problem)
        other = "" if problem.file == file else f"{problem.file}: "
        fault = f"{other}{where}{problem.what} {problem.mend}"
        if fault not in row.faults:
            row.faults.append(fault)
        plan.texts.pop(file, None)


def _row_of(proposal: Proposal, problem: Problem) -> Row:
    """Return the row that a problem comes from: that of its run, or the first of the course."""
    run = problem.field[1] if problem.field[:1] == ("runs",) and len(problem.field) > 1 else None
    numbers = [change.row for change in proposal.changes if run is not None and change.run == run]
    found = [row for row in proposal.rows if row.number in numbers]
    return found[0] if found else proposal.rows[0]
