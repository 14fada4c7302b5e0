"""Whatever a catalogue says, somebody else's reader reads the files of each format, and titles come
back as they went in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from catalogue.exports import FORMATS
from catalogue.records import Address, Cost, Join
from tests.builders import a_course, a_provider, a_run, a_session, a_venue
from tests.exports.open_data import HARD, catalogue_of, written
from tests.exports.test_formats import names_in

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.exports.gate import Export
    from catalogue.records import Course, Run

EVERY = pytest.mark.parametrize("export", FORMATS, ids=lambda export: export.FORMAT.name)
WITHOUT_TITLES = {"dcat", "course-directory", "atom"}
"""What has no titles of courses, or only those that are real or the newest."""
DAYS = some.dates(date(2026, 6, 1), date(2028, 6, 1))
TEXTS = some.one_of(some.sampled_from(HARD), some.text(min_size=1, max_size=60))
MONEY = some.none() | some.decimals(0, 5_000, places=2)


@some.composite
def runs(draw: some.DrawFn) -> Run:
    """A run of any length, anywhere or nowhere, with any meetings or none."""
    starts, rolling = draw(DAYS), draw(some.booleans())
    week = some.sampled_from(("monday", "wednesday", "saturday"))
    lines = tuple(
        a_session(day, "09:30", "21:00", every)
        for day, every in draw(some.lists(some.tuples(week, some.integers(1, 3)), max_size=2))
    )
    venue = draw(some.sampled_from(("the-shed", None)))
    return a_run(
        key=f"run-{draw(some.integers(0, 10_000))}",
        starts=starts,
        ends=None if rolling else starts + timedelta(days=draw(some.integers(0, 400))),
        rolling=rolling,
        venue=venue,
        delivery=draw(some.sampled_from(("in-person", "online", "blended"))),
        weekly=lines,
        no_class_on=frozenset(draw(some.lists(DAYS, max_size=2))),
        places=draw(some.none() | some.integers(0, 500)),
        state=draw(some.sampled_from(("open", "full", "cancelled", "postponed"))),
        apply_by=draw(some.none() | DAYS),
        note=draw(some.none() | TEXTS),
    )


@some.composite
def courses(draw: some.DrawFn) -> Course:
    """A course that says as much or as little as it may."""
    return a_course(
        title=draw(TEXTS),
        summary=draw(TEXTS),
        description=draw(TEXTS),
        who_for=draw(TEXTS),
        entry_needs=draw(some.none() | TEXTS),
        you_will_learn=tuple(draw(some.lists(TEXTS, max_size=2))),
        cost=Cost(
            draw(some.sampled_from(("free", "fee", "ask"))),
            pounds=draw(MONEY),
            note=draw(some.none() | TEXTS),
        ),
        join=Join(how=draw(some.none() | TEXTS)),
        runs=tuple(draw(some.lists(runs(), min_size=1, max_size=3, unique_by=lambda one: one.key))),
        taught_in=draw(some.sampled_from((("en",), ("en", "bfi")))),
        example=draw(some.booleans()),
    )


def readable(text: str) -> list[str]:
    """The words of a text, without what no file of some kinds can hold."""
    whole = text.encode(errors="replace").decode()
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", whole).split()


@EVERY
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(course=courses(), name=TEXTS, bare=some.booleans())
def test_every_file_is_read_and_titles_come_back(
    export: Export, course: Course, name: str, bare: bool
) -> None:
    place = a_venue(name=name, address=Address(town="Liverpool")) if bare else a_venue(name=name)
    catalogue = catalogue_of(course, place, a_provider(summary=name))
    names = [
        words
        for address, body in written(export, catalogue).items()
        for words in names_in(address, body)
    ]
    title = readable(course.title)
    shown = export.FORMAT.name not in WITHOUT_TITLES and _is_in(export, catalogue, course)
    if shown and title:
        # Before it may stand that it is an example, or off, or what guards a formula in a cell.
        read = [readable(re.sub("^'(?=[-=+@])", "", words)) for words in names]
        assert any(words[-len(title) :] == title for words in read)


def _is_in(export: Export, catalogue: Catalogue, course: Course) -> bool:
    if export.FORMAT.name == "ical":
        return any(catalogue.sessions(run) for run in course.runs)
    if export.FORMAT.name == "xcri":
        return any(not run.is_over(catalogue.today) and not run.is_off for run in course.runs)
    return True
