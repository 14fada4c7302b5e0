"""New courses as a feed, for feed readers and other people's sites: Atom (RFC 4287).

A course is new on the day it was first published, whenever it was checked.

One of all courses, and one of each topic, area, provider and library, also of those that nobody
teaches yet. An entry
is made once and stands in several feeds. Feeds need whole addresses: a site without one has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from catalogue.exports.elements import element
from catalogue.exports.gate import File, Format
from catalogue.exports.ids import lasting
from catalogue.exports.marking import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.exports.elements import Element
    from catalogue.exports.house import House, HouseLanguage
    from catalogue.history import CourseHistory
    from catalogue.records import Course
    from catalogue.schemas import Term

FORMAT = Format(
    name="atom",
    title="Feeds (Atom)",
    purpose="New courses of a topic, an area, a provider or a library, for feed readers and sites.",
    media_type="application/atom+xml",
    addresses=(
        *("feed.xml", "topics/{topic}/feed.xml", "areas/{area}/feed.xml"),
        *("providers/{provider}/feed.xml", "venues/{library}/feed.xml"),
    ),
    begins_at="feed.xml",
    checked_by="A reader of XML.",
    needs_address=True,
)
_NAMESPACE = "http://www.w3.org/2005/Atom"
_IDS = UUID("0b8f6a52-6c1e-4f57-9a3d-94a3f0c7d216")
"""Where our feeds and entries get their ids. Another one would show everyone every course anew."""
_THEIRS = {"xml:lang": "en"}
"""The language of what partners wrote. A title or a name that is all theirs says so."""
_SENTENCE_ENDS = (".", "!", "?", "…")
_MOST_OF_ALL = 50
_MOST_OF_A_LIST = 30


@dataclass(frozen=True, slots=True)
class FeedWords:
    """What an entry says beside the course's own words, finished and without markup.

    `url` is the whole address of its page.
    """

    url: str
    provider: str
    times: str
    begins: str
    where: str
    cost: str
    state: str
    only_for: str
    topics: Sequence[Term]


@dataclass(frozen=True, slots=True)
class Feed:
    """The head of a feed, in finished words. `key` names it for ever; `url` is its own whole
    address, `page` that of the page it belongs to, `updated` the day on which one of its entries
    last changed.
    """

    key: str
    title: str
    about: str
    author: str
    url: str
    page: str
    updated: date


@dataclass(frozen=True, slots=True)
class _List:
    """What a feed is about. `href` is the feed's address, `page` where its courses are listed."""

    key: str
    href: str
    page: str
    title: str
    about: str
    courses: Sequence[Course]
    most: int = _MOST_OF_A_LIST


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield each feed; the courses that were published last come first."""
    urls, known = house.urls, house.history
    changed_last = max((known[one].changed for one in catalogue.courses), default=catalogue.today)

    @cache
    def entry(course_id: str) -> Element:
        course = catalogue.courses[course_id]
        return entry_of(course, _told(house, course), known[course_id], house.language)

    for followed in _lists(catalogue, house):
        # The list has courses in its own order: within one day that stays.
        newest = sorted(followed.courses, key=lambda one: known[one.id].first, reverse=True)
        shown = newest[: followed.most]
        feed = Feed(
            key=followed.key,
            title=followed.title,
            about=followed.about,
            author=house.name,
            url=urls.absolute(followed.href),
            page=urls.absolute(followed.page),
            updated=max((known[one.id].changed for one in shown), default=changed_last),
        )
        entries = [entry(course.id) for course in shown]
        yield File(followed.href, feed_of(feed, entries, house.language))


def _lists(catalogue: Catalogue, house: House) -> Iterator[_List]:
    urls, gettext = house.urls, house.language.gettext
    yield _List(
        key="all",
        href=urls.feed(urls.home()),
        page=urls.home(),
        title=gettext("New courses – {site}").format(site=house.name),
        about=gettext("Courses that are new on this site. The newest come first."),
        courses=catalogue.current,
        most=_MOST_OF_ALL,
    )
    for facet, vocabulary, page_of, all_lists in (
        ("topic", "topics", urls.topic, urls.topics()),
        ("area", "areas", urls.area, urls.areas()),
    ):
        for term in house.vocabularies[vocabulary].terms.values():
            courses, page = catalogue.courses_in(facet, term.id), page_of(term.id)
            title = gettext("New courses: {list} – {site}")
            yield _List(
                key=f"{facet}/{term.id}",
                href=urls.feed(page),
                page=page if courses else all_lists,
                title=title.format(list=term.label, site=house.name),
                about=term.meaning,
                courses=courses,
            )
    libraries = (venue for venue in catalogue.venues.values() if venue.kind == "library")
    providers = catalogue.providers.values()
    named = [
        *(("provider", who.id, urls.provider(who.id), who.name, who.summary) for who in providers),
        *(("venue", one.id, urls.venue(one.id), one.name, str(one.address)) for one in libraries),
    ]
    words = gettext("New courses: {list} – {site}").format(list="{title}", site=house.name)
    for facet, key, page, name, about in named:
        yield _List(
            key=f"{facet}/{key}",
            href=urls.feed(page),
            page=page,
            title=within(words, name),
            about=about,
            courses=catalogue.courses_in(facet, key),
        )


def _told(house: House, course: Course) -> FeedWords:
    said, topics = house.words.of_course(course), house.vocabularies["topics"].terms
    return FeedWords(
        url=house.urls.absolute(house.urls.course(course.id)),
        provider=said.provider,
        times=said.times,
        begins=said.begins,
        where=said.where,
        cost=said.cost,
        state=said.state,
        only_for=said.only_for,
        topics=[topics[topic] for topic in course.topics],
    )


def feed_of(feed: Feed, entries: Sequence[Element], language: HouseLanguage) -> Element:
    """Make a feed of these entries. It may have none."""
    return element(
        "feed",
        [
            element("id", _id_of(feed.key, language)),
            element("title", feed.title),
            element("subtitle", feed.about),
            element("updated", _midnight(feed.updated)),
            element("author", [element("name", feed.author, _THEIRS)]),
            _link("self", "application/atom+xml", feed.url),
            _link("alternate", "text/html", feed.page),
            *entries,
        ],
        {"xmlns": _NAMESPACE, "xml:lang": language.tag},
    )


def entry_of(
    course: Course, told: FeedWords, known: CourseHistory, language: HouseLanguage
) -> Element:
    """Make the entry of a course: since when it is here, and when what it says last changed."""
    topics = [{"term": topic.id, "label": topic.label} for topic in told.topics]
    example = {"term": "example", "label": language.gettext("Example")}
    return element(
        "entry",
        [
            element("id", _id_of(known.key, language)),
            # Where we have marked it as an example, not all of it is theirs.
            element("title", course.title, {} if course.example else _THEIRS),
            element("published", _midnight(known.first)),
            element("updated", _midnight(known.changed)),
            element("author", [element("name", told.provider, _THEIRS)]),
            _link("alternate", "text/html", told.url),
            element("summary", " ".join(_sentences(course, told, language))),
            *(element("category", attributes=one) for one in [example] * course.example + topics),
        ],
    )


def _link(rel: str, media_type: str, href: str) -> Element:
    return element("link", attributes={"rel": rel, "type": media_type, "href": href})


def _sentences(course: Course, told: FeedWords, language: HouseLanguage) -> Iterator[str]:
    say = language.gettext
    if course.example:
        yield say("Example: this course is invented. You cannot join it.")
    if told.only_for:
        yield f"{told.only_for}."
    whole = course.summary.endswith(_SENTENCE_ENDS)
    yield language.together(course.summary if whole else f"{course.summary}.")
    yield say("When: {times}. {begins}.").format(times=told.times, begins=told.begins)
    yield say("Where: {place}.").format(place=language.together(told.where))
    yield say("Cost: {cost}.").format(cost=told.cost)
    yield say("Can you join? {state}.").format(state=told.state)
    yield say("Who teaches it: {provider}.").format(provider=language.together(told.provider))


def _id_of(key: str, language: HouseLanguage) -> str:
    # Not the address: a site may move, and ids must not.
    return lasting(_IDS, language.tag, key).urn


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
