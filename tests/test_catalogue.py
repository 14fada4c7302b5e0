"""What is published, in which groups and in which order, on the day that it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.catalogue import (
    Catalogue,
    can_join,
    fits_school_hours,
    lengths_of,
    order_of,
    times_of,
)
from catalogue.records import Address, Cost, Course, Run
from tests.builders import a_course, a_provider, a_run, a_session, a_venue, records_of
from tests.conftest import TODAY


def catalogue_of(
    *records: Any, today: date = TODAY, unpublished: tuple[str, ...] = ()
) -> Catalogue:
    return Catalogue.of(records_of(*records, today=today), set(unpublished))


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def run(starts: int, ends: int | None = None, **changes: Any) -> Run:
    """A run that starts and ends so many days from today."""
    last = on(ends if ends is not None else starts)
    return a_run(**{"key": f"{on(starts)}", "starts": on(starts), "ends": last, **changes})


def course(name: str, *runs: Run, **changes: Any) -> Course:
    return a_course(
        **{"id": f"the-kiln/{name}", "title": name.title(), "runs": runs or (a_run(),), **changes}
    )


# One day


@pytest.mark.parametrize(
    ("one", "over"),
    [
        (run(-10, -1), True),
        (run(-10, 0), False),
        (run(0), False),
        (run(1, 5), False),
        (run(-400, rolling=True, ends=None), True),
        (replace(run(-400), rolling=True, ends=None), False),
    ],
)
def test_a_run_is_over_the_day_after_its_last(one: Run, over: bool) -> None:
    assert one.is_over(TODAY) is over


@pytest.mark.parametrize(
    ("one", "joined"),
    [
        (run(0, 10), True),
        (run(-1, 10), False),
        (run(1, 10), True),
        (run(-1, 10, rolling=True), True),
        (replace(run(-400), rolling=True, ends=None), True),
        (run(-10, -1, rolling=True), False),
        (run(5, 10, apply_by=on(0)), True),
        (run(5, 10, apply_by=on(-1)), False),
        (run(-5, 10, apply_by=on(2)), True),
        (run(-20, -10, apply_by=on(2)), False),
        (run(5, state="few-left"), True),
        (run(5, state="full"), False),
        (run(5, state="waiting-list"), False),
        (run(5, state="cancelled"), False),
        (run(5, state="postponed"), False),
        (run(-5, 10, rolling=True, state="cancelled"), False),
    ],
)
def test_who_can_join(one: Run, joined: bool) -> None:
    assert can_join(one, TODAY) is joined


def test_past_and_live_runs() -> None:
    runs = (
        run(-50, -40),
        run(20, 30),
        run(-90, -80),
        run(-5, 5),
        run(7, 9, state="full"),
        run(3, 5),
    )
    one = course("pottery", *runs)
    catalogue = catalogue_of(one)
    assert [live.starts for live in catalogue.live_runs(one)] == [on(3), on(20), on(-5), on(7)]
    assert [past.starts for past in catalogue.past_runs(one)] == [on(-50), on(-90)]
    assert (catalogue.current, catalogue.ended) == ((one,), ())


def test_the_first_run_is_one_that_can_be_joined_and_the_last_are_cancelled() -> None:
    best_first = [
        run(0, 5),
        run(9, 10, state="few-left"),
        run(-5, 10),
        run(2, 3, state="waiting-list"),
        run(1, 3, state="full"),
        run(1, 3, state="postponed"),
        run(1, 3, state="cancelled"),
        run(-5, -1),
        run(-50, -40),
    ]
    worst_first = best_first[::-1]
    assert sorted(worst_first, key=lambda one: order_of(one, TODAY)) == best_first


# Lists


def test_courses_are_in_the_order_of_lists() -> None:
    courses = [
        course("now", run(0, 30)),
        course("soon", run(1, 30)),
        course("Later a", run(9, 30)),
        course("later b", run(9, 30)),
        course("running", run(-9, 30)),
        course("waiting", run(1, 30, state="waiting-list")),
        course("full", run(1, 30, state="full")),
        course("cancelled", run(1, 30, state="cancelled")),
        course("ended", run(-30, -1)),
        course("long-ended", run(-300, -200)),
    ]
    catalogue = catalogue_of(*reversed(courses))
    assert list(catalogue.courses.values()) == courses
    assert [one.id for one in catalogue.ended] == ["the-kiln/ended", "the-kiln/long-ended"]


def test_a_course_that_ended_is_in_no_group_but_has_its_page() -> None:
    ended = course("ended", run(-30, -1))
    catalogue = catalogue_of(ended)
    assert ended.id in catalogue.courses
    assert catalogue.groups == {}
    assert catalogue.courses_in("topic", "crafts") == ()
    assert not any(
        values
        for facet, values in catalogue.facets(ended).items()
        if facet in ("day", "venue", "area")
    )


def test_starting_soon_is_what_begins_within_four_weeks_what_one_can_join_first() -> None:
    catalogue = catalogue_of(
        course("today", run(0, 5)),
        course("last-day", run(28, 30)),
        course("too-late", run(29, 30)),
        course("yesterday", run(-1, 30)),
        course("full", run(3, state="full")),
        course("cancelled", run(3, state="cancelled")),
        course("applied", run(3, apply_by=on(-1))),
        course("few", run(7, state="few-left")),
        course("joined-any-week", replace(run(-300), rolling=True, ends=None)),
        course("both", replace(run(-300), rolling=True, ends=None), run(14, 20)),
    )
    assert [one.id.removeprefix("the-kiln/") for one in catalogue.starting_soon] == [
        "today",
        "few",
        "both",
        "last-day",
        "applied",
        "full",
    ]


def test_what_a_course_leads_to_is_shown_only_where_it_is_published() -> None:
    first = course("first", leads_to=("the-kiln/second", "the-kiln/hidden", "nobody/nothing"))
    second, hidden = course("second"), course("hidden")
    catalogue = catalogue_of(first, second, hidden, unpublished=(hidden.file,))
    assert catalogue.next_courses(first) == (second,)


def test_path_goes_step_by_step_and_knows_where_it_came_from() -> None:
    taster = course("taster", leads_to=("the-kiln/entry",))
    entry = course("entry", leads_to=("the-kiln/one", "the-kiln/other"))
    one, other = course("one", leads_to=("the-kiln/two",)), course("other")
    two = course("two", leads_to=("the-kiln/three",))
    catalogue = catalogue_of(taster, entry, one, other, two, course("three"))
    assert catalogue.courses_before(entry) == (taster,)
    assert catalogue.courses_before(taster) == ()
    assert catalogue.courses_after(entry, 2) == ((one, other), (two,))
    assert catalogue.courses_after(other, 2) == ()


def test_path_that_runs_in_a_circle_ends() -> None:
    """The rules refuse circles, but a path of a hundred steps would still be a bad page."""
    first = course("first", leads_to=("the-kiln/second", "the-kiln/first"))
    second = course("second", leads_to=("the-kiln/third",))
    third = course("third", leads_to=("the-kiln/first", "the-kiln/second"))
    catalogue = catalogue_of(first, second, third)
    assert catalogue.courses_after(first, 9) == ((second,),)
    assert catalogue.courses_before(first) == (third,)


def test_course_can_be_joined_by_any_of_its_runs() -> None:
    full, mixed = course("full", run(5, state="full")), course("mixed", run(-9, -5), run(5))
    assert catalogue_of(full, mixed).joinable == {mixed.id}


def test_what_is_not_published_is_nowhere() -> None:
    hidden = course("hidden")
    catalogue = catalogue_of(hidden, course("shown"), unpublished=(hidden.file,))
    assert list(catalogue.courses) == ["the-kiln/shown"]
    assert [one.id for one in catalogue.courses_in("topic", "crafts")] == ["the-kiln/shown"]


def test_venues_and_providers_are_in_the_order_of_their_names() -> None:
    catalogue = catalogue_of(
        a_venue(id="a-last", name="Zoo"),
        a_venue(id="z-first", name="aviary"),
        a_provider(id="a-last", name="Zebra"),
        a_provider(id="z-first", name="apple"),
    )
    assert [venue.name for venue in catalogue.venues.values()] == ["aviary", "The Shed", "Zoo"]
    assert [who.name for who in catalogue.providers.values()] == ["apple", "The Kiln", "Zebra"]
    assert set(catalogue.places) == set(catalogue.venues)


def test_a_broken_venue_or_provider_is_here_only_while_a_course_points_to_it() -> None:
    shed, kiln = a_venue().file, a_provider().file
    assert not catalogue_of(unpublished=(shed, kiln)).venues
    catalogue = catalogue_of(a_course(), unpublished=(shed, kiln))
    assert [(venue.name, venue.file) for venue in catalogue.venues.values()] == [("The shed", "")]
    assert [(who.name, who.file) for who in catalogue.providers.values()] == [("The kiln", "")]


# Facets


def test_the_facets_of_a_course() -> None:
    hall = a_venue(
        id="the-hall", name="Hall", address=Address("Liverpool", postcode="L4 0TH"), access={}
    )
    assert "L4 0TH" in records_of().reference.places.postcodes
    one = course(
        "pottery",
        run(1, 50, weekly=(a_session("tuesday", "09:30"), a_session("saturday", "13:00"))),
        run(
            2,
            50,
            venue="the-hall",
            delivery="blended",
            weekly=(a_session("tuesday", "18:00", "20:00"),),
        ),
        run(3, 50, venue=None, delivery="online", weekly=()),
        run(-50, -40, delivery="in-person", weekly=(a_session("friday", "14:00"),)),
        topics=("crafts", "arts"),
        level="entry-1",
        cost=Cost("ask"),
        audiences=("women", "carers"),
        taught_in=("en", "ar"),
        support={"creche": "yes", "travel-costs": "ask", "materials": "no"},
    )
    catalogue = catalogue_of(one, hall)
    facets = catalogue.facets(one)
    assert facets == {
        "topic": ("crafts", "arts"),
        "provider": ("the-kiln",),
        "level": ("entry-1",),
        "cost": ("ask",),
        "audience": ("women", "carers"),
        "language": ("en", "ar"),
        "venue": ("the-shed", "the-hall"),
        "area": (*catalogue.places["the-shed"].areas, *catalogue.places["the-hall"].areas),
        "delivery": ("in-person", "blended", "online"),
        "day": ("tuesday", "saturday"),
        "time": ("mornings", "afternoons", "evenings", "weekends"),
        "support": ("creche",),
        "access": ("step-free",),
        "length": ("longer",),
    }
    assert "toxteth" in facets["area"]
    for facet, values in facets.items():
        for value in values:
            assert catalogue.courses_in(facet, value) == (one,), (facet, value)


def test_a_place_is_step_free_only_where_that_is_known() -> None:
    for answer in ("no", "ask"):
        catalogue = catalogue_of(a_course(), a_venue(access={"step-free": answer}))
        assert catalogue.courses_in("access", "step-free") == ()


def test_groups_are_in_the_order_of_lists_and_name_no_course_twice() -> None:
    courses = [
        course(f"course-{number}", run(30 - number, 50), run(number, 60)) for number in range(1, 9)
    ]
    catalogue = catalogue_of(*courses)
    order = list(catalogue.courses.values())
    for by_value in catalogue.groups.values():
        for found in by_value.values():
            assert list(found) == [one for one in order if one in found]


def test_nothing_is_under_a_facet_or_value_that_is_not_there() -> None:
    catalogue = catalogue_of(a_course())
    assert catalogue.courses_in("topic", "nothing") == ()
    assert catalogue.courses_in("nothing", "crafts") == ()


@pytest.mark.parametrize(
    ("day", "start", "names"),
    [
        ("monday", "00:00", ("mornings",)),
        ("monday", "11:59", ("mornings",)),
        ("monday", "12:00", ("afternoons",)),
        ("friday", "16:59", ("afternoons",)),
        ("friday", "17:00", ("evenings",)),
        ("saturday", "09:00", ("mornings", "weekends")),
        ("sunday", "23:59", ("evenings", "weekends")),
    ],
)
def test_what_people_call_a_time(day: str, start: str, names: tuple[str, ...]) -> None:
    assert times_of(day, time.fromisoformat(start)) == names


# Meetings and days


def test_the_meetings_of_a_run_without_end_are_those_of_half_a_year() -> None:
    endless = replace(run(-7), rolling=True, ends=None)
    meetings = catalogue_of(course("pottery", endless)).sessions(endless)
    assert meetings[0].starts.date() == on(-7)
    assert meetings[-1].starts.date() == on(7 * 26)


def test_terms_are_found_by_vocabulary_and_id() -> None:
    catalogue = catalogue_of()
    assert catalogue.term("topics", "crafts").label
    with pytest.raises(KeyError):
        catalogue.term("topics", "nothing")


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_the_same_day_seen_from_any_distance_is_the_same(today: date) -> None:
    def moved(days: int) -> Course:
        shift = timedelta(days=days)
        return course(
            "pottery", a_run(starts=today + shift, ends=today + shift + timedelta(days=10))
        )

    assert catalogue_of(moved(0), today=today).starting_soon
    assert catalogue_of(moved(28), today=today).starting_soon
    assert not catalogue_of(moved(29), today=today).starting_soon
    assert catalogue_of(moved(-10), today=today).current
    assert catalogue_of(moved(-11), today=today).ended


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar(day: date) -> None:
    one = course("pottery", a_run(starts=day, ends=day))
    for today in (date(2026, 11, 24), date(1900, 1, 1), date(9000, 1, 1)):
        catalogue = catalogue_of(one, today=today)
        assert len(catalogue.current) + len(catalogue.ended) == 1
        assert catalogue.starting_soon == ()


def test_nothing_asks_what_day_it_really_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoClock(date):
        @classmethod
        def today(cls) -> NoClock:
            raise AssertionError("somebody asked for the real day")

    monkeypatch.setattr("catalogue.catalogue.date", NoClock)
    monkeypatch.setattr("catalogue.sessions.date", NoClock)
    catalogue = catalogue_of(a_course())
    assert catalogue.groups
    assert catalogue.starting_soon == ()
    assert catalogue.sessions(a_run())


# How long, and when a parent can come

SATURDAY = 4
"""Days from TODAY, a Tuesday."""


@pytest.mark.parametrize(
    ("one", "lengths"),
    [
        (run(0), ("one-day", "six-weeks")),
        (run(SATURDAY), ("one-day", "six-weeks")),
        (run(SATURDAY, SATURDAY + 1), ("weekend", "six-weeks")),
        (run(0, 1), ("six-weeks",)),
        (run(0, 41), ("six-weeks",)),
        (run(0, 42), ("longer",)),
        (run(0, 42, rolling=True), ()),
        (replace(run(0), rolling=True, ends=None), ()),
    ],
)
def test_lengths_are_what_people_call_them(one: Run, lengths: tuple[str, ...]) -> None:
    assert lengths_of(one) == lengths


@pytest.mark.parametrize(
    ("day", "start", "end", "said", "fits"),
    [
        ("monday", "09:15", "15:00", "ask", True),
        ("monday", "09:14", "12:00", "ask", False),
        ("monday", "13:00", "15:01", "ask", False),
        ("friday", "10:00", "12:00", None, True),
        ("saturday", "10:00", "12:00", "ask", False),
        ("monday", "10:00", "12:00", "no", False),
        ("monday", "18:00", "20:00", "yes", True),
    ],
)
def test_school_hours_are_what_the_provider_says_or_else_what_the_times_do(
    day: str, start: str, end: str, said: str | None, fits: bool
) -> None:
    one = replace(run(0, 30), weekly=(a_session(day, start, end),))
    assert (
        fits_school_hours(course("a", support={"school-hours": said} if said else {}), one) is fits
    )


def test_run_without_times_fits_no_school_hours() -> None:
    assert not fits_school_hours(course("a"), replace(run(0, 30), weekly=()))
