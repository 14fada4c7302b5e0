"""`make serve` shows the newest build, and the site's own page where there is none."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from scripts.serve import site_server
from tests.browser_support import serving


def _built(folder: Path, words: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(words, encoding="utf-8")
    (folder / "404.html").write_text("Nothing here: try the search.", encoding="utf-8")
    return folder


def _read(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode("utf-8"))


def test_a_new_build_is_shown_as_soon_as_it_is_swapped_in(tmp_path: Path) -> None:
    output = _built(tmp_path / "output", "the first build")
    with serving(output) as address:
        assert _read(f"{address}/") == "the first build"
        output.rename(tmp_path / "old")
        _built(tmp_path / "new", "the second build").rename(output)
        assert _read(f"{address}/") == "the second build"


def test_a_missing_page_is_the_sites_own_and_still_a_404(tmp_path: Path) -> None:
    with (
        serving(_built(tmp_path / "output", "home")) as address,
        pytest.raises(HTTPError) as missing,
    ):
        _read(f"{address}/courses/gone/")
    with missing.value as answer:
        assert answer.code == 404
        assert answer.read() == b"Nothing here: try the search."


def test_a_missing_page_is_a_404_even_before_the_first_build(tmp_path: Path) -> None:
    with serving(tmp_path / "output") as address, pytest.raises(HTTPError) as missing:
        _read(f"{address}/")
    with missing.value as answer:
        assert answer.code == 404


def test_nothing_may_be_cached(tmp_path: Path) -> None:
    with (
        serving(_built(tmp_path / "output", "home")) as address,
        urlopen(f"{address}/") as answer,
    ):
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_this_machine_is_answered(tmp_path: Path) -> None:
    with site_server(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
