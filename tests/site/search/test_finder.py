"""What the browser finds and counts is what one finds by going through every course and run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import can_join, lengths_of
from catalogue.site.search import fact_columns
from catalogue.site.search.near import middles_of_areas
from catalogue.site.views.search import ChoiceView
from tests.conftest import TODAY
from tests.site.search.reader import (
    SPEKE,
    Question,
    Reader,
    as_choice,
    choices_of,
    some_questions,
)

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.site.views.search import SearchView
    from catalogue.site.views.site import Site
    from tests.site.search.conftest import Modules

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


def found_by(
    modules: Modules, view: SearchView, questions: list[Question]
) -> list[list[tuple[int, int, float | None]]]:
    asked = [question.for_the_browser() for question in questions]
    told = modules.run(FIND, {"first": view.first_letter, "asked": asked})
    return [[(course, run, miles) for course, run, miles in found] for found in told]


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    return Reader(catalogue, middles_of_areas(catalogue))


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


def test_what_is_called_as_was_asked_comes_first_where_no_such_course_is_when_it_was_asked(
    modules: Modules, view: SearchView, reader: Reader
) -> None:
    """“Weekend pottery”: pottery on a Thursday, and then other crafts at weekends."""
    saturdays = Question(choices_of(view, day="saturday"))
    then = [number for number, *_ in reader.find(saturdays)]
    called = next(number for number in range(50) if number not in then)
    scores = dict.fromkeys((called, *then[:4]), 1.0)
    asked = {**Question(saturdays.chosen, scores=scores).for_the_browser(), "whole": [called]}
    (told,) = modules.run(GIVE_UP, {"first": view.first_letter, "asked": [asked]})
    assert (told["fitting"], told["nearly"][0], told["without"]) == ([], called, [])
    assert set(told["nearly"][1:]) == set(then[:4])


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


def test_card_of_each_course_is_found_where_a_topic_has_several_files(
    modules: Modules, view: SearchView, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fact_columns, "CARDS_IN_FILE", 4)
    files = {
        f"cards/{name}.json": {str(number): card for number, card in cards.items()}
        for name, cards in fact_columns.card_files_of(site)
    }
    assert len(files) > len({course.topics[0] for course in site.catalogue.current})
    script = """
      const get = async (file) => given.files[file] ?? jsonOf(file);
      const finder_ = new finder.Finder(get, {firstLetter: given.first, cardsInFile: 4});
      const courses = Array.from({length: given.courses}, (_, course) => finder_.card(course));
      return (await Promise.all(courses)).map(({title}) => title);"""
    titles = [course.title for course in site.catalogue.current]
    given = {"first": view.first_letter, "files": files, "courses": len(titles)}
    assert modules.run(script, given) == titles
