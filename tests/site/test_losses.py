"""What would suddenly be gone is told before it is published; what ends by itself is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from catalogue.site.losses import sudden_losses
from catalogue.site.published import Published

if TYPE_CHECKING:
    from collections.abc import Collection

LAST_WEEK, TODAY = date(2026, 11, 17), date(2026, 11, 24)
COURSES = {
    f"{provider}/course-{number}": ("the-hall",) if number == 0 else ("the-shed",)
    for provider in ("kiln", "loom", "forge", "mill")
    for number in range(20)
}
BEFORE = Published(
    day=LAST_WEEK,
    courses=COURSES,
    current=len(COURSES),
    venues={"the-shed": "The Shed", "the-hall": "The Hall"},
    pages=("/help/", "/providers/kiln/"),
    counts={"postcodes": 17_000},
)


def without(*ids: str, **changes: object) -> Published:
    """What is published when some courses are gone, and what else has changed."""
    left = {name: venues for name, venues in COURSES.items() if name not in ids}
    now = replace(BEFORE, day=TODAY, courses=left, current=len(left))
    return replace(now, **changes)  # type: ignore[arg-type]


def of(provider: str, numbers: Collection[int]) -> list[str]:
    return [f"{provider}/course-{number}" for number in numbers]


def test_same_site_again_loses_nothing() -> None:
    assert sudden_losses(BEFORE, without()) == []


def test_courses_that_end_one_by_one_are_nobodys_mistake() -> None:
    assert sudden_losses(BEFORE, without("kiln/course-1", "loom/course-1", "mill/course-2")) == []


def test_place_that_takes_courses_with_it_is_told_with_whose_they_are() -> None:
    gone = [f"{provider}/course-0" for provider in ("kiln", "loom")]
    [said] = sudden_losses(BEFORE, without(*gone, venues={"the-shed": "The Shed"}))
    assert said == (
        "The Hall (content/venues/the-hall.yaml) is gone, and takes 2 courses with it: "
        "kiln 1 (course-0); loom 1 (course-0)."
    )


def test_place_that_takes_one_course_with_it_is_told_of_one() -> None:
    [said] = sudden_losses(BEFORE, without("kiln/course-0", venues={"the-shed": "The Shed"}))
    assert "takes 1 course with it" in said


def test_place_that_closes_and_takes_no_course_with_it_is_not_told() -> None:
    assert sudden_losses(BEFORE, without(venues={"the-shed": "The Shed"})) == []


def test_provider_who_loses_a_quarter_is_told() -> None:
    assert sudden_losses(BEFORE, without(*of("kiln", range(1, 5)))) == []
    said = sudden_losses(BEFORE, without(*of("kiln", range(1, 6))))
    named = "course-1, course-2, course-3, course-4"
    assert said[0] == f"kiln loses 5 of 20 courses: {named} and course-5."
    said = sudden_losses(BEFORE, without(*of("kiln", range(1, 7))))
    assert said[0] == f"kiln loses 6 of 20 courses: {named}, course-5 and 1 more."


def test_provider_who_loses_all_it_had_is_told_though_it_had_few() -> None:
    few = {"smithy/nails": (), "smithy/knives": (), "lone/one": ()}
    before = replace(BEFORE, courses={**COURSES, **few}, current=83)
    [said] = sudden_losses(before, replace(before, courses=COURSES, current=80))
    assert said == "smithy loses 2 of 2 courses: knives and nails."


def test_many_gone_from_everywhere_are_told_though_no_provider_loses_much() -> None:
    gone = [*of("kiln", (1, 2)), *of("loom", (1, 2)), *of("forge", (1,))]
    [said] = sudden_losses(BEFORE, without(*gone))
    assert said.startswith("5 of 80 courses lose their page: forge 1 (course-1); kiln 2 (")


def spread(providers: int, each: int) -> Published:
    """A site where so many providers have so many courses each."""
    names = [
        f"provider-{one}/course-{number}" for one in range(providers) for number in range(each)
    ]
    return replace(BEFORE, courses=dict.fromkeys(names, ()), current=len(names))


@pytest.mark.parametrize(("before", "most"), [(spread(40, 10), 20), (spread(6, 1), 4)])
def test_twentieth_of_all_may_go_but_always_four(before: Published, most: int) -> None:
    first_of_each = [name for name in before.courses if name.endswith("-0")]
    for gone, sentences in ((most, 0), (most + 1, 1)):
        left = {name: () for name in before.courses if name not in first_of_each[:gone]}
        now = replace(before, day=TODAY, courses=left, current=len(left))
        assert len(sudden_losses(before, now)) == sentences


def test_lists_of_a_small_site_may_lose_four() -> None:
    before = spread(6, 1)
    assert sudden_losses(before, replace(before, current=2)) == []
    assert len(sudden_losses(before, replace(before, current=1))) == 1


def test_lists_are_not_blamed_for_courses_that_are_gone() -> None:
    said = sudden_losses(BEFORE, without(*of("kiln", range(15)), *of("loom", range(15))))
    assert not any("Lists" in one for one in said)


def test_renamed_course_is_not_lost() -> None:
    left = {name: venues for name, venues in COURSES.items() if not name.startswith("kiln/")}
    renamed = {f"kiln/course-{number}": f"kiln/new-{number}" for number in range(20)}
    new = dict.fromkeys(renamed.values(), ("the-shed",))
    now = without(courses={**left, **new}, renamed=renamed)
    assert sudden_losses(BEFORE, now) == []


def test_examples_may_go_when_the_public_comes() -> None:
    before = replace(BEFORE, invented=frozenset(of("kiln", range(20))))
    now = without(*of("kiln", range(20)))
    assert sudden_losses(before, now) == []
    assert sudden_losses(before, replace(now, invented=frozenset({"loom/course-1"})))


def test_when_the_public_comes_lists_and_counts_are_shorter_by_the_examples() -> None:
    invented = [name for name in COURSES if name not in of("kiln", range(3))]
    counts = {"pages": 400, "bytes of search": 900_000, "postcodes": 17_000}
    before = replace(BEFORE, invented=frozenset(invented), counts=counts)
    fewer = {"pages": 60, "bytes of search": 9_000, "postcodes": 17_000}
    now = without(*invented, counts=fewer)
    assert sudden_losses(before, now) == []
    [said] = sudden_losses(before, replace(now, counts={**fewer, "postcodes": 8_500}))
    assert said == "There would be 8,500 postcodes, and there were 17,000."


@pytest.mark.parametrize("current", [80, 41])
def test_lists_may_get_shorter(current: int) -> None:
    assert sudden_losses(BEFORE, without(current=current)) == []


def test_lists_that_are_nearly_empty_are_told() -> None:
    [said] = sudden_losses(BEFORE, without(current=3))
    assert "would have 3 courses, and had 80" in said


def test_page_that_would_not_answer_any_more_is_told() -> None:
    [said] = sudden_losses(BEFORE, without(pages=("/help/",)))
    assert said == "These addresses would not answer any more: /providers/kiln/."


def test_earlier_name_that_a_course_forgets_is_told_and_one_that_goes_with_its_course_is_not() -> (
    None
):
    names = {"kiln/pots": "kiln/course-1", "loom/rugs": "loom/course-1"}
    before = replace(BEFORE, renamed=names)
    assert sudden_losses(before, without("loom/course-1", renamed=names)) == []
    [said] = sudden_losses(before, without("loom/course-1"))
    assert said == "These addresses would not answer any more: courses/kiln/pots."
    again = {"kiln/pots": "kiln/course-2", "kiln/course-1": "kiln/course-2"}
    assert (
        sudden_losses(replace(before, renamed=again), without("kiln/course-1", renamed=again)) == []
    )


def test_postcodes_cut_in_half_are_told() -> None:
    [said] = sudden_losses(BEFORE, without(counts={"postcodes": 8_500}))
    assert said == "There would be 8,500 postcodes, and there were 17,000."


def test_tenth_of_the_postcodes_may_go() -> None:
    assert sudden_losses(BEFORE, without(counts={"postcodes": 15_300})) == []
    assert len(sudden_losses(BEFORE, without(counts={"postcodes": 15_299}))) == 1
    [said] = sudden_losses(BEFORE, without(counts={}))
    assert said == "There would be 0 postcodes, and there were 17,000."


def test_of_many_courses_that_are_gone_only_counts_without_courses_say_more() -> None:
    before = replace(BEFORE, counts={"postcodes": 17_000, "pages": 400, "bytes of search": 900})
    gone, less = of("kiln", range(1, 7)), {"postcodes": 8_500, "pages": 9, "bytes of search": 9}
    said = sudden_losses(before, without(*gone, counts=less))
    assert [one for one in said if "there were" in one] == [
        "There would be 8,500 postcodes, and there were 17,000."
    ]
    few = sudden_losses(before, without("kiln/course-1", counts=less))
    assert [one.split(",")[0].partition("be ")[2] for one in few] == [
        *("8", "9 pages", "9 bytes of search")
    ]
