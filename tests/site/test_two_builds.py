"""A publish in the middle of a visit: whatever is old or new, courses are never mixed."""

from __future__ import annotations

import re
import shutil
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from scripts.serve import SiteHandler, site_server
from tests.conftest import COURSE, small_tree
from tests.site.conftest import tiny_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

CRAFTS = [f"Craft {word}" for word in ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir")]
OTHERS = [f"Maths {word}" for word in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")]
GONE = "Craft Ash"


class _Handler(SiteHandler):
    """Serves one of two builds, and the other once somebody has asked for a certain file."""

    def __init__(self, *args: object, host: Host, **kwargs: object) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.now), **kwargs)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.host.caching)
        SimpleHTTPRequestHandler.end_headers(self)

    def do_GET(self) -> None:
        self.directory = str(self.host.now)
        super().do_GET()
        if self.host.publish_after and re.search(self.host.publish_after, self.path):
            self.host.publish()


@dataclass
class Host:
    """Where the site is, before a publish and after it."""

    before: Path
    after: Path
    caching: str = "no-store"
    publish_after: str = ""
    address: str = ""
    now: Path = None  # type: ignore[assignment]

    def publish(self) -> None:
        """Put the second build live."""
        self.now, self.publish_after = self.after, ""


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same site twice; in the second, one course is not there and all others have moved up."""
    site = tiny_site(small_tree(tmp_path_factory.mktemp("two")))
    (site.root / "content/courses/the-kiln/pottery.yaml").unlink()
    for title in (*CRAFTS, *OTHERS):
        text = COURSE.replace("Pottery for beginners", title)
        if title in OTHERS:
            text = text.replace("crafts", "maths")
        name = title.lower().replace(" ", "-")
        site.tree.write(f"content/courses/the-kiln/{name}.yaml", text)
    site.build()
    before = shutil.copytree(site.root / "output", site.root / "before")
    (site.root / f"content/courses/the-kiln/{GONE.lower().replace(' ', '-')}.yaml").unlink()
    site.build()
    return before, site.root / "output"


@pytest.fixture
def host(two_builds: tuple[Path, Path]) -> Iterator[Host]:
    """The first build, served."""
    made = Host(*two_builds)
    made.now = made.before
    with site_server(made.before, 0) as server:
        server.RequestHandlerClass = partial(_Handler, host=made)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        made.address = f"http://127.0.0.1:{server.server_port}"
        yield made
        server.shutdown()
        thread.join()


def shown(page: Page) -> list[str]:
    """The titles in the list, once it is there."""
    expect(page.locator("#results[aria-busy=false] article").first).to_be_visible()
    return page.locator("#results article a").all_inner_texts()


@pytest.mark.parametrize("caching", ["no-store", "max-age=600"])
@pytest.mark.parametrize(
    "after",
    [r"/search/\?", r"/js/search/page\.js", r"/facets/topic\.json", r"/cards/", "nothing"],
)
def test_whatever_is_old_or_new_only_courses_that_fit_are_shown(
    page: Page, host: Host, caching: str, after: str
) -> None:
    """Old pages with new scripts and data, new with old, from the host or from a cache."""
    host.caching = caching
    page.goto(f"{host.address}/search/?topic=maths")  # now the browser has some of the first build
    assert sorted(shown(page)) == sorted(OTHERS)
    host.publish_after = after
    page.goto(f"{host.address}/search/?topic=crafts")
    assert sorted(shown(page)) in (CRAFTS, CRAFTS[1:])
    host.publish()
    page.locator("[name=cost][value=free]").evaluate("box => box.click()")
    expect(page.locator("#results article")).to_have_count(len(CRAFTS) - 1)
    assert sorted(shown(page)) == CRAFTS[1:]
    assert "topic=crafts" in page.url
    assert "cost=free" in page.url


def test_open_tab_comes_back_as_it_was_with_the_courses_of_today(page: Page, host: Host) -> None:
    page.goto(f"{host.address}/search/?q=craft")
    assert GONE in shown(page)
    host.publish()
    page.locator("[data-group=cost]").evaluate("fold => (fold.open = true)")
    page.locator("[name=cost][value=free]").focus()
    page.keyboard.press("Space")
    expect(page.locator("#results article")).to_have_count(len(CRAFTS) - 1)
    assert sorted(shown(page)) == CRAFTS[1:]
    expect(page.locator("[name=q]")).to_have_value("craft")
    expect(page.locator("[name=cost][value=free]")).to_be_checked()
    expect(page.locator("[name=cost][value=free]")).to_be_focused()


def test_show_more_after_a_publish_shows_more_of_today(page: Page, host: Host) -> None:
    page.goto(f"{host.address}/search/?cost=free")
    assert len(shown(page)) == 8
    host.publish()
    page.locator("#more").click()
    expect(page.locator("#results article")).to_have_count(11)
    assert GONE not in shown(page)


def test_page_is_loaded_again_once_and_then_goes_on(page: Page, host: Host) -> None:
    """As where a cache on the way gives out the old page for a while."""
    page.route("**/search/?*", lambda route: route.fulfill(path=host.before / "search/index.html"))
    page.goto(f"{host.address}/search/?topic=crafts")
    assert GONE in shown(page)
    host.publish()
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    for box in ("[name=cost][value=free]", "[name=level][value=none]"):
        page.locator(box).evaluate("box => box.click()")
        page.wait_for_load_state("networkidle")
        assert set(shown(page)) <= set(CRAFTS)
    assert len(loads) == 1


def test_tab_that_was_open_longer_than_its_files_are_kept_is_loaded_again(
    page: Page, host: Host, two_builds: tuple[Path, Path], tmp_path: Path
) -> None:
    page.goto(f"{host.address}/search/?topic=crafts")
    assert GONE in shown(page)
    host.after = shutil.copytree(two_builds[1], tmp_path / "much-later")
    old = page.locator("#search").get_attribute("data-data")
    shutil.rmtree(host.after / str(old).strip("/"))
    host.publish()
    page.locator("[name=cost][value=free]").evaluate("box => box.click()")
    expect(page.locator("#results article")).to_have_count(len(CRAFTS) - 1)
    assert sorted(shown(page)) == CRAFTS[1:]
