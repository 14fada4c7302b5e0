"""Understands what was written in each of GitHub's forms, without writing anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.intake.envelopes import Part, opened
from catalogue.intake.taking import Taken, take
from catalogue.issue_forms import (
    ADD,
    CHANGE,
    COURSE,
    PLACE,
    PROVIDER,
    SEND_IN,
    SEND_SHEET,
    as_rows,
    questions_to_add,
    questions_to_change,
    questions_to_send_a_sheet,
    read_form,
    run_to_change,
)
from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.plan import plan_import
from scripts.github.attachments import Unfetched, fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.reference import Reference
    from catalogue.sheets.cells import Cell

_LONGEST = 60_000
_PAGE = re.compile(r"(?:^|/courses/|\s)([a-z0-9-]+)/([a-z0-9-]+?)(?:\.yaml|/|\s|$)")
_HEADINGS = {
    SEND_SHEET: ("Organisation", "Sheet"),
    ADD: ("Organisation", "Title"),
    CHANGE: ("Which course",),
    SEND_IN: ("Text",),
}
"""The first questions of each form, by which it is known where its label is lost: GitHub drops one
that the repository does not have without a word."""


def form_of(issue: Mapping[str, Any]) -> str:
    """Return which form an issue is, by its label or else by its first questions; or nothing."""
    labels = [label["name"] for label in issue["labels"] if label["name"] in _HEADINGS]
    if labels:
        return str(labels[0])
    headings = tuple(re.findall(r"^### (.+?)\s*$", issue["body"] or "", re.MULTILINE))
    return next((form for form, first in _HEADINGS.items() if headings[: len(first)] == first), "")


class Reader:
    """Reads forms as of a day, with what is on main."""

    def __init__(self, root: Path, today: date) -> None:
        self._root = root
        self._today = today
        self._reference: Reference = load_reference(root)
        self._catalogue: Catalogue = load_catalogue(self._reference, root, today)[0]

    def read(self, form: str, body: str) -> Taken:
        """Understand a filled-in form."""
        if len(body) > _LONGEST:
            return Taken(faults=["This is too long to be read here. Send it by e-mail instead."])
        readers: Mapping[str, Callable[[str], Taken]] = {
            ADD: self._new_course,
            CHANGE: self._change,
            SEND_IN: self._sent_in,
            SEND_SHEET: self._sheet,
        }
        try:
            return readers[form](body)
        except (Unfetched, Unreadable) as error:
            return Taken(faults=[str(error)])

    def _sent_in(self, body: str) -> Taken:
        parts = [Part("the issue.txt", body.encode()), *fetched(body)]
        return self._take(parts, "")

    def _sheet(self, body: str) -> Taken:
        answers = read_form(body, questions_to_send_a_sheet(self._catalogue))
        provider = self._provider_in(answers)
        parts = list(fetched(body))
        if not provider:
            return Taken(faults=[f"{PROVIDER}: choose one of the list."])
        if not parts:
            return Taken(
                faults=["There is no sheet here. Attach a file that ends in .xlsx or .csv."]
            )
        return self._take(parts, provider)

    def _take(self, parts: Sequence[Part], provider: str) -> Taken:
        return take(opened(*parts), self._reference, self._root, self._today, provider)

    def _provider_in(self, answers: Mapping[str, str]) -> str:
        named = answers.get(PROVIDER)
        found = (one.id for one in self._catalogue.providers.values() if one.name == named)
        return next(found, "")

    def _new_course(self, body: str) -> Taken:
        questions = questions_to_add(self._reference.schemas, self._catalogue)
        answers = read_form(body, questions)
        provider = self._provider_in(answers)
        if not provider:
            return Taken(faults=[f"{PROVIDER}: choose one of the list."])
        if PLACE in answers:
            notes = ["The course is at a place that is added first."]
            return Taken(notes=notes, about=provider)
        return self._rows(provider, as_rows(answers, questions, {}))

    def _change(self, body: str) -> Taken:
        questions = questions_to_change(self._reference.schemas, self._catalogue)
        answers = read_form(body, questions)
        found = _PAGE.search(answers.get(COURSE, ""))
        course = self._catalogue.courses.get(f"{found[1]}/{found[2]}") if found else None
        if course is None:
            where = "we could not find it. Copy the address of its page."
            return Taken(faults=[f"{COURSE}: {where}"])
        provider, _, answers[COURSE] = course.id.partition("/")
        keys = [run.key for run in self._catalogue.live_runs(course)]
        rows = as_rows(answers, questions, run_to_change(answers, questions, keys))
        if len(rows[0]) == 1:  # nothing but which course: the rest is in somebody's own words
            return Taken(about=provider)
        return self._rows(provider, rows)

    def _rows(self, provider: str, rows: list[list[Cell]]) -> Taken:
        sheet = Sheet("form", rows)
        plan = plan_import([sheet], self._reference, self._root, provider, self._today)
        return Taken(
            texts=plan.texts,
            notes=[*plan.told, *(note for row in plan.rows for note in row.notes)],
            faults=[line for row in plan.left for line in why(row, plan.left).split("\n")],
            about=provider,
        )
