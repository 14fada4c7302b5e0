"""Which courses are said to be much like one that is being written: those that planning reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.planning.neighbours import neighbours
from catalogue.planning.overlaps import Overlaps
from tests.conftest import TODAY, load
from tests.planning.test_overlaps import catalogue_of, judged

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from catalogue.records import Course, Run
    from tests.form.conftest import Modules

SHOWN = 3
VENUES = {"here": {"at": [53.400, -2.980]}, "near": {"at": [53.410, -2.980]}}
FOUND = """({ overlapsOf }, [all, near, venues, today]) =>
  all.map(([id, values]) => {
    const files = (values.topics ?? []).map((topic) => [topic, near[topic]]);
    const courses = new Map(files.flatMap(([, file]) => file.courses).map((one) => [one.id, one]));
    const subjects = Object.fromEntries(files.map(([topic, file]) => [topic, file.subjects]));
    const nearby = { courses: [...courses.values()], subjects };
    const about = { id, provider: id.split("/")[0], today };
    return overlapsOf(values, nearby, about, { venues })
      .map(({ course, score }) => [course.id, score]);
  })"""


def a_run(**changes: Any) -> dict[str, Any]:
    """Tuesday mornings from January to March."""
    return {
        "venue": "here",
        "starts": "2027-01-12",
        "ends": "2027-03-23",
        "sessions": [{"day": "tuesday", "from": "09:30", "to": "11:30"}],
        **changes,
    }


MINE = {"title": "Throw a pot", "topics": ["crafts"], "level": "none", "runs": [a_run()]}
THEIRS = {
    **{"id": "stec/pots", "title": "Pots", "topics": ["crafts"], "level": "none", "known": []},
    **{"meets": ["none", "mixed"], "audiences": ["everyone"], "only": False, "languages": ["en"]},
    **{"qualification": False, "about": {"crafts/pottery": 0.9}},
    "runs": [a_run(venue="near", minutes=1320, rolling=False)],
}
SUBJECTS = {"pot": ["pottery"]}


def overlaps(modules: Modules, *theirs: dict[str, Any], mine: Any = MINE) -> list[str]:
    """The ids of the courses that are said to be alike."""
    near = {"crafts": {"courses": theirs, "subjects": SUBJECTS}}
    given = [[["wea/new", mine]], near, VENUES, TODAY.isoformat()]
    [found] = modules.run("overlaps.js", FOUND, given)
    return [course for course, _ in found]


@pytest.mark.parametrize("courses", ["of partners", "judged"])
def test_the_form_tells_the_overlaps_that_planning_reports(modules: Modules, courses: str) -> None:
    catalogue = load()[0] if courses == "of partners" else catalogue_of(judged()[0].values())
    reported: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for row in Overlaps(catalogue).rows():
        reported[row.first].append((-row.score, row.second))
        reported[row.second].append((-row.score, row.first))
    assert reported
    written = [(course.id, _written(course)) for course in catalogue.courses.values()]
    venues = {
        key: {"at": place.point and (place.point.latitude, place.point.longitude)}
        for key, place in catalogue.places.items()
    }
    given = [written, dict(neighbours(catalogue)), venues, TODAY.isoformat()]
    for (course, _), found in zip(written, modules.run("overlaps.js", FOUND, given), strict=True):
        expected = [(other, -score) for score, other in sorted(reported[course])[:SHOWN]]
        assert [name for name, _ in found] == [name for name, _ in expected], course
        scores = [score for _, score in expected]
        assert [score for _, score in found] == pytest.approx(scores, abs=0.002)


def _written(course: Course) -> dict[str, Any]:
    """What the file of a course says, as the form holds it."""
    return {
        "title": course.title,
        "summary": course.summary,
        "topics": course.topics,
        "level": course.level,
        "audiences": course.audiences,
        "only_for_audiences": course.only_for_audiences,
        "taught_in": course.taught_in,
        "you_will_learn": course.you_will_learn,
        "qualification": course.qualification and {"title": course.qualification.title},
        "runs": [_run_written(run) for run in course.runs],
    }


def _run_written(run: Run) -> dict[str, Any]:
    return {
        "venue": run.venue,
        "delivery": run.delivery,
        "starts": run.starts.isoformat(),
        "ends": run.ends and run.ends.isoformat(),
        "rolling": run.rolling,
        "state": run.state,
        "no_class_on": [day.isoformat() for day in run.no_class_on],
        "sessions": [
            {"day": line.day, "from": f"{line.start:%H:%M}", "to": f"{line.end:%H:%M}"}
            | {"every_weeks": line.every_weeks}
            for line in run.weekly
        ],
    }


def test_an_overlap_that_partners_know_of_is_not_told_to_who_changes_the_course(
    modules: Modules,
) -> None:
    assert overlaps(modules, THEIRS) == ["stec/pots"]
    assert overlaps(modules, {**THEIRS, "known": ["wea/new"]}) == []
    assert overlaps(modules, {**THEIRS, "id": "wea/pots"}) == []


def test_nothing_is_alike_while_too_little_is_said(modules: Modules) -> None:
    nowhere = a_run(venue=None)
    unfinished: tuple[dict[str, Any], ...] = (
        {},
        {"topics": ["crafts"]},
        {**MINE, "runs": [{}]},
        {**MINE, "runs": [nowhere]},
        {**MINE, "topics": []},
        {**MINE, "level": None},
    )
    for mine in unfinished:
        assert overlaps(modules, THEIRS, mine=mine) == []


def test_a_run_that_is_full_or_over_or_off_is_no_reason_to_tell_anybody(modules: Modules) -> None:
    for changes in ({"state": "full"}, {"state": "cancelled"}, {"ends": "2026-01-01"}):
        assert overlaps(modules, THEIRS, mine={**MINE, "runs": [a_run(**changes)]}) == []


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
          const nearby = await nearbyOf({ topics: ["esol"] }, folder);
          const other = nearby.courses.find(({ runs }) => runs.some(({ venue }) => venue));
          const about = { id: "nobody/new", provider: "nobody", today: "2026-11-24" };
          const one = { ...nearby, courses: [other] };
          const found = overlapsOf({ ...other, topics: ["esol"] }, one, about, data);
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
