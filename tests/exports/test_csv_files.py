"""The tables: Python's own reader finds in them what partners wrote, and what their description
says.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.exports import csv_files
from catalogue.records import Cost
from catalogue.sheets.cells import unguarded
from tests.builders import a_course, a_run, a_session
from tests.conftest import load
from tests.exports.open_data import HARD, catalogue_of, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.catalogue import Catalogue
    from catalogue.records import Run

KINDS: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "boolean": lambda text: text in ("true", "false"),
    "integer": str.isdecimal,
    "decimal": lambda text: Decimal(text) >= 0,
    "double": lambda text: isinstance(float(text), float),
    "date": lambda text: bool(date.fromisoformat(text)),
    "anyURI": lambda text: text.startswith("https://"),
}
"""What a cell of a kind of CSVW may be."""


def tables_of(catalogue: Catalogue) -> dict[str, list[dict[str, str]]]:
    """The rows of each table, every cell of the kind that its column is said to have."""
    files, tables = written(csv_files, catalogue), {}
    for name in ("courses", "runs"):
        text = files[f"data/{name}.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(StringIO(text, newline="")))
        described: dict[str, Any] = json.loads(files[f"data/{name}.csv-metadata.json"])
        assert described["url"].endswith(f"/data/{name}.csv")
        columns = described["tableSchema"]["columns"]
        heading = next(csv.reader(StringIO(text, newline="")))
        assert heading == [column["name"] for column in columns]
        assert all(column["dc:description"] for column in columns)
        for column in columns:
            for row in rows:
                cell = row[column["name"]]
                assert cell or not column["required"]
                assert not cell or KINDS[column["datatype"]](cell), (column, cell)
        keys = [row[described["tableSchema"]["primaryKey"]] for row in rows]
        assert len(set(keys)) == len(keys)
        tables[name] = rows
    return tables


def test_a_whole_catalogue_has_a_row_for_each_course_and_each_run() -> None:
    catalogue, _ = load()
    tables = tables_of(catalogue)
    assert len(tables["courses"]) == len(catalogue.courses)
    runs = sum(len(course.runs) for course in catalogue.courses.values())
    assert len(tables["runs"]) == runs
    assert {row["course"] for row in tables["runs"]} == {row["id"] for row in tables["courses"]}
    assert min(float(row["longitude"]) for row in tables["runs"] if row["longitude"]) < -2


def test_what_comes_back_is_what_went_in() -> None:
    run = a_run(weekly=(a_session(), a_session("friday", every=2)), places=12)
    course = a_course(cost=Cost("fee", pounds=Decimal("12.50")), runs=(run,), example=False)
    [row] = tables_of(catalogue_of(course))["runs"]
    assert (row["title"], row["pounds"], row["places"]) == (course.title, "12.50", "12")
    assert row["meets"] == "tuesday 09:30-11:30;friday 09:30-11:30/2"
    assert (row["starts"], row["ends"], row["postcode"]) == ("2027-01-12", "2027-03-23", "L8 1XF")


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    [row] = tables_of(catalogue_of(a_course(summary=text, example=False)))["courses"]
    assert not row["summary"].startswith(("=", "+", "-", "@", "\t", "\r"))
    readable = re.sub(r"\r\n?", "\n", text.encode(errors="replace").decode())
    assert unguarded(row["summary"]).split() == readable.split()


@pytest.mark.parametrize(
    "run", [a_run(venue=None, delivery="online", weekly=()), a_run(ends=None, rolling=True)]
)
def test_what_is_not_known_is_an_empty_cell(run: Run) -> None:
    course = replace(a_course(), runs=(run,), cost=Cost("ask"))
    [row] = tables_of(catalogue_of(course))["runs"]
    assert (row["pounds"], row["places"], row["apply_by"]) == ("", "", "")
    assert bool(row["venue"]) == bool(run.venue)
    assert bool(row["ends"]) == bool(run.ends)
