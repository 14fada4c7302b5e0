"""Finds courses by going through every course and run, and makes up what to ask: what the browser
answers is compared with it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import can_join, fits_school_hours, lengths_of, order_of, times_of
from catalogue.places import metres_between
from catalogue.records import Point
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Run
    from catalogue.site.views.search import ChoiceView, SearchView

METRES_IN_A_MILE = 1_609.344
TOXTETH = Point(53.3899, -2.9637)
SPEKE = Point(53.3435, -2.8393)
MILES_OF_NOWHERE, FAR_AWAY = 4, 999
FOR_SOME = 0.75
"""How well a course fits that is not for everyone, or not free for everyone."""
SHORTER = 0.6
"""Or is also called something shorter than was asked."""
MILES_THAT_HALVE = 1.5
READY, BEGUN, CLOSED = 1, 0.85, 0.7
"""How well a course fits that can be joined, that has begun, and that cannot be joined."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks for. `scores` says how well courses fit the words, by number."""

    chosen: Mapping[str, tuple[ChoiceView, ...]] = field(default_factory=dict)
    near: Point | None = None
    sort: str = "best"
    scores: Mapping[int, float] | None = None

    def for_the_browser(self) -> dict[str, Any]:
        return {
            "chosen": {
                group: [as_choice(choice) for choice in choices]
                for group, choices in self.chosen.items()
            },
            "near": self.near and [self.near.latitude, self.near.longitude],
            "sort": self.sort,
            "scores": self.scores and list(self.scores.items()),
        }


