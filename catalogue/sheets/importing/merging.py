"""Puts what the rows of one course say over what its file says, and tells what that changes.

A blank cell says nothing: nothing is taken away because a sheet does not have it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.quoting import quoted
from catalogue.run_ids import run_keys, with_ids
from catalogue.sheets.cells import NotUnderstood
from catalogue.sheets.columns import LASTS, NAMING, PRICE, RUN, Column
from catalogue.sheets.importing.doubts import (
    FOR_EVERYONE,
    doubt_about,
    settle,
    whether_free_for_all,
    whether_still_wanted,
)
from catalogue.sheets.importing.inventions import invention_in
from catalogue.sheets.importing.offers import place_named_around, term_named_around
from catalogue.sheets.importing.proposals import Change, Proposal, Target
from catalogue.sheets.importing.rows import Row, Said
from catalogue.sheets.questions import INVENTED, LEAVE_OUT, RIGHT, UNSAID, Answers, SheetQuestion
from catalogue.sheets.readers import dates
from catalogue.sheets.readers.choices import others_of
from catalogue.sheets.readers.values import read_cell, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.problems import Way
    from catalogue.sheets.importing.offers import Offers
    from catalogue.sheets.readers.terms import Lists

_EXAMPLE = ("example",)
_REACHES = {("join", "phone"), ("join", "email")}
_KIND, _FREE_IF = ("cost", "kind"), ("cost", "free_if")
_PRICES = {PRICE.way, _KIND}
_STARTS, _ENDS, _VENUE = ("runs", "starts"), ("runs", "ends"), ("runs", "venue")


@dataclass(frozen=True, slots=True)
class Merger:
    """Puts rows over the files of one provider. `by_way` has our columns by the ways to their
    fields.
    """

    by_way: Mapping[Way, Column]
    lists: Lists
    answers: Answers
    offers: Offers
    today: date

    def merged(self, course: str, rows: list[Row], before: Mapping[str, Any] | None) -> Proposal:
        """Return what a course would be after its rows. What cannot be is a fault of its row, and
        what nobody can know but its organisation is asked.
        """
        # With the ids that its runs have had so far: what is mended must not give them others.
        proposal = Proposal(course, rows, before, deepcopy(with_ids(before or {"runs": []})))
        self._of_course(proposal)
        for row in rows:
            if any(said.column.is_of_run and said.column != RUN for said in row.said):
                self._run(proposal, row)
        if not before:
            self._ask_whether_invented(proposal)
            self._ask_for_the_rest(proposal)
            _confirm_today(proposal, self.today)
        return proposal

    def _of_course(self, proposal: Proposal) -> None:
        """Set what rows say of the course itself: each field once."""
        first: dict[Column, tuple[Row, Said]] = {}
        for row in proposal.rows:
            _heed_answered_price(row)
            for said in row.said:
                if said.column in NAMING or said.column.is_of_run:
                    continue
                if said.column not in first:
                    first[said.column] = (row, said)
                    if self._is_agreed(proposal, row, said):
                        self._set(proposal, row, said, None)
                elif (other := first[said.column][1]).text != said.text:
                    row.faults.append(
                        f"{said.heading}: “{said.text}” here, and “{other.text}” in "
                        f"{first[said.column][0].in_words}. It is the same course: say it once."
                    )

    def _is_agreed(self, proposal: Proposal, row: Row, said: Said) -> bool:
        """Ask about a price of nothing for a course that is free for some, and whose sheet does not
        say for whom; and say whether it is to be set.
        """
        reasons = proposal.values.get("cost", {}).get("free_if")
        is_free = said.read is not None and said.read.value == {"kind": "free"}
        if said.column is not PRICE or not (reasons and is_free) or row.at(_FREE_IF):
            return True
        known = written(reasons, self.by_way[_FREE_IF], self.lists)
        question = whether_free_for_all(said.text, known)
        return row.ask(self.answers, question) == FOR_EVERYONE

    def _set(self, proposal: Proposal, row: Row, said: Said, run: int | None) -> None:
        Target(proposal, row, run, self.by_way, self.lists).set(said)

    def _run(self, proposal: Proposal, row: Row) -> None:
        runs: list[dict[str, Any]] = proposal.values["runs"]
        index = _which_run(proposal, row, self.lists)
        if index is None:
            index = len(runs)
            runs.append({})
        proposal.named.add(index)
        for said in row.said:
            if said.column.is_of_run and said.column not in (RUN, LASTS):
                self._set(proposal, row, said, index)
        if row.at(_STARTS) is None and "starts" not in runs[index]:
            is_open = runs[index].get("rolling")  # people can join from now on
            term = term_named_around(row, runs[index], self.today)
            offer = dates.said(self.today) if is_open else term
            self._ask(proposal, row, self.by_way[_STARTS], offer, index)
        if _is_without_place(runs[index], row):
            column = self.by_way[_VENUE]
            offer = place_named_around(row, column, self.lists)
            self._ask(proposal, row, column, offer, index)
        if lasts := row.at(LASTS.way):
            _last_day(proposal, row, lasts, index)
        was = (
            proposal.before["runs"][index] if index < proposal.old_runs and proposal.before else {}
        )
        if any(was.get(name) != runs[index].get(name) for name in ("starts", "sessions")):
            self._settle(row, runs[index])
        if index >= proposal.old_runs and not self._is_still_wanted(row, runs[index]):
            proposal.drop(row, index)

    def _is_still_wanted(self, row: Row, run: dict[str, Any]) -> bool:
        """Ask whether a new run that is over is to be published, unless its whole sheet is, or it
        was here before: an export says which run it is.
        """
        is_said = row.may_be_over or row.at(RUN.way)
        question = None if is_said else whether_still_wanted(run, self.today)
        return not question or row.ask(self.answers, question) != LEAVE_OUT

    def _settle(self, row: Row, run: dict[str, Any]) -> None:
        """Ask about a first day that is hardly meant, and take the answer."""
        if (question := doubt_about(run, self.today)) is None:
            return
        answer = row.ask(self.answers, question)
        if wrong := settle(run, answer or question.offer or RIGHT):
            row.faults.append(f"Your answer is not understood: {wrong}")
        elif answer:
            row.notes.append(f"{question.why} You said: {answer}.")

    def _ask_for_the_rest(self, proposal: Proposal) -> None:
        """Ask for what every course needs and the sheet does not say of this one."""
        row = next((row for row in proposal.rows if not row.why_not), None)
        if row is None:
            return
        if not proposal.values["runs"]:
            self._ask(proposal, row, self.by_way[_STARTS], "", None)
        for field in self.lists.reference.schemas.fields["course"]:
            if not field.required or field.name == "checked" or _speaks_of(proposal, field.name):
                continue
            offer = self.offers.of(field.name, proposal.values)
            self._ask(proposal, row, self._asked_as(field.name, offer), offer, None)

    def _ask_whether_invented(self, proposal: Proposal) -> None:
        """Ask whether a course is an example, where something in it is invented."""
        words = invention_in(proposal.values, self.lists)
        if not words or "example" in proposal.values:
            return
        heading, row = self.by_way[_EXAMPLE].heading, proposal.rows[0]
        why = f"{quoted(words)} is invented, and kept for examples. Is all of this course made up?"
        question = SheetQuestion(
            *(heading, f"{heading}: {words}", why, "yes", ("no",), True), INVENTED
        )
        answer = row.ask(self.answers, question)
        if answer:
            row.notes.append(f"{heading}: {answer}, as you said.")
        if answer != "no":
            proposal.values["example"] = True

    def _asked_as(self, name: str, offer: str) -> Column:
        """Return the column in which one would say a field of the course."""
        if name == "cost":
            return PRICE
        if name == "join":
            return self.by_way["join", "email" if "@" in offer else "phone"]
        return self.by_way[name,]

    def _ask(
        self, proposal: Proposal, row: Row, column: Column, offer: str, run: int | None
    ) -> None:
        """Ask for a field of which the sheet says nothing, and set what is answered or offered."""
        others = others_of(column, self.lists, offer)
        # What a field is in a file helps nobody who chooses from a list.
        meaning = (others and column.field.hint) or column.field.meaning
        why = f"The sheet does not say it. {meaning}"
        question = SheetQuestion(
            *(column.heading, column.heading, why, offer, others), matter=UNSAID
        )
        answer = row.ask(self.answers, question)
        text = answer or offer
        if not text:
            return
        try:
            read = read_cell(text, column, self.lists)
        except NotUnderstood as error:
            row.faults.append(f"{column.heading}: your answer is not understood: {error}")
            return
        if answer:
            row.notes.append(f"{column.heading}: {answer}, as you said.")
        if answer and answer != offer:  # what is offered may be another thing for another course
            self.answers.lasts(question.name, answer)
        said = Said(column, column.heading, text, replace(read, said=""))
        if column.is_of_run and run is None:
            proposal.values["runs"].append({})
            run = len(proposal.values["runs"]) - 1
        self._set(proposal, row, said, run)


def _speaks_of(proposal: Proposal, name: str) -> bool:
    """Whether the sheet says a field; how to join is said where somebody can be reached."""
    ways = {
        said.column.way
        for row in proposal.rows
        for said in row.said
        if said.read is None or said.read.value is not None
    }
    if name == "join":
        there = {("join", part) for part in proposal.values.get("join", {})}
        return bool(_REACHES & (ways | there))
    if name == "cost":  # what it says besides a price is no price
        return bool(_PRICES & ways) or "kind" in proposal.values.get("cost", {})
    return name in proposal.values or any(way[0] == name for way in ways)


def _heed_answered_price(row: Row) -> None:
    """Let go of the kind of a price where another comes with the answer, or with the offer, to what
    the price says: “You pay a fee” beside “£5 a week”.
    """
    asked = (said for said in row.said if said.question or said.is_answered)
    reads = (said.read or said.offered for said in asked)
    if (kind := row.at(_KIND)) and any(read and _KIND in read.also for read in reads):
        row.said.remove(kind)
        row.notes.append(f"{kind.heading}: “{kind.text}” is not kept: the price says another.")


def _is_without_place(run: Mapping[str, Any], row: Row) -> bool:
    return "venue" not in run and run.get("delivery") != "online" and row.at(_VENUE) is None


def _confirm_today(proposal: Proposal, today: date) -> None:
    if "checked" not in proposal.values:
        row = proposal.rows[0]
        proposal.values["checked"] = str(today)
        row.notes.append(f"Checked on: {dates.said(today)}, the day on which you bring it in.")


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
    if row.at(_ENDS) or "ends" in run:
        row.notes.append(f"{lasts.heading}: “{lasts.text}” is not kept: the last day says it.")
        return
    if lasts.read is None or "starts" not in run:
        why = "there is no first day to count from" if lasts.read else lasts.fault
        row.notes.append(f"{lasts.heading}: “{lasts.text}” is not kept: {why}.")
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
        proposal.changes.append(Change(row, "Last day", "", dates.said(last), index))
        row.notes.append(
            f"{lasts.heading}: “{lasts.text}” read as last day {dates.said(last)}. With a week "
            "off it is later: a column “Last day” says it exactly."
        )
