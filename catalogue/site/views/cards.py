"""A course as lists show it: the same facts in the same order everywhere, a line each. Made once a
course and reused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.catalogue import can_join
from catalogue.site.language import fill
from catalogue.site.views.contact import phone_note
from catalogue.site.views.costs import short_cost
from catalogue.site.views.eligibility import who_may_join
from catalogue.site.views.runs import (
    MeetingView,
    StateView,
    StripDay,
    card_beginning,
    meetings_of,
    state_view,
    week_strip,
    where_view,
)
from catalogue.site.views.words import near_month, number_words

if TYPE_CHECKING:
    from catalogue.records import Course, Join, Run
    from catalogue.site.views.site import Site

ANYONE = "none"
"""The level of a course that anyone can start."""


@dataclass(frozen=True, slots=True)
class CardView:
    """When and where a course is, and what it costs, by one of its runs. `id` is the course's.
    `begins` also says how many other runs there are. `only` says who may join where not everybody
    may; `ask` is whom paper says to ring or to write to; `level` is empty where anyone can start;
    `standing` is the heading above all that one can do the same about, and `fact` what a list is
    about and nothing else on the card says."""

    id: str
    run_key: str
    href: str
    title: str
    provider: str
    strip: tuple[StripDay, ...]
    meetings: tuple[MeetingView, ...]
    begins: str
    where: str
    cost: str
    level: str
    only: str
    state: StateView
    ask: str
    example: bool
    standing: str
    fact: str = ""


def card_view(site: Site, course: Course, run: Run) -> CardView:
    """Make the card of a course by one of its runs."""
    language = site.language
    state = state_view(site, run)
    others = len(site.live_runs[course.id]) - 1
    level = site.term("levels", course.level).label if course.level != ANYONE else ""
    return CardView(
        id=course.id,
        run_key=run.key,
        href=site.urls.course(course.id),
        title=course.title,
        provider=site.catalogue.providers[course.provider].name,
        strip=week_strip(language, frozenset(line.weekday for line in run.weekly)),
        meetings=meetings_of(language, run),
        begins=_begins(site, run, others),
        where=_where(site, run),
        cost=short_cost(site.language, course.cost),
        level=level,
        only=who_may_join(site, course),
        state=state,
        ask=_ask(site, course.join),
        example=course.example,
        standing=_standing(site, run, state),
    )


def _begins(site: Site, run: Run, others: int) -> str:
    language, begins = site.language, card_beginning(site, run)
    if others < 1:
        return begins
    sentence = language.ngettext(
        "{begins}. {count} more date", "{begins}. {count} more dates", others
    )
    return sentence.format(begins=begins, count=number_words(language, others))


def _ask(site: Site, join: Join) -> str:
    note = phone_note(site, join.phone)
    return f"{join.phone}. {note}" if note else join.phone or join.email or ""


def _where(site: Site, run: Run) -> str:
    gettext, where = site.language.gettext, where_view(site, run)
    place = where.name
    if where.area and where.area not in where.name:
        place = fill(gettext("{place}, {area}"), place=place, area=where.area)
    if run.delivery == "blended":
        place = fill(gettext("{place} (partly online)"), place=place)
    return place


def _standing(site: Site, run: Run, state: StateView) -> str:
    """Say what one can do about a run: the heading above all that stand as it does."""
    gettext = site.language.gettext
    if not can_join(run, site.today):
        return gettext("Ask if you can still join") if state.kind == "late" else state.text
    if run.starts <= site.today:
        return gettext("You can join now")
    month = near_month(site.language, run.starts, site.today)
    return gettext("Starts in {month}").format(month=month)
