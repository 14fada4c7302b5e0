"""The map of places: the same as its list, by keyboard, without a script, light and whole."""

from __future__ import annotations

import gzip
import re
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader, select_autoescape
from lxml import html
from playwright.sync_api import Page, expect

from catalogue.city import Bounds
from catalogue.map_grid import Grid
from catalogue.records import Point
from catalogue.site.maps import Circle, spread
from catalogue.site.urls import Urls
from catalogue.site.views.journeys import journey_link
from catalogue.site.views.map import area_locator, map_view, venue_locator
from catalogue.site.views.site import Site
from scripts.budgets import MAP_PAGE, SMALL_MAP
from tests.conftest import COURSE, PROJECT, VENUE, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from catalogue.catalogue import Catalogue
    from tests.conftest import Tree
    from tests.site.conftest import TinySite

SPOTS = ".map-page__map svg a"


def a_site(catalogue: Catalogue) -> Site:
    return Site(catalogue, Urls(), "Learning")


@pytest.fixture(scope="module")
def site() -> Site:
    """The real catalogue, as views see it."""
    catalogue, _ = load()
    return a_site(catalogue)


@pytest.fixture(scope="module")
def map_page(real_site: Path) -> HtmlElement:
    return html.parse(str(real_site / "map/index.html")).getroot()


def words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def listed(page: HtmlElement) -> dict[str, HtmlElement]:
    """The places of the list by their address, without “online”."""
    rows = page.xpath("//*[@id='places']//li[not(a[contains(@href, '/online/')])]")
    return {row.find("a").get("href"): row for row in rows}


def drawn(page: HtmlElement) -> dict[str, HtmlElement]:
    """The links on the map by their address."""
    links = page.xpath("//figure//a[contains(@class, 'spot')]")
    return {link.get("href"): link for link in links}


