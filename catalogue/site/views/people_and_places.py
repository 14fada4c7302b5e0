"""The pages of providers and venues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from catalogue.mail import mailto
from catalogue.phones import tel
from catalogue.site.language import fill
from catalogue.site.markup import description_markup
from catalogue.site.views.answers import AnswersView, answers_view
from catalogue.site.views.contact import Contact, ToAskView, contact_of, phone_note, to_ask
from catalogue.site.views.groups import GroupsView
from catalogue.site.views.journeys import journey_link
from catalogue.site.views.links import GroupView, LinkView
from catalogue.site.views.lists import ListView, list_views
from catalogue.site.views.map import LocatorView, venue_locator
from catalogue.site.views.runs import area_words
from catalogue.site.views.words import correction, course_count, joined, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from catalogue.records import Provider, Run, Source, Venue
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class SourceView:
    """What stands behind what a page says. Without an address `href` is empty."""

    text: str
    href: str
    dated: str
    fields: str
    doubt: str


@dataclass(frozen=True, slots=True)
class ProviderView:
    """The page of a provider: who they are, and the first page of their courses. `correction` is
    empty where the file is right."""

    path: str
    name: str
    correction: str
    summary: str
    about: Markup
    address: str
    phone: str
    phone_href: str
    phone_note: str
    email: str
    email_href: str
    website: str
    ask: str
    numbers: tuple[str, ...]
    sources: tuple[SourceView, ...]
    courses: ListView
    example: bool


@dataclass(frozen=True, slots=True)
class VenueView:
    """The page of a venue: where it is, what is known of access, and the first page of its
    courses. `correction` is empty where the file is right."""

    path: str
    name: str
    correction: str
    kind: str
    address: tuple[str, ...]
    areas: tuple[LinkView, ...]
    access: AnswersView
    to_ask: ToAskView | None
    access_note: str
    getting_there: str
    phone: str
    phone_href: str
    phone_note: str
    website: str
    closed: str
    map_href: str
    locator: LocatorView | None
    journey: LinkView | None
    sources: tuple[SourceView, ...]
    courses: ListView
    example: bool


def provider_pages(site: Site) -> Iterator[GroupsView | ListView | ProviderView]:
    """All providers, and the pages of each."""
    urls, providers = site.urls, site.catalogue.providers.values()
    gettext, theirs = site.language.gettext, site.language.theirs
    yield GroupsView(
        path=urls.providers(),
        section="providers",
        heading=gettext("Who teaches"),
        intro=gettext("These organisations teach adults in {city}.").format(city=site.frame.city),
        groups=tuple(
            GroupView(
                theirs(who.name),
                urls.provider(who.id),
                theirs(who.summary),
                _course_count(site, "provider", who.id),
            )
            for who in providers
        ),
        see_also=(LinkView(gettext("All places"), urls.venues()),),
    )
    for who in providers:
        first, *others = list_views(
            site,
            urls.provider(who.id),
            site.catalogue.courses_in("provider", who.id),
            heading=theirs(who.name),
            intro=theirs(who.summary),
            section="providers",
            crumbs=(LinkView(gettext("Who teaches"), urls.providers()),),
            see_also=(LinkView(gettext("All who teach"), urls.providers()),),
            empty=gettext("We have no courses of theirs just now. Ask them what they have."),
            feed=urls.feed(urls.provider(who.id)),
            calendar=urls.list_calendar(urls.provider(who.id)),
        )
        yield _provider_view(site, who, first)
        yield from others


def venue_pages(site: Site) -> Iterator[GroupsView | ListView | VenueView]:
    """All venues, and the pages of each."""
    urls, venues = site.urls, site.catalogue.venues.values()
    gettext, theirs = site.language.gettext, site.language.theirs
    yield GroupsView(
        path=urls.venues(),
        section="areas",
        heading=gettext("Places where you can learn"),
        intro=gettext(
            "Libraries, colleges and community centres, with what we know about getting in."
        ),
        groups=tuple(
            GroupView(
                theirs(venue.name),
                urls.venue(venue.id),
                area_words(site, venue) or theirs(venue.address.town),
                _course_count(site, "venue", venue.id),
            )
            for venue in venues
        ),
        see_also=(
            LinkView(gettext("Map of places to learn"), urls.map()),
            LinkView(gettext("Areas of the city"), urls.areas()),
        ),
    )
    for venue in venues:
        first, *others = list_views(
            site,
            urls.venue(venue.id),
            site.catalogue.courses_in("venue", venue.id),
            fits=partial(_is_at, venue.id),
            heading=theirs(venue.name),
            intro=theirs(str(venue.address)),
            section="areas",
            crumbs=(LinkView(gettext("Places"), urls.venues()),),
            see_also=(LinkView(gettext("All places"), urls.venues()),),
            empty=gettext("We know of no courses here just now. Try a place nearby."),
            feed=urls.feed(urls.venue(venue.id)) if venue.kind == "library" else "",
            calendar=urls.list_calendar(urls.venue(venue.id)),
        )
        yield _venue_view(site, venue, first)
        yield from others


def _is_at(venue: str, run: Run) -> bool:
    return run.venue == venue


def _provider_view(site: Site, who: Provider, courses: ListView) -> ProviderView:
    gettext = site.language.gettext
    numbers = {
        gettext("Charity number {number}"): who.charity_number,
        gettext("Company number {number}"): who.company_number,
        gettext("Provider number (UKPRN) {number}"): who.ukprn,
    }
    return ProviderView(
        path=courses.path,
        name=who.name,
        correction=correction(site, who.file),
        summary=who.summary,
        about=description_markup(who.about or ""),
        address=str(who.address or ""),
        phone=who.phone or "",
        phone_href=tel(who.phone),
        phone_note=phone_note(site, who.phone),
        email=who.email or "",
        email_href=mailto(who.email),
        website=who.website or "",
        ask=""
        if who.phone or who.email or who.website
        else gettext("We do not know yet how to reach them."),
        numbers=tuple(
            fill(words, number=site.language.theirs(number))
            for words, number in numbers.items()
            if number
        ),
        sources=tuple(_source_view(site, source) for source in who.sources),
        courses=courses,
        example=who.example,
    )


def _venue_view(site: Site, venue: Venue, courses: ListView) -> VenueView:
    urls, access = site.urls, answers_view(site.vocabularies["access"], venue.access)
    areas = [
        area
        for area in site.catalogue.places[venue.id].areas
        if site.catalogue.courses_in("area", area)
    ]
    # An invented place has no way to it: no link to a real map or a journey planner.
    where = "" if venue.example else quote(str(venue.address))
    return VenueView(
        path=courses.path,
        name=venue.name,
        correction=correction(site, venue.file),
        kind=venue.kind,
        address=venue.address.lines,
        areas=tuple(LinkView(site.term("areas", area).label, urls.area(area)) for area in areas),
        access=access,
        to_ask=_to_ask(site, venue, access),
        access_note=venue.access_note or "",
        getting_there=venue.getting_there or "",
        phone=venue.phone or "",
        phone_href=tel(venue.phone),
        phone_note=phone_note(site, venue.phone),
        website=venue.website or "",
        closed=_closed(site, venue),
        map_href=f"https://www.openstreetmap.org/search?{urlencode({'query': _map_words(venue)})}"
        if where
        else "",
        locator=venue_locator(site, venue),
        journey=journey_link(site, venue),
        sources=tuple(_source_view(site, source) for source in venue.sources),
        courses=courses,
        example=venue.example,
    )


def _to_ask(site: Site, venue: Venue, access: AnswersView) -> ToAskView | None:
    """Say whom to ask about a place: those who run it, or else who teaches there."""
    if venue.phone:
        return to_ask(site, Contact(venue.name, venue.phone), *access.ask)
    if courses := site.catalogue.courses_in("venue", venue.id):
        ringable = [course for course in courses if course.join.phone]
        return to_ask(site, contact_of(site, (ringable or courses)[0]), *access.ask)
    if not access.ask:
        return None
    things = joined(site.language, [answer.label for answer in access.ask])
    return ToAskView(site.language.gettext("Not listed: ask before you travel"), f"{things}.")


def _closed(site: Site, venue: Venue) -> str:
    if venue.closed_on is None or venue.closed_on > site.today:
        return ""
    day = short_date(site.language, venue.closed_on)
    return site.language.gettext("Closed on {day}.").format(day=day)


def _map_words(venue: Venue) -> str:
    # The map finds a postcode nearly always, and a whole address often not.
    return venue.address.postcode or str(venue.address)


def _source_view(site: Site, source: Source) -> SourceView:
    gettext = site.language.gettext
    fields = [gettext(name.replace("_", " ")) for name in source.fields]
    return SourceView(
        text=source.origin,
        href=source.link or "",
        dated=source.dated or "",
        fields=joined(site.language, fields),
        doubt="" if source.confidence == "sure" else gettext("We are not quite sure of it."),
    )


def _course_count(site: Site, facet: str, value: str) -> str:
    return course_count(site.language, site.catalogue.courses_in(facet, value))
