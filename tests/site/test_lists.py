"""Lists of courses: in which parts they are, what makes them shorter, and what cards say there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.records import Address, Cost, Course
from catalogue.site.language import ENGLISH
from catalogue.site.urls import Urls
from catalogue.site.views.groups import area_pages, pair_pages, topic_pages, when_pages
from catalogue.site.views.lists import ListView
from catalogue.site.views.site import Site
from catalogue.site.views.special_lists import special_lists
from catalogue.site.views.words import near_date, near_month
from tests.builders import a_course, a_provider, a_run, a_session, a_venue, records_of
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_COURSES = {"topics", "level", "cost", "support", "runs"}
SHED = a_venue()
BARN = a_venue(
    id="the-barn", name="The Barn", address=Address(town="Liverpool", postcode="L18 6HG")
)


def site_of(*courses: Course) -> Site:
    """A site with these courses, at a shed in one area and a barn in another."""
    records = records_of(*courses, SHED, BARN, a_provider())
    return Site(Catalogue.of(records, set()), Urls(), "Learning")


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def course(name: str, **changes: Any) -> Course:
    """A course with one run, to which changes of a run's fields go."""
    fields: dict[str, Any] = {"id": f"the-kiln/{name}", "title": name.title()}
    fields |= {key: changes.pop(key) for key in OF_COURSES & changes.keys()}
    return a_course(**{"runs": (a_run(**changes),), **fields})


def many(number: int, **changes: Any) -> list[Course]:
    return [course(f"course-{place:02}", **changes) for place in range(number)]


def at(pages: Iterable[object], path: str) -> ListView:
    [found] = [page for page in pages if isinstance(page, ListView) and page.path == path]
    return found


def titles(page: ListView) -> dict[str, list[str]]:
    return {part.heading: [card.title for card in part.cards] for part in page.parts}


def test_a_list_has_parts_by_what_one_can_do_about_its_courses() -> None:
    site = site_of(
        course("rolling", rolling=True, starts=on(-60), ends=None),
        course("soon", starts=date(2026, 12, 1), ends=date(2026, 12, 20)),
        course("later"),
        course("late", starts=on(-3)),
        course("waiting", state="waiting-list"),
        course("full", state="full"),
        course("off", state="cancelled"),
    )
    assert titles(at(topic_pages(site), "/topics/crafts/")) == {
        "You can join now": ["Rolling"],
        "Starts in December": ["Soon"],
        "Starts in January": ["Later"],
        "Ask if you can still join": ["Late"],
        "Waiting list": ["Waiting"],
        "Full": ["Full"],
        "Cancelled": ["Off"],
    }


def test_a_short_list_is_one_part_that_says_how_many_there_are() -> None:
    page = at(topic_pages(site_of(*many(6))), "/topics/crafts/")
    assert page.few
    assert [part.heading for part in page.parts] == ["6 courses"]
    assert page.narrow.choices == ()


def test_what_did_not_take_place_has_not_finished_and_stands_apart() -> None:
    before = {"starts": on(-60), "ends": on(-30)}
    site = site_of(
        *(course(f"done-{number}", **before) for number in range(6)),
        *(course(f"off-{state}", state=state, **before) for state in ("cancelled", "postponed")),
    )
    page = at(special_lists(site), "/not-running-now/")
    assert [part.heading for part in page.parts] == ["Finished", "Cancelled", "Postponed"]
    assert {card.begins for part in page.parts[1:] for card in part.cards} == {
        "Was to start 25 September"
    }
    assert page.count == "8 courses"


def test_a_list_is_in_the_order_of_the_runs_that_it_shows() -> None:
    evening = (a_session(start="18:00", end="20:00"),)
    early, late = (
        course(
            name,
            runs=(
                a_run(key="morning", starts=on(morning), ends=on(200)),
                a_run(key="evening", starts=on(by_night), ends=on(200), weekly=evening),
            ),
        )
        for name, morning, by_night in (("early", 10, 90), ("late", 20, 80))
    )
    page = at(when_pages(site_of(early, late)), "/when/evenings/")
    assert [(card.title, card.run_key) for card in page.cards] == [
        ("Late", "evening"),
        ("Early", "evening"),
    ]


