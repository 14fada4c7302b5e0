"""What money buys: by hand for a few grants, and that the pounds add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.catalogue import Catalogue
from catalogue.planning.funding import BadFunding, read_funding
from catalogue.planning.spending import SpendingRow, spending
from tests.builders import a_course, a_run, a_session, a_venue, records_of
from tests.conftest import load

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.planning.funding import Grant
    from catalogue.records import Course

LINE = "the-kiln,A fund,400,spring 2027,,\n"
TEN_WEEKS = a_run(
    starts=date(2027, 1, 12),
    ends=date(2027, 3, 16),
    weekly=(a_session("tuesday", "09:30", "11:30"),),
    places=10,
)


def grants(folder: Path, lines: str, catalogue: Catalogue) -> tuple[Grant, ...]:
    path = folder / "grants.csv"
    path.write_text(f"provider,fund,pounds,term,topics,areas\n{lines}", encoding="utf-8")
    return read_funding(path, folder / "project", catalogue)


def rows_of(folder: Path, lines: str, *courses: Course) -> dict[tuple[str, str], SpendingRow]:
    catalogue = Catalogue.of(records_of(*courses, a_venue()), frozenset())
    made = spending(catalogue, grants(folder, lines, catalogue))
    return {(row.by, row.id): row for row in made.rows}


def test_four_hundred_pounds_for_ten_mornings_of_two_hours(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, LINE, a_course(runs=(TEN_WEEKS,)))
    row = rows["all", "all"]
    assert (row.pounds, row.hours, row.pounds_an_hour) == (400, 20, 20)
    assert (row.learner_hours, row.pounds_a_learner_hour) == (200, 2)
    assert rows["topic", "crafts"] == replace(
        row, by="topic", id="crafts", name="Crafts and making"
    )


def test_pounds_are_spread_over_hours_and_an_hour_paid_for_twice_counts_once(
    tmp_path: Path,
) -> None:
    mondays = (a_session("monday", "09:30", "15:30"),)
    long = replace(TEN_WEEKS, starts=date(2027, 1, 11), weekly=mondays)
    courses = (
        a_course(runs=(TEN_WEEKS,)),
        a_course(
            id="the-kiln/maths", topics=("maths",), runs=(replace(long, starts=date(2027, 1, 11)),)
        ),
    )
    rows = rows_of(tmp_path, LINE + "the-kiln,Another,100,spring 2027,crafts,\n", *courses)
    assert rows["topic", "maths"].pounds == 300  # 60 of 80 hours
    assert rows["topic", "crafts"].pounds == 200  # the other 100, and the second fund's
    assert rows["topic", "crafts"].hours == 20
    assert rows["all", "all"].pounds == 500
    assert rows["fund", "Another"].pounds_an_hour == 5


def test_money_for_nothing_that_is_listed_stands_apart(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, "the-kiln,A fund,400,spring 2027,maths,\n", a_course(runs=(TEN_WEEKS,))
    )
    row = rows["topic", "nothing that is listed"]
    assert (row.pounds, row.hours, row.pounds_an_hour) == (400, 0, None)


def test_hours_without_places_have_no_learner_hours(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, LINE, a_course(runs=(replace(TEN_WEEKS, places=None),)))
    assert rows["all", "all"].pounds_a_learner_hour is None


def test_the_pounds_add_up_in_every_direction(tmp_path: Path) -> None:
    catalogue, _ = load()
    lines = "".join(
        f"{provider},Fund {number % 3},{1000 + number}.10,spring 2027,,\n"
        for number, provider in enumerate(catalogue.providers)
    )
    made = spending(catalogue, grants(tmp_path, lines, catalogue))
    whole = sum(1000.10 + number for number in range(len(catalogue.providers)))
    for by in ("all", "fund", "ward", "topic"):
        assert sum(row.pounds for row in made.rows if row.by == by) == pytest.approx(whole, abs=0.5)
        shares = sum(row.share_of_pounds or 0 for row in made.rows if row.by == by)
        assert shares == pytest.approx(1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody,A fund,1,spring 2027,,", "line 2: “nobody” is no provider"),
        ("stec,,1,spring 2027,,", "which fund"),
        ("stec,A fund,about 1000,spring 2027,,", "“about 1000” is no sum of pounds"),
        ("stec,A fund,-5,spring 2027,,", "no sum of pounds"),
        ("stec,A fund,1,winter 2027,,", "“winter 2027” is no term"),
        ("stec,A fund,1,spring,,", "“spring” is no term"),
        ("stec,A fund,1,spring 2027,maths and sums,", "none of our topics"),
        ("stec,A fund,1,spring 2027,,atlantis", "none of our areas"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadFunding, match=said):
        grants(tmp_path, f"{line}\n", load()[0])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no column"),
        (b"provider,pounds\nstec,1\n", "no column “fund” and “term”"),
        (b"provider,fund,pounds,term\nstec,\xff,1,spring 2027\n", "no text in UTF-8"),
    ],
)
def test_what_is_no_table_of_grants_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_bytes(content)
    with pytest.raises(BadFunding, match=said):
        read_funding(path, tmp_path / "project", load()[0])
