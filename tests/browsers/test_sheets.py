"""A sheet on the page /add/spreadsheet/: the browsers of today read it as the command does, and in
others the page says what else one can do.
"""

from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from catalogue.reference import load_reference
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.importing.telling import report, verdict
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.questions import OFFERED
from tests.conftest import TODAY, read_sheets
from tests.sheets.importing.test_import import NEW
from tests.sheets.test_in_browser import sheet_of

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.sheets.importing.plan import Plan
    from tests.browsers.visitor import Visitor
    from tests.site.spreadsheet.conftest import SheetSite

LONG = 120  # seconds: it is a whole Python
SHEET = sheet_of({heading: text for heading, text in NEW.items() if heading != "Topics"})
SAID = "[...document.querySelectorAll('#report-parts :is(h3, li)')].map((one) => one.textContent)"
KEEP_FILES = (
    "void (window.make = URL.createObjectURL, URL.createObjectURL = (file) => {"
    " const reader = new FileReader(); reader.onload = () => { window.file = reader.result; };"
    " if (file.type === 'application/zip') reader.readAsDataURL(file);"
    " return window.make.call(URL, file); })"
)


def test_sheet_is_read_asked_about_and_handed_over(
    visitor: Visitor, desk: SheetSite, tmp_path: Path
) -> None:
    if not visitor.sheets:
        pytest.skip("this browser reads no sheets: its page says so, which another journey reads")
    path = tmp_path / "bare.csv"
    path.write_bytes(SHEET)
    visitor.open(desk.page)
    visitor.until("document.documentElement.classList.contains('started')")
    visitor.run(KEEP_FILES)
    visitor.run("void (document.querySelector('#sheet-provider').value = 'the-kiln')")
    visitor.choose("#sheet-file", path)
    visitor.until("!document.querySelector('#found').hidden", LONG)
    _says(visitor, _plan(path, desk, {}))

    visitor.run("void (window.file = null)")
    visitor.press("[data-question=Topics] [type=radio]")
    visitor.press("#questions [type=submit]")
    visitor.until("!document.querySelector('#ways').hidden", LONG)
    plan = _plan(path, desk, {"Topics": OFFERED})
    _says(visitor, plan)
    assert visitor.run("document.querySelector('#archive').download") == "bare.zip"
    visitor.until("window.file")
    raw = base64.b64decode(visitor.run("window.file").partition(",")[2])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == plan.files


def _plan(path: Path, desk: SheetSite, answers: dict[str, str]) -> Plan:
    reference, memory = load_reference(desk.root), Memory(answers=answers)
    return plan_import(read_sheets(path), reference, desk.root, "the-kiln", TODAY, memory)


def _says(visitor: Visitor, plan: Plan) -> None:
    assert visitor.text("#verdict") == verdict(plan)
    lines = [line.strip() for line in report(plan).splitlines() if line.strip()]
    assert visitor.run(SAID) == lines[1:]


def test_browser_that_reads_no_sheets_says_what_else_one_can_do(
    visitor: Visitor, desk: SheetSite
) -> None:
    visitor.open(desk.page)
    seen = "getComputedStyle(document.querySelector('{}')).visibility === 'visible'"
    can, cannot = seen.format("#sheet-file"), seen.format("#not-started")
    visitor.until(can if visitor.sheets else f"!({can}) && {cannot}")
    assert visitor.run("document.querySelectorAll('.ways-on a').length") == 4
