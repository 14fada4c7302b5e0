"""Pages of courses that have just been changed, made before all else is made anew.

For `make serve`: who saves a file looks at its page at once, and everything that a change does to
other pages follows with the next build.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.exports.gate import Gate
from catalogue.loading import load_course
from catalogue.site.for_exports import house_of
from catalogue.site.page_facts import PageData
from catalogue.site.views.course import course_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from catalogue.site.makers import Press


def early_pages(press: Press, root: Path, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the page of each of the `files` that is a course with nothing wrong in
    it. `press` is that of the last build, whose styles and scripts the pages ask for.
    """
    site = press.site
    found = [course for file in files if (course := load_course(site.catalogue, root, file))]
    if not found:
        return
    courses = {**site.catalogue.courses, **{course.id: course for course in found}}
    site = replace(site, catalogue=replace(site.catalogue, courses=courses))
    press = replace(press, site=site, data=PageData(site, Gate(site.catalogue, house_of(site))))
    for course in found:
        view = course_view(site, course)
        yield view.path, press.page(view)
