"""Which row of a sheet has the headings, and which column of ours each heading means.

Our own headings and those of the national Course Directory are known. Any other is guessed by its
words, shown to people before anything is written, and remembered for this provider in
content/sheets/<provider>.yaml, where they can change it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.files import BESIDE
from catalogue.formatting import rewrite
from catalogue.problems import Problem
from catalogue.quoting import nearest, quoted
from catalogue.sheets.cells import Sheet, Unreadable, cell_at, text_of
from catalogue.sheets.columns import LASTS, PRICE, Column, known_columns
from catalogue.wording import NOT_IN_LIST, WRONG_KIND
from catalogue.yaml_reader import open_file, read_file
from catalogue.yaml_writer import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from catalogue.schemas import Schema
    from catalogue.yaml_reader import Document

FOLDER = BESIDE["mapping"]
NOT_KEPT = "not kept"
WHAT_TO_MEND = "What to mend"
_LOOKED_AT = 30

COURSE_DIRECTORY = {
    "COURSE_NAME": ("title",),
    "WHO_THIS_COURSE_IS_FOR": ("who_for",),
    "ENTRY_REQUIREMENTS": ("entry_needs",),
    "WHAT_YOU_WILL_LEARN": ("you_will_learn",),
    "HOW_YOU_WILL_LEARN": ("how_you_learn",),
    "WHAT_YOU_WILL_NEED_TO_BRING": ("bring",),
    "HOW_YOU_WILL_BE_ASSESSED": ("assessment",),
    "WHERE_NEXT": ("next_steps",),
    "YOUR_REFERENCE": ("runs", "reference"),
    "DELIVERY_MODE": ("runs", "delivery"),
    "START_DATE": ("runs", "starts"),
    "FLEXIBLE_START_DATE": ("runs", "rolling"),
    "VENUE_NAME": ("runs", "venue"),
    "COURSE_WEBPAGE": ("join", "url"),
    "COST": PRICE.way,
    "COST_DESCRIPTION": ("cost", "note"),
    "DURATION": LASTS.way,
    "DURATION_UNIT": LASTS.way,
}
"""The Course Directory's columns that say something we keep, and where. See reference/README.md."""

_OTHER_NAMES = {
    ("title",): "course, course name, course title, name, class, name of course",
    ("summary",): "short description, in brief, strapline",
    ("description",): "about, details, about the course, course description, content",
    ("topics",): "subject, topic, subject area, category",
    ("who_for",): "who for, suitable for, target group, for whom",
    ("entry_needs",): "entry requirements, requirements, prerequisites",
    ("bring",): "what to bring, equipment",
    ("next_steps",): "progression, next steps",
    PRICE.way: "cost, price, fee, fees, course fee, price per course",
    LASTS.way: "duration, weeks, no of weeks, number of weeks, length",
    ("cost", "concession_pounds"): "concession, concessions, reduced price, conc",
    ("join", "phone"): "phone, telephone, tel, tel no, contact number, phone number",
    ("join", "email"): "email, e-mail, email address, contact email",
    ("join", "url"): "website, web, link, webpage, booking link, url",
    ("join", "how"): "how to book, booking, how to enrol, enrolment",
    ("runs", "venue"): "venue, location, place, where, site, centre",
    ("runs", "starts"): "start, start date, starts, first session, date, from date",
    ("runs", "ends"): "end, end date, ends, finish, finish date, last session",
    ("runs", "sessions"): (
        "day, days, time, times, day and time, day & time, start time, end time, finish time, "
        "when, day/time, from, to, from time, to time"
    ),
    ("runs", "no_class_on"): "half term, no class, breaks, holidays",
    ("runs", "places"): "capacity, max, max learners, number of places, spaces",
    ("runs", "state"): "status, availability",
    ("runs", "reference"): "code, course code, ref, reference, id",
    ("runs", "delivery"): "delivery, mode, online or in person",
    ("runs", "note"): "notes, comments, note, room",
}


@dataclass(slots=True)
class Layout:
    """How a sheet is read: which row has the headings, and the column of ours for each of its
    columns, None where it is not kept. `known` has the headings that are not ours and still sure,
    `guessed` those that nobody has confirmed yet.
    """

    sheet: Sheet
    header: int
    columns: list[Column | None]
    known: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    of_venues: bool = False

    def heading(self, index: int) -> str:
        """Return what stands over a column."""
        return text_of(cell_at(self.sheet.rows[self.header], index))


def remembered_columns(root: Path, provider: str) -> dict[str, str]:
    """Return what a provider's columns are called with us. Raises Unreadable."""
    path = root / FOLDER / f"{provider}.yaml"
    if not path.exists():
        return {}
    document, problems = read_file(path, f"{FOLDER}/{path.name}")
    if document is None or not isinstance(document.value, dict):
        what = problems[0].what if problems else "It should have a line for each column."
        raise Unreadable(f"{FOLDER}/{path.name} cannot be read. {what}")
    return {heading: str(name) for heading, name in document.value.items()}


