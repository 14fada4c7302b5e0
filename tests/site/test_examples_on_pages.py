"""What is invented is kept out of search engines, and a site for the public says nowhere that
anything is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.conftest import COURSE, PROVIDER, VENUE, edition_of, small_tree
from tests.site.conftest import TinySite, tiny_site

if TYPE_CHECKING:
    from pathlib import Path

POTTERY, PAGE = "content/courses/the-kiln/pottery.yaml", "courses/the-kiln/pottery/index.html"
REAL_COURSE = COURSE.replace("example: true\n", "").replace("496 0123", "233 3000")
SOURCE = "sources: [{{for: [{}], from: Their sign, dated: 2026-11, confidence: sure}}]\n"
REAL_PROVIDER = PROVIDER.replace("example: true\n", SOURCE.format("name, summary")).replace(
    "An invented place", "A place"
)
REAL_VENUE = VENUE.replace("example: true\n", SOURCE.format("name, kind, address, access"))


def hidden(site: Path) -> set[str]:
    """The pages that search engines are asked not to show."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if html.parse(str(path)).getroot().xpath("//meta[@name='robots'][@content='noindex']")
    }


def listed(site: Path) -> set[str]:
    """The pages that they are told of."""
    found = re.findall(
        r"<loc>https://example\.org/learn/(.*?)</loc>", (site / "sitemap.xml").read_text()
    )
    return {f"{name}index.html" for name in found}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """A site for the public: one course is real, and one is invented and left out."""
    tiny = tiny_site(small_tree(tmp_path_factory.mktemp("public")))
    tiny.tree.write("content/courses/the-kiln/clay.yaml", COURSE.replace("Pottery", "Clay"))
    tiny.tree.write(POTTERY, REAL_COURSE)
    tiny.tree.write("providers/the-kiln.yaml", REAL_PROVIDER)
    tiny.tree.write("content/venues/the-shed.yaml", REAL_VENUE)
    tiny.build("https://example.org/learn", public=True)
    return tiny


def test_what_is_invented_is_hidden_and_what_is_real_is_not(addressed: TinySite) -> None:
    site = addressed.root / "output"
    for page in (PAGE, "providers/the-kiln/index.html", "venues/the-shed/index.html"):
        assert page in hidden(site)
    # A list that has nothing but examples leads to nothing real.
    assert {"courses/index.html", "topics/crafts/index.html"} <= hidden(site)
    # The ways in and our own pages are what they say they are.
    assert not {"index.html", "about/index.html", "topics/index.html"} & hidden(site)
    assert not hidden(site) & listed(site)


def test_crawlers_may_come_to_what_is_hidden_or_they_would_not_see_that_it_is(
    addressed: TinySite,
) -> None:
    robots = addressed.text("robots.txt").splitlines()
    assert [line for line in robots if line.startswith("Disallow:")] == ["Disallow:"]


def test_a_real_course_is_found_with_all_lists_that_have_it(public: TinySite) -> None:
    site = public.root / "output"
    real = {PAGE, "courses/index.html", "topics/crafts/index.html", "venues/the-shed/index.html"}
    assert real <= listed(site)
    course = "https://example.org/learn/courses/the-kiln/pottery/"
    assert f"<loc>{course}</loc><lastmod>2026-11-20</lastmod>" in public.text("sitemap.xml")
    assert not real & hidden(site)


def test_a_list_with_one_real_course_is_not_hidden(public: TinySite) -> None:
    public.build("https://example.org/learn")
    try:
        site = public.root / "output"
        assert "courses/the-kiln/clay/index.html" in hidden(site)
        assert not {PAGE, "courses/index.html", "topics/crafts/index.html"} & hidden(site)
        assert "What is invented" in public.text("about-the-data/index.html")
    finally:
        public.build("https://example.org/learn", public=True)


def test_a_site_for_the_public_says_nowhere_that_courses_are_invented(public: TinySite) -> None:
    site = public.root / "output"
    assert not (site / "courses/the-kiln/clay").exists()
    # The words of the check are for whoever writes a course: they warn of invented numbers. What
    # describes the fields of the data says what `example` means.
    describes = ("form.json", "openapi.json", "schema.json")
    read = [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".ics")]
    said = {
        path.relative_to(site).as_posix(): found
        for path in read
        if path.name not in describes and not path.name.endswith("-metadata.json")
        if (
            found := re.findall(
                r"(?i).{30}(?:invented|example-mark|demonstration).{30}", path.read_text()
            )
        )
    }
    assert said == {}


def test_nor_does_a_script_of_residents_pages(public: TinySite) -> None:
    site = public.root / "output"
    scripts = [*(edition_of(site, "assets") / "js").glob("*.js"), site / "worker.js"]
    assert len(scripts) > 5
    assert [path.name for path in scripts if "invented" in path.read_text("utf-8")] == []
