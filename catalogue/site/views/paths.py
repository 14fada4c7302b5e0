"""Where a course stands on the way from one course to the next, across providers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views import course_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.records import Course
    from catalogue.site.views.site import Site

_CHOICES = 3


@dataclass(frozen=True, slots=True)
class StepCourseView:
    """A course on the path. `note` says where nobody can take it now."""

    title: str
    href: str
    provider: str
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class PathStepView:
    """One step of the path, with the courses to choose from."""

    name: str
    courses: tuple[StepCourseView, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """What leads to a course, and where it leads to. Each may be empty."""

    before: tuple[PathStepView, ...]
    after: tuple[PathStepView, ...]


def path_view(site: Site, course: Course) -> PathView:
    """Word the path that a course is on: one step back, and at most three on."""
    gettext = site.language.gettext
    before = site.catalogue.courses_before(course)
    names = (gettext("Next"), gettext("Then"), gettext("After that"))
    steps = zip(names, site.catalogue.courses_after(course, len(names)), strict=False)
    return PathView(
        before=(_step(site, gettext("Before"), before),) if before else (),
        after=tuple(_step(site, name, courses) for name, courses in steps),
    )


def _step(site: Site, name: str, courses: Iterable[Course]) -> PathStepView:
    return PathStepView(name, tuple(_course(site, one) for one in list(courses)[:_CHOICES]))


def _course(site: Site, course: Course) -> StepCourseView:
    live = site.live_runs[course.id]
    return StepCourseView(
        title=course.title,
        href=site.urls.course(course.id),
        provider=site.catalogue.providers[course.provider].name,
        level=site.term("levels", course.level).label,
        note="" if live else site.language.gettext(course_words.NOT_NOW),
    )
