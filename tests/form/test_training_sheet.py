"""docs/training.md, for partners: one sheet of paper, with the words and pictures of the real form.

`UPDATE_TRAINING=1 make test ARGS=tests/form/test_training_sheet.py` takes the pictures anew.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from scripts.training_sheet import SHEET, print_sheet
from tests.conftest import FROZEN, PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

TEXT = SHEET.read_text(encoding="utf-8")
SMALL = 60_000
ASIDES = {"To practise", "In a hurry?", "Many courses?", "Stuck?"}
"""What is bold and is no word of the site."""


def picture(page: Page, name: str, first: Locator, last: Locator) -> None:
    """Take a picture from one part of the page to another, with a little room, if asked to."""
    top, bottom = first.bounding_box(), last.bounding_box()
    assert top
    assert bottom
    if "UPDATE_TRAINING" in os.environ:
        height = bottom["y"] + bottom["height"] - top["y"]
        assert height > 0
        clip: FloatRect = {"x": 0, "y": top["y"] - 12, "width": 640, "height": height + 24}
        page.screenshot(
            path=SHEET.parent / f"images/training-{name}.png", clip=clip, full_page=True
        )


def test_pictures_can_be_taken_of_the_real_form(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(f"{address}/add/")
    step = page.locator(".step:visible")
    expect(step.locator("h2")).to_be_visible()
    step.locator("#f-provider").select_option("wea")
    picture(page, "add", step.locator("h2"), step.locator(".field").nth(1))
    page.goto(f"{address}/change/?course=wea/helping-in-schools")
    choices = page.locator("#choices .choice:visible")
    expect(choices.first).to_be_visible()
    picture(page, "change", choices.first, choices.nth(1))
    run = page.locator("#its-runs > li").first
    picture(page, "run", run, run)


def test_it_is_one_sheet_of_paper(page: Page) -> None:
    assert len(re.findall(rb"/Type\s*/Page\b", print_sheet(page))) == 1


def test_its_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((images/[\w-]+\.png)\)", TEXT)
    assert len(pictures) == 3
    assert all((SHEET.parent / one).stat().st_size < SMALL for one in pictures)


def test_what_it_says_to_press_is_on_the_site() -> None:
    templates = (PROJECT / "theme/templates").rglob("*.html")
    states = FROZEN / "schema/vocabularies/states.yaml"
    words = "\n".join(path.read_text(encoding="utf-8") for path in (*templates, states))
    bold = set(re.findall(r"\*\*([^*]+?)\*\*", TEXT)) - ASIDES
    assert len(bold) > 5
    assert [one for one in sorted(bold) if one not in words] == []
