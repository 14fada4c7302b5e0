"""The page of a course, and the calendars beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import COURSE

if TYPE_CHECKING:
    from tests.site.conftest import TinySite

POTTERY = "content/courses/the-kiln/pottery.yaml"
PAGE = "courses/the-kiln/pottery/index.html"
CALENDAR = "courses/the-kiln/pottery/2027-01-12-the-shed.ics"


def unfolded(calendar: str) -> str:
    """A calendar's long lines put together again."""
    return calendar.replace("\n ", "")


def test_run_has_a_calendar_that_leads_back_to_the_page(tiny: TinySite) -> None:
    tiny.build("https://example.org/learn")
    calendar = unfolded(tiny.text(CALENDAR))
    assert "LOCATION:The Shed\\, Liverpool\\, L8 1XF" in calendar
    assert "URL:https://example.org/learn/courses/the-kiln/pottery/" in calendar
    assert "GEO:53." in calendar


def test_run_without_dates_has_no_calendar(tiny: TinySite) -> None:
    sessions = "    sessions:\n      - {day: tuesday, from: 09:30, to: 11:30}\n"
    tiny.tree.write(POTTERY, COURSE.replace(sessions, ""))
    tiny.build()
    assert list((tiny.root / "output").rglob("*.ics")) == []


def test_calendar_answers_after_the_run_is_over_and_where_the_course_was_before(
    tiny: TinySite,
) -> None:
    ended = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
    tiny.tree.write(POTTERY, f"{ended}previously: [the-kiln/clay]\n")
    tiny.tree.write("content/courses/the-kiln/glazing.yaml", COURSE)
    tiny.build()
    calendar = "2026-01-13-the-shed.ics"
    here, before = (
        tiny.text(f"courses/the-kiln/{name}/{calendar}") for name in ("pottery", "clay")
    )
    assert "DTSTART;TZID=Europe/London:20260113T093000" in here
    assert before == here
