"""What the browser filters, sorts and shows with says the same as the catalogue."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from catalogue.catalogue import best_run, can_join, fits_school_hours, lengths_of, times_of
from catalogue.site.search.fact_columns import cards_of, columns_of, start_of, venues_of
from catalogue.site.search.fetched import search_files
from catalogue.site.search.near import middles_of_areas
from tests.builders import a_run
from tests.conftest import TODAY, edition_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course, Run
    from catalogue.site.views.site import Site

OF_COURSES = ("joining", "topic", "level", "audience", "provider", "cost")
OF_RUNS = ("when", "venue", "delivery", "support", "starts", "length", "language")


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, Any]:
    """What the browser gets, by file."""
    return {
        name: json.loads(text)
        for name, text in search_files(site, (), ())
        if name.endswith(".json")
    }


@pytest.fixture(scope="module")
def facts(files: Mapping[str, Any]) -> Mapping[str, list[Any]]:
    """Every column, read letter by letter as a browser does."""
    columns = {
        name.removeprefix("facets/").removesuffix(".json"): column
        for name, column in files.items()
        if name.startswith("facets/")
    }
    return {
        name: [column["sets"][ord(letter) - ord("0")] for letter in column["rows"]]
        for name, column in columns.items()
    }


@pytest.fixture(scope="module")
def courses(catalogue: Catalogue) -> list[Course]:
    return [course for course in catalogue.courses.values() if catalogue.live_runs(course)]


@pytest.fixture(scope="module")
def runs(catalogue: Catalogue, courses: list[Course]) -> list[tuple[Course, Run]]:
    return [(course, run) for course in courses for run in catalogue.live_runs(course)]


def test_there_is_a_column_for_each_facet_and_no_other(facts: Mapping[str, list[Any]]) -> None:
    assert sorted(facts) == sorted((*OF_COURSES, *OF_RUNS))


def test_rows_are_as_many_as_courses_or_runs(
    facts: Mapping[str, list[Any]], courses: list[Course], runs: list[tuple[Course, Run]]
) -> None:
    assert {name: len(facts[name]) for name in OF_COURSES} == dict.fromkeys(
        OF_COURSES, len(courses)
    )
    assert {name: len(facts[name]) for name in OF_RUNS} == dict.fromkeys(OF_RUNS, len(runs))
    assert sum(map(len, facts["joining"])) == len(runs)


def test_courses_have_the_facts_of_the_catalogue(
    facts: Mapping[str, list[Any]], catalogue: Catalogue, courses: list[Course]
) -> None:
    for number, course in enumerate(courses):
        for facet in ("topic", "level", "provider"):
            assert tuple(facts[facet][number]) == catalogue.facets(course)[facet], course.id
        only = ["only"] if course.only_for_audiences else []
        assert facts["audience"][number] == [*course.audiences, *only]
        assert facts["cost"][number] == [course.cost.kind, *course.cost.free_if]
        assert len(facts["joining"][number]) == len(catalogue.live_runs(course))


def test_runs_have_the_facts_of_the_catalogue(
    facts: Mapping[str, list[Any]], catalogue: Catalogue, runs: list[tuple[Course, Run]]
) -> None:
    for row, (course, run) in enumerate(runs):
        assert facts["venue"][row] == (run.venue or "")
        assert facts["delivery"][row] == run.delivery
        meetings = {(line.day, *times_of(line.day, line.start)) for line in run.weekly}
        assert {tuple(meeting) for meeting in facts["when"][row]} == meetings
        offered = {name for name, answer in course.support.items() if answer == "yes"}
        offered |= {"school-hours"} if fits_school_hours(course, run) else set()
        assert facts["length"][row] == list(lengths_of(run))
        if run.venue:
            access = catalogue.venues[run.venue].access
            offered |= {name for name, answer in access.items() if answer == "yes"}
        assert facts["support"][row] == sorted(offered)


def test_the_runs_of_a_course_together_have_its_facets(
    facts: Mapping[str, list[Any]], catalogue: Catalogue, courses: list[Course]
) -> None:
    row = 0
    for number, course in enumerate(courses):
        rows = range(row, row + len(facts["joining"][number]))
        row += len(facts["joining"][number])
        facets = catalogue.facets(course)
        meetings = [meeting for one in rows for meeting in facts["when"][one]]
        assert {day for day, *_ in meetings} == set(facets["day"])
        assert {time for _, *times in meetings for time in times} == set(facets["time"])
        assert {facts["venue"][one] for one in rows} - {""} == set(facets["venue"])
        assert {facts["delivery"][one] for one in rows} == set(facets["delivery"])
        support = {name for one in rows for name in facts["support"][one]}
        assert {*facets["support"], *facets["access"]} <= support


def test_run_says_when_it_starts_one_that_goes_on_any_week_and_one_that_is_off_never(
    facts: Mapping[str, list[Any]], runs: list[tuple[Course, Run]]
) -> None:
    goes_on = [run.rolling and run.starts <= TODAY for _, run in runs]
    assert any(goes_on)
    for start, on, (_, run) in zip(facts["starts"], goes_on, runs, strict=True):
        begins = "never" if run.is_off else run.starts.isoformat()
        assert start == ("any-week" if on and not run.is_off else begins)


@pytest.mark.parametrize(
    ("rolling", "days", "said"),
    [
        (True, -1, "any-week"),
        (True, 0, "any-week"),
        (True, 1, "2026-11-25"),
        (False, 0, "2026-11-24"),
        (False, -1, "2026-11-23"),
    ],
)
def test_only_a_run_that_has_begun_and_goes_on_can_be_joined_any_week(
    rolling: bool, days: int, said: str
) -> None:
    assert start_of(a_run(rolling=rolling, starts=TODAY + timedelta(days=days)), TODAY) == said


def test_nothing_is_in_the_way_of_joining_exactly_where_people_can_join(
    facts: Mapping[str, list[Any]], runs: list[tuple[Course, Run]]
) -> None:
    of_runs = [joining for course in facts["joining"] for joining in course]
    assert [joining == 0 for joining in of_runs] == [can_join(run, TODAY) for _, run in runs]


def test_courses_and_their_runs_are_in_the_order_of_lists(
    files: Mapping[str, Any], courses: list[Course], site: Site
) -> None:
    files_of_cards = [file for name, file in files.items() if name.startswith("cards/")]
    cards = {number: card for file in files_of_cards for number, card in file.items()}
    assert len(cards) == sum(map(len, files_of_cards)) == len(courses)
    for number, course in enumerate(courses):
        card = cards[str(number)]
        best = site.card(course)
        assert (card["href"], card["title"]) == (site.urls.course(course.id), course.title)
        assert best.run_key == best_run(course, TODAY).key
        assert card["runs"][0]["begins"] == best.begins


def test_letters_of_rows_can_stand_in_a_file(site: Site) -> None:
    for name, column in columns_of(site).items():
        assert column.rows.encode("utf-8").decode("utf-8") == column.rows, name
        assert len(set(column.sets)) == len(column.sets), name


def test_commonest_set_of_values_has_the_first_letter(site: Site) -> None:
    for column in columns_of(site).values():
        counts = [column.rows.count(chr(48 + place)) for place in range(len(column.sets))]
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] > 0


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def ticket_in_a_list(ticket: html.HtmlElement) -> dict[str, Any]:
    """What people read on a ticket of a list."""
    (state,) = ticket.find_class("state")
    (terms,) = ticket.find_class("ticket__terms")
    cost, *level = (text_of(one) for one in terms if not one.get("class"))
    return {
        "href": ticket.find(".//h3/a").get("href"),
        "title": text_of(ticket.find(".//h3/a")),
        "provider": text_of(ticket.find_class("ticket__who")[0]),
        "days": [
            number for number, day in enumerate(ticket.iter("li")) if day.get("class") == "on"
        ],
        "times": [text_of(line) for line in ticket.find_class("ticket__time")],
        "begins": text_of(ticket.find_class("ticket__when")[0].findall("p")[-1]),
        "where": text_of(ticket.find_class("ticket__where")[0]),
        "cost": cost,
        "level": "".join(level),
        "only": "".join(text_of(one) for one in ticket.find_class("ticket__only")),
        "example": "".join(text_of(one) for one in ticket.find_class("example-mark")),
        "state": (state.get("class"), text_of(state)),
    }


def ticket_of_a_search(card: dict[str, Any]) -> dict[str, Any]:
    """What people read on a ticket of the search that shows the first run."""
    run = card["runs"][0]
    kind, state = run["state"]
    return {
        "href": card["href"],
        "title": card["title"],
        "provider": card["provider"],
        "days": run["days"],
        "times": [f"{days} {times}".strip() for days, times in run["meetings"]],
        "begins": run["begins"],
        "where": run["where"],
        "cost": card["cost"],
        "level": card["level"],
        "only": card["only"],
        "example": card["example"],
        "state": (f"state state--{kind}", state),
    }


def test_cards_say_the_same_as_the_tickets_of_the_list_of_all_courses(sub_path_site: Path) -> None:
    files = (edition_of(sub_path_site, "search") / "cards").iterdir()
    found = {n: card for path in files for n, card in json.loads(path.read_bytes()).items()}
    cards = [ticket_of_a_search(found[number]) for number in sorted(found, key=int)]
    pages = [sub_path_site / "courses/index.html"]
    while (sub_path_site / f"courses/page/{len(pages) + 1}/index.html").is_file():
        pages.append(sub_path_site / f"courses/page/{len(pages) + 1}/index.html")
    tickets = [
        ticket_in_a_list(ticket)
        for page in pages
        for ticket in html.parse(page).getroot().find_class("ticket")
    ]
    assert len(cards) > 100
    assert without_folders(tickets) == without_folders(cards)


def without_folders(tickets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links without the steps up, which differ from page to page."""
    return [{**ticket, "href": ticket["href"].split("courses/")[-1]} for ticket in tickets]