def as_choice(choice: ChoiceView) -> dict[str, str]:
    return {"value": choice.value, "first": choice.first, "last": choice.last}


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers a question by reading the records themselves, one after the other."""

    catalogue: Catalogue
    middles: Mapping[str, Point]

    def find(self, question: Question) -> list[tuple[int, int, float | None]]:
        """Return the number of each course that fits, its run to show, and the miles to it."""
        found = []
        for number, course in enumerate(self.catalogue.current):
            if question.scores is not None and number not in question.scores:
                continue
            runs = list(enumerate(self.catalogue.live_runs(course)))
            fitting = [one for one in runs if self._fits(course, one[1], question.chosen)]
            if fitting:
                found.append((number, *self._best_run(fitting, question)))
        found.sort(key=lambda one: self._order(question, one[0], one[2], one[3]))
        return [(number, place, miles) for number, place, _, miles in found]

    def is_in_order(self, question: Question, found: list[tuple[int, int, float | None]]) -> bool:
        """Whether the best come first. Two that are as good as each other to a thousandth may
        stand either way: the browser's points are rounded."""
        keys = []
        for number, place, _ in found:
            run = self.catalogue.live_runs(self.catalogue.current[number])[place]
            miles = self._miles(run, question.near)
            keys.append(self._order(question, number, run, miles))
        return all(
            one <= other or (one[0] != other[0] and one[0] == pytest.approx(other[0], rel=0.001))
            for one, other in pairwise(keys)
        )

    def _best_run(
        self, runs: list[tuple[int, Run]], question: Question
    ) -> tuple[int, Run, float | None]:
        miles = [(place, run, self._miles(run, question.near)) for place, run in runs]
        if question.sort == "soonest":
            return miles[0]
        return min(miles, key=lambda one: 999.0 if one[2] is None else one[2])

    def _miles(self, run: Run, near: Point | None) -> float | None:
        """Miles to the venue, or to the middle of its area where its point is not known."""
        if not near or not run.venue:
            return None
        place = self.catalogue.places[run.venue]
        points = (place.point, *(self.middles.get(area) for area in place.areas))
        point = next(filter(None, points), None)
        return metres_between(near, point) / METRES_IN_A_MILE if point else None

    def _order(
        self, question: Question, number: int, run: Run, miles: float | None
    ) -> tuple[Any, ...]:
        goes_on = run.rolling and run.starts <= TODAY
        if question.sort == "soonest":
            day = "never" if run.is_off else "" if goes_on else run.starts.isoformat()
            return (not can_join(run, TODAY), day, number)
        far = FAR_AWAY if miles is None else miles
        if question.near and question.sort == "nearest":
            return (far, number)
        fit = self._for_whom(question, self.catalogue.current[number])
        lengths = {choice.value for choice in question.chosen.get("length", ())}
        if lengths and set(lengths_of(run)) - lengths:
            fit *= SHORTER
        if question.scores is not None:
            far = MILES_OF_NOWHERE if miles is None else miles
            closed = order_of(run, TODAY)[1]
            fit *= question.scores[number] * {0: READY, 1: BEGUN}.get(closed, CLOSED)
        if question.near:
            fit /= 1 + far / MILES_THAT_HALVE
        return (-fit, number)

    def _for_whom(self, question: Question, course: Course) -> float:
        only_some = course.only_for_audiences and "audience" not in question.chosen
        some_free = len(question.chosen.get("cost", ())) > 1 and course.cost.kind != "free"
        return (FOR_SOME if only_some else 1) * (FOR_SOME if some_free else 1)

    def _fits(self, course: Course, run: Run, chosen: Mapping[str, tuple[ChoiceView, ...]]) -> bool:
        values = {group: {choice.value for choice in choices} for group, choices in chosen.items()}
        return (
            self._course_fits(course, values)
            and self._run_fits(course, run, values)
            and ("starts" not in chosen or any(_starts(run, one) for one in chosen["starts"]))
        )

    def _course_fits(self, course: Course, values: Mapping[str, set[str]]) -> bool:
        facts = {
            "topic": set(course.topics),
            "level": {course.level},
            "audience": set(course.audiences),
            "provider": {course.provider},
            "cost": {course.cost.kind},
        }
        free = course.cost.kind == "free" or (
            course.cost.kind == "free-if"
            and bool(set(course.cost.free_if) & values.get("free", set()))
        )
        return all(facts[group] & values[group] for group in facts if group in values) and (
            "free" not in values or free
        )

    def _run_fits(self, course: Course, run: Run, values: Mapping[str, set[str]]) -> bool:
        venue = self.catalogue.venues[run.venue] if run.venue else None
        areas = self.catalogue.places[run.venue].areas if run.venue else ()
        offered = {**course.support, **(venue.access if venue else {})}
        if fits_school_hours(course, run):
            offered["school-hours"] = "yes"
        needs = values.get("support", set())
        return (
            ("area" not in values or bool(values["area"] & set(areas)))
            and ("delivery" not in values or run.delivery in values["delivery"])
            and ("length" not in values or bool(values["length"] & set(lengths_of(run))))
            and all(offered.get(need) == "yes" for need in needs)
            and (
                not {"day", "time"} & values.keys()
                or any(
                    ("day" not in values or line.day in values["day"])
                    and (
                        "time" not in values
                        or bool(values["time"] & set(times_of(line.day, line.start)))
                    )
                    for line in run.weekly
                )
            )
        )


def _starts(run: Run, choice: ChoiceView) -> bool:
    if run.is_off:
        return False
    if run.rolling and run.starts <= TODAY:
        return choice.value == "any-week"
    return choice.value != "any-week" and choice.first <= run.starts.isoformat() <= choice.last


def some_questions(view: SearchView, number: int) -> list[Question]:
    """Make questions up, the same every time: one to three groups, one or two choices of each."""
    dice = random.Random(7)
    groups = {group.key: group.choices for group in view.filters}
    questions = []
    for turn in range(number):
        keys = dice.sample(sorted(groups), dice.randint(1, 3) if turn % 4 else 0)
        chosen = {
            key: tuple(dice.sample(groups[key], min(dice.randint(1, 2), len(groups[key]))))
            for key in keys
        }
        scores = {place: dice.randint(1, 90) / 7 for place in dice.sample(range(180), 120)}
        questions.append(
            Question(
                chosen,
                dice.choice([None, TOXTETH, SPEKE]),
                ("best", "nearest", "soonest")[turn % 3],
                scores if dice.random() < 0.5 else None,
            )
        )
    return questions


def choices_of(view: SearchView, **values: str) -> dict[str, tuple[ChoiceView, ...]]:
    """The choices of some groups by their values: `day="monday tuesday"`."""
    groups = {group.key: group.choices for group in view.filters}
    return {
        key: tuple(choice for choice in groups[key] if choice.value in wanted.split())
        for key, wanted in values.items()
    }
