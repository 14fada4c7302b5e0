"""Two cities beside each other, each a site of its own, searched from one of them: Pagefind merges
their indexes in the browser (docs/scale.md). The hosts are ports of this machine.

No city does so today. What it would need is here: in folders of one host nothing; on two hosts the
neighbour lets all read its index, and the page's policy names the neighbour.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from catalogue.site.policy import content_policy
from scripts.bench_browser import StaticHost
from scripts.serve import QuietServer
from tests.site.conftest import TinySite

ASKED = """async ([index, neighbour, word]) => {
  const { createInstance } = await import(`${index}pagefind.js`);
  const pagefind = createInstance({ baseUrl: "/", noWorker: true, mergeFilter: { city: "ours" } });
  await pagefind.init();
  await pagefind.mergeIndex(neighbour, { mergeFilter: { city: "theirs" } });
  const found = async (city) => (await pagefind.search(word, { filters: { city } })).results.length;
  const all = (await pagefind.search(word)).results.length;
  return { ours: await found("ours"), theirs: await found("theirs"), all };
}"""


class OpenToAll(StaticHost):
    """What a host of a city sends with its index, so that pages of others may read it."""

    def end_headers(self) -> None:
        """Add the header."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture
def neighbour(unchanged: TinySite) -> Iterator[str]:
    """A small city, on a port of its own."""
    handler = partial(OpenToAll, directory=unchanged.root / "output")
    with QuietServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


def index_of(output: Path) -> str:
    (index,) = output.glob("search/*/pagefind")
    return f"/{index.relative_to(output).as_posix()}/"


def asked(page: Page, ours: str, real_site: Path, neighbour: str, small: Path) -> dict[str, Any]:
    page.goto(f"{ours}/search/")
    told = [index_of(real_site), f"{neighbour}{index_of(small)}", "pottery"]
    found: dict[str, Any] = page.evaluate(ASKED, told)
    return found


def test_cities_on_two_hosts_are_searched_where_both_say_so(
    page: Page,
    real_site: Path,
    neighbour: str,
    unchanged: TinySite,
    serve_folder: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    own, wider = content_policy("search"), content_policy("search", ("'self'", f"{neighbour}/"))
    (tmp_path / "search").mkdir()
    for path in (*real_site.iterdir(), *(real_site / "search").iterdir()):
        if path.name not in ("search", "index.html"):
            (tmp_path / path.relative_to(real_site)).symlink_to(path)
    text = (real_site / "search" / "index.html").read_text(encoding="utf-8")
    assert own in text
    (tmp_path / "search" / "index.html").write_text(text.replace(own, wider), encoding="utf-8")
    ours = serve_folder(tmp_path)
    found = asked(page, ours, real_site, neighbour, unchanged.root / "output")
    assert found["theirs"] == 1
    assert found["ours"] >= 1
    assert found["all"] == found["ours"] + found["theirs"]


def test_cities_in_folders_of_one_host_need_nothing(
    page: Page,
    real_site: Path,
    unchanged: TinySite,
    serve_folder: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    for path in real_site.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "neighbour").symlink_to(unchanged.root / "output")
    ours = serve_folder(tmp_path)
    found = asked(page, ours, real_site, f"{ours}/neighbour", unchanged.root / "output")
    assert found["theirs"] == 1
    assert found["all"] == found["ours"] + found["theirs"]


def test_the_policy_of_today_keeps_a_page_to_its_own_host(
    browser: Browser,
    real_site: Path,
    neighbour: str,
    unchanged: TinySite,
    serve_folder: Callable[[Path], str],
) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    with pytest.raises(PlaywrightError):
        asked(page, serve_folder(real_site), real_site, neighbour, unchanged.root / "output")
    page.close()
    assert any("connect-src" in words for words in refused)
