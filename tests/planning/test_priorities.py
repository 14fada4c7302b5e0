"""What partners want to change: each kind of target counted, and where a priority stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.examples import without_examples
from catalogue.planning import bids as bids_module
from catalogue.planning.bids import bids
from catalogue.planning.catchments import access
from catalogue.planning.overlaps import overlaps
from catalogue.planning.planned import Planned
from catalogue.planning.priorities import actions
from catalogue.planning.quality import MATTERS, quality
from catalogue.planning.reach import KINDS, reach
from catalogue.planning.snapshots import read_snapshot, snapshot_of, written
from catalogue.planning.standings import _COUNTS, Standings
from catalogue.records import Action, PriorityTarget, Start, bid_from, priority_from
from catalogue.targets import TARGET_KINDS
from catalogue.yaml_reader import read_bytes
from tests.builders import a_course, a_venue, records_of
from tests.conftest import BID, FROZEN, PRIORITY, TODAY, load

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.planning.priorities import PriorityRow
    from catalogue.records import Bid, Priority
    from tests.conftest import Tree

A_YEAR_ON = date(2027, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()[0]


def values_of(text: str) -> Any:
    document, _ = read_bytes(text.encode(), "x.yaml")
    assert document is not None
    return document.value


def a_priority(**changes: Any) -> Priority:
    """From 5 overlaps on 1 September to at most 1 by 30 June."""
    made = priority_from(values_of(PRIORITY), "content/plan/priorities/clay.yaml", "clay")
    return replace(made, **changes)


def a_bid(**changes: Any) -> Bid:
    return replace(bid_from(values_of(BID), "content/plan/bids/clay.yaml", "clay"), **changes)


def planned(catalogue: Catalogue, *made: Priority) -> Catalogue:
    return replace(catalogue, priorities={one.id: one for one in made})


def row_of(catalogue: Catalogue, priority: Priority, **given: Any) -> PriorityRow:
    (row,) = Planned(planned(catalogue, priority), **given).priorities.rows
    return row


def test_the_schema_offers_what_can_be_counted(catalogue: Catalogue) -> None:
    offered = catalogue.reference.schemas.priority["properties"]["target"]["properties"]
    assert offered["counts"]["enum"] == list(TARGET_KINDS) == list(_COUNTS)
    assert offered["courses"]["enum"] == [kind.id for kind in KINDS]
    assert offered["fact"]["enum"] == [matter.id for matter in MATTERS]
    assert all(f"{kind}:" in offered["counts"]["description"] for kind in TARGET_KINDS)


# Each kind of target, beside the table that it is counted from


def standing(catalogue: Catalogue, counts: str, need: str = "residents", **named: Any) -> float:
    found = Standings(Planned(catalogue)).of(PriorityTarget(counts, 1, A_YEAR_ON, **named), need)
    assert found is not None
    return found


def test_people_near_are_those_of_the_table_of_reach(catalogue: Catalogue) -> None:
    (row,) = (
        row
        for row in reach(catalogue).rows
        if (row.kind, row.measure) == ("esol-entry-1", "little-english")
    )
    counted = standing(catalogue, "people-near", "little-english", courses="esol-entry-1")
    assert counted == pytest.approx(100 * (1 - (row.share_without or 0)))


def test_minutes_within_reach_are_what_everybody_has_together(catalogue: Catalogue) -> None:
    """Added up over neighbourhoods here, and over wards there."""
    needs = catalogue.reference.needs
    assert needs is not None
    people = needs.figures["employment"]
    hours = sum(
        row.hours_within_reach * people[row.id]
        for row in access(catalogue).rows
        if (row.level, row.measure) == ("lsoa", "employment")
    )
    counted = standing(catalogue, "minutes-within-reach", "employment")
    assert counted == pytest.approx(60 * hours / sum(people.values()))


def test_eleven_mornings_of_two_hours_are_22_hours_taught() -> None:
    one = Catalogue.of(records_of(a_course(), a_venue()), frozenset())
    assert standing(one, "hours-taught", topic="crafts") == 22
    assert standing(one, "hours-taught", topic="maths") == 0


def test_what_is_not_said_is_of_all_partners_together(catalogue: Catalogue) -> None:
    rows = [row for row in quality(catalogue).rows if row.matter == "creche"]
    counted = standing(catalogue, "not-said", fact="creche")
    assert counted == 100 * sum(row.missing for row in rows) / sum(row.of for row in rows)


def test_overlaps_are_those_that_are_told(catalogue: Catalogue) -> None:
    assert standing(catalogue, "overlaps") == len(overlaps(catalogue).rows) > 1


def test_missing_rungs_are_those_of_one_topic(catalogue: Catalogue) -> None:
    topics = catalogue.vocabularies["topics"].terms
    counted = [standing(catalogue, "missing-rungs", topic=topic) for topic in topics]
    assert 0 < sum(counted) < 60
    assert 0 in counted


@pytest.mark.parametrize("counts", TARGET_KINDS)
def test_where_nothing_is_listed_nothing_breaks(catalogue: Catalogue, counts: str) -> None:
    empty = replace(catalogue, courses={}, venues={}, places={}, providers={})
    named = {"courses": "any", "topic": "maths", "fact": "creche"}
    name = TARGET_KINDS[counts].names
    target = PriorityTarget(counts, 1, A_YEAR_ON, **({name: named[name]} if name else {}))
    row = row_of(empty, a_priority(target=target))
    assert (row.now is None) == (counts == "not-said")
    assert (row.state == "not known") == (counts == "not-said")


# Where a priority stands


@pytest.mark.parametrize(
    ("start", "figure", "by", "state"),
    [
        (20, 9, "2027-06-30", "reached"),
        (8, 1, "2027-06-30", "behind"),
        (12, 7, "2027-06-30", "on its way"),
        (12, 7, "2026-11-23", "late"),
        (12, 7, "2026-11-24", "behind"),
    ],
)
def test_eight_overlaps_today(
    catalogue: Catalogue, start: float, figure: float, by: str, state: str
) -> None:
    target = PriorityTarget("overlaps", figure, date.fromisoformat(by))
    priority = a_priority(target=target, start=Start(date(2026, 9, 1), start))
    row = row_of(catalogue, priority)
    assert (row.now, row.state) == (8, state)


def test_half_way_in_time_is_half_way_on_the_path(catalogue: Catalogue) -> None:
    """84 days from 1 September to 24 November, and 84 more to 16 February."""
    target = PriorityTarget("overlaps", 2, date(2027, 2, 16))
    row = row_of(catalogue, a_priority(target=target, start=Start(date(2026, 9, 1), 10)))
    assert row.expected == 6
    assert row.why_so == (
        "It began at 10 pairs and is at 8 pairs; on a straight line to the target it would be at "
        "6 pairs today."
    )


def test_it_says_its_target_in_words(catalogue: Catalogue) -> None:
    rows = {row.id: row.target for row in Planned(catalogue).priorities.rows}
    assert rows["english-within-a-walk"] == (
        "At least 90% of people who cannot speak English well have an Entry 1 class of English for "
        "speakers of other languages within a mile, by 30 September 2027."
    )
    assert rows["say-whether-there-are-steps"] == (
        "At most 10% of current courses leave open whether the place is step-free, by 31 March "
        "2027."
    )


def test_an_action_past_its_day_is_late_and_one_that_is_done_is_not(catalogue: Catalogue) -> None:
    before, after = date(2026, 11, 23), date(2026, 11, 24)
    made = a_priority(
        actions=(
            Action("Late", "stec", before),
            Action("Done", "stec", before, done=before),
            Action("Today", "stec", after),
        )
    )
    states = {row.what: row.state for row in actions(planned(catalogue, made)).rows}
    assert states == {"Late": "late", "Done": "done", "Today": "to do"}
    row = row_of(catalogue, made)
    assert (row.actions, row.actions_done, row.actions_late) == (3, 1, 1)


# How it has moved


def test_what_was_put_aside_is_where_it_stood(catalogue: Catalogue, tmp_path: Path) -> None:
    then = planned(catalogue, a_priority())
    file = tmp_path / "autumn.json"
    file.write_text(written(snapshot_of(then)))
    now = replace(then, today=date(2027, 1, 10))
    changed = a_priority(target=PriorityTarget("overlaps", 0, A_YEAR_ON))
    row = row_of(now, changed, earlier=[read_snapshot(file)])
    assert (row.last, row.before_last) == (8, None)
    asked_otherwise = a_priority(target=PriorityTarget("missing-rungs", 0, A_YEAR_ON, topic="esol"))
    assert row_of(now, asked_otherwise, earlier=[read_snapshot(file)]).last is None


# Bids


def test_a_bid_is_open_until_its_deadline_has_passed(catalogue: Catalogue) -> None:
    made = [
        a_bid(id="a", deadline=TODAY),
        a_bid(id="b", deadline=date(2026, 11, 23)),
        a_bid(id="c", deadline=date(2026, 11, 23), sent=date(2026, 11, 20)),
    ]
    rows = bids(replace(catalogue, bids={one.id: one for one in made})).rows
    assert [row.state for row in rows] == [bids_module.OPEN, bids_module.MISSED, bids_module.SENT]
    assert [row.days_left for row in rows] == [0, None, None]
    assert rows[0].pounds is None


def test_a_bid_names_its_priorities(catalogue: Catalogue) -> None:
    (row,) = (row for row in bids(catalogue).rows if row.id == "english-near-home")
    assert row.priorities == "A first English class within a walk"
    assert row.areas == "Speke, Garston, Toxteth"


# What is invented


def test_what_is_invented_is_left_out_for_the_public(catalogue: Catalogue) -> None:
    assert len(catalogue.priorities) == 6
    public, _ = without_examples(catalogue)
    assert (public.priorities, public.bids) == ({}, {})
    assert "There is no priority yet" in Planned(public).priorities.notes[0]
    assert "There is no bid yet" in bids(public).notes[0]


def test_a_broken_partner_is_called_by_its_id(tree: Tree) -> None:
    tree.write("content/plan/bids/clay.yaml", BID)
    tree.write("providers/the-kiln.yaml", "name: [")
    loaded, _ = tree.load()
    assert [row.lead for row in bids(replace(loaded, providers={})).rows] == ["the-kiln"]


def test_a_priority_that_names_nobody_is_in_no_table(tree: Tree) -> None:
    tree.write("content/plan/priorities/clay.yaml", PRIORITY)
    loaded, problems = tree.load()
    assert loaded.priorities == {}
    assert [problem.code.name for problem in problems] == ["unknown-need"]


def test_the_command_prints_where_each_stands(capsys: pytest.CaptureFixture[str]) -> None:
    on = ("--root", str(FROZEN), "--today", "2026-11-24", "--format", "json")
    assert main(["plan", "priorities", *on]) == 0
    made = json.loads(capsys.readouterr().out)
    assert {row["state"] for row in made["rows"]} == {"on its way", "behind", "late"}
    assert all(row["is_example"] for row in made["rows"])
