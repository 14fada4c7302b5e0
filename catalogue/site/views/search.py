"""The search page: its boxes and filters, and the ways on where a script or a result is missing.

The filters are also what the page understands: each choice carries the other words people type for
it, and the browser looks for them in what was typed (theme/static/js/search/understand.js).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.easter import easter

from catalogue.catalogue import SOON
from catalogue.letters import words_in
from catalogue.mail import mailto
from catalogue.phones import tel
from catalogue.site.search.documents import COMMON_WORDS, FILLERS
from catalogue.site.search.fact_columns import (
    ANY_WEEK,
    CARDS_IN_FILE,
    FIRST_LETTER,
    NEVER,
    start_of,
)
from catalogue.site.search.near import named_places
from catalogue.site.views.contact import phone_note
from catalogue.site.views.follow import FollowView, follows
from catalogue.site.views.help_now import NeedView, needs_of
from catalogue.site.views.links import LinkView
from catalogue.site.views.words import day_letters, joined, month_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Point, Provider
    from catalogue.schemas import Term
    from catalogue.site.language import Language
    from catalogue.site.views.site import Site

_EVERY_PLURAL = 200
"""Up to here each plural form of whole numbers is needed at least once."""


_NOWHERE = "0,0"
"""Where a provider is that is known to be nowhere: far from everybody here."""
_WITHIN = {"this-week": timedelta(days=6), "soon": SOON}


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One box to tick. `words` are other words for it, with bars between; `first` and `last` are
    days between which a course starts, or ages of people, for choices of those kinds.
    """

    value: str
    label: str
    count: int
    words: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class FilterView:
    """A group of boxes to tick. `key` names the group, `name` what stands in the address."""

    key: str
    name: str
    heading: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place people can be near: `at` is its point in degrees, `words` are its other names."""

    name: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class AdviserView:
    """A provider that people can ring; `at` is where it is, in degrees."""

    name: str
    href: str
    phone: str
    phone_href: str
    phone_note: str
    at: str


@dataclass(frozen=True, slots=True)
class PluralView:
    """A plural form of the language: what browsers call it, and a number that takes it."""

    category: str
    number: int


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page. `data` is the folder of what it searches with, `build` the name of all that
    goes with it, and `build_file` where one sees which is here now; `week` are the letters of the
    days; `plurals` are for what a script counts; `free` is where the rules on who pays nothing are;
    `tell_us` starts an e-mail about what was not found; `needs` are said where words mean one, and
    the page `help_now` has them all; `feed` tells of every new course, and
    `follow` of those of one topic or area.
    """

    path: str
    index: str
    data: str
    build: str
    build_file: str
    free: str
    week: tuple[str, ...]
    plurals: tuple[PluralView, ...]
    filters: tuple[FilterView, ...]
    places: tuple[PlaceView, ...]
    common_words: str
    fillers: str
    city: str
    postcode_areas: str
    postcode_letters: str
    district_to_try: str
    place_to_try: str
    first_letter: int
    cards_in_file: int
    any_week: str
    ways: tuple[LinkView, ...]
    advisers: tuple[AdviserView, ...]
    tell_us: str
    needs: tuple[NeedView, ...]
    help_now: str
    feed: str
    follow: tuple[FollowView, ...]


def search_view(site: Site) -> SearchView:
    """Lay out the search page."""
    urls, city = site.urls, site.reference.city
    areas = site.reference.places.postcode_areas
    return SearchView(
        path=urls.search(),
        index=urls.search_index(),
        data=urls.search_data(),
        build=urls.build_name(),
        build_file=urls.build(),
        free=urls.free_for_me(),
        week=day_letters(site.language),
        plurals=tuple(plurals_of(site.language)),
        filters=tuple(view for view in _filters(site) if view.choices),
        places=tuple(
            PlaceView(
                place.name,
                _degrees(place.at),
                "|".join(place.other_names),
            )
            for place in named_places(site)
        ),
        common_words=COMMON_WORDS,
        fillers=" ".join((FILLERS, *words_in(city.name))),
        city=city.name,
        postcode_areas="|".join(areas),
        postcode_letters=joined(site.language, areas, "or"),
        district_to_try=city.district,
        place_to_try=site.term("areas", city.area).label,
        first_letter=FIRST_LETTER,
        cards_in_file=CARDS_IN_FILE,
        any_week=ANY_WEEK,
        ways=ways_on(site),
        advisers=tuple(_advisers(site)),
        tell_us=_tell_us(site),
        needs=needs_of(site),
        help_now=site.urls.help_now(),
        feed=urls.feed(urls.home()),
        follow=tuple(follows(site)),
    )


