"""Pages without a network: kept, marked with their day, never passed off as fresh, and let go."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from scripts.budgets import EVERYWHERE_SCRIPT, SAVE_SCRIPT, SAVED_SCRIPT, WORKER_SCRIPT
from scripts.serve import SiteHandler, site_server
from tests.conftest import PROJECT
from tests.site.looking import found_in_light_and_dark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.site.conftest import TinySite

COURSE = "courses/the-kiln/pottery"
MARK = "aside.kept"
DATED = re.compile(
    r"This page is from \w+day,? \d+ \w+ \d{4} at \d+:\d\d\. Call before you travel\."
)
KEPT = "caches.open('kept:/learn/:{}').then(async (cache) => (await cache.keys())"
BROKEN_WORKER = """
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(new Response("It is broken.")));
"""


class _Handler(SiteHandler):
    """Answers only when it may, with an error when it must, and lets browsers keep what they got
    for ten minutes, as hosts of such sites do."""

    def __init__(self, *args: object, line: Line, **kwargs: object) -> None:
        self.line = line
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        SimpleHTTPRequestHandler.end_headers(self)

    def do_GET(self) -> None:
        self.line.moving.wait()
        if self.line.failing:
            self.send_error(500)
        else:
            super().do_GET()


@dataclass
class Line:
    """A site in the folder /learn/ of a host, and the line to it, which can be slow or broken."""

    tiny: TinySite
    moving: threading.Event
    failing: bool = False
    address: str = ""

    def file(self, name: str) -> Path:
        """A file of the built site."""
        return self.tiny.root / "output" / name

    def change(self, name: str, old: str, new: str) -> None:
        """Publish a file with other words in it."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.publish(name, text.replace(old, new))

    def publish(self, name: str, text: str) -> None:
        """Put a file on the site, a minute after whatever was there before."""
        later = self.file(name).stat().st_mtime + 60
        self.file(name).write_text(text, encoding="utf-8")
        os.utime(self.file(name), (later, later))


@pytest.fixture
def line(tiny: TinySite, addressed: TinySite, tmp_path: Path) -> Iterator[Line]:
    """The smallest site, served: a copy, for it is changed."""
    shutil.copytree(addressed.root / "output", tiny.root / "output")
    host = tmp_path / "host"
    host.mkdir()
    (host / "learn").symlink_to(tiny.root / "output")
    made = Line(tiny, threading.Event())
    made.moving.set()
    with site_server(host, 0) as server:
        server.RequestHandlerClass = partial(_Handler, directory=str(host), line=made)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        made.address = f"http://127.0.0.1:{server.server_port}/learn"
        yield made
        made.moving.set()
        server.shutdown()
        thread.join()


def open_with_worker(page: Page, line: Line, path: str = "") -> None:
    """Open a page and wait until the worker answers for it."""
    page.goto(f"{line.address}/{path}")
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")


def go_offline(page: Page) -> None:
    # What the worker keeps, it keeps after the page has been answered.
    until(page, "caches.match(location.pathname).then(Boolean)")
    for sheet in page.locator("link[rel=stylesheet]").all():
        until(page, f"caches.match('{sheet.get_attribute('href')}').then(Boolean)")
    page.context.set_offline(True)


def until(page: Page, promised: str) -> None:
    """Wait until a promise in the page comes true."""
    for _ in range(40):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"never came true: {promised}")


def ask_for_the_worker(page: Page) -> None:
    """Do what browsers do by themselves some time after a visit: fetch the worker again."""
    found = "navigator.serviceWorker.getRegistration()"
    page.evaluate(f"{found}.then((found) => found?.update()).catch(() => {{}})")
    until(page, f"{found}.then((found) => !found?.installing && !found?.waiting)")
    until(page, f"{found}.then((found) => !found || found.active?.state === 'activated')")


def kept_caches(page: Page) -> list[str]:
    return sorted(page.evaluate("caches.keys()"))


def test_page_seen_before_opens_without_a_network_and_says_what_day_it_is_from(
    page: Page, line: Line
) -> None:
    open_with_worker(page, line)
    page.goto(f"{line.address}/{COURSE}/")
    expect(page.locator(MARK)).to_have_count(0)
    go_offline(page)
    page.reload()
    expect(page.locator(MARK)).to_contain_text(DATED)
    expect(page).to_have_title(re.compile("^Older copy: "))
    expect(page.locator("h1")).to_have_text("Pottery for beginners")
    face = page.evaluate("getComputedStyle(document.querySelector('.pass__when')).backgroundColor")
    assert face == "rgb(11, 70, 80)", "a kept page has its style sheets"


