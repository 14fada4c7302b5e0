"""What was published once answers for ever, and by its short address too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.addresses import Listed, read_addresses
from catalogue.cli import main
from catalogue.site.lasting import lasting_addresses, led_to
from catalogue.site.pages import GoneView, ShortView, is_hidden, views_of
from catalogue.site.urls import Urls
from catalogue.site.views.course import CourseView
from catalogue.site.views.libraries import LibraryView
from catalogue.site.views.lists import ListView
from catalogue.site.views.people_and_places import ProviderView, VenueView
from catalogue.site.views.site import Site
from tests.conftest import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

LASTING = (CourseView, LibraryView, ListView, ProviderView, VenueView)


@pytest.fixture(scope="module")
def site() -> Site:
    catalogue, _ = load()
    return Site(catalogue, Urls("https://example.org", "/learn"), "Learning")


def test_each_course_list_place_and_library_has_a_short_address(site: Site) -> None:
    views = list(views_of(site))
    numbered = ("/page/", "/learn/search/")
    paths = {
        view.path
        for view in views
        if isinstance(view, LASTING) and not any(part in view.path for part in numbered)
    }
    assert set(lasting_addresses(site)) == paths
    shorts = {view.target: view.path for view in views if isinstance(view, ShortView)}
    assert shorts.keys() == paths
    assert len(set(shorts.values())) == len(paths)
    assert all(path.startswith("/learn/c/") for path in shorts.values())


@pytest.mark.parametrize(
    ("listed", "target"),
    [
        (Listed("x", "courses/wea/gone/"), "/learn/providers/wea/"),
        (Listed("x", "courses/nobody/gone/"), "/learn/courses/"),
        (Listed("x", "courses/wea/gone/", "topics/maths/"), "/learn/topics/maths/"),
        (Listed("x", "courses/wea/gone/", "topics/none/"), "/learn/providers/wea/"),
        (Listed("x", "topics/maths/never/"), "/learn/topics/maths/"),
        (Listed("x", "topics/never/evenings/"), "/learn/topics/"),
        (Listed("x", "nothing/like/this/"), "/learn/"),
    ],
)
def test_what_has_gone_leads_to_what_is_nearest(site: Site, listed: Listed, target: str) -> None:
    there = {"/learn/", *(view.path for view in views_of(site))}
    assert led_to(site, listed, there) == target


def list_addresses(tiny: TinySite) -> None:
    assert main(["addresses", "--root", str(tiny.root)]) == 0


def test_a_course_that_is_deleted_still_answers_at_both_addresses(built: TinySite) -> None:
    list_addresses(built)
    [short] = [
        one.short
        for one in read_addresses(built.root)
        if one.address == "courses/the-kiln/pottery/"
    ]
    course = built.root / "content/courses/the-kiln/pottery.yaml"
    built.tree.write(
        "content/courses/the-kiln/weaving.yaml",
        course.read_text(encoding="utf-8").replace("Pottery for beginners", "Weaving"),
    )
    course.unlink()
    built.build()
    gone = built.page("courses/the-kiln/pottery/index.html")
    assert "not here any more" in gone.text_content()
    assert gone.xpath("//main//a/@href")[0] == "/providers/the-kiln/"
    assert "/courses/the-kiln/pottery/" in built.text(f"c/{short}/index.html")
    before = read_addresses(built.root)
    list_addresses(built)
    assert set(before) < set(read_addresses(built.root))


def test_hosts_are_told_of_short_addresses(unchanged: TinySite) -> None:
    redirects = unchanged.text("_redirects")
    assert " /courses/the-kiln/pottery/ 301" in redirects
    assert "/c/" in redirects


def test_a_course_that_moves_keeps_its_short_address(built: TinySite) -> None:
    list_addresses(built)
    old = built.root / "content/courses/the-kiln/pottery.yaml"
    text = f"{old.read_text(encoding='utf-8')}previously: [the-kiln/pottery]\n"
    built.tree.write("content/courses/the-kiln/clay.yaml", text)
    old.unlink()
    built.build()
    assert "has moved" in built.text("courses/the-kiln/pottery/index.html")


def test_without_a_site_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses", "--root", str(tmp_path)]) == 1
    assert "run make site first" in capsys.readouterr().err


def test_gone_and_short_pages_are_hidden_from_search_engines(site: Site) -> None:
    assert is_hidden(GoneView("/x/", "/"))
    assert is_hidden(ShortView("/c/x/", "/", "/"))
