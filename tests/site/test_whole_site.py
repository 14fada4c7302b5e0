"""The whole real site: every link, anchor and asset leads somewhere; every course is reached."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.conftest import TODAY, load
from tests.site.conftest import SUB_PATH_URL

if TYPE_CHECKING:
    from collections.abc import Iterator

LINKS = "//*/@href | //*/@src | //form/@action"


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


def inside(page: html.HtmlElement, base: str) -> Iterator[str]:
    for link in page.xpath(LINKS):
        parts = urlsplit(str(link))
        if parts.scheme in ("mailto", "tel", "https") and not str(link).startswith(SUB_PATH_URL):
            continue
        assert parts.path == "" or parts.path.startswith(f"{base}/"), link
        yield str(link)


def test_every_link_anchor_and_asset_leads_somewhere(site: tuple[Path, str]) -> None:
    folder, base = site
    pages = pages_of(folder)
    assert len(pages) > 300
    for name, page in pages.items():
        for link in inside(page, base):
            target = file_of(link, base) if urlsplit(link).path else name
            assert (folder / target).is_file(), f"{name} links to {link}"
            if anchor := urlsplit(link).fragment:
                assert pages[target].xpath("//*[@id=$id]", id=anchor), f"{name} links to {link}"


def test_no_page_has_two_main_headings_or_two_of_one_id(real_site: Path) -> None:
    for name, page in pages_of(real_site).items():
        assert len(page.xpath("//h1")) == 1, name
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name


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
    assert len(addresses) == len(set(addresses)) > 300
    for address in addresses:
        assert address.startswith(f"{SUB_PATH_URL}/")
        assert (sub_path_site / file_of(address, "/learn")).is_file(), address
    changed = [day.text or "" for day in tree.iterfind(".//s:lastmod", names)]
    assert max(changed) <= TODAY.isoformat()


def test_example_courses_say_so_on_every_page_and_in_every_list(real_site: Path) -> None:
    for name, page in pages_of(real_site).items():
        if name.startswith("courses/") and len(Path(name).parts) == 4:
            marks = page.xpath("//main//*[contains(@class, 'example-mark')]")
            redirect = page.xpath("//meta[@http-equiv='refresh']")
            assert marks or redirect or "page" in Path(name).parts, name
        for ticket in page.xpath("//*[contains(concat(' ', @class, ' '), ' ticket ')]"):
            assert ticket.xpath(".//*[contains(@class, 'example-mark')]"), name


def test_nothing_is_loaded_from_another_host(real_site: Path) -> None:
    for name, page in pages_of(real_site).items():
        for asset in page.xpath("//*/@src | //link[@rel='stylesheet']/@href | //link/@imagesrcset"):
            assert not urlsplit(str(asset)).netloc, f"{name} loads {asset}"
        assert not page.xpath("//script[not(@src)] | //style | //*[@style]"), name
