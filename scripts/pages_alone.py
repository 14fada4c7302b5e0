"""A Pelican plugin for bench_peers.py: of all outputs, the pages of courses and lists are made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from catalogue.site import makers, pages, pagination
from catalogue.site.views.course import CourseView
from catalogue.site.views.lists import ListView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.pages import View
    from catalogue.site.views.site import Site


def register() -> None:
    """Leave out all else."""
    makers.MAKERS = (makers.pages,)
    makers.views_of = _courses_and_lists  # type: ignore[attr-defined]
    pages.plan_pages = _none  # not even worked out
    pagination.SHORT_PAGES = sys.maxsize  # peers' pages of a list are all as long


def _courses_and_lists(site: Site) -> Iterator[View]:
    return (view for view in pages.views_of(site) if isinstance(view, CourseView | ListView))


def _none(site: Site) -> Iterator[View]:
    return iter(())
