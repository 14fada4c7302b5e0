"""What the top of a course's page says where one cannot simply join, and where that leads on to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.language import fill
from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.records import Course
    from catalogue.site.language import Language
    from catalogue.site.views.runs import StateView
    from catalogue.site.views.site import Site

SIMILAR = "similar"
"""The id of the part of the page with courses like this one."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """Why one cannot simply join, and what to do now. `kind` is that of the state."""

    kind: str
    text: str
    advice: str
    way_on: LinkView


def standing_view(
    site: Site, course: Course, state: StateView, similar: Sequence[Course]
) -> StandingView | None:
    """Say how a course stands by the best of its runs; None where one can join."""
    if course.id in site.catalogue.joinable:
        return None
    provider = site.language.theirs(site.catalogue.providers[course.provider].name)
    over = state.kind == "over"
    return StandingView(
        kind=state.kind,
        text=site.language.gettext("Not running now") if over else state.text,
        advice=fill(_advice(site.language, state.kind), provider=provider),
        way_on=_way_on(site, similar),
    )


def _advice(language: Language, kind: str) -> str:
    gettext = language.gettext
    match kind:
        case "over":
            return gettext("All its dates are over. It may come back: ask {provider} when.")
        case "full":
            return gettext("There are no places left. Ask {provider} when it runs again.")
        case "waiting-list":
            return gettext("It is full. Ask {provider} to put your name on the waiting list.")
        case "cancelled":
            return gettext("It will not take place. Ask {provider} if it will run another time.")
        case "postponed":
            return gettext("The new date is not known yet. Ask {provider} to tell you.")
        case _:
            return gettext("You may be too late. Ask {provider} if you can still join.")


def _way_on(site: Site, similar: Sequence[Course]) -> LinkView:
    gettext = site.language.gettext
    if any(other.id in site.catalogue.joinable for other in similar):
        return LinkView(gettext("See courses like this that you can join"), f"#{SIMILAR}")
    return LinkView(gettext("See courses that start soon"), site.urls.starting_soon())
