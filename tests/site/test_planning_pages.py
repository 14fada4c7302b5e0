"""Pages for planning: the same figures as the tables, made plain, narrowed by links, and found."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from catalogue.planning.catchments import access
from catalogue.planning.effects import effects_of
from catalogue.planning.place_finder import finder_data, places_for
from catalogue.planning.ranking import BadWeights, ranking, read_weights, weights_given
from catalogue.site.build import BuildFailed
from catalogue.site.pages import plan_pages
from catalogue.site.urls import Urls
from catalogue.site.views.plan_parts import PlanPageView
from catalogue.site.views.plan_provision import provision_pages
from catalogue.site.views.site import Site
from scripts.budgets import PLACE_DATA, WHOLE_PLAN_PAGE
from tests.builders import a_course, a_run, a_session
from tests.conftest import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.site.views.plan_parts import PlanSection
    from tests.site.conftest import TinySite


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()[0]


@pytest.fixture(scope="module")
def site(catalogue: Catalogue) -> Site:
    return Site(catalogue, Urls(), "Learning")


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, PlanPageView]:
    """The pages of tables by their addresses."""
    return {view.path: view for view in plan_pages(site) if isinstance(view, PlanPageView)}


def section(view: PlanPageView, name: str) -> PlanSection:
    return next(one for one in view.sections if one.id == name)


def column(view: PlanPageView, name: str, place: int) -> list[str]:
    return [row[place].text for row in section(view, name).rows]


def number(text: str) -> float:
    return float(text.replace(",", ""))


# ---- the same figures everywhere ----


def totals(view: PlanPageView, place: int) -> Counter[str]:
    """A column of figures, by its window."""
    figures = map(number, column(view, "totals", place))
    return Counter(dict(zip(column(view, "totals", 0), map(int, figures), strict=True)))


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (2, ("partner", "topic", "level", "time")),
        (7, ("partner", "topic", "level")),  # a run may be at two times of day
    ],
    ids=["meetings", "runs that do not take place"],
)
def test_parts_of_what_is_taught_add_up_to_the_whole(
    pages: Mapping[str, PlanPageView], place: int, kinds: tuple[str, ...]
) -> None:
    whole = totals(pages["/plan/provision/"], place)
    assert whole["The next 12 months"]
    for kind in kinds:
        parts = [
            totals(view, place)
            for path, view in pages.items()
            if re.fullmatch(rf"/plan/provision/{kind}/[^/]+/", path)
        ]
        # Nothing is lost, or counted twice.
        assert sum(parts, Counter()) == +whole, kind


def test_every_link_of_a_filter_leads_to_a_page(pages: Mapping[str, PlanPageView]) -> None:
    links = [
        link.href for view in pages.values() for filter in view.filters for link in filter.links
    ]
    assert len(links) > 500
    assert set(links) <= set(pages)


def test_pairs_have_pages_where_they_hold_something(pages: Mapping[str, PlanPageView]) -> None:
    pairs = [view for path, view in pages.items() if path.count("/") == 7]
    assert 100 < len(pairs) < 400
    assert all(number(column(view, "totals", 1)[0]) >= 3 for view in pairs)


def test_pages_of_pairs_do_not_grow_with_the_courses(catalogue: Catalogue) -> None:
    def parts_of(count: int, of: int) -> set[str]:
        """The pages of a partner that teaches so many courses, in a directory of so many."""
        courses = [
            a_course(
                id=f"{partner}/course-{number}",
                provider=partner,
                topics=(topic,),
                runs=(a_run(venue=None, delivery="online"),),
            )
            for partner, topic, number in (
                *(("wea", "crafts", number) for number in range(count)),
                *(("stec", "esol", number) for number in range(of - count)),
            )
        ]
        among = replace(catalogue, courses={course.id: course for course in courses})
        views = provision_pages(Site(among, Urls(), "Learning"))
        return {view.path for view in views if "/partner/wea/" in view.path}

    alone = "/plan/provision/partner/wea/"
    assert parts_of(2, of=100) == {alone}
    assert f"{alone}topic/crafts/" in parts_of(3, of=100)
    assert f"{alone}topic/crafts/" in parts_of(3, of=300)
    assert parts_of(3, of=301) == {alone}
    assert f"{alone}topic/crafts/" in parts_of(4, of=301)


def test_the_table_beside_a_map_has_each_ward(
    pages: Mapping[str, PlanPageView], site: Site
) -> None:
    shown = section(pages["/plan/need/disabled/"], "ward")
    table = {
        row.name: f"{row.figure:,.0f}"
        for row in site.planned.need.rows
        if (row.level, row.measure) == ("ward", "disabled")
    }
    assert {row[0].text: row[1].text for row in shown.rows} == table
    [picture] = shown.pictures
    said = re.findall(r"<title>([^<]+): ([\d,]+) people</title>", str(picture.svg))
    assert {unescape(ward): figure for ward, figure in said} == table


def test_what_is_known_of_msoas_alone_has_no_page_by_neighbourhood(
    pages: Mapping[str, PlanPageView],
) -> None:
    assert [one.id for one in pages["/plan/need/little-english/"].sections] == ["ward", "msoa"]
    assert [one.id for one in pages["/plan/access/little-english/"].sections] == ["ward"]
    assert [one.id for one in pages["/plan/need/low-skills/"].sections] == ["ward", "lsoa"]


def test_every_page_says_how_its_figures_are_made(pages: Mapping[str, PlanPageView]) -> None:
    for path, view in pages.items():
        assert view.made, path
        assert view.command.startswith("catalogue plan ")
        assert [file.href.rpartition(".")[2] for file in view.files] == ["csv", "xlsx"]
        assert view.invented


def test_partners_are_in_the_order_of_the_alphabet(
    pages: Mapping[str, PlanPageView], catalogue: Catalogue
) -> None:
    names = [one.name for one in catalogue.providers.values()]
    for name in ("provider", "levels-of-partners"):
        assert column(pages["/plan/provision/"], name, 0) == names
    assert [one.heading for one in pages["/plan/quality/"].sections] == names
    assert names == sorted(names)


def test_days_and_times_are_in_their_own_order(pages: Mapping[str, PlanPageView]) -> None:
    page = pages["/plan/provision/"]
    assert column(page, "day", 0)[:2] == ["Monday", "Tuesday"]
    assert column(page, "time", 0)[:3] == ["Morning", "Afternoon", "Evening"]
    assert column(page, "ward", 0)[-1] in ("Online", "Not known")


# ---- nothing to show ----


def test_an_empty_catalogue_has_pages_that_say_so(catalogue: Catalogue) -> None:
    empty = Site(replace(catalogue, courses={}), Urls(), "Learning")
    views = {view.path: view for view in plan_pages(empty)}
    provision = views["/plan/provision/"]
    assert isinstance(provision, PlanPageView)
    assert provision.lead == "Nothing is taught in the next 12 months."
    change = views["/plan/change/"]
    assert isinstance(change, PlanPageView)
    assert change.lead == "Nothing is taught this term, and nothing is known of the last."
    assert [view.path for view in provision_pages(empty)] == ["/plan/provision/"]
    assert not provision.invented


def test_where_nobody_knows_who_lives_where_pages_say_so(unchanged: TinySite) -> None:
    for name in ("need", "access", "ranking", "reach"):
        said = unchanged.page(f"plan/{name}/index.html").text_content()
        assert "Nothing is known here of who lives where" in said
    assert "no place can be found" in unchanged.page("plan/place/index.html").text_content()
    assert unchanged.page("plan/index.html").xpath("//a[@href='/plan/ranking/']")


# ---- what money buys ----


def test_what_money_buys_has_a_page_only_where_the_owner_says_so(
    tiny: TinySite, tmp_path: Path
) -> None:
    grants = tmp_path / "grants.csv"
    grants.write_text(
        "provider,fund,pounds,term\nthe-kiln,An invented fund,1200,spring 2027\n", encoding="utf-8"
    )
    settings = tiny.root / "pelicanconf.py"
    ours = settings.read_text(encoding="utf-8")
    tiny.build()
    assert not (tiny.root / "output/plan/spending").exists()
    assert not (tiny.root / "output/plan/spending.csv").exists()
    settings.unlink()
    settings.write_text(f'{ours}\nPUBLIC_GRANTS = "{grants}"\n', encoding="utf-8")
    tiny.build()
    assert "£1,200.00" in tiny.text("plan/spending/index.html")
    assert "1200.0" in tiny.text("plan/spending.csv")
    inside = tiny.root / "grants.csv"
    inside.write_text(grants.read_text(encoding="utf-8"), encoding="utf-8")
    settings.write_text(f'{ours}\nPUBLIC_GRANTS = "{inside}"\n', encoding="utf-8")
    with pytest.raises(BuildFailed, match="lies in the project, where it could be published"):
        tiny.build()


# ---- on the built site ----


def test_a_stranger_finds_in_three_steps_how_a_number_was_made(real_site: Path) -> None:
    begin = html.parse(str(real_site / "plan/index.html")).getroot()
    [first, *_] = begin.xpath("//a[. = 'High need, little provision']/@href")
    page = html.parse(str(real_site / first.lstrip("/") / "index.html")).getroot()
    row = page.xpath("//tr[@data-parts][1]")[0]
    ward, score = row.findtext(".//th"), row.xpath(".//td[@data-score]")[0].text
    assert row.xpath(".//li[last()]/span")[0].text.endswith(f"= {score}")
    [file] = page.xpath("//a[contains(., 'CSV')]/@href")
    with (real_site / file.lstrip("/")).open(encoding="utf-8", newline="") as table:
        found = [one for one in csv.DictReader(table) if one["ward"] == ward]
    assert {f"{float(one['score']):.2f}" for one in found} == {score}
    assert {one["describes"] for one in found} == {"invented examples"}


def test_pages_are_light_and_say_that_examples_are_invented(real_site: Path) -> None:
    files = sorted(real_site.glob("plan/**/index.html"))
    assert len(files) > 150
    [style] = real_site.glob("assets/*/css/plan.css")
    for file in files:
        assert len(gzip.compress(file.read_bytes() + style.read_bytes())) < WHOLE_PLAN_PAGE, file
        assert "These figures describe invented examples" in file.read_text(encoding="utf-8")
    [data] = real_site.glob("add/*/places.json")
    assert len(gzip.compress(data.read_bytes())) < PLACE_DATA


# ---- the ranking, by other weights ----


def test_weights_are_read_as_people_write_them(catalogue: Catalogue) -> None:
    given = weights_given(catalogue)
    assert read_weights("", catalogue) == given
    assert read_weights("disabled=3, low-skills=0.5", catalogue) == {
        **given,
        "disabled": 3.0,
        "low-skills": 0.5,
    }
    for text, says in (
        ("crime=1", "“crime” is no measure"),
        ("disabled", "is no weight"),
        ("disabled=11", "is no weight"),
        ("disabled=-1", "is no weight"),
        ("disabled=nan", "is no weight"),
    ):
        with pytest.raises(BadWeights, match=says):
            read_weights(text, catalogue)


def test_scores_add_up_to_all_that_the_city_is_short_of(catalogue: Catalogue) -> None:
    table = ranking(catalogue, access(catalogue))
    scores = {row.ward: row.score for row in table.rows}
    assert sum(scores.values()) == pytest.approx(100)
    nothing = ranking(catalogue, access(catalogue), dict.fromkeys(weights_given(catalogue), 0.0))
    assert {row.score for row in nothing.rows} == {0.0}


def test_the_page_ranks_by_other_weights_as_the_command_does(
    page: Page, address: str, catalogue: Catalogue
) -> None:
    weights = read_weights("disabled=7, deprived=0, residents=0.5", catalogue)
    table = ranking(catalogue, access(catalogue), weights)
    expected = [
        (str(row.rank), ward, f"{row.score:.2f}")
        for ward, row in {row.ward: row for row in table.rows}.items()
    ]
    page.goto(f"{address}/plan/ranking/")
    for measure in ("disabled", "deprived", "residents"):
        page.locator(f"#weight-{measure}").fill(f"{weights[measure]:g}")
    expect(page.get_by_role("status")).to_contain_text(f"With these weights {expected[0][1]}")
    rows = page.evaluate(
        """() => [...document.querySelectorAll("tr[data-parts]")].map((row) =>
        ["[data-rank]", "th", "[data-score]"].map((one) => row.querySelector(one).textContent))
        """
    )
    assert [tuple(row) for row in rows] == expected
    page.get_by_role("button", name="Back to what was given").click()
    first = next(iter(ranking(catalogue, access(catalogue)).rows)).ward
    expect(page.get_by_role("status")).to_contain_text(f"With these weights {first}")
    page.locator("#weight-disabled").fill("-3")
    expect(page.get_by_role("status")).to_contain_text("A weight is a number from 0 to 10")


# ---- places for a course ----


def told(catalogue: Catalogue, venue: str, asked: tuple[str, str, str, str]) -> tuple[str, str]:
    """How many live near, and how many have nothing like it, in the words of `plan try`."""
    topic, level, day, start = asked
    line = a_session(day, start, f"{int(start[:2]) + 1:02}{start[2:]}")
    course = a_course(
        id="stec/a-new-one",
        provider="stec",
        topics=(topic,),
        level=level,
        audiences=(),
        runs=(a_run(venue=venue, weekly=(line,)),),
    )
    with_it = replace(catalogue, courses={**catalogue.courses, course.id: course})
    ((_course, said),) = effects_of([course], with_it)
    near = [one for one in said if one.startswith("Within 1 mile")][-1]
    first = [one for one in said if "at “" in one]
    people = re.compile(r"about ([\d,]+)")
    return (
        people.findall(first[0])[0] if first else "0",
        people.findall(near)[0],
    )


ASKED = (
    ("esol", "entry-1", "tuesday", "18:00"),
    ("digital-skills", "none", "monday", "10:00"),
    ("crafts", "none", "saturday", "10:00"),
)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " ".join(asked))
def test_the_page_finds_the_places_and_the_numbers_that_python_does(
    page: Page, address: str, catalogue: Catalogue, asked: tuple[str, str, str, str]
) -> None:
    topic, level, day, start = asked
    page.goto(f"{address}/plan/place/")
    for name, value in (("topic", topic), ("level", level), ("day", day)):
        page.locator(f"#place-{name}").select_option(value)
    page.locator("#place-time").fill(start)
    page.locator("#place-time").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("comes first")
    rows = page.evaluate(
        """() => [...document.querySelectorAll("[data-places] tbody tr")].map((row) => [
        row.querySelector("a").pathname.split("/").at(-2),
        ...[...row.querySelectorAll(".figure")].map((one) => one.textContent.slice(6))])
        """
    )
    data = finder_data(catalogue)
    assert data is not None
    time = "weekend" if day == "saturday" else "morning" if start < "12:00" else "evening"
    assert [row[0] for row in rows] == [one.venue for one in places_for(data, topic, level, time)]
    assert len(rows) == 10
    for venue, without, everyone in rows:
        assert (without, everyone) == told(catalogue, venue, asked), venue


def test_without_a_script_it_says_what_to_do_and_shows_two_answers(real_site: Path) -> None:
    page = html.parse(str(real_site / "plan/place/index.html")).getroot()
    assert "catalogue plan try" in page.find_class("not-started")[0].text_content()
    tables = page.xpath("//table[not(ancestor::section[@data-places])]")
    assert [len(table.xpath(".//tbody/tr")) for table in tables] == [10, 10]


# ---- what partners want to change ----


def test_each_priority_says_what_its_table_says(
    pages: Mapping[str, PlanPageView], site: Site
) -> None:
    page = pages["/plan/priorities/"]
    rows = site.planned.priorities.rows
    assert column(page, "in-short", 5) == [row.state for row in rows]
    for row in rows:
        assert row.target in section(page, row.id).says
        assert section(page, row.id).heading.endswith("(an invented example)")
    shown = [cell.text for row in rows for [cell, *_] in section(page, row.id).rows]
    assert sorted(shown) == sorted(one.what for one in site.planned.actions.rows)
    assert len(section(page, "bids").rows) == len(site.planned.bids.rows) == 2


def test_a_directory_without_a_plan_says_so(catalogue: Catalogue) -> None:
    without = Site(replace(catalogue, priorities={}, bids={}), Urls(), "Learning")
    page = next(view for view in plan_pages(without) if view.path == "/plan/priorities/")
    assert isinstance(page, PlanPageView)
    assert page.lead == "The partners have agreed on no priority yet."
    assert section(page, "bids").nothing == "There is no bid yet."
