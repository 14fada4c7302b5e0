"""Every kind of page, for every eye and finger: axe, targets, narrow and zoomed windows, colours.

axe finds mistakes, not accessibility: test_keys_alone.py and test_transcripts.py read and use the
pages as people do who have no mouse or no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import COURSE
from tests.site.looking import (
    COLOURS,
    EVERYTHING,
    FORCED,
    axe_findings,
    cut_off,
    found_in_light_and_dark,
    open_all,
    own_colours,
    sticking_out,
    too_small,
    unseen_focus,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Page

    from tests.site.conftest import TinySite

KINDS = (
    "/",
    "/search/?q=laptops&when=tuesday&near=L8",
    "/search/?q=qwertyuiop",
    "/courses/",
    "/topics/",
    "/topics/esol/",
    "/areas/",
    "/areas/speke/",
    "/areas/speke/mornings/",
    "/providers/",
    "/providers/stec/",
    "/venues/",
    "/venues/spellow-library/",
    "/levels/",
    "/when/",
    "/when/sunday/",
    "/free/",
    "/map/",
    "/is-it-free/",
    "/saved/",
    "/change/",
    "/change/?course=wea/helping-in-schools",
    "/add/",
    "/add/preview/",
    "/add/spreadsheet/",
    "/offline/",
    "/about/",
    "/accessibility/",
    "/help/",
    "/help-now/",
    "/404.html",
)
LETTERS = "getComputedStyle(document.documentElement).fontSize"
STATES = ("state--open", "state--full", "kind--over")
RARE_STATES = ("state--waiting-list", "state--cancelled", "state--late")
"""Marks of the kinds of course page. The rare ones differ in colour alone: one width is enough."""


@pytest.fixture(scope="session")
def kinds(sub_path_site: Path) -> tuple[str, ...]:
    """The path of a page of every kind; of course pages, one of every usual state."""
    return (*KINDS, *courses_in(sub_path_site, STATES))


def courses_in(site: Path, states: tuple[str, ...]) -> list[str]:
    """The path of the first course in each state."""
    pages = {file: file.read_text("utf-8") for file in site.glob("courses/*/*/index.html")}
    chosen = [min(file for file, text in pages.items() if state in text) for state in states]
    return [f"/{file.parent.relative_to(site).as_posix()}/" for file in dict.fromkeys(chosen)]


def opened(page: Page, address: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """Go to every kind of page, wait until it has settled, and open whatever can be opened."""
    for kind in (*kinds, "/saved/?two"):
        if kind == "/saved/?two":
            save_two(page, address, kinds)
        page.goto(f"{address}{kind}")
        if kind.startswith("/search/?"):
            searched = page.locator("#results")
            expect(searched).to_have_attribute("aria-busy", "false", timeout=20_000)
        if kind.startswith("/saved/"):
            expect(page.locator("#saved-said")).not_to_have_text("Looking …")
        open_all(page)
        yield kind


def save_two(page: Page, address: str, kinds: tuple[str, ...]) -> None:
    """Save two courses, and choose them to be compared."""
    courses = [kind for kind in kinds if kind.startswith("/courses/") and kind.count("/") == 4]
    for course in courses[:2]:
        page.goto(f"{address}{course}")
        page.locator("#actions [data-save]").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_on_courses_that_are_rarely_so(
    page: Page, address: str, sub_path_site: Path, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
    for course in courses_in(sub_path_site, RARE_STATES):
        page.goto(f"{address}{course}")
        assert axe_findings(page, EVERYTHING if scheme == "light" else COLOURS) == [], course


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_found_on_any_kind_of_page_in_light_and_in_dark(
    page: Page, address: str, kinds: tuple[str, ...], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    wrong = {kind: found_in_light_and_dark(page, width) for kind in opened(page, address, kinds)}
    assert {kind: found for kind, found in wrong.items() if found} == {}


def test_nothing_is_found_with_the_few_colours_a_person_has_chosen(
    page: Page, address: str, kinds: tuple[str, ...]
) -> None:
    page.set_viewport_size({"width": 768, "height": 800})
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    wrong = {}
    for kind in opened(page, address, kinds):
        wrong[kind] = [*axe_findings(page, FORCED), *own_colours(page), *unseen_focus(page)]
    assert {kind: found for kind, found in wrong.items() if found} == {}


def test_zoom_of_400_percent_needs_no_sideways_scrolling_and_hides_no_focus(
    page: Page, address: str, kinds: tuple[str, ...]
) -> None:
    """1280 by 1024 px at 400 % leave a window of 320 by 256."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(reduced_motion="reduce")
    wrong = {}
    for kind in opened(page, address, kinds):
        wrong[kind] = [*sticking_out(page), *unseen_focus(page)]
    assert {kind: found for kind, found in wrong.items() if found} == {}


def test_larger_letters_fit_a_phone(page: Page, address: str, kinds: tuple[str, ...]) -> None:
    """The browser's own setting, in px; 16 is usual."""
    page.set_viewport_size({"width": 360, "height": 740})
    settings = page.context.new_cdp_session(page)
    wrong = {}
    for kind in opened(page, address, kinds):
        for size in (20, 24, 32):
            settings.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            assert page.evaluate(LETTERS) == f"{size}px"
            wrong[kind, size] = [*sticking_out(page), *cut_off(page)]
    assert {kind: found for kind, found in wrong.items() if found} == {}


def test_nothing_moves_for_those_who_asked_for_that(
    page: Page, address: str, kinds: tuple[str, ...]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    # What comes after a while without a script only waits: it does not move.
    moving = """() => [...document.querySelectorAll("*:not(.not-started)")].filter(one => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
      return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
    }).map(one => one.outerHTML.slice(0, 80))"""
    for kind in opened(page, address, kinds):
        assert page.evaluate(moving) == [], kind


def test_page_of_a_course_that_moved_has_nothing_to_mend(
    page: Page, tiny: TinySite, serve_folder: Callable[[Path], str]
) -> None:
    moved = f"{COURSE}previously: [the-kiln/old-name]\n"
    tiny.tree.write("content/courses/the-kiln/pottery.yaml", moved)
    tiny.build()
    file = tiny.root / "output/courses/the-kiln/old-name/index.html"
    leading_on = file.read_text("utf-8")
    # A browser would leave at once: this one stays to look at it.
    file.write_text(leading_on.replace('http-equiv="refresh"', 'name="left-out"'), "utf-8")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{serve_folder(tiny.root / 'output')}/courses/the-kiln/old-name/")
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert [*axe_findings(page), *sticking_out(page), *too_small(page)] == []
