"""Values of a valid file become records with dates, times and money of the right kind."""

from __future__ import annotations

import dataclasses
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from catalogue import records
from catalogue.records import Course, Run, course_from, provider_from, venue_from
from tests.test_wording import WHOLE


def course(**changes: Any) -> Course:
    return course_from({**WHOLE["course"], **changes}, "a/file.yaml", "the-kiln/pottery")


def runs(*rows: dict[str, Any]) -> tuple[Run, ...]:
    return course(runs=list(rows)).runs


def test_a_course_with_every_field() -> None:
    made = course()
    assert (made.id, made.provider, made.file) == ("the-kiln/pottery", "the-kiln", "a/file.yaml")
    assert made.checked == date(2026, 11, 20)
    assert made.topics == ("esol",)
    assert made.cost.pounds == Decimal("48.00")
    assert made.qualification is not None
    assert made.qualification.number == "601/4550/1"
    assert made.join.phone == "0151 496 0123"
    assert made.support["creche"] in ("yes", "no", "ask")
    (run,) = made.runs
    assert (run.starts, run.apply_by) == (date(2027, 1, 12), date(2027, 1, 5))
    assert run.no_class_on == frozenset({date(2027, 1, 12)})
    assert (run.weekly[0].start, run.weekly[0].every_weeks) == (time(9, 30), 2)
    assert (run.own_time_hours, run.places) == (Decimal(20), 12)


def test_what_a_file_leaves_out_has_its_usual_value() -> None:
    least = {
        name: WHOLE["course"][name]
        for name in ["title", "summary", "description", "topics", "level", "who_for", "checked"]
    }
    made = course_from(
        {
            **least,
            "cost": {"kind": "ask"},
            "join": {"how": "Ask."},
            "runs": [{"starts": "2027-01-12"}],
        },
        "f",
        "a/b",
    )
    assert (made.audiences, made.taught_in, made.example) == (("everyone",), ("en",), False)
    [run] = made.runs
    assert run == Run(run.key, date(2027, 1, 12), date(2027, 1, 12))
    assert (made.runs[0].state, made.runs[0].delivery) == ("open", "in-person")


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ({}, date(2027, 1, 12)),
        ({"rolling": False}, date(2027, 1, 12)),
        ({"rolling": True}, None),
        ({"ends": "2027-03-23"}, date(2027, 3, 23)),
        ({"ends": "2027-03-23", "rolling": True}, date(2027, 3, 23)),
    ],
)
def test_only_a_rolling_run_can_lack_a_last_day(row: dict[str, Any], ends: date | None) -> None:
    (run,) = runs({"starts": "2027-01-12", **row})
    assert run.ends == ends


def test_id_of_a_run_is_its_key() -> None:
    (named, nameless) = runs({"starts": "2027-01-12", "id": "k7m2p"}, {"starts": "2027-01-12"})
    assert (named.id, named.key) == ("k7m2p", "k7m2p")
    assert nameless.id is None
    assert nameless.key not in ("", "k7m2p")


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [(48, "48.00"), (0, "0.00"), (Decimal("48.5"), "48.50"), (Decimal("0.29"), "0.29")],
)
def test_money_has_two_decimals(typed: Any, pounds: str) -> None:
    made = course(cost={"kind": "fee", "pounds": typed, "concession_pounds": typed})
    assert str(made.cost.pounds) == str(made.cost.concession_pounds) == pounds


def test_a_venue_and_a_provider_with_every_field() -> None:
    venue = venue_from(WHOLE["venue"], "f", "the-shed")
    assert venue.point == records.Point(53.39503, -2.97156)
    assert venue.closed_on == date(2025, 10, 2)
    assert venue.address.postcode == "L8 1XF"
    assert venue.sources[0].fields == ("website",)
    provider = provider_from(WHOLE["provider"], "f", "the-kiln")
    assert provider.address == venue.address
    assert provider.sources[0].origin.startswith("Accounts")


def test_weekdays_are_counted_as_python_counts_them() -> None:
    for number, day in enumerate(records.WEEKDAYS):
        weekly = records.Weekly(day, time(9), time(10))
        assert weekly.weekday == number
    assert date(2026, 11, 23).weekday() == records.WEEKDAYS.index("monday")


def test_every_record_is_frozen_and_slotted() -> None:
    kinds = [kind for kind in vars(records).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) >= 10
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[union-attr]
        assert "__slots__" in vars(kind), kind
