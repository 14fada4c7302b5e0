"""A small site with the page /add/spreadsheet/ and what reads sheets, and how one chooses one.

What reads sheets is built with Node, as `make spreadsheet` does. Where there is none, most of these
are left out.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from catalogue.site.spreadsheet import engine_in
from tests.conftest import COURSE, PROJECT, link, made_once, small_tree
from tests.sheets.importing.test_import import POTTERY
from tests.site.conftest import tiny_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import FilePayload, Page

ENGINE = (sys.executable, "-m", "scripts.spreadsheet_engine", "--if-possible")
PATIENCE = 60_000  # milliseconds


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
