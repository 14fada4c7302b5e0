"""Reads the rows of a sheet, cell by cell, and tells which course each is about.

Nothing is lost here: what a cell says is in `read`, or told in `notes`, or is a fault of its row,
or a question about it. A row that is no course is counted and told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, NotUnderstood, Unsure, cell_at, text_of
from catalogue.sheets.columns import LASTS, Column
from catalogue.sheets.importing.composing import meeting_in
from catalogue.sheets.importing.course_names import CourseNames
from catalogue.sheets.importing.day_order import MONTH_FIRST, DayOrders, in_words
from catalogue.sheets.importing.overflow import realigned
from catalogue.sheets.importing.signs import NOT_READ, OLD_SHEET
from catalogue.sheets.importing.strays import why_no_course
from catalogue.sheets.opening.contents import kind_of
from catalogue.sheets.opening.layouts import Layout, is_ours
from catalogue.sheets.questions import (
    CELL_IS_LEFT_OUT,
    COLUMNS,
    FOR_ALL,
    LEAVE_CELL_OUT,
    LEAVE_OUT,
    OFFERED,
    RIGHT,
    UNCLEAR,
    Answers,
    SheetQuestion,
    about_publishing,
    topic_of,
)
from catalogue.sheets.readers.choices import others_of
from catalogue.sheets.readers.terms import Lists, Read
from catalogue.sheets.readers.values import read_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.problems import Way
    from catalogue.sheets.importing.signs import Sign

WRITE, ASK, REFUSE, NO_COURSE = "write", "ask", "refuse", "no course"
"""How a row ends."""
_SESSIONS = ("runs", "sessions")
_FELL_APART = "The row has more cells than there are headings. Is this one text?"
_LEFT_OUT = Read(None, "nothing: left out, as you said")
_ABOUT_PUBLISHING = Read(None, "whether it is to be published, which is asked")
_NOTE, _BARE = ("runs", "note"), ("number", "code")
"""A number says nothing as a note without its heading: “Room 2”."""
_MARKS, _SENTENCES = "Quotation marks", ("line", "lines", "paragraphs")
_STATE = ("runs", "state")
_OF_A_YEAR = ("day", "days")
"""“14 Jan” is another day in the next sheet."""
_NO_WEEKDAY = "No column says the day of the week. Is it that of the first day?"


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of one column: its words, and what they were read as; or why not, or what is
    asked about them. `offered` is what the offered answer is read as;
    where it `is_answered`, an answer was read in place of the cell.
    """

    column: Column
    heading: str
    text: str
    read: Read | None
    fault: str = ""
    question: SheetQuestion | None = None
    offered: Read | None = None
    is_answered: bool = False


@dataclass(slots=True)
class Row:
    """One row that says something. `number` counts from 1, as the spreadsheet program does, and
    `shown` is what people know it by.
    `answers` has those that stand in the row itself, by topic, and `for_all` those that stand in
    its sheet for all rows; `why_not` says why it is no course. `may_be_over` is said of the rows
    of a sheet that is of a time that is over. `settled` has the days whose order is known now, by
    column: without the rows around them nobody could tell it.
    """

    layout: Layout
    number: int
    course: str = ""
    said: list[Said] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    for_all: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    questions: list[SheetQuestion] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    why_not: str = ""
    may_be_over: bool = False
    settled: dict[int, str] = field(default_factory=dict)

    @property
    def shown(self) -> int:
        """Its number as people count."""
        return self.layout.sheet.shown(self.number)

    @property
    def label(self) -> str:
        """What people call the row: “Row 5”, “Spring, row 5” where there are more sheets, or of a
        feed “Event 5”.
        """
        name = f"{self.layout.sheet.row_word} {self.shown}"
        if self.layout.one_of_several:
            return f"{self.layout.sheet.name}, {name}"
        return name.capitalize()

    @property
    def in_words(self) -> str:
        """The row as a sentence names it within itself: “row 5”."""
        return self.label if self.layout.one_of_several else self.label.lower()

    @property
    def outcome(self) -> str:
        """How the row ends by itself; the rows of one course stand or fall together."""
        if self.why_not:
            return NO_COURSE
        return REFUSE if self.faults else ASK if self.questions else WRITE

    @property
    def cells(self) -> list[Cell]:
        """Every cell of the row."""
        return self.layout.sheet.rows[self.number - 1]

    def at(self, way: Way) -> Said | None:
        """Return what the row says of a field."""
        return next((said for said in self.said if said.column.way == way), None)

    def ask(self, answers: Answers, question: SheetQuestion) -> str | None:
        """Ask about the row: return the answer, or None, and the row waits for it."""
        answer = self.answer_to(answers, question)
        if answer is None:
            self.questions.append(question)
        return answer

    def answer_to(self, answers: Answers, question: SheetQuestion) -> str | None:
        """Return the answer to a question, or None; what is none is told."""
        said = answers.given(self, question.topic, question.name)
        said = said or self.for_all.get(question.topic)
        answer = said and question.meant_by(said)
        if not said and (said := answers.given_to_matter(self, question.matter)):
            answer = question.meant_for_all_by(said)
        if answer == OFFERED:
            return question.offer or None
        if said and answer is None:
            self.notes.append(f"{question.topic}: your answer “{said}” is not understood.")
        return answer


