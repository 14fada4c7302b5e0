"""The page where a partner sees what a sheet would bring in: real sheets in a real browser, held
against the command, and what is said where no sheet can be read.

What reads sheets is built with Node, as `make spreadsheet` does. Where there is none, most of these
are left out.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect

from catalogue.cli import main
from catalogue.reference import load_reference
from catalogue.sheets.cells import as_csv
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.opening.reading import read_sheets
from catalogue.sheets.questions import OFFERED
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from catalogue.site.spreadsheet import ARCHIVE, archive_of, engine_in
from tests.conftest import (
    COURSE,
    PROJECT,
    TODAY,
    edition_of,
    link,
    made_once,
    plan_of_file,
    small_tree,
)
from tests.sheets.importing.test_import import NEW, POTTERY
from tests.sheets.opening.test_reading import ods
from tests.sheets.test_in_browser import KNOWN, MY_OWN, WRONG, sheet_of
from tests.site.conftest import tiny_site
from tests.site.looking import found_in_light_and_dark, open_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FilePayload, Page, Route

    from tests.site.conftest import TinySite

ENGINE = (sys.executable, "-m", "scripts.spreadsheet_engine", "--if-possible")
MOST_BYTES = 8_200_000
PATIENCE = 60_000  # milliseconds
BOTH = [
    SheetToWrite(name, [list(row), list(row.values())])
    for name, row in (("Autumn", NEW), ("Spring", WRONG))
]
PLACE = {"VENUE_NAME": "The Barn", "ADDRESS_1": "1 High Street", "POSTCODE": "L8 1XF"}
SHEETS = {
    "good-and-bad.csv": sheet_of(NEW, WRONG),
    "good-and-bad.xlsx": as_xlsx(BOTH),
    "as-it-is.csv": sheet_of(KNOWN),
    "changed.csv": sheet_of(KNOWN | {"Level": "Entry 1"}),
    "own-headings.csv": sheet_of(MY_OWN),
    "from-abroad.csv": sheet_of(NEW | {"How to join: Phone": "+353 1 496 0123"}),
    "windows.csv": sheet_of(NEW | {"Title": "Café £5"}).decode("utf-8-sig").encode("cp1252"),
    "unicode.csv": sheet_of(NEW).decode("utf-8-sig").encode("utf-16"),
    "places.csv": sheet_of(PLACE | {"Kind": "library"}, PLACE | {"VENUE_NAME": "The Hut"}),
    "open-office.ods": ods(),
    "many.csv": sheet_of(*(NEW | {"Title": f"Glass, part {part}"} for part in range(230))),
    "old.xls": b"\xd0\xcf\x11\xe0",
    "broken.xlsx": b"PK\x03\x04 and no more",
    "no-headings.csv": as_csv([["Hello"], ["World"]]),
}
UNSAID = ("Topics", "Level")
ASKED: dict[str, Any] = {
    "error": "",
    "verdict": "1 course needs an answer.",
    "summary": "",
    "report": "1 course needs an answer.\n\nAsked\n  Row 2: which of the two?\n",
    "questions": [
        {
            "name": "2/venue",
            "topic": "Where",
            "why": "“Central” could be two places. Which is it?",
            "offer": "Central Library",
            "offers": [],
            "columns": [],
            "choices": ["Central Library", "Central Hall"],
            "rows": ["Row 2", "Row 3"],
        },
        {
            "name": "2/day",
            "topic": "When",
            "why": "Which day is <b>12</b>?",
            **{"offer": "", "offers": [], "columns": [], "choices": [], "rows": []},
        },
        {
            **{"name": "Columns", "topic": "Columns", "why": "Is that right?", "choices": []},
            **{"offer": "as offered", "offers": [], "rows": ["row 2"]},
            "columns": [["Blurb", "Summary"], ["Campus", "Venue"]],
        },
    ],
    "headings": ["not kept", "Summary", "Description", "Venue"],
    "rows": [],
    "files": {},
    "there": [],
    "copy": None,
}
SHOW = """async ([result]) => {
  const { show, answersIn, offerAll } = await import(moduleAt("spreadsheet/findings.js"));
  const says = (name) => document.getElementById("sheet").getAttribute(`data-says-${name}`);
  const form = document.getElementById("questions");
  show(document.getElementById("found"), result, new File([], "ours.csv"), {}, says);
  window.answers = () => answersIn(form);
}"""


DROPPED = f"""(number) => {{
  const data = new DataTransfer();
  const text = {json.dumps(sheet_of(NEW).decode())};
  while (number--) data.items.add(new File([text], "ours.csv"));
  return data;
}}"""


@dataclass(frozen=True, slots=True)
class SheetSite:
    """A small site with the page, and the project that it was built of."""

    root: Path
    address: str

    @property
    def page(self) -> str:
        """Where the page is."""
        return f"{self.address}/add/spreadsheet/"

    @property
    def output(self) -> Path:
        """The built site."""
        return self.root / "output"


@pytest.fixture(scope="session")
def desk(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> SheetSite:
    """A site at the address where it is served: its policy names folders by their whole address."""
    made_once(tmp_path_factory, "engine", lambda _: subprocess.run(ENGINE, cwd=PROJECT, check=True))
    if engine_in(PROJECT / "spreadsheet" / "built") is None:
        pytest.skip("what reads sheets is not built: that needs Node")
    folder = tmp_path_factory.mktemp("sheets")
    address = f"{serve_folder(folder)}/tree/output"
    site = tiny_site(small_tree(folder / "tree"))
    site.tree.write(POTTERY, COURSE.replace("level:", "# asked Sam\nlevel:"))
    link(site.root, "spreadsheet")
    settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
    settings = settings.replace('Y_URL = ""', 'Y_URL = "https://github.com/acme/courses"')
    settings = settings.replace('T_EMAIL = ""', 'T_EMAIL = "courses@acme.example"')
    (site.root / "pelicanconf.py").unlink()
    (site.root / "pelicanconf.py").write_text(settings, "utf-8")
    site.build(address)
    return SheetSite(site.root, address)


@pytest.fixture
def opened(page: Page, desk: SheetSite) -> Page:
    """The page, with the organisation chosen."""
    page.goto(desk.page)
    page.locator("#sheet-provider").select_option("the-kiln")
    return page


def choose(page: Page, name: str, raw: bytes) -> None:
    """Choose a sheet as from the device."""
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": raw}
    page.locator("#sheet-file").set_input_files(file)


def wait(page: Page, part: str = "#found, #sheet-trouble") -> None:
    """Wait until something came of a sheet."""
    expect(page.locator(part).filter(visible=True)).to_be_visible(timeout=PATIENCE)


def lines_of(text: str) -> list[str]:
    """The lines of what a command says, without the blanks that set them in."""
    return [line.strip() for line in text.splitlines() if line.strip()]


# ---- as the command ----


def test_every_sheet_is_read_as_by_the_command(
    opened: Page, desk: SheetSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = (f"--root={desk.root}", "--provider=the-kiln", f"--today={TODAY}")
    for name, raw in SHEETS.items():
        file = tmp_path / name
        file.write_bytes(raw)
        main(["import", str(file), *options])
        out, err = capsys.readouterr()
        choose(opened, name, raw)
        wait(opened)
        if opened.locator("#sheet-trouble").is_visible():
            said = opened.locator("#trouble-what").text_content()
            assert lines_of(err) == [f"{file}: {said}"], name
            continue
        more = opened.locator("#report-parts button")
        while more.count():
            more.first.dispatch_event("click")
        *report, summary = opened.locator("#report-parts :is(h3, li, p)").all_text_contents()
        verdict, *expected = lines_of(out)
        expect(opened.locator("#verdict")).to_have_text(verdict)
        assert report == expected, name
        assert err.startswith(summary), name
        assert handed_over(opened) == plan_of_file(file, desk.root, "the-kiln").files, name


def handed_over(page: Page) -> dict[str, str]:
    """The texts in the archive that the page offers."""
    if page.locator("#ways").is_hidden():
        return {}
    with page.expect_download() as download:
        page.locator("#archive").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_comes_of_a_sheet_leads_on(opened: Page, desk: SheetSite, tmp_path: Path) -> None:
    choose(opened, "ours.csv", sheet_of(NEW, WRONG, KNOWN | {"Level": "Entry 1"}))
    wait(opened, "#found")
    verdict = opened.locator("#verdict")
    expect(verdict).to_have_text("2 courses can go in now, 1 cannot.")
    expect(verdict).to_be_focused()
    first = opened.locator(".end").first
    expect(first).to_contain_text("Cannot go in yet")
    expect(first).to_contain_text("“31/02/2027” is not a day in the calendar")
    glass = opened.locator(".sheet-row", has_text="Glass for all")
    glass.locator("summary").click()
    expect(glass.locator(".said__read").first).to_have_text("→ 3 February 2027")

    upload = "https://github.com/acme/courses/upload/main/content/courses/the-kiln"
    expect(opened.get_by_role("link", name="Upload to GitHub")).to_have_attribute("href", upload)
    opened.locator("#each summary").first.click()
    links = opened.locator("[data-part=github]")
    assert [str(link.get_attribute("href")).split("main")[0] for link in links.all()] == [
        "https://github.com/acme/courses/new/",
        "https://github.com/acme/courses/edit/",
    ]
    assert str(opened.locator("#mail").get_attribute("href")).startswith(
        "mailto:courses@acme.example?subject=Courses%20for%20the%20site%20from%20ours.csv"
    )
    with opened.expect_download() as download:
        opened.locator("#copy").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    plan = plan_of_file(copy, desk.root, "the-kiln")
    assert [row.number for row in plan.left] == [2]

    # The next time, the organisation is chosen already.
    opened.goto(f"{desk.address}/add/")
    opened.goto(desk.page)
    expect(opened.locator("#sheet-provider")).to_have_value("the-kiln")


def test_a_real_sheet_goes_in_once_its_questions_are_answered(
    opened: Page, desk: SheetSite, tmp_path: Path
) -> None:
    raw = sheet_of({heading: text for heading, text in NEW.items() if heading not in UNSAID})
    choose(opened, "bare.csv", raw)
    wait(opened)
    expect(opened.locator("#verdict")).to_have_text("0 courses can go in now, 1 needs an answer.")
    expect(opened.get_by_role("group", name="Topics")).to_contain_text("Crafts and making")
    opened.locator("#offers").click()
    opened.get_by_role("group", name="Level").get_by_role("combobox").fill("Entry 1")
    opened.get_by_role("button", name="Look again with these answers").click()
    expect(opened.locator("#verdict")).to_have_text("1 course can go in now.")
    (tmp_path / "bare.csv").write_bytes(raw)
    answers = Memory(answers={"Topics": OFFERED, "Level": "Entry 1"})
    sheets, reference = read_sheets(tmp_path / "bare.csv"), load_reference(desk.root)
    plan = plan_import(sheets, reference, desk.root, "the-kiln", TODAY, answers)
    assert handed_over(opened) == plan.files


def test_questions_are_answered_with_what_is_offered_or_in_own_words(
    page: Page, desk: SheetSite
) -> None:
    page.goto(desk.page)
    page.evaluate(SHOW, [ASKED])
    expect(page.get_by_role("group", name="Where")).to_be_visible()
    expect(page.get_by_role("group", name="When")).to_be_visible()
    assert page.evaluate("answers()") == {}
    page.locator("#offers").click()
    offered = {"2/venue": "Central Library", "Columns": "as offered"}
    assert page.evaluate("answers()") == offered
    page.get_by_label("Central Hall").check()
    page.get_by_label("Something else: When").fill(" 12 January ")
    own = offered | {"2/venue": "Central Hall", "2/day": "12 January"}
    assert page.evaluate("answers()") == own
    page.get_by_label("Something else: Where").fill("The Barn")
    assert page.evaluate("answers()") == own | {"2/venue": "The Barn"}


def test_a_column_can_be_said_to_be_something_else(page: Page, desk: SheetSite) -> None:
    page.goto(desk.page)
    page.evaluate(SHOW, [ASKED])
    columns = page.get_by_role("group", name="Columns")
    expect(columns.get_by_label("Campus")).to_have_value("Venue")
    columns.get_by_label("Blurb").select_option("Description")
    columns.get_by_label("As offered here").check()
    assert page.evaluate("answers()") == {"Columns": "as offered", "Column Blurb": "Description"}


# ---- what leaves the device: nothing ----


def test_the_worker_can_fetch_from_its_own_folders_alone(browser: Browser, desk: SheetSite) -> None:
    """Not `page`, as here the policy is to be in the way."""
    asked: list[tuple[str, str]] = []
    with browser.new_context() as context:
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
    answers: Iterator[Callable[[Route], None]] = iter(
        (
            lambda route: route.fulfill(status=404, body="Not found"),
            lambda route: route.fulfill(body=b"x" * 1000),
            lambda route: route.abort(),
            lambda route: route.continue_(),
        )
    )
    opened.route("**/python.bin", lambda route: next(answers)(route))
    choose(opened, "ours.csv", sheet_of(NEW))
    for _ in range(3):
        wait(opened, "#sheet-trouble")
        expect(opened.locator("#trouble-what")).to_contain_text("could not be fetched")
        expect(opened.locator("#sheet-trouble")).to_be_focused()
        opened.get_by_role("button", name="Try again").click()
        expect(opened.locator("#sheet-trouble")).to_be_hidden()
    wait(opened, "#found")


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


# ---- for every eye ----


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_found_on_what_came_of_a_sheet(page: Page, desk: SheetSite, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(desk.page)
    assert found_in_light_and_dark(page, width) == []
    row = {"number": 2, "sheet": "Autumn", "course": "", "title": "A" * 60, "faults": ["Mend it."]}
    said = [{"heading": "First day", "text": "3.2.27", "read": "3 February 2027"}]
    ends = ("write", "ask", "refuse", "same", "no course")
    result = ASKED | {
        "rows": [row | {"said": said, "outcome": end} for end in ends],
        "files": {"content/courses/the-kiln/glass.yaml": COURSE},
        "copy": {"name": "ours-to-mend.csv", "bytes": ""},
    }
    page.evaluate(SHOW, [result])
    open_all(page)
    assert found_in_light_and_dark(page, width) == []


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
