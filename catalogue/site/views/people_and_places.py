"""The pages of providers and venues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from catalogue.site.markup import description_markup
from catalogue.site.views.answers import AnswersView, answers_view
from catalogue.site.views.links import LinkView
from catalogue.site.views.lists import GroupsView, GroupView, ListView, list_views
from catalogue.site.views.runs import address_words, area_words
from catalogue.site.views.words import counted, joined, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from catalogue.records import Provider, Run, Source, Venue
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class SourceView:
    """What stands behind what a page says. Without an address `href` is empty."""

    text: str
    detail: str
    href: str


_NO_WAY_KNOWN = "We do not know yet how to reach them."


@dataclass(frozen=True, slots=True)
class ProviderView:
    """The page of a provider: who they are, and the first page of their courses."""

    path: str
    name: str
    summary: str
    about: Markup
    address: str
    phone: str
    phone_href: str
    email: str
    email_href: str
    website: str
    ask: str
    numbers: tuple[str, ...]
    not_known: str
    sources: tuple[SourceView, ...]
    courses: ListView
    example: bool


@dataclass(frozen=True, slots=True)
class VenueView:
    """The page of a venue: where it is, what is known of access, and the first page of its
    courses."""

    path: str
    name: str
    kind: str
    address: tuple[str, ...]
    areas: tuple[LinkView, ...]
    access: AnswersView
    access_note: str
    getting_there: str
    phone: str
    phone_href: str
    website: str
    closed: str
    map_href: str
    sources: tuple[SourceView, ...]
    courses: ListView
    example: bool


def provider_pages(site: Site) -> Iterator[GroupsView | ListView | ProviderView]:
    """All providers, and the pages of each."""
    urls, providers = site.urls, site.catalogue.providers.values()
    yield GroupsView(
        path=urls.providers(),
        section="providers",
        heading="Who teaches",
        intro="These organisations teach adults in Liverpool.",
        groups=tuple(
            GroupView(
                who.name,
                urls.provider(who.id),
                who.summary,
                _course_count(site, "provider", who.id),
            )
            for who in providers
        ),
        after="",
        see_also=(LinkView("All places", urls.venues()),),
    )
    for who in providers:
        first, *others = list_views(
            site,
            urls.provider(who.id),
            site.catalogue.courses_in("provider", who.id),
            heading=who.name,
            intro=who.summary,
            section="providers",
            crumbs=(LinkView("Who teaches", urls.providers()),),
            see_also=(LinkView("All who teach", urls.providers()),),
            empty="We have no courses of theirs just now. Ask them what they have.",
        )
        yield _provider_view(who, first)
        yield from others


def venue_pages(site: Site) -> Iterator[GroupsView | ListView | VenueView]:
    """All venues, and the pages of each."""
    urls, venues = site.urls, site.catalogue.venues.values()
    yield GroupsView(
        path=urls.venues(),
        section="areas",
        heading="Places where you can learn",
        intro="Libraries, colleges and community centres, with what we know about getting in.",
        groups=tuple(
            GroupView(
                venue.name,
                urls.venue(venue.id),
                area_words(site, venue) or venue.address.town,
                _course_count(site, "venue", venue.id),
            )
            for venue in venues
        ),
        after="",
        see_also=(LinkView("Areas of the city", urls.areas()),),
    )
    for venue in venues:
        first, *others = list_views(
            site,
            urls.venue(venue.id),
            site.catalogue.courses_in("venue", venue.id),
            fits=partial(_is_at, venue.id),
            heading=venue.name,
            intro=address_words(venue),
            section="areas",
            crumbs=(LinkView("Places", urls.venues()),),
            see_also=(LinkView("All places", urls.venues()),),
            empty="We know of no courses here just now. Try a place nearby.",
        )
        yield _venue_view(site, venue, first)
        yield from others


def _is_at(venue: str, run: Run) -> bool:
    return run.venue == venue


def _provider_view(who: Provider, courses: ListView) -> ProviderView:
    numbers = {
        "Charity number": who.charity_number,
        "Company number": who.company_number,
        "Provider number (UKPRN)": who.ukprn,
    }
    return ProviderView(
        path=courses.path,
        name=who.name,
        summary=who.summary,
        about=description_markup(who.about or ""),
        address=", ".join(_address_lines(who)),
        phone=who.phone or "",
        phone_href=_tel(who.phone),
        email=who.email or "",
        email_href=f"mailto:{who.email or ''}",
        website=who.website or "",
        ask="" if who.phone or who.email or who.website else _NO_WAY_KNOWN,
        numbers=tuple(f"{label} {number}" for label, number in numbers.items() if number),
        not_known=who.not_known or "",
        sources=tuple(map(_source_view, who.sources)),
        courses=courses,
        example=who.example,
    )


def _venue_view(site: Site, venue: Venue, courses: ListView) -> VenueView:
    urls = site.urls
    areas = [
        area
        for area in site.catalogue.places[venue.id].areas
        if site.catalogue.courses_in("area", area)
    ]
    # An invented place has no way to it: no link to a real map or a journey planner.
    where = "" if venue.example else quote(address_words(venue))
    return VenueView(
        path=courses.path,
        name=venue.name,
        kind=venue.kind,
        address=_address_lines(venue),
        areas=tuple(
            LinkView(site.catalogue.term("areas", area).label, urls.area(area)) for area in areas
        ),
        access=answers_view(site.catalogue.vocabularies["access"], venue.access),
        access_note=venue.access_note or "",
        getting_there=venue.getting_there or "",
        phone=venue.phone or "",
        phone_href=_tel(venue.phone),
        website=venue.website or "",
        closed=f"Closed on {short_date(venue.closed_on)}."
        if venue.closed_on and venue.closed_on <= site.today
        else "",
        map_href=f"https://www.openstreetmap.org/search?{urlencode({'query': _map_words(venue)})}"
        if where
        else "",
        sources=tuple(map(_source_view, venue.sources)),
        courses=courses,
        example=venue.example,
    )


def _map_words(venue: Venue) -> str:
    # The map finds a postcode nearly always, and a whole address often not.
    return venue.address.postcode or address_words(venue)


def _address_lines(record: Provider | Venue) -> tuple[str, ...]:
    address = record.address
    if address is None:
        return ()
    return tuple(filter(None, (address.street, address.locality, address.town, address.postcode)))


def _tel(phone: str | None) -> str:
    return f"tel:{''.join(filter(str.isdigit, phone or ''))}"


def _source_view(source: Source) -> SourceView:
    fields = joined([name.replace("_", " ") for name in source.fields])
    dated = f", {source.dated}" if source.dated else ""
    sure = "" if source.confidence == "sure" else " We are not quite sure of it."
    return SourceView(source.origin, f"{dated}. For: {fields}.{sure}", source.link or "")


def _course_count(site: Site, facet: str, value: str) -> str:
    return counted(len(site.catalogue.courses_in(facet, value)), "course")
