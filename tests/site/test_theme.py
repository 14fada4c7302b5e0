"""What the theme promises of every page: how little it weighs, and where text may become markup."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from lxml import html

from scripts.budgets import FIRST_BYTES, WHOLE_COURSE_PAGE
from tests.conftest import PROJECT, edition_of

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = PROJECT / "theme" / "templates"
SHEETS = ".//link[@rel='stylesheet']"


def packed(paths: list[Path]) -> int:
    """How many bytes files are when a server has compressed each of them."""
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def test_only_our_own_pages_are_marked_as_safe_markup() -> None:
    marked = [
        (path.name, line.strip())
        for path in sorted(TEMPLATES.rglob("*.html"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "safe" in line.split("|")[-1] and "|" in line
    ]
    assert marked == [("page.html", "{{ page.content | safe }}")]


def test_templates_do_not_sort_filter_or_count() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for word in (
            "|sort",
            "| sort",
            "selectattr",
            "rejectattr",
            "groupby",
            "|length",
            "| length",
        ):
            assert word not in text, f"{path.name} works something out: {word}"


def test_course_page_is_light_enough_for_an_old_phone_on_a_slow_line(sub_path_site: Path) -> None:
    """With an address, as it is published. What only paper and machines need comes last, and before
    it all but the foot of the page has come.
    """
    site = sub_path_site
    letters = sorted((edition_of(site, "assets") / "fonts").glob("*.woff2"))
    pictures = [edition_of(site, "assets") / "images" / name for name in ("icon.svg", "waves.svg")]
    for page in site.glob("courses/*/*/index.html"):
        text = page.read_text(encoding="utf-8")
        links = html.fromstring(text).iterfind(SHEETS)
        styles = [
            site / str(link.get("href")).partition("/learn/")[2]
            for link in links
            if link.get("media") != "print"
        ]
        shown = gzip.compress(text.partition('<div class="on-paper">')[0].encode())
        assert len(shown) + packed(styles) <= FIRST_BYTES, page
        assert packed([page, *styles, *letters, *pictures]) <= WHOLE_COURSE_PAGE, page
