"""Posters, large print and leaflets of a list: what one can start at a branch, in an area, on a
topic or with a partner in the next twelve weeks, about a term."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from catalogue.site.language import fill
from catalogue.site.prints.one_print import Print, common
from catalogue.site.prints.wording_on_paper import bound, said, with_end_bound
from catalogue.site.views.contact import phone_note
from catalogue.site.views.paper import OF_LISTS
from catalogue.site.views.words import counted, course_count, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.link_targets import LinkTarget, Offer
    from catalogue.site.views.site import Site

_TERM = timedelta(weeks=12)
_MOST = {"poster": 8, "large-print": 16}
"""So many courses at most: on a poster they are read from two metres, and 16 in large print fill
seven pages."""
_CERTAIN = ("open", "few-left")
"""The states of runs that one can join for sure: they stand first."""


def list_print(site: Site, target: LinkTarget, name: str) -> Print | None:
    """Make something to print of a list; None where there is nothing that one can start."""
    kind, _, size = name.rpartition("-")
    offers = to_start(site, target)
    if not offers:
        return None
    shown = offers[: _MOST.get(kind)]
    invented = {offer.course.example for offer in offers}
    values = common(site, target.href, target.label, size, site.today + _TERM, invented)
    values["lead"] = said(_lead(site, target, offers))
    values["groups"] = [
        {
            "heading": heading,
            "entries": [_entry(site, offer, mixed=len(invented) > 1) for offer in those],
        }
        for heading, those in (_by_cost(site, shown) if kind == "leaflet" else {"": shown}).items()
        if those
    ]
    values["more"] = [_more(site, len(offers) - number) for number in range(len(shown) + 1)]
    values |= _on_the_outside(site, target)
    return Print(name, values)


def _by_cost(site: Site, offers: list[Offer]) -> dict[str, list[Offer]]:
    gettext = site.language.gettext
    free = [offer for offer in offers if offer.course.cost.kind == "free"]
    others = [offer for offer in offers if offer not in free]
    return {gettext("Free"): free, gettext("Free for some people, or with a fee"): others}


def _on_the_outside(site: Site, target: LinkTarget) -> dict[str, Any]:
    """What stands on the cover and the back of a leaflet."""
    gettext = site.language.gettext
    return {
        "cover": gettext("What’s on near you") if target.has_near else gettext("What’s on"),
        "how": gettext("How to join"),
        "steps": [
            gettext("Choose a course. Call the number beside it, or use the address below."),
            gettext(
                "Say what would help you: a way in without steps, childcare, another language."
            ),
            gettext("Ask if it is free for you."),
        ],
        "notes": gettext("Room for a stamp, or for notes"),
    }


def to_start(site: Site, target: LinkTarget) -> list[Offer]:
    """Find the courses of a list that one can start within a term: first where there are places for
    sure."""
    found = [
        offer
        for offer in target.offers
        if offer.run.starts <= site.today + _TERM
        and not site.card_of(offer.course, offer.run).state.shut
    ]
    return sorted(
        found, key=lambda offer: site.card_of(offer.course, offer.run).state.kind not in _CERTAIN
    )


def _lead(site: Site, target: LinkTarget, offers: list[Offer]) -> str:
    language = site.language
    words = (
        language.gettext("{courses} here or within a mile, to start by {day}.")
        if target.has_near
        else language.gettext("{courses} to start by {day}.")
    )
    day = bound(short_date(language, site.today + _TERM))
    lead = words.format(courses=course_count(language, offers), day=day)
    number = sum(offer.course.cost.kind == "free" for offer in offers)
    free = counted(language, "{count} is free.", "{count} are free.", number)
    return f"{lead} {bound(free)}" if number else lead


def _more(site: Site, number: int) -> str:
    if not number:
        return ""
    return counted(
        site.language,
        "And {count} more. Use the address below.",
        "And {count} more. Use the address below.",
        number,
    )


def _entry(site: Site, offer: Offer, *, mixed: bool) -> dict[str, Any]:
    """Say a course; that it is an example only where some are none, as every page says it."""
    card, language = site.card_of(offer.course, offer.run), site.language
    gettext = language.gettext
    cost, level = said(card.cost), [said(one) for one in (card.level, card.only, offer.fact) if one]
    state = "" if card.state.kind == "open" else card.state.text
    where, ask = said(card.where), said(_ask(site, offer))
    meetings = [said(f"{line.days} {line.times}".strip()) for line in card.meetings]
    facts = {
        gettext("When"): [*meetings, said(card.begins)],
        gettext("Where"): [where],
        gettext("Cost"): [cost],
        gettext("Level"): level,
        gettext("Join"): [ask, *([said(state)] if state else [])],
    }
    return {
        "title": said(language.theirs(with_end_bound(card.title))),
        "meetings": [{"days": line.days, "times": line.times} for line in card.meetings],
        "begins": card.begins,
        "where": where,
        "brief": _with_dots([cost, *level]),
        "state": state,
        "ask": ask,
        "facts": [{"label": label, "lines": lines} for label, lines in facts.items() if lines],
        "example": gettext("Example") if card.example and mixed else "",
    }


def _with_dots(parts: list[Any]) -> list[tuple[str, str]]:
    """Put dots between short facts: Free · Entry 1."""
    return [one for part in parts for one in (*part, ("", " · "))][:-1]


def _ask(site: Site, offer: Offer) -> str:
    """Say who teaches it and whom to ask, without a computer where that can be."""
    language, join = site.language, offer.course.join
    name = language.theirs(site.catalogue.providers[offer.course.provider].name)
    whom = language.theirs(join.phone or join.email or "")
    if not whom:
        return name
    words = fill(language.gettext("{provider}: {whom}"), provider=name, whom=whom)
    note = phone_note(site, join.phone)
    return fill("{words}. {note}", words=words, note=note) if note else words


def prints_of(site: Site, target: LinkTarget) -> Iterator[Print]:
    """Yield everything that there is to print of a list."""
    for name in OF_LISTS:
        if made := list_print(site, target, name):
            yield made
