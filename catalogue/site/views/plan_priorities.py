"""The page of what partners want to change together: each priority, who does what, and the bids."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from catalogue.planning import priorities as stands
from catalogue.planning.priorities import day_words, figure_words
from catalogue.site.views.plan_frame import plan_page
from catalogue.site.views.plan_parts import PlanSection, figure, headings, several, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.planning.bids import BidRow
    from catalogue.planning.priorities import ActionRow, PriorityRow
    from catalogue.site.views.plan_parts import PlanPageView
    from catalogue.site.views.site import Site


def priorities_page(site: Site) -> PlanPageView:
    """Lay out where each priority stands today, and what is late."""
    rows, done = site.planned.priorities.rows, site.planned.actions.rows
    return plan_page(
        site,
        "priorities",
        lead=_lead(rows, done),
        sections=[
            *([_in_short(rows)] if rows else []),
            *(
                _one(
                    row,
                    site.catalogue.priorities[row.id].why,
                    [one for one in done if one.priority == row.title],
                )
                for row in rows
            ),
            _bids(site.planned.bids.rows),
        ],
    )


def _lead(rows: Sequence[PriorityRow], done: Sequence[ActionRow]) -> str:
    if not rows:
        return "The partners have agreed on no priority yet."
    fine = sum(row.state in (stands.REACHED, stands.ON_ITS_WAY) for row in rows)
    late = sum(one.state == stands.LATE for one in done)
    return (
        f"Of {several(len(rows), 'priority', 'priorities')} {fine} "
        f"{'is' if fine == 1 else 'are'} reached or on the way; "
        f"{several(late, 'action is', 'actions are')} late."
    )


def _in_short(rows: Sequence[PriorityRow]) -> PlanSection:
    return PlanSection(
        id="in-short",
        heading="Where each stands",
        says="",
        headings=(
            *headings("Priority", "Start", "Today", "To come to"),
            *headings("By", "How it stands", figures_from=2),
        ),
        rows=tuple(
            (
                words(row.title, f"#{row.id}"),
                figure(figure_words(row.start, row.unit)),
                figure(figure_words(row.now, row.unit)),
                figure(figure_words(row.figure, row.unit)),
                words(_day(row.by)),
                words(row.state),
            )
            for row in rows
        ),
    )


def _one(row: PriorityRow, why: str, done: Sequence[ActionRow]) -> PlanSection:
    return PlanSection(
        id=row.id,
        heading=f"{row.title} (an invented example)" if row.is_example else row.title,
        says=" ".join((*why.split(), *_says(row))),
        headings=headings("What is done", "Who", "By", "State", figures_from=4),
        rows=tuple(
            (words(one.what), words(one.who), words(_day(one.by)), words(one.state)) for one in done
        ),
        nothing="Nobody has said yet what is done for it.",
    )


def _says(row: PriorityRow) -> Iterator[str]:
    yield f"Target: {row.target} {row.state.capitalize()}. {row.why_so}"
    if row.last is not None:
        yield f"At the end of last term it was at {figure_words(row.last, row.unit)}."
    yield f"Lead: {row.lead}."
    if row.partners:
        yield f"With {row.partners}."
    if row.bid:
        yield f"Money: the bid “{row.bid}”."


def _bids(rows: Sequence[BidRow]) -> PlanSection:
    return PlanSection(
        id="bids",
        heading="Money we ask for together",
        says="",
        headings=headings("Bid", "Fund", "Deadline", "Lead", "State", figures_from=5),
        rows=tuple(
            (
                words(f"{row.title} (an invented example)" if row.is_example else row.title),
                words(row.fund),
                words(_day(row.deadline)),
                words(row.lead),
                words(row.state),
            )
            for row in rows
        ),
        nothing="There is no bid yet.",
    )


def _day(day: str) -> str:
    return day_words(date.fromisoformat(day))
