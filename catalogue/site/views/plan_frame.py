"""What all pages of planning say alike: whose figures they are, how they are made, and what to
download.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView
from catalogue.site.views.plan_parts import PlanPageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.planning.table import PlanningTable
    from catalogue.site.views.plan_parts import PlanFilterView, PlanSection, RankingView
    from catalogue.site.views.site import Site

WORKBOOK = "planning.xlsx"


@dataclass(frozen=True, slots=True)
class TableLink:
    """A page of a table: what it answers, in the words of whoever asks."""

    name: str
    title: str
    asks: str


PAGES = (
    TableLink("provision", "What is taught", "Where, when and what do we teach?"),
    TableLink("need", "Who may need what", "Who lives where, and what may they need?"),
    TableLink("access", "Need beside what is taught", "What is within reach of those in need?"),
    TableLink("ranking", "High need, little provision", "Where are we thin?"),
    TableLink("reach", "Whom nothing is near", "How many people have no course of a kind near?"),
    TableLink("overlaps", "Where two do the same", "Where do two of us do the same thing?"),
    TableLink("pathways", "Where courses lead", "Where does a step on the way up not exist?"),
    TableLink("quality", "What listings do not say", "What do residents miss that we did not say?"),
    TableLink("change", "What has changed", "What is more or less than last term?"),
    TableLink("priorities", "What we want to change", "What did we promise, and how far are we?"),
    TableLink("spending", "What money buys", "What do our grants pay for?"),
)
"""The pages of tables, in the order in which they are read. Not each site has all of them."""


def plan_page(
    site: Site,
    name: str,
    *,
    lead: str,
    sections: Sequence[PlanSection],
    address: str = "",
    title: str = "",
    below: tuple[LinkView, ...] = (),
    filters: tuple[PlanFilterView, ...] = (),
    see_also: tuple[LinkView, ...] = (),
    ranking: RankingView | None = None,
) -> PlanPageView:
    """Lay out a page of the table `name`, or of a part of it at an `address` of its own."""
    urls = site.urls
    table = site.planned.table(name)
    about = next(page for page in PAGES if page.name == name)
    return PlanPageView(
        path=address or urls.plan_page(name),
        title=title or about.title,
        lead=lead,
        crumbs=crumbs_to(site, *below),
        invented=site.planned.invented,
        sections=tuple(sections),
        made=table.notes,
        command=f"catalogue plan {name}",
        files=files_of(site, table),
        method=f"{urls.plan()}#method",
        filters=filters,
        see_also=see_also,
        ranking=ranking,
    )


def crumbs_to(site: Site, *below: LinkView) -> tuple[LinkView, ...]:
    """Return the way to a page: from the home page, through the index, to what is above it."""
    english = (LinkView("Plan together", site.urls.plan()), *below)
    return (
        LinkView(site.language.gettext("Home"), site.urls.home()),
        *(LinkView(site.language.theirs(one.text), one.href) for one in english),
    )


def files_of(site: Site, table: PlanningTable[object]) -> tuple[LinkView, ...]:
    """Return what can be downloaded of a table."""
    return (
        LinkView("This table, all of it (CSV)", site.urls.plan_file(f"{table.name}.csv")),
        LinkView("All tables in one workbook (Excel)", site.urls.plan_file(WORKBOOK)),
    )


def shown(site: Site) -> tuple[TableLink, ...]:
    """Return the pages that this site has."""
    names = {table.name for table in site.planned.tables}
    return tuple(page for page in PAGES if page.name in names)
