"""What a screen reader says of search, of a course and of saved courses, kept in transcripts/.

After changing words or markup, `UPDATE_TRANSCRIPTS=1 pytest tests/site/test_transcripts.py` writes
them anew and fails. Read them aloud, from top to bottom, before you keep them: is each line clear
to somebody who hears it alone? The courses are the tests' own, so that nothing changes here when a
partner changes a course.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import PROJECT
from tests.site.reading import transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.site.conftest import TinySite

TRANSCRIPTS = PROJECT / "tests/site/transcripts"
EXAMPLES = PROJECT / "tests/examples/valid"
COURSE, POTTERY = "courses/the-kiln/cook-talk-write/", "courses/the-kiln/pottery/"


@pytest.fixture
def here(tiny: TinySite, serve_folder: Callable[[Path], str]) -> str:
    """Where a site with two courses answers: pottery, and one with every fact there can be."""
    course = (EXAMPLES / "every-field.yaml").read_text("utf-8")
    leads_to = "leads_to: [city-of-liverpool-college/esol-entry-2]"
    written = course.replace(leads_to, "leads_to: [the-kiln/pottery]")
    tiny.tree.write("content/courses/the-kiln/cook-talk-write.yaml", written)
    place = EXAMPLES / "venues/a-place-with-every-field.yaml"
    shutil.copy(place, tiny.root / "content/venues/toxteth-library.yaml")
    tiny.build()
    return serve_folder(tiny.root / "output")


def compare(name: str, said: str) -> None:
    """Compare what was read with the transcript, or write this anew."""
    file = TRANSCRIPTS / f"{name}.txt"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        file.write_text(said, encoding="utf-8", newline="\n")
        pytest.fail("Written anew: read it aloud, then run the tests without UPDATE_TRANSCRIPTS.")
    assert said == file.read_text(encoding="utf-8")


def test_search_is_read_as_in_its_transcript(page: Page, here: str) -> None:
    page.goto(f"{here}/search/?q=cooking&when=tuesday&near=L8")
    expect(page.get_by_role("status")).to_contain_text("found", timeout=20_000)
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    compare("search", transcript(page))


def test_course_is_read_as_in_its_transcript(page: Page, here: str) -> None:
    page.goto(f"{here}/{COURSE}")
    expect(page.locator("#actions [data-save]")).to_be_visible()
    compare("course", transcript(page))


def test_saved_courses_are_read_as_in_their_transcript(page: Page, here: str) -> None:
    for course in (POTTERY, COURSE):
        page.goto(f"{here}/{course}")
        page.locator("#actions [data-save]").click()
    page.goto(f"{here}/saved/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table")).to_be_visible()
    compare("saved", transcript(page))
