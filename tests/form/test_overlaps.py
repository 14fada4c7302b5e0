"""Which courses of others are said to be much like one that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.form.conftest import Modules

VENUES = {
    "here": {"name": "Here", "at": [53.400, -2.980]},
    "near": {"name": "Near", "at": [53.410, -2.980]},
    "far": {"name": "Far", "at": [53.500, -2.980]},
}


def a_run(**changes: Any) -> dict[str, Any]:
    """Tuesday mornings from January to March."""
    return {
        "venue": "here",
        "starts": "2027-01-12",
        "ends": "2027-03-23",
        "sessions": [{"day": "tuesday", "from": "09:30", "to": "11:30"}],
        **changes,
    }


MINE = {"title": "English", "topics": ["esol", "english"], "level": "entry-1", "runs": [a_run()]}


def theirs(course_id: str = "stec/english", run: Any = None, **changes: Any) -> dict[str, Any]:
    """A course of another provider, nearby and at the same time."""
    runs = [run or a_run(venue="near")]
    course = {"title": "Start English", "topics": ["esol"], "level": "entry-1", "runs": runs}
    return {"id": course_id, **course, **changes}


def overlaps(modules: Modules, *nearby: dict[str, Any], mine: Any = MINE) -> list[str]:
    """The ids of the courses that are said to be alike."""
    script = """({ overlapsOf }, [mine, nearby, venues]) =>
      overlapsOf(mine, nearby, { provider: "wea" }, { venues }).map(({ course }) => course.id)"""
    found: list[str] = modules.run("overlaps.js", script, [mine, nearby, VENUES])
    return found


@pytest.mark.parametrize(
    ("course", "is_alike"),
    [
        (theirs(), True),
        (theirs(topics=["english", "esol"]), True),
        (theirs(topics=["maths", "numeracy"]), False),
        (theirs(topics=["digital-skills", "esol"]), False),
        (theirs(level="entry-2"), False),
        (theirs("wea/other"), False),
        (theirs(run=a_run(venue="far")), False),
        (theirs(run=a_run(venue="nobody-knows")), False),
        (theirs(run=a_run(starts="2027-04-20", ends="2027-06-22")), False),
        (theirs(run=a_run(venue=None, delivery="online")), False),
        (theirs(run=a_run(ends=None, rolling=True)), True),
    ],
)
def test_alike_is_the_same_topic_and_level_near_and_in_the_same_months(
    modules: Modules, course: dict[str, Any], is_alike: bool
) -> None:
    assert bool(overlaps(modules, course)) is is_alike


def test_those_at_the_same_time_come_first_then_the_nearest_and_three_at_most(
    modules: Modules,
) -> None:
    evening = [{"day": "tuesday", "from": "18:00", "to": "20:00"}]
    found = overlaps(
        modules,
        theirs("a/other-time", run=a_run(sessions=evening)),
        theirs("a/near"),
        theirs("a/same-place", run=a_run()),
        theirs("a/more", run=a_run(venue="near", sessions=evening)),
    )
    assert found == ["a/same-place", "a/near", "a/other-time"]


def test_nothing_is_alike_while_too_little_is_said(modules: Modules) -> None:
    for mine in ({}, {"topics": ["esol"]}, {**MINE, "runs": [{}]}, {**MINE, "topics": []}):
        assert overlaps(modules, theirs(), mine=mine) == []


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("English for Beginners", True),
        ("English for the complete beginners", True),
        ("Maths for beginners", False),
        ("", False),
    ],
)
def test_own_course_of_nearly_the_same_name_is_found(
    modules: Modules, title: str, is_found: bool
) -> None:
    script = "({ namesakesOf }, [title, own]) => namesakesOf(title, 'new', own)"
    own = [["English for beginners", "english"], [title, "new"]]
    assert bool(modules.run("overlaps.js", script, [title, own])) is is_found


def test_overlap_is_said_in_words_from_the_sites_own_files(page: Page, address: str) -> None:
    page.goto(f"{address}/add/")
    said = page.evaluate(
        """async (base) => {
          const folder = await folderOf(base);
          const { nearbyOf, overlapsOf, overlapWords } =
            await import(moduleAt("form/overlaps.js"));
          const { plain } = await import(moduleAt("form/template.js"));
          const data = await (await fetch(`${folder}preview.json`)).json();
          const [other] = await nearbyOf({ topics: ["esol"] }, folder);
          const values = { ...other, topics: ["esol"] };
          const nearby = (await nearbyOf(values, folder)).filter(({ id }) => id === other.id);
          const found = overlapsOf(values, nearby, { provider: "nobody" }, data);
          const says = { near: "near", same: "{when}|{where}|{level}|{title}|{provider}" };
          return [found.length, plain(overlapWords(found[0], says, "2026-11-24", data))];
        }""",
        address,
    )
    assert said[0] == 1
    when, where, level, title, provider = said[1].split("|")
    assert " to " in when
    assert where
    assert level
    assert title
    assert provider
