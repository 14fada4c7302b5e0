"""Which sheets and columns are of people: learners, tutors, staff. They are not read, and nothing
here puts what they say into words.

A sheet of courses may name a tutor and say that it is for women. What its rows are tells it apart.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, Sheet, cell_at, text_of
from catalogue.sheets.opening.contents import kind_of
from catalogue.sheets.opening.headings import plain
from catalogue.sheets.questions import is_of_a_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.sheets.opening.layouts import Layout

_WHO = r"(?:learner|student|pupil|participant|delegate|attendee|applicant|client)s?"
_STAFF = r"(?:tutor|teacher|trainer|instructor|assessor|staff|employee|lecturer|volunteer)s?"
_OF_PERSON = re.compile(
    r"\b(?:dob|d o b|date of birth|birth ?da(?:y|te)s?|ni no|ni number|nino|national insurance|uln|"
    r"unique learner|dbs|next of kin|ethnic\w*|emergency (?:contact|phone|number)|passport|payroll|"
    r"job title|hourly rate|sort code|bank (?:account|details)|salary|medical|allerg\w*|"
    r"nationality|religion|"
    r"(?:home|personal|private) (?:address|post ?code|phone|tel\w*|mobile|number|e ?mail))\b"
)
"""What is said of a person and never of a course."""
_NAME = re.compile(
    rf"\b(?:surname|forenames?|first names?|last names?|family name|{_WHO} (?:full )?names?|"
    rf"names? of {_WHO}|{_WHO} (?:id|no|number|ref|reference))\b"
)
_OF_SOMEBODY = re.compile(
    rf"\b(?:{_WHO}|{_STAFF})(?: s)? (?:phone|mobile|tel\w*|e ?mail|contact|address|post ?code)\b|"
    rf"\b{_STAFF}(?: s)? (?:pay|rate|hourly rate|cost)\b"
)
_LIST_OF_NAMES = re.compile(rf"{_WHO}|{_WHO} enrolled|enrolled|register")
_BARE_NAME = re.compile(rf"(?:full )?name|{_STAFF}(?: name)?|{_WHO}(?: name)?|contact(?: name)?")
_ALSO = re.compile(
    r"gender|sex|age|pronouns|phone|mobile|telephone|tel|e ?mail(?: address)?|address"
)
_OF_COURSE = re.compile(
    r"\b(?:course|class|title|starts?|ends?|finish|first day|last day|dates?|days?|times?|venue|"
    r"where|price|cost|fees?|topics?|subject|level|who|sessions|website|event|location)\b"
)
_TEXT_OF_COURSE = re.compile(r"\b(?:description|summary|about|blurb|who|topics?|content)\b")
_NI = re.compile(r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.I)
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?[A-Z](?:\.|[\w'’-]+)(?: [A-Z]\.?)?(?: [A-Z][\w'’-]+){1,2}"
)
_NO_PERSON = re.compile(
    r"\b(?:library|centre|hall|school|college|church|house|hub|academy|club|room|barn|street|road|"
    r"course|class|club|beginners?|english|maths|level|workshop|group|for|and|the|online)\b",
    re.I,
)
_MARK = re.compile(r"[✓✔✗✘xpaln/]|present|absent|late", re.I)
_BORN = range(1925, 2013)
_TWO, _BORN_19 = 2, 40
"""A year in two digits, and from which on it is of the last century."""
_LOOKED_AT, _ROWS = 15, 200
_MOSTLY = 0.6
_SURELY = 3
"""Headings of a course that make a sheet one of courses, whatever its columns seem to hold."""
_MEETINGS = 4
"""Columns of marks that make a register."""


def is_of_people(sheet: Sheet) -> bool:
    """Whether the rows of a sheet are people, by its headings or by what stands below."""
    top = [list(map(plain, map(text_of, row))) for row in sheet.rows[:_LOOKED_AT]]
    # Below the headings, “Date of birth” may stand in the title of a course.
    heads = next((row for row in top if _of_course(row) + len(_of_people(row)) > 1), None)
    if any(map(_head_people, top if heads is None else [heads])):
        return True
    return (heads is None or _of_course(heads) < _SURELY) and _hold_people(sheet.rows[:_ROWS], top)


def personal_columns(layout: Layout) -> list[int]:
    """Return which columns of a sheet of courses are of people: only their headings may be told."""
    below = [cells for _, cells in layout.rows_below()]
    found = {
        index
        for index, heading in enumerate(layout.headings)
        if is_personal(heading, [cell_at(cells, index) for cells in below])
    }
    # Beside a date of birth, a column of which we know nothing may be of the same person.
    unknown = {
        index
        for index, heading in enumerate(layout.headings)
        if layout.columns[index] is None and not is_of_a_copy(heading)
    }
    return sorted(found | unknown if found else found)


def is_personal(heading: str, cells: Sequence[Cell]) -> bool:
    """Whether a column says of people what a sheet of courses has no need to say."""
    name = plain(heading)
    if _OF_PERSON.search(name) or _NAME.search(name) or _OF_SOMEBODY.search(name):
        return True
    if _LIST_OF_NAMES.fullmatch(name) and _share(cells, _is_list_of_people) >= _MOSTLY:
        return True
    born = not _OF_COURSE.search(name) and _share(cells, _is_birthday) >= _MOSTLY
    return born or _share(cells, _is_ni) >= _MOSTLY


def _head_people(headings: Sequence[str]) -> bool:
    """Whether headings are of a list of people: what is said of each is of a person, and what is
    said of a course is just which one.
    """
    personal = _of_people(headings)
    of_course = _of_course(headings)
    first = next(filter(None, headings), "")
    if personal and (of_course <= 2 or (_NAME.search(first) and first in personal)):
        return len(list(filter(None, headings))) > 1
    return len(personal) > 1 and not any(map(_TEXT_OF_COURSE.search, headings))


def _of_people(headings: Sequence[str]) -> list[str]:
    """Return the headings that are of people who are no tutors."""
    found = [name for name in headings if _OF_PERSON.search(name) or _NAME.search(name)]
    return [name for name in found if not re.search(rf"\b{_STAFF}\b", name)]


def _of_course(headings: Sequence[str]) -> int:
    """Count the headings that are of courses and of nobody."""
    return sum(
        bool(_OF_COURSE.search(name) and not _OF_PERSON.search(name) and not _NAME.search(name))
        for name in headings
        if len(name.split()) < 6
    )


def _hold_people(rows: Sequence[list[Cell]], top: Sequence[Sequence[str]]) -> bool:
    columns = [
        [cell_at(row, index) for row in rows] for index in range(max(map(len, rows), default=0))
    ]
    headings = [next(filter(None, column), "") for column in zip(*_as_wide(top), strict=True)]
    for heading, cells in zip(headings, columns, strict=False):
        is_of_course = bool(_OF_COURSE.search(heading))
        if not is_of_course and _share(cells, _is_birthday) >= _MOSTLY - 0.2:
            return True
        if _share(cells, _is_ni) >= _MOSTLY - 0.2:
            return True
    named = [
        index for index, cells in enumerate(columns) if _share(cells[1:], _is_person) > _MOSTLY
    ]
    marked = [cells for cells in columns if _share(cells[1:], _is_mark) >= _MOSTLY]
    bare = any(map(_BARE_NAME.fullmatch, headings)) and any(map(_ALSO.fullmatch, headings))
    is_course = any(map(_OF_COURSE.search, headings))
    in_mail = sum(map(_is_named_in_mail, rows)) * 2 > len(rows) - 1
    return bool(named) and ((bare and not is_course) or len(marked) >= _MEETINGS or in_mail)


def _as_wide(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    width = max(map(len, rows), default=0)
    yield from ([*row, *[""] * (width - len(row))] for row in rows)


def _share(cells: Iterable[Cell], holds: Callable[[Cell], bool]) -> float:
    said = [cell for cell in cells if text_of(cell)]
    return sum(map(holds, said)) / len(said) if said else 0


def _is_birthday(cell: Cell) -> bool:
    if isinstance(cell, date):
        return cell.year in _BORN
    if kind_of(cell) != "day":
        return False
    year = re.search(r"\d{4}|\d{2}$", text_of(cell))
    if year is None:
        return False
    number = int(year[0])
    if len(year[0]) == _TWO:
        # ’27 is the year of a course, and nobody's of birth who learns now.
        return number < _BORN.stop % 100 or number >= _BORN_19
    return number in _BORN


def _is_ni(cell: Cell) -> bool:
    return bool(_NI.fullmatch(text_of(cell)))


def _is_mark(cell: Cell) -> bool:
    return bool(_MARK.fullmatch(text_of(cell)))


def _is_person(cell: Cell) -> bool:
    text = text_of(cell)
    return bool(_PERSON.fullmatch(text)) and not _NO_PERSON.search(text)


def _is_list_of_people(cell: Cell) -> bool:
    return all(map(_is_person, re.split(r"\s*(?:[,;&\n]|\band\b)\s*", text_of(cell))))


def _is_named_in_mail(row: Sequence[Cell]) -> bool:
    """Whether an address of a row is that of somebody whose name is beside it."""
    texts = list(map(text_of, row))
    mails = [text.split("@")[0].casefold() for text in texts if kind_of(text) == "email"]
    words = [word for text in texts if _is_person(text) for word in text.casefold().split()]
    return any(mail == word or (len(word) > 2 and word in mail) for word in words for mail in mails)