def test_first_page_ever_opened_is_kept_too(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    go_offline(page)
    page.reload()
    expect(page.locator(MARK)).to_contain_text(DATED)


def test_with_the_network_back_the_page_is_fresh_and_unmarked(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    go_offline(page)
    page.reload()
    expect(page.locator(MARK)).to_be_visible()
    line.change(f"{COURSE}/index.html", "Pottery for beginners</h1>", "Pots for all</h1>")
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).to_have_text("Pots for all")
    expect(page.locator(MARK)).to_have_count(0)


def test_page_changed_on_the_site_is_never_answered_from_the_copy(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    line.change(f"{COURSE}/index.html", "Pottery for beginners</h1>", "Pots for all</h1>")
    page.reload()
    expect(page.locator("h1")).to_have_text("Pots for all")
    kept = "caches.match(location.pathname).then((copy) => copy.text())"
    until(page, f"{kept}.then((text) => text.includes('Pots for all'))")
    go_offline(page)
    page.reload()
    expect(page.locator("h1")).to_have_text("Pots for all")


def test_page_that_was_never_opened_leads_to_what_is_kept(page: Page, line: Line) -> None:
    open_with_worker(page, line)
    go_offline(page)
    page.goto(f"{line.address}/topics/")
    expect(page.locator("h1")).to_have_text("We cannot reach this page")
    page.locator("main").get_by_role("link", name="Your saved courses").click()
    expect(page.locator("h1")).to_have_text("Saved courses")
    expect(page.locator(MARK)).to_contain_text(DATED)


def test_saved_course_opens_without_a_network_and_says_what_day_it_is_from(
    page: Page, line: Line
) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    page.locator("#actions [data-save]").click()
    go_offline(page)
    page.goto(f"{line.address}/saved/")
    card = page.locator("#saved-list > li")
    expect(card.get_by_text("This is from")).to_contain_text(re.compile(r"day,? \d+ \w+ \d{4} at"))
    expect(card.locator("a[href='tel:+441514960123']")).to_be_visible()
    card.get_by_role("link", name="Pottery for beginners").click()
    expect(page.locator(MARK)).to_contain_text(DATED)


def test_saved_course_outlives_the_sixty_pages_that_are_kept(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    page.locator("#actions [data-save]").click()
    until(page, f"{KEPT.format('saved')}.length)")
    for number in range(65):
        line.file(f"page-{number}").mkdir()
        page_of_ours = f'<meta name="page" content="/learn/page-{number}/"><title>Any</title>'
        line.file(f"page-{number}/index.html").write_text(page_of_ours, encoding="utf-8")
    page.evaluate("async () => { for (let n = 0; n < 65; n++) await fetch(`/learn/page-${n}/`); }")
    # A page is kept when all of it has come, so of two that come at once either may be the last.
    kept = KEPT.format("pages")
    until(page, f"{kept}.filter((one) => /page-6[0-4]/.test(one.url)).length === 5)")
    until(page, f"{kept}.length === 60)")
    go_offline(page)
    page.goto(f"{line.address}/page-0/")
    expect(page.locator("h1")).to_have_text("We cannot reach this page")
    page.goto(f"{line.address}/{COURSE}/")
    expect(page.locator(MARK)).to_contain_text(DATED)


def test_page_taken_from_the_site_is_taken_from_the_device(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    shutil.rmtree(line.file(COURSE))
    page.goto(f"{line.address}/{COURSE}/")
    expect(page.locator("h1")).not_to_have_text("Pottery for beginners")
    until(page, "caches.match(location.pathname).then((copy) => !copy)")
    page.context.set_offline(True)
    page.goto(f"{line.address}/{COURSE}/")
    expect(page.locator("h1")).to_have_text("We cannot reach this page")


def test_site_that_answers_with_an_error_shows_the_copy_and_keeps_no_error(
    page: Page, line: Line
) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    line.failing = True
    page.reload()
    expect(page.locator(MARK)).to_contain_text(DATED)
    expect(page.locator("h1")).to_have_text("Pottery for beginners")


def test_line_that_hangs_shows_the_copy(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    until(page, "caches.match(location.pathname).then(Boolean)")
    line.moving.clear()
    page.goto(f"{line.address}/{COURSE}/", wait_until="commit")
    expect(page.locator(MARK)).to_contain_text(DATED)
    line.moving.set()
    page.wait_for_load_state()
    page.reload()
    expect(page.locator(MARK)).to_have_count(0)


def test_files_that_no_kept_page_needs_are_let_go(page: Page, line: Line) -> None:
    [sheet] = line.file("assets").glob("*/css/print.css")
    sheet.with_name("print-of-before.css").write_text("main { color: red }", encoding="utf-8")
    line.change(f"{COURSE}/index.html", "/css/print.css", "/css/print-of-before.css")
    open_with_worker(page, line, f"{COURSE}/")
    old = str(page.locator("link[media=print]").get_attribute("href"))
    page.reload()
    until(page, f"caches.match('{old}').then(Boolean)")
    line.change(f"{COURSE}/index.html", "/css/print-of-before.css", "/css/print.css")
    page.reload()
    line.change("worker.js", 'build:"', 'build:"another')
    ask_for_the_worker(page)
    until(page, f"caches.match('{old}').then((there) => !there)")
    go_offline(page)
    page.reload()
    face = page.evaluate("getComputedStyle(document.querySelector('.pass__when')).backgroundColor")
    assert face == "rgb(11, 70, 80)"


def test_page_that_is_not_ours_is_shown_and_never_kept(page: Page, line: Line) -> None:
    """A log-in page of a network, or one that says the site is being mended, answers for any."""
    open_with_worker(page, line, f"{COURSE}/")
    page.locator("#actions [data-save]").click()
    until(page, f"{KEPT.format('saved')}.length)")
    line.publish(f"{COURSE}/index.html", "<!doctype html><title>Wi-Fi</title><h1>Log in</h1>")
    page.reload()
    expect(page.locator("h1")).to_have_text("Log in")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Pottery for beginners")
    expect(page.locator(MARK)).to_contain_text(DATED)


def test_page_of_ours_that_answers_for_another_is_not_kept(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    line.publish(f"{COURSE}/index.html", line.file("help/index.html").read_text(encoding="utf-8"))
    page.reload()
    expect(page.locator("h1")).not_to_have_text("Pottery for beginners")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Pottery for beginners")


def test_broken_worker_is_got_rid_of(page: Page, line: Line) -> None:
    open_with_worker(page, line)
    line.publish("worker.js", BROKEN_WORKER)
    ask_for_the_worker(page)
    page.goto(f"{line.address}/", wait_until="commit")
    expect(page.locator("body")).to_have_text("It is broken.")
    settings = line.tiny.root / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.unlink()
    settings.write_text(text.replace("OFFLINE = True", "OFFLINE = False"), encoding="utf-8")
    line.tiny.build("https://example.org/learn")
    line.change("worker.js", "registration", "registration")
    line.change("worker.js", "registration", "registration")  # later than the broken one
    ask_for_the_worker(page)
    page.goto(f"{line.address}/", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    until(page, "caches.keys().then((names) => !names.length)")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")


def test_broken_worker_is_replaced_by_the_next_one_that_works(page: Page, line: Line) -> None:
    open_with_worker(page, line)
    good = line.file("worker.js").read_text(encoding="utf-8")
    line.publish("worker.js", BROKEN_WORKER)
    ask_for_the_worker(page)
    page.goto(f"{line.address}/", wait_until="commit")
    expect(page.locator("body")).to_have_text("It is broken.")
    line.publish("worker.js", good)
    ask_for_the_worker(page)
    page.goto(f"{line.address}/", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()


def test_everything_kept_on_the_device_can_be_forgotten(page: Page, line: Line) -> None:
    open_with_worker(page, line, f"{COURSE}/")
    page.locator("#actions [data-save]").click()
    page.goto(f"{line.address}/saved/")
    page.evaluate("caches.open('of somebody else on this host')")
    page.get_by_text("Forget what is kept on this device").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(page.get_by_text("Done. Your list and all copies are gone")).to_be_focused()
    expect(page.get_by_text("Nothing is saved here yet.")).to_be_visible()
    until(page, "caches.keys().then((names) => `${names}` === 'of somebody else on this host')")
    assert page.evaluate("localStorage.length") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_worker_answers_for_the_folder_of_the_site_and_no_more(page: Page, line: Line) -> None:
    open_with_worker(page, line)
    scope = page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)")
    assert scope == f"{line.address}/"
    assert all(name.startswith("kept:/learn/:") for name in kept_caches(page))


def test_search_words_are_not_kept(page: Page, line: Line) -> None:
    open_with_worker(page, line)
    page.goto(f"{line.address}/search/?q=something+private")
    until(page, "caches.match(location.pathname).then(Boolean)")
    addresses = page.evaluate(
        """async () => {
          const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
          const keys = await Promise.all(caches_.map((one) => one.keys()));
          return keys.flat().map(({ url }) => url);
        }"""
    )
    assert f"{line.address}/search/" in addresses
    assert not [one for one in addresses if "private" in one or "pagefind" in one]


def test_browser_without_workers_shows_the_page_all_the_same(page: Page, line: Line) -> None:
    page.add_init_script("delete Navigator.prototype.serviceWorker;")
    page.goto(f"{line.address}/{COURSE}/")
    page.locator("#actions [data-save]").click()
    page.goto(f"{line.address}/saved/")
    expect(page.locator("#saved-list h2")).to_have_text("Pottery for beginners")


def test_nothing_is_found_on_pages_without_a_network(page: Page, line: Line) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_with_worker(page, line, f"{COURSE}/")
    go_offline(page)
    for path in (f"{COURSE}/", "topics/", "saved/?c=the-kiln/pottery&c=not/kept"):
        page.goto(f"{line.address}/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert found_in_light_and_dark(page, 320, 1280) == [], path


def test_scripts_of_saved_courses_and_offline_stay_small(unchanged: TinySite) -> None:
    scripts = PROJECT / "theme" / "static" / "js"

    def packed(*files: Path) -> int:
        return sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert packed(scripts / "everywhere.js") < EVERYWHERE_SCRIPT
    assert packed(unchanged.root / "output" / "worker.js") < WORKER_SCRIPT
    assert packed(scripts / "saved.js") < SAVED_SCRIPT
    assert packed(scripts / "save.js") < SAVE_SCRIPT
