"""New courses as a feed, for feed readers and other people's sites: Atom (RFC 4287).

Called by the site. An entry is made once and stands in several feeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from catalogue.records import Course
    from catalogue.schemas import Term
    from catalogue.site.language import Language

_NAMESPACE = "http://www.w3.org/2005/Atom"
_IDS = UUID("0b8f6a52-6c1e-4f57-9a3d-94a3f0c7d216")
"""Where our feeds and entries get their ids. Another one would show everyone every course anew."""
_THEIRS = "en"
"""The language of what partners wrote. A title or a name that is all theirs says so."""
_SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says beside the course's own words, finished and without markup.

    `key` names the course for ever; `url` is the whole address of its page.
    """

    key: str
    url: str
    provider: str
    times: str
    begins: str
    where: str
    cost: str
    state: str
    topics: Sequence[Term]


@dataclass(frozen=True, slots=True)
class Feed:
    """The head of a feed, in finished words. `key` names it for ever; `url` is its own whole
    address, `page` that of the page it belongs to, `updated` the day of its newest entry.
    """

    key: str
    title: str
    about: str
    author: str
    url: str
    page: str
    updated: date


def feed_xml(feed: Feed, entries: Sequence[Element], language: Language) -> bytes:
    """Write a feed of these entries, as UTF-8. It may have none."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language.tag})
    _say(root, "id", _id_of(feed.key, language))
    _say(root, "title", feed.title)
    _say(root, "subtitle", feed.about)
    _say(root, "updated", _midnight(feed.updated))
    _say(SubElement(root, "author"), "name", feed.author, _THEIRS)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    root.extend(entries)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def entry_of(course: Course, told: Told, language: Language) -> Element:
    """Make the entry of a course. It counts as changed on the day the course was checked."""
    say, together = language.gettext, language.together
    entry = Element("entry")
    _say(entry, "id", _id_of(told.key, language))
    if course.example:
        title = say("Example: {title}").format(title=together(course.title))
        _say(entry, "title", title)
    else:
        _say(entry, "title", course.title, _THEIRS)
    _say(entry, "updated", _midnight(course.checked))
    _say(SubElement(entry, "author"), "name", told.provider, _THEIRS)
    SubElement(entry, "link", rel="alternate", type="text/html", href=told.url)
    _say(entry, "summary", " ".join(_sentences(course, told, language)))
    if course.example:
        SubElement(entry, "category", term="example", label=say("Example"))
    for topic in told.topics:
        SubElement(entry, "category", term=topic.id, label=topic.label)
    return entry


def _sentences(course: Course, told: Told, language: Language) -> Iterator[str]:
    say = language.gettext
    if course.example:
        yield say("Example: this course is invented. You cannot join it.")
    whole = course.summary.endswith(_SENTENCE_ENDS)
    yield language.together(course.summary if whole else f"{course.summary}.")
    yield say("When: {times}. {begins}.").format(times=told.times, begins=told.begins)
    yield say("Where: {place}.").format(place=language.together(told.where))
    yield say("Cost: {cost}.").format(cost=told.cost)
    yield say("Can you join? {state}.").format(state=told.state)
    yield say("Who teaches it: {provider}.").format(provider=language.together(told.provider))


def _id_of(key: str, language: Language) -> str:
    # Not the address: a site may move, and ids must not.
    return uuid5(_IDS, f"{language.tag} {key}").urn


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _say(parent: Element, name: str, words: str, language: str | None = None) -> None:
    SubElement(parent, name, {"xml:lang": language} if language else {}).text = words
