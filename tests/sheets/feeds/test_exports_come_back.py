"""What our own exports write is read as what it was: nothing changes where the courses are here,
and where they are gone, as much of them comes back as the format carries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue.exports import calendar, json_ld, open_referral, xcri
from catalogue.exports.gate import Gate
from catalogue.exports.provider import part_of
from catalogue.history import carry_on
from catalogue.reference import load_reference
from catalogue.sheets.feeds.opened import courses_in
from catalogue.sheets.importing.plan import Plan, courses_of, plan_import
from catalogue.sheets.importing.telling import report, verdict
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.conftest import COURSE, FROZEN, LONDON, TODAY, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.exports.gate import Export, File
    from tests.conftest import Tree

TUESDAYS = "      - {day: tuesday, from: 09:30, to: 11:30}\n"
FULL = (
    COURSE.replace(TUESDAYS, f"{TUESDAYS}{TUESDAYS.replace('tuesday', 'thursday')}")
    .replace(
        "cost:\n  kind: free\n",
        "you_will_learn: [shape clay, glaze a bowl]\nentry_needs: No experience needed.\n"
        "assessment: No exam.\nbring: An apron.\ncost:\n  kind: fee\n  pounds: 48\n",
    )
    .replace(
        "  - venue: the-shed\n",
        "  - delivery: blended\n    venue: the-shed\n    places: 12\n    apply_by: 2027-01-08\n"
        "    no_class_on: [2027-02-16]\n    note: Use the side door.\n",
    )
)
OF_ALL = {"title", "topics", "example", "starts", "ends", "venue"}
WHEN = {"sessions", "no_class_on"}
COMES_BACK: dict[Any, tuple[str, set[str]]] = {
    calendar: ("the-kiln/calendar.ics", OF_ALL | WHEN),
    json_ld: (
        "courses.jsonld",
        OF_ALL | WHEN | {"cost", "entry_needs", "you_will_learn", "delivery", "places"},
    ),
    open_referral: ("services.json", OF_ALL | WHEN | {"cost", "join", "delivery", "note"}),
    xcri: (
        "the-kiln.xml",
        OF_ALL
        | {"summary", "cost", "entry_needs", "assessment"}
        | {"delivery", "places", "note", "apply_by"},
    ),
}
"""What each format carries of a course and comes back as it was, as decision 44 says."""
EVERY = pytest.mark.parametrize("export", COMES_BACK, ids=lambda export: export.FORMAT.name)


def written(export: Export, root: Path, provider: str) -> File:
    """What an export writes of a provider."""
    catalogue = part_of(load(root)[0], provider)
    history = carry_on(catalogue, None, TODAY, seeds={})
    house = house_of(Site(catalogue, Urls.of("https://example.org/learn"), "", history=history))
    name = COMES_BACK[export][0].replace("the-kiln", provider)
    return next(one for one in Gate(catalogue, house).files(export) if one.address.endswith(name))


def brought_in(file: File, root: Path, provider: str) -> Plan:
    sheets = courses_in(file.body, file.address.rpartition("/")[2], LONDON)
    return plan_import(sheets, load_reference(root), root, provider, TODAY)


@EVERY
def test_where_the_courses_are_here_nothing_changes(export: Export) -> None:
    plan = brought_in(written(export, FROZEN, "wea"), FROZEN, "wea")
    assert not plan.left, report(plan)
    assert not plan.files, report(plan)
    assert len(plan.proposals) > 15
    assert verdict(plan).endswith("are here already as the sheet says.")


@EVERY
def test_where_a_course_is_gone_what_the_format_carries_comes_back(
    export: Export, tree: Tree
) -> None:
    tree.write("content/courses/the-kiln/pottery.yaml", FULL)
    before = dict(_facts(courses_of(tree.root, "the-kiln")[0]["pottery"]))
    file = written(export, tree.root, "the-kiln")
    (tree.root / "content/courses/the-kiln/pottery.yaml").unlink()
    plan = brought_in(file, tree.root, "the-kiln")
    [proposal] = plan.proposals
    after = dict(_facts(proposal.values))
    assert proposal.id == "pottery"
    offered = {"level", "checked", "who_for", "summary", "topics", "join", "id"}
    same = {name for name, value in before.items() if after.get(name) == value}
    assert COMES_BACK[export][1] - same == set()
    assert same - COMES_BACK[export][1] <= offered
    assert plan.questions  # what it does not carry is asked, and not made up


def _facts(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every field of a course and of its only run."""
    [run] = values["runs"]
    yield from ((name, value) for name, value in values.items() if name != "runs")
    yield from run.items()


def test_courses_of_others_in_a_calendar_of_a_place_are_not_taken(tree: Tree) -> None:
    tree.write("providers/the-forge.yaml", "name: The Forge\nsummary: Invented.\nexample: true\n")
    body = written(calendar, tree.root, "the-kiln").body.decode().replace("\r\n ", "")
    theirs = body.replace("/courses/the-kiln/", "/courses/the-forge/")
    tree.write("a.ics", theirs)
    plan = plan_import(
        courses_in(theirs.encode(), "a.ics", LONDON),
        load_reference(tree.root),
        tree.root,
        "the-kiln",
        TODAY,
    )
    assert not plan.proposals
    assert "Event 1, it is a course of The Forge, by its page here" in report(plan)
