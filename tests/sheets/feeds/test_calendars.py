"""Calendars that others keep: what each event becomes, what is asked, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.reference import load_reference
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.feeds.opened import courses_in
from catalogue.sheets.importing.plan import Plan, courses_of, plan_import
from catalogue.sheets.importing.telling import report
from catalogue.sheets.opening.memory import Memory
from tests.conftest import LONDON, TODAY, plan_of_file
from tests.sheets.feeds.rows import row_of, rows_of

if TYPE_CHECKING:
    from tests.conftest import Tree

WEEKLY = "RRULE:FREQ=WEEKLY;UNTIL=20270323T235959Z"
START = "DTSTART;TZID=Europe/London:20270112T180000\nDTEND;TZID=Europe/London:20270112T200000"


def calendar(*events: str) -> bytes:
    """A calendar of events, each with what is in it."""
    inside = (f"BEGIN:VEVENT\nUID:{number}\n{one}\nEND:VEVENT" for number, one in enumerate(events))
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *inside, "END:VCALENDAR")).encode()


def event(*lines: str) -> dict[str, str]:
    """What one event says, by our headings."""
    return row_of(calendar("\n".join(("SUMMARY:Throwing", *lines))), "kiln.ics")


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        pytest.param((START,), ("2027-01-12", "", "Tuesday 6pm to 8pm", ""), id="once"),
        pytest.param(
            (START, WEEKLY), ("2027-01-12", "2027-03-23", "Tuesday 6pm to 8pm", ""), id="weekly"
        ),
        pytest.param(
            (START, "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH"),
            ("2027-01-12", "2027-01-19", "Tuesday 6pm to 8pm; Thursday 6pm to 8pm", ""),
            id="two days a week",
        ),
        pytest.param(
            (START, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
            ("2027-01-12", "2027-02-23", "Tuesday 6pm to 8pm every 2 weeks", ""),
            id="every second week",
        ),
        pytest.param(
            (START, WEEKLY, "EXDATE;TZID=Europe/London:20270216T180000"),
            ("2027-01-12", "2027-03-23", "Tuesday 6pm to 8pm", "2027-02-16"),
            id="a week off",
        ),
        pytest.param(
            ("DTSTART:20270706T170000Z", "DTEND:20270706T190000Z"),
            ("2027-07-06", "", "Tuesday 6pm to 8pm", ""),
            id="the world's clock in summer",
        ),
        pytest.param(
            ("DTSTART:20270323T180000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=1"),
            ("2027-03-23", "", "Tuesday 6pm to 8pm", ""),
            id="how long it lasts in place of its end",
        ),
        pytest.param(
            ("DTSTART;VALUE=DATE:20270305", "DTEND;VALUE=DATE:20270307"),
            ("2027-03-05", "2027-03-06", "", ""),
            id="two whole days",
        ),
        pytest.param(
            ("DTSTART;VALUE=DATE:20270305",), ("2027-03-05", "", "", ""), id="a whole day"
        ),
        pytest.param(
            ("DTSTART:20270112T180000",), ("2027-01-12", "", "Tuesday 18:00", ""), id="without end"
        ),
    ],
)
def test_when_an_event_is(lines: tuple[str, ...], when: tuple[str, str, str, str]) -> None:
    said = event(*lines)
    headings = ("First day", "Last day", "Sessions", "No class on")
    assert tuple(said.get(heading, "") for heading in headings) == when


def test_days_that_are_no_pattern_are_named() -> None:
    said = event(START, "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=4")
    assert said["Note on this run"] == (
        "Meets on 12 January 2027, 9 February 2027, 9 March 2027 and 13 April 2027, 18:00 to 20:00."
    )
    assert "Sessions" not in said


def test_one_time_that_moved_and_one_that_is_off() -> None:
    series = f"SUMMARY:Throwing\n{START}\nRRULE:FREQ=WEEKLY;COUNT=4"
    off = "RECURRENCE-ID:20270119T180000Z\nDTSTART:20270119T180000Z\nSTATUS:CANCELLED"
    moved = (
        "SUMMARY:Throwing\nRECURRENCE-ID:20270126T180000Z\nDTSTART:20270127T100000Z\n"
        "DTEND:20270127T120000Z"
    )
    one = calendar(series, off).replace(b"UID:1", b"UID:0")
    assert row_of(one, "kiln.ics")["No class on"] == "2027-01-19"
    both = calendar(series, moved).replace(b"UID:1", b"UID:0")
    assert "27 January 2027, 10:00 to 12:00" in row_of(both, "kiln.ics")["Note on this run"]


def test_what_an_event_says_besides() -> None:
    said = event(
        START,
        "DESCRIPTION:Make a bowl\\, and\n  glaze it.",
        "LOCATION:The Shed\\, L8 1XF",
        "CATEGORIES:Crafts,Pottery",
        "URL:https://kiln.example/throwing",
        "X-COST:£45",
    )
    assert said["Description"] == "Make a bowl, and glaze it."
    assert said["Venue"] == "The Shed, L8 1XF"
    assert said["Topics"] == "Crafts, Pottery"
    assert said["How to join: Booking page"] == "https://kiln.example/throwing"
    assert said["Price"] == "£45"
    assert event(START, "X-COST-TYPE:free")["Price"] == "free"


def test_whether_it_takes_place() -> None:
    assert event(START, "STATUS:CANCELLED")["State"] == "Cancelled"
    named = row_of(calendar(f"SUMMARY:CANCELLED - Throwing\n{START}\nSTATUS:CANCELLED"), "a.ics")
    assert (named["Title"], named["State"]) == ("Throwing", "Cancelled")
    assert "State" not in event(START, "STATUS:CONFIRMED")


def test_people_and_what_is_private_are_not_shown(tree: Tree) -> None:
    guest = "ATTENDEE;CN=Jo Bloggs:mailto:jo@kiln.example\nORGANIZER;CN=Sam:mailto:sam@kiln.example"
    private = f"SUMMARY:Appraisal of Sam\n{START}\nCLASS:PRIVATE"
    tree.write("a.ics", calendar(f"SUMMARY:Throwing\n{START}\n{guest}", private).decode())
    said = report(plan_of_file(tree.root / "a.ics", tree.root, "the-kiln"))
    assert "Not read, and not shown: ATTENDEE, ORGANIZER and what is marked private." in said
    assert not [name for name in ("Jo", "Sam", "Appraisal") if name in said]


def test_what_is_not_known_for_sure_is_asked(tree: Tree) -> None:
    endless = f"SUMMARY:Open studio\n{START}\nRRULE:FREQ=WEEKLY"
    elsewhere = f"SUMMARY:Clay club\n{START}".replace("Europe/London", "Moon/Base")
    tree.write("a.ics", calendar(endless, elsewhere).decode())
    said = report(plan_of_file(tree.root / "a.ics", tree.root, "the-kiln"))
    assert "The event repeats without an end. Write the last day." in said
    assert "We do not know the time zone “Moon/Base”. Are these the times here?" in said


def test_where_something_is_wrong_is_told_by_the_event(tree: Tree) -> None:
    good = f"SUMMARY:Throwing\n{START}"
    tree.write("a.ics", calendar(good, f"{good}\nRRULE:FREQ=SECONDLY").decode())
    said = report(plan_of_file(tree.root / "a.ics", tree.root, "the-kiln"))
    assert "Event 2: It repeats by a rule that we do not read: FREQ=SECONDLY." in said


def test_events_of_one_title_are_runs_and_that_is_told() -> None:
    later = START.replace("20270112", "20270119")
    raw = calendar(f"SUMMARY:Throwing\n{START}", f"SUMMARY:Throwing\n{later}")
    [sheet] = courses_in(raw, "a.ics", LONDON)
    assert [row["First day"] for row in rows_of(raw, "a.ics")] == ["2027-01-12", "2027-01-19"]
    assert "If they are one, make it one event that repeats." in sheet.told[0]


def test_a_calendar_goes_in_and_the_second_time_changes_nothing(tree: Tree) -> None:
    throwing = f"SUMMARY:Throwing\n{START}\n{WEEKLY}\nCATEGORIES:Crafts\nX-COST:£45"
    studio = f"SUMMARY:Open studio for crafts\n{START}\nRRULE:FREQ=WEEKLY\nX-COST-TYPE:free"
    raw = calendar(f"{throwing}\nLOCATION:The Shed", f"{studio}\nLOCATION:The Shed\\, L8 1XF")
    answers = Memory(
        answers={
            "What your sheet does not say": "as offered",
            "Last day: no end": "join any week",
            "Example: The Shed": "yes",
        }
    )

    def plan() -> Plan:
        reference, sheets = load_reference(tree.root), courses_in(raw, "a.ics", LONDON)
        return plan_import(sheets, reference, tree.root, "the-kiln", TODAY, answers)

    first = plan()
    assert not first.left, report(first)
    first.write()
    courses, _ = courses_of(tree.root, "the-kiln")
    week = [{"day": "tuesday", "from": "18:00", "to": "20:00"}]
    [run] = courses["throwing"]["runs"]
    assert (run["starts"], run["ends"], run["sessions"]) == ("2027-01-12", "2027-03-23", week)
    assert courses["throwing"]["cost"] == {"kind": "fee", "pounds": 45}
    [run] = courses["open-studio-for-crafts"]["runs"]
    assert run["rolling"] is True
    assert "ends" not in run
    assert set(courses) == {"pottery", "throwing", "open-studio-for-crafts"}
    assert not plan().files


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(calendar(START)[:-20], "its last line is not END:VCALENDAR", id="cut off"),
        pytest.param(calendar(), "The feed has no event in it.", id="no event"),
        pytest.param(calendar(*["x"] * 6_000), "more than 4,999 events", id="too many"),
        pytest.param(calendar("X-A:b\n" * 150_000), "more than 150,000 lines", id="too long"),
        pytest.param(
            calendar(*[f"{START}\nRRULE:FREQ=DAILY"] * 40), "more than 20,000 days", id="too often"
        ),
        pytest.param(
            b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nEND:VCALENDAR", "last line", id="half a time zone"
        ),
    ],
)
def test_calendars_that_are_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        courses_in(raw, "a.ics", LONDON)


def test_a_time_zone_that_takes_for_ever_is_not_worked_out() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Slow\nBEGIN:STANDARD\nDTSTART:19000101T000000\n"
    zone += "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\n"
    text = calendar(f"SUMMARY:Throwing\n{START}").decode()
    text = text.replace("BEGIN:VEVENT", f"{zone}END:VTIMEZONE\nBEGIN:VEVENT")
    assert row_of(text.encode(), "a.ics")["Sessions"] == "Tuesday 6pm to 8pm"
