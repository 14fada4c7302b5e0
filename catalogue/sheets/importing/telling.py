"""Says in plain words what an import read and would do, row by row."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed
from catalogue.reports import count, one_line
from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.not_kept import quoted_cells
from catalogue.sheets.importing.rows import ASK, REFUSE, WRITE
from catalogue.sheets.opening.headings import NOT_KEPT
from catalogue.sheets.opening.memory import FOLDER
from catalogue.sheets.readers import dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.importing.proposals import Change, Proposal
    from catalogue.sheets.importing.rows import Row
    from catalogue.sheets.questions import Asked

_MANY = 12
"""How many words to choose from are listed."""
_IN_TURN = 2
"""How many rows that follow each other are named each."""
_FEW = 5
"""How many courses are named that stay as they are; of more, people want the number."""


def report(plan: Plan) -> str:
    """Return everything there is to say about an import: the verdict, then in sections."""
    good = [one for one in plan.proposals if plan.file_of(one) in plan.texts]
    sections = {
        "Questions": list(_questions(plan)),
        "Cannot go in": list(_refused(plan)),
        "To add": [line for one in good if not one.before for line in _course(plan, one)],
        "Places to add": [
            f"{row.label}: {row.at(('name',)).text} ({file})"  # type: ignore[union-attr]
            for file, row in plan.venues.items()
            if file in plan.texts
        ],
        "To change": [line for one in good if one.before for line in _course(plan, one)],
        "To end": [line for one in good for line in _ends(one, plan.today)],
        "Columns": _known(plan),
        "Columns that we had to guess": _guesses(plan),
        "How it was read": _notes(plan),
        "No courses": [
            f"{row.label}, {row.why_not}: {quoted_cells(row.cells)}."
            for row in plan.rows
            if row.why_not
        ],
        "Not kept": plan.told,
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
    return "\n".join((f"{verdict(plan)}\n", *blocks))


def verdict(plan: Plan) -> str:
    """Say first what matters: how many courses can go in, need an answer, or cannot."""
    outcomes = Counter(one.outcome for one in plan.proposals)
    places = Counter(row.outcome for row in plan.venues.values())
    changed = [one for one in plan.proposals if plan.file_of(one) in plan.texts]
    same = outcomes[WRITE] - len(changed)
    parts = [f"{count(len(changed), 'course')} can go in now"]
    if plan.venues:
        parts.append(f"{count(places[WRITE], 'place')} too")
    if same:
        parts.append(f"{same} {'is' if same == 1 else 'are'} here already as the sheet says")
    asked = outcomes[ASK] + places[ASK]
    asked += len(
        {row.layout.sheet.name for row in plan.left if row.outcome == ASK and not row.said}
    )
    if asked:
        parts.append(f"{asked} {'needs' if asked == 1 else 'need'} an answer")
    nameless = [row for row in plan.left if not row.course and row.faults]
    if cannot := outcomes[REFUSE] + len(nameless):
        parts.append(f"{cannot} cannot")
    return f"{', '.join(parts)}."


def _questions(plan: Plan) -> Iterator[str]:
    for number, matter in enumerate(plan.matters, 1):
        yield f"{number}. {matter.name} ({rows_in_words(matter.rows)})"
        yield f"   {matter.why}"
        for asked in matter.questions:
            if not matter.is_single:
                yield f"   {asked.name} ({rows_in_words(asked.rows)})"
                if asked.why not in asked.name:
                    yield f"     {asked.why}"
            yield from (f"{'   ' if matter.is_single else '     '}{line}" for line in _ways(asked))


def _ways(asked: Asked) -> Iterator[str]:
    """Say what can be answered."""
    for offer, rows in asked.offers.items():
        if offer:
            which = f" for {rows_in_words(rows)}" if len(asked.offers) > 1 else ""
            yield f"We offer{which}: {offer}"
    if asked.choices:
        yield f"{'Or' if asked.offer else 'Choose'}: {_first_of(asked.choices)}"


def _first_of(choices: Sequence[str]) -> str:
    more = len(choices) - _MANY
    return f"{', '.join(choices[:_MANY])} and {more} more" if more > 1 else listed(choices)


def rows_in_words(rows: Sequence[Row]) -> str:
    """Name rows: “row 5”, “rows 5, 6 and 9 to 20”, “Spring, rows 5 and 6; Summer, row 2”."""
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        sheet = f"{row.layout.sheet.name}, " if row.layout.one_of_several else ""
        by_sheet.setdefault((sheet, row.layout.sheet.row_word), []).append(row.shown)
    found = by_sheet.items()
    return "; ".join(f"{sheet}{_numbers(those, word)}" for (sheet, word), those in found)


def _numbers(numbers: Sequence[int], word: str) -> str:
    words: list[str] = []
    for _, found in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        those = [str(number) for _, number in found]
        words += those if len(those) <= _IN_TURN else [f"{those[0]} to {those[-1]}"]
    return f"{word if len(numbers) == 1 else f'{word}s'} {listed(words, 'and')}"


def _refused(plan: Plan) -> Iterator[str]:
    courses = {one.id for one in plan.proposals if one.outcome == REFUSE}
    for row in plan.left:
        if row.faults or (row.course in courses and not row.questions):
            lines = row.faults or why(row, plan.left).split("\n")
            for line in lines:
                yield f"{row.label}{f' ({row.course})' if row.course else ''}: {line}"


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
        yield f"  {change.row.label}, {_where(proposal, change)}{_said(change)}"


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
    found: dict[str, list[Row]] = {}
    for row in plan.rows:
        for note in row.notes:
            found.setdefault(note, []).append(row)
    return [f"{_first_letter(rows_in_words(rows))}, {note}" for note, rows in found.items()]


def _first_letter(text: str) -> str:
    return text[:1].upper() + text[1:]


def _left(plan: Plan) -> Iterator[str]:
    same = [
        one for one in plan.proposals if one.before and not one.changes and one.outcome == WRITE
    ]
    if same:
        titles = [str(one.values["title"]) for one in same]
        yield f"{count(len(same), 'course')} as in the sheet{_named(titles)}."
    named = {one.id for one in plan.proposals}
    others = [title for name, title in plan.titles.items() if name not in named]
    if others:
        yield f"{count(len(others), 'course')} not in the sheet{_named(others)}."
    for one in plan.proposals:
        runs = one.old_runs - len([index for index in one.named if index < one.old_runs])
        if runs and one.outcome == WRITE:
            yield f"{count(runs, 'run')} of {one.values['title']} not in the sheet."


def _named(titles: Sequence[str]) -> str:
    return f": {', '.join(titles)}" if len(titles) <= _FEW else ""


def summary(plan: Plan) -> str:
    """Say in one line what is added and changed, and what is left."""
    good = [one for one in plan.proposals if plan.file_of(one) in plan.texts]
    new = [one for one in good if not one.before]
    runs = sum(len(one.values["runs"]) - one.old_runs for one in good)
    places = [file for file in plan.venues if file in plan.texts]
    more = f"{count(len(places), 'place')} to add, " if plan.venues else ""
    outcomes = Counter(ASK if row.outcome == ASK else REFUSE for row in plan.left)
    return (
        f"{more}{count(len(new), 'course')} to add, "
        f"{count(len(good) - len(new), 'course')} to change, {count(runs, 'new run')}, "
        f"{count(outcomes[ASK], 'row')} to answer, {count(outcomes[REFUSE], 'row')} to fix "
        f"({dates.said(plan.today)})."
    )
