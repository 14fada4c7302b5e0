"""Where planning begins: what each of four readers came for, and what all figures mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.catchments import RINGS
from catalogue.planning.pathways import REACH
from catalogue.planning.reach import NEAR
from catalogue.site.views.links import LinkView
from catalogue.site.views.plan_frame import WORKBOOK, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class ReaderView:
    """Somebody who comes to plan, and the pages that answer what they ask."""

    who: str
    asks: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """What a word means in all figures."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PlanIndexView:
    """The page. `pages` lead to every table, each with what it answers."""

    path: str
    invented: bool
    readers: tuple[ReaderView, ...]
    pages: tuple[tuple[LinkView, str], ...]
    workbook: str
    terms: tuple[TermView, ...]
    sources: tuple[str, ...]
    about_data: str


def plan_index_view(site: Site) -> PlanIndexView:
    """Lay out the page."""
    urls = site.urls
    needs = site.reference.needs
    return PlanIndexView(
        path=urls.plan(),
        invented=site.planned.invented,
        readers=tuple(_readers(site)),
        pages=(
            *((LinkView(one.title, urls.plan_page(one.name)), one.asks) for one in shown(site)),
            (
                LinkView("Find a place for a course", urls.place_finder()),
                "Where would one more course reach most people who have nothing like it?",
            ),
        ),
        workbook=urls.plan_file(WORKBOOK),
        terms=_TERMS,
        sources=tuple(dict.fromkeys(one.source for one in needs.measures.values()))
        if needs
        else (),
        about_data=urls.page("about-the-data"),
    )


def _readers(site: Site) -> Iterator[ReaderView]:
    urls = site.urls

    def ways(*names: str) -> tuple[LinkView, ...]:
        pages = {one.name: one for one in shown(site)}
        return tuple(LinkView(pages[name].title, urls.plan_page(name)) for name in names)

    yield ReaderView(
        "You prepare a partners' meeting",
        "Where are we thin, where do two of us do the same, and what has changed since last term?",
        ways("priorities", "ranking", "overlaps", "change", "quality"),
    )
    yield ReaderView(
        "You plan what your organisation teaches",
        "You have one tutor and one evening. Where would a course reach most people?",
        (
            LinkView("Find a place for a course", urls.place_finder()),
            *ways("provision", "pathways"),
        ),
    )
    yield ReaderView(
        "You write a bid",
        "You need figures with a source and a date, and a table to attach.",
        (
            *ways("need", "reach", "access"),
            LinkView("All tables in one workbook (Excel)", urls.plan_file(WORKBOOK)),
        ),
    )
    yield ReaderView(
        "You have five minutes",
        "One map of the city, one figure for each group of people.",
        ways("priorities", "ranking", "reach"),
    )


_RINGS = ", ".join(f"{weight:g} up to {edge:g} miles" for edge, weight in RINGS)
_TERMS = (
    TermView(
        "A meeting",
        "One day on which a class meets: each day of its weekly pattern from its first to its last "
        "day, less the days without a class. The same days as on its page.",
    ),
    TermView(
        "Hours", "By the clock, from beginning to end. Work in one's own time is in no figure."
    ),
    TermView(
        "Learner-hours",
        "Hours times places. Where nobody said how many places there are, they are not known, and "
        "the page says how many hours that leaves out.",
    ),
    TermView(
        "Open-ended",
        "A class that goes on until somebody stops it. Nobody knows its total, so it stands apart.",
    ),
    TermView(
        "When",
        "The next 12 months are today and 364 days on. Spring ends on 31 March, summer on 31 "
        "August, autumn on 31 December. Evening is from 17:00, afternoon from 12:00, on weekdays.",
    ),
    TermView(
        "Near",
        f"{NEAR:g} mile in a straight line from where a neighbourhood's people live. A way on foot "
        "is longer. People and courses outside the city are not in the figures.",
    ),
    TermView(
        "Within reach",
        "The hours of each place are shared out among the people in need around it, and each "
        f"neighbourhood adds up its shares. A place counts by how far it is: {_RINGS}. This is the "
        "enhanced two-step floating catchment method.",
    ),
    TermView(
        "High need, little provision",
        "People in need, times how far what is within their reach is below the mean of the city, "
        "of all measures by their weights.",
    ),
    TermView(
        "The same course twice",
        "Two partners, the same subject, levels that meet, the same people, near each other, at "
        "about the same time, starting within six weeks.",
    ),
    TermView(
        "A missing step",
        f"A level is taught somewhere, and the next is not within {REACH:g} miles, up to Level 2.",
    ),
    TermView(
        "Not known",
        "Nobody said, or nobody counted. It is never shown as 0, and never added as 0.",
    ),
)
