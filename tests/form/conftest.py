"""The modules of the form in a real browser, without a site around them; and the whole site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PROJECT
from tests.site.conftest import address, real_site, sub_path_site, tiny

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

__all__ = ["address", "real_site", "sub_path_site", "tiny"]

_RUN = """async ([name, given]) => {
  const module = await import(`/assets/js/form/${name}`);
  return (%s)(module, JSON.parse(given));
}"""


@dataclass(frozen=True, slots=True)
class Modules:
    """Our JavaScript modules, on a page that runs none of them by itself."""

    page: Page

    def run(self, name: str, script: str, given: Any) -> Any:
        """Return what `script`, a function of a module and of what is given, returns."""
        return self.page.evaluate(_RUN % script, [name, json.dumps(given)])


@pytest.fixture(scope="session")
def modules(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Modules]:
    """The modules as they are written. They keep nothing from one test to the next."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "assets").symlink_to(PROJECT / "theme" / "static")
    (folder / "index.html").write_text("<!doctype html><title>Modules</title>", encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{serve_folder(folder)}/")
    yield Modules(page)
    page.close()


def as_json(value: Any) -> Any:
    """Return values of a file as the form holds them: decimals as their digits."""
    if isinstance(value, dict):
        return {name: as_json(child) for name, child in value.items()}
    if isinstance(value, list):
        return [as_json(child) for child in value]
    return str(value) if isinstance(value, Decimal) else value
