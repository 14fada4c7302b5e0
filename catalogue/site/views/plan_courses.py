"""What courses are to each other: where two do the same, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import (
    PlanSection,
    barred,
    headings,
    most_of,
    people,
    several,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.planning.pathways import PathwayRow
    from catalogue.site.views.plan_parts import PlanPageView, TableCell
    from catalogue.site.views.site import Site


_MOST_ROWS = 500
"""How many rows of a table stand in a page: more are to be sorted, in the file of the table."""


def overlaps_page(site: Site) -> PlanPageView:
    """Lay out the pairs of courses that may be one too many."""
    rows = site.planned.overlaps.rows
    return plan_page(
        site,
        "overlaps",
        lead=f"{several(len(rows), 'pair', 'pairs')} of courses of different partners are much the "
        "same. Both may be wanted: this is for asking each other, and no verdict.",
        sections=(
            PlanSection(
                id="pairs",
                heading="The most alike first",
                says="A score of 1 is the same subject, level, people, place and time."
                f"{_left_out(rows)}",
                headings=(
                    *headings("One course", "The other", figures_from=2),
                    *headings("Score", figures_from=0),
                    *headings("Why"),
                ),
                rows=tuple(
                    (
                        _course(site, row.first),
                        _course(site, row.second),
                        barred(f"{row.score:.2f}", row.score, 1),
                        words(row.why),
                    )
                    for row in rows[:_MOST_ROWS]
                ),
                nothing="No two courses of different partners are much the same.",
            ),
        ),
    )


def _left_out(rows: Sequence[object]) -> str:
    """Say where the rest is of a table that is too long for a page, after another sentence."""
    if len(rows) <= _MOST_ROWS:
        return ""
    return f" These are the first {_MOST_ROWS} of {len(rows)}; all are in the file of the table."


def _course(site: Site, course_id: str) -> TableCell:
    course = site.catalogue.courses[course_id]
    who = site.catalogue.providers[course.provider].name
    return words(f"{course.title} ({who})", site.urls.course(course_id))


def pathways_page(site: Site) -> PlanPageView:
    """Lay out where courses lead, and where a step is missing."""
    rows = site.planned.pathways.rows
    by = {
        kind: [row for row in rows if row.kind == kind]
        for kind in ("missing-rung", "leads-nowhere", "sector", "step")
    }
    rungs = len(by["missing-rung"])
    return plan_page(
        site,
        "pathways",
        lead=f"At {several(rungs, 'place', 'places')} a level is taught whose next one is nowhere "
        "near.",
        sections=(
            _missing(site, by["missing-rung"]),
            *_sectors(by["sector"]),
            _nowhere(site, by["leads-nowhere"]),
            _steps(site, by["step"]),
        ),
    )


def _missing(site: Site, rows: Sequence[PathwayRow]) -> PlanSection:
    return PlanSection(
        id="missing-rung",
        heading="Steps that are missing",
        says="Someone who finishes a course here has nowhere near to go on to.",
        headings=headings("Topic", "Level that is missing", "Near", "In words", figures_from=4),
        rows=tuple(
            (
                words(row.subject),
                words(row.level),
                words(site.catalogue.venues[row.venue].name, site.urls.venue(row.venue)),
                words(row.why),
            )
            for row in rows
        ),
        nothing="No step is missing.",
    )


def _sectors(rows: Sequence[PathwayRow]) -> list[PlanSection]:
    names = list(dict.fromkeys(row.subject for row in rows))
    levels = list(dict.fromkeys(row.level for row in rows))
    courses = {(row.subject, row.level): row.courses for row in rows}
    most = most_of(row.courses for row in rows)
    if not names:
        return []
    return [
        PlanSection(
            id="sectors",
            heading="Into sectors that the region wants to grow",
            says="How many current courses lead into each sector, by level.",
            headings=headings("Sector", *levels),
            rows=tuple(
                (
                    words(name),
                    *(
                        barred(people(courses[name, level]), courses[name, level], most)
                        for level in levels
                    ),
                )
                for name in names
            ),
        )
    ]


def _nowhere(site: Site, rows: Sequence[PathwayRow]) -> PlanSection:
    return PlanSection(
        id="leads-nowhere",
        heading="Courses that lead nowhere",
        says=f"{several(len(rows), 'course names', 'courses name')} no course that one could go on "
        f"to now.{_left_out(rows)}",
        headings=headings("Course", "Level", "In words", figures_from=3),
        rows=tuple(
            (_course(site, row.course), words(row.level), words(row.why))
            for row in rows[:_MOST_ROWS]
        ),
        folded=_folded(rows),
        nothing="There is none.",
    )


def _steps(site: Site, rows: Sequence[PathwayRow]) -> PlanSection:
    return PlanSection(
        id="steps",
        heading="Steps that there are",
        says=f"{several(len(rows), 'step leads', 'steps lead')} from a current course to another."
        f"{_left_out(rows)}",
        headings=headings("From", "Level", "To", figures_from=3),
        rows=tuple(
            (_course(site, row.course), words(row.level), _course(site, row.leads_to))
            for row in rows[:_MOST_ROWS]
        ),
        folded=_folded(rows),
        nothing="There is none.",
    )


def _folded(rows: Sequence[object]) -> str:
    if not rows:
        return ""
    number = min(len(rows), _MOST_ROWS)
    return f"{'All' if number == len(rows) else 'The first'} {number} as a table"
