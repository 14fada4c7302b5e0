"""The built editor, a site with it, and a repository to edit. `make editor-test` runs these."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from catalogue.site.build import build
from tests.conftest import FROZEN, PROJECT, TODAY, edition_of, link
from tests.editor.github import AUTHOR, GitHub
from tests.editor.person import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

SHARED = ("content", "providers", "schema", "reference", "theme", "editor", "publishconf.py")


@pytest.fixture(scope="session")
def edit(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of the editor of a site whose repository is acme/courses."""
    root = tmp_path_factory.mktemp("with-editor")
    link(root, *SHARED)
    settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
    named = settings.replace(
        'REPOSITORY_URL = ""', 'REPOSITORY_URL = "https://github.com/acme/courses"'
    )
    (root / "pelicanconf.py").write_text(named, "utf-8")
    result = build(root, TODAY)
    assert (edition_of(root / "output", "edit") / "entry.js").is_file(), (
        result.notes,
        "run make editor first",
    )
    return f"{serve_folder(root / 'output')}/edit/"


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """A repository with all our content on its branch main."""
    repository = tmp_path / "courses"
    for name in ("content", "providers", "schema", "reference"):
        shutil.copytree(FROZEN / name, repository / name)
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Courses")):
        subprocess.run(("git", *AUTHOR, *words), cwd=repository, check=True)
    return GitHub(repository)


@pytest.fixture
def person(browser: Browser, edit: str, github: GitHub) -> Person:
    """Somebody of a partner, signed in with a token. Fails if the browser asked a third host."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.route("https://api.github.com/**", github.answer)
    return Person(context.new_page(), edit).sign_in()
