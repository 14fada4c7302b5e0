"""What an import would do: read first, checked as `catalogue check` does, and written only when
somebody says yes.

The rows of one course stand or fall together: a course is never half written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.files import FOLDERS, SCHEMA_LINES
from catalogue.formatting import WouldChange, replace_file, rewrite
from catalogue.loading import load_catalogue
from catalogue.problems import Problem
from catalogue.run_ids import with_ids
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.checking import check_texts, tell_what_is_missing
from catalogue.sheets.columns import columns_of
from catalogue.sheets.layouts import layout_of, remembered_columns, with_columns
from catalogue.sheets.mending import copy_to_mend, to_mend, write_beside
from catalogue.sheets.merging import merged
from catalogue.sheets.proposals import Proposal
from catalogue.sheets.rows import Row, not_kept, read_rows, sheet_not_read
from catalogue.sheets.template import EXPLAINED, WORDS
from catalogue.sheets.terms import Lists
from catalogue.sheets.venues import plan_venues, venue_layout
from catalogue.yaml_reader import open_file, read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from catalogue.loading import Kept
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas
    from catalogue.sheets.cells import Sheet
    from catalogue.sheets.columns import Column
    from catalogue.sheets.layouts import Layout


@dataclass(slots=True)
class Plan:
    """What an import read, and what it would write: for each course a text, by file."""

    reference: Reference
    root: Path
    provider: str
    today: date
    lists: Lists
    kept: Kept = field(default_factory=dict)
    layouts: list[Layout] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    nameless: list[Row] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    venues: dict[str, Row] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    titles: Mapping[str, str] = field(default_factory=dict)

    def file_of(self, proposal: Proposal) -> str:
        """Return where the file of a course is, from the top of the project."""
        return f"{FOLDERS['course']}/{self.provider}/{proposal.id}.yaml"

    @property
    def guessed(self) -> dict[str, str]:
        """What was guessed of columns, and is to be remembered."""
        return {name: ours for layout in self.layouts for name, ours in layout.guessed.items()}

    @property
    def faulty(self) -> list[Row]:
        """The rows of which nothing is written, in the order of the sheet."""
        waiting = [row for one in self.proposals if one.is_faulty() for row in one.rows]
        venues = [row for row in self.venues.values() if row.faults]
        return sorted((*self.nameless, *venues, *waiting), key=lambda row: row.number)

    @property
    def files(self) -> dict[str, str]:
        """The text of every file that is written: the courses, and what was guessed of columns."""
        guessed = self.guessed
        return self.texts | (with_columns(self.root, self.provider, guessed) if guessed else {})

    def write(self) -> None:
        """Write all of it. Raises OSError."""
        for file, text in self.files.items():
            path = self.root / file
            if path.exists():
                replace_file(path, text)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")

    def copy(self, name: str) -> tuple[str, bytes] | None:
        """Return the rows to mend, if there are any, as a file like the one of this name that they
        are from: what it is called, and its bytes.
        """
        if not self.faulty:
            return None
        return copy_to_mend(name, to_mend(self.layouts, self.faulty))

    def write_copy(self, path: Path) -> Path | None:
        """Write the rows to mend beside the file that they are from, and return where. Raises
        OSError.
        """
        copy = self.copy(path.name)
        return write_beside(path, *copy) if copy else None


def plan_import(
    sheets: Sequence[Sheet],
    reference: Reference,
    root: Path,
    provider: str,
    today: date,
    *,
    kept: Kept | None = None,
) -> Plan:
    """Return what importing the sheets of a file would do. What is `kept` of files that do not
    change is not read again, and is added to. Raises Unreadable, OSError, NothingToLoad and
    SchemaError.
    """
    schemas = reference.schemas
    kept = {} if kept is None else kept
    catalogue, problems = load_catalogue(reference, root, today, kept=kept)
    lists = Lists(reference, catalogue.venues)
    plan = Plan(reference, root, provider, today, lists, kept)
    remembered = remembered_columns(root, provider)
    for sheet in sheets:
        if sheet.name in (EXPLAINED, WORDS):
            continue  # the pages of our own template that nobody fills in
        if (venues := venue_layout(sheet, schemas.venue)) is not None:
            plan.layouts.append(venues)
            plan_venues(plan, venues, schemas)
            continue
        layout = layout_of(sheet, schemas.course, remembered)
        if layout is not None:
            plan.layouts.append(layout)
        else:
            plan.told.append(sheet_not_read(sheet.rows, sheet.name))
    if not plan.layouts:
        raise Unreadable(
            "No row has headings that we know, such as Title, Venue and First day. "
            "`catalogue template` writes a sheet that has them all."
        )
    _propose(plan, columns_of(schemas.course))
    _write_texts(plan, schemas)
    tell_what_is_missing(plan, schemas)
    check_texts(plan, problems)
    return plan


def _propose(plan: Plan, columns: Sequence[Column]) -> None:
    """Read the rows of every sheet and put them over what the files say."""
    before, broken = courses_of(plan.root, plan.provider)
    plan.titles = {name: str(values.get("title", name)) for name, values in before.items()}
    by_course: dict[str, list[Row]] = {}
    for layout in plan.layouts:
        plan.told += not_kept(layout)
        if layout.of_venues:
            continue
        rows, told = read_rows(layout, plan.titles, plan.lists)
        plan.told += told
        for row in rows:
            if row.course:
                by_course.setdefault(row.course, []).append(row)
            else:
                plan.nameless.append(row)
    for course, rows in by_course.items():
        if course in broken:
            rows[0].faults.append(
                f"The file of this course has to be mended first. {broken[course]}"
            )
            plan.proposals.append(Proposal(course, rows, None))
            continue
        plan.proposals.append(
            merged(course, rows, before.get(course), columns, plan.lists, plan.today)
        )


def courses_of(root: Path, provider: str) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the values of each course's file by its name, and what is wrong with the others."""
    before: dict[str, dict[str, Any]] = {}
    broken: dict[str, str] = {}
    for path in sorted((root / FOLDERS["course"] / provider).glob("*.yaml")):
        document, problems = read_file(path, path.name)
        runs = document.value.get("runs") if document and isinstance(document.value, dict) else None
        if isinstance(runs, list) and all(
            isinstance(run, dict) and "starts" in run for run in runs
        ):
            assert document is not None
            before[path.stem] = document.value
        else:
            broken[path.stem] = problems[0].what if problems else "Its runs cannot be read."
    return before, broken


def _write_texts(plan: Plan, schemas: Schemas) -> None:
    """Write the text of every course that changes, as `catalogue format` would."""
    for proposal in plan.proposals:
        file = plan.file_of(proposal)
        if proposal.is_faulty() or not proposal.changes:
            continue
        values = with_ids(proposal.values)
        try:
            if proposal.before is None:
                fields, top = schemas.fields["course"], SCHEMA_LINES["course"]
                plan.texts[file] = to_yaml(values, fields, top=top)
            else:
                raw, _ = open_file(plan.root / file, file)
                change = _always(values)
                plan.texts[file] = rewrite(raw or b"", schemas.course, file, change)
        except WouldChange as error:
            proposal.rows[0].faults.append(f"The file could not be written: {error}.")


def _always(values: Any) -> Callable[[Any], Any]:
    return lambda _before: values
