"""What an import would do: read first, checked as `catalogue check` does, and written only when
somebody says yes.

The rows of one course stand or fall together: a course is never half written.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from catalogue.files import FOLDERS, SCHEMA_LINES
from catalogue.formatting import replace_file, rewrite
from catalogue.loading import Kept, load_catalogue
from catalogue.problems import Problem, WouldChange
from catalogue.run_ids import with_ids
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.columns import columns_by_way, known_columns
from catalogue.sheets.importing.checking import check_texts
from catalogue.sheets.importing.clocks import has_24_hours
from catalogue.sheets.importing.mending import copy_to_mend, to_mend, write_beside
from catalogue.sheets.importing.merging import Merger
from catalogue.sheets.importing.not_kept import not_kept, sheet_not_read
from catalogue.sheets.importing.offers import Offers
from catalogue.sheets.importing.own_pages import OwnPages
from catalogue.sheets.importing.proposals import Proposal
from catalogue.sheets.importing.rows import WRITE, Row, RowReader
from catalogue.sheets.importing.signs import signs_in
from catalogue.sheets.importing.strays import footnotes
from catalogue.sheets.importing.venues import plan_venues, venue_layout
from catalogue.sheets.opening.layouts import layout_of, layout_of_feed
from catalogue.sheets.opening.memory import Memory, remembered, with_memory
from catalogue.sheets.opening.people import is_of_people
from catalogue.sheets.questions import Answers, Asked, Matter, matters_of, together
from catalogue.sheets.readers.terms import Lists
from catalogue.sheets.template import EXPLAINED, WORDS
from catalogue.yaml_reader import open_file, read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from catalogue.problems import Way
    from catalogue.reference import Reference
    from catalogue.schemas import Schemas
    from catalogue.sheets.cells import Sheet
    from catalogue.sheets.columns import Column
    from catalogue.sheets.opening.layouts import Layout


@dataclass(slots=True)
class Plan:
    """What an import read, and what it would write: for each course a text, by file. `waiting` has
    the texts of those that wait for answers only, as they would be with what is offered.
    """

    reference: Reference
    root: Path
    provider: str
    today: date
    lists: Lists
    answers: Answers
    by_way: Mapping[Way, Column]
    before: Mapping[str, dict[str, Any]]
    kept: Kept = field(default_factory=dict)
    layouts: list[Layout] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    venues: dict[str, Row] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the courses that are here, by the names of their files."""
        return {name: str(values.get("title", name)) for name, values in self.before.items()}

    def file_of(self, proposal: Proposal) -> str:
        """Return where the file of a course is, from the top of the project."""
        return f"{FOLDERS['course']}/{self.provider}/{proposal.id}.yaml"

    @property
    def guessed(self) -> dict[str, str]:
        """What was guessed of columns, and is to be remembered."""
        return {name: ours for layout in self.layouts for name, ours in layout.guessed.items()}

    @property
    def questions(self) -> list[Asked]:
        """What is asked, each once."""
        return together(self.left)

    @property
    def matters(self) -> list[Matter]:
        """What is asked, by what can be answered together."""
        return matters_of(self.questions)

    @property
    def left(self) -> list[Row]:
        """The rows that are not written as they are, in the order of the sheets."""
        bad = {proposal.id for proposal in self.proposals if proposal.outcome != WRITE}
        return [
            row
            for row in self.rows
            if not row.why_not and (row.outcome != WRITE or row.course in bad)
        ]

    @property
    def files(self) -> dict[str, str]:
        """The text of every file that is written: the courses, and what is remembered once one of
        them is.
        """
        new = self._to_remember if self.texts else None
        return self.texts | (with_memory(self.root, self.provider, new) if new else {})

    def write(self) -> None:
        """Write all of it. Raises OSError."""
        for file, text in self.files.items():
            path = self.root / file
            if path.exists():
                replace_file(path, text)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")

    @property
    def _to_remember(self) -> Memory | None:
        """What holds for the next sheet too: nothing that is of one row, or of this sheet."""
        columns = self.guessed | self.answers.columns
        for layout in self.layouts:
            columns |= layout.asked
        new = Memory(columns, self.answers.lasting)
        return new if new != Memory() else None

    def copy(self, name: str) -> tuple[str, bytes] | None:
        """Return the rows that are left, if there are any, as a file like the one of this name that
        they are from: what it is called, and its bytes.
        """
        return copy_to_mend(name, to_mend(self.layouts, self.left)) if self.left else None

    def write_copy(self, path: Path) -> Path | None:
        """Write the rows that are left beside the file that they are from, and return where. Raises
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
    answers: Memory | None = None,
    kept: Kept | None = None,
) -> Plan:
    """Return what importing the sheets of a file would do, with what was answered. What is `kept`
    of the files that are there is not read again. Raises Unreadable, OSError, NothingToLoad and
    SchemaError.
    """
    schemas = reference.schemas
    kept = {} if kept is None else kept
    catalogue, problems = load_catalogue(reference, root, today, kept=kept)
    known = remembered(root, provider).and_also(answers or Memory())
    lists = Lists(reference, catalogue.venues, today=today)
    before, broken = courses_of(root, provider)
    by_way = columns_by_way(schemas.course)
    said = Answers(known.answers)
    known = known.and_also(Memory(said.columns))
    plan = Plan(reference, root, provider, today, lists, said, by_way, before, kept)
    merger = Merger(by_way, lists, said, Offers(catalogue, provider), today)
    own = OwnPages(provider, catalogue.providers, before)
    _propose(plan, list(_readers(plan, sheets, known, own)), merger, broken)
    _write_texts(plan, schemas)
    check_texts(plan, problems)
    return plan


def _readers(
    plan: Plan, sheets: Sequence[Sheet], known: Memory, own: OwnPages
) -> Iterator[RowReader]:
    """Find the headings of each sheet, and yield what reads its rows."""
    schemas = plan.reference.schemas
    places = [venue.name for venue in plan.lists.venues.values()]
    columns = known_columns(schemas.course)
    layouts: list[Layout] = []
    of_people: list[str] = []
    for sheet in sheets:
        if sheet.name in (EXPLAINED, WORDS):
            continue  # the pages of our own template that nobody fills in
        if sheet.each:
            layouts.append(layout_of_feed(own.seen(sheet), schemas.course))
            plan.told += layouts[-1].sheet.told
        elif is_of_people(sheet):
            of_people.append(
                f"The sheet “{sheet.name}” looks like people's data: it is not read, and nothing "
                "of it is kept."
            )
        elif (venues := venue_layout(sheet, schemas.venue)) is not None:
            plan.layouts.append(venues)
            plan.told += not_kept(venues)
            plan_venues(plan, venues, schemas)
        elif (layout := layout_of(sheet, schemas.course, known.columns, places)) is not None:
            layouts.append(layout)
        else:
            plan.told.append(sheet_not_read(sheet.rows, sheet.name))
    if not layouts and not plan.layouts:
        raise Unreadable(
            "No row has headings that we know, such as Title, Venue and First day. Put headings "
            "into one row, and below it one course in each row. "
            "`catalogue template` writes a sheet that shows how, and the site has it for partners."
            + "".join(f" {line}" for line in of_people)
        )
    plan.told += of_people
    for layout in layouts:
        layout.one_of_several = len(sheets) > 1
        plan.layouts.append(layout)
        plan.told += not_kept(layout)
        lists = replace(plan.lists, footnotes=footnotes(layout), has_24_hours=has_24_hours(layout))
        signs = signs_in(layout, plan.today)
        yield RowReader(layout, plan.titles, lists, plan.answers, columns, signs)


def _propose(
    plan: Plan, readers: Iterable[RowReader], merger: Merger, broken: Mapping[str, str]
) -> None:
    """Read the rows of every sheet and put them over what the files say. `broken` has what is wrong
    with those that cannot be read.
    """
    by_course: dict[str, list[Row]] = {}
    for reader in readers:
        for row in reader.rows():
            plan.rows.append(row)
            if row.course and not row.why_not:
                by_course.setdefault(row.course, []).append(row)
    for course, rows in by_course.items():
        if course in broken:
            rows[0].faults.append(
                f"The file of this course has to be fixed first. {broken[course]}"
            )
            plan.proposals.append(Proposal(course, rows, None))
            continue
        proposal = merger.merged(course, rows, plan.before.get(course))
        if not all(row.why_not for row in rows):
            plan.proposals.append(proposal)


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
        texts = plan.texts if proposal.outcome == WRITE else plan.waiting
        if not proposal.changes or not (proposal.outcome == WRITE or proposal.is_offered()):
            continue
        values = with_ids(proposal.values)
        try:
            if proposal.before is None:
                fields, top = schemas.fields["course"], SCHEMA_LINES["course"]
                texts[file] = to_yaml(values, fields, top=top)
            else:
                raw, _ = open_file(plan.root / file, file)
                change = _always(values)
                texts[file] = rewrite(raw or b"", schemas.course, file, change)
        except WouldChange as error:
            proposal.rows[0].faults.append(f"The file could not be written: {error}.")


def _always(values: Any) -> Callable[[Any], Any]:
    return lambda _before: values