class RowReader:
    """Reads the rows of one sheet. `titles` has the titles of the provider's courses by the names
    of their files; `columns` our columns by their headings, `signs` what in the sheet says that
    something may not be for the public.
    """

    def __init__(
        self,
        layout: Layout,
        titles: Mapping[str, str],
        lists: Lists,
        answers: Answers,
        columns: Mapping[str, Column],
        signs: Sequence[Sign],
    ) -> None:
        self._layout = layout
        self._lists = lists
        self._answers = answers
        self._columns = columns
        self._signs = signs
        self._marked = {(sign.row, sign.column) for sign in signs}
        self._days = DayOrders(layout)
        self._sessions_column = next(one for one in columns.values() if one.way == _SESSIONS)
        self._usual_state = _most_common(layout, _STATE)
        self._names = CourseNames(titles, answers, blank_is_above=is_ours(layout))

    def rows(self) -> Iterator[Row]:
        """Yield every row below the headings that says something."""
        seen: dict[tuple[str, ...], str] = {}
        for_all: dict[str, str] = {}
        for number, cells in self._layout.rows_below():
            if not any(map(text_of, cells)):
                continue
            answers = _answers_in(self._layout, number)
            if FOR_ALL in map(text_of, cells):
                for_all = answers
                continue
            row = Row(self._layout, number, answers=answers, for_all=for_all)
            self._read(row)
            if row.course:
                same = (row.course, *map(text_of, cells))
                if same in seen:
                    row.why_not = f"it says the same as {seen[same]}, and is read once"
                seen.setdefault(same, row.in_words)
            yield row

    def _read(self, row: Row) -> None:
        if why := self._layout.sheet.broken.get(row.number):
            row.faults.append(why)
            return
        aside = self._layout.sheet.aside.get(row.number)
        row.why_not = aside or why_no_course(self._layout, row.number)
        if row.why_not or not self._is_to_be_read(row):
            return
        row.said = [*self._said(row)]
        row.said += self._answered_besides(row)
        if not row.said:
            row.why_not = "no column of ours says anything in it"
        elif self._is_whole(row):
            self._names.name(row)

    def _is_whole(self, row: Row) -> bool:
        """Ask about a row whose quotation marks can be meant otherwise, and say whether it is read
        meanwhile.
        """
        if (wrong := self._layout.sheet.unsure.get(row.number)) is None:
            return True
        texts = [said.text for said in row.said if said.column.kind in _SENTENCES]
        why = f"{wrong} We read: {'; '.join(f'“{text}”' for text in texts)}."
        question = SheetQuestion(
            *(_MARKS, f"{_MARKS} in {row.in_words}", why, RIGHT, (LEAVE_OUT,), True), UNCLEAR
        )
        if row.ask(self._answers, question) == LEAVE_OUT:
            row.why_not = "left out, as you said"
        return not row.why_not

    def _is_to_be_read(self, row: Row) -> bool:
        """Ask whether a row is to be published where something in it, or in its sheet, says that
        it may not be; and say whether it is to be read meanwhile.
        """
        unsure = False
        for sign in self._signs:
            if sign.row not in (None, row.number):
                continue
            question = about_publishing(sign.kind, sign.words)
            answer = row.ask(self._answers, question)
            row.may_be_over = row.may_be_over or sign.kind == OLD_SHEET
            unsure = unsure or (answer is None and sign.kind in NOT_READ)
            if answer == LEAVE_OUT:
                row.why_not = "left out, as you said"
        if self._layout.asked:
            row.ask(self._answers, _about_columns(self._layout))
        return not (row.why_not or unsure)

    def _said(self, row: Row) -> Iterator[Said]:
        cells, fallen_apart = list(row.cells), -1
        if mended := realigned(self._layout, row.number):
            fallen_apart, cells = mended
        for index, column in enumerate(self._layout.columns):
            cell = cell_at(cells, index)
            if column is None or not text_of(cell) or column.kind in ("groups", "lasts"):
                continue
            heading = self._layout.heading(index)
            doubt = Unsure(_FELL_APART, text_of(cell)) if index == fallen_apart else None
            if column.way == _NOTE and heading != column.heading and kind_of(cell) in _BARE:
                cell = f"{heading} {text_of(cell)}"
            doubt = self._layout.sheet.doubts.get((row.number, index), doubt)
            if column.kind in _OF_A_YEAR and not doubt:
                said, cells[index] = self._read_day(row, index, cell, column)
            else:
                said = self.read(row, cell, column, heading, doubt)
            if (row.number, index) in self._marked and said.read is None:
                said = Said(column, heading, said.text, _ABOUT_PUBLISHING)
            yield said
        yield from self._lasts(row, cells)
        yield from self._sessions(row, cells)

    def _read_day(self, row: Row, index: int, cell: Cell, column: Column) -> tuple[Said, Cell]:
        """Read days, of which the month may come first; and return the cell with it in words."""
        heading, text = self._layout.heading(index), text_of(cell)
        if self._answers.given(row, heading, f"{heading}: {text}"):
            return self.read(row, cell, column, heading), cell
        try:
            meant = self._days.meant(row.number, index, cell)
        except Unsure as doubt:
            return self.read(row, cell, column, heading, doubt), cell
        answer: str | None = ""
        if meant is None:
            answer = row.ask(self._answers, self._days.question(index))
            meant = in_words(text, answer or MONTH_FIRST)
        if meant == text:
            return self.read(row, cell, column, heading), cell
        if answer is not None:
            row.settled[index] = meant
        return replace(self.read(row, meant, column, heading), text=text), meant

    def _lasts(self, row: Row, cells: Sequence[Cell]) -> Iterator[Said]:
        """Read how long a run lasts: a number, and perhaps a column for its unit."""
        found = [
            (index, text)
            for index, column in enumerate(self._layout.columns)
            if column == LASTS and (text := text_of(cell_at(cells, index)))
        ]
        if found:
            heading = ", ".join(self._layout.heading(index) for index, _ in found)
            yield self.read(row, " ".join(text for _, text in found), LASTS, heading)

    def _sessions(self, row: Row, cells: Sequence[Cell]) -> Iterator[Said]:
        """Read when people meet, which several columns may say together."""
        if (composed := meeting_in(self._layout, cells)) is None:
            return
        columns = [
            (index, column)
            for index, column in enumerate(self._layout.columns)
            if column and column.kind == "groups" and self._layout.text(row.number, index)
        ]
        headings = [self._layout.heading(index) for index, _ in columns]
        heading = ", ".join(headings) or self._sessions_column.heading
        doubts = self._layout.sheet.doubts
        doubt = next(
            (doubts[row.number, at] for at, _ in columns if (row.number, at) in doubts), None
        )
        if not composed.sure:
            doubt = Unsure(_NO_WEEKDAY, composed.text)
        said = self.read(row, composed.text, self._sessions_column, heading, doubt)
        if said.read and composed.said and not said.read.said:
            said = replace(said, read=replace(said.read, said=composed.said))
        yield said

    def read(
        self, row: Row, cell: Cell, column: Column, heading: str, doubt: Unsure | None = None
    ) -> Said:
        """Read one cell, or the answer that was given for it."""
        text = text_of(cell)
        name = f"{heading}: {text}"
        answer = self._answers.given(row, heading, name)
        if answer in CELL_IS_LEFT_OUT:
            return Said(column, heading, text, _LEFT_OUT)
        if answer and answer != OFFERED:
            return self._answered(Said(column, heading, text, None), answer)
        try:
            if doubt:
                raise doubt
            read = read_cell(cell, column, self._lists)
            if answer and self._answers.is_named(name):
                # What can be read is asked by the check alone, which offers to leave it out.
                return Said(column, heading, text, _LEFT_OUT)
            return Said(column, heading, text, read)
        except Unsure as unsure:
            # That people can join goes without saying, and what most rows say says no more.
            is_usual = column.way == _STATE and text == self._usual_state
            offer = unsure.offer or (LEAVE_CELL_OUT if is_usual else "")
            choices = unsure.choices or others_of(column, self._lists, offer)
            question = SheetQuestion(*(heading, name, str(unsure), offer, choices), matter=UNCLEAR)
            return self._asked(row, Said(column, heading, text, None, question=question))
        except NotUnderstood as error:
            return Said(column, heading, text, None, str(error))

    def _asked(self, row: Row, said: Said) -> Said:
        """Read the answer to the question of a cell, or else what is offered; what cannot be read
        is not offered.
        """
        assert said.question
        question = said.question
        try:
            offered = self._read_answer(said.column, question.offer) if question.offer else None
        except NotUnderstood:
            question, offered = replace(question, offer=""), None
        said = replace(said, question=question)
        if answer := row.answer_to(self._answers, question):
            return self._answered(said, answer)
        return replace(said, offered=offered)

    def _read_answer(self, column: Column, answer: str) -> Read:
        return _LEFT_OUT if answer in CELL_IS_LEFT_OUT else read_cell(answer, column, self._lists)

    def _answered(self, said: Said, answer: str) -> Said:
        try:
            read = self._read_answer(said.column, answer)
        except NotUnderstood as error:
            return replace(said, fault=f"Your answer is not understood: {error}", question=None)
        if said.text and said.column.kind not in _OF_A_YEAR:
            self._answers.lasts(f"{said.heading}: {said.text}", answer)
        if read is not _LEFT_OUT:
            read = replace(read, said=f"{read.said or answer}, as you said")
        return replace(said, read=read, question=None, is_answered=True)

    def _answered_besides(self, row: Row) -> Iterator[Said]:
        """Read what was answered for this row of columns that it says nothing of."""
        there = {said.heading for said in row.said} | {said.column.heading for said in row.said}
        for topic, answer in {**self._answers.for_row(row), **row.answers}.items():
            if topic in self._columns and topic not in there and answer != OFFERED:
                column = self._columns[topic]
                self._answers.given(row, topic, topic)
                yield self._answered(Said(column, topic, "", None), answer)


