"""Need beside provision, by hand and as a law: nothing that is shared out is lost."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.places import METRES_A_MILE, metres_between
from catalogue.planning.catchments import RINGS, access, floating_catchments, weight_at
from catalogue.planning.distances import miles_between
from catalogue.planning.reach import KINDS, reach
from catalogue.records import Point
from tests.conftest import load

PYSAL = Path(__file__).resolve().parent / "pysal"
HOMES = ("a", "b", "c")
VENUES = ("x", "y")
PEOPLE = some.just(0.0) | some.floats(1, 5_000)
FIGURES = some.fixed_dictionaries(dict.fromkeys(HOMES, PEOPLE))
SUPPLY = some.fixed_dictionaries({venue: some.floats(0, 900) for venue in VENUES})
REACH = some.fixed_dictionaries({venue: some.floats(0, 3) for venue in VENUES})
MILES = some.fixed_dictionaries(dict.fromkeys(HOMES, REACH))


def test_two_neighbourhoods_and_two_places_by_hand() -> None:
    """x has 60 hours: a is 0.3 miles away (weight 1), b 0.8 (0.68). y has 22 for b, at 1.2 (0.22).

    x: 60 ÷ (100 × 1 + 50 × 0.68) = 60 ÷ 134. y: 22 ÷ (50 × 0.22) = 2.
    """
    miles = {"a": {"x": 0.3, "y": 2.0}, "b": {"x": 0.8, "y": 1.2}}
    found = floating_catchments({"a": 100, "b": 50}, {"x": 60, "y": 22}, miles)
    assert found["a"] == pytest.approx(60 / 134)
    assert found["b"] == pytest.approx(60 / 134 * 0.68 + 2 * 0.22)


def test_pysal_comes_to_the_same_to_six_digits() -> None:
    """PySAL's `access` has read the same people, hours and distances: tests/planning/pysal."""
    column = {name: _column(name) for name in ("people", "supply", "access")}
    miles: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows("miles"):
        miles[row["home"]][row["venue"]] = float(row["miles"])
    found = floating_catchments(column["people"], column["supply"], miles)
    theirs = {home: hours for home, hours in column["access"].items() if hours}
    assert len(theirs) > 200
    for home, hours in theirs.items():
        assert found[home] == pytest.approx(hours, rel=1e-6)
    assert not any(hours for home, hours in found.items() if home not in theirs)


def test_pysal_has_read_what_we_count() -> None:
    catalogue, _ = load()
    needs = catalogue.reference.needs
    assert needs is not None
    assert _column("people") == pytest.approx(needs.figures["low-skills"])
    shown = [row for row in access(catalogue).rows if row.measure == "low-skills"]
    theirs = _column("access")
    for row in shown:
        if row.level == "lsoa":
            assert row.hours_within_reach == pytest.approx(theirs.get(row.id) or 0, rel=1e-6)


def _column(name: str) -> dict[str, float]:
    """The figures of one file by its first column; PySAL leaves out where there are none."""
    return {first: float(figure or 0) for first, figure in (row.values() for row in _rows(name))}


def _rows(name: str) -> list[dict[str, str]]:
    with (PYSAL / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@given(FIGURES, SUPPLY, MILES)
def test_all_that_can_be_reached_is_shared_out(
    people: dict[str, float], supply: dict[str, float], miles: dict[str, dict[str, float]]
) -> None:
    found = floating_catchments(people, supply, miles)
    reached = sum(
        hours
        for venue, hours in supply.items()
        if any(people[home] * weight_at(miles[home][venue]) for home in HOMES)
    )
    assert sum(found[home] * people[home] for home in HOMES) == pytest.approx(reached)


@pytest.mark.parametrize(("edge", "weight"), RINGS)
def test_an_edge_belongs_to_its_ring(edge: float, weight: float) -> None:
    assert weight_at(edge) == weight
    assert weight_at(edge + 1e-9) < weight


def test_distances_are_those_of_the_map_to_half_a_per_cent() -> None:
    here, there = Point(53.4084, -2.9916), Point(53.3498, -2.8790)
    (miles,) = miles_between({"a": here}, {"b": there})["a"].values()
    assert miles * METRES_A_MILE == pytest.approx(metres_between(here, there), rel=0.005)
    assert miles_between({"a": here}, {"b": there}, 1.3)["a"]["b"] == pytest.approx(miles * 1.3)


def test_no_way_is_shorter_than_a_straight_line() -> None:
    with pytest.raises(ValueError, match="shorter than a straight line"):
        miles_between({}, {}, 0.9)


def test_the_whole_city_has_what_there_is() -> None:
    catalogue, _ = load()
    rows = [row for row in access(catalogue).rows if row.level == "ward"]
    for measure in ("residents", "little-english"):
        shared = sum(
            (row.people or 0) * row.hours_within_reach for row in rows if row.measure == measure
        )
        assert shared > 0


def test_what_is_known_of_larger_areas_is_shown_of_no_smaller_one() -> None:
    catalogue, _ = load()
    rows = [row for row in access(catalogue).rows if row.measure == "little-english"]
    assert {row.people for row in rows if row.level == "lsoa"} == {None}
    assert all(row.is_estimate for row in rows if row.level == "ward")


def test_a_longer_way_brings_fewer_people_near() -> None:
    catalogue, _ = load()
    straight, longer = reach(catalogue), reach(catalogue, 1.5)
    pairs = list(zip(straight.rows, longer.rows, strict=True))
    assert all(one.near >= other.near for one, other in pairs)
    assert {row.kind for row in straight.rows} == {kind.id for kind in KINDS}
    assert all(row.near + row.without == pytest.approx(row.people) for row in straight.rows)
