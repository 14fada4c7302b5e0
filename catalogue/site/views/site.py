"""What every page shares: the catalogue, the addresses, the owner's settings, and what is worked
out once for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from catalogue.addresses import short_names
from catalogue.catalogue import best_run
from catalogue.mail import mailto
from catalogue.planning.planned import Planned
from catalogue.site.language import ENGLISH
from catalogue.site.lasting import lasting_addresses
from catalogue.site.search.near import middles_of_areas
from catalogue.site.views.cards import CardView, card_view
from catalogue.site.views.links import LinkView, NavigationLink
from catalogue.site.views.ways import pairs_of, ways_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.history import CourseHistory
    from catalogue.planning.funding import Grant
    from catalogue.planning.snapshots import Snapshot
    from catalogue.records import Course, Point, Run
    from catalogue.reference import Reference
    from catalogue.schemas import Term, Vocabulary
    from catalogue.site.language import Language
    from catalogue.site.spreadsheet import Fetched
    from catalogue.site.urls import Urls
    from catalogue.site.views.ways import Pair, Way


THEME_COLOUR = "#072f37"
"""What browsers and phones put round a page: --mersey-deep of theme/static/css/tokens.css."""


@dataclass(frozen=True)
class Site:
    """Everything views are made of. `footer` links to the content pages; settings the owner left
    out are empty. `history` says of each course since when it is here, and when it changed.
    `broken` are the files that have a mistake now, with the day on which it came: what is shown of
    them is what they said before. `fetched` is what reads a sheet in the browser, where that is
    built. `pictures` are the names of those that are drawn for links in messages. `earlier` is what
    was taught in the last terms, as far as it is known, and `grants` are what all may see of
    partners' money, for planning. `prints` says whether posters and the like are made with it."""

    catalogue: Catalogue
    urls: Urls
    name: str
    language: Language = ENGLISH
    repository_url: str = ""
    contact_email: str = ""
    footer: tuple[LinkView, ...] = ()
    history: Mapping[str, CourseHistory] = field(default_factory=dict)
    broken: Mapping[str, date] = field(default_factory=dict)
    fetched: tuple[Fetched, ...] = ()
    pictures: frozenset[str] = frozenset()
    earlier: tuple[Snapshot, ...] = ()
    grants: tuple[Grant, ...] = ()
    prints: bool = False

    @property
    def reference(self) -> Reference:
        """What the catalogue is shown with, and no partner wrote."""
        return self.catalogue.reference

    @property
    def today(self) -> date:
        """The day the site is built for."""
        return self.catalogue.today

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The vocabularies with what people read of them in the site's language."""
        return {
            name: replace(
                vocabulary,
                terms={term.id: self._translated(term) for term in vocabulary.terms.values()},
            )
            for name, vocabulary in self.catalogue.vocabularies.items()
        }

    def _translated(self, term: Term) -> Term:
        gettext = self.language.gettext
        return replace(
            term,
            label=gettext(term.label),
            meaning=gettext(term.meaning),
            people=term.people and gettext(term.people),
            who=term.who and gettext(term.who),
        )

    def term(self, vocabulary: str, term_id: str) -> Term:
        """Return one word of a vocabulary, in the site's language."""
        return self.vocabularies[vocabulary].terms[term_id]

    @cached_property
    def planned(self) -> Planned:
        """The tables of planning."""
        return Planned(self.catalogue, grants=self.grants, earlier=self.earlier)

    @cached_property
    def live_runs(self) -> Mapping[str, tuple[Run, ...]]:
        """The runs of each course that are not over, by the course's id, best first."""
        courses = self.catalogue.courses.values()
        return {course.id: self.catalogue.live_runs(course) for course in courses}

    @cached_property
    def _cards(self) -> dict[tuple[str, str], CardView]:
        return {}

    def shown_run(self, course: Course, fits: Callable[[Run], bool] | None = None) -> Run:
        """Return the run by which a list shows a course: the best of those that fit the list."""
        runs = self.live_runs[course.id] or (best_run(course, self.today),)
        return next(filter(fits, runs), runs[0]) if fits else runs[0]

    def card(self, course: Course, fits: Callable[[Run], bool] | None = None) -> CardView:
        """Return a course as lists show it."""
        return self.card_of(course, self.shown_run(course, fits))

    def card_of(self, course: Course, run: Run) -> CardView:
        """Return a course as lists show it by one of its runs."""
        # The same few runs are on a dozen lists.
        key = (course.id, run.key)
        if key not in self._cards:
            self._cards[key] = card_view(self, course, run)
        return self._cards[key]

    @cached_property
    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """What people choose courses by, by its kind."""
        return ways_of(self)

    @cached_property
    def middles(self) -> Mapping[str, Point]:
        """The middle of the homes of each area, by its id."""
        return middles_of_areas(self.catalogue)

    @cached_property
    def pairs(self) -> Mapping[Way, Sequence[Pair]]:
        """What makes the list of each way shorter."""
        return pairs_of(self)

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """The short name of each address that lasts, by that."""
        home = self.urls.home()
        lasting = {href.removeprefix(home): href for href in lasting_addresses(self)}
        names = short_names(lasting, self.catalogue.addresses)
        return {href: names[address] for address, href in lasting.items()}

    def short_address(self, href: str) -> str:
        """Return the address to print for a page: its short one, where it has one."""
        return self.urls.short(self.shorts[href]) if href in self.shorts else href

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """What each course is listed under, by the course's id."""
        return {
            course.id: self.catalogue.facets(course) for course in self.catalogue.courses.values()
        }

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each current course stands in lists, by its id."""
        return {course.id: position for position, course in enumerate(self.catalogue.current)}

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], tuple[Course, ...]]:
        """The current courses by topic and area together, for finding similar ones."""
        found: defaultdict[tuple[str, str], list[Course]] = defaultdict(list)
        for course in self.catalogue.current:
            for topic in course.topics:
                for area in self.facets[course.id]["area"]:
                    found[topic, area].append(course)
        return {pair: tuple(courses) for pair, courses in found.items()}

    @cached_property
    def frame(self) -> FrameView:
        """What surrounds every page."""
        urls, gettext = self.urls, self.language.gettext
        return FrameView(
            language=self.language.tag,
            direction=self.language.direction,
            name=self.name,
            city=gettext(self.reference.city.name),
            origin=urls.origin,
            home=urls.home(),
            search=urls.search(),
            assets=urls.assets(),
            courses=urls.courses(),
            contact_email=self.contact_email,
            contact_href=mailto(self.contact_email),
            navigation=(
                NavigationLink(gettext("Topics"), urls.topics(), "topics"),
                NavigationLink(gettext("Areas"), urls.areas(), "areas"),
                NavigationLink(gettext("When"), urls.whens(), "when"),
                NavigationLink(gettext("Free"), urls.free(), "free"),
            ),
            footer=self.footer,
            more=(
                LinkView(gettext("All courses"), urls.courses()),
                LinkView(gettext("Starting soon"), urls.starting_soon()),
                LinkView(gettext("Online"), urls.online()),
                LinkView(gettext("With childcare"), urls.with_childcare()),
                LinkView(gettext("Levels"), urls.levels()),
                LinkView(gettext("Places"), urls.venues()),
                *(
                    (LinkView(gettext("Libraries"), urls.libraries()),)
                    if self.reference.libraries
                    else ()
                ),
                LinkView(gettext("Map"), urls.map()),
                LinkView(gettext("Who teaches"), urls.providers()),
                *(
                    (LinkView(gettext("Link to us"), urls.link_to_us()),)
                    if self.urls.origin
                    else ()
                ),
            ),
            has_examples=any(course.example for course in self.catalogue.courses.values()),
            about_data=urls.page("about-the-data"),
            saved=urls.saved(),
            add=urls.add(),
            plan=urls.plan(),
            worker=urls.worker(),
            theme_colour=THEME_COLOUR,
            manifest=urls.manifest(),
            touch_icon=urls.picture("touch-icon"),
            territory=self.language.territory_tag,
            zone=self.reference.city.zone.key,
        )


@dataclass(frozen=True, slots=True)
class FrameView:
    """The head, menu and foot that all pages have in common, and `<html lang dir>`.
    `territory` is the language as Open Graph writes it; `zone` is the city's time zone, for pages
    that ask what day it is."""

    language: str
    direction: str
    name: str
    city: str
    origin: str
    home: str
    search: str
    assets: str
    courses: str
    contact_email: str
    contact_href: str
    navigation: tuple[NavigationLink, ...]
    footer: tuple[LinkView, ...]
    more: tuple[LinkView, ...]
    has_examples: bool
    about_data: str
    saved: str
    add: str
    plan: str
    worker: str
    theme_colour: str
    manifest: str
    touch_icon: str
    territory: str
    zone: str
