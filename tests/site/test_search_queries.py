"""150 queries kept aside (tests/search/README.md): a right course is among the first three shown,
and none is a dead end.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from catalogue.catalogue import Catalogue, times_of
from tests.conftest import PROJECT, load

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from catalogue.records import Course, Run

SECTIONS = {"plain": 40, "misspelt": 25, "languages": 15, "mixed": 40, "sentences": 15, "none": 15}
"""How many queries of each kind there are, in the order of the file."""
RIGHT_IN_100 = 94
"""The aim is 95. 128 of 135 are reached; 129 were, before a real word was never taken for another
and a doubtful one was asked about (docs/decisions/0028): what is asked is not counted here."""
OF_COURSES = ("topic", "level", "cost", "support", "audience", "provider")
ASK = """(query) => {
  document.getElementById("results").ariaBusy = "true";
  history.pushState(null, "", `?${new URLSearchParams({ q: query })}`);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
"""Goes to another address of the search page as Back and Forward do: opening it anew is slow."""
SHOWN = """() => [...document.querySelectorAll("#results .ticket a")].slice(0, 3)
  .map((link) => link.pathname.split("/courses/")[1].replace(/\\/$/, ""))"""
WAYS_ON = "#nothing:not([hidden]) a, #ways-on .chips a"


@dataclass(frozen=True, slots=True)
class Judge:
    """Says whether a course is a right answer to a query."""

    catalogue: Catalogue

    def is_right(self, query: dict[str, Any], course_id: str) -> bool:
        course = self.catalogue.courses[course_id]
        if "right" in query:
            return course_id in query["right"]
        wanted: dict[str, Any] = query["right_if"]
        return self._course_fits(course, wanted) and any(
            self._run_fits(run, wanted) for run in self.catalogue.live_runs(course)
        )

    def _course_fits(self, course: Course, wanted: dict[str, Any]) -> bool:
        facets = self.catalogue.facets(course)
        title = course.title.casefold()
        return (
            all(set(wanted[name]) & set(facets[name]) for name in OF_COURSES if name in wanted)
            and course.topics[0] in wanted.get("main_topic", course.topics)
            and not (wanted.get("open") and course.only_for_audiences)
            and any(word.casefold() in title for word in wanted.get("title_has", [title]))
        )

    def _run_fits(self, run: Run, wanted: dict[str, Any]) -> bool:
        venue = self.catalogue.venues[run.venue] if run.venue else None
        areas = self.catalogue.places[run.venue].areas if run.venue else ()
        access = [
            name for name, answer in (venue.access if venue else {}).items() if answer == "yes"
        ]
        first, last = wanted.get("starts", (run.starts, run.starts))
        least, most = wanted.get("days_long", (0, sys.maxsize))
        asked_when = "day" in wanted or "time" in wanted
        return (
            run.state != "cancelled"
            and first <= run.starts <= last
            and least <= _days_long(run) <= most
            and ("venue" not in wanted or run.venue in wanted["venue"])
            and ("area" not in wanted or bool(set(areas) & set(wanted["area"])))
            and ("delivery" not in wanted or run.delivery in wanted["delivery"])
            and ("access" not in wanted or bool(set(access) & set(wanted["access"])))
            and (not asked_when or any(_meets(line, wanted) for line in run.weekly))
        )


def _days_long(run: Run) -> int:
    return (run.ends - run.starts).days + 1 if run.ends else sys.maxsize


def _meets(line: Any, wanted: dict[str, Any]) -> bool:
    times = times_of(line.day, line.start)
    return ("day" not in wanted or line.day in wanted["day"]) and (
        "time" not in wanted or bool(set(times) & set(wanted["time"]))
    )


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    text = (PROJECT / "tests/search/queries.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    assert len(found) == sum(SECTIONS.values())
    return found


def ask(page: Page, query: str) -> list[str]:
    page.evaluate(ASK, query)
    page.wait_for_function("() => document.getElementById('results').ariaBusy === 'false'")
    assert page.locator(WAYS_ON).count() > 0, f"“{query}” is a dead end"
    shown: list[str] = page.evaluate(SHOWN)
    return shown


def test_a_right_course_is_among_the_first_three_as_often_as_was_reached(
    page: Page, address: str, queries: list[dict[str, Any]]
) -> None:
    judge = Judge(load()[0])
    kinds = [kind for kind, number in SECTIONS.items() for _ in range(number)]
    right: dict[str, list[bool]] = {kind: [] for kind in SECTIONS}
    page.goto(f"{address}/search/")
    for kind, query in zip(kinds, queries, strict=True):
        shown = ask(page, query["query"])
        if kind != "none":
            right[kind].append(any(judge.is_right(query, course) for course in shown))
    counts = {kind: f"{sum(found)} of {len(found)}" for kind, found in right.items() if found}
    print(counts)
    answers = [one for found in right.values() for one in found]
    assert 100 * sum(answers) >= RIGHT_IN_100 * len(answers), counts
