"""The page of one course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue.site.language import fill
from catalogue.site.markup import description_markup
from catalogue.site.views import course_words
from catalogue.site.views.answers import AnswersView, AnswerView, answers_view, brief
from catalogue.site.views.contact import (
    JoinView,
    ToAskView,
    contact_of,
    join_view,
    report_link,
    to_ask,
)
from catalogue.site.views.costs import CostView, cost_view
from catalogue.site.views.eligibility import who_may_join, whom_it_suits
from catalogue.site.views.free import FreeForMeView, free_for_me
from catalogue.site.views.links import LinkView
from catalogue.site.views.paper import (
    HANDED_OVER,
    QrView,
    is_handed_over,
    links_to_prints,
    qr_view,
)
from catalogue.site.views.paths import PathView, path_view
from catalogue.site.views.runs import RunView, run_view
from catalogue.site.views.similar import similar_courses
from catalogue.site.views.standing import StandingView, standing_view
from catalogue.site.views.words import DayView, correction, counted, day_view, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from catalogue.records import Course, Qualification, Venue
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

_STALE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class PlaceAccessView:
    """What is known of getting in and around at one of the places of a course."""

    name: str
    href: str
    answers: AnswersView
    note: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """Everything the page of a course shows. `run` is the one to show first, of an ended course the
    last. `standing` is None where one can join, `free` where the cost says that nobody pays;
    `level_meaning` is empty of a course without a level. `correction` is empty where the file is
    right, `qr` where the site has no address."""

    id: str
    path: str
    correction: str
    title: str
    page_title: str
    summary: str
    description: Markup
    example: bool
    provider: LinkView
    topics: tuple[LinkView, ...]
    areas: tuple[LinkView, ...]
    level: LinkView
    level_meaning: str
    standing: StandingView | None
    run: RunView
    other_times: str
    other_runs: tuple[RunView, ...]
    past_runs: tuple[RunView, ...]
    cost: CostView
    free: FreeForMeView | None
    join: JoinView
    who_for: str
    only_for: str
    suits: str
    you_will_learn: tuple[str, ...]
    how_you_learn: str
    qualification: str
    entry_needs: str
    bring: str
    assessment: str
    taught_in: str
    support: AnswersView
    places: tuple[PlaceAccessView, ...]
    to_ask: ToAskView | None
    next_steps: str
    path_on: PathView
    similar: tuple[CardView, ...]
    checked: DayView
    checked_long_ago: bool
    report: LinkView
    edit_href: str
    qr: QrView | None
    prints: tuple[LinkView, ...]


def course_view(site: Site, course: Course) -> CourseView:
    """Word everything about a course."""
    catalogue, urls = site.catalogue, site.urls
    live, past = site.live_runs[course.id], catalogue.past_runs(course)
    run, *others = (run_view(site, course, run) for run in live or past[:1])
    similar = similar_courses(site, course)
    provider = catalogue.providers[course.provider]
    level = site.term("levels", course.level)
    facets = site.facets[course.id]
    support = brief(answers_view(site.vocabularies["support"], course.support))
    places = tuple(_access(site, venue) for venue in _venues(site, course))
    return CourseView(
        id=course.id,
        path=urls.course(course.id),
        correction=correction(site, course.file),
        title=course.title,
        page_title=_page_title(site, course),
        summary=course.summary,
        description=description_markup(course.description),
        example=course.example,
        provider=LinkView(site.language.theirs(provider.name), urls.provider(provider.id)),
        topics=tuple(
            _topic_link(site, topic)
            for topic in course.topics
            if catalogue.courses_in("topic", topic)
        ),
        areas=tuple(
            LinkView(site.term("areas", area).label, urls.area(area)) for area in facets["area"]
        ),
        level=LinkView(
            _level_words(site, course),
            urls.level(level.id) if catalogue.courses_in("level", level.id) else "",
        ),
        level_meaning="" if level.id == "none" else level.meaning,
        standing=standing_view(site, course, run.state, similar),
        run=run,
        other_times=counted(site.language, *course_words.OTHER_TIMES, len(others)),
        other_runs=tuple(others),
        past_runs=tuple(run_view(site, course, run) for run in (past if live else past[1:])[:3]),
        cost=cost_view(site, course.cost),
        free=None if course.cost.kind == "free" else free_for_me(site, course.cost),
        join=join_view(site, course),
        who_for=course.who_for,
        only_for=who_may_join(site, course),
        suits=whom_it_suits(site, course),
        you_will_learn=course.you_will_learn,
        how_you_learn=course.how_you_learn or "",
        qualification=_qualification(site, course.qualification) if course.qualification else "",
        entry_needs=_or_nothing(site, course.entry_needs, course_words.NOTHING),
        bring=course.bring or "",
        assessment=_or_nothing(site, course.assessment, course_words.NO_TEST),
        taught_in=_taught_in(site, course),
        support=support,
        places=places,
        to_ask=to_ask(site, contact_of(site, course), *_not_known(support, places)),
        next_steps=course.next_steps or "",
        path_on=path_view(site, course),
        similar=tuple(site.card(other) for other in similar),
        checked=day_view(site.language, course.checked),
        checked_long_ago=site.today - course.checked > _STALE,
        report=report_link(site, course),
        edit_href=site.urls.change_course(course.id),
        qr=qr_view(site, urls.course(course.id)),
        prints=links_to_prints(site, urls.course(course.id), HANDED_OVER)
        if is_handed_over(run.state)
        else (),
    )


def _topic_link(site: Site, topic: str) -> LinkView:
    return LinkView(site.term("topics", topic).label, site.urls.topic(topic))


def _page_title(site: Site, course: Course) -> str:
    if not course.example:
        return course.title
    return site.language.gettext("Example: {title}").format(
        title=site.language.together(course.title)
    )


def _qualification(site: Site, gained: Qualification) -> str:
    gettext, theirs = site.language.gettext, site.language.theirs
    title, given_by, number = theirs(gained.title), gained.awarding_body, gained.number
    if given_by and number:
        sentence = course_words.GAIN_ALL
    elif given_by:
        sentence = course_words.GAIN_GIVEN
    elif number:
        sentence = course_words.GAIN_NUMBER
    else:
        return title
    given_by, number = theirs(given_by or ""), theirs(number or "")
    return fill(gettext(sentence), title=title, given_by=given_by, number=number)


def _level_words(site: Site, course: Course) -> str:
    """Say the level; where anyone can start but not everyone may join, that it needs none."""
    if course.level == "none" and course.only_for:
        return site.language.gettext(course_words.BEGINNERS)
    return site.term("levels", course.level).label


def _or_nothing(site: Site, said: str | None, nothing: str) -> str:
    """What a partner wrote, but in our words where that is what the schema asks for: None."""
    if said and said.rstrip(".").casefold() == "none":
        return site.language.gettext(nothing)
    return site.language.theirs(said or "")


def _taught_in(site: Site, course: Course) -> str:
    if course.taught_in == ("en",):
        return ""
    languages = joined(
        site.language, [site.term("languages", tag).label for tag in course.taught_in]
    )
    return site.language.gettext(course_words.TAUGHT_IN).format(languages=languages)


def _venues(site: Site, course: Course) -> tuple[Venue, ...]:
    return tuple(site.catalogue.venues[venue] for venue in site.facets[course.id]["venue"])


def _access(site: Site, venue: Venue) -> PlaceAccessView:
    answers = brief(answers_view(site.vocabularies["access"], venue.access))
    return PlaceAccessView(venue.name, site.urls.venue(venue.id), answers, venue.access_note or "")


def _not_known(support: AnswersView, places: Iterable[PlaceAccessView]) -> Iterator[AnswerView]:
    """Yield each thing once, also where it is not known of several places."""
    access = [answer for place in places for answer in place.answers.ask]
    yield from dict.fromkeys((*support.ask, *access))