def test_two_things_together_have_a_list_where_one_run_is_both() -> None:
    saturday = (a_session("saturday"),)
    site = site_of(
        *many(7),
        course("both", weekly=saturday),
        course(
            "apart",
            runs=(a_run(key="here"), a_run(key="there", venue="the-barn", weekly=saturday)),
        ),
    )
    page = at(pair_pages(site), "/areas/toxteth/saturday/")
    assert (page.heading, page.count) == ("Saturdays in Toxteth", "1 course")
    assert [card.title for card in page.cards] == ["Both"]
    assert [(link.text, link.href) for link in page.narrow.chosen] == [
        ("Toxteth", "/when/saturday/"),
        ("Saturdays", "/areas/toxteth/"),
    ]
    assert page.narrow.search == "/search/?area=toxteth&when=saturday"
    assert [link.text for link in page.crumbs] == ["Home", "Areas", "Toxteth"]


def test_links_make_a_list_shorter_and_say_what_is_left() -> None:
    site = site_of(*many(7), course("paid", cost=Cost("fee"), weekly=(a_session("friday"),)))
    narrow = at(area_pages(site), "/areas/toxteth/").narrow
    assert [link.text for link in narrow.links] == ["Free (7)"]
    [times] = [choices for choices in narrow.choices if choices.heading == "Days and times"]
    # All are in the morning, so that is no choice.
    assert [link.text for link in times.links] == ["Tuesdays (7)", "Fridays (1)"]


def test_where_an_area_has_nothing_on_a_day_the_nearest_that_has_is_named() -> None:
    sunday = (a_session("sunday"),)
    site = site_of(
        course("here"), *many(7, venue="the-barn", weekly=sunday), course("other", venue="the-barn")
    )
    here = at(area_pages(site), "/areas/toxteth/")
    [times] = here.narrow.choices
    assert "Sundays in Mossley Hill and Allerton (7)" in [link.text for link in times.links]
    assert "Courses in Mossley Hill and Allerton" in [link.text for link in here.see_also]


def test_who_looks_for_english_is_asked_for_the_level_first_in_plain_words() -> None:
    site = site_of(
        *many(5, topics=("esol",), level="entry-1"),
        *(course(f"two-{number}", topics=("esol",), level="entry-2") for number in range(3)),
        course("anyone", topics=("esol",)),
    )
    page = at(topic_pages(site), "/topics/esol/")
    assert [(level.label, level.href, level.count) for level in page.levels] == [
        ("Anyone can start", "/topics/esol/none/", "1 course"),
        ("Entry 1", "/topics/esol/entry-1/", "5 courses"),
        ("Entry 2", "/topics/esol/entry-2/", "3 courses"),
    ]
    assert page.levels[1].meaning.startswith("I know some words.")
    assert at(pair_pages(site), "/topics/esol/entry-1/").heading.endswith(": Entry 1")
    facts = {card.title: (card.level, card.fact) for card in page.cards}
    assert facts["Anyone"] == ("", "Anyone can start")
    assert facts["Two-0"] == ("Entry 2", "")


def test_a_card_says_what_its_list_was_asked_for() -> None:
    site = site_of(
        course("creche", support={"creche": "yes", "childcare-costs": "ask"}),
        course("costs", support={"childcare-costs": "yes"}),
    )
    page = at(special_lists(site), "/with-childcare/")
    assert {card.title: card.fact for card in page.cards} == {
        "Creche": "Crèche or childcare on site",
        "Costs": "Help with childcare costs",
    }
    assert {card.fact for card in at(topic_pages(site), "/topics/crafts/").cards} == {""}


@pytest.mark.parametrize(
    ("day", "said", "month"),
    [
        (date(2027, 1, 12), "12 January", "January"),
        (date(2026, 3, 1), "1 March", "March"),
        (date(2027, 11, 1), "1 November 2027", "November 2027"),
        (date(2025, 11, 1), "1 November 2025", "November 2025"),
    ],
)
def test_a_year_is_said_only_where_somebody_might_think_of_another(
    day: date, said: str, month: str
) -> None:
    assert near_date(ENGLISH, day, TODAY) == said
    assert near_month(ENGLISH, day, TODAY) == month
