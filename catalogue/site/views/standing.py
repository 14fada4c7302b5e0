"""What the top of a course's page says where one cannot simply join, and where that leads on to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.records import Course
    from catalogue.site.language import Language
    from catalogue.site.views.runs import StateView
    from catalogue.site.views.site import Site

SIMILAR = "similar"
"""Where on the page the courses like this one stand."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """Why one cannot simply join, and what to do now. `kind` is that of the state; `off` says that
    nobody should set out: it is over, cancelled or put off."""

    kind: str
    heading: str
    advice: str
    off: bool
    way_on: LinkView


def standing_view(
    site: Site, course: Course, state: StateView, similar: Sequence[Course]
) -> StandingView | None:
    """Say how a course stands by the best of its runs; None where one can join."""
    if course.id in site.catalogue.joinable:
        return None
    provider = site.catalogue.providers[course.provider].name
    return StandingView(
        kind=state.kind,
        heading=_heading(site.language, state),
        advice=_advice(site.language, state.kind).format(provider=provider),
        off=state.kind in ("over", "cancelled", "postponed"),
        way_on=_way_on(site, course, similar),
    )


def _heading(language: Language, state: StateView) -> str:
    match state.kind:
        case "over":
            return language.gettext("Not running now")
        case "waiting-list":
            return language.gettext("Full, with a waiting list")
        case "postponed":
            return language.gettext("Put off until later")
        case _:
            return state.text


def _advice(language: Language, kind: str) -> str:
    match kind:
        case "over":
            return language.gettext(
                "All its dates are over. It may come back: ask {provider}, or choose another."
            )
        case "full":
            return language.gettext(
                "There are no places left. Ask {provider} when it runs again, or choose another."
            )
        case "waiting-list":
            return language.gettext(
                "Ask {provider} to put your name on the list, or choose one that has places."
            )
        case "cancelled":
            return language.gettext("It will not take place. Ask {provider}, or choose another.")
        case "postponed":
            return language.gettext(
                "The new date is not known yet. Ask {provider} to tell you, or choose another."
            )
        case _:
            return language.gettext("Ask {provider} if you can still join, or choose another.")


def _way_on(site: Site, course: Course, similar: Sequence[Course]) -> LinkView:
    say = site.language.gettext
    if any(other.id in site.catalogue.joinable for other in similar):
        return LinkView(say("See courses like this that you can join"), f"#{SIMILAR}")
    return LinkView(say("See courses that start soon"), site.urls.starting_soon())
