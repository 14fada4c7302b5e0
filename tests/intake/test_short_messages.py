"""Short messages: which lines are some, and what each does to a course."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.intake.short_messages import NotDone, after, messages_in
from tests.conftest import COURSE, TODAY

if TYPE_CHECKING:
    from catalogue.schemas import Schemas

COURSE_ID = "the-kiln/pottery"
TWO_RUNS = COURSE.replace(
    "checked:",
    """\
  - venue: the-shed
    starts: 2027-04-13
    ends: 2027-06-22
    sessions:
      - {day: tuesday, from: 09:30, to: 11:30}
    no_class_on: [2027-06-01]
    apply_by: 2027-04-06
    note: In the small room.
    id: fkh2v
checked:""",
)


def said(text: str, message: str, schemas: Schemas) -> list[str]:
    """The lines of a course's file that a message changes or adds."""
    ((read,), _) = messages_in([message], ["the-kiln"])
    new, _ = after(text.encode(), read, schemas, TODAY)
    return [line.strip() for line in new.splitlines() if line not in text.splitlines()]


def refused(text: str, message: str, schemas: Schemas) -> str:
    with pytest.raises(NotDone) as caught:
        said(text, message, schemas)
    return str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "the-kiln/pottery: still right",
        "Re: the-kiln/pottery: Still right.",
        "Fwd: RE: The-Kiln/Pottery: STILL RIGHT!",
        "the-kiln/pottery still right",
        "the-kiln/pottery - still right",
        "https://learn.example/courses/the-kiln/pottery/: still right",
        "learn.example/cy/courses/the-kiln/pottery still right",
        "content/courses/the-kiln/pottery.yaml: still right",
        "**the-kiln/pottery: still right**",
    ],
)
def test_a_line_is_a_message(line: str) -> None:
    ((found,), rest) = messages_in([line], ["the-kiln"])
    assert (found.course, found.run, found.says.lower(), rest) == (COURSE_ID, "", "still right", "")


@pytest.mark.parametrize(
    "line",
    [
        "Pottery is still right",
        "the-forge/iron: still right",
        "and/or: full",
        "the-kiln/pottery",
        "https://learn.example/courses/the-kiln/pottery/",
        "I think the-kiln/pottery: full",
    ],
)
def test_a_line_of_somebodys_own_is_none(line: str) -> None:
    assert messages_in([line], ["the-kiln"]) == ([], line)


def test_a_message_that_stands_twice_is_one() -> None:
    """As a subject and in the mail."""
    line = "the-kiln/pottery: full"
    assert len(messages_in([line, line], ["the-kiln"])[0]) == 1


def test_still_right_is_checked_today(schemas: Schemas) -> None:
    lines = said(COURSE, "the-kiln/pottery: still right", schemas)
    assert lines == ["checked: 2026-11-24"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("full", "state: full"),
        ("is now full", "state: full"),
        ("sold out", "state: full"),
        ("waiting list", "state: waiting-list"),
        ("few-left", "state: few-left"),
        ("few places left", "state: few-left"),
        ("Cancelled", "state: cancelled"),
        ("postponed", "state: postponed"),
    ],
)
def test_a_state_is_said_in_our_words(words: str, line: str, schemas: Schemas) -> None:
    assert said(COURSE, f"the-kiln/pottery: {words}", schemas) == [line]


def test_places_left_takes_the_state_away(schemas: Schemas) -> None:
    full = COURSE.replace("    id: q7pt3", "    state: full\n    id: q7pt3")
    ((read,), _) = messages_in(["the-kiln/pottery: places left"], ["the-kiln"])
    assert after(full.encode(), read, schemas, TODAY)[0] == COURSE


@pytest.mark.parametrize("run", ["fkh2v", "2027-04-13", "13 April 2027", "13/4/2027"])
def test_a_run_is_named_by_its_id_or_first_day(run: str, schemas: Schemas) -> None:
    new = said(TWO_RUNS, f"the-kiln/pottery, run {run}: full", schemas)
    assert new == ["state: full"]


def test_of_several_runs_one_has_to_be_named(schemas: Schemas) -> None:
    words = refused(TWO_RUNS, "the-kiln/pottery: full", schemas)
    assert "“the-kiln/pottery, run fkh2v: full” (from 13 April 2027)" in words


def test_a_run_that_is_over_is_not_meant(schemas: Schemas) -> None:
    ((read,), _) = messages_in(["the-kiln/pottery: full"], ["the-kiln"])
    later = date(2027, 4, 1)
    assert "from 13 April 2027: Full" in after(TWO_RUNS.encode(), read, schemas, later)[1]


def test_the_next_run_has_other_days_and_nothing_of_the_old_ones(schemas: Schemas) -> None:
    message = "the-kiln/pottery, run fkh2v: again from 14 September 2027 to 7 December 2027"
    new = said(TWO_RUNS, message, schemas)
    assert new[:3] == ["starts: 2027-09-14", "ends: 2027-12-07", "apply_by: 2027-09-07"]
    assert not any("no_class_on" in line or "fkh2v" in line for line in new)
    assert new[-1] == "checked: 2026-11-24"


def test_without_a_last_day_all_days_move_alike(schemas: Schemas) -> None:
    new = said(COURSE, "the-kiln/pottery: again from 13 April 2027", schemas)
    assert new[:2] == ["starts: 2027-04-13", "ends: 2027-06-22"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("the-kiln/pottery: fool", "“fool” is none of our words. Write still right"),
        ("the-kiln/pottery, run zzzzz: full", "“zzzzz”"),
        ("the-kiln/pottery: again from 12 January 2027", "is not after that of the run before"),
        ("the-kiln/pottery: again from 31 April 2027", "31 April"),
        ("the-kiln/pottery: again from 5/4", "does not say which day"),
    ],
)
def test_what_cannot_be_is_said(message: str, words: str, schemas: Schemas) -> None:
    assert words in refused(COURSE, message, schemas)


def test_comments_in_the_file_stay(schemas: Schemas) -> None:
    text = f"# ours\n{COURSE}"
    ((read,), _) = messages_in(["the-kiln/pottery: full"], ["the-kiln"])
    assert after(text.encode(), read, schemas, TODAY)[0].startswith("# ours\n")
