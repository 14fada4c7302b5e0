"""What a course costs, in words. No amount is ever guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views import course_words
from catalogue.site.views.words import pounds_words

if TYPE_CHECKING:
    from catalogue.records import Cost
    from catalogue.site.language import Language
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
        short=short_cost(site.language, cost),
        sentences=tuple(_sentences(site.language, cost)),
        free_if=tuple(site.term("free-if", reason).label for reason in cost.free_if),
        note=cost.note or "",
    )


def short_cost(language: Language, cost: Cost) -> str:
    """Say a cost in a few words."""
    gettext = language.gettext
    price = pounds_words(language, cost.pounds) if cost.pounds is not None else ""
    if cost.kind == "free":
        return gettext("Free")
    if cost.kind == "free-if" and price:
        return gettext("Free for some, or {price}").format(price=price)
    if cost.kind == "free-if":
        return gettext("Free for some people")
    if cost.kind == "fee" and price and cost.concession_pounds is not None:
        reduced = pounds_words(language, cost.concession_pounds)
        return gettext("{price} ({reduced} reduced)").format(price=price, reduced=reduced)
    return price if cost.kind == "fee" and price else gettext("Ask about the cost")


def _sentences(language: Language, cost: Cost) -> list[str]:
    gettext = language.gettext
    if cost.kind == "free":
        return [gettext(course_words.FREE)]
    sentences = []
    if cost.kind == "free-if":
        sentences.append(gettext(course_words.FREE_FOR_SOME))
    if cost.pounds is not None:
        price = pounds_words(language, cost.pounds)
        if cost.kind == "free-if":
            sentences.append(gettext(course_words.OTHERS_PAY).format(price=price))
        else:
            sentences.append(gettext(course_words.COSTS).format(price=price))
    if cost.concession_pounds is not None:
        reduced = pounds_words(language, cost.concession_pounds)
        sentence = gettext(course_words.REDUCED)
        sentences.append(sentence.format(price=reduced))
    return sentences or [gettext(course_words.ASK_COST)]
