"""The pages of libraries: what is in one and near it, and what takes place this week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue.catalogue import Catalogue
from catalogue.libraries import load_libraries
from catalogue.records import Address
from catalogue.site.urls import Urls
from catalogue.site.views.groups import GroupsView
from catalogue.site.views.libraries import LibraryView, library_pages
from catalogue.site.views.site import Site
from tests.builders import a_course, a_provider, a_run, a_session, a_venue, records_of
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.records import Course, Run

IN_IT = a_venue(id="toxteth-library", name="Toxteth Library")
NEXT_DOOR = a_venue(
    id="next-door", name="Next Door", address=Address(town="Liverpool", postcode="L8 2TF")
)
FAR_AWAY = a_venue(
    id="far-away", name="Far Away", address=Address(town="Liverpool", postcode="L24 0TY")
)


def course(name: str, *runs: Run, **changes: object) -> Course:
    return a_course(id=f"the-kiln/{name}", title=name.title(), runs=runs, **changes)


def pages_with(*courses: Course) -> list[GroupsView | LibraryView]:
    records = records_of(*courses, IN_IT, NEXT_DOOR, FAR_AWAY, a_provider())
    return list(library_pages(Site(Catalogue.of(records, set()), Urls(), "Learning")))


def toxteth(*courses: Course) -> LibraryView:
    [page] = [page for page in pages_with(*courses) if page.path == "/libraries/toxteth-library/"]
    assert isinstance(page, LibraryView)
    return page


def shelves(page: LibraryView) -> dict[str, list[str]]:
    return {shelf.id: [card.title for card in shelf.cards] for shelf in page.shelves}


def test_every_open_branch_has_a_page_and_no_closed_one() -> None:
    index, *pages = pages_with()
    assert isinstance(index, GroupsView)
    paths = [page.path for page in pages]
    assert len(paths) == len(index.groups) == 18
    assert "/libraries/central-library/" in paths
    assert "/libraries/breck-road-library/" not in paths


def test_what_is_in_it_stands_apart_from_what_is_near_and_nothing_is_far() -> None:
    page = toxteth(
        course("here", a_run(venue="toxteth-library")),
        course("near", a_run(venue="next-door")),
        course("far", a_run(venue="far-away")),
        course("online", a_run(venue=None, delivery="online")),
    )
    assert shelves(page)["here"] == ["Here"]
    assert shelves(page)["near"] == ["Near"]
    [card] = page.shelves[1].cards
    assert card.fact == "about 0.5 miles away"


def test_the_page_of_all_says_how_many_are_here_and_how_many_near() -> None:
    here, near = a_run(venue="toxteth-library"), a_run(venue="next-door")
    index, *_ = pages_with(course("one", here), course("two", near), course("three", here, near))
    assert isinstance(index, GroupsView)
    [toxteth] = [group for group in index.groups if "toxteth" in group.href]
    assert toxteth.count == "2 courses here, 3 within a mile"


def test_a_course_is_shown_by_its_run_that_is_near() -> None:
    soon, later = TODAY + timedelta(days=7), TODAY + timedelta(days=70)
    page = toxteth(
        course(
            "both",
            a_run(key="other", venue="far-away", starts=soon, ends=soon + timedelta(days=60)),
            a_run(venue="toxteth-library", starts=later, ends=later + timedelta(days=60)),
        )
    )
    [card] = page.shelves[0].cards
    assert card.where.startswith("Toxteth Library")


def test_evenings_soon_and_childcare_have_shelves_where_there_is_any() -> None:
    evening = a_session(start="18:00", end="20:00")
    soon = TODAY + timedelta(days=7)
    page = toxteth(
        course("late", a_run(venue="toxteth-library", weekly=(evening,))),
        course("soon", a_run(venue="next-door", starts=soon, ends=soon + timedelta(days=60))),
        course("creche", a_run(venue="next-door"), support={"creche": "yes"}),
    )
    found = shelves(page)
    assert found["evenings"] == ["Late"]
    assert found["soon"] == ["Soon"]
    assert found["childcare"] == ["Creche"]
    assert set(shelves(toxteth())) == {"here", "near"}


def test_this_week_lists_each_class_in_the_order_of_the_clock() -> None:
    begun = TODAY - timedelta(days=21)
    run = a_run(
        venue="toxteth-library",
        starts=begun,
        ends=begun + timedelta(days=90),
        weekly=(
            a_session(day="wednesday", start="14:00", end="16:00"),
            a_session(day="tuesday", start="09:30", end="11:30"),
        ),
    )
    off = replace(run, state="cancelled", key="other")
    elsewhere = replace(run, venue="next-door", key="third")
    page = toxteth(course("here", run), course("off", off), course("there", elsewhere))
    assert [(one.title, one.times) for one in page.week] == [
        ("Here", "9:30am to 11:30am"),
        ("Here", "2pm to 4pm"),
    ]


def test_where_much_is_near_the_rest_is_a_link_away() -> None:
    page = toxteth(*(course(f"n{place}", a_run(venue="next-door")) for place in range(9)))
    near = page.shelves[1]
    assert len(near.cards) == 6
    assert near.more
    assert near.more.href == "/search/?near=L8+1XF&sort=nearest"


def test_no_page_where_no_library_is_known(tmp_path: Path) -> None:
    assert load_libraries(tmp_path) == ()


def test_a_built_page_has_its_classes_and_its_ways_on(sub_path_site: Path) -> None:
    text = (sub_path_site / "libraries/toxteth-library/index.html").read_text(encoding="utf-8")
    assert 'href="/learn/venues/toxteth-library/"' in text
    assert 'id="week"' in text
    for followed in ("calendar.ics", "feed.xml"):
        assert f'<a href="/learn/venues/toxteth-library/{followed}"' in text.replace(
            'class="alone" ', ""
        )
        assert (sub_path_site / "venues/toxteth-library" / followed).is_file()
