"""This term beside the last and the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.provision import provision_in
from catalogue.planning.table import PlanningTable, says
from catalogue.planning.windows import term_at, term_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.provision import ProvisionRow
    from catalogue.planning.snapshots import Snapshot
    from catalogue.planning.windows import Window


@dataclass(frozen=True, slots=True)
class TermsRow:
    """Courses and hours under one value, in three terms. A term of which nothing is known is empty,
    and so is the difference.
    """

    by: str = says("Counted by")
    id: str = says("Id")
    name: str = says("Name")
    courses_before_last: int | None = says("Courses, term before last", "courses")
    courses_last: int | None = says("Courses, last term", "courses")
    courses_now: int = says("Courses, this term", "courses")
    hours_before_last: float | None = says("Hours, term before last", "hours")
    hours_last: float | None = says("Hours, last term", "hours")
    hours_now: float = says("Hours, this term", "hours")
    more_hours: float | None = says("More hours than last term", "hours")


def terms_before(catalogue: Catalogue) -> tuple[Window, Window]:
    """Return the last term and the one before."""
    last = term_before(term_at(catalogue.today, "this-term"), "last-term")
    return last, term_before(last, "term-before-last")


def change(catalogue: Catalogue, earlier: Sequence[Snapshot]) -> PlanningTable[TermsRow]:
    """Return what changed since the last two terms, as far as anything is known of them."""
    this = term_at(catalogue.today, "this-term")
    last, before = terms_before(catalogue)
    now = _by_key(provision_in(catalogue, [this]))
    then = [_known_of(term, earlier) for term in (last, before)]
    keys = sorted({key for rows in (now, *then) for key in rows or ()})
    rows = tuple(_row(key, now, *then) for key in keys)
    unknown = [term.name for term, known in zip((last, before), then, strict=True) if known is None]
    notes = [
        f"This term is {this.name}; before it were {last.name} and {before.name}, as each was "
        "known at its end. Dated hours, by the clock.",
        *(f"Nothing is known of {name}: there is no history and no snapshot." for name in unknown),
    ]
    return PlanningTable("change", "What has changed", TermsRow, rows, tuple(notes))


_Rows = dict[tuple[str, str], "ProvisionRow"]


def _by_key(rows: Sequence[ProvisionRow]) -> _Rows:
    return {(row.by, row.id): row for row in rows}


def _known_of(term: Window, earlier: Sequence[Snapshot]) -> _Rows | None:
    """Return the rows of the latest that is known of a term."""
    known = [one for one in earlier if one.term.first == term.first]
    return _by_key(max(known, key=lambda one: one.taken).rows) if known else None


def _row(
    key: tuple[str, str],
    now: Mapping[tuple[str, str], ProvisionRow],
    last: _Rows | None,
    before: _Rows | None,
) -> TermsRow:
    named = next(
        row for row in (now.get(key), (last or {}).get(key), (before or {}).get(key)) if row
    )
    courses = [_figure(rows, key, "courses") for rows in (before, last)]
    hours = [_figure(rows, key, "hours") for rows in (before, last)]
    here = now.get(key)
    hours_now = here.hours if here else 0.0
    return TermsRow(
        by=named.by,
        id=named.id,
        name=named.name,
        courses_before_last=None if courses[0] is None else int(courses[0]),
        courses_last=None if courses[1] is None else int(courses[1]),
        courses_now=here.courses if here else 0,
        hours_before_last=hours[0],
        hours_last=hours[1],
        hours_now=hours_now,
        more_hours=None if hours[1] is None else hours_now - hours[1],
    )


def _figure(rows: _Rows | None, key: tuple[str, str], name: str) -> float | None:
    """Return a figure: 0 where a term is known and had none of it, None where it is not known."""
    if rows is None:
        return None
    return float(getattr(rows[key], name)) if key in rows else 0.0
