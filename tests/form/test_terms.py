"""What partners do from term to term, as pure functions of a course's values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.form.conftest import Modules

TODAY = "2026-11-24"
RUN = {
    "venue": "the-shed",
    "starts": "2027-01-12",
    "ends": "2027-03-23",
    "sessions": [{"day": "tuesday", "from": "09:30", "to": "11:30"}],
    "no_class_on": ["2027-02-16"],
    "places": 12,
    "state": "full",
    "apply_by": "2027-01-05",
    "note": "In the room upstairs.",
    "id": "k7m2p",
}
COURSE = {"title": "Pottery", "runs": [RUN], "checked": "2026-09-01"}


def copied(modules: Modules, run: dict[str, Any], first: str) -> Any:
    """What copying a run to a first day gives."""
    return modules.run(
        "terms.js",
        "(terms, [values, first, today]) => terms.copyToNextTerm(values, 0, first, today)",
        [{**COURSE, "runs": [run]}, first, TODAY],
    )


@pytest.mark.parametrize(
    ("first", "starts"),
    [
        ("2027-04-20", "2027-04-20"),
        ("2027-04-18", "2027-04-20"),
        ("2027-04-21", "2027-04-27"),
        ("2027-01-12", "2027-01-12"),
        ("2026-12-01", "2026-12-01"),
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_dates_of_a_copy_move_by_whole_weeks(modules: Modules, first: str, starts: str) -> None:
    run = copied(modules, RUN, first)["run"]
    assert run["starts"] == starts
    moved = date.fromisoformat(starts) - date.fromisoformat(RUN["starts"])  # type: ignore[arg-type]
    assert moved % timedelta(weeks=1) == timedelta()
    for name in ("ends", "apply_by"):
        assert date.fromisoformat(run[name]) - date.fromisoformat(RUN[name]) == moved  # type: ignore[arg-type]


def test_copy_leaves_out_what_belongs_to_its_term_and_says_so(modules: Modules) -> None:
    made = copied(modules, RUN, "2027-04-20")
    assert "state" not in made["run"]
    assert "no_class_on" not in made["run"]
    assert made["leftOut"] == ["2027-02-16"]
    assert made["run"]["note"] == RUN["note"]
    assert "id" not in made["run"]
    assert made["values"]["runs"] == [RUN, made["run"]]
    assert made["values"]["checked"] == TODAY


def test_run_of_one_day_and_one_without_an_end_are_copied_as_such(modules: Modules) -> None:
    one_day = {"venue": "the-shed", "starts": "2027-01-12"}
    assert copied(modules, one_day, "2027-02-01")["run"] == {**one_day, "starts": "2027-02-02"}
    rolling = {**one_day, "rolling": True}
    assert copied(modules, rolling, "2027-02-01")["run"] == {**rolling, "starts": "2027-02-02"}


def test_clocks_going_forward_do_not_move_a_day(modules: Modules) -> None:
    sunday = {"starts": "2027-03-21", "ends": "2027-04-04"}
    run = copied(modules, sunday, "2027-10-24")["run"]
    assert (run["starts"], run["ends"]) == ("2027-10-24", "2027-11-07")


@pytest.mark.parametrize("state", ["full", "waiting-list", "few-left", "cancelled", "postponed"])
def test_run_is_marked(modules: Modules, state: str) -> None:
    script = "(terms, [values, state]) => terms.mark(values, 0, state)"
    marked = modules.run("terms.js", script, [COURSE, state])
    assert marked == {**COURSE, "runs": [{**RUN, "state": state}]}


def test_open_run_says_nothing_of_its_state(modules: Modules) -> None:
    marked = modules.run("terms.js", "(terms, values) => terms.mark(values, 0, 'open')", COURSE)
    assert marked == {**COURSE, "runs": [{k: v for k, v in RUN.items() if k != "state"}]}


def test_still_right_renews_the_day_and_nothing_else(modules: Modules) -> None:
    script = "(terms, [values, today]) => [terms.stillRight(values, today), values]"
    right, before = modules.run("terms.js", script, [COURSE, TODAY])
    assert right == {**COURSE, "checked": TODAY}
    assert before == COURSE