def ways_on(site: Site) -> tuple[LinkView, ...]:
    """The lists that lead to every course, for whoever cannot search."""
    say, urls = site.language.gettext, site.urls
    return (
        LinkView(say("Topics"), urls.topics()),
        LinkView(say("Areas of the city"), urls.areas()),
        LinkView(say("Days and times"), urls.whens()),
        LinkView(say("Free courses"), urls.free()),
        LinkView(say("Who teaches"), urls.providers()),
        LinkView(say("All courses"), urls.courses()),
    )


def plurals_of(language: Language) -> Iterator[PluralView]:
    """Yield each plural form of a language: browsers and Babel have them from the same table
    (Unicode CLDR), so a script can find the words that fit its number."""
    category_of = language.locale.plural_form
    numbers = {category_of(number): number for number in range(_EVERY_PLURAL, -1, -1)}
    for category, number in numbers.items():
        yield PluralView(category, number)


def _advisers(site: Site) -> Iterator[AdviserView]:
    for who in site.catalogue.providers.values():
        if who.phone:
            href, note = site.urls.provider(who.id), phone_note(site, who.phone)
            yield AdviserView(who.name, href, who.phone, tel(who.phone), note, _where(site, who))


def _where(site: Site, who: Provider) -> str:
    """Say where a provider is: at its address, or at a place where it teaches."""
    catalogue, postcode = site.catalogue, who.address.postcode if who.address else ""
    spot = site.reference.places.postcodes.get(postcode or "")
    if spot and spot.trusted:
        return _degrees(spot.point)
    courses = catalogue.courses_in("provider", who.id)
    venues = (venue for course in courses for venue in site.facets[course.id]["venue"])
    points = filter(None, (catalogue.places[venue].point for venue in venues))
    return next(map(_degrees, points), _NOWHERE)


def _degrees(point: Point) -> str:
    return f"{point.latitude:.4f},{point.longitude:.4f}"


def _tell_us(site: Site) -> str:
    if not site.contact_email:
        return ""
    say = site.language.gettext
    subject, body = say("A course I could not find"), say("I was looking for:") + " "
    return mailto(site.contact_email, subject=subject, body=body)


def phrases_of(view: SearchView) -> Iterator[str]:
    """Yield all that people may type for a filter or a place, to correct its spelling."""
    for group in view.filters:
        for choice in group.choices:
            yield choice.label
            yield from choice.words.split("|")
    for place in view.places:
        yield place.name
        yield from place.words.split("|")


def _filters(site: Site) -> Iterator[FilterView]:
    say = site.language.gettext
    yield FilterView("topic", "topic", say("Topic"), tuple(_topics(site)))
    yield FilterView("area", "area", say("Area"), choices_of(site, "areas", "area"))
    yield FilterView("time", "when", say("Time of day"), choices_of(site, "times", "time"))
    yield FilterView("day", "when", say("Day"), choices_of(site, "days", "day"))
    yield FilterView("cost", "cost", say("Cost"), choices_of(site, "cost-kinds", "cost"))
    support = (*choices_of(site, "support", "support"), *choices_of(site, "access", "access"))
    yield FilterView("support", "support", say("Help and getting in"), support)
    yield FilterView("level", "level", say("Level"), choices_of(site, "levels", "level"))
    yield FilterView(
        "audience", "audience", say("Made for"), choices_of(site, "audiences", "audience")
    )
    yield FilterView("delivery", "delivery", say("How"), choices_of(site, "delivery", "delivery"))
    yield FilterView("starts", "starts", say("Starts"), tuple(_starts(site)))
    yield FilterView("length", "length", say("How long"), choices_of(site, "lengths", "length"))
    yield FilterView("provider", "provider", say("Who teaches"), tuple(_providers(site)))