def test_cards_say_whom_to_ask(site: Site, courses: list[Course]) -> None:
    for course, card in zip(courses, cards_of(site), strict=True):
        assert card["ask"].startswith(course.join.phone or course.join.email or "")
    assert {bool(course.join.phone) for course in courses} == {True, False}
    assert all(card["ask"] for card in cards_of(site))


def test_cards_show_every_run_and_no_markup(site: Site, courses: list[Course]) -> None:
    for course, card in zip(courses, cards_of(site), strict=True):
        assert len(card["runs"]) == len(site.live_runs[course.id])
        words = [card["cost"], *(run[name] for run in card["runs"] for name in ("begins", "where"))]
        assert all(type(word) is str and "<" not in word for word in words)


def test_every_venue_that_teaches_is_known_with_its_point_and_areas(
    catalogue: Catalogue, site: Site, runs: list[tuple[Course, Run]]
) -> None:
    venues = venues_of(site)
    assert set(venues) == {run.venue for _, run in runs if run.venue}
    for venue, where in venues.items():
        place = catalogue.places[venue]
        assert where["areas"] == place.areas
        assert all(round(degrees, 5) == degrees for degrees in where["at"] or ())
        if place.point:
            assert where["at"] == pytest.approx(
                (place.point.latitude, place.point.longitude), abs=0.00001
            )


def test_venue_whose_point_is_not_known_stands_in_the_middle_of_its_area(
    catalogue: Catalogue, site: Site
) -> None:
    """Nearly right is more use to people nearby than nothing."""
    middles = middles_of_areas(catalogue)
    venues = venues_of(site)
    without = [venue for venue in venues if catalogue.places[venue].point is None]
    assert without
    for venue in without:
        middle = middles[catalogue.places[venue].areas[0]]
        assert venues[venue]["at"] == pytest.approx(
            (middle.latitude, middle.longitude), abs=0.00001
        )
