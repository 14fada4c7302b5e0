"""Tells which course each row of a sheet is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.files import ID, file_name
from catalogue.sheets.columns import FILE
from catalogue.sheets.questions import UNCLEAR, Answers, SheetQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.sheets.importing.rows import Row

_TITLE = ("title",)


class CourseNames:
    """Names courses by their file, by their title, or as the row above: for sure where a blank
    means “as above”, as in a sheet of ours.
    """

    def __init__(
        self, titles: Mapping[str, str], answers: Answers, *, blank_is_above: bool
    ) -> None:
        self._titles = dict(titles)
        self._answers = answers
        self._blank_is_above = blank_is_above
        self._above = ""

    def name(self, row: Row) -> None:
        """Set the name of the course of a row, or say why nobody can tell it."""
        texts = {said.column.way: said.text for said in row.said}
        file, title = texts.get(FILE.way, ""), texts.get(_TITLE, "")
        if file or title:
            self._above = self._by_file(row, file) if file else self._by_title(row, title)
            if self._above:
                self._titles.setdefault(self._above, title)
        elif not self._above:
            row.faults.append("There is no title, in this row or above it.")
        elif not self._blank_is_above:
            self._ask_for_title(row)
            return
        row.course = self._above

    def _ask_for_title(self, row: Row) -> None:
        above = self._titles[self._above]
        why = f"There is no title. Is it another time of “{above}”, from the row above?"
        question = SheetQuestion("Title", "Title", why, above, matter=UNCLEAR)
        title = row.ask(self._answers, question)
        row.course = self._by_title(row, title) if title else self._above

    def _by_file(self, row: Row, file: str) -> str:
        if ID.fullmatch(file):
            return file
        mend = "Use small letters, digits and single hyphens, or leave it empty for a new course."
        row.faults.append(f"“{file}” cannot be the name of a course's file. {mend}")
        return ""

    def _by_title(self, row: Row, title: str) -> str:
        known = [
            name for name, other in self._titles.items() if other.casefold() == title.casefold()
        ]
        if len(known) == 1:
            return known[0]
        file = file_name(title)
        if known:
            row.faults.append(
                f"There are {len(known)} courses called “{title}”: {', '.join(known)}. Write "
                f"which you mean in a column “{FILE.heading}”."
            )
        elif file in self._titles:
            row.faults.append(
                f"The file {file}.yaml is there already, for “{self._titles[file]}”. If it is the "
                f"same course, write {file} in a column “{FILE.heading}”; if not, change the title."
            )
        elif title.startswith(("=", "@")):
            row.faults.append(f"“{title}” is a formula. Write the title itself.")
        elif not file:
            row.faults.append(f"No name for a file can be made of the title “{title}”.")
        else:
            return file
        return ""
