"""The pages that change, in one file that needs no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.changes.preview import preview
from catalogue.changes.report import ChangeRow, Line, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB"><head>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<link rel="preload" href="/assets/ab12/fonts/a.woff2" as="font">
<link rel="stylesheet" href="/learn/assets/ab12/css/a.css">
<link rel="stylesheet" href="/learn/assets/ab12/css/print.css" media="print">
<script type="module" src="/assets/ab12/js/a.js"></script>
</head><body><h1>Pottery &amp; "glass"</h1><script>document.title = "owned"</script></body></html>
"""
ROW = ChangeRow(
    "Added", "Pottery <b>", "The Kiln", "courses/the-kiln/pottery/", (Line("Cost", "", "Free"),)
)


def site(root: Path) -> Path:
    for name, text in (
        (f"{ROW.page}index.html", PAGE),
        ("assets/ab12/css/a.css", "h1 { color: rgb(1, 2, 3) }"),
        ("assets/ab12/css/print.css", "h1 { color: black }"),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_page_is_shown_as_it_looks_and_does_nothing(
    tmp_path: Path, page: Page, serve_folder: Callable[[Path], str]
) -> None:
    file = tmp_path / "preview.html"
    file.write_text(preview(Report("1 course added.", (ROW,)), site(tmp_path)), encoding="utf-8")
    page.goto(f"{serve_folder(tmp_path)}/preview.html")
    heading = page.frame_locator("iframe").locator("h1")
    assert heading.inner_text() == 'Pottery & "glass"'
    assert heading.evaluate("(one) => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    assert page.title() == "What would change"
    assert page.locator("summary").inner_text() == "Added: Pottery <b> (The Kiln)"


def test_it_needs_no_other_file(tmp_path: Path) -> None:
    made = preview(Report("1 course added.", (ROW,)), site(tmp_path))
    assert re.findall(r"(?:src|href)=", made) == []
    assert "script-src" not in made


def test_pages_that_are_gone_or_too_many_are_left_out(tmp_path: Path) -> None:
    gone = ChangeRow("Removed", "Glass", "The Kiln", "", ())
    never = ChangeRow("Added", "Glass", "The Kiln", "courses/../../etc/passwd", ())
    made = preview(Report("Much.", (gone, never, *[ROW] * 25)), site(tmp_path))
    assert made.count("<iframe") == 20
    assert "5 more pages change" in made
