"""Writes the calendar of each run that has dates. Called by the generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.exports.calendar import Told, run_calendar
from catalogue.site.views.costs import cost_view
from catalogue.site.views.runs import where_view

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.records import Course, Run
    from catalogue.site.views.site import Site


def write_calendars(site: Site, folder: Path) -> None:
    """Write a file for each run with dates, also where the course has been before.

    A run that is over keeps its file: whoever is subscribed to it would otherwise be told of an
    error every day.
    """
    courses = site.catalogue.courses
    for course in courses.values():
        ids = (course.id, *(old for old in course.previously if old not in courses))
        for run in course.runs:
            if sessions := site.catalogue.sessions(run):
                written = run_calendar(course, run, sessions, _told(site, course, run))
                for course_id in ids:
                    path = folder / site.urls.file_of(site.urls.calendar(course_id, run.key))
                    path.write_bytes(written)


def _told(site: Site, course: Course, run: Run) -> Told:
    page = site.urls.course(course.id)
    return Told(
        provider=site.catalogue.providers[course.provider].name,
        where=where_view(site, run).line,
        cost=cost_view(site, course.cost).short,
        language=site.language,
        zone=site.reference.city.zone,
        point=site.catalogue.places[run.venue].point if run.venue else None,
        url=site.urls.absolute(page) if site.urls.origin else "",
    )
