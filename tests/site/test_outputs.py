"""The one writer of the site: what it writes, and what it refuses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue.site.outputs import PAGE, BadOutput, Output, write_outputs
from catalogue.site.urls import Urls
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.conftest import TinySite

URLS = Urls.of("https://example.org/learn")


def page(href: str) -> Output:
    return Output(href, b"<p>", PAGE)


def test_outputs_become_files_and_their_kinds_and_bytes_are_told(tmp_path: Path) -> None:
    outputs = (page("/learn/"), page("/learn/a/"), Output("/learn/a/feed.xml", b"<feed/>", "atom"))
    assert write_outputs(outputs, tmp_path, URLS) == {
        **{"index.html": (PAGE, 3), "a/index.html": (PAGE, 3), "a/feed.xml": ("atom", 7)}
    }
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert written == {"index.html", "a/index.html", "a/feed.xml"}
    assert (tmp_path / "a/feed.xml").read_bytes() == b"<feed/>"


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (page("/learn/a/"), "something else has this address"),
        (page("/learn/a/index.html"), "something else has this address"),
        (page("/learn/about/"), "something else has this address"),
        (page("/learn/../secret"), "it is not below the site"),
        (page("/learn/a/../../../secret"), "it is not below the site"),
        (page("/elsewhere/"), "it is not below the site"),
        (page("learn/b/"), "it is not below the site"),
        (page("https://example.org/learn/b/"), "it is not below the site"),
        (Output("/learn/b.csv", b"", "csv-of-a-newcomer"), "there is no such kind"),
    ],
    ids=lambda case: case.href if isinstance(case, Output) else "",
)
def test_refuses_what_may_not_be_written(refused: Output, why: str, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    with pytest.raises(BadOutput, match=why):
        write_outputs((page("/learn/a/"), refused), folder, URLS, taken=["/learn/about/"])
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [folder / "a/index.html"]


def test_each_output_is_written_before_the_next_is_made(tmp_path: Path) -> None:
    def outputs() -> Iterator[Output]:
        for number in range(3):
            assert len(list(tmp_path.rglob("*.html"))) == number
            yield page(f"/learn/{number}/")

    write_outputs(outputs(), tmp_path, URLS)


def test_content_page_at_the_address_of_a_list_is_told(tiny: TinySite) -> None:
    pages = tiny.root / "content/pages"
    pages.unlink()
    shutil.copytree(FROZEN / "content/pages", pages)
    text = (pages / "help.md").read_text("utf-8")
    (pages / "courses.md").write_text(text.replace("slug: help", "slug: courses"), "utf-8")
    report = tiny.build().report
    assert "content/pages/courses.md:2:7: error: slug: [address-taken]" in report
    assert "All courses" in tiny.page("courses/index.html").findtext(".//h1")
    assert tiny.page("help/index.html") is not None