def corners(shape: str) -> Iterator[tuple[int, int]]:
    """Where an SVG path of rings goes: each begins somewhere and goes on in steps."""
    for ring in shape.removesuffix("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            yield x, y


def small(view: object) -> str:
    """Render the small map as a page would."""
    environment = Environment(
        loader=FileSystemLoader(PROJECT / "theme" / "templates"),
        autoescape=select_autoescape(),
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return str(environment.get_template("components/map.html").module.locator(view))  # type: ignore[attr-defined]


def test_every_place_with_courses_is_in_the_list_with_their_number(
    site: Site, map_page: HtmlElement
) -> None:
    rows = listed(map_page)
    venues = site.catalogue.groups["venue"]
    assert set(rows) == {f"/venues/{venue}/" for venue in venues}
    for venue, courses in venues.items():
        row = rows[f"/venues/{venue}/"]
        assert site.catalogue.venues[venue].name in words(row)
        assert re.search(rf"\b{len(courses)} courses?\b", words(row))
        assert bool(row.find_class("example-mark")) == site.catalogue.venues[venue].example


def test_every_place_with_courses_and_a_known_point_is_on_the_map(
    site: Site, map_page: HtmlElement
) -> None:
    known = {
        f"/venues/{venue}/"
        for venue in site.catalogue.groups["venue"]
        if site.catalogue.places[venue].point
    }
    assert len(known) > 25
    assert set(drawn(map_page)) == known


def test_the_map_says_what_the_list_says_in_the_same_order(map_page: HtmlElement) -> None:
    rows, spots = listed(map_page), drawn(map_page)
    assert list(spots) == [href for href in rows if href in spots]
    for href, row in rows.items():
        count = words(row.find_class("places__count")[0])
        name = words(row.find("a"))
        if href in spots:
            said = spots[href].get("aria-label")
            invented = ", invented" if row.find_class("example-mark") else ""
            assert said == f"{name}, {count}{invented}"
            assert not row.find_class("places__note")
        else:
            assert "Not on the map" in words(row)


def test_the_list_says_how_many_courses_are_online(site: Site, map_page: HtmlElement) -> None:
    [row] = map_page.xpath("//*[@id='places']//li[a[@href='/online/']]")
    online = {
        course.id
        for way in ("online", "blended")
        for course in site.catalogue.courses_in("delivery", way)
    }
    assert f"{len(online)} courses" in words(row)


def test_invented_places_look_invented_and_the_legend_says_so(
    site: Site, map_page: HtmlElement
) -> None:
    for href, link in drawn(map_page).items():
        venue = site.catalogue.venues[href.split("/")[2]]
        assert ("spot--example" in link.get("class")) == venue.example
    assert "invented place" in words(map_page.find_class("legend")[0])


def test_bigger_circles_have_more_courses_and_none_hides_another(site: Site) -> None:
    spots = map_view(site).spots
    by_courses = sorted(spots, key=lambda spot: int(spot.count.split()[0]))
    assert [spot.radius for spot in by_courses] == sorted(spot.radius for spot in spots)
    for one, other in combinations(spots, 2):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        # Rounding to whole units may take two of them.
        assert apart >= one.radius + other.radius - 2, (one.label, other.label)
        for reach in (one.reach, one.phone_reach):
            assert apart >= reach + other.radius - 3, (one.label, other.label)


def test_circles_stay_where_they_belong(site: Site) -> None:
    view = map_view(site)
    grid = Grid(Bounds(-3.045, 53.318, -2.806, 53.481), 1000)
    assert (view.width, view.height) == (grid.width, grid.height)
    for spot in view.spots:
        point = site.catalogue.places[spot.href.split("/")[2]].point
        assert point
        x, y = grid.at(point.longitude, point.latitude)
        # 45 units are about 800 m.
        assert abs(spot.x - x) < 45, spot.label
        assert abs(spot.y - y) < 45, spot.label


def test_no_drawing_is_empty_or_strays_from_the_paper(site: Site) -> None:
    view = map_view(site)
    assert view.wards.count("M") == 64
    assert view.outline.count("M") == 1
    assert view.water.count("M") == 1
    for shape in (view.wards, view.water, view.outline):
        for x, y in corners(shape):
            assert -50 <= x <= view.width + 50
            assert -50 <= y <= view.height + 50


def test_neighbours_share_their_border_on_the_drawing_too() -> None:
    grid = Grid(Bounds(0, 59.5, 2, 60.5), 100)  # half as wide there as at the equator
    assert grid.path([[(0, 59.5), (1, 59.5), (1, 60.5), (1, 60.5), (0, 59.5)]]) == (
        "M50 100l0-100-50 100z"
    )
    assert grid.at(1, 60) == (50, 50)


def test_corners_that_fall_together_are_drawn_once_and_specks_not_at_all() -> None:
    grid = Grid(Bounds(0, -0.5, 2, 0.5), 10)
    corners = [(0, -0.5), (0.001, -0.5), (1, -0.5), (1, 0.5), (0, -0.5)]
    assert grid.path([corners]) == "M10 10l0-10-10 10z"
    assert grid.path([[(0, 0), (0.001, 0), (0.001, 0.001), (0, 0)]]) == ""


def test_a_point_far_away_is_not_on_the_paper() -> None:
    grid = Grid(Bounds(-3, 53, -2, 54), 100)
    assert grid.holds(Point(53.5, -2.5))
    assert not grid.holds(Point(51.5, -0.1))


def test_circles_on_one_spot_are_parted_and_lonely_ones_stay() -> None:
    lonely = Circle(500, 500, 10)
    one, other, same = spread([Circle(10, 10, 8), Circle(10, 10, 4), lonely])
    assert one.gap_to(other) >= 0
    assert abs(one.x - 10) < abs(other.x - 10)
    assert same == lonely


def test_a_place_without_a_point_is_in_the_list_and_says_why(tiny: TinySite) -> None:
    tiny.tree.write("content/venues/the-shed.yaml", VENUE.replace("  postcode: L8 1XF\n", ""))
    tiny.build()
    page = tiny.page("map/index.html")
    assert not drawn(page)
    [row] = listed(page).values()
    assert "we do not know the exact spot" in words(row)


def test_a_course_that_is_over_is_not_on_the_map(tiny: TinySite) -> None:
    ended = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
    tiny.tree.write("content/courses/the-kiln/pottery.yaml", ended)
    tiny.tree.write(
        "content/courses/the-kiln/glazing.yaml",
        COURSE.replace("  - venue: the-shed\n    starts", "  - delivery: online\n    starts"),
    )
    tiny.build()
    page = tiny.page("map/index.html")
    assert not drawn(page)
    assert not listed(page)


def test_the_page_is_light(real_site: Path) -> None:
    page = (real_site / "map/index.html").read_bytes()
    assert len(gzip.compress(page)) < MAP_PAGE


def test_the_page_needs_no_script_style_or_other_host_for_its_map(map_page: HtmlElement) -> None:
    assert not map_page.xpath("//main//script | //main//style | //main//@style | //main//image")
    assert not map_page.xpath("//main//@*[starts-with(name(), 'on')]")


def test_the_skip_link_leads_to_the_list(map_page: HtmlElement) -> None:
    [skip] = map_page.xpath("//main//a[@href='#places']")
    assert "list" in words(skip)
    assert map_page.get_element_by_id("places").get("tabindex") == "-1"


def test_small_maps_are_small_and_say_what_they_show(site: Site) -> None:
    for venue in site.catalogue.venues.values():
        drawing = small(venue_locator(site, venue))
        assert len(gzip.compress(drawing.encode())) < SMALL_MAP
        shown = html.fromstring(drawing)
        assert venue.name in str(shown.xpath("string(//svg/@aria-label)"))
        known = site.catalogue.places[venue.id].point
        assert ("spot__mark" in drawing) == bool(known)
        assert ("map__marked" in drawing) != bool(known)
        assert ("spot__mark--example" in drawing) == (venue.example and bool(known))


def test_every_area_has_a_small_map_with_its_wards_marked(site: Site) -> None:
    for area in site.catalogue.vocabularies["areas"].terms.values():
        view = area_locator(site, area)
        assert view
        assert view.marked
        assert len(gzip.compress(small(view).encode())) < SMALL_MAP


def test_nothing_is_drawn_of_a_place_nobody_can_find(tree: Tree) -> None:
    tree.write("content/venues/the-shed.yaml", VENUE.replace("  postcode: L8 1XF\n", ""))
    catalogue, _ = tree.load()
    site = a_site(catalogue)
    view = venue_locator(site, catalogue.venues["the-shed"])
    assert view is None
    assert small(view).strip() == ""


def test_a_journey_is_planned_to_real_places_only(site: Site) -> None:
    for venue in site.catalogue.venues.values():
        link = journey_link(site, venue)
        assert (link is None) == venue.example
        if link:
            assert "another website" in link.text
            parts = urlsplit(link.href)
            assert (parts.scheme, parts.netloc, parts.path) == (
                *("https", "www.google.com"),
                "/maps/dir/",
            )
            asked = parse_qs(parts.query)
            assert asked["api"] == ["1"]
            assert asked["travelmode"] == ["transit"]
            assert asked["destination"][0].startswith(venue.name)


def test_by_keyboard_each_place_is_reached_in_order_and_enter_opens_it(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/map/")
    spots = page.locator(SPOTS)
    names = [spot.get_attribute("aria-label") or "" for spot in spots.all()]
    page.locator("main a[href='#places']").focus()
    for number in range(len(names)):
        page.keyboard.press("Tab")
        expect(spots.nth(number)).to_be_focused()
        plates = page.locator(".spot__plate").filter(visible=True)
        expect(plates).to_have_count(1)
        expect(plates.locator("tspan").last).to_have_text(
            names[number].removesuffix(", invented").split(", ")[-1]
        )
    expect(page.get_by_role("link", name=names[-1], exact=True)).to_be_focused()
    target = spots.last.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(target or '?')}$"))


@pytest.mark.parametrize("width", [320, 1280])
def test_a_tap_on_the_middle_of_any_circle_opens_its_place(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 1200})
    page.goto(f"{address}/map/")
    missed = page.evaluate(
        """() => [...document.querySelectorAll(".map-page__map svg a")].filter((link) => {
            link.scrollIntoView({block: "center"});
            const box = link.querySelector(".spot__mark").getBoundingClientRect();
            const at = [box.x + box.width / 2, box.y + box.height / 2];
            return document.elementFromPoint(...at)?.closest("a") !== link;
        }).map((link) => link.getAttribute("aria-label"))"""
    )
    assert missed == []


def test_the_map_works_with_scripts_turned_off(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/map/")
    plain.locator(f"{SPOTS}[href$='/venues/parklands-library/']").click()
    expect(plain.locator("h1")).to_have_text("Parklands Library")
    context.close()
