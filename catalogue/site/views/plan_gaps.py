"""Whom nothing is near, what listings do not say, what has changed, and what money buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import (
    PlanSection,
    barred,
    figure,
    headings,
    hours,
    most_of,
    people,
    percent,
    several,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.planning.change import TermsRow
    from catalogue.planning.reach import ReachRow
    from catalogue.planning.spending import SpendingRow
    from catalogue.site.views.plan_parts import PlanPageView
    from catalogue.site.views.site import Site

_BY = {
    "all": "All together",
    "topic": "By main topic",
    "level": "By level",
    "time": "By time of day",
    "ward": "By ward",
    "provider": "By partner, in the order of the alphabet",
}
_FUNDED = {"all": "All together", "fund": "By fund", "ward": "By ward", "topic": "By main topic"}


def reach_page(site: Site) -> PlanPageView:
    """Lay out how many people of each group have no course of a kind near them."""
    rows = site.planned.reach.rows
    groups = list(dict.fromkeys(row.measure for row in rows))
    return plan_page(
        site,
        "reach",
        lead="For how many people no course of a kind is within a mile of where they live. Online "
        "courses count for nothing here.",
        sections=[
            _group([row for row in rows if row.measure == group], first=not place)
            for place, group in enumerate(groups)
        ]
        or [_nobody_known()],
    )


def _nobody_known() -> PlanSection:
    return PlanSection("nothing", "Nothing to show", "Nothing is known here of who lives where.")


def _group(rows: Sequence[ReachRow], *, first: bool) -> PlanSection:
    one = rows[0]
    unit = "" if one.unit == "people" else " Figures are weights, and count nobody."
    rough = " An estimate: it is known by areas of about 8,000 people." if one.is_estimate else ""
    worst = max(rows, key=lambda row: row.share_without or 0)
    says = (
        f"Most often missing is {worst.label}: {percent(worst.share_without)} have none within a "
        f"mile.{unit}{rough}"
    )
    return PlanSection(
        id=one.measure,
        heading=one.group[:1].upper() + one.group[1:],
        says=says if one.people else "Nobody is in this group.",
        headings=headings(
            "Looking for", "Have none within a mile", "Share", "Places that have one"
        ),
        rows=tuple(
            (
                words(row.label[:1].upper() + row.label[1:]),
                figure(people(row.without)),
                barred(percent(row.share_without), row.share_without, 1),
                figure(people(row.venues)),
            )
            for row in rows
        ),
        folded="" if first else "Open the table",
    )


def quality_page(site: Site) -> PlanPageView:
    """Lay out what current listings of each partner do not say."""
    rows = site.planned.quality.rows
    costs = [row for row in rows if row.missing]
    return plan_page(
        site,
        "quality",
        lead=f"{several(len(costs), 'kind', 'kinds')} of gaps in the listings of "
        f"{several(len({row.provider for row in costs}), 'partner', 'partners')}, and what each "
        "costs residents. Partners stand in the order of the alphabet, and are not compared.",
        sections=tuple(
            PlanSection(
                id=f"of-{who}",
                heading=site.catalogue.providers[who].name,
                says="",
                headings=(
                    *headings("What is not said", "Do not say it", "Share"),
                    *headings("What that costs", figures_from=1),
                ),
                rows=tuple(
                    (
                        words(row.label[:1].upper() + row.label[1:]),
                        figure(f"{row.missing} of {row.of}"),
                        barred(percent(row.share), row.share, 1),
                        words(row.costs or "Nothing"),
                    )
                    for row in rows
                    if row.provider == who and row.of
                ),
                nothing="No course goes on or is to come.",
            )
            for who in site.catalogue.providers
        ),
    )


def change_page(site: Site) -> PlanPageView:
    """Lay out this term beside the last two."""
    rows = site.planned.change.rows
    whole = next((row for row in rows if row.by == "all"), None)
    lead = "Nothing is taught this term, and nothing is known of the last."
    if whole is not None and whole.more_hours is not None:
        more = "more" if whole.more_hours >= 0 else "fewer"
        lead = (
            f"This term has {hours(whole.hours_now)} hours, {hours(abs(whole.more_hours))} {more} "
            "than the last."
        )
    elif whole is not None:
        lead = f"This term has {hours(whole.hours_now)} hours. How many the last had is not known."
    return plan_page(
        site,
        "change",
        lead=lead,
        sections=tuple(
            _terms(by, heading, [row for row in rows if row.by == by])
            for by, heading in _BY.items()
        ),
    )


def _terms(by: str, heading: str, rows: Sequence[TermsRow]) -> PlanSection:
    most = most_of(row.hours_now for row in rows)
    return PlanSection(
        id=by,
        heading=heading,
        says="",
        headings=headings(
            *("Name", "Courses, term before last", "Last term", "This term"),
            *("Hours, term before last", "Last term", "This term", "More than last term"),
        ),
        rows=tuple(
            (
                words(row.name),
                figure(people(row.courses_before_last)),
                figure(people(row.courses_last)),
                figure(people(row.courses_now)),
                figure(hours(row.hours_before_last)),
                figure(hours(row.hours_last)),
                barred(hours(row.hours_now), row.hours_now, most),
                figure(hours(row.more_hours)),
            )
            for row in rows
        ),
        nothing="There is none.",
    )


def spending_page(site: Site) -> PlanPageView:
    """Lay out what grants pay for, where partners let all see it."""
    rows = site.planned.spending.rows
    return plan_page(
        site,
        "spending",
        lead="Pounds are spread evenly over the dated hours that each grant pays for.",
        sections=tuple(
            _grants(by, heading, [row for row in rows if row.by == by])
            for by, heading in _FUNDED.items()
        ),
    )


def _pounds(figure_: float | None) -> str:
    return "not known" if figure_ is None else f"£{figure_:,.2f}"


def _grants(by: str, heading: str, rows: Sequence[SpendingRow]) -> PlanSection:
    return PlanSection(
        id=by,
        heading=heading,
        says="",
        headings=headings(
            *("Name", "Pounds", "Hours", "Pounds an hour", "Pounds a learner-hour"),
            *("Share of the pounds", "Share of adults with low skills"),
        ),
        rows=tuple(
            (
                words(row.name),
                figure(_pounds(row.pounds)),
                figure(hours(row.hours)),
                figure(_pounds(row.pounds_an_hour)),
                figure(_pounds(row.pounds_a_learner_hour)),
                barred(percent(row.share_of_pounds), row.share_of_pounds, 1),
                figure(percent(row.share_of_need)),
            )
            for row in rows
        ),
        nothing="There is none.",
    )
