"""What a change is said to do for residents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.changes.compare import Version, report_on
from catalogue.files import BAD_FILE_NAME
from catalogue.problems import Problem
from catalogue.records import Address, Cost, Join, Point, course_from
from catalogue.reference import load_reference
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.builders import a_course, a_provider, a_run, a_session, a_venue, records_of
from tests.conftest import FROZEN

if TYPE_CHECKING:
    from catalogue.changes.report import ChangeRow, Report
    from catalogue.fields import Field
    from catalogue.records import Course, Record

SCHEMAS = load_reference(FROZEN).schemas
COURSE = a_course()
RUN = COURSE.runs[0]
NAMED = "Run from Tuesday 12 January 2027, The Shed"


def version(*records: Record, unpublished: frozenset[str] = frozenset()) -> Version:
    catalogue = Catalogue.of(records_of(*records), unpublished)
    wrong = [Problem(file, 1, 1, BAD_FILE_NAME, (), "It is wrong.", "") for file in unpublished]
    return Version(Site(catalogue, Urls(), ""), wrong)


def between(before: Record, after: Record) -> Report:
    return report_on(version(before), version(after))


def only_row(report: Report) -> ChangeRow:
    (row,) = report.rows
    return row


def said(report: Report) -> list[str]:
    return [f"{line.what}: {line.before} → {line.after}" for line in only_row(report).lines]


def changed(**changes: Any) -> Report:
    return between(COURSE, replace(COURSE, **changes))


def run_changed(**changes: Any) -> Report:
    return changed(runs=(replace(RUN, **changes),))


def test_nothing_changes_where_two_versions_say_the_same() -> None:
    report = between(COURSE, COURSE)
    assert report.summary == "Nothing changes for residents."
    assert report.rows == ()


def test_a_new_course_is_told_with_its_runs() -> None:
    row = only_row(report := report_on(version(), version(COURSE)))
    assert report.summary == "1 course added; 1 page to look at."
    assert (row.kind, row.title, row.whose) == ("Added", "Pottery for beginners", "The Kiln")
    assert row.page == "courses/the-kiln/pottery/"
    assert [line.what for line in row.lines] == ["Summary", "Level", "Cost", "Phone", "New run"]
    assert "Tuesdays 9:30am to 11:30am" in row.lines[-1].after


def test_a_course_that_is_taken_away_has_no_page_to_look_at() -> None:
    row = only_row(report := report_on(version(COURSE), version()))
    assert report.summary == "1 course removed."
    assert (row.kind, row.page) == ("Removed", "")


def test_a_course_with_a_mistake_is_left_out_and_not_removed() -> None:
    report = report_on(version(COURSE), version(COURSE, unpublished=frozenset({COURSE.file})))
    assert only_row(report).kind == "Left out"
    assert only_row(report).lines[0].after == "until its mistakes are fixed"


def test_a_new_file_with_a_mistake_is_told() -> None:
    report = report_on(version(), version(COURSE, unpublished=frozenset({COURSE.file})))
    assert report.summary == "1 file left out."
    assert only_row(report).title == COURSE.file


def test_a_price_is_told_as_residents_read_it() -> None:
    report = changed(cost=Cost("fee", Decimal("48.00")))
    assert report.summary == "1 course changed; 1 page to look at."
    assert "Cost: Free → £48" in said(report)


def test_a_new_day_is_a_changed_run_and_no_changed_course() -> None:
    report = run_changed(weekly=(a_session("friday", "13:00", "15:00"),))
    assert report.summary == "1 run changed; 1 page to look at."
    assert said(report) == [f"{NAMED}: When: Tuesdays 9:30am to 11:30am → Fridays 1pm to 3pm"]


def test_a_run_whose_first_day_is_corrected_is_the_same_run() -> None:
    report = run_changed(starts=date(2027, 1, 19))
    assert said(report) == [
        f"{NAMED}: First day: Tuesday 12 January 2027 → Tuesday 19 January 2027"
    ]


def test_a_run_that_gets_another_id_is_the_same_run_and_its_followers_are_thought_of() -> None:
    assert said(run_changed(key="k7m2p", id="k7m2p")) == [
        f"{NAMED}: Calendars:  → another id: whoever follows this run is "
        "told that it is no longer there"
    ]
    assert run_changed(id=RUN.key).rows == ()


def test_next_term_is_a_new_run_and_not_this_term_moved() -> None:
    spring = replace(
        RUN, key="2027-04-13-the-shed", starts=date(2027, 4, 13), ends=date(2027, 6, 22)
    )
    assert changed(runs=(spring,)).summary == "1 run added, 1 run removed; 1 page to look at."
    assert changed(runs=(RUN, spring)).summary == "1 run added; 1 page to look at."


def test_two_runs_that_change_are_told_apart() -> None:
    other = replace(RUN, key="2027-01-13-the-shed", starts=date(2027, 1, 13), reference="B")
    old = replace(COURSE, runs=(RUN, other))
    new = replace(old, runs=(replace(RUN, state="full"), replace(other, state="cancelled")))
    assert said(between(old, new)) == [
        f"{NAMED}: State: Places left → Full",
        "Run from Wednesday 13 January 2027, The Shed: State: Places left → Cancelled",
    ]


def test_a_new_course_that_is_over_is_not_told_to_have_places_left() -> None:
    over = replace(RUN, starts=date(2026, 1, 13), ends=date(2026, 3, 24))
    (line,) = only_row(report_on(version(), version(replace(COURSE, runs=(over,))))).lines[-1:]
    assert line.after.startswith("State: over already; Where: ")


def test_a_course_without_a_run_to_come_has_ended() -> None:
    over = replace(RUN, starts=date(2026, 1, 13), ends=date(2026, 3, 24))
    assert only_row(changed(runs=(over,))).kind == "Ended"
    assert only_row(between(replace(COURSE, runs=(over,)), COURSE)).kind == "On again"


def test_a_course_looked_over_is_told_as_that() -> None:
    report = changed(checked=date(2026, 11, 23))
    assert report.summary == "1 course looked over; 1 page to look at."


def test_a_new_address_of_a_course_is_a_new_name_and_not_another_course() -> None:
    moved = a_course(id="the-kiln/clay", previously=(COURSE.id,))
    report = between(COURSE, moved)
    assert only_row(report).kind == "Renamed"
    assert "Address: the-kiln/pottery → the-kiln/clay" in said(report)


def test_of_a_long_text_only_what_differs_is_told() -> None:
    old = " ".join(f"word{number}" for number in range(60))
    report = between(
        replace(COURSE, description=old),
        replace(COURSE, description=old.replace("word30 ", "another ")),
    )
    assert said(report) == [
        "Description: … word27 word28 word29 word30 word31 word32 word33 … → "
        "… word27 word28 word29 another word31 word32 word33 …"
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            a_venue(),
            a_venue(address=Address("Liverpool", "2 Lane", postcode="L8 1XF")),
            "Address: Liverpool, L8 1XF → 2 Lane, Liverpool, L8 1XF",
        ),
        (a_provider(), a_provider(phone="0151 496 0999"), "Phone:  → 0151 496 0999"),
    ],
)
def test_a_place_and_an_organisation_are_told(before: Record, after: Record, line: str) -> None:
    assert said(between(before, after)) == [line]


def test_a_place_tells_of_its_new_name_and_not_each_course_there() -> None:
    before, after = version(COURSE, a_venue()), version(COURSE, a_venue(name="The Hut"))
    report = report_on(before, after)
    assert report.summary == "1 place changed; 1 page to look at."
    assert said(report) == ["Name: The Shed → The Hut", "Courses there now:  → 1"]


NEEDED = {
    "title": "Clay",
    "summary": "Another.",
    "description": "Another.",
    "topics": ("cooking",),
    "level": "entry-1",
    "who_for": "Others.",
    "cost": Cost("free", note="Clay is included."),
    "join": Join(email="kiln@kiln.example"),
    "checked": date(2026, 11, 1),
}
OPTIONAL = [field for field in SCHEMAS.fields["course"] if not field.required]
EVERY_FIELD_OF_A_RUN = {
    "ends": date(2027, 3, 30),
    "venue": None,
    "delivery": "online",
    "rolling": True,
    "weekly": (),
    "no_class_on": frozenset({date(2027, 2, 16)}),
    "own_time_hours": Decimal(20),
    "places": 12,
    "state": "full",
    "apply_by": date(2027, 1, 5),
    "note": "Upstairs.",
    "reference": "POT-1",
    "starts": date(2027, 1, 19),
}
EVERY_FIELD_OF_A_VENUE: dict[str, Any] = {
    "name": "The Hut",
    "kind": "library",
    "address": Address("Bootle"),
    "access": {"step-free": "no"},
    "point": Point(53.4, -2.97),
    "areas": ("everton",),
    "access_note": "Ring the bell.",
    "getting_there": "Bus 82.",
    "phone": "0151 496 0999",
    "website": "https://shed.example/",
    "closed_on": date(2026, 12, 31),
    "example": False,
}


@pytest.mark.parametrize("field", NEEDED)
def test_no_field_that_a_course_needs_changes_unseen(field: str) -> None:
    assert changed(**{field: NEEDED[field]}).rows


@pytest.mark.parametrize("field", OPTIONAL, ids=lambda field: field.name)
def test_no_field_that_a_course_may_have_comes_unseen(field: Field) -> None:
    bare = SCHEMAS.course["examples"][0]
    file, course = "content/courses/the-kiln/pottery.yaml", "the-kiln/pottery"
    before, after = (
        replace(course_from(values, file, course), runs=COURSE.runs)
        for values in (bare, {**bare, field.name: field.example})
    )
    assert between(before, after).rows


@pytest.mark.parametrize("field", EVERY_FIELD_OF_A_RUN)
def test_no_field_of_a_run_changes_unseen(field: str) -> None:
    assert run_changed(**{field: EVERY_FIELD_OF_A_RUN[field]}).rows


@pytest.mark.parametrize("field", EVERY_FIELD_OF_A_VENUE)
def test_no_field_of_a_place_changes_unseen(field: str) -> None:
    # Without a postcode, because that is where the areas of a place come from if it has one.
    venue = a_venue(address=Address("Liverpool"))
    assert between(venue, replace(venue, **{field: EVERY_FIELD_OF_A_VENUE[field]})).rows


def test_these_are_all_the_fields() -> None:
    needed = {field.name for field in SCHEMAS.fields["course"] if field.required}
    assert {*NEEDED, "runs"} == needed
    assert {*EVERY_FIELD_OF_A_RUN, "key", "id"} == {*RUN.__slots__}
    assert {*EVERY_FIELD_OF_A_VENUE, "id", "file", "sources"} == {*a_venue().__slots__}


# look_alikes


def look_alikes(*others: Course) -> tuple[str, ...]:
    return report_on(version(*others), version(*others, COURSE)).look_alikes


def test_a_new_course_like_another_of_the_same_organisation_is_asked_about() -> None:
    other = a_course(id="the-kiln/pots", title="Pottery, for Beginners", runs=(a_run(venue=None),))
    assert "the same organisation has a course with the same title" in look_alikes(other)[0]


def test_a_new_course_at_the_time_and_place_of_another_organisations_is_asked_about() -> None:
    other = a_course(id="the-forge/iron", title="Iron")
    assert "they meet at the same time in the same place" in look_alikes(other)[0]


def test_a_new_course_that_does_what_another_partner_does_is_told_as_planning_tells_it() -> None:
    same = a_course(id="the-forge/pots", title="Pottery, a bowl a week")
    later = a_run(weekly=(a_session("thursday", "09:30", "11:30"),))
    (said,) = look_alikes(replace(same, runs=(later,)))
    assert said.endswith("both at The Shed; both in the morning; starting in the same week.")


def test_who_lives_near_a_new_course_is_told() -> None:
    said = report_on(version(), version(COURSE)).effects
    assert said[0].startswith("“Pottery for beginners”: Within 1 mile of it live about ")
    assert report_on(version(COURSE), version(COURSE)).effects == ()


def test_a_course_of_the_same_name_somewhere_else_is_another_course() -> None:
    assert look_alikes(a_course(id="the-forge/pottery", runs=(a_run(venue="the-hut"),))) == ()
