"""The choices of the search page: what each is called, how many courses it has, and when it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.letters import words_in
from catalogue.site.urls import Urls
from catalogue.site.views.search import phrases_of, search_view
from catalogue.site.views.site import Site
from tests.builders import a_course, a_run, records_of
from tests.conftest import TODAY

if TYPE_CHECKING:
    from catalogue.records import Run
    from catalogue.site.views.search import ChoiceView, FilterView, SearchView

FACET_OF_GROUP = {
    "topic": "topic",
    "area": "area",
    "time": "time",
    "day": "day",
    "cost": "cost",
    "level": "level",
    "audience": "audience",
    "delivery": "delivery",
    "length": "length",
    "provider": "provider",
}


def on(today: date, site: Site) -> Site:
    """The same catalogue on another day."""
    return replace(site, catalogue=replace(site.catalogue, today=today))


def group_of(view: SearchView, key: str) -> FilterView:
    (group,) = (group for group in view.filters if group.key == key)
    return group


def is_listed_under(site: Site, run: Run, choice: ChoiceView) -> bool:
    """Whether a run starts as a choice says."""
    if run.is_off:
        return False
    goes_on = run.rolling and run.starts <= site.today
    if goes_on or choice.value == "any-week":
        return goes_on and choice.value == "any-week"
    return choice.first <= run.starts.isoformat() <= choice.last


@pytest.mark.parametrize("key", FACET_OF_GROUP)
def test_choice_counts_the_courses_of_the_catalogue(
    view: SearchView, catalogue: Catalogue, key: str
) -> None:
    counts = Counter(
        value
        for course in catalogue.current
        for value in catalogue.facets(course)[FACET_OF_GROUP[key]]
    )
    assert {choice.value: choice.count for choice in group_of(view, key).choices} == counts


def test_choice_of_help_counts_the_courses_of_the_catalogue(
    view: SearchView, catalogue: Catalogue
) -> None:
    for choice in group_of(view, "support").choices:
        assert choice.count == sum(
            choice.value in (*facets["support"], *facets["access"])
            for facets in map(catalogue.facets, catalogue.current)
        )


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 1), date(2027, 6, 30)])
def test_choice_of_a_start_counts_the_courses_that_start_then(site: Site, today: date) -> None:
    site = on(today, site)
    for choice in group_of(search_view(site), "starts").choices:
        assert choice.count == sum(
            any(is_listed_under(site, run, choice) for run in site.catalogue.live_runs(course))
            for course in site.catalogue.current
        ), choice.value


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 1), date(2027, 6, 30), date(2027, 12, 1)])
def test_no_choice_and_no_group_is_without_a_course(site: Site, today: date) -> None:
    for group in search_view(on(today, site)).filters:
        assert group.choices
        assert all(choice.count > 0 for choice in group.choices), group.key


def test_support_and_access_have_no_name_in_common(catalogue: Catalogue) -> None:
    """They are one group of choices and one column."""
    support = catalogue.vocabularies["support"].terms
    access = catalogue.vocabularies["access"].terms
    assert not support.keys() & access.keys()


def test_times_and_days_share_a_name_in_the_address_and_no_value(view: SearchView) -> None:
    time, day = group_of(view, "time"), group_of(view, "day")
    assert time.name == day.name == "when"
    assert not {one.value for one in time.choices} & {one.value for one in day.choices}


def starts_of(today: str, *runs: Run) -> dict[str, ChoiceView]:
    """The choices of when to start where one course with these runs is all there is."""
    records = records_of(a_course(runs=runs), today=date.fromisoformat(today))
    catalogue = Catalogue.of(records, frozenset())
    view = search_view(Site(catalogue, Urls.of(""), "Learning"))
    return {choice.value: choice for choice in group_of(view, "starts").choices}


def starting(day: str, **changes: Any) -> Run:
    first = date.fromisoformat(day)
    return a_run(**{"key": day, "starts": first, "ends": first + timedelta(weeks=8), **changes})


FAR_AHEAD = starting("2040-06-01")


@pytest.mark.parametrize(
    ("moment", "today", "first"),
    [
        ("after-christmas", "2026-12-24", "2027-01-02"),
        ("after-christmas", "2026-12-31", "2027-01-02"),
        ("after-christmas", "2027-01-01", "2027-01-02"),
        ("after-christmas", "2027-01-02", "2028-01-02"),
        ("after-easter", "2026-11-24", "2027-03-30"),
        ("after-easter", "2027-03-28", "2027-03-30"),
        ("after-easter", "2027-03-29", "2027-03-30"),
        ("after-easter", "2027-03-30", "2028-04-18"),
        ("after-easter", "2028-04-17", "2028-04-18"),
        ("after-easter", "2028-04-18", "2029-04-03"),
        ("after-summer", "2026-11-24", "2027-09-01"),
        ("after-summer", "2027-08-31", "2027-09-01"),
        ("after-summer", "2027-09-01", "2028-09-01"),
    ],
)
def test_after_a_holiday_is_after_the_next_one_and_on_its_last_day_after_this_one(
    moment: str, today: str, first: str
) -> None:
    choice = starts_of(today, FAR_AHEAD)[moment]
    assert (choice.first, choice.last) == (first, "9999-12-31")


@pytest.mark.parametrize(
    ("day", "listed"), [("2027-03-29", False), ("2027-03-30", True), ("2027-03-31", True)]
)
def test_course_is_after_easter_from_the_day_after_easter_monday(day: str, listed: bool) -> None:
    assert ("after-easter" in starts_of("2027-02-01", starting(day))) is listed


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2026-11-23", False), ("2026-11-24", True), ("2026-12-22", True), ("2026-12-23", False)],
)
def test_soon_is_from_today_to_four_weeks_ahead(day: str, listed: bool) -> None:
    assert ("soon" in starts_of("2026-11-24", starting(day))) is listed


@pytest.mark.parametrize(("day", "listed"), [("2026-11-30", True), ("2026-12-01", False)])
def test_this_week_is_seven_days(day: str, listed: bool) -> None:
    assert ("this-week" in starts_of("2026-11-24", starting(day))) is listed


def test_course_that_goes_on_is_joined_in_any_week_and_in_no_month() -> None:
    run = starting("2026-09-01", rolling=True, ends=None)
    assert set(starts_of("2026-11-24", run)) == {"any-week"}


def test_months_are_those_in_which_courses_start_in_order_and_none_that_is_over() -> None:
    days = ("2027-01-31", "2026-12-01", "2026-11-01", "2026-10-31", "2028-02-29")
    choices = starts_of("2026-11-24", *map(starting, days))
    months = [choice for choice in choices.values() if choice.value[0] == "2"]
    assert [(month.value, month.label) for month in months] == [
        ("2026-11", "November 2026"),
        ("2026-12", "December 2026"),
        ("2027-01", "January 2027"),
        ("2028-02", "February 2028"),
    ]


def test_month_without_a_year_is_the_next_one_of_its_name() -> None:
    runs = (starting("2026-12-01"), starting("2027-10-04"), starting("2027-11-01"))
    choices = starts_of("2026-11-24", *runs)
    words = {value: choice.words for value, choice in choices.items() if value[0] == "2"}
    assert words == {"2026-12": "December|Dec", "2027-10": "October|Oct", "2027-11": ""}


def test_course_of_two_runs_in_one_month_counts_once() -> None:
    runs = (starting("2027-01-05"), starting("2027-01-12"))
    assert starts_of("2026-11-24", *runs)["2027-01"].count == 1


def keys_of(choice: ChoiceView) -> set[str]:
    """What people type for a choice, as it is looked up: night school, nightschool."""
    texts = (choice.label, *choice.words.split("|"))
    return {"".join(words_in(text)).replace("'", "") for text in texts} - {""}


SAID_OF_TWO = {"daytime", "duringtheday", "intheday", "inthedaytime", "notevenings", "thisweek"}
"""Words that mean either of two choices: a morning or an afternoon, a start or any week."""


@pytest.mark.parametrize("key", ["time", "day", "starts", "delivery", "support", "level", "length"])
def test_no_two_choices_of_a_group_are_known_by_the_same_words(view: SearchView, key: str) -> None:
    counts = Counter(word for choice in group_of(view, key).choices for word in keys_of(choice))
    assert {word for word, count in counts.items() if count > 1} <= SAID_OF_TWO


def test_no_time_is_known_by_the_words_for_a_day_or_a_start(view: SearchView) -> None:
    counts = Counter(
        word
        for key in ("time", "day", "starts")
        for choice in group_of(view, key).choices
        for word in keys_of(choice)
    )
    assert {word for word, count in counts.items() if count > 1} <= SAID_OF_TWO


def test_all_that_can_be_typed_for_filters_and_places_is_among_the_phrases(
    view: SearchView,
) -> None:
    phrases = set(phrases_of(view))
    assert {"Evenings", "after work", "Toxteth", "Granby", "January", "no stairs"} <= phrases
