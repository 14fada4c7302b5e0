"""What the browser finds and counts is what one finds by going through every course and run."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import can_join, fits_school_hours, lengths_of, order_of, times_of
from catalogue.places import metres_between
from catalogue.records import Point
from catalogue.site.search.near import middles_of_areas
from catalogue.site.views.search import ChoiceView
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Run
    from catalogue.site.views.search import SearchView
    from tests.site.search.conftest import Modules

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

FIND = """
  const finder_ = new finder.Finder(jsonOf, {firstLetter: given.first, anyWeek: "any-week"});
  const answers = [];
  for (const {scores, ...asks} of given.asked) {
    const found = await finder_.find({...asks, scores: scores && new Map(scores)});
    answers.push(found.map(({course, run, miles}) => [course, run, miles ?? null]));
  }
  return answers;"""
COUNT = """
  const finder_ = new finder.Finder(jsonOf, {firstLetter: given.first, anyWeek: "any-week"});
  const answers = [];
  for (const {group, choices, scores, chosen} of given.asked) {
    const asks = {chosen, scores: scores && new Map(scores)};
    answers.push(Object.fromEntries(await finder_.count(group, choices, asks)));
  }
  return answers;"""


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


def found_by(
    modules: Modules, view: SearchView, questions: list[Question]
) -> list[list[tuple[int, int, float | None]]]:
    asked = [question.for_the_browser() for question in questions]
    told = modules.run(FIND, {"first": view.first_letter, "asked": asked})
    return [[(course, run, miles) for course, run, miles in found] for found in told]


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    return Reader(catalogue, middles_of_areas(catalogue))


def choices_of(view: SearchView, **values: str) -> dict[str, tuple[ChoiceView, ...]]:
    """The choices of some groups by their values: `day="monday tuesday"`."""
    groups = {group.key: group.choices for group in view.filters}
    return {
        key: tuple(choice for choice in groups[key] if choice.value in wanted.split())
        for key, wanted in values.items()
    }


def test_browser_finds_the_courses_and_shows_the_runs_that_fit_in_the_same_order(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    questions = some_questions(view, 60)
    answers = [reader.find(question) for question in questions]
    assert sum(bool(answer) for answer in answers) > 40
    for question, found, answer in zip(
        questions, found_by(modules, view, questions), answers, strict=True
    ):
        expected = {number: (place, miles) for number, place, miles in answer}
        assert sorted(number for number, *_ in found) == sorted(expected), question
        for number, place, miles in found:
            assert place == expected[number][0], question
            assert miles == (expected[number][1] and pytest.approx(expected[number][1], abs=0.01))
        assert reader.is_in_order(question, found), question


def test_tuesday_evening_is_one_meeting_not_one_on_tuesday_and_one_in_the_evening(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    chosen = choices_of(view, day="tuesday", time="evenings")
    (found,) = found_by(modules, view, [Question(chosen)])
    assert found
    for number, place, _ in found:
        run = catalogue.live_runs(catalogue.current[number])[place]
        assert any(line.day == "tuesday" and line.start.hour >= 17 for line in run.weekly)
    asked = {number for number, *_ in found}
    both = {
        number
        for number, course in enumerate(catalogue.current)
        if "tuesday" in catalogue.facets(course)["day"]
        and "evenings" in catalogue.facets(course)["time"]
    }
    assert asked < both


def test_soonest_is_soonest_although_a_place_is_asked_for(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    """Of each course the run that starts first is shown, not the nearest; miles are still said."""
    (found,) = found_by(modules, view, [Question(near=SPEKE, sort="soonest")])
    (anywhere,) = found_by(modules, view, [Question(sort="soonest")])
    assert [one[:2] for one in found] == [one[:2] for one in anywhere]
    assert any(miles is not None for *_, miles in found)
    runs = [catalogue.live_runs(catalogue.current[number])[place] for number, place, _ in found]
    days = [run.starts for run in runs if can_join(run, TODAY) and run.starts > TODAY]
    assert days == sorted(days)
    assert len(set(days)) > 10


def test_choices_of_a_group_add_to_each_other_but_needs_must_all_be_met(
    modules: Modules, view: SearchView
) -> None:
    questions = [
        Question(choices_of(view, topic=topics)) for topics in ("esol", "maths", "esol maths")
    ] + [
        Question(choices_of(view, support=needs))
        for needs in ("creche", "step-free", "creche step-free")
    ]
    esol, maths, either, creche, step_free, both = (
        {number for number, *_ in found} for found in found_by(modules, view, questions)
    )
    assert either == esol | maths
    assert both <= creche & step_free
    assert both


def test_free_for_a_person_is_free_for_all_or_for_a_reason_of_theirs(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    reasons = {reason for course in reader.catalogue.current for reason in course.cost.free_if}
    assert len(reasons) > 1
    questions = [Question({"free": (ChoiceView(reason, reason, 0),)}) for reason in sorted(reasons)]
    assert found_by(modules, view, questions) == [reader.find(one) for one in questions]


def test_nothing_asked_finds_every_course_in_the_order_of_lists_those_for_everyone_first(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    (found,) = found_by(modules, view, [Question()])
    only = [course.only_for_audiences for course in catalogue.current]
    assert 0 < sum(only) < len(only)
    expected = sorted(range(len(only)), key=lambda number: only[number])
    assert found == [(number, 0, None) for number in expected]


def test_course_only_for_some_people_stands_below_the_same_for_everyone_unless_they_were_named(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    (women,) = (
        number
        for number, course in enumerate(catalogue.current)
        if course.only_for_audiences and course.id.endswith("/sewing-for-women")
    )
    everyone = next(
        number for number, course in enumerate(catalogue.current) if not course.only_for_audiences
    )
    scores = {women: 1.0, everyone: 0.9}
    as_told, named = found_by(
        modules,
        view,
        [Question(scores=scores), Question(choices_of(view, audience="women"), scores=scores)],
    )
    assert [number for number, *_ in as_told] == [everyone, women]
    assert named[0][0] == women


def test_free_for_everyone_comes_before_free_for_some_where_both_were_asked_for(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    (found,) = found_by(modules, view, [Question(choices_of(view, cost="free free-if"))])
    courses = [catalogue.current[number] for number, *_ in found]
    kinds = [course.cost.kind for course in courses if not course.only_for_audiences]
    assert set(kinds) == {"free", "free-if"}
    assert kinds == sorted(kinds)


def test_single_days_stand_below_what_takes_up_to_six_weeks(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    (found,) = found_by(modules, view, [Question(choices_of(view, length="six-weeks"))])
    courses = [(catalogue.current[number], place) for number, place, _ in found]
    is_short = [
        lengths_of(catalogue.live_runs(course)[place]) != ("six-weeks",)
        for course, place in courses
        if not course.only_for_audiences
    ]
    assert set(is_short) == {False, True}
    assert is_short == sorted(is_short)


GIVE_UP = """
  const finder_ = new finder.Finder(jsonOf, {firstLetter: given.first, anyWeek: "any-week"});
  const answers = [];
  for (const {scores, whole, ...asks} of given.asked) {
    const found = await finder_.findOrGiveUp({
      ...asks, scores: scores && new Map(scores), whole: whole && new Set(whole),
    });
    answers.push({
      ...found,
      fitting: found.fitting.map(({course}) => course),
      nearly: found.nearly.map(({course}) => course),
      without: found.without.map(({value}) => value),
    });
  }
  return answers;"""


def test_only_what_has_all_that_was_asked_fits_and_the_rest_nearly(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    some_words = dict.fromkeys(range(12), 1.0)
    saturdays = Question(choices_of(view, day="saturday", topic="maths"))
    fits_all = {number for number, *_ in reader.find(saturdays)}
    asked: list[dict[str, Any]] = [
        {**Question(scores=some_words).for_the_browser(), "whole": [3, 5]},
        {**Question(scores=some_words).for_the_browser(), "whole": []},
        saturdays.for_the_browser(),
        {**Question(choices_of(view, day="sunday"), scores={0: 1.0}).for_the_browser()},
    ]
    words, none, day, sunday = modules.run(GIVE_UP, {"first": view.first_letter, "asked": asked})
    assert sorted(words["fitting"]) == [3, 5]
    assert sorted(words["nearly"]) == sorted(some_words.keys() - {3, 5})
    assert (none["fitting"], len(none["nearly"])) == ([], 12)
    assert set(day["fitting"]) == fits_all
    assert bool(day["without"]) == (len(fits_all) < 3)
    assert not set(day["fitting"]) & set(day["nearly"])
    assert (sunday["fitting"], sunday["nearly"], sunday["without"]) == ([], [0], ["sunday"])


def test_no_words_that_fit_find_nothing(modules: Modules, view: SearchView) -> None:
    asked = [{**Question().for_the_browser(), "scores": []}]
    assert modules.run(FIND, {"first": view.first_letter, "asked": asked}) == [[]]


def test_counts_say_how_many_courses_there_would_be_with_each_choice(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    """Of one group in place of what is chosen in it; of needs, besides what is chosen."""
    groups = {group.key: group.choices for group in view.filters}
    questions = some_questions(view, 12)
    asked: list[dict[str, Any]] = []
    expected = []
    for question, key in zip(questions, sorted(groups) * 2, strict=False):
        choices = groups[key][:6]
        told = question.for_the_browser()
        asked.append({**told, "group": key, "choices": [as_choice(one) for one in choices]})
        before = question.chosen.get(key, ()) if key == "support" else ()
        expected.append(
            {
                choice.value: len(
                    reader.find(
                        Question(
                            {**question.chosen, key: (*before, choice)}, scores=question.scores
                        )
                    )
                )
                for choice in choices
            }
        )
    told = modules.run(COUNT, {"first": view.first_letter, "asked": asked})
    assert told == expected


def test_count_of_a_need_is_of_courses_that_meet_those_chosen_as_well(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    chosen = choices_of(view, support="creche")
    (step_free,) = choices_of(view, support="step-free")["support"]
    asked = {
        "group": "support",
        "choices": [as_choice(step_free)],
        "chosen": Question(chosen).for_the_browser()["chosen"],
        "scores": None,
    }
    both = len(reader.find(Question({"support": (*chosen["support"], step_free)})))
    assert 0 < both < step_free.count
    given = {"first": view.first_letter, "asked": [asked]}
    assert modules.run(COUNT, given) == [{"step-free": both}]


def test_counts_where_nothing_is_asked_are_those_that_stand_in_the_page(
    modules: Modules, view: SearchView
) -> None:
    asked: list[dict[str, Any]] = [
        {
            "group": group.key,
            "choices": [as_choice(choice) for choice in group.choices],
            "chosen": {},
            "scores": None,
        }
        for group in view.filters
    ]
    told = modules.run(COUNT, {"first": view.first_letter, "asked": asked})
    assert told == [
        {choice.value: choice.count for choice in group.choices} for group in view.filters
    ]


def test_only_the_columns_that_a_question_needs_are_fetched(
    modules: Modules, view: SearchView
) -> None:
    script = """
      const fetched = [];
      const get = (file) => { fetched.push(file); return jsonOf(file); };
      const finder_ = new finder.Finder(get, {firstLetter: given.first, anyWeek: "any-week"});
      for (const asks of given.asked) await finder_.find(asks);
      return fetched.sort();"""
    day = Question(choices_of(view, day="monday", time="evenings"))
    given = {"first": view.first_letter, "asked": [day.for_the_browser()] * 2}
    names = ("audience", "joining", "when")
    assert modules.run(script, given) == [f"facets/{name}.json" for name in names]


def test_file_that_did_not_come_is_asked_for_again(modules: Modules, view: SearchView) -> None:
    script = """
      let broken = true;
      const get = (file) => (broken ? Promise.reject(new Error(file)) : jsonOf(file));
      const finder_ = new finder.Finder(get, {firstLetter: given.first, anyWeek: "any-week"});
      const failed = await finder_.find({chosen: {}}).catch(() => "failed");
      broken = false;
      return [failed, (await finder_.find({chosen: {}})).length];"""
    assert modules.run(script, {"first": view.first_letter}) == ["failed", 180]
