"""The whole site of FROZEN: nothing is wrong with it; every course is reached."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from catalogue.site.urls import Urls
from catalogue.site.walk import read_pages, walk
from tests.conftest import TODAY, load
from tests.site.conftest import SUB_PATH_URL

if TYPE_CHECKING:
    pass


@pytest.fixture(params=["real_site", "sub_path_site"])
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """The folder of a built site, and the path that its addresses begin with."""
    base = "/learn" if request.param == "sub_path_site" else ""
    return request.getfixturevalue(request.param), base


def pages_of(folder: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(folder).as_posix(): html.parse(str(path)).getroot()
        for path in sorted(folder.rglob("*.html"))
    }


def file_of(address: str, base: str) -> str:
    """The file that answers at an address of the site."""
    path = unquote(urlsplit(address).path).removeprefix(base).lstrip("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def test_nothing_is_wrong_that_check_site_looks_for(site: tuple[Path, str]) -> None:
    """Links, anchors and assets, names of parts, main headings, and what examples say."""
    folder, base = site
    urls = Urls.of(SUB_PATH_URL if base else "")
    examples = {course.id for course in load()[0].courses.values() if course.example}
    assert len(examples) > 150
    assert list(walk(folder, urls, examples)) == []


def test_the_walk_sees_what_is_there(real_site: Path) -> None:
    pages, ours = pages_of(real_site), read_pages(real_site)
    assert len(pages) > 300
    for name, page in pages.items():
        links = page.xpath("//*/@href | //*/@src | //form/@action")
        assert ours[name].links == [str(link) for link in links], name
        assert set(ours[name].ids) == set(page.xpath("//@id")), name
    assert sum(len(page.tickets) for page in ours.values()) > 400


def test_every_course_is_at_most_four_steps_from_home_without_a_script(real_site: Path) -> None:
    pages = pages_of(real_site)
    steps = {"index.html": 0}
    waiting = deque(steps)
    while waiting:
        name = waiting.popleft()
        for link in pages[name].xpath("//main//a/@href | //nav//a/@href | //footer//a/@href"):
            target = file_of(str(link), "")
            if urlsplit(str(link)).path and target in pages and target not in steps:
                steps[target] = steps[name] + 1
                waiting.append(target)
    catalogue, _ = load()
    far = [one for one in catalogue.courses if steps.get(f"courses/{one}/index.html", 99) > 4]
    assert far == []


def test_sitemap_names_pages_that_are_there_and_when_they_changed(sub_path_site: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = etree.parse(str(sub_path_site / "sitemap.xml")).getroot()
    addresses = [place.text or "" for place in tree.iterfind(".//s:loc", names)]
    assert len(addresses) == len(set(addresses)) > 40  # all but the examples and their lists
    for address in addresses:
        assert address.startswith(f"{SUB_PATH_URL}/")
        assert (sub_path_site / file_of(address, "/learn")).is_file(), address
    changed = [day.text or "" for day in tree.iterfind(".//s:lastmod", names)]
    assert max(changed) <= TODAY.isoformat()


def test_nothing_is_loaded_from_another_host(real_site: Path) -> None:
    for name, page in pages_of(real_site).items():
        for asset in page.xpath("//*/@src | //link[@rel='stylesheet']/@href | //link/@imagesrcset"):
            assert not urlsplit(str(asset)).netloc, f"{name} loads {asset}"
        assert not page.xpath("//script[not(@src)] | //style | //*[@style]"), name
