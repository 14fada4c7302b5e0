"""Signs that something in a sheet is not to be published: hidden, struck out, a comment, a word
such as DRAFT. Somebody meant something by it, so it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalogue.quoting import quoted
from catalogue.sheets.cells import NotUnderstood, text_of
from catalogue.sheets.opening.headings import plain
from catalogue.sheets.readers.dates import read_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.sheets.opening.layouts import Layout

_WORDS = {
    "cancelled": r"cancell?ed|called off|withdrawn|not (?:now )?running|not going ahead|no longer",
    "draft": r"drafts?|provisional|unconfirmed|not (?:yet )?confirmed|awaiting approval|pending",
    "not public": r"(?:do )?not (?:to be )?(?:publish|share|advertise|circulate|promote)\w*|"
    r"not for (?:publication|publishing|sharing|circulation|web|website)|internal (?:use )?only|"
    r"internal|staff only|confidential|embargo(?:ed)?|don['’]?t (?:publish|share|advertise)",
}
"""Words that say so, where they stand alone or apart from other words."""
_STRONG = {
    "cancelled": r"\b(?:not (?:now )?running|not going ahead|called off|(?:is|been) cancell?ed)\b",
    "not public": r"\b(?:(?:do )?not (?:to be )?(?:publish|share|advertise|circulate)\w*|"
    r"not for (?:publication|publishing|sharing|circulation)|don['’]?t (?:publish|share|advertise)|"
    r"internal (?:use )?only|staff only)\b",
}
"""Words that say so within a sentence as well."""
_APART = r"\A\W*(?:{0})\b\s*[-–—:*!)\]]|[-–—:*(\[]\s*(?:{0})\W*\Z|[(\[]\s*(?:{0})\s*[)\]]"
_SHOWN = re.compile(
    r"(?:is )?(?:publish(?:ed)?|public|live|advertised?|active)|"
    r"(?:(?:is )?show\w* )?(?:on )?web(?:site)?"
)
_NOT_SHOWN = re.compile(
    r"(?:is )?(?:hidden|hide(?: from .*)?|private|internal|drafts?|cancell?ed|archived?)"
)
_NOTES = re.compile(r"notes?|comments?|remarks?|internal.*|status|state|availability|to do|")
_OLD = re.compile(
    r"\bold\W*\Z|[(\[]old[)\]]|\bold (?:version|list|courses|sheet)\b|\barchived?\b", re.I
)
_SEASONS = {"spring": 4, "easter": 4, "summer": 8, "autumn": 12, "winter": 12}
_YEAR = re.compile(r"(?<!\d)(?:20)(\d{2})(?:\s*[-/–]\s*(?:20)?(\d{2}))?(?!\d)")
_SHORT_YEAR = re.compile(
    rf"\b({'|'.join(_SEASONS)})(?: term)?\W*(?:20)?(\d{{2}})(?:\s*[-/–]\s*(?:20)?(\d{{2}}))?\b",
    re.I,
)
_A_SLIP = 3
"""Years ago, and rows: a single day that long ago is a year typed wrongly, and asked as such."""
OLD_SHEET = "old sheet"
NOT_READ = frozenset(("hidden sheet", OLD_SHEET))
"""Signs of sheets in which nothing is read before somebody says so."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign. `row` is None where it is of the whole sheet, `kind` names it for ever, and `words`
    ask about it. `column` is that of the cell which says no more than the sign, if one does.
    """

    row: int | None
    kind: str
    words: str
    column: int | None = None


def signs_in(layout: Layout, today: date) -> list[Sign]:
    """Return every sign, those of the whole sheet first."""
    signs = [Sign(None, kind, words) for kind, words in _of_sheet(layout, today)]
    comments: dict[int, list[str]] = {}
    for (row, _), comment in sorted(layout.sheet.comments.items()):
        comments.setdefault(row, []).append(comment)
    for number, _ in layout.rows_below():
        found = _of_row(layout, number, comments.get(number, ()))
        signs += [Sign(number, *sign) for sign in found]
    return signs


def _of_sheet(layout: Layout, today: date) -> Iterator[tuple[str, str]]:
    sheet = layout.sheet
    if sheet.is_hidden:
        yield "hidden sheet", f"The sheet {quoted(sheet.name)} is hidden. Is it to be published?"
    for column in sorted(sheet.hidden_columns):
        heading = layout.heading(column - 1)
        if column <= len(layout.columns) and layout.columns[column - 1]:
            yield "hidden column", f"The column {quoted(heading)} is hidden. May it be published?"
    above = [text for _, cells in layout.rows_above() for text in map(text_of, cells) if text]
    for text in dict.fromkeys((sheet.name, *above, sheet.file)):
        if kind := _kind(re.sub(r"[_.]+", " ", text), is_title=False):
            yield kind, f"Your sheet is marked {quoted(text)}. Is it to be published all the same?"
            break
    heads = range(1 if layout.upper is None else 2)
    for (row, column), comment in sheet.comments.items():
        # Our own template explains each heading in a comment that begins with it.
        if row in [layout.header + 1 - up for up in heads] and not comment.startswith(
            layout.heading(column - 1)
        ):
            yield (
                "comment",
                f"A comment at the headings says {_whole(comment)}. Is all to be published?",
            )
    if why := _old(layout, today):
        yield OLD_SHEET, f"{why} Is anything of it still to be published?"


def _of_row(
    layout: Layout, number: int, comments: Iterable[str]
) -> Iterator[tuple[str, str, int | None]]:
    sheet, cells = layout.sheet, layout.sheet.rows[number - 1]
    said = [index for index, cell in enumerate(cells) if text_of(cell)]
    if not said:
        return
    if number in sheet.hidden_rows:
        yield "hidden row", "This row is hidden in your sheet. Is the course to be published?", None
    title = layout.index_of("title")
    struck = [index for index in said if (number, index + 1) in sheet.struck_out]
    if title in struck or len(struck) * 2 > len(said):
        yield (
            "struck out",
            "This row is struck out in your sheet. Is the course to be published?",
            None,
        )
    elif struck:
        what = ", ".join(quoted(layout.heading(index)) for index in struck)
        yield "struck out", f"What stands under {what} is struck out. Is it to be published?", None
    for comment in filter(None, comments):
        ask = "Is the course to be published as it is?"
        yield "comment", f"A comment here says {_whole(comment)}. {ask}", None
    for index in said:
        if kind := _of_cell(layout, number, index):
            text, heading = layout.text(number, index), layout.heading(index)
            under = (
                f"{quoted(heading)} says {quoted(text)}" if heading else f"It says {quoted(text)}"
            )
            yield kind, f"{under}. Is the course to be published?", index


def _of_cell(layout: Layout, number: int, index: int) -> str:
    """Return which sign a cell is, or ""."""
    text, heading = layout.text(number, index), layout.heading(index)
    column = layout.columns[index] if index < len(layout.columns) else None
    if column is not None and column.heading == heading.rstrip("* ") == "State":
        # Our own column, in which a run that is cancelled is said to be.
        return "" if re.search(_WORDS["cancelled"], text, re.I) else _kind(text, is_title=False)
    if column is not None and column.way == ("title",):
        return _kind(text, is_title=True)
    name = plain(heading)
    if column is None or column.way in (("runs", "state"), ("runs", "note")):
        answer = text.casefold()
        if _SHOWN.fullmatch(name) and answer in ("no", "n", "false", "0", "hidden", "hide"):
            return "not public"
        if _NOT_SHOWN.fullmatch(name) and answer in ("yes", "y", "true", "1", "✓", "✔", "x"):
            return "cancelled" if name.endswith("ed") and "cancel" in name else "not public"
        if _NOTES.fullmatch(name):
            return _kind(text, is_title=False)
    if (column is None or heading in layout.asked) and (kind := _strong(text)):
        return kind
    alone = (
        kind for kind, words in _WORDS.items() if re.fullmatch(rf"\W*(?:{words})\W*", text, re.I)
    )
    return next(alone, "")


def _kind(text: str, *, is_title: bool) -> str:
    """Return which sign a text has: words for it that stand apart, in capitals among small letters,
    or as a sentence that can mean nothing else.
    """
    if strong := _strong(text):
        return strong
    for kind, words in _WORDS.items():
        # In a note or the name of a sheet there is no other use for such a word.
        way = _APART.format(words) if is_title else rf"\b(?:{words})\b"
        if re.search(way, text, re.I) or re.fullmatch(rf"\W*(?:{words})\W*", text, re.I):
            return kind
        capitals = re.findall(r"\b[A-Z][A-Z ]{3,}\b", text) if not text.isupper() else ()
        if any(re.search(rf"\b(?:{words})\b", one, re.I) for one in capitals):
            return kind
    return ""


def _strong(text: str) -> str:
    """Return which sign a text is in whatever column it stands, or ""."""
    return next((kind for kind, words in _STRONG.items() if re.search(words, text, re.I)), "")


def _whole(text: str) -> str:
    """Quote a text in one line: what somebody has written beside a course is shown whole."""
    return f"“{' '.join(text.split())}”"


def _old(layout: Layout, today: date) -> str:
    """Say why a sheet is one of a time that is over, or ""."""
    days = list(_days(layout, "starts"))
    ends = list(_days(layout, "ends"))
    if days and max(days + ends) >= today:
        return ""
    name = layout.sheet.name
    for called in (name, layout.sheet.file.rpartition(".")[0].replace("_", " ")):
        if _OLD.search(called):
            return f"{quoted(called)} says that it is old."
        if (over := _over_by_name(called)) and over < today:
            return f"{quoted(called)} is of a time that is over."
    rolling = layout.index_of("runs", "rolling")
    if any(layout.text(number, rolling) for number, _ in layout.rows_below()):
        return ""  # people can still join what began long ago
    slip = len(days) < _A_SLIP and days and max(days).year < today.year - _A_SLIP
    if days and not slip:
        return f"All the days in the sheet {quoted(name)} are past."
    return ""


def _days(layout: Layout, name: str) -> Iterator[date]:
    index = layout.index_of("runs", name)
    for _, cells in layout.rows_below():
        cell = cells[index] if index is not None and index < len(cells) else None
        if text_of(cell):
            try:
                yield read_day(cell)
            except NotUnderstood:
                continue


def _over_by_name(name: str) -> date | None:
    """Return the day on which the year or the term is over that a sheet is called after."""
    if found := _SHORT_YEAR.search(name):
        month, year = _SEASONS[found[1].casefold()], 2000 + int(found[2])
        return date(year, month, 30)
    if found := _YEAR.search(name):
        year = 2000 + int(found[1])
        of_two = found[2] is not None and int(found[2]) == int(found[1]) + 1
        return date(year + 1, 8, 31) if of_two else date(year, 12, 31)
    return None
