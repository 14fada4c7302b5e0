"""Which columns of a sheet are which of ours: by the names of their headings, then by what they
hold, which is only an offer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.sheets.cells import Cell, NotUnderstood, cell_at, text_of
from catalogue.sheets.opening.contents import contradicts, fits, kind_of_column
from catalogue.sheets.opening.families import of_family
from catalogue.sheets.opening.headings import ASKED, SURE, TOLD, UNKNOWN, Headings, Meaning
from catalogue.sheets.opening.people import is_personal
from catalogue.sheets.readers.dates import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.problems import Way
    from catalogue.sheets.columns import Column

_JOINED = ("groups", "lasts")
"""Kinds that several columns may say together: a day and its times, a number and its unit."""
_OFFERED = {
    "day": (("runs", "starts"), ("runs", "ends")),
    "moment": (("runs", "starts"), ("runs", "ends")),
    "weekday": (("runs", "sessions"),),
    "meeting": (("runs", "sessions"),),
    "time": (("runs", "sessions"),),
    "span": (("runs", "sessions"),),
    "price": (("cost",),),
    "phone": (("join", "phone"),),
    "email": (("join", "email"),),
    "link": (("join", "url"),),
    "place": (("runs", "venue"),),
    "line": (("title",), ("description",)),
    "text": (("description",),),
}
"""What a column may be that holds such cells, where no other is."""
_STARTS = ("runs", "starts")
_WEEKDAYS, _NUMBERS = ("weekday", "meeting"), ("number", "length")
_A_SENTENCE = 4
_ENOUGH = 2
"""Headings known by their names that make a sheet one of courses."""


@dataclass(slots=True)
class Match:
    """The column of ours for each column of a sheet, how sure that is, and what it holds."""

    columns: list[Column | None]
    certainty: list[int]
    holds: list[str]

    def found(self, headings: Sequence[str]) -> Iterator[tuple[str, Column | None, bool, bool]]:
        """Yield each heading, what it is, whether that is to be asked, and whether it is sure."""
        for heading, column, how in zip(headings, self.columns, self.certainty, strict=True):
            if heading:
                yield heading, column, how == ASKED, how >= SURE


def matched(
    headings: Sequence[str],
    rows: Sequence[list[Cell]],
    names: Headings,
    places: frozenset[str],
) -> Match | None:
    """Return what the columns of a sheet are, or None where they are hardly those of courses."""
    cells = [[cell_at(row, index) for row in rows] for index in range(len(headings))]
    holds = [kind_of_column(column, places) for column in cells]
    family = of_family(headings)
    meanings = [
        Meaning(certainty=TOLD) if is_personal(heading, column) else names.meaning(heading, family)
        for heading, column in zip(headings, cells, strict=True)
    ]
    number = len(headings)
    match = Match([None] * number, [UNKNOWN] * number, holds)
    # Where each heading is known for sure, a cell that says something else is a slip, and so it is
    # where there is but one row; it is told as such.
    all_sure = all(one.certainty >= SURE for one in meanings if one.certainty)
    for index, how, column in _by_name(meanings, match, doubting=len(rows) > 1 and not all_sure):
        match.columns[index], match.certainty[index] = column, how
    named = sum(column is not None and how > UNKNOWN for column, how in _both(match))
    _offer(headings, cells, match, names)
    ways = {column.way for column in match.columns if column}
    is_one = bool(ways & {("title",), ("file",)})
    when = ways & {("runs", "starts"), ("runs", "sessions")}
    if (named >= _ENOUGH and (is_one or named > 2 * _ENOUGH)) or (is_one and when):
        return match
    return None


def _both(match: Match) -> Iterator[tuple[Column | None, int]]:
    yield from zip(match.columns, match.certainty, strict=True)


def _by_name(
    meanings: Sequence[Meaning], match: Match, *, doubting: bool
) -> Iterator[tuple[int, int, Column | None]]:
    """Yield what each column is by its name, the surest first, so that those give way to it that
    are less sure, or that have a name which is less likely.
    """
    chosen = []
    for index, meaning in enumerate(meanings):
        how, (column, rank) = _chosen(meaning, match.holds[index], doubting=doubting)
        chosen.append((-how, rank, index, column))
    taken: set[Column] = set()
    for how, _, index, column in sorted(chosen, key=lambda one: one[:3]):
        if column is not None and column in taken and column.kind not in _JOINED:
            others = [one for one, _ in meanings[index].columns if one not in taken]
            fitting = [one for one in others if one and fits(one, match.holds[index])]
            column = fitting[0] if fitting else None
            how = how if column or how <= -SURE else UNKNOWN
        if column is not None:
            taken.add(column)
        yield index, -how, column


def _chosen(
    meaning: Meaning, kind: str, *, doubting: bool
) -> tuple[int, tuple[Column | None, int]]:
    """Return which of the columns that a heading may mean is what its column holds."""
    nothing = (None, 0)
    if not meaning.columns or meaning.certainty == TOLD:
        return meaning.certainty, next(iter(meaning.columns), nothing)
    fitting = [one for one in meaning.columns if one[0] is None or fits(one[0], kind)]
    if fitting:
        return meaning.certainty, fitting[0]
    possible = [one for one in meaning.columns if one[0] and not contradicts(one[0], kind)]
    if possible and doubting and meaning.certainty == SURE and kind in _NUMBERS:
        return ASKED, nothing  # “Sessions” may be how many there are
    if possible:
        unclear = len(meaning.columns) > 1 and kind not in ("", "mixed")
        return min(meaning.certainty, ASKED if unclear else SURE), possible[0]
    if doubting:
        return ASKED if meaning.certainty == SURE else UNKNOWN, nothing
    return meaning.certainty, meaning.columns[0]


def _offer(
    headings: Sequence[str], cells: Sequence[list[Cell]], match: Match, names: Headings
) -> None:
    """Offer what a column may be by what it holds, where no other says what a course needs."""
    for index, heading in enumerate(headings):
        if not heading or match.columns[index] or match.certainty[index] not in (UNKNOWN, ASKED):
            continue
        for way in _OFFERED.get(match.holds[index], ()):
            column = names.at(way)
            if _is_said(way, match):
                continue
            if way == ("title",) and not _is_title(cells[index]):
                continue
            if way == ("description",) and not _is_prose(cells[index]):
                continue
            if way == ("runs", "ends") and not _is_after(cells[index], cells, match):
                continue
            match.columns[index], match.certainty[index] = column, ASKED
            break


def _is_said(way: Way, match: Match) -> bool:
    """Whether a column says it already: each way to join is one, and each part of a cost. Columns
    of times do not say the weekday.
    """
    if way == ("runs", "sessions"):
        found = zip(match.columns, match.holds, strict=True)
        return any(one and one.way == way and kind in _WEEKDAYS for one, kind in found)
    parts = way[0] in ("join", "cost")
    return any(
        one and (one.way == way or (parts and one.way[0] == way[0])) for one in match.columns
    )


def _is_after(ends: Sequence[Cell], cells: Sequence[list[Cell]], match: Match) -> bool:
    """Whether no day of a column comes before the first day."""
    starts = [index for index, one in enumerate(match.columns) if one and one.way == _STARTS]
    days = zip(cells[starts[0]], ends, strict=True) if starts else ()
    try:
        return all(read_day(first) <= read_day(last) for first, last in days if first and last)
    except NotUnderstood:
        return False


def _is_title(cells: Sequence[Cell]) -> bool:
    """Whether a column can have titles: nearly each is another, and they are not just a letter."""
    texts = [text for cell in cells if (text := text_of(cell))]
    return len(set(texts)) * 2 > len(texts) and sum(map(len, texts)) > 4 * len(texts)


def _is_prose(cells: Sequence[Cell]) -> bool:
    """Whether a column can have descriptions: most cells are sentences, or near it."""
    words = [len(text.split()) for cell in cells if (text := text_of(cell))]
    return sum(number > _A_SENTENCE for number in words) * 2 > len(words)
