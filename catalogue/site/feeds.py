"""Feeds of new courses: of all, and of each topic and area, also of those that nobody teaches yet.

Called by the generator. Feeds need whole addresses: a site without one has no feeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from catalogue.exports.feeds import Feed, Told, entry_of, feed_xml
from catalogue.site.language import plain
from catalogue.site.views.follow import follows
from catalogue.site.views.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from catalogue.records import Course
    from catalogue.site.views.site import Site

_MOST_OF_ALL = 50
_MOST_OF_A_LIST = 30


def write_feeds(site: Site, folder: Path) -> None:
    """Write every feed below the folder of the site's files."""
    for href, xml in feeds_of(site):
        path = folder / site.urls.file_of(href)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(xml)


def feeds_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield each feed and its address; the courses checked last come first."""
    catalogue, urls = site.catalogue, site.urls
    if not urls.origin:
        return
    keys = lasting_keys(catalogue.courses)
    checked_last = max(course.checked for course in catalogue.courses.values())

    @cache
    def entry(course_id: str) -> Element:
        course = catalogue.courses[course_id]
        return entry_of(course, _told(site, course, keys[course_id]), site.language)

    for followed in _lists(site):
        newest = sorted(followed.courses, key=lambda course: course.checked, reverse=True)
        shown = newest[: followed.most]
        feed = Feed(
            key=followed.key,
            title=followed.title,
            about=followed.about,
            author=site.name,
            url=urls.absolute(followed.href),
            page=urls.absolute(followed.page),
            updated=shown[0].checked if shown else checked_last,
        )
        yield followed.href, feed_xml(feed, [entry(course.id) for course in shown], site.language)


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


def _lists(site: Site) -> Iterator[_List]:
    catalogue, urls, gettext = site.catalogue, site.urls, site.language.gettext
    yield _List(
        key="all",
        href=urls.feed(urls.home()),
        page=urls.home(),
        title=gettext("New courses – {site}").format(site=site.name),
        about=gettext("Every course we know of. The ones checked last come first."),
        courses=catalogue.current,
        most=_MOST_OF_ALL,
    )
    for one in follows(site):
        courses = catalogue.courses_in(one.facet, one.value)
        all_lists = urls.topics() if one.facet == "topic" else urls.areas()
        yield _List(
            key=f"{one.facet}/{one.value}",
            href=one.feed,
            page=one.list_href if courses else all_lists,
            title=gettext("New courses: {list} – {site}").format(list=one.label, site=site.name),
            about=one.meaning,
            courses=courses,
        )


def _told(site: Site, course: Course, key: str) -> Told:
    card, language = site.card(course), site.language
    times = [f"{line.days} {line.times}".strip() for line in card.meetings]
    return Told(
        key=key,
        url=site.urls.absolute(card.href),
        provider=card.provider,
        times=joined(language, times),
        begins=card.begins,
        where=plain(card.where),
        cost=card.cost,
        state=card.state.text,
        topics=[site.term("topics", topic) for topic in course.topics],
    )


def lasting_keys(courses: Mapping[str, Course]) -> Mapping[str, str]:
    """Name each course for ever, by its id: the first of its earlier names, unless another course
    has that name.
    """
    keys: dict[str, str] = {}
    taken = set(courses)
    for course_id in sorted(courses):
        earlier = (old for old in courses[course_id].previously if old not in taken)
        keys[course_id] = next(earlier, course_id)
        taken.add(keys[course_id])
    return keys
