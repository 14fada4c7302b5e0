"""Calendars as other programs read them: by a reader of our own and by dateutil, which share no
code with what writes them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from catalogue.exports import calendar
from catalogue.exports.calendar import CalendarWords, run_calendar
from catalogue.exports.gate import File, Gate
from catalogue.exports.marking import marked_course
from catalogue.history import CourseHistory, RunHistory, carry_on
from catalogue.problems import has_errors
from catalogue.records import Point
from catalogue.sessions import days_held, sessions_of
from catalogue.site.for_exports import house_of
from catalogue.site.language import ENGLISH
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.builders import a_course, a_run, a_session
from tests.conftest import COURSE, LONDON, TODAY, VENUE
from tests.exports.open_data import catalogue_of
from tests.exports.open_data import written as files_written

if TYPE_CHECKING:
    from catalogue.history import History
    from catalogue.records import Course, Run
    from tests.conftest import Tree

TOLD = CalendarWords(
    provider="The Kiln",
    where="The Shed, Liverpool, L8 1XF",
    cost="Free",
    language=ENGLISH,
    zone=LONDON,
)
HORIZON = date(2027, 5, 25)


def written(course: Course | None = None, told: CalendarWords = TOLD) -> bytes:
    """The calendar of a course's first run."""
    course = marked_course(course or a_course())
    run, known = course.runs[0], known_of(course)
    return File("", run_calendar(course, run, days_held(run, HORIZON), told, known)).body


def known_of(course: Course, changed: date = TODAY) -> CourseHistory:
    """What would be known of a course whose runs last changed on a day."""
    runs = {run.key: RunHistory("", version=3, changed=changed) for run in course.runs}
    return CourseHistory(course.id, TODAY, changed, "", "", course.checked, runs)


def lines_of(calendar: bytes) -> list[str]:
    """Take the folds out, as RFC 5545 section 3.1 says."""
    return calendar.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events_of(calendar: bytes) -> list[dict[str, str]]:
    """The properties of each event by name, without parameters, their escapes taken out."""
    text = "\n".join(lines_of(calendar))
    return [
        {
            name.partition(";")[0]: unescaped(value)
            for name, _, value in (line.partition(":") for line in event.split("\n"))
        }
        for event in re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", text, re.S)
    ]


def event_of(calendar: bytes) -> dict[str, str]:
    """The only event."""
    [event] = events_of(calendar)
    return event


