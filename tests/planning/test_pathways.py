"""Where courses lead: by hand for a few courses."""

from __future__ import annotations

from dataclasses import replace

from catalogue.catalogue import Catalogue
from catalogue.planning.pathways import PathwayRow, pathways
from catalogue.records import Address, Point
from tests.builders import a_course, a_run, a_venue, records_of

FAR = a_venue(
    id="far-hall", name="Far Hall", address=Address(town="Liverpool"), point=Point(53.35, -2.85)
)
FIRST = a_course(id="the-kiln/first", title="First", topics=("maths",), level="entry-1")
SECOND = a_course(id="the-forge/second", title="Second", topics=("maths",), level="entry-2")


def rows_of(kind: str, *courses: object) -> list[PathwayRow]:
    catalogue = Catalogue.of(records_of(a_venue(), FAR, *courses), frozenset())  # type: ignore[arg-type]
    return [row for row in pathways(catalogue).rows if row.kind == kind]


def test_the_next_level_at_hand_is_no_missing_rung() -> None:
    missing = rows_of("missing-rung", FIRST, SECOND)
    assert [row.level for row in missing] == ["Entry 3"]


def test_the_next_level_too_far_away_is_missing() -> None:
    far = replace(SECOND, runs=(a_run(venue="far-hall"),))
    missing = rows_of("missing-rung", FIRST, far)
    assert [(row.level, row.venue) for row in missing] == [
        ("Entry 2", "the-shed"),
        ("Entry 3", "far-hall"),
    ]
    assert missing[0].why == (
        "Entry 1 of Maths is taught at The Shed; Entry 2 nowhere within 3 miles."
    )


def test_a_level_that_is_only_online_is_not_missing() -> None:
    online = replace(SECOND, runs=(a_run(venue=None, delivery="online"),))
    assert rows_of("missing-rung", FIRST, online) == []


def test_level_three_is_nobodys_gap() -> None:
    assert rows_of("missing-rung", replace(FIRST, level="level-2")) == []


def test_steps_lead_over_partners_and_some_lead_nowhere() -> None:
    first = replace(FIRST, leads_to=("the-forge/second",))
    assert [row.leads_to for row in rows_of("step", first, SECOND)] == ["the-forge/second"]
    nowhere = rows_of("leads-nowhere", first, SECOND)
    assert [(row.course, row.why) for row in nowhere] == [
        ("the-forge/second", "“Second” names no other course to go on to.")
    ]


def test_every_level_of_every_sector_is_counted_a_level_without_a_course_too() -> None:
    rows = rows_of("sector", replace(FIRST, topics=("care",), level="level-1"))
    care = {row.level: row.courses for row in rows if row.subject == "Health and life sciences"}
    assert care["Level 1"] == 1
    assert care["Level 2"] == 0
    assert len({row.subject for row in rows}) == 8
