"""The partners' pages as they are built for an owner with a repository and a contact address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from catalogue.site.build import build
from tests.conftest import PROJECT, TODAY, link, made_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

REPOSITORY = "https://github.com/owner/courses"
EMAIL = "courses@partners.example"
SETTINGS = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
_FOLDERS = ("content", "providers", "schema", "reference", "theme")


def built(folder: Path, settings: str) -> Path:
    """Build the real site with these settings, below /learn, and return the host's folder."""
    link(folder, *_FOLDERS)
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    build(folder, TODAY, site_url="https://example.org/learn")
    host = folder / "host"
    host.mkdir()
    (host / "learn").symlink_to(folder / "output")
    return host


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    settings = SETTINGS.replace('REPOSITORY_URL = ""', f'REPOSITORY_URL = "{REPOSITORY}"')
    settings = settings.replace('CONTACT_EMAIL = ""', f'CONTACT_EMAIL = "{EMAIL}"')
    made = made_once(tmp_path_factory, "partners", lambda folder: built(folder, settings))
    return made / "host" / "learn"


@pytest.fixture(scope="session")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where it answers."""
    return f"{serve_folder(site.parent)}/learn"


def files_in(text: str) -> dict[str, str]:
    """Read files out of what the form sends, as whoever takes it in does: a path, then its YAML."""
    pieces = re.split(r"^((?:content|providers)/\S+\.yaml)\n\n", text, flags=re.M)
    bare = (
        re.sub(r"\A```yaml\n|^```\n\Z", "", one.strip("\n") + "\n", flags=re.M)
        for one in pieces[2::2]
    )
    return dict(zip(pieces[1::2], bare, strict=True))


def sent_on_github(page: Page) -> dict[str, str]:
    """The files that stand in the link to GitHub."""
    way = page.locator("#ways [data-part=issue]")
    expect(way).to_have_attribute("href", re.compile(rf"^{re.escape(REPOSITORY)}/issues/new\?"))
    address = way.get_attribute("href") or ""
    assert len(address) <= 5_000
    given = parse_qs(urlsplit(address).query)
    assert given["template"] == ["3-send-in.yml"]
    return files_in(given["text"][0])


@pytest.fixture
def form(page: Page, address: str) -> Page:
    """The form for a new course, ready to be used on the day of the tests."""
    page.emulate_media(reduced_motion="reduce")
    open_form(page, f"{address}/add/")
    return page


def open_form(page: Page, address: str) -> None:
    """Open a page with the form, and wait until it can be used."""
    page.goto(address)
    page.evaluate("async () => (await import(moduleAt('form/form.js'))).ready")