def unescaped(value: str) -> str:
    """Take out the escapes of RFC 5545 section 3.3.11."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def meetings_of(calendar: bytes) -> list[datetime]:
    """When each event begins, worked out by dateutil on the clock that the file describes."""
    london = tzical(io.StringIO(calendar.decode())).get("Europe/London")
    found: list[datetime] = []
    for event in events_of(calendar):
        begins = datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=london)
        off = [
            datetime.strptime(day, "%Y%m%dT%H%M%S").replace(tzinfo=london)
            for day in event.get("EXDATE", "").split(",")
            if day
        ]
        rule = event.get("RRULE")
        all_days = rrulestr(rule, dtstart=begins) if rule else [begins]
        found += [day for day in all_days if day not in off]
    return sorted(found)


@pytest.mark.parametrize(
    "run",
    [
        a_run(),
        a_run(no_class_on=frozenset({date(2027, 2, 16)})),
        a_run(no_class_on=frozenset({date(2027, 1, 12), date(2027, 3, 23)})),
        a_run(ends=date(2027, 1, 12)),
        a_run(weekly=(a_session(), a_session("thursday", "18:00", "20:00"))),
        a_run(weekly=(a_session(every=2),)),
        a_run(weekly=(a_session("monday", every=2),), no_class_on=frozenset({date(2027, 2, 15)})),
        a_run(weekly=(a_session(start="09:30"), a_session(start="13:00", end="14:00"))),
        a_run(starts=date(2027, 2, 2), ends=date(2027, 6, 29)),
        a_run(ends=None, rolling=True),
    ],
    ids=[
        "every week",
        "a day off",
        "first and last day off",
        "one day",
        "two days a week",
        "every second week",
        "every second week with a day off",
        "twice a day",
        "over the change to summer time",
        "without an end",
    ],
)
def test_another_reader_finds_the_same_meetings(run: Run) -> None:
    found = meetings_of(written(a_course(runs=(run,))))
    assert [day.timestamp() for day in found] == [
        session.starts.timestamp() for session in sessions_of(run, HORIZON, LONDON)
    ]


def test_a_class_at_half_past_nine_stays_at_half_past_nine_in_summer() -> None:
    run = a_run(starts=date(2027, 3, 23), ends=date(2027, 4, 6))
    found = meetings_of(written(a_course(runs=(run,))))
    assert [day.strftime("%H:%M %z") for day in found] == [
        "09:30 +0000",
        "09:30 +0100",
        "09:30 +0100",
    ]


def test_a_run_without_an_end_goes_as_far_as_its_meetings_are_known() -> None:
    run = a_run(ends=None, rolling=True)
    assert meetings_of(written(a_course(runs=(run,))))[-1].date() == date(2027, 5, 25)


def test_file_is_as_the_standard_wants_it() -> None:
    calendar = written(a_course(title="Ceramics: bowls, mugs; and more " + "🏺é" * 60))
    assert calendar.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in calendar.replace(b"\r\n", b"")
    assert max(map(len, calendar.split(b"\r\n"))) <= 75
    for line in calendar.split(b"\r\n"):
        line.decode()  # a fold never cuts a letter in two
    lines = lines_of(calendar)
    for once in ("VERSION:2.0", "BEGIN:VTIMEZONE", "REFRESH-INTERVAL;VALUE=DURATION:P1D"):
        assert lines.count(once) == 1
    assert not [line for line in lines if line.startswith("METHOD")]


@pytest.mark.parametrize(
    "title",
    [
        "Pots, pans; and \\ more",
        "Line\nbreak",
        "Pots\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "BEGIN:VEVENT",
        "Töpfern 🏺 für alle",
        "فخار للمبتدئين",
        'He said: "pots"',
    ],
)
def test_any_title_comes_out_as_it_went_in(title: str) -> None:
    calendar = written(a_course(title=title, example=False))
    assert event_of(calendar)["SUMMARY"] == title.replace("\r\n", "\n")
    assert len(meetings_of(calendar)) == 11


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1))
def test_no_text_breaks_the_file(text: str) -> None:
    course = a_course(title=text, summary=text, example=False)
    event = event_of(written(course, replace(TOLD, where=text)))
    assert (event["SUMMARY"], event["LOCATION"]) == (text, text)


def test_event_says_who_where_what_it_costs_and_how_to_join() -> None:
    told = replace(TOLD, url="https://example.org/pottery/", point=Point(53.39, -2.96))
    event = event_of(written(a_course(bring="An apron."), told))
    assert event["LOCATION"] == "The Shed, Liverpool, L8 1XF"
    assert event["GEO"] == "53.39;-2.96"
    assert event["URL"] == "https://example.org/pottery/"
    for told_there in (
        "Who teaches it: The Kiln",
        "Cost: Free",
        "What to bring: An apron.",
        "Call: 0151 496 0123",
        "https://example.org/pottery/",
    ):
        assert told_there in event["DESCRIPTION"]


def test_event_says_first_of_all_who_alone_may_join() -> None:
    event = event_of(written(a_course(example=False), replace(TOLD, only_for="Only for women")))
    assert event["DESCRIPTION"].startswith("Only for women.\nMake a bowl and a mug")


def test_site_without_an_address_and_place_without_a_point_leave_them_out() -> None:
    event = event_of(written())
    assert "URL" not in event
    assert "GEO" not in event
    assert "Look here" not in event["DESCRIPTION"]


def test_example_is_called_one_wherever_it_turns_up() -> None:
    calendar = written()
    event = event_of(calendar)
    assert event["SUMMARY"] == "Example: Pottery for beginners"
    assert event["DESCRIPTION"].startswith("Example: this course is invented.")
    assert "X-WR-CALNAME:Example: Pottery for beginners" in lines_of(calendar)
    assert "NAME:Example: Pottery for beginners" in lines_of(calendar)


def test_example_that_is_cancelled_is_first_of_all_an_example() -> None:
    calendar = written(a_course(runs=(a_run(state="cancelled"),)))
    assert event_of(calendar)["SUMMARY"] == "Example: Cancelled: Pottery for beginners"


@pytest.mark.parametrize(
    ("state", "status", "title"),
    [
        ("open", "CONFIRMED", "Pottery for beginners"),
        ("full", "CONFIRMED", "Pottery for beginners"),
        ("cancelled", "CANCELLED", "Cancelled: Pottery for beginners"),
        ("postponed", "TENTATIVE", "Postponed: Pottery for beginners"),
    ],
)
def test_cancelled_and_postponed_stay_and_say_so(state: str, status: str, title: str) -> None:
    calendar = written(a_course(example=False, runs=(a_run(state=state),)))
    assert event_of(calendar)["STATUS"] == status
    assert event_of(calendar)["SUMMARY"] == title
    assert len(meetings_of(calendar)) == 11


@pytest.mark.parametrize(
    "changes",
    [
        {"weekly": (a_session(start="10:00", end="12:00"),)},
        {"weekly": (a_session("friday"),)},
        {"starts": date(2027, 1, 19)},
        {"venue": "the-kiln"},
        {"no_class_on": frozenset({date(2027, 1, 12)})},
        {"ends": date(2027, 3, 30)},
        {"state": "cancelled"},
    ],
    ids=[
        *("another time", "another weekday", "another first day", "another place"),
        *("the first day off", "a week longer", "cancelled"),
    ],
)
def test_run_that_changes_keeps_its_name(changes: Any) -> None:
    after = event_of(written(a_course(runs=(a_run(**changes),))))
    assert after["UID"] == event_of(written())["UID"]


def test_version_is_that_of_the_history() -> None:
    event = event_of(written())
    assert event["SEQUENCE"] == "3"
    assert event["LAST-MODIFIED"] == event["DTSTAMP"] == "20261124T000000Z"


def test_no_two_events_share_a_name() -> None:
    weekly = (a_session(), a_session(start="13:00", end="14:00"), a_session("friday"))
    runs = (a_run(weekly=weekly), a_run(key="2027-01-12-the-shed-2"))
    courses = [a_course(runs=(run,)) for run in runs]
    courses += [a_course(id="the-kiln/glazing", runs=(runs[0],))]
    names = [event["UID"] for course in courses for event in events_of(written(course))]
    assert len(names) == 7
    assert len(set(names)) == 7


NO_ID = COURSE.replace("    id: q7pt3\n", "")
GROUPS = """\
  - venue: the-shed
    starts: 2027-01-12
    ends: 2027-03-23
    sessions:
      - {day: tuesday, from: %s}