def problems_in_mapping(document: Document, file: str, schema: Schema) -> Iterator[Problem]:
    """Yield what is wrong with what is remembered of a provider's columns."""
    if not isinstance(document.value, dict):
        what = "The file should have a line for each column of the sheet."
        yield Problem(
            file, 1, 1, WRONG_KIND, (), what, "Write the heading, a colon and our heading."
        )
        return
    ours = known_columns(schema)
    for heading, name in document.value.items():
        if name != NOT_KEPT and str(name) not in ours:
            line, column = document.place((heading,))
            what = f"There is no column of ours called {quoted(name)}."
            mend = _column_meant_by(str(name), ours)
            yield Problem(file, line, column, NOT_IN_LIST, (heading,), what, mend)


def _column_meant_by(name: str, ours: Iterable[str]) -> str:
    meant = nearest(name, dict.fromkeys(ours, ()))
    return f"Did you mean {quoted(meant)}?" if meant else f"Or write “{NOT_KEPT}”."


def with_columns(root: Path, provider: str, guessed: Mapping[str, str]) -> dict[str, str]:
    """Return what is remembered of a provider's columns and of more: the file, its text."""
    file = f"{FOLDER}/{provider}.yaml"
    path = root / file
    if path.exists():
        raw, _ = open_file(path, path.name)
        return {file: rewrite(raw or b"", {}, path.name, lambda known: {**known, **guessed})}
    top = (
        "# What the columns of this organisation's own sheets mean. On the left their heading, on\n"
        f"# the right ours, as in `catalogue template`, or “{NOT_KEPT}”. Change what is wrong.\n"
    )
    return {file: to_yaml(guessed, (), top=top)}


def layout_of(sheet: Sheet, schema: Schema, remembered: Mapping[str, str]) -> Layout | None:
    """Find the headings of a sheet, or None where no row has two that we could know. Raises
    Unreadable.
    """
    names = _HeadingNames(schema, remembered)
    rows = sheet.rows[:_LOOKED_AT]
    scores = [sum(names.meant_by(text_of(cell)) is not None for cell in row) for row in rows]
    best = max(scores, default=0)
    if best < 2:
        return None
    layout = Layout(sheet, scores.index(best), [])
    for cell in rows[layout.header]:
        heading = text_of(cell)
        column, certain = names.column(heading)
        if column is not None and _is_taken(column, layout):
            column = None  # two columns of one meaning: the first is kept, the other is told
        layout.columns.append(column)
        if heading and not certain and heading != WHAT_TO_MEND:
            layout.guessed[heading] = column.heading if column else NOT_KEPT
        elif column is not None and heading != column.heading:
            layout.known[heading] = column.heading
    return layout


def _is_taken(column: Column, layout: Layout) -> bool:
    joined = ("groups", "lasts")  # “Day” and “Time” are read together
    return column.kind not in joined and column in layout.columns


class _HeadingNames:
    """Every way in which a column can be called."""

    def __init__(self, schema: Schema, remembered: Mapping[str, str]) -> None:
        self._ours = known_columns(schema)
        by_way = {column.way: column for column in self._ours.values()}
        self._certain = {_plain(heading): column for heading, column in self._ours.items()}
        self._certain |= {_plain(name): by_way[way] for name, way in COURSE_DIRECTORY.items()}
        self._likely = {
            _plain(name): by_way[way]
            for way, names in _OTHER_NAMES.items()
            for name in names.split(", ")
        }
        self._remembered = {_plain(name): self._named(ours) for name, ours in remembered.items()}

    def _named(self, name: str) -> Column | None:
        if name == NOT_KEPT or name in self._ours:
            return self._ours.get(name)
        mend = _column_meant_by(name, self._ours)
        raise Unreadable(f"In {FOLDER} there is no column of ours called {quoted(name)}. {mend}")

    def column(self, heading: str) -> tuple[Column | None, bool]:
        """Return the column of ours that a heading means, and whether that is certain."""
        plain = _plain(heading)
        if plain in self._remembered:
            return self._remembered[plain], True
        if plain in self._certain:
            return self._certain[plain], True
        return self._likely.get(plain), _is_of_directory(heading)

    def meant_by(self, heading: str) -> Column | None:
        """Return the column that a heading may mean, to find the row that has the headings."""
        return self.column(heading)[0]


def _is_of_directory(heading: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]+(_[A-Z]+)+", heading))


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"\w+", heading.casefold().replace("_", " ").replace("(s)", "s")))
