"""Fixtures for tests in a real browser: `browser`, `page` and `serve_folder`.

Re-exported by tests/conftest.py. A page made here must never reach another host.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from catalogue.site.hosting import FOR_EVER
from scripts.find_browser import NOT_FOUND, QUIET, find_browser
from scripts.serve import SiteHandler, site_server

WHERE_OURS_ARE = """
window.moduleAt = (name) => new URL(name, document.querySelector("[data-worker]").src);
window.folderOf = async (base) => {
  const form = await (await fetch(`${base}/add/`)).text();
  return form.match(/data-partners="([^"]+)"/)[1];
};
"""
"""For what tests run in a page: scripts, and what partners' pages read, lie in folders whose names
a build makes."""
_POLICY = "Content Security Policy"
_HERE = "127.0.0.1"
_ALONE = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {_HERE}"
"""No other host is there: Chromium itself sees to it, for a fourth less work than asking us before
each request. Only what failed is told to us, so that we hear of no request of a page that is right:
a tenth of the work again."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run, with a profile of its own."""
    path = find_browser()
    assert path, NOT_FOUND
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, _ALONE])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, noon: datetime) -> Iterator[Page]:
    """A fresh page on the day of the tests, where timers run as ever; the test fails if it asked
    another host for anything, did what its content policy forbids, or a script broke."""
    with page_in(browser, "Europe/London", noon) as opened:
        yield opened


@contextmanager
def page_in(browser: Browser, zone: str, moment: datetime) -> Iterator[Page]:
    """Open such a page in a browser of a time zone, whose clock shows a moment."""
    outside: list[str] = []
    broken: list[str] = []
    refused: list[str] = []

    def note_outside(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.hostname != _HERE:
            outside.append(request.url)

    context = browser.new_context(locale="en-GB", timezone_id=zone)
    context.on("requestfailed", note_outside)  # as all do that ask another host, by _ALONE
    context.add_init_script(WHERE_OURS_ARE)
    opened = context.new_page()
    opened.clock.set_fixed_time(moment)
    opened.on("pageerror", lambda error: broken.append(str(error)))
    context.on(
        "console", lambda message: refused.append(message.text) if _POLICY in message.text else None
    )
    yield opened
    context.close()
    assert not outside, f"the page asked other hosts for {outside}"
    assert not broken, f"scripts on the page broke: {broken}"
    assert not refused, f"the content policy was in the way: {refused}"


class _Handler(SiteHandler):
    """Lets browsers keep what is in a folder named after its content, as hosts do: a page that is
    opened again has its sheets and scripts there, for a third less work."""

    def end_headers(self) -> None:
        if re.search(r"/[0-9a-f]{12}/", self.path):
            self.send_header("Cache-Control", FOR_EVER)
            SimpleHTTPRequestHandler.end_headers(self)
        else:
            super().end_headers()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port for a while, and give its address without a final slash."""
    with site_server(folder, 0) as server:
        server.RequestHandlerClass = partial(_Handler, directory=str(folder))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve folders until the run ends: `address = serve_folder(output)`."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))
