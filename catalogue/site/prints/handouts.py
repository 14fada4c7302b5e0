"""One sheet for each course, to hand over; and the same in large print, on as many as it takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from catalogue.site.language import fill
from catalogue.site.prints.one_print import Print, common
from catalogue.site.prints.wording_on_paper import bound, said, with_end_bound
from catalogue.site.views.course import course_view
from catalogue.site.views.paper import HANDED_OVER, is_handed_over
from catalogue.site.views.words import joined, near_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.records import Course
    from catalogue.site.prints.wording_on_paper import Said
    from catalogue.site.views.answers import AnswersView
    from catalogue.site.views.course import CourseView
    from catalogue.site.views.runs import RunView
    from catalogue.site.views.site import Site

_GOOD_FOR = timedelta(weeks=4)
"""A course changes from week to week: a sheet about it is old sooner than one of many."""


def course_print(site: Site, course: Course, name: str) -> Print | None:
    """Make a course's sheet, or its large print; None where nobody can join it any more."""
    view = course_view(site, course)
    if not is_handed_over(view.run.state):
        return None
    title = site.language.theirs(with_end_bound(view.title))
    until = site.today + _GOOD_FOR
    values = common(site, view.path, title, "a4", until, {view.example})
    gettext = site.language.gettext
    if view.example:
        values["example"] = gettext("Example: this course is invented. You cannot join it.")
    values["kicker"] = gettext("A course for adults")
    values["lead"] = said(site.language.theirs(view.summary))
    values["facts"] = [{"label": label, "lines": lines} for label, lines in _facts(site, view)]
    values["sections"] = [
        {"heading": said(heading), "paragraphs": words, "points": points}
        for heading, words, points in _sections(site, view)
        if words or points
    ]
    values["left_out"] = gettext("There is more to read at the address below.")
    return Print(name, values)


def _facts(site: Site, view: CourseView) -> Iterator[tuple[str, list[Said]]]:
    """Yield what everybody needs to know."""
    gettext, run, join = site.language.gettext, view.run, view.join
    others = view.other_times if view.other_runs else ""
    meetings = [f"{line.days} {line.times}".strip() for line in run.meetings]
    yield gettext("When"), _lines(*meetings, run.begins, run.length, others)
    yield gettext("Where"), _lines(run.where.name, site.language.theirs(run.where.address))
    yield gettext("Cost"), _lines(*view.cost.sentences)
    yield gettext("Level"), _lines(view.level.text, view.only_for)
    ways = (join.way.text, join.phone_note, site.language.theirs(join.email), run.state.text)
    yield gettext("Join"), _lines(view.provider.text, *ways)


def _lines(*words: str) -> list[Said]:
    return [said(one) for one in words if one]


def _sections(site: Site, view: CourseView) -> Iterator[tuple[str, list[Said], Sequence[Said]]]:
    """Yield the parts of a sheet, what matters most to somebody who wants to come first: a heading,
    paragraphs and points.
    """
    gettext, theirs, run = site.language.gettext, site.language.theirs, view.run
    yield gettext("How to join"), _lines(theirs(view.join.how), theirs(view.join.url)), ()
    who = _lines(theirs(view.who_for), view.suits, view.taught_in)
    yield gettext("Who it is for"), who, ()
    yield gettext("Before you start"), _lines(view.entry_needs), ()
    pays = fill(
        gettext("You may pay nothing if one of these is true. {who} will check."),
        who=view.provider.text,
    )
    reasons = view.cost.free_if
    note = theirs(view.cost.note)
    yield gettext("What it costs"), _lines(pays if reasons else "", note), _lines(*reasons)
    yield run.sessions_heading, _lines(_dates(site, run), run.no_class, run.own_time), ()
    yield gettext("What to bring"), _lines(theirs(view.bring)), ()
    to_ask = view.to_ask.whom if view.to_ask else ""
    yield gettext("Help and getting in"), _lines(to_ask), _answers(site, view.support)
    for place in view.places:
        heading = fill(gettext("Getting in: {place}"), place=theirs(place.name))
        yield heading, _lines(theirs(place.note)), _answers(site, place.answers)
    learn = [theirs(thing) for thing in view.you_will_learn]
    yield gettext("You will learn to"), [], _lines(*learn)
    yield gettext("Qualification"), _lines(view.qualification), ()
    yield gettext("Tests and exams"), _lines(view.assessment), ()
    yield gettext("How you learn"), _lines(theirs(view.how_you_learn)), ()
    yield gettext("What next"), _lines(theirs(view.next_steps)), ()


def _answers(site: Site, answers: AnswersView) -> list[Said]:
    """Say what there is, and what there is not."""
    no = site.language.gettext("No: {thing}")
    missing = (no.format(thing=answer.label) for answer in answers.no)
    return _lines(*(answer.label for answer in answers.yes), *missing)


def _dates(site: Site, run: RunView) -> str:
    """Say the days in few words: a sheet says when it is once."""
    days = (datetime.fromisoformat(one.day.iso).date() for one in run.sessions)
    return joined(site.language, [bound(near_date(site.language, day, site.today)) for day in days])


def prints_of_course(site: Site, course: Course) -> Iterator[Print]:
    """Yield everything that there is to print of a course."""
    for name in HANDED_OVER:
        if made := course_print(site, course, name):
            yield made
