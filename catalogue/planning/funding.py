"""What partners say in private of their money: a table that is read and never kept.

One line a grant: provider, fund, pounds, term, and, where it is not for all they teach, topics and
areas, with semicolons between. It lies outside the project, so that it cannot be published by
mistake.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from catalogue.planning.windows import Window, term_called
from catalogue.quoting import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue

COLUMNS = ("provider", "fund", "pounds", "term", "topics", "areas")
NEEDED = COLUMNS[:4]
EXAMPLE = """\
provider,fund,pounds,term,topics,areas
wea,An invented fund,12000,spring 2027,,
stec,An invented fund,"4,500.00",spring 2027,work-skills,toxteth
blackburne-house,An invented grant,9000,autumn 2026,esol;english,
"""
"""Invented figures, to show how the table is written."""
_POUNDS = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_MOST_TOLD = 20


class BadFunding(Exception):
    """The table cannot be used: one sentence a line that is wrong, with its number."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Money for what a provider teaches in a term: on some topics, in some areas, or all of it."""

    provider: str
    fund: str
    pounds: Decimal
    term: Window
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def read_funding(path: Path, root: Path, catalogue: Catalogue) -> tuple[Grant, ...]:
    """Read a table. Raises BadFunding, where it lies in the project too, and OSError."""
    if path.resolve().is_relative_to(root.resolve()):
        raise BadFunding(
            f"{path} lies in the project, where it could be published by mistake. Keep it "
            "elsewhere."
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFunding(f"{path} is no text in UTF-8. Save it as “CSV UTF-8”.") from None
    rows = list(csv.DictReader(StringIO(text), restkey="more", restval=""))
    names = set(rows[0]) if rows else set()
    if missing := [name for name in NEEDED if name not in names]:
        raise BadFunding(
            f"{path} has no column {listed([quoted(name) for name in missing], 'and')} in its "
            f"first line, or no line below it. Its columns are {', '.join(COLUMNS)}."
        )
    grants, wrong = [], []
    for line, row in enumerate(rows, 2):
        cells = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        if said := list(_wrong_in(cells, catalogue)):
            wrong += [f"{path.name}, line {line}: {what}" for what in said]
        else:
            grants.append(_grant(cells))
    if wrong:
        more = [f"There are {len(wrong) - _MOST_TOLD} more."] if len(wrong) > _MOST_TOLD else []
        raise BadFunding("\n".join([*wrong[:_MOST_TOLD], *more]))
    return tuple(grants)


def _wrong_in(cells: Mapping[str, str], catalogue: Catalogue) -> Iterator[str]:
    if cells["provider"] not in catalogue.providers:
        yield (
            f"{quoted(cells['provider'])} is no provider. Write it as its file in providers/ is "
            "called."
        )
    if not cells["fund"]:
        yield "It does not say which fund the money is from."
    if not _POUNDS.fullmatch(cells["pounds"]):
        yield f"{quoted(cells['pounds'])} is no sum of pounds. Write it as 1200 or 1,200.50."
    if term_called(cells["term"]) is None:
        yield (
            f"{quoted(cells['term'])} is no term. Write spring, summer or autumn and the year, "
            "such as “spring 2027”."
        )
    for name in ("topics", "areas"):
        terms = catalogue.vocabularies[name].terms
        for word in _words(cells[name]):
            if word not in terms:
                yield (
                    f"{quoted(word)} is none of our {name}: docs/fields.md lists them. Put a "
                    "semicolon between two."
                )


def _grant(cells: Mapping[str, str]) -> Grant:
    term = term_called(cells["term"])
    if term is None:  # pragma: no cover - asked for before
        raise ValueError(cells["term"])
    return Grant(
        provider=cells["provider"],
        fund=cells["fund"],
        pounds=Decimal(cells["pounds"].lstrip("£").replace(",", "")),
        term=term,
        topics=_words(cells["topics"]),
        areas=_words(cells["areas"]),
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for part in cell.split(";") if (word := part.strip()))
