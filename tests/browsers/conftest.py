"""A visitor in each browser, and the site they visit. `make browsers` runs these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from scripts.other_browsers import OLD
from tests.browsers.visitor import chromium, firefox, webkitgtk
from tests.site.conftest import address, sub_path_site
from tests.site.spreadsheet.conftest import desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.browsers.visitor import Visitor

__all__ = ["address", "desk", "sub_path_site"]

BROWSERS: dict[str, Callable[[Path], AbstractContextManager[Visitor]]] = {
    **{f"chromium-{old.version}": partial(chromium, old) for old in OLD},
    "firefox-esr": firefox,
    "webkitgtk": webkitgtk,
}


@pytest.fixture(scope="session", params=BROWSERS)
def visitor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """Somebody at each of the browsers in turn."""
    with BROWSERS[request.param](tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture
def partner(visitor: Visitor) -> Visitor:
    """Somebody at a browser that the form is made for."""
    if not visitor.partners:
        pytest.skip("below the floor of partners: its page says so, which another journey reads")
    return visitor
