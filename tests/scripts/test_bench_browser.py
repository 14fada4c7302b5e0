"""`make bench` says what a visitor transfers, from a host that compresses as usual ones do."""

from __future__ import annotations

import gzip
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import sync_playwright
from rich.console import Console

from scripts import bench_browser, whole_index
from scripts.bench_browser import NoAnswer, StaticHost, Visitor, measure, static_host
from scripts.find_browser import QUIET, find_browser
from tests.conftest import load
from tests.site.conftest import real_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["real_site"]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text("Learn something", encoding="utf-8")
    (tmp_path / "words.pagefind").write_bytes(b"packed already")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(StaticHost, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_pages_are_sent_compressed(host: str) -> None:
    with urlopen(f"{host}/") as answer:
        assert gzip.decompress(answer.read()) == b"Learn something"


def test_what_is_packed_already_is_sent_as_it_is(host: str) -> None:
    with urlopen(f"{host}/words.pagefind") as answer:
        assert answer.read() == b"packed already"


def test_what_has_not_changed_is_not_sent_again(host: str) -> None:
    with urlopen(f"{host}/") as answer:
        tag = answer.headers["ETag"]
    with pytest.raises(HTTPError) as unchanged:
        urlopen(Request(f"{host}/", headers={"If-None-Match": tag}))
    with unchanged.value as answer:
        assert answer.code == 304


def test_nobody_waits_for_ever_for_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_browser, "_PATIENCE", 0.1)
    silent = '<main><input id="q"><div id="results"></div></main>'
    (tmp_path / "index.html").write_text(silent, encoding="utf-8")

    def ask() -> float:
        with static_host(tmp_path) as address, sync_playwright() as playwright:
            path = find_browser()
            browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
            return Visitor(browser, address).go("/").ask("cake")

    with (
        ThreadPoolExecutor(1) as thread,
        pytest.raises(NoAnswer, match="no course was shown for “cake”"),
    ):
        thread.submit(ask).result()


def test_the_table_has_what_the_site_promises(
    real_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "npm" else found(name))
    monkeypatch.setattr(bench_browser, "_one_of_each", lambda _: ("/is-it-free/",))
    monkeypatch.setattr(bench_browser, "_work_of_others", lambda *_: ())
    # A thread of its own: Playwright, which other tests use in this one, has a loop for each.
    with ThreadPoolExecutor(1) as thread:
        Console(width=120).print(thread.submit(measure, real_site, 40).result())
    said = capsys.readouterr().out
    for row in (
        "the longest course page, in all",
        "HTML and CSS to read it",
        "layout shift",
        "facts that need JavaScript",
        "our JavaScript for residents, in all",
        "first answer: english",
        "wasm.en.pagefind",
        "later answer: sewing",
        "and 4 times slower",
        "a filter without words",
        "a place without words",
        "there is no Node here",
    ):
        assert row in said
    assert "pagefind-worker.js" not in said
    weighed = {course["title"] for course in whole_index._courses(real_site)}
    assert weighed == {course.title for course in load()[0].current}
