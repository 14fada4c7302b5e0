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
    from collections.abc import Callable
    from pathlib import Path

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
    "/for-someone/?near=L8",
    "/change/",
    "/change/?course=wea/helping-in-schools",
    "/add/",
    "/add/preview/",
    "/add/spreadsheet/",
    "/plan/",
    "/plan/provision/",
    "/plan/need/low-skills/",
    "/plan/ranking/",
    "/plan/change/",
    "/plan/place/",
    "/offline/",
    "/about/",
    "/data/",
    "/accessibility/",
    "/help/",
    "/help-now/",
    "/404.html",
)
STATES = ("state--open", "state--full", "kind--over")
RARE_STATES = ("state--waiting-list", "state--cancelled", "state--late")
"""Marks of the kinds of course page. The rare ones differ in colour alone: one width is enough."""
TWO_SAVED = "/saved/?two"
LETTERS = "getComputedStyle(document.documentElement).fontSize"
USUAL_LETTERS = {"standard": 16, "fixed": 13}
# What comes after a while without a script only waits: it does not move.
MOVING = """() => [...document.querySelectorAll("*:not(.not-started)")].filter(one => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
}).map(one => `${one.outerHTML.slice(0, 80)} moves`)"""


def first_course(site: Path, state: str) -> str:
    """The path of the first course in a state."""
    pages = sorted(site.glob("courses/*/*/index.html"))
    file = next(file for file in pages if state in file.read_text("utf-8"))
    return f"/{file.parent.relative_to(site).as_posix()}/"


def open_kind(page: Page, address: str, kind: str) -> None:
    """Go to a page, wait until it has settled, and open whatever can be opened."""
    page.goto(f"{address}{kind}")
    if kind.startswith("/search/?"):
        searched = page.locator("#results")
        expect(searched).to_have_attribute("aria-busy", "false", timeout=20_000)
    if kind.startswith("/saved/"):
        expect(page.locator("#saved-said")).not_to_have_text("Looking …")
    open_all(page)


def in_light_and_in_dark(page: Page) -> list[str]:
    size = page.viewport_size
    assert size
    return found_in_light_and_dark(page, size["width"])


def in_the_few_colours_a_person_has_chosen(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active", color_scheme="light")
    mistakes = [*axe_findings(page, FORCED), *sticking_out(page), *too_small(page)]
    return [*mistakes, *own_colours(page), *unseen_focus(page)]


def zoomed_to_400_percent(page: Page) -> list[str]:
    """1280 by 1024 px leave a window of 320 by 256, without sideways scrolling or hidden focus."""
    page.set_viewport_size({"width": 320, "height": 256})
    return [*sticking_out(page), *unseen_focus(page)]


def with_larger_letters(page: Page) -> list[str]:
    """The browser's own setting, in px; 16 is usual. They fit a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    settings = page.context.new_cdp_session(page)
    wrong = []
    for size in (20, 24, 32):
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        assert page.evaluate(LETTERS) == f"{size}px"
        wrong += [f"{found} at {size} px" for found in (*sticking_out(page), *cut_off(page))]
    settings.send("Page.setFontSizes", {"fontSizes": USUAL_LETTERS})
    return wrong


def for_those_who_asked_that_nothing_moves(page: Page) -> list[str]:
    found: list[str] = page.evaluate(MOVING)
    return found


LOOKS: dict[int, tuple[Callable[[Page], list[str]], ...]] = {
    320: (in_light_and_in_dark, zoomed_to_400_percent, with_larger_letters),
    768: (in_the_few_colours_a_person_has_chosen,),
    1280: (for_those_who_asked_that_nothing_moves, in_light_and_in_dark),
}
"""How each kind of page is looked at in a window so many px wide. It is opened once, in the
smallest: opening it for each would take as long again, and our pages follow their window."""


@pytest.mark.parametrize("kind", [*KINDS, *STATES, TWO_SAVED])
def test_nothing_is_found_on_any_kind_of_page(
    page: Page, address: str, sub_path_site: Path, kind: str
) -> None:
    if kind == TWO_SAVED:
        for state in STATES[:2]:
            page.goto(f"{address}{first_course(sub_path_site, state)}")
            page.locator("#actions [data-save]").click()
    path = first_course(sub_path_site, kind) if kind in STATES else kind
    wrong: dict[str, list[str]] = {}
    page.set_viewport_size({"width": next(iter(LOOKS)), "height": 800})
    page.emulate_media(reduced_motion="reduce")
    open_kind(page, address, path)
    for width, looks in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(forced_colors="none", color_scheme="light")
        open_all(page)
        wrong |= {f"{width} px, {look.__name__}": look(page) for look in looks}
    assert {how: found for how, found in wrong.items() if found} == {}


@pytest.mark.parametrize("state", RARE_STATES)
def test_nothing_is_found_on_courses_that_are_rarely_so(
    page: Page, address: str, sub_path_site: Path, state: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}{first_course(sub_path_site, state)}")
    assert found_in_light_and_dark(page, 1280) == []


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
