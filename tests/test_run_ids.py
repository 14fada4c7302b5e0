"""What names a run for ever: its id, or what writing it down would give it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.run_ids import run_keys, with_ids
from tests.conftest import load

MORNING = {"day": "tuesday", "from": "10:00", "to": "12:00"}
EVENING = {"day": "tuesday", "from": "18:00", "to": "20:00"}
WORD = re.compile(r"[bcdfghjkmnpqrstvwxz][2-9bcdfghjkmnpqrstvwxz]{4}")


def a_row(*sessions: dict[str, str], **more: str) -> dict[str, Any]:
    """A run as its file has it, without an id."""
    return {
        "venue": "stec",
        "starts": "2027-01-12",
        "sessions": list(sessions or [MORNING]),
        **more,
    }


def key_of(row: dict[str, Any], *others: dict[str, Any]) -> str:
    return run_keys([*others, row])[-1]


@pytest.mark.parametrize(
    "changed",
    [
        {"starts": "2027-01-19"},
        {"ends": "2027-06-01"},
        {"state": "full"},
        {"note": "Upstairs."},
        {"sessions": [{**MORNING, "every_weeks": 2}]},
    ],
    ids=["first day", "last day", "state", "note", "every second week"],
)
def test_what_is_mended_most_is_no_part_of_it(changed: dict[str, Any]) -> None:
    assert key_of({**a_row(), **changed}) == key_of(a_row())


def test_neither_its_place_in_the_list_nor_the_order_of_its_meetings_is_part_of_it() -> None:
    both, turned = a_row(MORNING, EVENING), a_row(EVENING, MORNING)
    assert key_of(both) == key_of(turned, a_row(EVENING))


def test_group_that_stays_keeps_its_name_when_the_other_is_taken_out() -> None:
    morning, evening = run_keys([a_row(MORNING), a_row(EVENING)])
    assert run_keys([a_row(EVENING)]) == [evening]
    assert morning != evening


def test_terms_at_the_same_place_and_time_are_told_apart_by_their_days() -> None:
    spring, summer = a_row(), a_row(starts="2027-04-13")
    keys = run_keys([spring, summer])
    assert len(set(keys)) == 2
    assert run_keys([summer, spring]) == keys[::-1]
    # The one that stays must not get the name that somebody followed the other by.
    assert key_of(summer) != keys[0]


def test_runs_that_nothing_tells_apart_still_have_names_of_their_own() -> None:
    assert len(set(run_keys([a_row()] * 60))) == 60


def test_id_stays_whatever_is_mended_and_is_never_given_twice() -> None:
    [first] = with_ids({"runs": [a_row()]})["runs"]
    mended = {**first, **a_row(EVENING, venue="elsewhere", starts="2027-03-02")}
    copied = a_row()
    again = with_ids({"runs": [mended, copied]})["runs"]
    assert again[0]["id"] == first["id"]
    assert again[1]["id"] != first["id"]


def test_writing_it_down_changes_no_name() -> None:
    catalogue, _ = load()
    for course in catalogue.courses.values():
        assert course.written
        bare = [
            {name: value for name, value in row.items() if name != "id"}
            for row in course.written.values["runs"]
        ]
        keys = run_keys(bare)
        assert run_keys(with_ids({"runs": bare})["runs"]) == keys
        assert all(map(WORD.fullmatch, keys))


@pytest.mark.parametrize("values", [None, [], "x", {}, {"runs": "x"}, {"runs": ["x"]}])
def test_what_is_no_course_stays_as_it_is(values: Any) -> None:
    assert with_ids(values) == values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "venue", "sessions", "note"]), JSON)))
def test_values_that_make_no_sense_get_a_name_too(rows: list[dict[str, Any]]) -> None:
    made = with_ids({"runs": rows})["runs"]
    assert [{**row, "id": None} for row in made] == [{**row, "id": None} for row in rows]
    assert [row["id"] for row in made if "id" in row] == [row["id"] for row in made]
