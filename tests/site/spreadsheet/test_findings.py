"""What the page shows of real sheets in a real browser is what the command says, and questions are
answered there.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from catalogue.cli import main
from catalogue.reference import load_reference
from catalogue.sheets.cells import as_csv
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.questions import OFFERED, UNSAID
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from tests.conftest import COURSE, TODAY, plan_of_file, read_sheets
from tests.sheets.importing.test_import import NEW
from tests.sheets.opening.test_reading import ods
from tests.sheets.test_in_browser import KNOWN, MY_OWN, WRONG, sheet_of
from tests.site.looking import found_in_light_and_dark, open_all
from tests.site.spreadsheet.conftest import choose, wait

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.site.spreadsheet.conftest import SheetSite

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
LEFT_OUT = ("Topics", "Level")


def alone(question: dict[str, Any]) -> dict[str, Any]:
    """A matter that is a single question."""
    return {**question, "choices": [], "questions": [question]}


WHERE: dict[str, Any] = {
    "name": "2/venue",
    "topic": "Where",
    "why": "“Central” could be two places. Which is it?",
    "offer": "Central Library",
    "offers": [],
    "columns": [],
    "choices": ["Central Library", "Central Hall"],
    "isClosed": False,
    "rows": "rows 2 and 3",
}
WHEN = WHERE | {
    **{"name": "2/day", "topic": "When", "why": "Which day is <b>12</b>?"},
    **{"offer": "", "choices": [], "rows": ""},
}
COLUMNS = WHERE | {
    **{"name": "Columns", "topic": "Columns", "why": "Is that right?", "choices": []},
    **{"offer": "as offered", "rows": "row 2", "isClosed": True},
    "columns": [["Blurb", "Summary"], ["Campus", "Venue"]],
}
ASKED: dict[str, Any] = {
    "error": "",
    "verdict": "1 course needs an answer.",
    "summary": "",
    "report": "1 course needs an answer.\n\nAsked\n  Row 2: which of the two?\n",
    "matters": [
        alone(WHERE),
        alone(WHEN),
        alone(COLUMNS),
        {
            **{"name": "What is not clear", "why": "So we would read it.", "rows": "rows 4 and 5"},
            **{"offer": "as offered", "choices": []},
            "questions": [
                WHERE | {"name": "4/venue", "topic": "Venue", "choices": ["Central Hall"]},
                WHEN | {"name": "5/day", "topic": "Day", "offer": "12 May", "rows": "row 5"},
            ],
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
    expect(first).to_contain_text("Rows that cannot go in yet")
    expect(first).to_contain_text("“31/02/2027” is not a day: February 2027 has 28 days")
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
    raw = sheet_of({heading: text for heading, text in NEW.items() if heading not in LEFT_OUT})
    choose(opened, "bare.csv", raw)
    wait(opened)
    expect(opened.locator("#verdict")).to_have_text("0 courses can go in now, 1 needs an answer.")
    unsaid = opened.get_by_role("group", name=UNSAID)
    expect(unsaid).to_contain_text("Crafts and making")
    opened.locator("#offers").click()
    unsaid.locator("summary").click()
    level = unsaid.get_by_role("group", name="Level")
    level.get_by_label("Something else", exact=True).check()
    level.get_by_role("combobox").fill("Entry 1")
    opened.get_by_role("button", name="Look again with these answers").click()
    expect(opened.locator("#verdict")).to_have_text("1 course can go in now.")
    (tmp_path / "bare.csv").write_bytes(raw)
    answers = Memory(answers={UNSAID: OFFERED, "Level": "Entry 1"})
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
    together = {"4/venue": "as offered", "5/day": "as offered"}
    offered = {"2/venue": "Central Library", "Columns": "as offered"} | together
    assert page.evaluate("answers()") == offered
    where = page.get_by_role("group", name="Where")
    where.get_by_label("Central Hall").check()
    page.get_by_label("Something else: When").fill(" 12 January ")
    own = offered | {"2/venue": "Central Hall", "2/day": "12 January"}
    assert page.evaluate("answers()") == own
    where.get_by_label("Something else", exact=True).check()
    where.get_by_role("textbox").fill("The Barn")
    assert page.evaluate("answers()") == own | {"2/venue": "The Barn"}
    unclear = page.get_by_role("group", name="What is not clear")
    unclear.locator("summary").click()
    unclear.get_by_role("group", name="Venue").get_by_label("Central Hall").check()
    differs = own | {"2/venue": "The Barn", "4/venue": "Central Hall"}
    assert page.evaluate("answers()") == differs


def test_a_column_can_be_said_to_be_something_else(page: Page, desk: SheetSite) -> None:
    page.goto(desk.page)
    page.evaluate(SHOW, [ASKED])
    columns = page.get_by_role("group", name="Columns")
    expect(columns.get_by_label("Campus")).to_have_value("Venue")
    columns.get_by_label("Blurb").select_option("Description")
    columns.get_by_label("As offered here").check()
    assert page.evaluate("answers()") == {"Columns": "as offered", "Column Blurb": "Description"}


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
        "copy": {"name": "ours-to-fix.csv", "bytes": ""},
    }
    page.evaluate(SHOW, [result])
    open_all(page)
    assert found_in_light_and_dark(page, width) == []
