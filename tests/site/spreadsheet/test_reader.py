"""What reads a sheet on the page: it sends nothing away, is fetched whole or not at all, and where
it cannot run people are told what else they can do.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from catalogue.site.spreadsheet import ARCHIVE, archive_of
from tests.conftest import edition_of, read_sheets
from tests.sheets.importing.test_import import NEW
from tests.sheets.test_in_browser import sheet_of
from tests.site.spreadsheet.conftest import PATIENCE, choose, wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Route

    from tests.site.conftest import TinySite
    from tests.site.spreadsheet.conftest import SheetSite

MOST_BYTES = 8_200_000
DROPPED = f"""(number) => {{
  const data = new DataTransfer();
  const text = {json.dumps(sheet_of(NEW).decode())};
  while (number--) data.items.add(new File([text], "ours.csv"));
  return data;
}}"""


# ---- what leaves the device: nothing ----


def test_the_worker_can_fetch_from_its_own_folders_alone(browser: Browser, desk: SheetSite) -> None:
    """Not `page`, as here the policy is to be in the way."""
    asked: list[tuple[str, str]] = []
    with browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        context.on("request", lambda request: asked.append((request.method, request.url)))
        tab.goto(desk.page)
        tab.locator("#sheet-provider").select_option("the-kiln")
        tab.wait_for_load_state("networkidle")
        asked.clear()
        choose(tab, "ours.csv", sheet_of(NEW))
        wait(tab, "#found")
        [worker] = tab.workers
        python = f"{desk.address}/python/{edition_of(desk.output, 'python').name}/lock.json"
        assert worker.evaluate("(url) => fetch(url).then(({ ok }) => ok)", python)
        for elsewhere in (desk.page, "https://elsewhere.example/"):
            for way in ("fetch(url)", "fetch(url, { method: 'POST', body: 'a sheet' })"):
                with pytest.raises(Error, match="Failed to fetch"):
                    worker.evaluate(f"(url) => {way}", elsewhere)
        assert not worker.evaluate(
            "(url) => new Promise((done) => { const socket = new WebSocket(url);"
            " socket.onerror = () => done(false); socket.onopen = () => done(true); })",
            desk.address.replace("http", "ws"),
        )
    assert {method for method, _ in asked} == {"GET"}
    ours = tuple(f"{desk.address}/{folder}/" for folder in ("python", "add", "assets"))
    assert [url for _, url in asked if not url.startswith((*ours, "blob:"))] == []


def test_no_other_page_names_what_reads_sheets(desk: SheetSite) -> None:
    pages = [path for path in desk.output.rglob("*.html") if "python/" in path.read_text("utf-8")]
    assert pages == [desk.output / "add/spreadsheet/index.html"]


# ---- where no sheet can be read ----


def test_browser_that_cannot_read_sheets_says_so_and_what_else_one_can_do(
    page: Page, desk: SheetSite
) -> None:
    page.add_init_script("delete self.WebAssembly")
    page.goto(desk.page)
    expect(page.locator("#trouble-what")).to_contain_text("cannot read a sheet here")
    expect(page.locator("#sheet-file")).to_be_hidden()
    page.get_by_role("link", name="Other ways to give us your courses").click()
    expect(page.get_by_role("link", name="Download an empty sheet")).to_be_in_viewport()


def test_what_cannot_be_fetched_whole_is_said_and_tried_again(opened: Page) -> None:
    held: list[Route] = []
    opened.route("**/python.bin", lambda route: held.append(route))
    choose(opened, "ours.csv", sheet_of(NEW))
    answers: tuple[Callable[[Route], None], ...] = (
        lambda route: route.fulfill(status=404, body="Not found"),
        lambda route: route.fulfill(body=b"x" * 1000),
        lambda route: route.abort(),
    )
    for number, answer in enumerate(answers, 1):
        # Not before it has begun again: a refusal is quicker than a look.
        expect(opened.locator("#sheet-trouble")).to_be_hidden()
        asked(opened, held, number)
        answer(held[-1])
        wait(opened, "#sheet-trouble")
        expect(opened.locator("#trouble-what")).to_contain_text("could not be fetched")
        expect(opened.locator("#sheet-trouble")).to_be_focused()
        opened.get_by_role("button", name="Try again").click()
    asked(opened, held, len(answers) + 1)
    held[-1].continue_()
    wait(opened, "#found")


def asked(page: Page, held: list[Route], times: int) -> None:
    """Wait until the program was asked for so many times."""
    for _ in range(1500):
        if len(held) >= times:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"It was asked for {len(held)} times, and not {times}.")


def test_reader_that_gets_no_further_is_stopped_and_can_be_cancelled(
    browser: Browser, desk: SheetSite
) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.clock.install()
        held: list[Route] = []
        tab.route("**/python.bin", lambda route: held.append(route))
        tab.goto(desk.page)
        tab.locator("#sheet-provider").select_option("the-kiln")
        choose(tab, "ours.csv", sheet_of(NEW))
        expect(tab.locator("#sheet-said")).to_contain_text("Fetching the program")
        tab.get_by_role("button", name="Cancel").click()
        expect(tab.locator("#sheet-said")).to_have_text("Stopped. Nothing was changed or sent.")
        expect(tab.locator("#sheet-file")).to_be_focused()
        choose(tab, "ours.csv", sheet_of(NEW))
        expect(tab.locator("#sheet-said")).to_contain_text("Fetching the program")
        tab.wait_for_timeout(500)  # for the other files: each of them is a step further
        tab.clock.fast_forward(PATIENCE + 1)
        expect(tab.locator("#trouble-what")).to_contain_text("got no further")


def test_reader_that_starts_slowly_has_longer_than_the_network(
    browser: Browser, desk: SheetSite
) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.clock.install()
        tab.goto(desk.page)
        tab.locator("#sheet-provider").select_option("the-kiln")
        choose(tab, "ours.csv", sheet_of(NEW))
        said = tab.locator("#sheet-said")
        expect(said).to_contain_text("Starting the program", timeout=PATIENCE)
        tab.clock.fast_forward(PATIENCE + 1)
        expect(tab.locator("#found")).to_be_visible(timeout=PATIENCE)


def test_a_sheet_that_is_dropped_first_asks_whose_it_is(page: Page, desk: SheetSite) -> None:
    page.goto(desk.page)
    for files, said in ((0, "That is no file"), (2, "one sheet at a time")):
        page.dispatch_event("#drop", "drop", {"dataTransfer": page.evaluate_handle(DROPPED, files)})
        expect(page.locator("#trouble-what")).to_contain_text(said)
    page.dispatch_event("#drop", "drop", {"dataTransfer": page.evaluate_handle(DROPPED, 1)})
    expect(page.locator("#sheet-said")).to_contain_text("Choose your organisation")
    expect(page.locator("#sheet-provider")).to_be_focused()
    page.locator("#sheet-provider").select_option("the-kiln")
    wait(page, "#found")


def test_without_what_reads_sheets_the_page_offers_the_other_ways(unchanged: TinySite) -> None:
    page = unchanged.page("add/spreadsheet/index.html")
    assert page.xpath("//input[@type='file']") == []
    hrefs = page.xpath("//ul[@class='ways-on']//a/@href")
    assert hrefs == ["/add/courses.xlsx", "/add/", "/change/"]
    sheets = read_sheets(unchanged.root / "output/add/courses.xlsx")
    assert "Title" in sheets[0].rows[0]


# ---- what is fetched ----


def test_what_is_fetched_stays_small(desk: SheetSite) -> None:
    files = [*edition_of(desk.output, "python").iterdir(), next(desk.output.glob(f"*/*/{ARCHIVE}"))]
    bodies = {path: path.read_bytes() for path in files}
    # Hosts pack scripts; all else is packed already.
    sizes = [
        len(gzip.compress(body) if path.suffix == ".mjs" else body) for path, body in bodies.items()
    ]
    assert sum(sizes) < MOST_BYTES


def test_the_same_project_is_packed_into_the_same_bytes(unchanged: TinySite) -> None:
    assert archive_of(unchanged.root) == archive_of(unchanged.root)
