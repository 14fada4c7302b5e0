"""What the top of a course's page says where one cannot simply join, and where that leads on to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.language import fill
from catalogue.site.views import course_words
from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.records import Course
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
    gettext, over = site.language.gettext, state.kind == "over"
    provider = site.language.theirs(site.catalogue.providers[course.provider].name)
    advice = course_words.ADVICE.get(state.kind, course_words.ADVICE["late"])
    return StandingView(
        kind=state.kind,
        text=gettext(course_words.NOT_NOW) if over else state.text,
        advice=fill(gettext(advice), provider=provider),
        way_on=_way_on(site, similar),
    )


def _way_on(site: Site, similar: Sequence[Course]) -> LinkView:
    gettext = site.language.gettext
    if any(other.id in site.catalogue.joinable for other in similar):
        return LinkView(gettext("See courses like this that you can join"), f"#{SIMILAR}")
    return LinkView(gettext(course_words.WAY_ON), site.urls.starting_soon())