def _most_common(layout: Layout, way: Way) -> str:
    """Return what more rows say of a field than anything else, or "" where each says another."""
    at = [index for index, column in enumerate(layout.columns) if column and column.way == way]
    texts = [layout.text(number, index) for number, _ in layout.rows_below() for index in at]
    text, times = next(iter(Counter(filter(None, texts)).most_common(1)), ("", 0))
    return text if times > 1 else ""


def _about_columns(layout: Layout) -> SheetQuestion:
    """Ask whether the columns mean what they seem to hold; one by one in answers “Column …”."""
    said = "; ".join(f"“{heading}” is “{ours}”" for heading, ours in layout.asked.items())
    why = f"We are not sure of the columns, and would read them so: {said}. Is that right?"
    why += f" If not, say what a column is, as in “Column {next(iter(layout.asked))}”."
    name = f"{COLUMNS} of {layout.sheet.name}" if layout.one_of_several else COLUMNS
    return SheetQuestion(COLUMNS, name, why, OFFERED, is_closed=True)


def _answers_in(layout: Layout, number: int) -> dict[str, str]:
    """Return the answers that stand in the row itself, as in a copy that asks for them."""
    topics = {index: topic_of(heading) for index, heading in enumerate(layout.headings)}
    found = {topic: layout.text(number, index) for index, topic in topics.items() if topic}
    return {topic: answer for topic, answer in found.items() if answer}
