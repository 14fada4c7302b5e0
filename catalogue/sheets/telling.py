"""Says in plain words what an import read and would do, row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.reports import count, one_line
from catalogue.sheets import dates
from catalogue.sheets.layouts import FOLDER, NOT_KEPT
from catalogue.sheets.mending import why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.sheets.plan import Plan
    from catalogue.sheets.proposals import Change, Proposal


def report(plan: Plan) -> str:
    """Return everything there is to say about an import, in sections."""
    good = [one for one in plan.proposals if plan.file_of(one) in plan.texts]
    sections = {
        "Columns": _known(plan),
        "Columns that we had to guess": _guesses(plan),
        "To add": [line for one in good if not one.before for line in _course(plan, one)],
        "Places to add": [
            f"Row {row.number}: {row.at(('name',)).text} ({file})"  # type: ignore[union-attr]
            for file, row in plan.venues.items()
            if file in plan.texts
        ],
        "To change": [line for one in good if one.before for line in _course(plan, one)],
        "To end": [line for one in good for line in _ends(one, plan.today)],
        "How it was read": _notes(plan),
        "Not kept": plan.told,
        "Not read, and to be mended": [
            f"Row {row.number}{f' ({row.course})' if row.course else ''}: {line}"
            for row in plan.faulty
            for line in why(row, plan.faulty).split("\n")
        ],
        "Worth a look": [
            f"{problem.file}: {problem.what} {problem.mend}" for problem in plan.warnings
        ],
        "Left as it was": list(_left(plan)),
    }
    blocks = [
        f"{title}\n"
        + "".join(f"  {one_line(part)}\n" for line in lines for part in line.split("\n"))
        for title, lines in sections.items()
        if lines
    ]
    return "\n".join(blocks)


def _known(plan: Plan) -> list[str]:
    known = {name: ours for layout in plan.layouts for name, ours in layout.known.items()}
    return [f"“{name}” is “{ours}”." for name, ours in known.items()]


def _guesses(plan: Plan) -> list[str]:
    lines = [
        f"“{name}” is {NOT_KEPT}." if ours == NOT_KEPT else f"“{name}” is read as “{ours}”."
        for name, ours in plan.guessed.items()
    ]
    file = f"{FOLDER}/{plan.provider}.yaml"
    return [*lines, f"They are remembered in {file}, where you can change them."] if lines else []


def _course(plan: Plan, proposal: Proposal) -> Iterator[str]:
    yield f"{proposal.values['title']} ({plan.file_of(proposal)})"
    for change in proposal.changes:
        yield f"  Row {change.row}, {_where(proposal, change)}{_said(change)}"


def _where(proposal: Proposal, change: Change) -> str:
    if change.run is None:
        return ""
    run = proposal.values["runs"][change.run]
    new = change.run >= proposal.old_runs
    return f"{'new run' if new else 'run'} of {_day(run)}, "


def _day(run: Mapping[str, Any]) -> str:
    return dates.said(date.fromisoformat(run["starts"]))


def _said(change: Change) -> str:
    new = change.new.replace("\n", "\n      ")
    old = change.old.replace("\n", "\n      ")
    return f"{change.heading}: {old} → {new}" if old else f"{change.heading}: {new}"


def _ends(proposal: Proposal, today: date) -> Iterator[str]:
    before = proposal.before["runs"] if proposal.before else []
    for old, new in zip(before, proposal.values["runs"], strict=False):
        if _is_over(new, today) and not _is_over(old, today):
            how = "is cancelled" if new.get("state") == "cancelled" else "is over"
            yield f"{proposal.values['title']}: the run of {_day(new)} {how}."


def _is_over(run: Mapping[str, Any], today: date) -> bool:
    last = run.get("ends", "" if run.get("rolling") else run["starts"])
    return run.get("state") == "cancelled" or bool(last and last < str(today))


def _notes(plan: Plan) -> list[str]:
    rows = [row for one in plan.proposals for row in one.rows] + list(plan.venues.values())
    return [f"Row {row.number}, {note}" for row in rows for note in row.notes]


def _left(plan: Plan) -> Iterator[str]:
    same = [one for one in plan.proposals if one.before and not one.changes and not one.is_faulty()]
    if same:
        titles = ", ".join(str(one.values["title"]) for one in same)
        yield f"{count(len(same), 'course')} as in the sheet: {titles}."
    named = {one.id for one in plan.proposals}
    others = [title for name, title in plan.titles.items() if name not in named]
    if others:
        yield f"{count(len(others), 'course')} not in the sheet: {', '.join(others)}."
    for one in plan.proposals:
        runs = one.old_runs - len([index for index in one.named if index < one.old_runs])
        if runs and not one.is_faulty():
            yield f"{count(runs, 'run')} of {one.values['title']} not in the sheet."


def summary(plan: Plan) -> str:
    """Say in one line what is added, changed and left to mend."""
    good = [one for one in plan.proposals if plan.file_of(one) in plan.texts]
    new = [one for one in good if not one.before]
    runs = sum(len(one.values["runs"]) - one.old_runs for one in good)
    places = [file for file in plan.venues if file in plan.texts]
    more = f"{count(len(places), 'place')} to add, " if plan.venues else ""
    return (
        f"{more}{count(len(new), 'course')} to add, "
        f"{count(len(good) - len(new), 'course')} to change, {count(runs, 'new run')}, "
        f"{count(len(plan.faulty), 'row')} to mend ({dates.said(plan.today)})."
    )
