"""What money partners ask for together, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.planning.priorities import partner_name
from catalogue.planning.table import PlanningTable, says

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.records import Bid

SENT, OPEN, MISSED = "sent", "open", "deadline passed"


@dataclass(frozen=True, slots=True)
class BidRow:
    """One bid. Pounds that are not said are empty."""

    id: str = says("Id")
    title: str = says("Bid")
    fund: str = says("Fund")
    deadline: str = says("Deadline")
    days_left: int | None = says("Days left", "days")
    state: str = says("How it stands")
    pounds: float | None = says("Asked for", "pounds")
    lead: str = says("Lead")
    partners: str = says("Partners")
    areas: str = says("Areas")
    topics: str = says("Topics")
    priorities: str = says("For the priorities")
    is_example: bool = says("An invented example")


def bids(catalogue: Catalogue) -> PlanningTable[BidRow]:
    """Return each bid, by its deadline."""
    rows = tuple(_row(bid, catalogue) for bid in catalogue.bids.values())
    notes = (
        *(("There is no bid yet: each is a file in content/plan/bids/.",) if not rows else ()),
        *((_INVENTED,) if any(row.is_example for row in rows) else ()),
        "A bid without areas is for all of the city, one without topics for all topics.",
    )
    return PlanningTable("bids", "What money partners ask for together", BidRow, rows, notes)


_INVENTED = "Bids marked so are invented examples, and so are their funds and their pounds."


def _row(bid: Bid, catalogue: Catalogue) -> BidRow:
    left = (bid.deadline - catalogue.today).days
    waits = bid.sent is None
    return BidRow(
        id=bid.id,
        title=bid.title,
        fund=bid.fund,
        deadline=bid.deadline.isoformat(),
        days_left=left if waits and left >= 0 else None,
        state=SENT if not waits else OPEN if left >= 0 else MISSED,
        pounds=None if bid.pounds is None else float(bid.pounds),
        lead=partner_name(catalogue, bid.lead),
        partners=", ".join(partner_name(catalogue, who) for who in bid.partners),
        areas=", ".join(catalogue.term("areas", one).label for one in bid.areas),
        topics=", ".join(catalogue.term("topics", one).label for one in bid.topics),
        priorities=", ".join(
            one.title for one in catalogue.priorities.values() if one.bid == bid.id
        ),
        is_example=bid.example,
    )
