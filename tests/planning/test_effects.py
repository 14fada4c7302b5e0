"""What a course would do: counted by hand from the neighbourhoods within a mile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.planning.distances import miles_between
from catalogue.planning.effects import effects_of
from catalogue.records import Address
from catalogue.reference import load_reference
from tests.builders import a_course, a_run, a_session, a_venue, records_of
from tests.conftest import FROZEN, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.records import Course

ESOL = a_course(
    id="the-kiln/esol",
    title="English for beginners",
    topics=("esol",),
    level="entry-1",
    runs=(a_run(weekly=(a_session("tuesday", "18:00", "20:00"),)),),
)


def said_of(course: Course, *others: object) -> list[str]:
    records = records_of(a_venue(), course, *others)  # type: ignore[arg-type]
    catalogue = Catalogue.of(records, frozenset())
    ((_course, sentences),) = effects_of([course], catalogue)
    return sentences


def people_near_the_shed(measure: str) -> str:
    """Added up apart from what is tested: the figures of all within a mile of the shed."""
    reference = load_reference(FROZEN)
    point = reference.places.postcodes["L8 1XF"].point
    needs = reference.needs
    assert needs is not None
    homes = {code: one.point for code, one in needs.neighbourhoods.items()}
    far = miles_between(homes, {"shed": point})
    people = sum(needs.figures[measure][home] for home in homes if far[home]["shed"] <= 1)
    return f"{round(people / 10) * 10:,}"


def test_the_first_evening_class_of_its_kind_is_so_for_all_who_live_near() -> None:
    said = said_of(ESOL)
    everyone, whom = people_near_the_shed("residents"), people_near_the_shed("little-english")
    assert said[:3] == [
        f"Within 1 mile of it live about {everyone} people.",
        f"Within 1 mile of it live about {whom} people who cannot speak English well.",
        "It would be the first evening course of “English classes (ESOL)” at “Entry 1” within 1 "
        f"mile of about {whom} people who cannot speak English well.",
    ]
    assert any("the first course in the evening within 1 mile" in sentence for sentence in said)


def test_it_is_not_the_first_where_there_is_another() -> None:
    other = replace(ESOL, id="the-forge/esol", provider="the-forge")
    assert not any("the first" in sentence for sentence in said_of(ESOL, other))
    mornings = replace(other, runs=(a_run(),))
    assert any("the first evening course" in sentence for sentence in said_of(ESOL, mornings))


def test_what_has_no_place_on_the_map_says_so() -> None:
    online = replace(ESOL, runs=(a_run(venue=None, delivery="online"),))
    assert said_of(online) == ["It is online, so it counts for no distance."]
    nowhere = a_venue(address=Address(town="Liverpool"))
    assert said_of(ESOL, nowhere) == ["Its place is not on the map, so it counts for no distance."]


def test_what_does_not_take_place_changes_nothing() -> None:
    off = replace(ESOL, runs=(a_run(state="cancelled"),))
    assert said_of(off) == ["It does not take place from today on, so it changes nothing."]


ON = ("--root", str(FROZEN), "--today", TODAY.isoformat())


def test_a_file_that_is_nowhere_yet_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.yaml"
    there = FROZEN / "content/courses/liverpool-adult-learning-service/esol-entry-1.yaml"
    file.write_bytes(there.read_bytes())
    assert main(["plan", "try", str(file), *ON]) == 2
    assert "--provider" in capsys.readouterr().err
    assert main(["plan", "try", str(file), "--provider", "wea", *ON]) == 0
    said = capsys.readouterr().out
    assert "people who cannot speak English well" in said
    assert "Much the same is “English for beginners (ESOL Entry 1)”" in said


def test_a_file_with_a_mistake_is_told_and_not_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.yaml"
    file.write_text("title: [", encoding="utf-8")
    assert main(["plan", "try", str(file), "--provider", "wea", *ON]) == 1
    assert "A bracket is opened and never closed." in capsys.readouterr().err