def choices_of(site: Site, vocabulary: str, facet: str) -> tuple[ChoiceView, ...]:
    """Return the terms of a vocabulary that courses have in a facet, with how many have each."""
    terms = site.vocabularies[vocabulary].terms.values()
    counted = ((term, len(site.catalogue.courses_in(facet, term.id))) for term in terms)
    return tuple(_choice(term, count) for term, count in counted if count)


def _topics(site: Site) -> Iterator[ChoiceView]:
    # Their other words are many: the search fetches those that it needs.
    for term in site.vocabularies["topics"].terms.values():
        if count := len(site.catalogue.courses_in("topic", term.id)):
            yield ChoiceView(term.id, term.label, count)


def _choice(term: Term, count: int, days: tuple[str, ...] = ()) -> ChoiceView:
    ends = days or tuple(map(str, term.ages))
    return ChoiceView(term.id, term.label, count, "|".join(term.other_words), *ends)


def _providers(site: Site) -> Iterator[ChoiceView]:
    for who in site.catalogue.providers.values():
        if count := len(site.catalogue.courses_in("provider", who.id)):
            yield ChoiceView(who.id, site.language.theirs(who.name), count, who.short_name or "")


def _starts(site: Site) -> Iterator[ChoiceView]:
    """Yield when courses start: soon, in any week, in a month, or after a holiday."""
    days = [
        {start_of(run, site.today) for run in site.live_runs[course.id]}
        for course in site.catalogue.current
    ]
    for term in site.vocabularies["starts"].terms.values():
        first, last = _days_of(term.id, site.today)
        count = sum(any(_is_within(day, term.id, first, last) for day in starts) for starts in days)
        if count:
            yield _choice(term, count, (first, last))
    months = sorted({day[:7] for starts in days for day in starts - {ANY_WEEK, NEVER}})
    for month in (month for month in months if f"{month}-31" >= site.today.isoformat()):
        count = sum(any(day.startswith(month) for day in starts) for starts in days)
        yield _month(site, month, count)


def _is_within(day: str, term_id: str, first: str, last: str) -> bool:
    return day == term_id if day == ANY_WEEK or term_id == ANY_WEEK else first <= day <= last


def _days_of(term_id: str, today: date) -> tuple[str, str]:
    if term_id in _WITHIN:
        return today.isoformat(), (today + _WITHIN[term_id]).isoformat()
    if term_id == ANY_WEEK:
        return "", ""
    return (_day_after(term_id, today) + timedelta(days=1)).isoformat(), "9999-12-31"


def _day_after(term_id: str, today: date) -> date:
    """Say which day a course starts after: the next New Year's Day, Easter Monday or end of
    August."""
    days = {
        "after-christmas": lambda year: date(year, 1, 1),
        "after-easter": lambda year: easter(year) + timedelta(days=1),
        "after-summer": lambda year: date(year, 8, 31),
    }
    this_year: date = days[term_id](today.year)
    next_year: date = days[term_id](today.year + 1)
    return this_year if this_year >= today else next_year


def _month(site: Site, month: str, count: int) -> ChoiceView:
    first = date.fromisoformat(f"{month}-01")
    name, short, with_year = month_names(site.language, first)
    words = list(dict.fromkeys([name, short, name[:3]]))
    # “In January” is the next one; a later one needs its year.
    ahead = (first.year - site.today.year) * 12 + first.month - site.today.month
    return ChoiceView(
        month,
        with_year,
        count,
        "|".join(words if ahead < 12 else []),
        f"{month}-01",
        f"{month}-31",
    )
