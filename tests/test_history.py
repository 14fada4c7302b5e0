"""History: the day a course was first published, and when what residents are told last changed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.git import days_in_git
from catalogue.history import KEPT, carry_on, history_from_json, history_to_json
from tests.builders import a_course, a_provider, a_run, a_venue, records_of
from tests.conftest import PROJECT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.history import CourseHistory, Days, History
    from catalogue.records import Course

POTTERY = "the-kiln/pottery"
LATER = TODAY + timedelta(days=10)
REAL = a_course(example=False)


def published(
    *courses: Course, before: History | None = None, today: date = TODAY, **given: Any
) -> History:
    """The history after a publish of these courses at the shed."""
    seeds: dict[str, Days] = given.pop("seeds", {})
    there = records_of(*courses, given.get("venue", a_venue()), given.get("who", a_provider()))
    return carry_on(Catalogue.of(there, frozenset()), before, today, seeds=seeds)


def then(before: Course, after: Course, **given: Any) -> tuple[CourseHistory, CourseHistory]:
    """What is known of a course before and after it changed, ten days later."""
    first = published(before)
    second = published(after, before=first, today=LATER, **given)
    return first[before.id], second[after.id]


def test_course_that_nobody_knew_is_new_today() -> None:
    before = published(REAL)
    glazing = a_course(id="the-kiln/glazing", title="Glazing", checked=date(2026, 11, 1))
    after = published(REAL, glazing, before=before, today=LATER)
    assert (after[glazing.id].first, after[glazing.id].changed) == (LATER, LATER)
    assert after[POTTERY] == before[POTTERY]


def test_what_earlier_versions_published_is_still_told_in_the_same_way() -> None:
    # Written in the records of sites: told otherwise, every course would look changed.
    course = published(REAL)[POTTERY]
    assert (course.told, course.shape) == ("90bd2e34ee52ec8b", "d8b36bc165af5df2")
    assert [run.told for run in course.runs.values()] == ["abedde7033f8fbd8"]


def test_looking_a_course_over_is_no_change() -> None:
    before, after = then(REAL, replace(REAL, checked=TODAY))
    assert (after.first, after.changed, after.runs) == (before.first, before.changed, before.runs)


@pytest.mark.parametrize(
    "changes",
    [{"title": "Pots"}, {"bring": "An apron."}, {"runs": (a_run(state="full"),)}],
    ids=["title", "what to bring", "a run"],
)
def test_what_residents_are_told_moves_the_day_and_the_version(changes: Any) -> None:
    before, after = then(REAL, replace(REAL, **changes))
    assert (after.first, after.changed) == (before.first, LATER)
    [was], [now] = before.runs.values(), after.runs.values()
    assert now.version > was.version
    assert now.changed == LATER


def test_what_only_the_page_says_leaves_the_calendar_as_it_is() -> None:
    before, after = then(REAL, replace(REAL, description="Clay."))
    assert after.changed == LATER
    assert after.runs == before.runs


@pytest.mark.parametrize(
    "given",
    [{"venue": a_venue(access_note="Mind the step.")}, {"who": a_provider(name="The New Kiln")}],
    ids=["the place", "the provider"],
)
def test_what_a_course_leans_on_counts(given: Any) -> None:
    _, after = then(REAL, REAL, **given)
    assert after.changed == LATER


def test_where_a_run_is_counts_for_its_calendar() -> None:
    before, after = then(REAL, REAL, venue=a_venue(name="The Barn"))
    [was], [now] = before.runs.values(), after.runs.values()
    assert now.version > was.version


def moved_on(run: Any, weeks: int) -> Any:
    by = timedelta(weeks=weeks)
    return replace(run, starts=run.starts + by, ends=run.ends + by)


def test_examples_that_are_moved_on_are_no_news_but_their_calendars_change() -> None:
    course = a_course()
    checked = course.checked + timedelta(weeks=1)
    moved = replace(course, runs=(moved_on(course.runs[0], 1),), checked=checked)
    before, after = then(course, moved)
    assert after.changed == before.changed
    assert after.runs[course.runs[0].key].version > before.runs[course.runs[0].key].version


def test_day_that_is_mended_in_an_example_is_news() -> None:
    _, after = then(a_course(), a_course(runs=(moved_on(a_run(), 1),)))
    assert after.changed == LATER


def test_version_never_goes_down_even_where_the_history_was_lost() -> None:
    first = published(REAL, before={})
    changed = replace(REAL, title="Pots")
    second = published(changed, before=first)
    [one], [two] = first[POTTERY].runs.values(), second[POTTERY].runs.values()
    assert two.version == one.version + 1
    seeds = {POTTERY: (TODAY, LATER)}
    [lost] = published(changed, today=LATER, seeds=seeds)[POTTERY].runs.values()
    assert lost.version > two.version


def test_version_is_never_below_nothing_even_where_the_clock_is_wrong() -> None:
    # Calendars take no negative SEQUENCE (RFC 5545, 3.8.7.4).
    [run] = published(REAL, today=date(1970, 1, 1))[POTTERY].runs.values()
    assert run.version == 0


def test_course_that_gets_another_name_stays_the_same() -> None:
    bowls = replace(REAL, id="the-kiln/bowls", previously=(POTTERY,))
    before, after = then(REAL, bowls)
    assert after == before
    later = published(bowls, before=published(bowls, before=published(REAL)))
    assert list(later) == [bowls.id]
    again = replace(bowls, id="the-kiln/mugs", previously=(bowls.id, POTTERY))
    assert published(again, before=later)[again.id].key == POTTERY


def test_two_courses_never_share_a_key() -> None:
    bowls = replace(REAL, id="the-kiln/bowls", previously=(POTTERY,))
    before = published(bowls, before=published(REAL))
    both = published(bowls, REAL, before=before)
    assert both[bowls.id].key == POTTERY
    assert both[POTTERY].key == f"{POTTERY} 2"
    courses = [
        a_course(id=name, title=name, previously=earlier)
        for name, earlier in (
            ("the-kiln/clay", ()),
            ("the-kiln/mugs", ("the-kiln/bowls",)),
            ("the-kiln/plates", ("the-kiln/bowls",)),
            ("the-kiln/pots", ("the-kiln/clay",)),
        )
    ]
    assert len({one.key for one in published(*courses).values()}) == len(courses)


def test_course_that_comes_back_is_not_new_and_one_long_gone_is_forgotten() -> None:
    glazing = a_course(id="the-kiln/glazing", title="Glazing")
    before = published(REAL, glazing)
    without = published(glazing, before=before, today=LATER)
    assert without[POTTERY].gone == LATER
    back = published(REAL, glazing, before=without, today=LATER + KEPT)
    assert back[POTTERY] == before[POTTERY]
    assert POTTERY in published(glazing, before=without, today=LATER + KEPT)
    much_later = LATER + KEPT + timedelta(days=1)
    assert POTTERY not in published(glazing, before=without, today=much_later)


def test_what_has_gone_is_remembered_for_400_days() -> None:
    """Calendars say so as long, and docs/decisions/0024 promises it."""
    assert timedelta(days=400) == KEPT


def test_run_that_is_taken_out_is_remembered_and_gets_a_higher_version() -> None:
    two = replace(REAL, runs=(a_run(), a_run(key="evening")))
    before, after = then(two, REAL)
    assert after.runs["evening"].gone == LATER
    assert after.runs["evening"].version > before.runs["evening"].version
    assert after.runs[a_run().key] == before.runs[a_run().key]


def test_run_that_is_taken_out_on_its_day_goes_one_up_and_is_forgotten_in_the_end() -> None:
    before = published(replace(REAL, runs=(a_run(), a_run(key="evening"))), before={})
    assert before[POTTERY].runs["evening"].version == (TODAY - date(2000, 1, 1)).days
    without = published(REAL, before=before)
    was, now = before[POTTERY].runs["evening"], without[POTTERY].runs["evening"]
    assert now.version == was.version + 1
    last = TODAY + KEPT
    assert published(REAL, before=without, today=last)[POTTERY].runs["evening"] == now
    later = published(REAL, before=without, today=last + timedelta(days=1))
    assert "evening" not in later[POTTERY].runs


def test_first_publish_takes_its_days_from_git_and_never_from_tomorrow() -> None:
    days = (date(2025, 9, 1), LATER)
    known = published(REAL, seeds={POTTERY: days})[POTTERY]
    assert (known.first, known.changed) == (days[0], TODAY)
    [run] = known.runs.values()
    assert run.changed == TODAY
    long_ago = (date(2025, 9, 1), date(2026, 1, 2))
    known = published(REAL, seeds={POTTERY: long_ago})[POTTERY]
    [run] = known.runs.values()
    assert (run.changed, run.version) == (long_ago[1], (long_ago[1] - date(2000, 1, 1)).days)
    added = replace(REAL, runs=(a_run(), a_run(key="evening")))
    after = published(added, before={POTTERY: known}, today=LATER)[POTTERY]
    assert after.runs["evening"].changed == LATER
    assert published(REAL, seeds={"the-kiln/other": days})[POTTERY].first == TODAY
    assert published(REAL)[POTTERY].first == REAL.checked


def test_history_comes_back_from_a_file_as_it_was() -> None:
    two = replace(REAL, runs=(a_run(), a_run(key="evening")))
    history = published(REAL, before=published(two))
    assert history_from_json(json.loads(json.dumps(history_to_json(history)))) == history


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _: [], "The history is no table"),
        (lambda _: {"a/b": 1}, "no table for “a/b”"),
        (lambda row: {"a/b": {**row, "first": "soon"}}, "“a/b” should have a day"),
        (lambda row: {"a/b": {**row, "first": None}}, "“a/b” should have a day"),
        (lambda row: {"a/b": {**row, "key": 1}}, "“a/b” has no key"),
        (lambda row: {"a/b": {**row, "runs": {"x": {}}}}, "“a/b, x” has no told"),
    ],
)
def test_history_that_cannot_be_read_is_refused_in_a_sentence(spoil: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        history_from_json(spoil(history_to_json(published(REAL))[POTTERY]))


def commit(root: Path, day: str) -> None:
    when = f"{day}T12:00:00+0000"
    for words in (("add", "-A"), ("commit", "-q", "-m", "change")):
        subprocess.run(
            ("git", "-C", root, "-c", "user.name=Sam", "-c", "user.email=sam@kiln.example", *words),
            env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when},
            check=True,
        )


def test_git_knows_since_when_a_course_is_there_whatever_its_file_was_called(
    tmp_path: Path,
) -> None:
    assert days_in_git(tmp_path) == {}
    subprocess.run(("git", "init", "-q", tmp_path), check=True)
    folder = tmp_path / "content/courses/the-kiln"
    folder.mkdir(parents=True)
    (folder / "töpfe.yaml").write_text("title: Pots\n" * 30, encoding="utf-8")
    commit(tmp_path, "2025-09-01")
    (folder / "töpfe.yaml").rename(folder / "pots.yaml")
    (folder / "mugs.yaml").write_text("title: Mugs\n", encoding="utf-8")
    commit(tmp_path, "2026-01-02")
    (folder / "mugs.yaml").write_text("title: More mugs\n", encoding="utf-8")
    commit(tmp_path, "2026-02-03")
    known = {
        "the-kiln/pots": (date(2025, 9, 1), date(2026, 1, 2)),
        "the-kiln/mugs": (date(2026, 1, 2), date(2026, 2, 3)),
    }
    assert days_in_git(tmp_path) == known
    for setting in ("showSignature true", "showRoot false", "follow true"):
        subprocess.run(("git", "-C", tmp_path, "config", *f"log.{setting}".split()), check=True)
    assert days_in_git(tmp_path) == known
    shallow = tmp_path / "shallow"
    subprocess.run(("git", "clone", "-q", "--depth=1", f"file://{tmp_path}", shallow), check=True)
    assert days_in_git(shallow) == {}


def test_git_that_never_answers_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(command: tuple[str, ...], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 120)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert days_in_git(PROJECT) == {}