"""
MORNING, EVENING = GROUPS % "10:00, to: 12:00", GROUPS % "18:00, to: 20:00"
HEAD, TAIL = COURSE.partition("  - venue")[0], "checked" + COURSE.partition("checked")[2]


def publish(tree: Tree, text: str, before: History | None = None) -> tuple[dict[str, bytes], Any]:
    """Publish the course as its file says: its calendars by their names, and the history."""
    tree.write("content/courses/the-kiln/pottery.yaml", text)
    catalogue, problems = tree.load()
    assert not has_errors(problems)
    history = carry_on(catalogue, before, catalogue.today, seeds={})
    house = house_of(Site(catalogue, Urls.of("https://example.org"), "", history=history))
    files = Gate(catalogue, house).files(calendar)
    of_course = (file for file in files if file.address.startswith("/courses/"))
    return {file.address.rpartition("/")[2]: file.body for file in of_course}, history


@pytest.mark.parametrize("text", [COURSE, NO_ID], ids=["with an id", "without one"])
def test_first_day_that_moves_loses_no_follower(tree: Tree, text: str) -> None:
    before, history = publish(tree, text)
    after, _ = publish(tree, text.replace("starts: 2027-01-12", "starts: 2027-01-19"), history)
    [name] = before
    assert list(after) == [name]
    was, now = event_of(before[name]), event_of(after[name])
    assert now["UID"] == was["UID"]
    assert (was["DTSTART"], now["DTSTART"]) == ("20270112T093000", "20270119T093000")
    assert int(now["SEQUENCE"]) > int(was["SEQUENCE"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("venue: the-shed", "venue: the-hut"),
        ("from: 09:30, to: 11:30", "from: 18:00, to: 20:00"),
        ("day: tuesday", "day: friday"),
    ],
    ids=["place", "time", "weekday"],
)
def test_run_with_an_id_is_followed_wherever_it_goes(tree: Tree, old: str, new: str) -> None:
    tree.write("content/venues/the-hut.yaml", VENUE.replace("The Shed", "The Hut"))
    before, history = publish(tree, COURSE)
    after, _ = publish(tree, COURSE.replace(old, new), history)
    assert list(after) == list(before) == ["q7pt3.ics"]
    assert event_of(after["q7pt3.ics"])["UID"] == event_of(before["q7pt3.ics"])["UID"]


@pytest.mark.parametrize(("gone", "stays"), [(MORNING, EVENING), (EVENING, MORNING)])
def test_group_that_is_taken_out_gives_its_followers_no_other_one(
    tree: Tree, gone: str, stays: str
) -> None:
    before, history = publish(tree, f"{HEAD}{MORNING}{EVENING}{TAIL}")
    assert len(before) == 2
    [of_gone] = (name for name in before if event_of(before[name])["DTSTART"][9:11] in gone)
    [of_other] = set(before) - {of_gone}
    after, _ = publish(tree, f"{HEAD}{stays}{TAIL}", history)
    assert after[of_other] == before[of_other]
    off = event_of(after[of_gone])
    assert off["STATUS"] == "CANCELLED"
    assert off["UID"] == event_of(before[of_gone])["UID"]
    assert off["SUMMARY"] == "Example: No longer in our list: Pottery for beginners"
    assert off["DTSTART"] == "20261124"
    assert "https://example.org/courses/the-kiln/pottery/" in off["DESCRIPTION"]
    without_history, _ = publish(tree, f"{HEAD}{stays}{TAIL}")
    assert list(without_history) == [of_other]


def test_looking_a_course_over_changes_no_calendar(tree: Tree) -> None:
    before, history = publish(tree, COURSE)
    after, _ = publish(tree, COURSE.replace("checked: 2026-11-20", "checked: 2026-11-24"), history)
    assert after == before


def test_course_with_another_name_keeps_its_followers(tree: Tree) -> None:
    before, history = publish(tree, COURSE)
    (tree.root / "content/courses/the-kiln/pottery.yaml").unlink()
    tree.write("content/courses/the-kiln/pots.yaml", f"{COURSE}previously: [the-kiln/pottery]\n")
    catalogue, _ = tree.load()
    history = carry_on(catalogue, history, catalogue.today, seeds={})
    house = house_of(Site(catalogue, Urls.of("https://example.org"), "", history=history))
    files = Gate(catalogue, house).files(calendar)
    after = {file.address: file.body for file in files if file.address.startswith("/courses/")}
    assert set(after) == {f"/courses/the-kiln/{name}/q7pt3.ics" for name in ("pottery", "pots")}
    uids = {event_of(one)["UID"] for one in (*after.values(), *before.values())}
    assert len(uids) == 1


def test_one_calendar_has_all_that_is_at_a_place_or_on_a_topic_by_the_same_names() -> None:
    other = a_course(id="the-kiln/sewing", topics=("crafts", "maths"), title="Sewing")
    off = a_run(key="off", state="cancelled")
    over = a_run(key="over", starts=date(2026, 1, 6), ends=date(2026, 2, 3))
    files = files_written(calendar, catalogue_of(a_course(runs=(a_run(), off, over)), other))
    single = {
        str(event["UID"])
        for name, body in files.items()
        if name.startswith("courses/") and not name.endswith("/over.ics")
        for event in Calendar.from_ical(body).walk("VEVENT")
    }
    for name in ("providers/the-kiln", "venues/the-shed", "topics/crafts", "areas/toxteth"):
        events = Calendar.from_ical(files[f"{name}/calendar.ics"]).walk("VEVENT")
        assert {str(event["UID"]) for event in events} == single
        assert [str(event["STATUS"]) for event in events].count("CANCELLED") == 1
    [maths] = Calendar.from_ical(files["topics/maths/calendar.ics"]).walk("VEVENT")
    assert maths["SUMMARY"] == "Example: Sewing"


def test_a_list_without_a_class_has_a_calendar_for_those_who_follow_it() -> None:
    files = files_written(calendar, catalogue_of(a_course()))
    empty = Calendar.from_ical(files["topics/maths/calendar.ics"])
    assert empty.walk("VEVENT") == []
    assert len(empty.walk("VTIMEZONE")) == 1


def test_names_do_not_change_from_one_version_of_this_program_to_the_next() -> None:
    """Whoever has imported a class would have it twice."""
    assert event_of(written())["UID"] == "01066952-c632-5dcb-b25b-5d63d0a23dbc"


def test_same_course_gives_the_same_file() -> None:
    assert written() == written()
