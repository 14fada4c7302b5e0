"""What a course costs, in words. No amount is ever guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.words import pounds_words

if TYPE_CHECKING:
    from catalogue.records import Cost
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class CostView:
    """`short` for lists; on the course page the sentences, and the reasons to pay nothing."""

    kind: str
    short: str
    sentences: tuple[str, ...]
    free_if: tuple[str, ...]
    note: str


def cost_view(site: Site, cost: Cost) -> CostView:
    """Word a cost."""
    return CostView(
        kind=cost.kind,
        short=_short(cost),
        sentences=tuple(_sentences(cost)),
        free_if=tuple(site.catalogue.term("free-if", reason).label for reason in cost.free_if),
        note=cost.note or "",
    )


def _short(cost: Cost) -> str:
    price = pounds_words(cost.pounds) if cost.pounds is not None else ""
    if cost.kind == "free":
        return "Free"
    if cost.kind == "free-if":
        return f"Free for some people, or {price}" if price else "Free for some people"
    if cost.kind == "fee" and price:
        reduced = cost.concession_pounds
        return f"{price} ({pounds_words(reduced)} reduced)" if reduced is not None else price
    return "Ask about the cost"


def _sentences(cost: Cost) -> list[str]:
    if cost.kind == "free":
        return ["Free. You pay nothing."]
    sentences = []
    if cost.kind == "free-if":
        sentences.append("Free for some people.")
    if cost.pounds is not None:
        others = "Other people pay" if cost.kind == "free-if" else "The course costs"
        sentences.append(f"{others} {pounds_words(cost.pounds)}.")
    if cost.concession_pounds is not None:
        sentences.append(
            f"The reduced price is {pounds_words(cost.concession_pounds)}. Ask if you can have it."
        )
    return sentences or ["Ask the provider what you would pay."]
